"""Rows that an older version stored, put once into the form in which this one would land them.

Belongs here: which stored columns are read again, and what comes of keys that are the same after that. Does not belong
here: the form itself (checks.py), or changes of the tables (ledger.py).

Texts are read again: ids, countries, cities, codes, numbers of phones. Moments stay as they were read. Rows whose keys
fall together are rows of one key, in the order in which their files landed.
"""

import duckdb

from orchestration.landing import findings, fold, phones
from orchestration.landing.contract import Column, Contract, Table
from orchestration.landing.ledger import LEDGER
from orchestration.landing.values import SourceColumn, converted
from orchestration.warehouse.connections import count, transaction
from orchestration.warehouse.text import columns, quoted

# Raised whenever a text would land otherwise than before; then every warehouse is read again.
FORM = 1
VERSION = "raw.form"


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Put what is stored into today's form, if that has not been done, and say so in the findings.

    All at once: a landing that ends after it has nothing more to do about it than the next one.
    """
    connection.execute(f"create table if not exists {VERSION} (version integer not null)")
    if count(connection, f"from {VERSION} where version = {FORM}"):
        return
    changed: dict[str, int] = {}
    with transaction(connection):
        if count(connection, f"from {LEDGER}"):
            changed = {table.name: _read_again(connection, table) for table in contract.tables}
        changed = {name: rows for name, rows in changed.items() if rows}
        if changed:
            phones.ask_again(connection)
            findings.note_rewritten(connection, changed)
        connection.execute(f"delete from {VERSION}")
        connection.execute(f"insert into {VERSION} values ({FORM})")


def _read_again(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    target = f"raw.{quoted(table.name)}"
    texts = [column for column in table.columns if column.data_type == "VARCHAR"]
    if not texts:
        return 0
    reread = {column.name: _reread(table, column) for column in texts}
    differs = " or ".join(f"{quoted(name)} is distinct from {sql}" for name, sql in reread.items())
    # What would be rejected today stays as it is.
    is_lost = " or ".join(f"{sql} is null" for name, sql in reread.items() if name in table.required) or "false"
    replaced = ", ".join(f"{sql} as {quoted(name)}" for name, sql in reread.items())
    connection.execute(
        f"""
        create or replace temp table landing_reformed as
        select rowid as row_id, * replace ({replaced}) from {target} where ({differs}) and not ({is_lost})
        """
    )
    changed = count(connection, "from landing_reformed")
    if not changed:
        return 0
    # In place: of rows of one file, it is the place that says which is later.
    written = ", ".join(f"{quoted(name)} = reread.{quoted(name)}" for name in reread)
    connection.execute(
        f"update {target} set {written} from landing_reformed as reread where {target}.rowid = reread.row_id"
    )
    _leave_one_of_each_key(connection, table)
    return changed


def _reread(table: Table, column: Column) -> str:
    """What a stored text would land as today. NULL stays NULL, an empty text empty."""
    name = quoted(column.name)
    read = converted(SourceColumn(column.name, name, "VARCHAR"), table, column)
    return f"case when {name} = '' then {name} else {read} end"


def _leave_one_of_each_key(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    target, key = f"raw.{quoted(table.name)}", columns(table.key)
    moment = quoted(fold.UPDATED) if fold.has(table, fold.UPDATED) else "cast(null as timestamp)"
    matching = " and ".join(f"stored.{quoted(name)} is not distinct from reread.{quoted(name)}" for name in table.key)
    connection.execute(
        f"""
        create or replace temp table landing_fallen_together as
        select rowid as stored_row, row_number() over (order by _file_id, rowid) as row_id, {key}, _file_id,
            false as is_old, case when _is_undated is null or not _is_undated then {moment} end as moment,
            false as was_undated, false as is_withdrawal,
            hash({columns(column.name for column in table.columns)}) as content
        from (select rowid, * from {target}) as stored
        where exists (select 1 from landing_reformed as reread where {matching})
        """
    )
    connection.execute("create or replace temp view landing_contenders as select * from landing_fallen_together")
    fold.judge(connection, table, {})
    connection.execute(
        f"""
        delete from {target} where rowid in (
            select stored_row from landing_fallen_together where row_id not in (select row_id from landing_kept)
        )
        """
    )
