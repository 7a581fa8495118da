"""One order, as somebody needs it who packs or answers for it: what is in it, and what is noted about its customer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orchestration.customers.listing import opened
from orchestration.customers.profile import Rows, rows_of
from orchestration.errors import RollcallError
from orchestration.publishing.generations import Generation
from orchestration.publishing.read import landed_since
from orchestration.shop import Shop
from orchestration.warehouse.connections import attach_raw, attach_workshop


class NoOrder(RollcallError):
    """The current generation has no order of that id, or no workshop that has it."""


@dataclass(frozen=True)
class OrderProfile:
    """One order; moments in UTC, amounts in the shop's currency.

    `facts` are the order's own and its customer's name and contacts, None of an order without a known customer;
    `sections` the lines, the refunds, and the notes about the customer, the latest first.
    """

    facts: dict[str, Any]
    sections: dict[str, Rows]
    as_of: datetime
    behind: datetime | None = None


ORDER = """
    select orders.*, people.first_name, people.last_name, people.email, people.phone
    from workshop.marts.orders as orders
    left join people.contacts as people using (customer_id)
    where orders.order_id = try_cast($id as {type})"""
SECTIONS = {
    "order_lines": """
        select lines.line_number, lines.product_id, products.name, lines.quantity, lines.unit_price, lines.amount
        from workshop.marts.order_lines as lines
        left join workshop.marts.products as products using (product_id)
        where lines.order_id = $id order by lines.line_number""",
    "refunds": """
        select refund_id, refunded_at, amount, line_number, quantity, reason
        from workshop.staging.stg_refunds where order_id = $id order by refunded_at desc, refund_id""",
}
NOTES = """
    select written_at, written_by, text
    from workshop.staging.stg_notes where customer_id = $id order by written_at desc, note_id"""


def read_order(shop: Shop, generation: Generation, order_id: str) -> OrderProfile:
    """What the generation knows of an order.

    Raises:
        NoOrder: there is none of that id, or the generation's workshop is gone.
        NoContacts: the generation has no contacts.
        RawClosed: a landing goes on for longer than a query waits.
    """
    if not generation.workshop.exists():
        raise NoOrder("the current generation's workshop is gone, which has the orders; run `rollcall nightly`")
    with opened(generation) as connection:
        attach_raw(connection, shop.home)
        attach_workshop(connection, generation.workshop)
        ((type_of_ids,),) = connection.execute(
            "select data_type from duckdb_columns() where database_name = 'workshop' and schema_name = 'marts'"
            " and table_name = 'orders' and column_name = 'order_id'"
        ).fetchall()
        found = rows_of(connection, ORDER.format(type=type_of_ids), order_id)
        if not found:
            raise NoOrder(f"no order {order_id!r}; `rollcall customers show ID` lists a customer's")
        facts = found[0]
        sections = {name: rows_of(connection, sql, facts["order_id"]) for name, sql in SECTIONS.items()}
        sections["notes"] = rows_of(connection, NOTES, facts["customer_id"])
        return OrderProfile(facts, sections, generation.manifest.as_of, landed_since(connection))
