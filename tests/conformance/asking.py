"""Small shops and rules for tests that ask the referee: makers of both in the shape of a case, and who is selected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.conformance.moments import Settings
from tests.conformance.referee import select

COPENHAGEN = "Europe/Copenhagen"
NOW = "2024-05-15T12:00:00Z"


def who(rule: Mapping[str, Any], now: str = NOW, zone: str = "UTC", **shop: Any) -> str:
    """The ids that the rule selects from `shop`, joined by blanks; the country of phones is Denmark."""
    settings = Settings(time_zone=zone, phone_country_code="45")
    return " ".join(sorted(select(rule, shop, datetime.fromisoformat(now), settings)))


def having(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Customers by id whose attribute `x` is the value; ... for none at all."""
    return [{"id": key} if value is ... else {"id": key, "x": value} for key, value in values.items()]


def x(op: str, value: Any = None, **options: Any) -> dict[str, Any]:
    return {"field": "customer.x", "op": op, "value": value, **options}


def orders(**moments: Any) -> dict[str, Any]:
    """`customers` and `orders`: one order per moment, or per (moment, fields), by customer."""
    rows: list[dict[str, Any]] = []
    for customer, entries in moments.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            at, fields = entry if isinstance(entry, tuple) else (entry, {})
            rows.append({"order_id": f"o{len(rows)}", "customer_id": customer, "ordered_at": at, "amount": 1} | fields)
    return {"customers": [{"id": customer} for customer in moments], "orders": rows}


def count(op: str, value: Any, of: str = "orders", **options: Any) -> dict[str, Any]:
    return {"measure": "count", "of": of, "op": op, "value": value, **options}
