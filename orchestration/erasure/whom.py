"""Who is meant by requests: every id that has become one person, and what the raw tables know that person by.

Belongs here: reading the raw tables and what the current generation remembers, for all requests together. Does not
belong here: changing anything.
"""

from collections.abc import Iterable, Mapping

import duckdb

from orchestration.erasure.journal import Request
from orchestration.erasure.persons import Forgotten, new_pseudonym, spellings_of
from orchestration.identity import comparable
from orchestration.landing.contract import Contract
from orchestration.landing.phones import compact

REQUESTS, IDS, ORDERS = "raw.erasure_requests", "erased_ids", "erased_orders"
# What the nights before have found out: whose an order without a customer is, and who was merged into whom.
GUEST_ORDERS, MERGES = "remembered_guest_orders", ("remembered_guest_merges", "remembered_survivors")
SHORTEST_TEXT = 4


def asked(connection: duckdb.DuckDBPyConnection, contract: Contract, remembered: Mapping[str, str]) -> list[Request]:
    """What has landed, was not withdrawn and not acted on; a person who asked by two ids is there twice.

    `remembered` are relations of the current generation, by name.
    """
    requests = connection.execute(
        f"""
        select cast(customer_id as varchar), strftime(max(requested_at), '%Y-%m-%dT%H:%M:%SZ')
        from {REQUESTS} where deleted_at is null
        group by customer_id order by 1
        """
    ).fetchall()
    if not requests:
        return []
    _find_ids(connection, contract, [id_ for id_, _ in requests], remembered)
    _find_orders(connection, remembered)
    code = contract.tables[0].reading.phone_country_code
    pseudonyms: dict[int, dict[str, str]] = {}
    for person, id_ in connection.execute(f"select person, cast(id as varchar) from {IDS} order by 1, 2").fetchall():
        pseudonyms.setdefault(person, {})[id_] = new_pseudonym(contract.id_type)
    orders: dict[int, dict[str, str]] = {}
    for person, order_id, id_ in connection.execute(
        f"select person, cast(order_id as varchar), cast(id as varchar) from {ORDERS}"
    ).fetchall():
        orders.setdefault(person, {})[order_id] = pseudonyms[person][id_]
    emails = {person: set(map(comparable, found)) for person, found in _texts(connection, _emails()).items()}
    phones = {
        person: [spellings_of(phone, code) for phone in found]
        for person, found in _texts(connection, _phones()).items()
    }
    texts = _texts(connection, _others())
    shared = _of_others(connection, "lower(trim(email))", {each for found in emails.values() for each in found})
    shared |= _of_others(
        connection, compact("phone"), {each for found in phones.values() for phone in found for each in phone}
    )
    left = _unsubscribed(connection)
    return [
        Request(
            Forgotten(
                pseudonyms[person],
                frozenset(emails.get(person, set()) - shared),
                frozenset(each for phone in phones.get(person, []) if not phone & shared for each in phone),
                frozenset(text for text in texts.get(person, set()) if len(text) >= SHORTEST_TEXT),
                orders.get(person, {}),
            ),
            requested_at,
            tuple(left.get(person, [])),
        )
        for person, (_, requested_at) in enumerate(requests)
    ]


def _find_ids(
    connection: duckdb.DuckDBPyConnection, contract: Contract, ids: list[str], remembered: Mapping[str, str]
) -> None:
    """Fill erased_ids (person, id): the ids, and all that were merged into them or that they were merged into.

    Merges that were undone join nobody.
    """
    merged = [
        """
        select survivor_id, absorbed_id from (
            select *, row_number() over (partition by absorbed_id order by merged_at desc, survivor_id) as newness
            from raw.customer_merges where deleted_at is null
        ) where newness = 1 and survivor_id != absorbed_id
        """,
        *(
            f"select survivor_id, absorbed_id from {remembered[name]} where survivor_id is not null"
            for name in MERGES
            if name in remembered
        ),
    ]
    connection.execute(
        f"""
        create or replace temp table {IDS} as
        with recursive merges as ({" union ".join(f"({each})" for each in merged)}),
        edges as (
            select survivor_id as id, absorbed_id as other from merges
            union select absorbed_id, survivor_id from merges
        ),
        reached as (
            select person, cast(id as {contract.id_type}) as id
            from (select unnest($1::varchar[]) as id, unnest(range(len($1))) as person)
            union
            select reached.person, edges.other from reached join edges on edges.id = reached.id
        )
        select person, id from reached
        """,
        [ids],
    )


def _find_orders(connection: duckdb.DuckDBPyConnection, remembered: Mapping[str, str]) -> None:
    """Fill erased_orders (person, order_id, id): their orders that name no customer."""
    guests = [
        f"select person, order_id, id from raw.orders join {IDS} on _guest_id = id where customer_id is null",
        *(
            f"select person, order_id, id from {remembered[name]} join {IDS} on customer_id = id"
            for name in (GUEST_ORDERS,)
            if name in remembered
        ),
    ]
    connection.execute(f"create or replace temp table {ORDERS} as {' union '.join(guests)}")


def _emails() -> list[str]:
    return [
        f"select person, email from raw.customers join {IDS} on customer_id = id",
        *_of_orders("email"),
        _edited("email"),
    ]


def _phones() -> list[str]:
    return [
        f"select person, phone from raw.customers join {IDS} on customer_id = id",
        *_of_orders("phone"),
        f"select person, phone from raw.manual_members join {IDS} on customer_id = id",
        _edited("phone"),
    ]


def _others() -> list[str]:
    """First name and surname as one text, and streets."""
    name = (
        "case when first_name is not null and last_name is not null then trim(first_name) || ' ' || trim(last_name) end"
    )
    return [
        f"select person, {name} from raw.customers join {IDS} on customer_id = id",
        *_of_orders(name),
        f"select person, line1 from raw.addresses join {IDS} on customer_id = id",
        _edited("address.%.line1"),
    ]


def _of_orders(column: str) -> list[str]:
    return [
        f"select person, {column} from raw.orders join {IDS} on customer_id = {IDS}.id where {column} is not null",
        f"select person, {column} from raw.orders join {ORDERS} using (order_id) where {column} is not null",
    ]


def _edited(name: str) -> str:
    """What was entered for a column, and what it replaced."""
    return (
        f"select person, unnest([value, was]) from raw.customer_edits join {IDS} on customer_id = id"
        f" where lower(column_name) like '{name}'"
    )


def _texts(connection: duckdb.DuckDBPyConnection, queries: Iterable[str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    query = " union ".join(f"({each})" for each in queries)
    for person, text in connection.execute(f"select person, trim(known) from ({query}) as t(person, known)").fetchall():
        if text:
            found.setdefault(person, set()).add(text)
    return found


def _of_others(connection: duckdb.DuckDBPyConnection, column: str, texts: Iterable[str]) -> set[str]:
    """Those that somebody else is known by, too, and who was not forgotten: a couple's address."""
    rows = connection.execute(
        f"select distinct {column} from raw.customers"
        f" where {column} in (select unnest($1::varchar[])) and customer_id not in (select id from {IDS})",
        [list(texts)],
    ).fetchall()
    return {text for (text,) in rows}


def _unsubscribed(connection: duckdb.DuckDBPyConnection) -> dict[int, list[tuple[str, str]]]:
    """The lists that persons have left, whichever of their ids did it last, and when (ISO 8601, UTC)."""
    rows = connection.execute(
        f"""
        select person, list_name, strftime(max(acted_at), '%Y-%m-%dT%H:%M:%SZ')
        from raw.list_subscriptions join {IDS} on customer_id = id
        where deleted_at is null
        group by person, list_name having arg_max(action, acted_at) = 'unsubscribed'
        order by person, list_name
        """
    ).fetchall()
    left: dict[int, list[tuple[str, str]]] = {}
    for person, name, at in rows:
        left.setdefault(person, []).append((name, at))
    return left
