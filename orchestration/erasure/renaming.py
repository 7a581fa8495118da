"""The persons in SQL: what an erasure asks of tables, and what it puts in the place of ids.

Belongs here: how rows of the persons are told from all others, and which columns name a customer. Does not belong here:
which files there are (generations.py, raw.py, parquet.py).
"""

from collections.abc import Mapping

import duckdb

from orchestration.erasure.persons import Forgotten
from orchestration.warehouse.text import quoted

# Ends of the names of columns that hold a customer's id.
ENDS = ("customer_id", "absorbed_id", "survivor_id")
# A finding's column that may be an id, or anything else that fits it.
EXAMPLE = "example"
# Slots for each id: so few others fall into one of theirs that what they cost is nothing.
SLOTS = 256


def enter(connection: duckdb.DuckDBPyConnection, forgotten: Forgotten, id_type: str = "varchar") -> None:
    """Give a connection the persons as temporary tables, in place of those that it had.

    forgotten_ids (id, pseudonym), forgotten_orders (order_id, pseudonym), forgotten_emails (email), forgotten_phones
    (phone), and forgotten_texts (known): all that they are known by, in lower case. Ids are of `id_type`.
    """
    tables = {
        f"forgotten_ids (id {id_type}, pseudonym varchar)": (
            forgotten.pseudonyms.keys(),
            forgotten.pseudonyms.values(),
        ),
        f"forgotten_orders (order_id {id_type}, pseudonym varchar)": (
            forgotten.orders.keys(),
            forgotten.orders.values(),
        ),
        "forgotten_emails (email varchar)": (forgotten.emails,),
        "forgotten_phones (phone varchar)": (forgotten.phones,),
        "forgotten_texts (known varchar)": ({each.lower() for each in forgotten.known_by},),
    }
    for shape, values in tables.items():
        connection.execute(f"create or replace temp table {shape}")
        given = ", ".join(f"unnest(${at}::varchar[])" for at, _ in enumerate(values, 1))
        connection.execute(f"insert into {shape.split()[0]} select {given}", [list(each) for each in values])


def know(connection: duckdb.DuckDBPyConnection, forgotten: Forgotten) -> None:
    """Give a connection the persons, and the macro `pseudonym_of(text)`, NULL of anybody else.

    The macro takes the place of a join, which would lose the order of the rows that it is asked of. By one bit it tells
    nearly all others from the persons, so that to ask it of every row takes hardly longer than to read them.
    """
    enter(connection, forgotten)
    connection.execute("create type memory.main.forgotten_id as enum (select id from forgotten_ids order by id)")
    connection.execute("set variable pseudonyms = (select list(pseudonym order by id) from forgotten_ids)")
    slots = SLOTS * max(len(forgotten.pseudonyms), 1)
    connection.execute(f"create temp macro slot_of(text) as (hash(text) % {slots})::bigint")
    connection.execute(
        "set variable taken = (select string_agg(case when id is null then '0' else '1' end, '' order by slot)::bit"
        f" from range({slots}) as slots (slot) left join (select slot_of(id) as slot, any_value(id) as id"
        " from forgotten_ids group by 1) as ids using (slot))"
    )
    connection.execute(
        "create temp macro pseudonym_of(text) as case when get_bit(getvariable('taken'), slot_of(text)::integer) = 1"
        " then getvariable('pseudonyms')[enum_code(try_cast(text as memory.main.forgotten_id)) + 1] end"
    )


def columns_of(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The types of a relation's columns by their names, in order."""
    return {row[0]: row[1] for row in connection.execute(f"describe from {relation}").fetchall()}


def pseudonym(column: str) -> str:
    """SQL of the pseudonym, as text, of whom a column names; NULL if it is none of the persons."""
    return f"pseudonym_of({quoted(column)}::varchar)"


def ids_of(columns: Mapping[str, str]) -> list[str]:
    """Those of a table's columns that name a customer."""
    return [name for name in columns if name.endswith(ENDS) or name == EXAMPLE]


def is_held(connection: duckdb.DuckDBPyConnection, relation: str, columns: Mapping[str, str]) -> bool:
    """Whether a relation holds any of the persons."""
    conditions = [f"{pseudonym(name)} is not null" for name in ids_of(columns)]
    return bool(conditions) and (
        connection.execute(f"select 1 from {relation} where {' or '.join(conditions)} limit 1").fetchone() is not None
    )


def renamed(columns: Mapping[str, str], also: Mapping[str, str] | None = None) -> str:
    """The select list of a table with pseudonyms in place of the persons' ids, all columns in their order and type.

    `also` has the SQL of further columns that change, by name.
    """
    changed = {
        name: f"coalesce({pseudonym(name)}::{columns[name]}, {quoted(name)})" for name in ids_of(columns)
    } | dict(also or {})
    return ", ".join(f"{changed[name]} as {quoted(name)}" if name in changed else quoted(name) for name in columns)
