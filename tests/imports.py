"""A shop to import customers into, without a night: what is dropped lands, and what is imported waits in its inbox."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.customers.importing.headings import proposed
from orchestration.customers.importing.plan import Import, Preview, importing
from orchestration.landing.report import LandingReport
from orchestration.landing.runs import land_waiting
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import reading_raw
from tests.workspace import PROJECT

NOW = datetime(2025, 11, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Imported:
    """What an import said that it would do, and what it wrote."""

    preview: Preview
    files: int
    result: list[dict[str, str]]

    def outcome(self, line: int) -> str:
        (row,) = (row for row in self.result if int(row["line"]) == line)
        return row["outcome"]

    def reason(self, line: int) -> str:
        (row,) = (row for row in self.result if int(row["line"]) == line)
        return row["reason"]

    def id(self, line: int) -> str:
        (row,) = (row for row in self.result if int(row["line"]) == line)
        return row["id"]


@dataclass(frozen=True)
class ImportingShop:
    """A home, and the project as it is."""

    shop: Shop
    folder: Path

    @classmethod
    def open(cls, folder: Path, project: Path = PROJECT) -> "ImportingShop":
        home = folder / "var"
        home.mkdir()
        return cls(Shop(Settings(home=home), project), folder)

    def land(self, **tables: Sequence[dict[str, Any]]) -> LandingReport:
        """Have rows land as the shop sends them, after what waits in the inbox."""
        for table, rows in tables.items():
            folder = self.shop.home.landing / table
            folder.mkdir(parents=True, exist_ok=True)
            folder.joinpath("sent.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))
        landed = land_waiting(self.shop, self.shop.project.variables)
        assert not landed.refused and not [file for file in landed.files if file.rejected_rows], landed
        return landed

    def write(self, content: str | bytes, name: str = "people.csv") -> Path:
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    @contextmanager
    def opened(self, content: str | bytes | Path, *said: str, **options: Any) -> Iterator[tuple[Import, Preview]]:
        file = content if isinstance(content, Path) else self.write(content)
        with importing(self.shop, file, options.pop("encoding", None)) as started:
            yield started, started.prepare(proposed(started.opened.headings, said), **options)

    def preview(self, content: str | bytes | Path, *said: str, **options: Any) -> Preview:
        with self.opened(content, *said, **options) as (_, preview):
            return preview

    def import_(self, content: str | bytes | Path, *said: str, **options: Any) -> Imported:
        with self.opened(content, *said, **options) as (started, preview):
            files, result = started.carry_out("ada", NOW)
        lines = result.read_text(encoding="utf-8")
        return Imported(preview, files, rows_of_csv(lines))

    def waiting(self, table: str) -> list[dict[str, Any]]:
        """The rows that wait in the inbox, file by file."""
        files = sorted((self.shop.home.inbox / table).glob("*.ndjson"))
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    def entries(self) -> list[str]:
        """Everything in the inbox but its lock."""
        inbox = self.shop.home.inbox
        return sorted(
            str(path.relative_to(inbox)) for path in inbox.rglob("*") if path.is_file() and path.name != ".lock"
        )

    def raw(self, query: str) -> list[tuple[Any, ...]]:
        with reading_raw(self.shop) as connection:
            return connection.execute(query).fetchall()


def rows_of_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))
