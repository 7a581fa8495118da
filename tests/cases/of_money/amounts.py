"""Amounts of orders: other currencies, refunds, refunds without an order."""

from tests.conditions import LATER, Conditions

shop = Conditions("amounts")
customer, order, refund, row, case = shop.customer, shop.order, shop.refund, shop.row, shop.case


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

# An order of -500 beside one of 500 is not a second order, and does not move the last.
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
