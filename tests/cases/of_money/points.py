"""Points: which of them a redemption uses up, and which expire."""

from tests.conditions import Conditions

shop = Conditions("points")
customer, row, case = shop.customer, shop.row, shop.case


# Redemptions use up first what expires first; an earning past it expires with what is left.
def points(customer_id: str, at: str, number: int, kind: str = "earned", expires: str | None = None) -> None:
    entry = {"entry_id": f"entry-{len(shop.tables['loyalty_points']):03}", "customer_id": f"points {customer_id}"}
    entry |= {"points": number, "kind": kind, "occurred_at": f"{at} 12:00:00"}
    row("loyalty_points", **entry, expires_at=expires and f"{expires} 12:00:00")


for name in (
    "kept",
    "past",
    "at as_of",
    "used first",
    "too late",
    "taken",
    "part taken",
    "overdrawn",
    "refilled",
    "never",
):
    customer(f"points {name}")
points("kept", "2024-01-01", 100, expires="2026-09-01")
points("past", "2024-01-01", 100, expires="2026-08-01")
points("at as_of", "2024-01-01", 100, expires="2026-08-31")
# 80 of what expires first are used, though it was earned later; 20 of it expire, and 100 stay.
points("used first", "2024-01-01", 100, expires="2027-01-01")
points("used first", "2024-02-01", 100, expires="2026-01-01")
points("used first", "2024-03-01", -80, "redeemed")
# What has expired by then cannot be used: 100 expire, 80 of the others are used.
points("too late", "2024-01-01", 100, expires="2025-01-01")
points("too late", "2024-02-01", 100, expires="2027-01-01")
points("too late", "2025-02-01", -80, "redeemed")
points("taken", "2024-01-01", 100, expires="2025-01-01")
points("taken", "2025-01-02", -100, "expired")
points("part taken", "2024-01-01", 100, expires="2025-01-01")
points("part taken", "2024-06-01", 7)
points("part taken", "2025-01-02", -60, "expired")
points("overdrawn", "2024-01-01", 100, expires="2025-01-01")
points("overdrawn", "2024-02-01", -130, "redeemed")
points("refilled", "2024-01-01", 100, expires="2025-01-01")
points("refilled", "2024-02-01", -130, "redeemed")
points("refilled", "2024-03-01", 50, "bonus", expires="2025-03-01")
points("refilled", "2025-06-01", 5, "bonus")
case("points", "unused_points('exactly', 100)", "kept", "used first")
case("points", "unused_points('exactly', 0)", "past", "at as_of", "taken", "never")
case("points", "unused_points('exactly', 20)", "too late")
case("points", "unused_points('exactly', 7)", "part taken")
case("points", "unused_points('less than', 0)", "overdrawn")
case("points", "unused_points('exactly', 5)", "refilled")
case("points", "points_earned('exactly', 100)", "kept", "past", "at as_of", "taken", "overdrawn", "refilled")
case("points", "points_earned('exactly', 155, kind=['earned', 'bonus'])", "refilled")
case("points", "points_earned('at least', 1, between=['2024-02-01', '2024-02-01'])", "used first", "too late")
case(
    "points",
    "points_earned('exactly', 0, last='1 year')",
    *{
        each["customer_id"].removeprefix("points ")
        for each in shop.tables["customers"]
        if each["customer_id"].startswith("points ")
    },
)
case(
    "points",
    "total_of('loyalty_points', 'points', 'exactly', -80, where=field('points.kind', 'is', 'redeemed'))",
    "used first",
    "too late",
)
