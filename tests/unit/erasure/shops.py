"""A home without generations whose files land and whose customers are forgotten, in this process: no dbt, no night."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.erasure.erasing import erase, finish_erasure
from orchestration.erasure.withheld import land_without_forgotten
from orchestration.landing.report import LandingReport
from orchestration.lock import RunLock
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.tonight import Night
from orchestration.warehouse.connections import reading_raw
from tests.workspace import PROJECT


@dataclass(frozen=True)
class Home:
    """`variables` stand above those of dbt_project.yml, `settings` are those of the environment."""

    root: Path
    variables: Mapping[str, Any]
    settings: Mapping[str, Any]

    @property
    def shop(self) -> Shop:
        return Shop(Settings(home=self.root, **self.settings), PROJECT)

    def drop(self, table: str, name: str, content: str | bytes) -> Path:
        file = self.root / "landing" / table / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def drop_rows(self, table: str, name: str, rows: Sequence[Mapping[str, Any]]) -> Path:
        return self.drop(table, name, "".join(json.dumps(row) + "\n" for row in rows))

    def land(self) -> LandingReport:
        return land_without_forgotten(self.shop, self._all_variables)

    def ask(self, *customer_ids: Any, at: str = "2025-03-01T12:00:00Z") -> None:
        """Have customers ask to be forgotten, by a file of the shop's."""
        rows = [{"customer_id": customer_id, "requested_at": at} for customer_id in customer_ids]
        self.drop_rows("erasure_requests", f"{len(self.files())}.ndjson", rows)

    def forget(self) -> int:
        """What a night does between beginning and building, and after it has published."""
        forgotten = self.begin_to_forget()
        finish_erasure(self.night)
        return forgotten

    def begin_to_forget(self) -> int:
        """What a night does that does not publish."""
        self.land()
        return erase(self.night)

    @property
    def night(self) -> Night:
        lock = RunLock(self.shop.home.lock, "a test")
        return Night(self.shop, datetime(2025, 3, 2, tzinfo=UTC), "run", lock, variables=self.variables)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """From the raw tables."""
        with reading_raw(self.shop) as connection:
            return connection.execute(query).fetchall()

    def files(self) -> list[str]:
        """What has landed, by its place in the archive."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.glob("archive/*/*/*"))

    def archived(self, name: str) -> bytes:
        """The one file of the archive of that table and name."""
        (found,) = self.root.glob(f"archive/*/{name}")
        return found.read_bytes()

    @property
    def _all_variables(self) -> dict[str, Any]:
        return {**self.shop.project.variables, **self.variables}
