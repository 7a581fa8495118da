"""Conditions on amounts: refunds, other currencies, refunds without an order.

How conditions are tried is said in tests/conditions.py. The shop's currency is DKK, its clock Copenhagen's.
"""

import csv

import pytest

from tests.conditions import LATER, Built, Case, Conditions, assert_refused
from tests.workspace import DATA

shop = Conditions()
customer, order, row, case = shop.customer, shop.order, shop.row, shop.case


def refund(order_id: str, amount: str, **columns: object) -> None:
    number = len(shop.tables["refunds"])
    row(
        "refunds",
        refund_id=f"r{number}",
        order_id=order_id,
        amount=amount,
        refunded_at="2026-06-01 12:00:00",
        **columns,
    )


def rate(currency: str, valid_from: str, rate: str) -> None:
    row("exchange_rates", currency=currency, valid_from=valid_from, rate=rate)


# 4,000 DKK and 2,000 EUR are not 6,000 in the shop's currency.
rate("eur ", "2025-01-01", "7.45")
rate("EUR", "2026-03-01", "7.5")
rate("EUR", "2026-03-02", "8")
rate("JPY", "2026-01-01", "0.0433")
rate("DKK", "2025-01-01", "9")
for name in ("mixed", "kroner", "before", "on the day", "next day", "yen", "unknown", "unknown too", "too early"):
    customer(f"rate {name}")
order("rate mixed", amount="4000", currency="DKK")
order("rate mixed", amount="2000", currency="EUR")
order("rate kroner", amount="4000", currency=" dkk")
order("rate kroner", amount="2000")
order("rate before", "2026-02-28 22:59:59.999999", amount="100", currency="EUR")
# Midnight by the shop's clock, an hour before that of UTC.
order("rate on the day", "2026-02-28 23:00:00", amount="100", currency="Eur")
order("rate next day", "2026-03-01 23:00:00", amount="100", currency="EUR")
# 0.0433 * 35.5 is 1.53715: rounded once.
order("rate yen", "2026-03-01 23:00:00", amount="35.5", currency="JPY")
order("rate yen", "2026-03-01 23:00:00", amount="11.55", currency="JPY")
order("rate unknown", amount="100", currency="USD")
order("rate unknown too", amount="100", currency="USD")
order("rate unknown too", amount="50")
order("rate too early", "2024-12-31 22:59:59", amount="100", currency="EUR")
UNKNOWN = ("unknown", "too early")
case("rate", "total_purchases('exactly', 18900)", "mixed")
case("rate", "total_purchases('exactly', 6000)", "kroner")
for window in ("", ", last='3 years'"):
    case("rate", f"total_purchases('exactly', 745{window})", "before")
    case("rate", f"total_purchases('exactly', 750{window})", "on the day")
    case("rate", f"total_purchases('exactly', 800{window})", "next day")
    case("rate", f"total_purchases('exactly', 2.04{window})", "yen")
    case("rate", f"total_purchases('exactly', 0{window})", *UNKNOWN)
    case("rate", f"average_order_value('exactly', 50{window})", "unknown too")
    case(
        "rate",
        f"average_order_value('at most', 100000{window})",
        *({"mixed", "kroner", "before", "on the day", "next day", "yen", "unknown too"}),
    )
    case("rate", f"number_of_orders('exactly', 2{window})", "mixed", "kroner", "yen", "unknown too")
case(
    "rate",
    "purchased(where=field('order.amount', 'at least', 0))",
    "mixed",
    "kroner",
    "before",
    "on the day",
    "next day",
    "yen",
    "unknown too",
)
case("rate", 'purchased(where="not (total_amount >= 0)")')
case("rate", "purchased(where=none_of(field('order.amount', 'at least', 0)))", "unknown", "unknown too", "too early")
case("rate", "purchased(where=field('order.charged_amount', 'is', 2000))", "mixed", "kroner")
case("rate", "purchased(where=field('order.gross_amount', 'is', 14900))", "mixed")
case("rate", "purchased(where=field('order.currency', 'is', 'DKK'))", "mixed", "kroner", "unknown too")
case("rate", "purchased(where=field('order.currency', 'is one of', ['dkk']))", "mixed", "kroner", "unknown too")
case(
    "rate",
    "purchased(where=field('order.currency', 'is', 'EUR'))",
    "mixed",
    "before",
    "on the day",
    "next day",
    "too early",
)
case("rate", "lowest_of('orders', 'amount', 'at most', 50)", "yen", "unknown too")
case(
    "rate",
    "highest_of('orders', 'amount', 'less than', 100000)",
    "mixed",
    "kroner",
    "before",
    "on the day",
    "next day",
    "yen",
    "unknown too",
)

# An order's amount is less its refunds, at the order's moment; counts and moments stay.
for name in ("half", "whole", "too much", "in euros", "uncounted", "later", "twice"):
    customer(f"refund {name}")
order("refund half", "2026-05-01 12:00:00", amount="100", order_id="half")
refund("half", "50.01")
order("refund whole", "2026-05-01 12:00:00", amount="100", order_id="whole")
refund("whole", "100")
order("refund too much", "2026-05-01 12:00:00", amount="100", order_id="too much")
refund("too much", "170")
order("refund too much", "2026-05-01 12:00:00", amount="10")
order("refund in euros", "2026-05-01 12:00:00", amount="10.01", currency="EUR", order_id="in euros")
refund("in euros", "0.01")
order("refund uncounted", "2026-05-01 12:00:00", amount="100", status="cancelled", order_id="uncounted")
refund("uncounted", "100")
order("refund later", "2026-05-01 12:00:00", amount="100", order_id="later")
shop.tables["refunds"].append({"refund_id": "later", "order_id": "later", "amount": "1", "refunded_at": LATER})
order("refund twice", "2026-05-01 12:00:00", amount="100", order_id="twice")
refund("twice", "20", line_number=1)
refund("twice", "30")
refund("of nothing that landed", "30")
for window in ("", ", between=['2026-05-01', '2026-05-01']"):
    case("refund", f"total_purchases('exactly', 49.99{window})", "half")
    case("refund", f"total_purchases('exactly', 0{window})", "whole", "uncounted")
    case("refund", f"total_purchases('exactly', 10{window})", "too much")
    case("refund", f"total_purchases('exactly', 80{window})", "in euros")
    case("refund", f"total_purchases('exactly', 100{window})", "later")
    case("refund", f"total_purchases('exactly', 50{window})", "twice")
    case("refund", f"total_purchases('exactly', 100{window}, gross=true)", "half", "whole", "later", "twice")
    case("refund", f"average_order_value('exactly', 5{window})", "too much")
    case("refund", f"average_order_value('exactly', 55{window}, gross=true)", "too much")
    case("refund", f"number_of_orders('exactly', 1{window})", "half", "whole", "in euros", "later", "twice")
case("refund", "last_order('within', '200 days')", "half", "whole", "too much", "in euros", "later", "twice")
case("refund", "purchased(period='this month')")
case(
    "refund",
    "total_purchases('less than', 1000, last='2 months')",
    "half",
    "whole",
    "too much",
    "in euros",
    "uncounted",
    "later",
    "twice",
)
case("refund", "purchased(where=field('order.amount', 'is', 0))", "whole", "too much")
case("refund", "purchased(where=field('order.gross_amount', 'is', 80.08))", "in euros")
case("refund", "total_of('orders', 'amount', 'exactly', 49.99)", "half")
case("refund", "total_of('orders', 'gross_amount', 'exactly', 110)", "too much")
case("refund", "total_purchases('exactly', 100, which='cancelled')", "uncounted")

# An order of -500 beside one of 500 is no second order, and does not move the last.
for name in ("and order", "alone", "cancelled", "in euros", "other source", "pending"):
    customer(f"negative {name}")
order("negative and order", "2026-05-01 12:00:00", amount="500", source="web")
order("negative and order", "2026-06-01 12:00:00", amount="-500", source="web")
order("negative alone", "2026-06-01 12:00:00", amount="-500")
order("negative cancelled", "2026-05-01 12:00:00", amount="500")
order("negative cancelled", "2026-06-01 12:00:00", amount="-500", status="Cancelled")
order("negative in euros", "2026-05-01 12:00:00", amount="1000")
order("negative in euros", "2026-06-01 12:00:00", amount="-100", currency="EUR")
order("negative other source", "2026-05-01 12:00:00", amount="500", source="app")
order("negative other source", "2026-06-01 12:00:00", amount="-500", source="web", status="refunded")
# It takes neither a status that counts nor the age of one.
order("negative pending", "2026-05-01 12:00:00", amount="500")
order("negative pending", "2026-08-31 11:59:59", amount="-100", status="pending")
HAVE_ORDERED = ("and order", "cancelled", "in euros", "other source", "pending")
for window in ("", ", last='1 year'"):
    case("negative", f"number_of_orders('exactly', 1{window})", *HAVE_ORDERED)
    case("negative", f"number_of_orders('exactly', 0{window})", "alone")
    case("negative", f"number_of_orders('at most', 3{window}, include_zero=false)", *HAVE_ORDERED)
    case("negative", f"number_of_orders('at least', 2, which='all'{window})", "cancelled")
    case("negative", f"total_purchases('exactly', 0{window})", "and order", "other source")
    case("negative", f"total_purchases('at most', 0{window})", "and order", "other source", "alone")
    case("negative", f"total_purchases('at most', 0{window}, include_zero=false)", "and order", "other source")
    case("negative", f"total_purchases('exactly', 200{window})", "in euros")
    case("negative", f"total_purchases('exactly', 400{window})", "pending")
    case("negative", f"total_purchases('exactly', 500{window})", "cancelled")
    case(
        "negative",
        f"total_purchases('exactly', 500{window}, gross=true)",
        "and order",
        "cancelled",
        "other source",
        "pending",
    )
    case("negative", f"average_order_value('at most', 0{window})", "and order", "other source")
    case("negative", f"average_order_value('exactly', 200{window})", "in euros")
    case("negative", f"purchased({window.removeprefix(', ')})", *HAVE_ORDERED)
    case("negative", f"average_of('orders', 'amount', 'exactly', 200{window})", "in euros")
    case("negative", f"lowest_of('orders', 'amount', 'at least', 500{window})", *HAVE_ORDERED)
case("negative", "total_purchases('exactly', 500, source='app')", "other source")
case("negative", "total_purchases('exactly', -500, source='web')", "other source")
case("negative", "total_purchases('exactly', -800, where=field('order.currency', 'is', 'EUR'))", "in euros")
case(
    "negative",
    "total_purchases('exactly', -500, between=['2026-06-01', '2026-06-01'])",
    "and order",
    "alone",
    "other source",
)
case("negative", "last_order('within', '110 days')")
case("negative", "last_order('within', '130 days')", *HAVE_ORDERED)
case("negative", "first_of('orders', 'on', '2026-05-01')", *HAVE_ORDERED)
case("negative", "last_of('orders', 'on', '2026-05-01')", *HAVE_ORDERED)
case("negative", "sequence('orders', 'orders')")
case("negative", "last_record('orders', field('order.amount', 'at least', 500))", *HAVE_ORDERED)
case("negative", "cancelled_orders('exactly', 1)", "cancelled")
case("negative", "number_of('any_event', 'exactly', 1)", *HAVE_ORDERED)
case("negative", "no_orders()", "alone")

# What is spent on a category is the sum of its lines, not of whole orders; each line is less its own refunds, and less
# its part of those of the whole order.
shop.tables["categories"] += [{"category": "Boots", "parent": "Shoes"}, {"category": "Shoes"}]
shop.tables["products"] += [
    {"product_id": "tv", "category": "TV", "labels": "new"},
    {"product_id": "boot", "category": "Boots", "labels": "sale|new"},
]
for name in (
    "beside",
    "both",
    "line back",
    "part back",
    "all back",
    "in euros",
    "unpriced",
    "returned",
    "pending",
    "none",
):
    customer(f"lines {name}")
at = "2026-05-01 12:00:00"
order("lines beside", at, amount="1020", lines="tv*1@1000 boot*1@20")
order("lines both", at, amount="60", lines="boot*2@30")
order("lines both", at, amount="60", lines="boot*1@60", source="app")
order("lines line back", at, amount="150", lines="boot*1@100 boot*1@50", order_id="line back")
refund("line back", "30", line_number=1)
order("lines part back", at, amount="200", lines="tv*1@100 boot*1@100", order_id="part back")
refund("part back", "50")
refund("part back", "40", line_number=0)
# A discount is on no line: what is refunded whole leaves nothing of any.
order("lines all back", at, amount="80", lines="boot*1@100", order_id="all back")
refund("all back", "80")
order("lines in euros", at, amount="10", lines="boot*3@3.3333", currency="EUR")
order("lines unpriced", at, amount="100", lines="boot*1")
order("lines returned", at, amount="100", lines="boot*1@100")
order("lines returned", "2026-06-01 12:00:00", amount="-40", lines="boot*1@40", status="returned")
order("lines pending", at, amount="100", lines="boot*1@100", status="pending")
case("lines", "spent_on('exactly', 20, category='Shoes')", "beside")
case("lines", "spent_on('exactly', 120, category='Boots')", "both", "line back")
case("lines", "spent_on('exactly', 60, category='Shoes', source='app')", "both")
case("lines", "spent_on('exactly', 120, label=['sale'], last='1 year')", "both", "line back")
case("lines", "spent_on('at least', 1, product='tv')", "beside", "part back")
# 200 less 40 of the television's line is 160, of which 50 of the whole order leave 110: 68.75 of 100.
case("lines", "spent_on('exactly', 68.75, category='Shoes')", "part back")
case("lines", "spent_on('exactly', 41.25, product='tv')", "part back")
case("lines", "spent_on('exactly', 80, category='Shoes')", "in euros")
case("lines", "spent_on('exactly', 100, product='boot', gross=true)", "part back", "all back", "returned")
case("lines", "spent_on('exactly', 0, category='Shoes')", "all back", "unpriced", "pending", "none")
case("lines", "spent_on('exactly', 0, category='Shoes', include_zero=false)", "all back", "unpriced")
case("lines", "spent_on('exactly', 100, category='Shoes', which='all')", "pending")
case("lines", "spent_on('exactly', -40, category='Shoes', between=['2026-06-01', '2026-06-01'])", "returned")
case("lines", "spent_on('exactly', 60, category='Shoes')", "returned")
case(
    "lines",
    "spent_on('exactly', 120, line=field('line.quantity', 'at least', 1), category='Boots')",
    "both",
    "line back",
)
case("lines", "spent_on('exactly', 60, category='Shoes', where=field('order.source', 'is', 'app'))", "both")
case("lines", "purchased(where=any_line(field('line.amount', 'is', 20)))", "beside", "line back")
case(
    "lines",
    "{{ spent_on('more than', 0, category='Boots', last='1 year') }} and"
    " {{ number_of_orders('exactly', 2, last='1 year') }}",
    "both",
)


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

# The files of the faults that were found, in which orders that count are called completed.
FILES = DATA.parent / "faults" / "files"
if FILES.is_dir():
    for folder, prefixed in (("f14_spend_on_category", "order_id"), ("f15_points_expiry", "entry_id")):
        topic = folder[:3]
        for file in sorted((FILES / folder).glob("*.csv")):
            for each in csv.DictReader(file.open()):
                filled = {name: value for name, value in each.items() if value}
                filled |= {name: f"{topic} {filled[name]}" for name in ("customer_id", prefixed) if name in filled}
                filled |= {"status": "delivered"} if "status" in filled else {}
                for name in ("product_id", "category", "parent"):
                    filled |= {name: f"{topic} {filled[name]}"} if name in filled else {}
                row(file.stem, **filled)
                if file.stem == "loyalty_points":
                    of_another = {
                        "entry_id": f"{filled['entry_id']} again",
                        "customer_id": f"{filled['customer_id']} expiring",
                    }
                    if filled["kind"] == "earned":
                        at_last = f"{int(filled['occurred_at'][:4]) + 2}{filled['occurred_at'][4:]}"
                        row("loyalty_points", **(filled | of_another), expires_at=at_last)
                    elif filled["kind"] != "expired":
                        row("loyalty_points", **(filled | of_another))
    for name in ("pt1", "pt2", "pt3"):
        customer(f"f15 {name} expiring")
    case("f14", "spent_on('at least', 100, category='f14 Shoes')", "cs2", "cs3")
    case("f15", "unused_points('exactly', 100)", "pt1")
    case("f15", "unused_points('exactly', 0)", "pt2", "pt3", "pt1 expiring", "pt2 expiring", "pt3 expiring")

BROKEN = {
    "spent_on('at least', 5)": ("spent_on", "it is not said on what"),
    "points_earned('at least', 5, kind='won')": ("points_earned", "unknown kind of points 'won'"),
    "total_purchases('at least', 5, gross='yes')": ("total_purchases", "gross is neither true nor false"),
    "top_customers(5, gross=1)": ("top_customers", "gross is neither true nor false"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in shop.cases})
def test_conditions_that_share_a_group_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in shop.cases if case.topic == topic))


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_mend(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
