"""Activity: what followed what, and what the last record was."""

from tests.conditions import LATER, Conditions, beside

shop = Conditions("sequences")
customer, order, login, review = shop.customer, shop.order, shop.login, shop.review
row, case, cases = shop.row, shop.case, shop.cases_of

# A second record strictly after a first, at most `within` later; the window is for the first.
THEN = {
    "tie": ("2026-05-01 10:00:00", "2026-05-01 10:00:00"),
    "next": ("2026-05-01 10:00:00", beside("2026-05-01 10:00:00", 1)),
    "edge": ("2026-05-01 10:00:00", "2026-05-03 10:00:00"),
    "late": ("2026-05-01 10:00:00", beside("2026-05-03 10:00:00", 1)),
    "reversed": ("2026-05-01 10:00:00", "2026-04-30 10:00:00"),
    "unborn": ("2026-08-31 11:00:00", LATER),
}
for name, (first, then) in THEN.items():
    customer(f"then {name}")
    login(f"then {name}", first)
    review(f"then {name}", then, rating=5)
for name in ("retry", "first", "second", "neither"):
    customer(f"then {name}")
login("then retry", "2026-04-01 10:00:00", "2026-05-01 10:00:00")
review("then retry", "2026-05-02 10:00:00", rating=1)
login("then first", "2026-05-01 10:00:00")
review("then second", "2026-05-01 10:00:00")
cases(
    "then",
    "sequence('logins', 'reviews'{})",
    {
        "": "next edge late retry",
        ", within='2 days'": "next edge retry",
        ", within='48 hours'": "next edge retry",
        ", between=['2026-05-01', '2026-05-01']": "next edge late retry",
        ", between=['after 2026-05-01', none]": "",
        ", between=[none, 'before 2026-05-01']": "retry",
        ", within='2 days', between=[none, 'before 2026-05-01']": "",
        ", then_where=field('review.rating', 'at least', 4)": "next edge late",
        ", then_where='rating = 1'": "retry",
        ", first_where=field('login.at', 'before', '2026-05-01')": "retry",
    },
)
case("then", "not {{ sequence('logins', 'reviews') }}", "tie", "reversed", "unborn", "first", "second", "neither")
case("then", "sequence('reviews', 'logins')", "reversed")
case("then", "sequence('logins', 'logins', within='30 days')", "retry")
case("then", "sequence('logins', 'logins', within='29 days')")

# Of one and the same kind a record does not follow itself, nor one of the same moment.
PAIRS = {"one": [("01", 5)], "same moment": [("01", 5), ("01", 50)]}
PAIRS |= {"up": [("01", 5), ("02", 50)], "down": [("01", 50), ("02", 5)]}
for name, orders in PAIRS.items():
    customer(f"pair {name}")
    for day, amount in orders:
        order(f"pair {name}", f"2026-05-{day} 10:00:00", str(amount))
SMALL, BIG = ("field('order.amount', 'less than', 9)", "field('order.amount', 'more than', 9)")
case("pair", "sequence('orders', 'orders')", "up", "down")
case("pair", f"sequence('orders', 'orders', first_where={SMALL}, then_where={BIG})", "up")
case("pair", f"sequence('orders', 'orders', first_where={BIG}, then_where={SMALL})", "down")
case("pair", "sequence('any_event', 'any_event')", "up", "down")

# A month after is by the shop's clock: after 13:00 on 15 March comes 13:00 on 15 April, 23 hours less 31 days later.
MONTH_AFTER = {
    "short month": ("2026-01-31 12:00:00", "2026-02-28 12:00:00"),
    "short month too": ("2026-01-28 12:00:00", "2026-02-28 12:00:00"),
    "clock": ("2026-03-15 12:00:00", "2026-04-15 11:00:00"),
    "clock back": ("2025-10-15 11:00:00", "2025-11-15 12:00:00"),
}
for name, (first, then) in MONTH_AFTER.items():
    for end in (name, f"{name} missed"):
        customer(f"after {end}")
        login(f"after {end}", first)
    review(f"after {name}", then)
    review(f"after {name} missed", beside(then, 1))
case("after", "sequence('logins', 'reviews', within='1 month')", *MONTH_AFTER)

# The newest record that meets where= also meets has=; of the same moment the greatest id is the newest.
for name in ("was", "is", "neither", "unrated", "never"):
    customer(f"newest {name}")
NEWEST = {"was": (5, 1), "is": (1, 5), "neither": (1, 2), "unrated": (5, None)}
for name, ratings in NEWEST.items():
    for number, rating in enumerate(ratings, 1):
        review(
            f"newest {name}", f"2026-05-0{number} 10:00:00", rating=rating, product_id="shoe" if rating == 5 else "hat"
        )
case("newest", "last_record('reviews', field('review.rating', 'at least', 4))", "is")
case(
    "newest",
    "not {{ last_record('reviews', field('review.rating', 'at least', 4)) }}",
    "was",
    "neither",
    "unrated",
    "never",
)
case("newest", "last_record('reviews', 'rating = 5', where='rating is not null')", "is", "unrated")
case(
    "newest",
    "last_record('reviews', 'rating = 5', where=field('review.product', 'is', 'shoe'))",
    "was",
    "is",
    "unrated",
)
case(
    "newest",
    "last_record('reviews', 'rating = 5 or rating = 1', where='rating = 2 or rating = 5')",
    "was",
    "is",
    "unrated",
)
case("newest", "last_record('reviews', none_of(field('review.rating', 'is', 1)))", "is", "neither", "unrated")
customer("tied orders")
customer("tied text")
# Ids are text, so that 9 comes after 10.
order("tied orders", "2026-05-01 10:00:00", "1", order_id="tied-a")
order("tied orders", "2026-05-01 10:00:00", "2", order_id="tied-b")
order("tied text", "2026-05-01 10:00:00", "1", order_id="tied-10")
order("tied text", "2026-05-01 10:00:00", "2", order_id="tied-9")
order("tied text", "2026-05-02 10:00:00", "1", order_id="tied-uncounted", status="pending")
case("tied", "last_record('orders', field('order.amount', 'is', 2))", "orders", "text")
case("tied", "last_record('orders', field('order.amount', 'is', 1))")
case("tied", "last_record('orders', field('order.order_id', 'is', 'tied-9'))", "text")
customer("visit other page")
customer("visit this page")
for name, pages in {"other page": ("/this", "/other"), "this page": ("/other", "/this")}.items():
    for number, url in enumerate(pages, 1):
        row("page_views", customer_id=f"visit {name}", viewed_at=f"2026-05-0{number} 10:00:00", url=url)
case("visit", "last_record('page_views', field('page.url', 'is', '/this'))", "this page")
case("visit", "last_record('logins', 'true')")
