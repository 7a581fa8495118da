"""The small files of the faults that were found in use, and a landing of them under the project's own contract."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.landing.mapping_files import Mappings
from orchestration.landing.report import LandingReport
from orchestration.settings import Project
from tests.workspace import PROJECT

FILES = PROJECT.parent / "shared" / "faults" / "files"
SECRET = b"a secret of thirty-two bytes ..."
LANDED_AT = datetime(2026, 11, 1, 1, tzinfo=UTC)
needs_files = pytest.mark.skipif(not FILES.is_dir(), reason="the shared files are not here")


class ProjectLanding:
    """A landing with the tables of the project and vars of the test's own."""

    def __init__(self, home: Path, **variables: Any) -> None:
        self.home = home
        project = Project(PROJECT)
        self.contract = Contract.read(project.landing_contract, {**project.variables, **variables})
        self.connection = duckdb.connect(str(home / "warehouse.duckdb"), config={"temp_directory": str(home / "tmp")})

    def drop(self, name: str, content: str | bytes) -> Path:
        """Write a file, named `<table>/<name>`."""
        path = self.home / "landing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def drop_parquet(self, name: str, query: str) -> None:
        path = self.drop(name, b"")
        with duckdb.connect() as writer:
            writer.execute("set TimeZone = 'UTC'")
            writer.execute(f"copy ({query}) to '{path}' (format parquet)")

    def take(self, folder: str, header: Callable[[str], str] = str, **tables: str) -> None:
        """Drop files of one folder of the small files, by table; `header` makes ours of their first line."""
        for table, name in tables.items():
            first, _, rest = (FILES / folder / name).read_bytes().partition(b"\n")
            self.drop(f"{table}/{name}", header(first.decode("latin-1")).encode("latin-1") + b"\n" + rest)

    def land(self, landed_at: datetime = LANDED_AT) -> LandingReport:
        mappings = Mappings.of(PROJECT, self.contract, lambda: SECRET)
        return land(self.connection, [self.home / "landing"], self.contract, landed_at=landed_at, mappings=mappings)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def rejected(self) -> list[tuple[Any, ...]]:
        """(line, column, reason) of every rejected row."""
        return self.rows("select line, column_name, reason from raw.rejected_rows order by table_name, line")


Open = Callable[..., ProjectLanding]


@pytest.fixture
def open_landing(tmp_path: Path) -> Open:
    """Open a landing whose vars are given by name."""
    return lambda **variables: ProjectLanding(tmp_path, **variables)
