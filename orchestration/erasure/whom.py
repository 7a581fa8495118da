"""Who is meant by a request: every id that has become one person, and what the raw tables know that person by.

Belongs here: reading the raw tables and what the current generation remembers. Does not belong here: changing anything.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import duckdb

from orchestration.erasure.persons import Forgotten, comparable, new_pseudonym, spellings_of
from orchestration.landing.contract import Contract
from orchestration.landing.phones import compact
from orchestration.warehouse.text import quoted

REQUESTS = "raw.erasure_requests"
IDS, ORDERS = "erased_ids", "erased_orders"
# What a guest knows of the person who gave it; (order_id, customer_id) of the nights before.
GUEST_ORDERS, GUEST_MERGES, SURVIVORS = "remembered_guest_orders", "remembered_guest_merges", "remembered_survivors"
SHORTEST_TEXT = 4


def requests(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, datetime]]:
    """What has landed and was not withdrawn: an id, as text, and when they asked (UTC, naive)."""
    return connection.execute(
        f"select cast(customer_id as varchar), max(requested_at) from {REQUESTS} where deleted_at is null"
        " group by customer_id order by 1"
    ).fetchall()


def one_person(
    connection: duckdb.DuckDBPyConnection, ids: Iterable[str], remembered: Mapping[str, str]
) -> frozenset[str]:
    """The ids, and all that were merged into them or that they were merged into, as text.

    Merges that were undone join nobody. `remembered` are relations of the current generation, by name.
    """
    _enter(connection, IDS, ids, "varchar")
    merged = [
        """
        select survivor_id, absorbed_id from (
            select *, row_number() over (partition by absorbed_id order by merged_at desc, survivor_id) as newness
            from raw.customer_merges where deleted_at is null
        ) where newness = 1 and survivor_id != absorbed_id
        """,
        *(
            f"select survivor_id, absorbed_id from {remembered[name]} where survivor_id is not null"
            for name in (GUEST_MERGES, SURVIVORS)
            if name in remembered
        ),
    ]
    found = connection.execute(
        f"""
        with recursive merges as (
            select cast(survivor_id as varchar) as survivor_id, cast(absorbed_id as varchar) as absorbed_id
            from ({" union ".join(f"({each})" for each in merged)})
        ),
        edges as (
            select survivor_id as id, absorbed_id as other from merges
            union select absorbed_id, survivor_id from merges
        ),
        reached as (
            select id from {IDS}
            union
            select edges.other from reached join edges on edges.id = reached.id
        )
        select id from reached
        """
    ).fetchall()
    return frozenset(id_ for (id_,) in found)


def known(
    connection: duckdb.DuckDBPyConnection, contract: Contract, ids: Iterable[str], remembered: Mapping[str, str]
) -> Forgotten:
    """What the raw tables know of persons by, with a new pseudonym for each id."""
    id_type = contract.id_type
    pseudonyms = {id_: new_pseudonym(id_type) for id_ in sorted(ids)}
    _enter(connection, IDS, pseudonyms, id_type)
    guests = f"select order_id, _guest_id as id from raw.orders where customer_id is null and _guest_id in (from {IDS})"
    if GUEST_ORDERS in remembered:
        guests += (
            f" union select order_id, customer_id from {remembered[GUEST_ORDERS]} where customer_id in (from {IDS})"
        )
    connection.execute(f"create or replace temp table {ORDERS} as {guests}")
    orders = connection.execute(
        f"select cast(order_id as varchar), cast(max(id) as varchar) from {ORDERS} group by order_id"
    ).fetchall()
    theirs = f"customer_id in (from {IDS})"
    ordered = f"{theirs} or order_id in (select order_id from {ORDERS})"
    edited = (
        f"select lower(column_name) as name, value from raw.customer_edits where {theirs}"
        f" union select lower(column_name), was from raw.customer_edits where {theirs}"
    )
    emails = _texts(
        connection,
        f"select email from raw.customers where {theirs} union select email from raw.orders where {ordered}"
        f" union select value from ({edited}) where name = 'email'",
    )
    phones = _texts(
        connection,
        f"select phone from raw.customers where {theirs} union select phone from raw.orders where {ordered}"
        f" union select phone from raw.manual_members where {theirs}"
        f" union select value from ({edited}) where name = 'phone'",
    )
    texts = _texts(
        connection,
        f"select concat_ws(' ', trim(first_name), trim(last_name)) from raw.customers"
        f" where {theirs} and first_name is not null and last_name is not null"
        f" union select concat_ws(' ', trim(first_name), trim(last_name)) from raw.orders"
        f" where ({ordered}) and first_name is not null and last_name is not null"
        f" union select line1 from raw.addresses where {theirs}"
        f" union select value from ({edited}) where name like 'address.%.line1'",
    )
    code = contract.tables[0].reading.phone_country_code
    spellings = [spellings_of(phone, code) for phone in phones]
    of_others = _of_others(connection, compact("phone"), {each for phone in spellings for each in phone})
    return Forgotten(
        pseudonyms,
        frozenset(map(comparable, emails)) - _of_others(connection, "lower(trim(email))", map(comparable, emails)),
        frozenset(each for phone in spellings if not phone & of_others for each in phone),
        frozenset(text for text in texts if len(text) >= SHORTEST_TEXT),
        {order_id: pseudonyms[id_] for order_id, id_ in orders},
    )


def _texts(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    rows = connection.execute(f"select distinct trim(known) from ({query}) as found(known)").fetchall()
    return {text for (text,) in rows if text}


def _of_others(connection: duckdb.DuckDBPyConnection, column: str, texts: Iterable[str]) -> set[str]:
    """Those that somebody else is known by, too, and who was not forgotten: a couple's address."""
    _enter(connection, "erased_texts", texts, "varchar")
    rows = connection.execute(
        f"select distinct {column} from raw.customers"
        f" where {column} in (from erased_texts) and customer_id not in (from {IDS})"
    ).fetchall()
    return {text for (text,) in rows}


def unsubscribed(connection: duckdb.DuckDBPyConnection, ids: Iterable[str], id_type: str) -> list[tuple[str, str]]:
    """The lists that persons have left, whichever of their ids did it last, and when (ISO 8601, UTC)."""
    _enter(connection, IDS, ids, id_type)
    return connection.execute(
        f"""
        select list_name, strftime(max(acted_at), '%Y-%m-%dT%H:%M:%SZ') from raw.list_subscriptions
        where customer_id in (from {IDS}) and deleted_at is null
        group by list_name having arg_max(action, acted_at) = 'unsubscribed'
        order by list_name
        """
    ).fetchall()


def _enter(connection: duckdb.DuckDBPyConnection, table: str, values: Iterable[str], data_type: str) -> None:
    connection.execute(f"create or replace temp table {quoted(table)} (id {data_type})")
    connection.execute(f"insert into {quoted(table)} select unnest($1::varchar[])", [list(values)])
