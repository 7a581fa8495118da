"""Windows and moments, asked of orders: their ends, months, and hours that the clock passes twice or never."""

from tests.conditions import Conditions

shop = Conditions("windows")
customer, order, profile, case = shop.customer, shop.order, shop.profile, shop.case

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

# A window that the nights have not reached, or have left behind, holds nothing; its ends are not the wrong way round.
case("between", "number_of_orders('at least', 1, between=['2027-01-01', 'now'])")
case("between", "number_of_orders('at least', 1, between=['30 days ago', '2026-07-31'])")
case("between", "number_of_orders('at least', 1, between=['184 days ago', '6 months ago'])")
case("between", "no_orders(between=['2027-01-01', 'now'])", *BETWEEN)

# On 26 October 2025 the shop's clock passes 02:30 twice, at 00:30 and at 01:30 UTC. The first is meant.
customer("twice first")
customer("twice second")
order("twice first", "2025-10-26 00:30:00")
order("twice second", "2025-10-26 01:30:00")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26 02:30', '2025-10-27'])", "first", "second")
case("twice", "number_of_orders('at least', 1, between=['2025-10-26', '2025-10-26 02:30'])", "first")

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
    profile(f"text {name}", "seen", text)
case("text", "field('profile.seen', 'at', '2025-10-26T00:30:00Z')", "twice")
case("text", "field('profile.seen', 'at', '2025-10-26T02:00:00Z')", "after")
case("text", "field('profile.seen', 'at', '2026-03-29T01:30:00Z')", "skipped")
