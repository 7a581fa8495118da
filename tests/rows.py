"""Rows as a shop's system sends them: a maker for each kind of row that several tests send.

A maker fills in what a row must have, so that a test says only what it is about; other columns are given by name.
Moments are texts in UTC. Tests of odd files write these out instead.
"""

from typing import Any

Row = dict[str, Any]

LONG_SINCE = "2024-01-01T00:00:00Z"
# A month before the nights of most tests.
BEFORE = "2025-02-01T12:00:00Z"


def customer(customer_id: str, country: str | None = None, **columns: Any) -> Row:
    row: Row = {"customer_id": customer_id, "created_at": LONG_SINCE}
    return row | ({} if country is None else {"country": country}) | columns


def order(
    order_id: str, customer_id: str | None, ordered_at: str = BEFORE, status: str = "delivered", **columns: Any
) -> Row:
    """An order of 100 that counts, unless its status does not."""
    row: Row = {"order_id": order_id, "customer_id": customer_id, "ordered_at": ordered_at, "status": status}
    return row | {"total_amount": 100, **columns}


def order_line(order_id: str, product_id: str, line_number: int = 1, quantity: Any = 1, **columns: Any) -> Row:
    row: Row = {"order_id": order_id, "line_number": line_number, "product_id": product_id, "quantity": quantity}
    return row | columns


def refund(refund_id: str, order_id: str, amount: Any, refunded_at: str, **columns: Any) -> Row:
    return {"refund_id": refund_id, "order_id": order_id, "amount": amount, "refunded_at": refunded_at, **columns}


def login(customer_id: str, logged_in_at: str) -> Row:
    return {"customer_id": customer_id, "logged_in_at": logged_in_at}


def review(review_id: str, customer_id: str, reviewed_at: str, **columns: Any) -> Row:
    return {"review_id": review_id, "customer_id": customer_id, "reviewed_at": reviewed_at, **columns}


def merge(survivor_id: str, absorbed_id: str, merged_at: str, **columns: Any) -> Row:
    return {"survivor_id": survivor_id, "absorbed_id": absorbed_id, "merged_at": merged_at, **columns}


def entry(group_key: str, action: str = "add", entered_at: str = BEFORE, **columns: Any) -> Row:
    """A customer that a person adds to a group or removes, by `customer_id` or by `phone`."""
    return {"group_key": group_key, "action": action, "entered_at": entered_at, **columns}


def promo_code(customer_id: str, code: str, entered_at: str = BEFORE) -> Row:
    return {"customer_id": customer_id, "code": code, "entered_at": entered_at}


def sms(message_id: str, phone: str, text: str = "CLUB", received_at: str = BEFORE) -> Row:
    return {"message_id": message_id, "phone": phone, "text": text, "received_at": received_at}
