"""What customers have records of, and the fields of each: orders with their lines, logins, reviews and the others.

Not here: the customers' own columns, which are the project's (fields.py). The columns of records are those of
macros/conditions/_records.sql; a test keeps the two alike.
"""

from dataclasses import dataclass

from orchestration.rules.operators import Kind


@dataclass(frozen=True)
class RecordKind:
    """What a field of such a record begins with in a rule, `order.amount`, and its fields with their kinds."""

    owner: str
    fields: dict[str, Kind]


RECORDS = {
    "orders": RecordKind(
        "order",
        {
            "at": "moment",
            "amount": "number",
            "gross_amount": "number",
            "charged_amount": "number",
            "status": "text",
            "source": "text",
            "currency": "text",
            "promo_code": "text",
            "points": "number",
            "store_id": "text",
            "order_id": "text",
        },
    ),
    "logins": RecordKind("login", {"at": "moment"}),
    "reviews": RecordKind("review", {"at": "moment", "rating": "number", "product": "text"}),
    "page_views": RecordKind("page", {"at": "moment", "url": "text", "product": "text"}),
    "messages": RecordKind(
        "message",
        {
            "at": "moment",
            "channel": "text",
            "campaign": "text",
            "opened_at": "moment",
            "clicked_at": "moment",
        },
    ),
    "loyalty_points": RecordKind(
        "points",
        {"at": "moment", "points": "number", "kind": "text", "expires_at": "moment"},
    ),
    "any_event": RecordKind("event", {"at": "moment", "kind": "text"}),
}
OF_LINES: dict[str, Kind] = {
    "product": "text",
    "category": "category",
    "label": "text",
    "quantity": "number",
    "unit_price": "number",
    "amount": "number",
    "gross_amount": "number",
}
OWNERS = {records: kind.owner for records, kind in RECORDS.items()}
FIELDS = {kind.owner: kind.fields for kind in RECORDS.values()} | {"line": OF_LINES}

# As the landing tables and cases of other engines call them.
OTHER_SPELLINGS = {"page_view": "page"}
OTHER_NAMES = {"order.ordered_at": "at", "line.labels": "label"}
# Every record has one, so that a record of which it is asked whether it is set need not be looked at.
ALWAYS_SET = ("charged_amount",)

WHICH_ORDERS = ("counted", "cancelled", "all")
# How many of an order's lines, and the conditions that say it.
LINES = {"any": "any_line", "all": "all_lines", "none": "no_line"}


def number_fields(records: str) -> list[str]:
    """The fields of a kind of record that can be summed, by their short names."""
    return [name for name, kind in RECORDS[records].fields.items() if kind == "number"]
