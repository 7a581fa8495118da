"""How much of the warehouse file is waste: rows that were replaced, and row groups that are nearly empty."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.landing.compaction import MOST_STORED, ROW_GROUP_ROWS, Stored, is_wasteful
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw
from tests.unit.landing.conftest import LandingHome

ROWS = 4 * ROW_GROUP_ROWS


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[LandingHome]:
    """With the raw tables opened as the landing opens them."""
    shop = LandingHome(tmp_path)
    shop.connection.close()
    with writing_raw(Shop(Settings(home=tmp_path, memory_limit="1GB"), tmp_path)) as shop.connection:
        yield shop


def stored(shop: LandingHome, table: str) -> tuple[int, int]:
    """Rows that the table takes up room for, replaced ones included, and its row groups."""
    [(rows, groups)] = shop.rows(
        f"select sum(count), count(distinct row_group_id) from pragma_storage_info('raw.{table}')"
        " where column_name = '_file_id' and segment_type != 'VALIDITY'"
    )
    return rows, groups


def blocks(shop: LandingHome) -> set[int]:
    return {block for (block,) in shop.rows("select block_id from pragma_storage_info('raw.customers')")}


def test_rows_landed_at_once_are_not_written_twice(shop: LandingHome) -> None:
    with duckdb.connect() as writer:
        # As DuckDB itself cuts a file: each part a little more than a row group of the warehouse's.
        writer.execute("create table customers as select range as customer_id from range(1_000_000)")
        (shop.home / "landing" / "customers").mkdir(parents=True)
        writer.execute(
            "copy (select customer_id, timestamp '2026-01-01' as created_at, 'n' || customer_id as name from customers)"
            f" to '{shop.home / 'landing' / 'customers' / 'a.parquet'}' (row_group_size {ROW_GROUP_ROWS + 2048})"
        )
    shop.land()
    loaded = blocks(shop)
    shop.connection.execute("checkpoint")
    assert len(loaded & blocks(shop)) > 0.9 * len(loaded)
    assert stored(shop, "customers")[1] > -(-1_000_000 // ROW_GROUP_ROWS)


def test_replaced_rows_do_not_pile_up_from_night_to_night(shop: LandingHome) -> None:
    for night in range(3):
        # The first file brings all rows, each other one a third of them again.
        shop.drop_parquet(
            f"customers/{night}.parquet",
            f"select range::varchar as customer_id, timestamp '2026-01-01' as created_at, 'night {night}' as name,"
            f" timestamp '2026-01-01' + interval {night} day as updated_at"
            f" from range({ROWS}) where {night} in (0, range % 3 + 1)",
        )
        shop.land()
    shop.connection.execute("checkpoint")
    assert shop.rows("select count(*) from raw.customers") == [(ROWS,)]
    assert stored(shop, "customers")[0] <= ROWS * MOST_STORED + ROW_GROUP_ROWS


def test_a_small_file_a_night_does_not_leave_a_row_group_for_each(shop: LandingHome) -> None:
    nights = 20
    for night in range(nights):
        shop.drop(f"visits/{night:03}.csv", f"customer_id,url,seconds\n{night},u,1\n")
        shop.land()
        shop.connection.execute("checkpoint")
    assert shop.rows("select count(*) from raw.visits") == [(nights,)]
    assert stored(shop, "visits")[1] <= 2


def test_a_large_shop_is_not_rewritten_for_a_few_small_files() -> None:
    large = Stored(100 * ROW_GROUP_ROWS, 100 * ROW_GROUP_ROWS, 102)
    assert not is_wasteful([large, Stored(50, 50, 50)])
    assert is_wasteful([large, Stored(120, 120, 120)])
    assert is_wasteful([Stored(50, 50, 50)])


def test_tables_without_rows_are_not_waste() -> None:
    assert not is_wasteful([])
    assert not is_wasteful([Stored(0, 0, 0)] * 20)
