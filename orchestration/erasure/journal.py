"""The journal of an erasure that is under way: `erasing.json` of the home, 0600, gone once it is done.

It has in plain text who is being forgotten, since a night that is killed half-way has already deleted where it stood;
the next night goes on by it.
"""

import json
import os
from dataclasses import asdict, dataclass

from orchestration.erasure.persons import Forgotten
from orchestration.settings import Home


@dataclass(frozen=True)
class Journal:
    """Whom to forget, when the latest of them asked (ISO 8601, UTC), and the lists that they had left (name, when)."""

    forgotten: Forgotten
    requested_at: str
    lists: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, home: Home) -> "Journal | None":
        """What a night before has not finished."""
        if not home.erasing.exists():
            return None
        said = json.loads(home.erasing.read_text(encoding="utf-8"))
        known = said["forgotten"]
        sets = {name: frozenset(known[name]) for name in ("emails", "phones", "texts")}
        forgotten = Forgotten(known["pseudonyms"], **sets, orders=known["orders"])
        return cls(forgotten, said["requested_at"], tuple((name, at) for name, at in said["lists"]))

    def and_also(self, other: "Journal | None") -> "Journal":
        """Both together."""
        if other is None:
            return self
        return Journal(
            self.forgotten.and_also(other.forgotten),
            max(self.requested_at, other.requested_at),
            tuple(sorted({*self.lists, *other.lists})),
        )

    def write(self, home: Home) -> None:
        """Have it on the disk, in place of an earlier one."""
        said = asdict(self)
        known = {
            name: sorted(value) if isinstance(value, frozenset) else value for name, value in said["forgotten"].items()
        }
        unfinished = home.erasing.with_name(f".{home.erasing.name}.part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({**said, "forgotten": known}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(unfinished, home.erasing)
