"""Rows of persons taken out of a Parquet file; its columns, their types and the order of rows stay.

Belongs here: what records.py does to texts, as SQL over the file's columns. Does not belong here: putting what is
written in the file's place.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from orchestration.erasure.persons import Forgotten
from orchestration.erasure.renaming import enter
from orchestration.erasure.sent import Sent
from orchestration.landing.headers import normalised
from orchestration.landing.phones import compact
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import as_pattern, literal, quoted

# How the file is called in every query: a table of ours may have a column of the same name.
FILE, ROW = "sent_file", "file_row_number"


def erase_parquet(
    connection: duckdb.DuckDBPyConnection,
    sent: Sent,
    target: Path,
    forgotten: Forgotten,
    hashed: Callable[[str], str],
    *,
    keeps_orders: bool,
) -> int:
    """Write the file without the persons to `target`; how many rows were theirs, and nothing is written if none was."""
    options = "hive_partitioning = false, file_row_number = true"
    file = f"read_parquet({literal(as_pattern(sent.path))}, {options}) as {FILE}"
    described = connection.execute(f"describe select * exclude ({ROW}) from {file}").fetchall()
    types = {name: data_type for name, data_type, *_ in described}

    def of(wanted: Iterable[str]) -> list[str]:
        return [name for name in types if normalised(name) in wanted]

    enter(connection, forgotten)
    holds = sent.holds
    customers, orders = of(holds.customers), of(holds.orders)
    # Several small joins: with all of them in one condition DuckDB keeps the file's columns in memory.
    named = [
        f"select {ROW} from {file} semi join forgotten_ids on forgotten_ids.id = {_text(name)}"
        for name in (types if holds.is_unknown else customers)
    ]
    unnamed = [] if holds.is_worked_out else [f"coalesce({_text(name)}, '') = ''" for name in customers]
    texts = [f"{FILE}.{quoted(name)}" for name, data_type in types.items() if data_type == "VARCHAR"]
    spelled = [each for name in texts for each in (f"lower(trim({name}))", f"lower({compact(name)})")]
    known = [
        f"select {ROW} from (select {ROW}, unnest([{', '.join(values)}]) as value from {file}"
        f" where {' and '.join(['true', *unnamed])}) semi join {table} on value = {table}.{key}"
        for values, table, key in (
            (spelled, "forgotten_texts", "known"),
            ([_text(name) for name in orders], "forgotten_orders", "order_id"),
        )
        if values
    ]
    if not (named or known):
        return 0
    connection.execute(f"create or replace temp table sent_rows as {' union '.join([*named, *known])}")
    erased = count(connection, "from sent_rows")
    if not erased:
        return 0
    theirs = f"{FILE}.{ROW} in (from sent_rows)"
    instead: dict[str, str] = {}
    if holds.hashed:
        instead = {name: _hash(name, forgotten, hashed) for name in of(holds.hashed)}
    elif holds.kept is not None and keeps_orders:
        ordered = ", ".join([*map(_text, orders), "null"])
        guest = f"(select pseudonym from forgotten_orders where forgotten_orders.order_id = coalesce({ordered}))"
        instead = {name: "null" for name in types if normalised(name) not in holds.kept}
        instead |= {
            name: "cast(coalesce("
            f"(select pseudonym from forgotten_ids where forgotten_ids.id = {_text(name)}), {guest}) as {types[name]})"
            for name in customers
        }
    if not instead:
        query = f"select * exclude ({ROW}) from {file} where not {theirs}"
    else:
        columns = ", ".join(
            f"case when is_theirs then {instead[name]} else {FILE}.{quoted(name)} end as {quoted(name)}"
            if name in instead
            else f"{FILE}.{quoted(name)}"
            for name in types
        )
        query = f"select {columns} from (select *, {theirs} as is_theirs from {file}) as {FILE}"
    connection.execute(f"copy ({query}) to {literal(str(target))} (format parquet, compression zstd)")
    return erased


def _text(name: str) -> str:
    return f"ltrim(trim(cast({FILE}.{quoted(name)} as varchar)), chr(39))"


def _hash(name: str, forgotten: Forgotten, hashed: Callable[[str], str]) -> str:
    """SQL of the keyed hash of an address of theirs, however it is written."""
    column = f"{FILE}.{quoted(name)}"
    emails = [(f"lower(trim({column}))", each) for each in sorted(forgotten.emails)]
    phones = [(compact(column), each) for each in sorted(forgotten.phones)]
    cases = [f"when {text} = {literal(each)} then {literal(hashed(each))}" for text, each in [*emails, *phones]]
    return f"case {' '.join(cases)} else {column} end"
