"""A small contract and a shop folder for the landing tests."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.landing.archive import Archive
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.landing.report import LandingReport

CONTRACT = """
version: 2
sources:
  - name: raw
    tables:
      - name: customers
        config:
          meta:
            key: [customer_id]
            required: [customer_id, created_at]
            not_in_future: [created_at, birth_date]
            accepted_values: {gender: [f, m]}
        columns:
          - {name: customer_id, data_type: "{{ var('id_type') }}"}
          - {name: name, data_type: varchar}
          - {name: birth_date, data_type: date}
          - {name: created_at, data_type: timestamp}
          - {name: gender, data_type: varchar}
          - {name: points, data_type: bigint}
          - {name: amount, data_type: "decimal(18,2)"}
          - {name: ratio, data_type: double}
          - {name: accepts_sms, data_type: boolean}
          - {name: updated_at, data_type: timestamp}
          - {name: deleted_at, data_type: timestamp}
      - name: visits
        config:
          meta:
            key: [customer_id, url]
            required: [customer_id]
        columns:
          - {name: customer_id, data_type: "{{ var('id_type') }}"}
          - {name: url, data_type: varchar}
          - {name: seconds, data_type: bigint}
          - {name: deleted_at, data_type: timestamp}
      - name: decisions
        config:
          meta: {key: [at, phone], required: [at], one_of: [customer_id, phone]}
        columns:
          - {name: at, data_type: timestamp}
          - {name: customer_id, data_type: varchar}
          - {name: phone, data_type: varchar}
"""
# Two customers, as the contract wants them.
GOOD = "customer_id,created_at,name,points\n1,2026-01-01 10:00:00,Ann,5\n2,2026-01-02 10:00:00,Bo,\n"
LANDED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


class LandingHome:
    """A home with drop folders and a warehouse. `drop` writes a file, `land` runs one landing."""

    def __init__(self, home: Path, warehouse: str | None = None) -> None:
        self.home = home
        self.folders = [home / "landing", home / "inbox"]
        path = home / "contract.yml"
        path.write_text(CONTRACT)
        self.archive = Archive(home / "archive")
        self.contract = Contract.read(path, {"id_type": "varchar", "time_zone": "UTC"})
        self.connection = duckdb.connect(warehouse or str(home / "warehouse.duckdb"))
        self.connection.execute("set threads = 2")

    def drop(self, name: str, content: str | bytes, folder: str = "landing") -> Path:
        path = self.home / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def drop_parquet(self, name: str, query: str) -> Path:
        path = self.home / "landing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as writer:
            writer.execute("set TimeZone = 'UTC'")
            writer.execute(f"copy ({query}) to '{path}' (format parquet)")
        return path

    def land(self, **more: Any) -> LandingReport:
        given = {"landed_at": LANDED_AT, "archive": self.archive, **more}
        report = land(self.connection, self.folders, self.contract, **given)
        for result in report.files:
            assert result.read_rows == result.accepted_rows + result.rejected_rows
        return report

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def rejected(self) -> list[tuple[Any, ...]]:
        return self.rows("select line, column_name, reason from raw.rejected_rows order by file_id, line")


@pytest.fixture
def shop(tmp_path: Path) -> LandingHome:
    return LandingHome(tmp_path)


@pytest.fixture
def reread(shop: LandingHome) -> Callable[[str], Contract]:
    """Write another contract and read it."""

    def read(text: str) -> Contract:
        path = shop.home / "contract.yml"
        path.write_text(text)
        return Contract.read(path, {"id_type": "varchar", "time_zone": "UTC"})

    return read
