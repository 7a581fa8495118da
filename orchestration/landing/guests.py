"""Ids for guests: orders without a customer_id that name an e-mail address or a phone number get one in `_guest_id`.

Belongs here: which orders get an id, and of what it is made. Does not belong here: the id itself
(orchestration.identity), and whose such an order is, which takes the customers as a night knows them (models/).

The secret that ids are made with stays in this process, so an id is made where the file lands, and again of the same
address if the row lands once more: with that secret, a rebuilt warehouse has the same ids.
"""

from collections.abc import Callable
from typing import TypeAlias

import duckdb

from orchestration.identity import made_id, normalised_email
from orchestration.landing import phones
from orchestration.landing.contract import Contract
from orchestration.landing.ledger import GUEST_ID, guest_column
from orchestration.warehouse.connections import count

# Asked for the home's secret, which is made at the first call.
Secret: TypeAlias = Callable[[], bytes]


def identify(connection: duckdb.DuckDBPyConnection, contract: Contract, secret: Secret | None) -> None:
    """Give their ids to the orders that have landed without a customer_id, once their phone numbers have been read.

    Repeated, it changes nothing. Without such orders it reads what DuckDB keeps of the columns beside them, and asks
    for no secret.
    """
    type_ = next((guest_column(table)[GUEST_ID] for table in contract.tables if guest_column(table)), None)
    if type_ is None or secret is None:
        return
    unnamed = f"customer_id is null and {GUEST_ID} is null"
    # One by one: a condition with `or` would be worked out for every row.
    if not any(
        count(connection, f"from raw.orders where {unnamed} and {column} is not null") for column in ("email", "phone")
    ):
        return
    home = int(contract.tables[0].reading.phone_country_code)
    email = normalised_email("landed.email")
    connection.execute(
        f"""
        create or replace temp table landing_guests as
        select row_id, {made_id("address", secret(), type_.lower())} as guest_id
        from (
            select
                landed.rowid as row_id,
                coalesce(
                    case when contains(landed.email, '@') then {email} end,
                    {phones.normalised("landed.phone", home, "known")}
                ) as address
            from raw.orders as landed
            left join {phones.NUMBERS} as known
                on known.phone = landed.phone and known.country = coalesce(landed.country, '')
            where {unnamed.replace("customer_id", "landed.customer_id")}
                and (landed.email is not null or landed.phone is not null)
        )
        where address is not null
        """
    )
    connection.execute(f"update raw.orders set {GUEST_ID} = guest_id from landing_guests where orders.rowid = row_id")
    connection.execute("drop table landing_guests")
