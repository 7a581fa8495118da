"""Landing without those who were forgotten: rows of theirs are taken out of the files that wait, before these land.

Belongs here: telling such rows by the keyed hashes of ledger.py. Does not belong here: the files' formats (records.py).

A row with a forgotten id never lands; one with a forgotten address or number does not if its moment (created_at,
ordered_at) is not after the request, or it has none. Who registers later is a new person, of whom this alone is known:
what the address was blocked for, and which lists it had left. Both are entered anew for them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import duckdb

from orchestration.erasure import ledger
from orchestration.erasure.archived import waiting
from orchestration.erasure.ledger import ID, Erased
from orchestration.erasure.persons import Forgotten
from orchestration.erasure.records import Eraser
from orchestration.erasure.sent import Sent
from orchestration.identity import comparable, keyed_hash, normalised_email, secret_of
from orchestration.inbox import settle, write
from orchestration.landing import findings, phones
from orchestration.landing.clocks import plain_clock, text_to_utc
from orchestration.landing.contract import Contract
from orchestration.landing.encodings import clear
from orchestration.landing.files import Refused
from orchestration.landing.job import FILE_ERRORS
from orchestration.landing.mapped import year_first
from orchestration.landing.mapping_files import Mappings
from orchestration.landing.readers import forget_rejects, opened
from orchestration.landing.report import LandingReport
from orchestration.landing.runs import land_waiting
from orchestration.shop import Shop
from orchestration.warehouse.connections import in_memory, reading_raw, writing_raw


@dataclass(frozen=True)
class Withheld:
    """Rows of a waiting file that were kept out."""

    table: str
    file_name: str
    rows: int


def land_without_forgotten(shop: Shop, variables: Mapping[str, Any]) -> LandingReport:
    """Land what waits, but for rows of those who were forgotten; raises as land_waiting does."""
    settle(shop.home)
    withheld = _keep_out(shop, variables)
    landed = land_waiting(shop, variables)
    if not withheld:
        return landed
    with writing_raw(shop) as connection:
        noted = findings.note_withheld(connection, [(each.table, each.file_name, each.rows) for each in withheld])
    return replace(landed, findings=[*landed.findings, *noted])


def _keep_out(shop: Shop, variables: Mapping[str, Any]) -> list[Withheld]:
    home = shop.home
    erased = ledger.read(home)
    if not erased:
        return []
    contract = Contract.read(shop.project.landing_contract, variables)
    mappings = Mappings.of(shop.project.directory, contract, lambda: secret_of(home))
    keyed = ledger.hashing(home, contract.tables[0].reading.phone_country_code)
    found = []
    with in_memory(shop) as connection:
        _enter(connection, erased)
        for sent in list(waiting(home, contract, mappings)):
            told = _told(connection, sent, contract, secret_of(home))
            if told is None:
                continue
            if told.joined:
                _enter_anew(shop, erased, told.joined, keyed)
            rows = Eraser(connection, told.forgotten, keyed, keeps_orders=False).erase(sent)
            if rows:
                found.append(Withheld(sent.path.parent.name, f"{sent.path.parent.name}/{sent.path.name}", rows))
        clear(connection)
    return found


def _enter(connection: duckdb.DuckDBPyConnection, erased: Sequence[Erased]) -> None:
    """Have the hashes as a table: of what (`id` or `address`), the hash, and when they asked (UTC)."""
    rows = [
        (what, hashed, each.requested_at)
        for each in erased
        for what, hashes in (("id", each.ids), ("address", [*each.emails, *each.phones]))
        for hashed in hashes
    ]
    connection.execute("create temp table erased_hashes (what varchar, hashed varchar, requested_at timestamp)")
    connection.execute(
        "insert into erased_hashes select unnest($1), unnest($2), timezone('UTC', unnest($3::timestamptz[]))",
        [list(column) for column in zip(*rows, strict=True)],
    )


@dataclass(frozen=True)
class Told:
    """What the hashes tell of a file: whose rows are kept out, and (id, address) of new persons with an old address."""

    forgotten: Forgotten
    joined: list[tuple[str, str]]


def _told(connection: duckdb.DuckDBPyConnection, sent: Sent, contract: Contract, secret: bytes) -> Told | None:
    """None of a file without such rows, and of one that cannot be read, which the landing refuses."""
    if sent.holds.is_unknown or sent.holds.nobody or not _is_read(connection, sent):
        return None
    ids = connection.execute(
        f"""
        select distinct id from (select unnest(ids) as id from erased_rows)
        where {keyed_hash(f"'{ID}' || {_compared_id(contract)}", secret)} in (
            select hashed from erased_hashes where what = 'id'
        )
        """
    ).fetchall()
    addresses = connection.execute(
        f"""
        select distinct row.ids[1], row.order_id, row.address,
            row.moment is null or row.moment <= known.requested_at as is_theirs
        from (select *, unnest(addresses) as address from erased_rows) as row
        join erased_hashes as known
            on known.what = 'address' and known.hashed = {keyed_hash(_compared_address(contract), secret)}
        """
    ).fetchall()
    if sent.holds.hashed:
        return Told(_known_by(address for _, _, address, _ in addresses), []) if addresses else None
    theirs = [(id_, order_id, address) for id_, order_id, address, is_theirs in addresses if is_theirs]
    named = {*(id_ for (id_,) in ids), *(id_ for id_, _, _ in theirs if id_)}
    forgotten = replace(
        _known_by(address for id_, order_id, address in theirs if not id_ and not order_id),
        pseudonyms={id_.removeprefix("'"): id_ for id_ in named},
        orders={order_id: order_id for id_, order_id, _ in theirs if order_id and not id_},
    )
    joined = [(id_, address) for id_, _, address, is_theirs in addresses if id_ and not is_theirs and id_ not in named]
    return Told(forgotten, joined)


def _is_read(connection: duckdb.DuckDBPyConnection, sent: Sent) -> bool:
    """Have the rows of a file as a table, `erased_rows`: ids, addresses, order_id, moment (UTC)."""
    holds = sent.holds
    headers = sorted(holds.customers | holds.addresses | holds.orders | holds.moments)
    forget_rejects(connection)
    try:
        source = opened(
            connection, sent.path, sent.form, {name: name for name in headers}, sent.reading.encoding,
            delimiter=sent.delimiter,
        )  # fmt: skip
        texts = {
            name: f"nullif(trim(cast({column.expression} as varchar)), '')" for name, column in source.columns.items()
        }

        def of(wanted: frozenset[str]) -> str:
            given = [text for name, text in texts.items() if name in wanted]
            return f"list_filter([{', '.join(given)}]::varchar[], lambda each: each is not null)"

        moment = year_first("given", sent.date_order) if sent.date_order != "ymd" else "given"
        connection.execute(
            f"""
            create or replace temp table erased_rows as
            select ids, addresses, order_id, {text_to_utc("said", "clock", sent.reading.time_zone)} as moment
            from (select *, {moment} as said, {plain_clock("said")} as clock from (
                select {of(holds.customers)} as ids, {of(holds.addresses)} as addresses,
                    {of(holds.orders)}[1] as order_id, {of(holds.moments)}[1] as given
                from {source.rows}
            ))
            """
        )
    except (Refused, *FILE_ERRORS):
        return False
    return True


def _compared_id(contract: Contract) -> str:
    plain = "ltrim(id, chr(39))"
    return (
        plain if contract.id_type == "varchar" else f"coalesce(cast(try_cast({plain} as bigint) as varchar), {plain})"
    )


def _compared_address(contract: Contract) -> str:
    """SQL of an address as ledger.hashing compares it; of numbers, those that are written plainly."""
    number, home = phones.compact("row.address"), contract.tables[0].reading.phone_country_code
    return f"""case
        when contains(row.address, '@') then {normalised_email("row.address")}
        when starts_with({number}, '+') then {number}
        when starts_with({number}, '00') then '+' || {number}[3:]
        else '+{home}' || {number}
    end"""


def _known_by(addresses: Iterable[str]) -> Forgotten:
    given = set(addresses)
    emails = frozenset(comparable(each) for each in given if "@" in each)
    return Forgotten({}, emails, frozenset(each for each in given if "@" not in each))


def _enter_anew(
    shop: Shop, erased: Sequence[Erased], joined: Sequence[tuple[str, str]], keyed: Callable[[str], str]
) -> None:
    """What somebody's address was blocked for, and the lists that it had left, for a new person who has it now."""
    if not shop.home.raw.exists():
        return
    with reading_raw(shop) as connection:
        registered = connection.execute(
            "select cast(customer_id as varchar) from raw.customers"
            " where cast(customer_id as varchar) in (select unnest($1::varchar[]))",
            [[id_ for id_, _ in joined]],
        ).fetchall()
        known = {id_ for (id_,) in registered}
        new = {(id_, address): keyed(address) for id_, address in joined if id_ not in known}
        blocked = connection.execute(
            "select value, kind, strftime(max(added_at), '%Y-%m-%dT%H:%M:%SZ'), any_value(reason) from raw.suppressions"
            " where value in (select unnest($1::varchar[])) and deleted_at is null group by value, kind",
            [list(new.values())],
        ).fetchall()
    now = datetime.now(UTC)
    suppressions = [
        {"kind": kind, "value": address, "added_at": added_at, "reason": reason}
        for (_, address), hashed in new.items()
        for value, kind, added_at, reason in blocked
        if value == hashed
    ]
    subscriptions = [
        {"list_name": name, "customer_id": id_, "action": "unsubscribed", "acted_at": acted_at}
        for (id_, _), hashed in new.items()
        for each in erased
        if hashed in (*each.emails, *each.phones)
        for name, acted_at in each.lists
    ]
    for table, rows in (("suppressions", suppressions), ("list_subscriptions", subscriptions)):
        if rows:
            write(shop.home, table, table, now, rows)
