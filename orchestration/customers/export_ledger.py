"""The ledger of exports: which files people were written to, `exports.ndjson` of the home, one line a file.

A line says where the file was put, when, by whom, of which groups and for what, and how many people are in it; nothing
that was searched for, which may be a name. It is written before the file appears, so that no file is missing from it;
one that was then given up, in a power cut, is listed and not there.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.settings import Home


@dataclass(frozen=True)
class Exported:
    """A file of people: `groups` are those whose members it has, none for customers at large; `at` is ISO 8601 in UTC.

    `run_id` names the generation that it was made of.
    """

    path: str
    at: str
    by: str
    groups: tuple[str, ...]
    without: tuple[str, ...]
    channel: str | None
    people: int
    run_id: str


def enter(home: Home, exported: Exported) -> None:
    """Add a line, whole, and on the disk when this returns."""
    descriptor = os.open(home.export_ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.write(json.dumps(asdict(exported), ensure_ascii=False) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def exported_by(home: Home) -> list[Exported]:
    """Every export of the home, the earliest first."""
    if not home.export_ledger.exists():
        return []
    lines = home.export_ledger.read_text(encoding="utf-8").splitlines()
    read = (json.loads(line) for line in lines if line.strip())
    return [Exported(**{**each, "groups": tuple(each["groups"]), "without": tuple(each["without"])}) for each in read]


def exported_elsewhere(home: Home) -> list[Exported]:
    """Exports that were put outside the home, where nothing here can look, the earliest first."""
    return [each for each in exported_by(home) if not Path(each.path).is_relative_to(home.root)]
