"""When the raw tables are rewritten to take up less room: replaced rows stay in them, and every file adds row groups.

DuckDB compacts at checkpoints, as far as max_vacuum_tasks lets it, and then all tables. A connection lets it do nothing
(warehouse/), since it would rewrite most of what was just loaded; here it is let loose, once enough is waste.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from orchestration.landing.contract import Contract
from orchestration.warehouse.text import literal, quoted

ROW_GROUP_ROWS = 122_880
# A quarter of a table's rows replaced: reading it takes longer then.
MOST_STORED = 1.25
# Twice the row groups that all rows would fill: even a small file makes one, of a quarter of a megabyte or more. Of the
# whole warehouse, since all of it is rewritten: a large one is not for the sake of a few small tables.
MOST_ROW_GROUPS = 2
# Merges of a table at one checkpoint, of up to four row groups each: DuckDB's default. More take more nights.
MERGES = 100


@dataclass(frozen=True)
class Stored:
    """What a table takes up: its rows, the rows that are stored, replaced ones included, and its row groups."""

    live: int
    stored: int
    row_groups: int


def compact(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Rewrite what has become wasteful, if anything has. Call it outside a transaction."""
    if not is_wasteful([_stored(connection, table.name) for table in contract.tables]):
        return
    (before,) = connection.execute("select current_setting('max_vacuum_tasks')").fetchone() or (0,)
    connection.execute(f"set max_vacuum_tasks = {MERGES}")
    try:
        connection.execute("checkpoint")
    finally:
        connection.execute(f"set max_vacuum_tasks = {before}")


def is_wasteful(tables: Iterable[Stored]) -> bool:
    """Whether a table has too many replaced rows, or all of them together too many row groups."""
    row_groups, fewest = 0, 0
    for table in tables:
        if table.stored > table.live * MOST_STORED + ROW_GROUP_ROWS:
            return True
        row_groups += table.row_groups
        fewest += -(-table.live // ROW_GROUP_ROWS)
    return row_groups > fewest * MOST_ROW_GROUPS


def _stored(connection: duckdb.DuckDBPyConnection, name: str) -> Stored:
    facts = connection.execute(
        f"""
        select
            (select count(*) from raw.{quoted(name)}),
            coalesce(sum(count), 0),
            count(distinct row_group_id)
        from pragma_storage_info({literal("raw." + quoted(name))})
        where column_name = '_file_id' and segment_type != 'VALIDITY'
        """
    ).fetchone()
    assert facts is not None
    return Stored(*facts)
