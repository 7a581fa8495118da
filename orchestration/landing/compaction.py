"""When the raw tables are rewritten to take up less room: replaced rows stay in them, and every file adds row groups.

DuckDB compacts at checkpoints, as far as max_vacuum_tasks lets it. A connection lets it do nothing (warehouse/),
since it would rewrite most of what was just loaded; here it is let loose, once enough of a table is waste.
"""

import duckdb

from orchestration.landing.contract import Contract
from orchestration.warehouse.text import literal, quoted

ROW_GROUP_ROWS = 122_880
# A quarter of the rows replaced, or twice the row groups that its rows would fill: reading the table takes longer then.
MOST_STORED = 1.25
MOST_ROW_GROUPS = 2
# A table of few rows may have that many row groups more, a file each, without anybody noticing.
FREE_ROW_GROUPS = 50
# Merges of a table at one checkpoint, of up to four row groups each: DuckDB's default. More take more nights.
MERGES = 100


def compact(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Rewrite what has become wasteful, if anything has. Call it outside a transaction."""
    if not any(_is_wasteful(connection, table.name) for table in contract.tables):
        return
    (before,) = connection.execute("select current_setting('max_vacuum_tasks')").fetchone() or (0,)
    connection.execute(f"set max_vacuum_tasks = {MERGES}")
    try:
        connection.execute("checkpoint")
    finally:
        connection.execute(f"set max_vacuum_tasks = {before}")


def _is_wasteful(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
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
    live, stored, row_groups = facts
    fewest = -(-live // ROW_GROUP_ROWS)
    return bool(stored > live * MOST_STORED + ROW_GROUP_ROWS or row_groups > fewest * MOST_ROW_GROUPS + FREE_ROW_GROUPS)
