"""Conditions that count and add up records, at their edges: measures, windows, what an order's lines are.

How conditions are tried is said in tests/conditions.py.
"""

import re

import pytest

from docs.conditions import MACROS, PROSE, as_sql, calls, read_reference, samples
from tests.conditions import LATER, LONG_AGO, Built, Case, Conditions, Row, assert_refused, beside, group

shop = Conditions()
customer, order, row, case, TABLES, CASES = shop.customer, shop.order, shop.row, shop.case, shop.tables, shop.cases


# An order without a customer, and one of somebody who is none, must not disturb any case, least of all a `not in`.
order(None, amount="55")
order("a stranger", amount="55")

# Amounts and counts, over a lifetime and through a window that holds everything: the same customers either way.
for name in ("nothing", "less", "exact", "more", "refunded", "cancelled"):
    customer(f"amount {name}")
order("amount less", amount="49.99")
order("amount exact", amount="20.00")
order("amount exact", amount="30.00")
order("amount more", amount="50.01")
order("amount refunded", amount="80", status="refunded")
order("amount cancelled", amount="80", status="Canceled")
NONE_COUNTS = ("nothing", "refunded", "cancelled")
for window in ("", ", last='2 years'", ", between=['2025-01-01', '2026-01-01']", ", before='1 month'"):
    case("amount", f"total_purchases('more than', 50{window})", "more")
    case("amount", f"total_purchases('at least', 50{window})", "exact", "more")
    case("amount", f"total_purchases('less than', 50{window})", "less", *NONE_COUNTS)
    case("amount", f"total_purchases('at most', 50{window})", "less", "exact", *NONE_COUNTS)
    case("amount", f"total_purchases('exactly', 50{window})", "exact")
    case("amount", f"total_purchases('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"total_purchases('within', [49.99, 50]{window})", "less", "exact")
    case("amount", f"total_purchases('within', [0, 49.99]{window})", "less", *NONE_COUNTS)
    case("amount", f"not {{{{ total_purchases('more than', 50{window}) }}}}", "less", "exact", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at most', 1{window})", "less", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('less than', 1{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at least', 1{window})", "less", "exact", "more")
    case("amount", f"number_of_orders('at least', 0{window})", "less", "exact", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 2{window})", "exact")
    case("amount", f"number_of_orders('within', [1, 2]{window})", "less", "exact", "more")
    case("amount", f"no_orders({window.removeprefix(', ')})", *NONE_COUNTS)
    case("amount", f"cancelled_orders('exactly', 1{window})", "cancelled")
    case("amount", f"cancelled_orders('at most', 0{window})", "nothing", "less", "exact", "more", "refunded")
for operator, sign in {"more than": ">", "less than": "<", "at least": ">=", "at most": "<=", "exactly": "="}.items():
    same = next(each for each in CASES if each.condition == f"total_purchases('{operator}', 50)")
    case("amount", f"total_purchases('{sign}', 50)", *same.members)

# Windows are ends included back to exactly that long ago; between leaves its end out.
WINDOW = {
    "inside": "2026-08-01 12:00:00.000001",
    "on the edge": "2026-08-01 12:00:00",
    "outside": "2026-08-01 11:59:59.999999",
}
for name, moment in WINDOW.items():
    customer(f"window {name}", created_at=moment)
    order(f"window {name}", moment)
    order(f"window {name}", moment, status="cancelled")
customer("window never")
for period in ("30 days", "720 hours"):
    case("window", f"number_of_orders('at least', 1, last='{period}')", "inside", "on the edge")
    case("window", f"number_of_orders('exactly', 0, last='{period}')", "outside", "never")
    case("window", f"number_of_orders('at least', 1, before='{period}')", "outside")
    case("window", f"no_orders(before='{period}')", "inside", "on the edge", "never")
    case("window", f"total_purchases('at least', 100, last='{period}')", "inside", "on the edge")
    case("window", f"cancelled_orders('at least', 1, last='{period}')", "inside", "on the edge")
    case("window", f"last_order('within', '{period}')", "inside", "on the edge")
    case("window", f"last_order('not within', '{period}')", "outside")
    case("window", f"not {{{{ last_order('within', '{period}') }}}}", "outside", "never")
    case("window", f"account_created('within', '{period}')", "inside", "on the edge")
    case("window", f"account_created('not within', '{period}')", "outside", "never")

# Cancelled orders have no age to reach, so they show that a window ends at as_of, included.
customer("end at as_of")
customer("end young order")
order("end at as_of", "2026-08-31 12:00:00", status="cancelled")
order("end young order", "2026-08-30 12:00:00")
case("end", "cancelled_orders('exactly', 1, last='1 second')", "at as_of")
case("end", "number_of_orders('at least', 1, last='90 days')")

# Six months before 31 August, 14:00 by the shop's clock, is 28 February, 14:00: an hour later in UTC, since winter.
for name, moment in {"exactly": "2026-02-28 13:00:00", "longer ago": "2026-02-28 12:59:59.999999"}.items():
    customer(f"month {name}")
    order(f"month {name}", moment)
customer("month never")
case("month", "last_order('within', '6 months')", "exactly")
case("month", "last_order('not within', '6 months')", "longer ago")
case("month", "{{ last_order('not within', '6 months') }} or {{ no_orders() }}", "longer ago", "never")
case("month", "number_of_orders('at least', 1, last='6 months')", "exactly")
case("month", "total_purchases('more than', 0, before='6 months')", "longer ago")

# The shop's clock is two hours ahead of UTC in June and one in January.
BETWEEN = {
    "before June": "2026-05-31 21:59:59.999999",
    "start of June": "2026-05-31 22:00:00",
    "end of June": "2026-06-30 21:59:59.999999",
    "start of July": "2026-06-30 22:00:00",
    "start of January": "2025-12-31 23:00:00",
}
for name, moment in BETWEEN.items():
    customer(f"between {name}")
    order(f"between {name}", moment)
case("between", "number_of_orders('at least', 1, between=['2026-06-01', '2026-06-30'])", "start of June", "end of June")
case("between", "no_orders(between=['2026-01-01', '2026-06-30 23:59:59'])", "end of June", "start of July")
case(
    "between",
    "order_source('web', between=['2026-06-01 00:00', '2026-06-01T00:00:01'])",
)
case("between", "total_purchases('at least', 100, between=['2026-01-01', '2026-01-01'])", "start of January")

# On 26 October 2025 the shop's clock passes 02:30 twice, at 00:30 and at 01:30 UTC. The first is meant.
customer("twice first")
customer("twice second")
order("twice first", "2025-10-26 00:30:00")
order("twice second", "2025-10-26 01:30:00")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26 02:30', '2025-10-27'])", "first", "second")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26', '2025-10-26 02:30'])", "first")

# Products and categories. Trail is below Shoes; the category of `odd` is not in the tree.
TABLES["categories"] += [{"category": "Shoes"}, {"category": "Trail", "parent": "Shoes"}, {"category": "Hats"}]
TABLES["products"] += [
    {"product_id": "shoe", "category": "Shoes"},
    {"product_id": "trail", "category": "Trail"},
    {"product_id": "hat", "category": "Hats"},
    {"product_id": "d'or", "category": "Oddments"},
]
for name in ("pair", "apart", "trail", "odd", "uncounted", "never"):
    customer(f"line {name}")
order("line pair", lines="shoe trail", source="app")
order("line apart", lines="shoe", source="web")
order("line apart", lines="hat", source="app")
order("line trail", lines="trail")
order("line odd", lines="d'or")
order("line uncounted", lines="shoe hat", status="pending", source="app")
case("line", "product_purchased('shoe')", "pair", "apart")
case("line", "product_purchased(['hat', 'trail'])", "pair", "apart", "trail")
case("line", """product_purchased("d'or")""", "odd")
case("line", "not {{ product_purchased('shoe') }}", "trail", "odd", "uncounted", "never")
case("line", "product_purchased('shoe', last='30 days')")
case("line", "category_purchased('Shoes')", "pair", "apart", "trail")
case("line", "category_purchased('Trail')", "pair", "trail")
case("line", "category_purchased(['Hats', 'Oddments'])", "apart", "odd")
case("line", "category_purchased('shoes')")
# An order with two lines of the category is one order, and its amount counts once and whole.
case("line", "number_of_orders('at least', 2, category='Shoes')")
case("line", "total_purchases('exactly', 100, category='Shoes')", "pair", "apart", "trail")
case("line", "number_of_orders('exactly', 0, product='shoe')", "trail", "odd", "uncounted", "never")
case("line", "total_purchases('less than', 50, product=['shoe', 'hat'])", "trail", "odd", "uncounted", "never")
# Product and category of one line; product and source of one order.
case("line", "number_of_orders('at least', 1, product='shoe', category='Trail')")
case("line", "number_of_orders('at least', 1, product='hat', source='web')")
case("line", "number_of_orders('at least', 1, product='shoe', source='app')", "pair")
case("line", "order_source('app')", "pair", "apart")
case("line", "order_source(['web', 'phone'])", "apart")
case("line", "not {{ order_source('app') }}", "trail", "odd", "uncounted", "never")
case("line", "number_of_orders('exactly', 0, source='app')", "trail", "odd", "uncounted", "never")

# Points: the balance of the ledger at as_of; no entries are a balance of nothing.
for name in ("none", "fifty", "overdrawn", "later"):
    customer(f"points {name}")
entry = {"kind": "correction", "occurred_at": LONG_AGO}
TABLES["loyalty_points"] += [
    entry | {"entry_id": "1", "customer_id": "points fifty", "points": 60},
    entry | {"entry_id": "2", "customer_id": "points fifty", "points": -10},
    entry | {"entry_id": "3", "customer_id": "points overdrawn", "points": -5},
    entry | {"entry_id": "4", "customer_id": "points later", "points": 50, "occurred_at": LATER},
]
case("points", "unused_points('more than', 49)", "fifty")
case("points", "unused_points('more than', 50)")
case("points", "unused_points('exactly', 0)", "none", "later")
case("points", "unused_points('less than', 1)", "none", "overdrawn", "later")
case("points", "unused_points('within', [0, 50])", "none", "fifty", "later")

# Promo codes.
for name in ("small", "other", "later", "none"):
    customer(f"promo {name}")
TABLES["promo_code_entries"] += [
    {"customer_id": "promo small", "code": "student10", "entered_at": LONG_AGO},
    {"customer_id": "promo other", "code": "STUDENT1", "entered_at": LONG_AGO},
    {"customer_id": "promo later", "code": "STUDENT10", "entered_at": LATER},
]
case("promo", "promo_code_entered('STUDENT10')", "small")
case("promo", "promo_code_entered(['Student1', 'STUDENT10'])", "small", "other")
case("promo", "not {{ promo_code_entered('STUDENT10') }}", "other", "later", "none")

# Cities and countries.
PLACES = {
    "capitals": ("KØBENHAVN", "dk"),
    "abroad": ("København", "SE"),
    "without a city": (None, "DK"),
    "without a country": ("København", None),
    "of the saint": ("Saint-Rémy-d'Or", "FR"),
}
for name, (city, country) in PLACES.items():
    customer(f"place {name}", city=city, country=country)
case("place", "city('København', country='DK')", "capitals")
case("place", "city(['Aarhus', 'københavn'], country='SE')", "abroad")
case("place", """city("saint-rémy-d'or", country='fr')""", "of the saint")
case("place", "not {{ city('København', country='DK') }}", *(PLACES.keys() - {"capitals"}))
case("place", "country('DK')", "capitals", "without a city")
case("place", "country(['se', 'FR'])", "abroad", "of the saint")
case("place", "not {{ country('DK') }}", "abroad", "without a country", "of the saint")
case("place", "auto_member()", *PLACES)

# Conditions that read the same orders, one of them without sums, in one group.
SHARING = (
    "{{ number_of_orders('at least', 1, last='2 years') }} and {{ total_purchases('at least', 50, last='2 years') }}"
    " and not {{ no_orders(last='2 years') }} and {{ average_order_value('less than', 50.01, last='2 years') }}"
    " and not {{ total_purchases('more than', 1000, last='2 years') }}"
)
COMMENTED = SHARING + " -- and no more"
MISPLACED = "field('order.source', 'is', 'app')"
case("amount", SHARING, "exact")

# Averages: exact, and none without an order that counts.
customer("average half a cent")
customer("average none")
order("average half a cent", amount="1.00")
order("average half a cent", amount="1.01")
case("average", "average_order_value('at least', 1.01)")
case("average", "average_order_value('more than', 1.004)", "half a cent")
case("average", "average_order_value('exactly', 1.005)", "half a cent")
case("average", "average_order_value('exactly', 1.005, last='2 years')", "half a cent")
case("average", "average_order_value('within', [0, 1.01])", "half a cent")
case("average", "not {{ average_order_value('at least', 2) }}", "half a cent", "none")

# Ranks are among customers: orders of somebody who is none take no place.
for name in ("best", "second"):
    customer(f"rank {name}")
order("rank best", amount="20", source="ranked")
order("rank second", amount="10", source="ranked")
order("a stranger", amount="30", source="ranked")
order("another stranger", amount="5", source="ranked")
case("rank", "top_customers(1, source='ranked')", "best")
case("rank", "top_customers('50 %', by='number_of_orders', source='ranked')", "best")
case("rank", "rank_band(0, [0.5], where=\"source = 'ranked'\")", "best")
case("rank", "rank_band(1, [0.5], where=\"source = 'ranked'\")", "second")

# Small letters are the engine's on both sides: Python has others for these two.
customer("letter dotted", city="İstanbul", country="TR")
customer("letter sigma", city="ΑΘΗΝΑΣ", country="GR", gender="ΆΝΔΡΑΣ")
case("letter", "city('İstanbul', country='tr')", "dotted")
case("letter", "city('ΑΘΗΝΑΣ', country='GR')", "sigma")
case("letter", "gender(['ΆΝΔΡΑΣ'])", "sigma")

customer("status dotted")
customer("status other")
order("status dotted", status="İPTAL_edildi")
order("status other", status="pending")
case("status", "order_status('İptal edildi')", "dotted")
case(
    "status",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'is', 'İPTAL edildi'))",
    "dotted",
)
case("status", "order_status(['Pending', 'lost'])", "other")

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

# A status is compared in small letters, whatever way.
case(
    "status",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'starts with', 'PEND'))",
    "other",
)

# A window that the nights have not reached, or have left behind, holds nothing; its ends are not the wrong way round.
case("between", "number_of_orders('at least', 1, between=['2027-01-01', 'now'])")
case("between", "number_of_orders('at least', 1, between=['30 days ago', '2026-07-31'])")
case("between", "number_of_orders('at least', 1, between=['184 days ago', '6 months ago'])")
case("between", "no_orders(between=['2027-01-01', 'now'])", *BETWEEN)

# So it is in Ireland, where winter is the exception: on the same day the clock passes 01:30 at 00:30 and at 01:30 UTC.
case(
    "twice",
    "number_of_orders('at least', 1, between=['2025-10-26 01:30', 'now'], time_zone='Europe/Dublin')",
    "first",
    "second",
)
# An hour that the clock skips is read by the offset before: 02:30 on 29 March 2026 is 01:30 UTC.
customer("skipped before")
customer("skipped at")
order("skipped before", "2026-03-29 01:29:59")
order("skipped at", "2026-03-29 01:30:00")
case("skipped", "number_of_orders('at least', 1, between=['2026-03-29 02:30', 'now'])", "at")

# `is` on a moment: that second, or that day of the clock.
customer("moment late", created_at="2026-01-01 22:30:00.5")
customer("moment next day", created_at="2026-01-01 23:00:00")
case("moment", "field('customer.created_at', 'is', '2026-01-01')", "late")
case("moment", "field('customer.created_at', 'is', '2026-01-01 23:30')", "late")
case("moment", "field('customer.created_at', 'is one of', ['2026-01-02', '2026-01-05'])", "next day")
case("moment", "field('customer.created_at', 'is', '2026-01-01 18:00', time_zone='America/New_York')", "next day")
case("moment", "field('customer.created_at', 'is', '2026-01-01', time_zone='America/New_York')", "late", "next day")

# A text of the data is read by the same clock: the hour that passes twice as the first, the skipped one as above.
for name, text in {"twice": "2025-10-26 02:30", "after": "2025-10-26 03:00", "skipped": "2026-03-29 02:30"}.items():
    customer(f"text {name}")
    value = {"customer_id": f"text {name}", "field": "seen", "value": text, "set_at": LONG_AGO}
    TABLES["profile_field_values"].append(value)
case("text", "field('profile.seen', 'at', '2025-10-26T00:30:00Z')", "twice")
case("text", "field('profile.seen', 'at', '2025-10-26T02:00:00Z')", "after")
case("text", "field('profile.seen', 'at', '2026-03-29T01:30:00Z')", "skipped")

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
# below 0 is a refund: it lessens sums, and is no record.
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
case("amount", "number_of_orders('one of', [0, 2])", "exact", *NONE_COUNTS)
case("amount", "total_purchases('one of', [49.99, 50.01])", "less", "more")
case("amount", "average_order_value('one of', [25, 50.01])", "exact", "more")
case("amount", "number_of_orders('exactly', 1, which='cancelled')", "cancelled")
case("amount", "number_of_orders('exactly', 1, which='all')", "less", "more", "refunded", "cancelled")
case("amount", "total_purchases('at least', 80, which='all')", "refunded", "cancelled")
case("amount", "no_orders(which='all')", "nothing")
case("amount", "purchased()", "less", "exact", "more")
case("amount", "purchased(which='cancelled')", "cancelled")
case("amount", "not {{ purchased() }}", *NONE_COUNTS)

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

# What one order must meet: a condition of ours, plain SQL, or both; `or` in it does not reach beyond it.
for name in ("app 20", "app 30", "web 30", "no source 30", "none"):
    customer(f"where {name}")
order("where app 20", amount="20", source="app")
order("where app 30", amount="30", source="app")
order("where web 30", amount="30", source="web")
order("where no source 30", amount="30")
for name in ("number_of_orders('at least', 1, {})", "purchased({})", "total_purchases('more than', 0, {})"):
    IS_APP, LOW = "field('order.source', 'is', 'app')", "field('order.amount', 'less than', 25)"
    for where, members in {
        IS_APP: ("app 20", "app 30"),
        "\"source = 'app'\"": ("app 20", "app 30"),
        f"'not ' ~ {IS_APP}": ("web 30", "no source 30"),
        "\"source <> 'app'\"": ("web 30",),
        f"all_of({IS_APP}, {LOW})": ("app 20",),
        f"all_of({IS_APP}, none_of({LOW}))": ("app 30",),
        f"any_of({LOW}, field('order.source', 'is', 'web'))": ("app 20", "web 30"),
        f"none_of({IS_APP}, {LOW})": ("web 30", "no source 30"),
        f"any_of(all_of({IS_APP}, {LOW}), none_of(any_of({IS_APP}, field('order.source', 'is', 'web'))))": (
            "app 20",
            "no source 30",
        ),
        "all_of(\"source = 'web' or source = 'app'\", 'total_amount > 25')": ("app 30", "web 30"),
        "all_of('total_amount > 25', \"source = 'web' or source = 'app'\")": ("app 30", "web 30"),
        "any_of(\"source = 'web' and total_amount < 25\", \"source = 'app' and total_amount < 25\")": ("app 20",),
        "none_of(\"source = 'web' or source = 'app'\", 'total_amount < 0')": ("no source 30",),
        "\"source = 'app'\\n    and total_amount < 25 /* cheap */\"": ("app 20",),
        "all_of()": ("app 20", "app 30", "web 30", "no source 30"),
        "any_of()": (),
        "none_of()": ("app 20", "app 30", "web 30", "no source 30"),
    }.items():
        case("where", name.replace("{}", f"where={where}"), *members)
    case(
        "where", name.replace("{}", "source='app', where='total_amount = 20 or total_amount = 30'"), "app 20", "app 30"
    )
    case("where", name.replace("{}", "last='1 month', where=\"source = 'app' or source = 'web'\""))
    case("where", name.replace("{}", "source=['web', 'phone'], where='total_amount > 20'"), "web 30")
case("where", f"no_orders(where={IS_APP})", "web 30", "no source 30", "none")
case("where", f"average_order_value('exactly', 30, where={IS_APP})", "app 30")

# What is said of a line holds on one and the same line, what is said of an order on one order.
LINES = {
    "same": ["hat*2"],
    "apart": ["hat*1 shoe*2"],
    "two orders": ["hat*1", "shoe*2"],
    "bare": [""],
    "double": ["hat*1 hat*1"],
    "mixed": ["hat*1 trail*1", "shoe*1"],
    "none": [],
}
for name, orders in LINES.items():
    customer(f"lines {name}")
    for lines in orders:
        order(f"lines {name}", lines=lines)
HAT, TWO = "field('line.product', 'is', 'hat')", "field('line.quantity', 'at least', 2)"
HATS = ("same", "apart", "two orders", "double", "mixed")
for where, members in {
    f"any_line({HAT})": HATS,
    f"any_line(all_of({HAT}, {TWO}))": ("same",),
    "any_line(\"product_id = 'hat' and quantity >= 2\")": ("same",),
    f"all_of(any_line({HAT}), any_line({TWO}))": ("same", "apart"),
    "all_of(any_line(\"product_id = 'hat' or product_id = 'cap'\"), any_line('quantity >= 2'))": ("same", "apart"),
    f"all_lines({HAT})": ("same", "two orders", "bare", "double"),
    "all_lines(\"product_id = 'hat' or product_id = 'shoe'\")": (
        "same",
        "apart",
        "two orders",
        "bare",
        "double",
        "mixed",
    ),
    f"no_line({HAT})": ("two orders", "bare", "mixed"),
    f"none_of(no_line({HAT}))": HATS,
    f"no_line(any_of({HAT}, {TWO}))": ("bare", "mixed"),
    f"at_least_lines(1, {HAT})": HATS,
    f"at_least_lines(2, {HAT})": ("double",),
    f"at_least_lines(3, {HAT})": (),
    f"any_line(none_of({HAT}))": ("apart", "two orders", "mixed"),
    f"all_of(all_lines({HAT}), any_line({HAT}))": ("same", "two orders", "double"),
}.items():
    case("lines", f"number_of_orders('at least', 1, where={where})", *members)
case(
    "lines",
    f"{{{{ purchased(where=any_line({HAT})) }}}} and {{{{ purchased(where=any_line({TWO})) }}}}",
    "same",
    "apart",
    "two orders",
)
case("lines", "number_of_orders('exactly', 2, where=any_line('true'))", "two orders", "mixed")
case("lines", "number_of_orders('exactly', 1, where=no_line(\"quantity > 0\"))", "bare")
case(
    "lines",
    "number_of_orders('at least', 1, product='hat', where=no_line(\"product_id = 'trail'\"))",
    *{*HATS} - {"mixed"},
)

# A price may be missing, a quantity may be none or fewer.
customer("price cheap")
customer("price unknown")
customer("price returned")
order("price cheap", lines="hat*1@9.95")
order("price unknown", lines="hat*1")
order("price returned", lines="hat*-1@9.9501")
for comparison, members in {
    "'at most', 9.95": ("cheap",),
    "'more than', 9.95": ("returned",),
    "'is', 9.9500": ("cheap",),
    "'is empty'": ("unknown",),
    "'is set'": ("cheap", "returned"),
    "'within', [9.95, 9.9501]": ("cheap", "returned"),
    "'is one of', [1, 9.95]": ("cheap",),
}.items():
    case("price", f"purchased(where=any_line(field('line.unit_price', {comparison})))", *members)
case("price", "purchased(where=any_line(none_of(field('line.unit_price', 'at most', 9.95))))", "unknown", "returned")
case("price", "purchased(where=any_line(field('line.quantity', 'less than', 0)))", "returned")
# Plain SQL is neither true nor false where something is missing; of a whole order there is nothing in between.
case("price", "purchased(where=any_line('unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=all_lines('unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=no_line('unit_price > 5'))", "unknown")
case("price", "purchased(where=any_line(none_of('unit_price > 5')))", "unknown")
case("price", "purchased(where=all_lines(none_of('unit_price > 5', 'unit_price < 0')))", "unknown")
case("price", "purchased(where=at_least_lines(1, 'unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=all_lines(any_of('unit_price > 5', 'quantity > 0')))", "cheap", "unknown", "returned")

# A product may be in several categories, each below others, and have several labels; blanks around them do not matter.
TABLES["categories"] += [{"category": "Beach", "parent": "Summer"}, {"category": "Summer", "parent": "Seasons"}]
TABLES["products"] += [
    {"product_id": "sandal", "category": "Beach|Trail", "labels": "new|on sale"},
    {"product_id": "spaced", "category": " Beach | Hats ", "labels": " new "},
    {"product_id": "summer", "category": "Summer", "labels": "renewed"},
    {"product_id": "plain", "labels": ""},
]
for name in ("sandal", "spaced", "summer", "plain", "unheard-of"):
    customer(f"tree {name}")
    order(f"tree {name}", lines=name)
BEACH = ("sandal", "spaced")
for comparison, members in {
    "category', 'is', 'Beach'": BEACH,
    "category', 'is', 'Summer'": ("summer",),
    "category', 'is one of', ['Trail', 'Summer']": ("sandal", "summer"),
    "category', 'in tree', 'Beach'": BEACH,
    "category', 'in tree', 'Summer'": (*BEACH, "summer"),
    "category', 'in tree', 'Seasons'": (*BEACH, "summer"),
    "category', 'in tree', ['Hats', 'Shoes']": BEACH,
    "category', 'in tree', 'beach'": (),
    "category', 'has all of', ['Beach', 'Trail']": ("sandal",),
    "category', 'has all of', ['Beach']": BEACH,
    "category', 'contains', 'each'": BEACH,
    "category', 'starts with', 'sum'": (),
    "category', 'starts with', 'sum', ignore_case=true": ("summer",),
    "category', 'is', 'BEACH', ignore_case=true": BEACH,
    "category', 'is empty'": ("plain", "unheard-of"),
    "category', 'is set'": (*BEACH, "summer"),
    "label', 'is', 'new'": BEACH,
    "label', 'is', 'on sale'": ("sandal",),
    "label', 'has all of', ['new', 'on sale']": ("sandal",),
    "label', 'ends with', 'new'": BEACH,
    "label', 'contains', 'new'": (*BEACH, "summer"),
    "label', 'is empty'": ("plain", "unheard-of"),
}.items():
    case("tree", f"purchased(where=any_line(field('line.{comparison})))", *members)
case("tree", "purchased(where=any_line(none_of(field('line.category', 'in tree', 'Summer'))))", "plain", "unheard-of")
case("tree", "purchased(where=any_line(none_of(field('line.label', 'is', 'new'))))", "summer", "plain", "unheard-of")
case("tree", "category_purchased('Seasons')", *BEACH, "summer")
case("tree", "category_purchased(['Hats', 'Trail'])", *BEACH)
case("tree", "number_of_orders('exactly', 1, category=['Beach', 'Trail', 'Hats'])", *BEACH)
case("tree", "total_purchases('exactly', 100, category=['Beach', 'Seasons'])", *BEACH, "summer")
case("tree", "label_purchased('new')", *BEACH)
case("tree", "label_purchased(['on sale', 'renewed'])", "sandal", "summer")
case("tree", "label_purchased('sale')")
case("tree", "label_purchased('New')")
case("tree", "label_purchased('new', last='1 month')")
case("tree", "not {{ label_purchased('new') }}", "summer", "plain", "unheard-of")
case("tree", "number_of_orders('at least', 1, label='new', category='Hats')", "spaced")
case("tree", "no_orders(label=['new', 'renewed'])", "plain", "unheard-of")

# Fields of a record. An empty text is set, and empty.
for name in ("full", "empty", "missing"):
    customer(f"record {name}")
FULL: Row = {"source": "Café", "store_id": "7", "promo_code": "SUMMER", "currency": "DKK", "points": 10}
EMPTY = {"source": "", "store_id": "", "promo_code": "", "currency": ""}
order("record full", "2026-03-01 12:00:00", "19.99", order_id="record-1", **FULL)
order("record empty", "2026-03-02 12:00:00", "20", order_id="record-2", **EMPTY)
order("record missing", "2026-03-03 12:00:00", "20.01", order_id="record-3")
for comparison, members in {
    "source', 'is', 'Café'": ("full",),
    "source', 'is', 'CAFÉ'": (),
    "source', 'is', 'CAFÉ', ignore_case=true": ("full",),
    "source', 'is one of', ['web', 'Café']": ("full",),
    "source', 'is one of', ['web', 'CAFÉ'], ignore_case=true": ("full",),
    "source', 'is', ''": ("empty",),
    "source', 'is set'": ("full", "empty"),
    "source', 'is empty'": ("empty", "missing"),
    "source', 'like', 'Caf_'": ("full",),
    "source', 'matches', '^C.*é$'": ("full",),
    "source', 'matches', '^$'": ("empty",),
    "store_id', 'is', 7": ("full",),
    "store_id', 'is', '7.0'": ("full",),
    "store_id', 'is', '007'": (),
    "promo_code', 'starts with', 'SUM'": ("full",),
    # An order that names no currency is in the shop's.
    "currency', 'ends with', 'KK'": ("full", "empty", "missing"),
    "currency', 'is empty'": (),
    "points', 'at least', 10": ("full",),
    "points', 'less than', 11": ("full",),
    "points', 'is empty'": ("empty", "missing"),
    "points', 'is', 10": ("full",),
    "amount', 'is', 20": ("empty",),
    "amount', 'is', 20.000": ("empty",),
    "amount', 'is one of', [19.99, 20.01]": ("full", "missing"),
    "amount', 'within', [19.99, 20]": ("full", "empty"),
    "amount', 'more than', 19.99": ("empty", "missing"),
    "amount', 'at most', 20": ("full", "empty"),
    "order_id', 'is', 'record-2'": ("empty",),
    "at', 'on', '2026-03-02'": ("empty",),
    "at', 'before', '2026-03-02 13:00'": ("full",),
    "at', 'on or before', '2026-03-02 13:00'": ("full", "empty"),
    "at', 'after', '2026-03-02'": ("missing",),
    "at', 'in', {'between': ['2026-03-01', '2026-03-02']}": ("full", "empty"),
}.items():
    case("record", f"purchased(where=field('order.{comparison}))", *members)
case("record", "purchased(where=none_of(field('order.points', 'at least', 11)))", "full", "empty", "missing")

# Reviews, pages and messages.
for name in ("good", "unrated", "opened", "unopened"):
    customer(f"told {name}")
row("reviews", review_id="good", customer_id="told good", reviewed_at="2026-03-01 12:00:00", rating=5, product_id="hat")
row("reviews", review_id="unrated", customer_id="told unrated", reviewed_at="2026-03-02 12:00:00")
row(
    "page_views",
    customer_id="told good",
    viewed_at="2026-03-01 12:00:00",
    url="https://a.dk/100%25?q=a_b",
    product_id="hat",
)
row("page_views", customer_id="told unrated", viewed_at="2026-03-02 12:00:00", url="https://a.dk/segment-7")
row(
    "messages",
    message_id="opened",
    customer_id="told opened",
    sent_at="2026-03-01 12:00:00",
    channel="email",
    campaign="Påske 2026",
    opened_at="2026-03-01 12:00:30.5",
    clicked_at="2026-03-02 12:00:00",
)
row(
    "messages",
    message_id="unopened",
    customer_id="told unopened",
    sent_at="2026-03-02 12:00:00",
    channel="sms",
    opened_at="2026-08-31 12:00:01",  # after the night's moment
)
for records, field, members in (
    ("reviews", "'review.rating', 'at least', 5", ("good",)),
    ("reviews", "'review.rating', 'is empty'", ("unrated",)),
    ("reviews", "'review.rating', 'is one of', [5.0]", ("good",)),
    ("reviews", "'review.product', 'is', 'hat'", ("good",)),
    ("reviews", "'review.product', 'is set'", ("good",)),
    ("reviews", "'review.at', 'after', '2026-03-01'", ("unrated",)),
    ("page_views", "'page.url', 'contains', '100%'", ("good",)),
    ("page_views", "'page.url', 'contains', '100_'", ()),
    ("page_views", "'page.url', 'matches', 'segment-[0-9]+'", ("unrated",)),
    ("page_views", "'page.url', 'like', '%a.dk%'", ("good", "unrated")),
    ("page_views", "'page.product', 'is', 'hat'", ("good",)),
    ("page_views", "'page.at', 'on', '2026-03-02'", ("unrated",)),
    ("messages", "'message.channel', 'is one of', ['sms', 'push']", ("unopened",)),
    ("messages", "'message.campaign', 'starts with', 'PÅ', ignore_case=true", ("opened",)),
    ("messages", "'message.campaign', 'is empty'", ("unopened",)),
    ("messages", "'message.at', 'on', '2026-03-01'", ("opened",)),
    ("messages", "'message.opened_at', 'is set'", ("opened",)),
    ("messages", "'message.opened_at', 'is empty'", ("unopened",)),
    ("messages", "'message.opened_at', 'at', '2026-03-01 13:00:30'", ("opened",)),
    ("messages", "'message.clicked_at', 'before', '2026-03-02'", ()),
    ("messages", "'message.clicked_at', 'on or before', '2026-03-02'", ("opened",)),
):
    case("told", f"number_of('{records}', 'at least', 1, where=field({field}))", *members)
case("told", "number_of('messages', 'at least', 1, where=none_of(field('message.opened_at', 'is set')))", "unopened")
case("told", "product_reviews('at least', 1, where=\"rating >= 5 and product_id = 'hat'\")", "good")
case(
    "told",
    "number_of('messages', 'exactly', 0, where=field('message.channel', 'is', 'email'))",
    "good",
    "unrated",
    "unopened",
)

# An order has a status whether or not it counts; case and underscores do not matter.
customer("state young")
customer("state never")
order("state young", "2026-08-31 11:00:00", status="Out_For_Delivery")
case("state", "order_status('out for delivery')", "young")
case(
    "state",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'starts with', 'Out_for'))",
    "young",
)
case("state", "number_of_orders('at least', 1, which='all', where=field('order.status', 'like', 'out_for%'))", "young")
case("state", "order_status(['OUT_for_delivery', 'lost'])", "young")
case("state", "order_status('out for')")
case("state", "order_status('out for delivery', before='1 hour')")
case("state", "order_status('out for delivery', last='1 hour')", "young")
case("state", "not {{ order_status('delivered') }}", "young", "never")
case("state", "purchased()")


# Codes are compared in the engine's small letters too.
customer("code dotted")
TABLES["promo_code_entries"].append({"customer_id": "code dotted", "code": " İNDİRİM ", "entered_at": LONG_AGO})
case("code", "promo_code_entered(['İndirİm', 10])", "dotted")

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN = {
    "number_of_orders('more', 3)": ("number_of_orders", "unknown operator 'more'"),
    "total_purchases(['more than'], 3)": ("total_purchases", "unknown operator"),
    "total_purchases('within', 5)": ("total_purchases", "needs both ends"),
    "total_purchases('within', [5])": ("total_purchases", "needs both ends"),
    "total_purchases('within', [10, 5])": ("total_purchases", "no number lies within [10, 5]"),
    "number_of_orders('more than', -5)": ("number_of_orders", "'-5' is not a number from 0 up"),
    "total_purchases('more than', '5 or true')": ("total_purchases", "'5 or true' is not a number"),
    "number_of_orders('at least', -1, last='90 days')": ("number_of_orders", "'-1' is not a number"),
    "number_of_orders('at least')": ("number_of_orders", "is not a number"),
    "no_orders(last='3 moons')": ("no_orders", "'3 moons' is not a duration"),
    "no_orders(last='-3 days')": ("no_orders", "'-3 days' is not a duration"),
    "last_order('within', 30)": ("last_order", "'30' is not a duration"),
    "last_order('more than', '30 days')": ("last_order", "unknown operator 'more than'"),
    "account_created('at least', '30 days')": ("account_created", "unknown operator 'at least'"),
    "no_orders(between=['2026-02-30', '2026-03-01'])": ("no_orders", "'2026-02-30' is not a date"),
    "no_orders(between=['1/2/2026', '2026-03-01'])": ("no_orders", "'1/2/2026' is not a date"),
    "no_orders(between=['2026-01-01', '2026-01-01 24:00'])": ("no_orders", "is not a date"),
    "no_orders(between=['2026-02-01', '2026-01-01'])": ("no_orders", "no moment lies between"),
    "no_orders(between=['2026-02-01'])": ("no_orders", "needs two ends"),
    "no_orders(between=2026)": ("no_orders", "needs two ends"),
    "cancelled_orders('more than', 1, last='1 day', before='1 day')": ("cancelled_orders", "more than one window"),
    "city('Aarhus')": ("city", "a city without a country"),
    "country([])": ("country", "an empty list"),
    "product_purchased([])": ("product_purchased", "an empty list"),
    "order_status(none)": ("order_status", "an empty list"),
    "no_orders(where=field('order.status', 'is'))": ("field('order.status')", "needs one value"),
    "no_orders(where=field('order.status', 'is', ['sent', 'lost']))": ("field('order.status')", "needs one value"),
    "accepts_marketing(['email', 'sms'])": ("accepts_marketing", "unknown channel"),
    "last_order(['within'], '30 days')": ("last_order", "unknown operator"),
    "no_orders(which=['all'])": ("no_orders", "unknown kind of orders"),
    "no_orders(period=['today'])": ("no_orders", "unknown period"),
    "no_orders(period='today', time_zone=['Europe/Copenhagen'])": ("no_orders", "unknown time zone"),
    "total_of('orders', ['amount'], 'more than', 3)": ("total_of", "is no number of orders"),
    "rfm_score(['recency'], 'at least', 4)": ("rfm_score", "unknown part"),
    "top_customers(100, by=['total_purchases'])": ("top_customers", "customers are not ranked by"),
    "no_orders(between=['2026-01-01', '9999-12-31'])": ("no_orders", "'9999-12-31' is past what a calendar holds"),
    "no_orders(between=['7 days ago', '30 days ago'])": ("no_orders", "no moment lies between"),
    "no_orders(between=['now', '1 day ago'])": ("no_orders", "no moment lies between"),
    "on_list(['news', 'sales'])": ("on_list", "is not one list"),
    "city('Halmstad', country=['DK', 'SE'])": ("city", "is not one country"),
    "no_orders(where='')": ("no_orders", "a condition on one record is missing"),
    "no_orders(where=any_line(none))": ("any_line", "a condition on one record is missing"),
    "last_record('orders', none)": ("last_record", "a condition on one record is missing"),
    "no_orders(where=field('order.category', 'is', 'Shoes'))": (
        "field('order.category')",
        "order has no field category",
    ),
    "promo_code_entered(none)": ("promo_code_entered", "an empty list"),
    "in_group(['vip'])": ("in_group", "'['vip']' is no group"),
    "added_by_hand(['vip'])": ("added_by_hand", "'['vip']' is no group"),
    "promo_code_entered([])": ("promo_code_entered", "an empty list"),
    # None is no category; it is not every category either.
    "category_purchased(none)": ("category_purchased", "an empty list"),
    "product_purchased(none, last='1 year')": ("product_purchased", "an empty list"),
    "label_purchased(none)": ("label_purchased", "an empty list"),
    "order_source(none)": ("order_source", "an empty list"),
    "order_source([])": ("order_source", "an empty list"),
    "product_purchased(['P-1', none])": ("product_purchased", "'None' is not a text"),
    "product_purchased({'P-1': 1})": ("product_purchased", "is not a text"),
    "purchased(category=[])": ("purchased", "an empty list"),
    "purchased(source=[])": ("purchased", "an empty list"),
    "number_of_orders('at least', 1, label=[])": ("number_of_orders", "an empty list"),
    "number_of_orders('at least', 1, product=[])": ("number_of_orders", "an empty list"),
    "purchased(which='every')": ("purchased", "unknown kind of orders 'every'"),
    "purchased(where=5)": ("purchased", "a condition on one record is missing"),
    "purchased(where=true)": ("purchased", "a condition on one record is missing"),
    "purchased(where=[\"source = 'app'\"])": ("purchased", "a condition on one record is missing"),
    "number_of('logins', 'at least', 1, where=' ')": ("number_of", "a condition on one record is missing"),
    "no_orders(where=all_lines(''))": ("all_lines", "a condition on one record is missing"),
    "no_orders(where=no_line(none))": ("any_line", "a condition on one record is missing"),
    "no_orders(where=at_least_lines(0, 'true'))": ("at_least_lines", "'0' is not a number of lines"),
    "no_orders(where=at_least_lines(-1, 'true'))": ("at_least_lines", "'-1' is not a number of lines"),
    "no_orders(where=at_least_lines('two', 'true'))": ("at_least_lines", "'two' is not a number of lines"),
    "no_orders(where=any_line(field('line.colour', 'is', 'red')))": (
        "field('line.colour')",
        "line has no field colour",
    ),
    "no_orders(where=any_line(field('line.product', 'in tree', 'x')))": (
        "field('line.product')",
        "unknown operator 'in tree'",
    ),
    "no_orders(where=any_line(field('line.category', 'in tree', [])))": ("field('line.category')", "an empty list"),
    "no_orders(where=any_line(field('line.quantity', 'is', 'two')))": (
        "field('line.quantity')",
        "'two' is not a number",
    ),
    "no_orders(where=field('order.amount', 'is', 'five'))": ("field('order.amount')", "'five' is not a number"),
    "no_orders(where=field('order.at', 'more than', 5))": (
        "field('order.at')",
        "'more than' does not compare a moment",
    ),
    "no_orders(where=field('order.at', 'before', 'soon'))": ("field('order.at')", "'soon' is not a date"),
    "number_of('reviews', 'at least', 1, where=field('review.text', 'is set'))": (
        "field('review.text')",
        "review has no field text",
    ),
    "number_of('customers', 'at least', 1)": ("number_of", "unknown records 'customers'"),
    "number_of('logins', 'at least', -1)": ("number_of", "'-1' is not a number from 0 up"),
    "number_of('logins', 'some', 1)": ("number_of", "unknown operator 'some'"),
    "total_of('logins', 'amount', 'at least', 1)": ("total_of", "'amount' is no number of logins"),
    "total_of('orders', 'source', 'at least', 1)": ("total_of", "'source' is no number of orders"),
    "average_of('reviews', 'stars', 'at least', 1)": ("average_of", "'stars' is no number of reviews"),
    "lowest_of('orders', 'amount', 'at least', 'little')": ("lowest_of", "'little' is not a number"),
    "highest_of('order', 'amount', 'at least', 1)": ("highest_of", "unknown records 'order'"),
    "average_order_value('within', [100])": ("average_order_value", "needs both ends"),
    "product_reviews('one of', 3)": ("product_reviews", "'one of' needs a list"),
    "product_reviews('one of', [])": ("product_reviews", "'one of' needs a list"),
    "cancelled_orders('more than', '1,000')": ("cancelled_orders", "'1,000' is not a number"),
    "order_status([])": ("order_status", "an empty list"),
    "purchased(period='someday')": ("purchased", "unknown period 'someday'"),
    "purchased(between=['2026-06-31', none])": ("purchased", "'2026-06-31' is not a date"),
    "purchased(period='today', time_zone='Copenhagen')": ("purchased", "unknown time zone 'Copenhagen'"),
    "field('customer.created_at', 'in', {'last': '1 day', 'period': 'today'})": (
        "field('customer.created_at')",
        "more than one window",
    ),
    "field('customer.created_at', 'in', {'lst': '1 day'})": ("field('customer.created_at')", "unknown window 'lst'"),
}

REFERENCE = read_reference(MACROS)
# Conditions on one record have no place in a group of their own.
ON_CUSTOMERS = [each.name for each in REFERENCE.conditions if each.section != "Inside where="]
EXAMPLES = [example for condition in REFERENCE.conditions for example in condition.examples]
# What the documentation shows, as groups: each condition's examples, and the calls and whole groups of the page.
DOCUMENTED = {
    **{call: group(as_sql(call)) for call in [*EXAMPLES, *calls(PROSE.read_text(), ON_CUSTOMERS)]},
    **{sample: sample for sample in samples(PROSE.read_text())},
}
# The shop has declared the profile fields that they name.
for field in sorted({name for shown in DOCUMENTED for name in re.findall(r"profile[.](\w+)", shown)}):
    row("profile_fields", field=field, type="list")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    # The group that examples name, and one whose SQL a test looks at.
    groups = {"vip": group("auto_member()")}
    good = {**DOCUMENTED, SHARING: group(SHARING), COMMENTED: group(COMMENTED), MISPLACED: group(MISPLACED)}
    return shop.build(tmp_path_factory.mktemp("conditions"), groups=groups, good=good, broken=BROKEN)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in CASES})
def test_conditions_that_share_a_group_and_what_they_read_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in CASES if case.topic == topic))


def test_conditions_of_a_group_that_read_the_same_orders_read_them_once(built: Built) -> None:
    # Once for counts, once for sums, which refunds without an order lessen.
    assert built.sql[SHARING].count('"intermediate"."int_orders"') == 1
    assert built.sql[SHARING].count('"marts"."orders"') == 1


def test_a_comment_at_the_end_of_a_group_that_shares_reads_ends_with_its_line(built: Built) -> None:
    assert built.errors[COMMENTED] == ""


def test_a_field_of_orders_outside_their_where_is_not_the_customers_column_of_that_name(built: Built) -> None:
    assert 'table "orders" not found' in built.errors[MISPLACED]


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_mend(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])


@pytest.mark.parametrize("shown", DOCUMENTED)
def test_a_documented_example_runs(built: Built, shown: str) -> None:
    assert built.errors[shown] == ""
