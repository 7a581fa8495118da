"""Rows of persons taken out of a Parquet file; its columns, their types and the order of rows stay.

Belongs here: what records.py does to texts, as SQL over the file's columns. Does not belong here: putting what is
written in the file's place.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from orchestration.erasure.persons import Forgotten
from orchestration.erasure.sent import Sent
from orchestration.landing.headers import normalised
from orchestration.landing.phones import compact
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import as_pattern, literal, quoted

# How the file is called in every query: a table of ours may have a column of the same name.
FILE = "sent_file"


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
    file = f"read_parquet({literal(as_pattern(sent.path))}, hive_partitioning = false)"
    types = {name: data_type for name, data_type, *_ in connection.execute(f"describe from {file}").fetchall()}

    def of(wanted: Iterable[str]) -> list[str]:
        return [name for name in types if normalised(name) in wanted]

    _enter(connection, forgotten)
    holds = sent.holds
    customers = of(holds.customers)
    orders = [_text(name) for name in of(holds.orders)]
    texts = [f"{FILE}.{quoted(name)}" for name, data_type in types.items() if data_type == "VARCHAR"]
    named = [f"{_text(name)} in (select id from sent_ids)" for name in (types if holds.is_unknown else customers)]
    known = [
        f"{text} in (from sent_texts)" for name in texts for text in (f"lower(trim({name}))", f"lower({compact(name)})")
    ]
    known += [f"{order} in (select order_id from sent_orders)" for order in orders]
    unnamed = [] if holds.is_worked_out else [f"coalesce({_text(name)}, '') = ''" for name in customers]
    theirs = f"{_any(named)} or ({' and '.join(['true', *unnamed])} and {_any(known)})"
    erased = count(connection, f"from {file} as {FILE} where {theirs}")
    if not erased:
        return 0
    instead: dict[str, str] = {}
    if holds.hashed:
        instead = {name: _hash(name, forgotten, hashed) for name in of(holds.hashed)}
    elif holds.kept is not None and keeps_orders:
        guest = f"(select pseudonym from sent_orders where order_id = coalesce({', '.join([*orders, 'null'])}))"
        instead = {name: "null" for name in types if normalised(name) not in holds.kept}
        instead |= {
            name: f"cast(coalesce((select pseudonym from sent_ids where id = {_text(name)}), {guest}) as {types[name]})"
            for name in customers
        }
    stays = [
        f"case when {theirs} then {value} else {FILE}.{quoted(name)} end as {quoted(name)}"
        for name, value in instead.items()
    ]
    query = (
        f"select * replace ({', '.join(stays)}) from {file} as {FILE}"
        if stays
        else (f"from {file} as {FILE} where not ({theirs})")
    )
    connection.execute(f"copy ({query}) to {literal(str(target))} (format parquet, compression zstd)")
    return erased


def _text(name: str) -> str:
    return f"ltrim(trim(cast({FILE}.{quoted(name)} as varchar)), chr(39))"


def _any(conditions: list[str]) -> str:
    return f"coalesce({' or '.join(conditions) or 'false'}, false)"


def _hash(name: str, forgotten: Forgotten, hashed: Callable[[str], str]) -> str:
    """SQL of the keyed hash of an address of theirs, however it is written."""
    column = f"{FILE}.{quoted(name)}"
    emails = [(f"lower(trim({column}))", each) for each in sorted(forgotten.emails)]
    phones = [(compact(column), each) for each in sorted(forgotten.phones)]
    cases = [f"when {text} = {literal(each)} then {literal(hashed(each))}" for text, each in [*emails, *phones]]
    return f"case {' '.join(cases)} else {column} end"


def _enter(connection: duckdb.DuckDBPyConnection, forgotten: Forgotten) -> None:
    """Have the persons as tables, for queries."""
    for table, values in {
        "sent_ids (id varchar, pseudonym varchar)": forgotten.pseudonyms,
        "sent_orders (order_id varchar, pseudonym varchar)": forgotten.orders,
    }.items():
        connection.execute(f"create or replace temp table {table}")
        connection.execute(
            f"insert into {table.split()[0]} select unnest($1::varchar[]), unnest($2::varchar[])",
            [list(values), list(values.values())],
        )
    connection.execute(
        "create or replace temp table sent_texts as select unnest($1::varchar[]) as known",
        [[each.lower() for each in forgotten.known_by]],
    )
