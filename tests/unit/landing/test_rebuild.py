"""The raw tables rebuilt from the archive."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from orchestration.landing.archive import Archive
from orchestration.landing.ledger import LandingError
from orchestration.landing.rebuild import rebuild
from orchestration.landing.report import LandingReport
from tests.unit.landing.conftest import LANDED_AT, LandingHome
from tests.unit.landing.histories import OPTIONAL, made_up, text_of

TABLES = ["customers", "visits", "decisions", "landed_files", "rejected_rows", "replaced_customers", "landing_findings"]


def rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Of all tables, except for what the last landing refused, which is not a file of the archive."""
    found = {table: connection.execute(f"select * from raw.{table} order by all").fetchall() for table in TABLES}
    return found | {"landing_findings": [row for row in found["landing_findings"] if row[0] is not None]}


def rebuilt(shop: LandingHome, **more: Any) -> tuple[LandingReport, dict[str, list[tuple[Any, ...]]]]:
    with duckdb.connect() as again:
        report = rebuild(again, shop.archive, shop.contract, **more)
        return report, rows(again)


@pytest.fixture
def history(shop: LandingHome) -> LandingHome:
    """Nights with every kind of file: faulty rows, rows that lose, withdrawals, entries of the inbox."""
    random = Random(1)
    columns = [frozenset(random.sample(OPTIONAL, random.randrange(len(OPTIONAL) + 1))) for _ in range(9)]
    contents = made_up(random, columns)
    for night in range(3):
        for number in range(3 * night, 3 * night + 3):
            shop.drop(f"customers/of-{number}.csv", text_of(number, *contents[number]))
        shop.drop("visits/always.csv", f"customer_id,url,seconds\n1,u,{night % 2}\n1,u,{night % 2}\n,u,3\n")
        shop.drop_parquet(
            "visits/more.parquet", f"select range::varchar as customer_id, '{night}' as url from range(9)"
        )
        shop.drop("decisions/a.ndjson", f'{{"at": "2026-01-01", "phone": "1", "customer_id": "c{night}"}}\n', "inbox")
        shop.drop("visits/bad.csv", "nonsense\n")
        shop.land(landed_at=LANDED_AT + timedelta(days=night))
    return shop


def test_rebuilt_raw_tables_are_the_same(history: LandingHome) -> None:
    report, again = rebuilt(history)
    before = rows(history.connection)
    assert report.refused == []
    assert again == before
    assert all(again[table] for table in TABLES)


def test_of_files_left_in_their_folders_the_archive_alone_counts(shop: LandingHome) -> None:
    shop.archive = Archive(shop.archive.root, leaves_files=True)
    shop.drop("visits/f.csv", "customer_id,url,seconds\n1,u,1\n")
    shop.land()
    shop.drop("visits/f.csv", "customer_id,url,seconds\n1,u,2\n")
    _, again = rebuilt(shop)
    assert again == rows(shop.connection)


@pytest.mark.parametrize("damage", ["gone", "other bytes"])
def test_an_archive_with_a_gap_is_not_taken_for_whole(history: LandingHome, damage: str) -> None:
    file = next(history.archive.root.rglob("of-4.csv"))
    file.unlink()
    if damage == "other bytes":
        file.write_text("customer_id,created_at\n1,2026-01-01\n")
    with pytest.raises(LandingError, match=r"1 landed files are not .* \(customers/of-4.csv of 2026-06-02"):
        rebuilt(history)
    report, _ = rebuilt(history, is_partial=True)
    assert (len(report.loaded), report.refused) == (17, [])


def test_an_empty_archive_is_not_a_warehouse(tmp_path: Path, shop: LandingHome) -> None:
    with pytest.raises(LandingError, match="holds no landing"):
        rebuilt(shop)
