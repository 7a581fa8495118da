"""The ledger of exports: which files people were written to, `exports.ndjson` of the home, one line a file.

A line says where the file was put, when, by whom, of which groups and for what, and how many people are in it; nothing
that was searched for, which may be a name. It is written before the file appears, so that no file is missing from it;
one that was then given up, in a power cut, is listed and not there.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration import durable
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
    """Add a line."""
    durable.append(home.export_ledger, [asdict(exported)])


def exported_by(home: Home) -> list[Exported]:
    """Every export of the home, the earliest first."""
    rows = durable.rows_of(home.export_ledger)
    return [Exported(**{**row, "groups": tuple(row["groups"]), "without": tuple(row["without"])}) for row in rows]


def exported_elsewhere(home: Home) -> list[Exported]:
    """Exports that were put outside the home, where nothing here can look, the earliest first."""
    return [each for each in exported_by(home) if not Path(each.path).is_relative_to(home.root)]
