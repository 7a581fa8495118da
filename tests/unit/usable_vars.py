"""The vars of a shop as a night accepts them; a test spoils one of them."""

from typing import Any

USABLE: dict[str, Any] = {
    "time_zone": "Europe/Copenhagen",
    "counted_statuses": ["*"],
    "phone_country_code": "45",
    "warn_above_share": 0.05,
    "locale": "da",
    "guest_customers": True,
    "ledgers": {"loyalty_points": "shop", "store_credit": "rollcall"},
}
