"""Made-up histories of a few hundred keys: files of the small contract's customers, with whatever columns they have."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

# A row is (key, updated_at, deleted_at, points, name); a file is the columns that it has and its rows.
File = tuple[frozenset[str], list[tuple[int, int | None, int | None, int | None, int | None]]]
DAY = date(2026, 1, 1)
KEYS = 300
OPTIONAL = ["updated_at", "deleted_at", "points", "name"]


def shown(day: int | None) -> str:
    return "" if day is None else (DAY + timedelta(days=day)).isoformat()


def text_of(
    number: int, present: frozenset[str], rows: Sequence[tuple[int, int | None, int | None, int | None, int | None]]
) -> str:
    optional = [column for column in ("updated_at", "deleted_at", "points", "name") if column in present]
    lines = [",".join(["customer_id", "created_at", *optional, f"of_file_{number}"])]
    for key, updated, deleted, points, name in rows:
        cells = {
            "updated_at": shown(updated),
            "deleted_at": shown(deleted),
            "points": "" if points is None else str(points),
            "name": "" if name is None else f"n{name}",
        }
        lines.append(",".join([str(key), "2026-01-01", *(cells[column] for column in optional), ""]))
    return "\n".join(lines) + "\n"


def made_up(random: Random, columns: Sequence[frozenset[str]]) -> list[File]:
    """Files with these columns, and rows of a few hundred keys: each key is a history of its own."""
    contents: list[File] = []
    for present in columns:
        rows: dict[tuple[Any, ...], Any] = {}
        for _ in range(random.randrange(KEYS)):
            key, *values = (random.randrange(KEYS), *(random.choice([None, 0, 1, 2]) for _ in range(4)))
            if random.random() < 0.5:
                values[1] = None
            # Two rows of one file that differ in nothing that orders them are duplicates, which another test has.
            moment = values[0] if "updated_at" in present else None
            rows[key, moment, "deleted_at" in present and values[1] is not None] = (key, *values)
        contents.append((present, list(rows.values())))
    return contents
