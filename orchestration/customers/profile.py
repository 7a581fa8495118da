"""A customer's profile: everything that is known of one customer, by the night of the current generation.

Contacts, figures and groups are read from the generation's own files. Ledgers, orders, notes and what else a customer
has by the dozen are read from its workshop, whose views read the raw tables: of what has landed since then they show
nothing dated later, but corrections of older rows. `behind` says when that is so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from orchestration.customers.listing import opened
from orchestration.errors import RollcallError
from orchestration.publishing.generations import Generation
from orchestration.publishing.read import landed_since
from orchestration.shop import Shop
from orchestration.warehouse.connections import attach_raw, attach_workshop

Rows = list[dict[str, Any]]


class NoCustomer(RollcallError):
    """The current generation has no customer of that id."""


@dataclass(frozen=True)
class Profile:
    """One customer; moments in UTC, amounts in the shop's currency.

    `facts` has a value for each column of the contacts and of the published customers. `sections` has the rows of each
    kind of record, the latest first; those of the workshop are missing where the generation has none. `survivor_of` is
    the id that was asked for, if it was absorbed by this customer. `lacks` are the required profile fields without a
    value. `behind` is when the latest file landed, if that was
    after the night.
    """

    facts: dict[str, Any]
    sections: dict[str, Rows]
    as_of: datetime
    survivor_of: str | None = None
    lacks: tuple[str, ...] = ()
    behind: datetime | None = None


IN_GENERATION = {
    "groups": """
        select groups.group_key, groups.name, memberships.joined_at, events.cause
        from bi.main.group_memberships as memberships
        join bi.main.groups as groups using (group_key)
        left join (
            select group_key, max_by(cause, event_id) as cause from bi.main.membership_events
            where customer_id = $id and event = 'joined' group by group_key
        ) as events using (group_key)
        where memberships.customer_id = $id
        order by groups.group_key""",
    "groups_left": """
        select group_key, max(occurred_at) as left_at, max_by(cause, event_id) as cause
        from bi.main.membership_events
        where
            customer_id = $id and event = 'left'
            and group_key not in (select group_key from bi.main.group_memberships where customer_id = $id)
        group by group_key
        order by group_key""",
    "messages_due": """
        select message_id, group_key, channel, text, created_at
        from bi.main.outbox_messages where customer_id = $id order by created_at desc, message_id""",
}
BY_HAND = "entered_by_hand"
IN_WORKSHOP = {
    BY_HAND: """
        select column_name, value, entered_by, entered_at, reason
        from workshop.staging.stg_standing_edits where customer_id = $id order by column_name, record_id""",
    "addresses": """
        select label, line1, postcode, city, country
        from workshop.staging.stg_addresses where customer_id = $id order by label, address_id""",
    "notes": """
        select written_at, written_by, text
        from workshop.staging.stg_notes where customer_id = $id order by written_at desc, note_id""",
    "orders": """
        select order_id, ordered_at, status, total_amount, charged_amount, currency, source, store_id, promo_code,
            is_counted, is_cancelled
        from workshop.marts.orders where customer_id = $id order by ordered_at desc, order_id""",
    "order_lines": """
        select lines.order_id, lines.line_number, lines.product_id, products.name, lines.quantity, lines.unit_price,
            lines.amount
        from workshop.marts.order_lines as lines
        left join workshop.marts.products as products using (product_id)
        where lines.order_id in (select order_id from workshop.marts.orders where customer_id = $id)
        order by lines.order_id, lines.line_number""",
    "refunds": """
        select order_id, refund_id, refunded_at, amount, line_number, quantity, reason
        from workshop.staging.stg_refunds
        where order_id in (select order_id from workshop.marts.orders where customer_id = $id)
        order by refunded_at desc, refund_id""",
    "loyalty_points": """
        select occurred_at, kind, points, expires_at, order_id, note
        from workshop.staging.stg_loyalty_points where customer_id = $id order by occurred_at desc, entry_id""",
    "store_credit": """
        select occurred_at, amount, note
        from workshop.staging.stg_store_credit where customer_id = $id order by occurred_at desc, entry_id""",
    "on_account": """
        select account_limit, account_balance
        from workshop.marts.customers
        where customer_id = $id and coalesce(account_limit, nullif(account_balance, 0)) is not null""",
    "account": """
        select occurred_at, kind, amount, invoice_url
        from workshop.staging.stg_account_entries where customer_id = $id order by occurred_at desc, entry_id""",
    "wishlist": """
        select items.product_id, products.name, items.added_at
        from workshop.staging.stg_wishlist_items as items
        left join workshop.marts.products as products using (product_id)
        where items.customer_id = $id and items.removed_at is null
        order by items.added_at desc, items.product_id""",
    "reviews": """
        select reviewed_at, product_id, rating
        from workshop.staging.stg_reviews where customer_id = $id order by reviewed_at desc, review_id""",
    "profile_fields": """
        select fields.field, fields.name, given.value, fields.required, fields.shown_at
        from workshop.staging.stg_profile_fields as fields
        left join (
            select field, value from workshop.intermediate.int_profile_values where customer_id = $id
        ) as given using (field)
        order by fields.field, given.value""",
    "lists": """
        select list_name, max_by(action, acted_at) as action, max(acted_at) as acted_at
        from workshop.staging.stg_list_subscriptions where customer_id = $id group by list_name order by list_name""",
    "messages_sent": """
        select sent_at, channel, campaign, opened_at, clicked_at
        from workshop.staging.stg_messages where customer_id = $id order by sent_at desc, message_id""",
}


def read_profile(shop: Shop, generation: Generation, customer_id: str) -> Profile:
    """What the generation knows of a customer.

    Raises:
        NoCustomer: there is none of that id, and none who absorbed it.
        NoContacts: the generation has no contacts.
        RawClosed: a landing goes on for longer than a query waits.
    """
    with opened(generation) as connection:
        has_workshop = generation.workshop.exists()
        if has_workshop:
            attach_raw(connection, shop.home)
            attach_workshop(connection, generation.workshop)
        survivor_of = None
        facts = _facts(connection, customer_id)
        if facts is None and has_workshop:
            survivor = rows_of(
                connection,
                "select survivor_id from workshop.staging.stg_customer_survivors"
                " where cast(absorbed_id as varchar) = $id",
                customer_id,
            )
            if survivor:
                survivor_of = customer_id
                facts = _facts(connection, str(survivor[0]["survivor_id"]))
        if facts is None:
            raise NoCustomer(f"no customer {customer_id!r}; `rollcall customers list --search TEXT` finds one")
        asked = IN_GENERATION | (IN_WORKSHOP if has_workshop else {})
        if has_workshop and not _has_edits(connection):
            del asked[BY_HAND]
        sections = {name: rows_of(connection, sql, facts["customer_id"]) for name, sql in asked.items()}
        since = landed_since(connection) if has_workshop else None
    fields = sections.get("profile_fields", [])
    lacks = tuple(each["field"] for each in fields if each["required"] and each["value"] is None)
    return Profile(facts, sections, generation.manifest.as_of, survivor_of, lacks, since)


def _facts(connection: duckdb.DuckDBPyConnection, customer_id: str) -> dict[str, Any] | None:
    kept = "contacts.* exclude (sort_key, searched, phone_digits)"
    rows = rows_of(
        connection,
        f"select {kept}, figures.* exclude (customer_id) from people.contacts as contacts"
        " join bi.main.customers as figures using (customer_id)"
        f" where contacts.customer_id = try_cast($id as {_type_of_ids(connection)})",
        customer_id,
    )
    return rows[0] if rows else None


def _type_of_ids(connection: duckdb.DuckDBPyConnection) -> str:
    ((name,),) = connection.execute(
        "select data_type from duckdb_columns() where database_name = 'people' and column_name = 'customer_id'"
    ).fetchall()
    return str(name)


def _has_edits(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the workshop is of a version that lays what people entered over what the shop sends."""
    named = "database_name = 'workshop' and table_name = 'stg_standing_edits'"
    return connection.execute(f"select 1 from duckdb_tables() where {named}").fetchone() is not None


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, id_: object) -> Rows:
    """What a query answers about an id, its parameter."""
    values: Mapping[str, object] = {"id": id_}
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
