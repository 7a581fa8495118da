"""A shop to test with: a copy of the project with groups of its own, a home, files to drop, nights to run.

Nights run as a user runs them, `rollcall nightly` in a process of its own, and what they published is read from
the files that consumers read.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tests import commands, parsed
from tests.commands import Ended

PROJECT = Path(__file__).parents[1]
DATA = PROJECT.parent / "shared" / "data"
# What a shop has for itself, so that a test may edit it; the rest is linked.
OWN = ("models", "macros", "dbt_project.yml")


@dataclass(frozen=True)
class Workspace:
    """`project` is a copy whose groups are the test's own; `home` is its ROLLCALL_HOME."""

    project: Path
    home: Path

    @classmethod
    def open(cls, folder: Path, groups: Mapping[str, str]) -> "Workspace":
        """A shop without files whose groups are `groups`, SQL by key."""
        project, home = folder / "project", folder / "var"
        project.mkdir(parents=True)
        home.mkdir()
        for entry in PROJECT.iterdir():
            if entry.name not in (*OWN, "var") and not entry.name.startswith("."):
                (project / entry.name).symlink_to(entry)
        shutil.copytree(PROJECT / "models", project / "models", ignore=shutil.ignore_patterns("customer_groups"))
        shutil.copytree(PROJECT / "macros", project / "macros")
        settings = PROJECT.joinpath("dbt_project.yml").read_text()
        # Tests write moments in UTC, most of them without an offset.
        (project / "dbt_project.yml").write_text(settings.replace("\nvars:\n", "\nvars:\n  landing_time_zone: UTC\n"))
        (project / "models" / "customer_groups").mkdir()
        shop = cls(project, home)
        parsed.begin(project, home, shop.environment)
        for key, sql in groups.items():
            shop.define(key, sql)
        return shop

    @property
    def groups(self) -> Path:
        return self.project / "models" / "customer_groups"

    def define(self, key: str, sql: str) -> Path:
        file = self.groups / f"{key}.sql"
        file.write_text(sql)
        return file

    def undefine(self, key: str) -> None:
        self.groups.joinpath(f"{key}.sql").unlink()

    def write_card(self, key: str, yaml: str) -> Path:
        file = self.groups / f"{key}.yml"
        file.write_text(yaml)
        return file

    def drop(self, table: str, name: str, content: str | bytes) -> Path:
        """Put a file where the shop's system would put it."""
        file = self.home / "landing" / table / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def drop_rows(self, table: str, name: str, rows: Sequence[Mapping[str, Any]]) -> Path:
        """The same from rows, as NDJSON."""
        return self.drop(table, name, "".join(json.dumps(row, default=str) + "\n" for row in rows))

    def run(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        first: Callable[[], object] | None = None,
    ) -> Ended:
        """Run `rollcall` with these arguments inside the project; `first` is called in its process before."""
        return commands.run(arguments, self.project, self.environment | (environment or {}), first)

    def start(self, *arguments: str, environment: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
        """The same without waiting for its end."""
        return subprocess.Popen(
            [sys.executable, "-m", "orchestration.cli", *arguments],
            cwd=self.project,
            env=self.environment | (environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "ROLLCALL_HOME": str(self.home), "ROLLCALL_MEMORY_LIMIT": "1GB", "COLUMNS": "200"}

    def nightly(self, as_of: str, *arguments: str) -> Ended:
        return self.run("nightly", "--as-of", as_of, *arguments)

    @property
    def current(self) -> Path:
        return self.home / "published" / "current"

    @property
    def manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.current / "manifest.json").read_text())
        return manifest

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows from the published BI file."""
        with duckdb.connect(str(self.current / "rollcall.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    @contextmanager
    def raw(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The raw tables, for looking at between nights."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.home / 'raw.duckdb'}' as landed (read_only)")
            connection.execute("use landed")
            yield connection

    @contextmanager
    def workshop(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """What dbt built for the current generation."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.home / 'raw.duckdb'}' as landed (read_only)")
            connection.execute(f"attach '{self.current / 'workshop.duckdb'}' as workshop (read_only)")
            connection.execute("use workshop")
            yield connection

    def members(self, key: str) -> list[str]:
        return [row[0] for row in self.query(f"select customer_id from customer_groups.{key} order by customer_id")]

    def events(self) -> list[tuple[Any, ...]]:
        """(group_key, customer_id, event, cause), oldest first."""
        return self.query("select group_key, customer_id, event, cause from membership_events order by event_id")

    def moves(self, key: str, as_of: str) -> set[tuple[str, str, str]]:
        """(customer_id, event, cause) of a group's membership events in a night."""
        rows = self.query(
            "select customer_id, event, cause from membership_events"
            f" where group_key = '{key}' and occurred_at = '{as_of.removesuffix('Z')}'"
        )
        return {(customer_id, event, cause) for customer_id, event, cause in rows}
