"""The journal of an erasure that is under way: `erasing.json` of the home, 0600, gone once it is done.

It has in plain text who is being forgotten, since a night that is killed half-way has already deleted where it stood;
the next night goes on by it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from orchestration import durable
from orchestration.erasure.persons import Forgotten
from orchestration.settings import Home


@dataclass(frozen=True)
class Request:
    """One person: when they asked (ISO 8601, UTC), and the lists that they had left, as (name, when).

    `is_erased`: no table, generation or landed file has them any more; what is read by day may. Later nights leave the
    tables alone: whoever has their address by then is a new person.
    """

    person: Forgotten
    requested_at: str
    lists: tuple[tuple[str, str], ...]
    is_erased: bool = False

    def is_of(self, other: "Request") -> bool:
        """Whether both are about one person."""
        return not self.person.pseudonyms.keys().isdisjoint(other.person.pseudonyms)

    def and_also(self, other: "Request") -> "Request":
        """What is known of them by both; pseudonyms that were given stay."""
        return Request(
            self.person.and_also(other.person),
            max(self.requested_at, other.requested_at),
            tuple(sorted({*self.lists, *other.lists})),
            self.is_erased and other.is_erased,
        )


def together(requests: Sequence[Request]) -> list[Request]:
    """Requests with one for each person, the earlier before the later."""
    found: list[Request] = []
    for request in requests:
        same = next((each for each in found if each.is_of(request)), None)
        if same is None:
            found.append(request)
        else:
            found[found.index(same)] = same.and_also(request)
    return found


def read(home: Home) -> list[Request]:
    """What a night before has not finished."""
    if not home.erasing.exists():
        return []
    return [_request(said) for said in json.loads(home.erasing.read_text(encoding="utf-8"))]


def _request(said: dict[str, object]) -> Request:
    person, lists = said["person"], said["lists"]
    assert isinstance(person, dict)
    assert isinstance(lists, list)
    sets = {name: frozenset(person[name]) for name in ("emails", "phones", "texts")}
    forgotten = Forgotten(person["pseudonyms"], **sets, orders=person["orders"])
    left = tuple((name, at) for name, at in lists)
    return Request(forgotten, str(said["requested_at"]), left, bool(said["is_erased"]))


def write(home: Home, requests: Sequence[Request]) -> None:
    """Have them on the disk, in place of earlier ones."""
    durable.write(home.erasing, json.dumps([asdict(each) for each in requests], default=sorted))
