"""Activity: records of every kind, what they come to, and customers without any."""

from tests.cases.counting.windows import WINDOW
from tests.conditions import LATER, LONG_AGO, Conditions, beside

shop = Conditions("activity")
customer, order, row, case = shop.customer, shop.order, shop.row, shop.case

# Periods are counted back from as_of; one is a window that leaves its start out.
for name, moment in WINDOW.items():
    customer(f"period {name}")
    order(f"period {name}", moment)
case("period", "active_periods('orders', 'exactly', 1, period='30 days', periods=1)", "inside")
case("period", "active_periods('orders', 'exactly', 1, period='30 days', periods=2)", *WINDOW)

# Two that read the same orders and differ in what a period must have: read once, each has its own count.
customer("shared steady")
customer("shared both")
for number, day in enumerate(("2026-08-20", "2026-07-20", "2026-06-20")):
    for name in ("shared steady", *["shared both"] * (3 if number == 0 else 1)):
        order(name, f"{day} 12:00:00")
EACH = "{{{{ active_periods('orders', 'at least', {}, period='1 month', periods=6, per_period=['at least', {}]) }}}}"
case("shared", f"{EACH.format(3, 1)} and {EACH.format(1, 3)}", "both")

# Records of every kind: the same login twice is one, an order is an event once it counts, and what is later than as_of
# is not there yet.
for name in ("all", "twice", "later", "uncounted", "none"):
    customer(f"kind {name}")
order("kind all")
order("kind uncounted", status="pending")
row("logins", customer_id="kind all", logged_in_at=LONG_AGO)
shop.row_again("logins", customer_id="kind all", logged_in_at="2025-12-01T13:00:00+01:00")
row("logins", customer_id="kind twice", logged_in_at=LONG_AGO)
row("logins", customer_id="kind twice", logged_in_at=beside(LONG_AGO))
row("logins", customer_id="kind later", logged_in_at=LATER)
row("reviews", review_id="kind", customer_id="kind all", reviewed_at=LONG_AGO)
for url in ("/a", "/b"):
    row("page_views", customer_id="kind all", viewed_at=LONG_AGO, url=url)
shop.row_again("page_views", customer_id="kind all", viewed_at=LONG_AGO, url="/a")
row("messages", message_id="kind", customer_id="kind all", sent_at=LONG_AGO)
row("messages", message_id="kind again", customer_id="kind all", sent_at=LONG_AGO)
case("kind", "number_of('orders', 'exactly', 1)", "all")
case("kind", "number_of('logins', 'exactly', 1)", "all")
case("kind", "number_of('logins', 'exactly', 2)", "twice")
case("kind", "number_of('reviews', 'exactly', 1)", "all")
case("kind", "product_reviews('exactly', 1)", "all")
case("kind", "product_reviews('at most', 0)", "twice", "later", "uncounted", "none")
case("kind", "product_reviews('at most', 1, include_zero=false)", "all")
case("kind", "number_of('page_views', 'exactly', 2)", "all")
case("kind", "number_of('messages', 'exactly', 2)", "all")
case("kind", "number_of('any_event', 'exactly', 7)", "all")
case("kind", "number_of('any_event', 'exactly', 2)", "twice")
case("kind", "number_of('any_event', 'exactly', 0)", "later", "uncounted", "none")
case(
    "kind",
    "number_of('any_event', 'exactly', 2, where=field('event.kind', 'is one of', ['order', 'login']))",
    "all",
    "twice",
)
case("kind", "number_of('any_event', 'exactly', 1, where=\"kind = 'login'\")", "all")
case("kind", "number_of('any_event', 'exactly', 1, where=field('event.at', 'before', '2025-12-01 13:00'))", "twice")

# Customers without records are counted as 0, unless they are left out; a record that comes to 0 is a record. An order
# below 0 is a refund: it lessens sums, and is not a record.
for name in ("none", "free", "back", "hundred"):
    customer(f"zero {name}")
order("zero free", amount="0")
order("zero back", amount="-10")
order("zero hundred", amount="100", points=10)
case("zero", "total_purchases('at most', 0)", "none", "free", "back")
case("zero", "total_purchases('at most', 0, include_zero=false)", "free")
case("zero", "total_purchases('exactly', 0)", "none", "free")
case("zero", "total_purchases('exactly', 0, include_zero=false)", "free")
case("zero", "total_purchases('less than', 50, last='2 years', include_zero=false)", "free")
case("zero", "total_purchases('less than', 50, last='1 month', include_zero=false)")
case("zero", "number_of_orders('at most', 1, include_zero=false)", "free", "hundred")
case("zero", "number_of_orders('at most', 1, last='1 month', include_zero=false)")
case("zero", "number_of_orders('exactly', 0, include_zero=false)")
case("zero", "not {{ number_of_orders('at least', 2, include_zero=false) }}", "none", "free", "back", "hundred")
case("zero", "number_of('logins', 'less than', 3)", "none", "free", "back", "hundred")
case("zero", "number_of('logins', 'less than', 3, include_zero=false)")
case("zero", "total_of('orders', 'amount', 'less than', 0)", "back")
case("zero", "total_of('orders', 'amount', 'exactly', -10)", "back")
# A sum without numbers is 0, but their mean, lowest and highest are missing.
case("zero", "total_of('orders', 'points', 'exactly', 0)", "none", "free", "back")
case("zero", "total_of('orders', 'points', 'exactly', 0, include_zero=false)", "free")
for name in ("average_of", "lowest_of", "highest_of"):
    case("zero", f"{name}('orders', 'points', 'at most', 100)", "hundred")
    case("zero", f"not {{{{ {name}('orders', 'points', 'at most', 100) }}}}", "none", "free", "back")
    case("zero", f"{name}('orders', 'amount', 'less than', 1)", "free")

# Numbers add up exactly, and empty ones are left out of a mean.
STARS = {"thirds": (1, 0, 0), "half": (4, 5, None), "empty": (None,), "none": ()}
for name, ratings in STARS.items():
    customer(f"number {name}")
    for number, rating in enumerate(ratings):
        row("reviews", review_id=f"{name} {number}", customer_id=f"number {name}", reviewed_at=LONG_AGO, rating=rating)
customer("number tenths")
order("number tenths", amount="0.10")
order("number tenths", amount="0.20")
order("number tenths", amount="0.20", source="app")
case("number", "average_of('reviews', 'rating', 'more than', 0.333333333)", "thirds", "half")
case("number", "average_of('reviews', 'rating', 'less than', 0.333333334)", "thirds")
case("number", "average_of('reviews', 'rating', 'exactly', 0.333333333)")
case("number", "average_of('reviews', 'rating', 'exactly', 4.5)", "half")
case("number", "average_of('reviews', 'rating', 'within', [0, 4.5])", "thirds", "half")
case("number", "average_of('reviews', 'rating', 'one of', [4.5, 5])", "half")
case("number", "average_of('reviews', 'rating', 'exactly', 5, where='rating > 4')", "half")
case("number", "lowest_of('reviews', 'rating', 'exactly', 0)", "thirds")
case("number", "lowest_of('reviews', 'rating', 'at least', 4)", "half")
case("number", "highest_of('reviews', 'rating', 'at most', 1.0)", "thirds")
case("number", "highest_of('reviews', 'rating', 'within', [1, 5])", "thirds", "half")
case("number", "not {{ highest_of('reviews', 'rating', 'at most', 4) }}", "half", "empty", "none", "tenths")
case("number", "total_of('reviews', 'rating', 'exactly', 0)", "empty", "none", "tenths")
case("number", "total_purchases('exactly', 0.5)", "tenths")
case("number", "total_purchases('exactly', 0.30, where=\"source is null\")", "tenths")
case("number", "average_order_value('more than', 0.166666666)", "tenths")
case("number", "average_order_value('less than', 0.166666667)", "tenths")
case("number", "average_order_value('exactly', 0.15, where='source is null')", "tenths")
case("number", "highest_of('orders', 'amount', 'exactly', 0.2)", "tenths")
