"""The customers who are known: those in the raw tables, with what waits in the inbox on top, and who was absorbed.

Belongs here: what is stored now, as tables. Does not belong here: which of them a row of a file is (matching.py).

Raw tables are read while they are attached, which keeps a landing waiting; what is asked for later is copied.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.customers.importing.cells import typed_waiting
from orchestration.landing.contract import Contract, Table
from orchestration.landing.ledger import LEDGER
from orchestration.publishing.generations import current
from orchestration.shop import Shop
from orchestration.warehouse.connections import LANDED, WORKSHOP, attach_workshop
from orchestration.warehouse.text import as_pattern, columns, literal, quoted

# What an import writes, and is compared with.
TABLES = ("customers", "addresses", "notes")


def table_of(contract: Contract, name: str) -> Table:
    return next(table for table in contract.tables if table.name == name)


def view_known(connection: duckdb.DuckDBPyConnection, shop: Shop, contract: Contract, moment: datetime) -> None:
    """Make the views known_customers, known_addresses and known_notes, of the contract's columns, and `survivors`.

    Of those who wait in the inbox there are the tables waiting_customers, waiting_addresses and waiting_notes, too.

    The raw tables are attached as `landed`.
    """
    for name in TABLES:
        _view(connection, shop, table_of(contract, name), moment)
    generation = current(shop.home.published)
    id_type = next(column.data_type for column in table_of(contract, "customers").columns)
    absorbed = f"select cast(null as {id_type}) as absorbed_id, cast(null as {id_type}) as survivor_id where false"
    if generation is not None and generation.workshop.exists():
        attach_workshop(connection, generation.workshop)
        absorbed = f"select absorbed_id, survivor_id from {WORKSHOP}.staging.stg_customer_survivors"
    connection.execute(f"create or replace table survivors as {absorbed}")


def state(connection: duckdb.DuckDBPyConnection, shop: Shop) -> tuple[object, ...]:
    """What changes as soon as something is entered or lands: the files that wait, and the latest that landed."""
    landed = 0
    if _columns(connection, "landed_files"):
        ((landed,),) = connection.execute(f"select coalesce(max(file_id), 0) from {LANDED}.{LEDGER}").fetchall()
    return landed, *(file.name for name in TABLES for file in waiting_files(shop, name))


def waiting_files(shop: Shop, table: str) -> list[Path]:
    """The files of a table that were entered here and have not landed, the earliest first."""
    return sorted((shop.home.inbox / table).glob("[!.]*.ndjson"))


def _view(connection: duckdb.DuckDBPyConnection, shop: Shop, table: Table, moment: datetime) -> None:
    names = [column.name for column in table.columns]
    present = _columns(connection, table.name)
    # Before the first landing there is nothing, and after an update of Rollcall's some columns are not there yet.
    selected = ", ".join(
        quoted(column.name) if column.name in present else f"cast(null as {column.data_type}) as {quoted(column.name)}"
        for column in table.columns
    )
    landed = f"select {selected} {f'from {LANDED}.raw.{quoted(table.name)}' if present else 'where false'}"
    known = landed
    connection.execute(f"create or replace temp table waiting_{table.name} as select * from ({landed}) limit 0")
    if files := waiting_files(shop, table.name):
        _store_waiting(connection, table, files, moment)
        key = table.key[0]
        values = ", ".join(
            f"case when waiting.{quoted('_has_' + name)} then waiting.{quoted(name)} else landed.{quoted(name)} end"
            f" as {quoted(name)}"
            for name in names
            if name != key
        )
        known = (
            f"select coalesce(waiting.{quoted(key)}, landed.{quoted(key)}) as {quoted(key)}, {values}"
            f" from ({landed}) as landed"
            f" full join waiting_{table.name} as waiting on landed.{quoted(key)} = waiting.{quoted(key)}"
        )
    connection.execute(f"create or replace view known_{table.name} as {known}")


def _store_waiting(
    connection: duckdb.DuckDBPyConnection, table: Table, files: Sequence[Path], moment: datetime
) -> None:
    """Make the table waiting_<table>: one row a key, the latest value of each column, and whether any row has it."""
    names = [column.name for column in table.columns]
    listed = ", ".join(literal(as_pattern(file)) for file in files)
    # Of several rows of a key the last counts, column by column, as when they land.
    folded = ", ".join(
        f"arg_max_null(json_extract_string(json, {literal(f'$.{name}')}), place)"
        f" filter (json_exists(json, {literal(f'$.{name}')})) as {quoted(name)},"
        f" count(*) filter (json_exists(json, {literal(f'$.{name}')})) > 0 as {quoted('_has_' + name)}"
        for name in names
        if name != table.key[0]
    )
    key = quoted(table.key[0])
    connection.execute(
        f"""
        create or replace temp table waiting_rows as
        with objects as (
            select json, row_number() over () as place
            from read_ndjson_objects([{listed}])
        )
        select json_extract_string(json, {literal(f"$.{table.key[0]}")}) as {key}, {folded}
        from objects
        group by 1
        """
    )
    typed = typed_waiting(table, "waiting_rows", names, moment)
    flags = ", ".join(quoted("_has_" + name) for name in names if name != table.key[0])
    connection.execute(
        f"create or replace temp table waiting_{table.name} as select {columns(names)}, {flags} from {typed}"
    )


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The columns of a raw table; none if it is not there."""
    found = connection.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = 'raw' and table_name = ?",
        [LANDED, table],
    ).fetchall()
    return {name for (name,) in found}
