"""A home of an earlier version: one file held the raw tables and all that dbt had built; the raw tables are kept.

Nothing is copied: what dbt built is dropped, and the file gets its new name. Room that is free now is filled again.
"""

import logging
import os

import duckdb

from orchestration.settings import Home
from orchestration.warehouse.connections import changing
from orchestration.warehouse.text import quoted

logger = logging.getLogger(__name__)


def take_over(home: Home) -> None:
    """Make the old warehouse the file of raw tables, if there is one and no such file yet.

    Killed half-way, it is done again by the next landing: dropping twice is dropping once.
    """
    if home.raw.exists() or not home.old_warehouse.exists():
        return
    with changing(home.old_warehouse) as connection:
        _drop_all_but_raw(connection)
        # Its journal would not be renamed with it.
        connection.execute("checkpoint")
    os.replace(home.old_warehouse, home.raw)
    logger.warning(
        "%s is %s now: what dbt builds has a file of its own in each generation", home.old_warehouse, home.raw
    )


def _drop_all_but_raw(connection: duckdb.DuckDBPyConnection) -> None:
    schemas = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = current_database() and not internal"
        " and schema_name not in ('raw', 'main')"
    ).fetchall()
    for (schema,) in schemas:
        connection.execute(f"drop schema {quoted(schema)} cascade")
