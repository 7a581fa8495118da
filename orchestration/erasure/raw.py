"""The raw tables without the persons: their rows are deleted, their orders stay under a pseudonym, and no byte is left.

Belongs here: raw.duckdb. Does not belong here: the files that its rows came from (archived.py).
"""

import os
import re
from collections.abc import Callable

import duckdb

from orchestration.erasure.columns import CUSTOMERS, OF_BUYERS, OF_ORDERS, ORDERS, SUPPRESSIONS
from orchestration.erasure.persons import Forgotten
from orchestration.erasure.renaming import enter
from orchestration.landing.contract import Contract, Table
from orchestration.landing.phones import compact
from orchestration.shop import Shop
from orchestration.warehouse.connections import LANDED, journal_of, remove, transaction, writing_raw
from orchestration.warehouse.text import literal, quoted

PHONE = compact("phone")
OF_THEIR_ORDERS = tuple(name for name in OF_ORDERS if name != ORDERS)


def erase_rows(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    forgotten: Forgotten,
    hashed: Callable[[str], str],
    *,
    keeps_orders: bool,
) -> None:
    """Take the persons out of the raw tables, all or nothing. Repeated, it finds nobody."""
    enter(connection, forgotten, contract.id_type)
    with transaction(connection):
        connection.execute(
            "delete from raw.replaced_customers where customer_id in (select cast(id as varchar) from forgotten_ids)"
        )
        for table in contract.tables:
            _of_table(connection, table, hashed, keeps_orders=keeps_orders)
        _rejected(connection, forgotten)


def _of_table(
    connection: duckdb.DuckDBPyConnection, table: Table, hashed: Callable[[str], str], *, keeps_orders: bool
) -> None:
    names = {column.name: column.data_type for column in table.columns}
    raw = f"raw.{quoted(table.name)}"
    ids = sorted(CUSTOMERS & names.keys())
    of_id = " or ".join(f"{name} in (select id from forgotten_ids)" for name in ids)
    if table.name == ORDERS:
        _orders(connection, names["customer_id"], keeps_orders=keeps_orders)
    elif table.name == SUPPRESSIONS:
        _suppressions(connection, hashed)
    elif ids:
        unnamed = " and ".join(f"{name} is null" for name in ids)
        of_phone = f" or ({unnamed} and {PHONE} in (from forgotten_phones))" if "phone" in names else ""
        connection.execute(f"delete from {raw} where {of_id}{of_phone}")
    elif "phone" in names:
        connection.execute(f"delete from {raw} where {PHONE} in (from forgotten_phones)")


def _orders(connection: duckdb.DuckDBPyConnection, id_type: str, *, keeps_orders: bool) -> None:
    named = "customer_id in (select id from forgotten_ids)"
    guests = "customer_id is null and order_id in (select order_id from forgotten_orders)"
    # Nobody's orders with an address of theirs; whose they are was never known.
    addressed = (
        f"customer_id is null and (lower(trim(email)) in (from forgotten_emails) or {PHONE} in (from forgotten_phones))"
    )
    theirs = f"{named} or ({guests}) or ({addressed})"
    if not keeps_orders:
        connection.execute(f"create or replace temp table erased_now as select order_id from raw.orders where {theirs}")
        for name in OF_THEIR_ORDERS:
            connection.execute(f"delete from raw.{name} where order_id in (from erased_now)")
        connection.execute(f"delete from raw.orders where {theirs}")
        return
    connection.execute(
        f"""
        update raw.orders set
            customer_id = cast(coalesce(
                (select pseudonym from forgotten_ids where id = orders.customer_id),
                (select pseudonym from forgotten_orders where order_id = orders.order_id)
            ) as {id_type}),
            _guest_id = null, {", ".join(f"{name} = null" for name in sorted(OF_BUYERS))}
        where {theirs}
        """
    )


def _suppressions(connection: duckdb.DuckDBPyConnection, hashed: Callable[[str], str]) -> None:
    """A suppression stays, its address as a keyed hash, and holds for whoever has the address next (withheld.py)."""
    theirs = f"lower(trim(value)) in (from forgotten_emails) or {compact('value')} in (from forgotten_phones)"
    values = connection.execute(f"select distinct value from raw.suppressions where {theirs}").fetchall()
    for (value,) in values:
        connection.execute("update raw.suppressions set value = ? where value = ?", [hashed(value), value])


def _rejected(connection: duckdb.DuckDBPyConnection, forgotten: Forgotten) -> None:
    """A rejected row is one text, not columns: it is theirs if it has a text of theirs, or an id as a whole word."""
    words = "|".join(map(re.escape, sorted(forgotten.pseudonyms, key=len, reverse=True)))
    is_named = f"regexp_matches(raw_text, {literal(f'(^|[^0-9A-Za-z_-])({words})($|[^0-9A-Za-z_-])')})"
    connection.execute(
        f"""
        update raw.rejected_rows set raw_text = null, reason = coalesce(fault, 'a row of somebody who was forgotten')
        where raw_text is not null
            and ({is_named} or exists (from forgotten_texts where contains(lower(raw_text), known)))
        """
    )


def rewrite(shop: Shop) -> None:
    """The same tables in a new file: where rows were, DuckDB leaves their bytes until something takes the room.

    Killed, it leaves the old file, and beside it one that the next call replaces.
    """
    written = shop.home.raw.with_name("erasing.duckdb")
    remove(written)
    with writing_raw(shop) as connection:
        connection.execute(f"attach {literal(str(written))} as written (storage_version 'v1.3.0')")
        connection.execute(f"copy from database {LANDED} to written")
        connection.execute("checkpoint written")
        connection.execute("detach written")
    journal_of(shop.home.raw).unlink(missing_ok=True)
    os.replace(written, shop.home.raw)
