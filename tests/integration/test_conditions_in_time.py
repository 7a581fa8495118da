"""Conditions about when: windows and calendar periods, firsts and lasts, what followed what.

How conditions are tried is said in tests/conditions.py. Here as_of is 14:00 on Monday, 31 August 2026, by the shop's
clock, which is two hours ahead of UTC in summer and one in winter.
"""

import pytest

from tests.conditions import LATER, Built, Case, Conditions, assert_refused, beside

shop = Conditions()
customer, order, case, row = shop.customer, shop.order, shop.case, shop.row


def login(customer_id: str, *moments: str) -> None:
    for moment in moments:
        row("logins", customer_id=customer_id, logged_in_at=moment)


def review(customer_id: str, at: str, **columns: object) -> None:
    row(
        "reviews",
        review_id=f"review-{len(shop.tables['reviews']):04}",
        customer_id=customer_id,
        reviewed_at=at,
        **columns,
    )


def cases(topic: str, condition: str, selected: dict[str, str]) -> None:
    """A case for each text that takes the place of {} in `condition`; members have blanks between."""
    for text, members in selected.items():
        case(topic, condition.replace("{}", text), *members.split())


AS_OF = "2026-08-31 12:00:00"
IN_WINDOW = "number_of('logins', 'at least', 1, {})"

# Both ends of a fixed window are in, unless 'after' or 'before' leaves one out.
FIXED = {"early": beside("2026-05-01 10:00:00"), "first": "2026-05-01 10:00:00"}
FIXED |= {"last": "2026-05-02 10:00:00", "late": beside("2026-05-02 10:00:00", 1)}
for name, moment in FIXED.items():
    customer(f"fixed {name}")
    login(f"fixed {name}", moment)
customer("fixed never")
cases(
    "fixed",
    IN_WINDOW,
    {
        "between=['2026-05-01 12:00', '2026-05-02 12:00']": "first last",
        "between=['2026-05-01T12:00:00', '2026-05-02T12:00:00']": "first last",
        "between=['2026-05-01T10:00:00Z', '2026-05-02T10:00:00Z']": "first last",
        "between=['2026-05-01T12:00:00+02:00', '2026-05-02T06:00:00-04:00']": "first last",
        "between=['2026-05-01T10:00:00Z', '2026-05-02T10:00:00Z'], time_zone='Asia/Tokyo'": "first last",
        "between=['2026-05-01 06:00', '2026-05-02 06:00'], time_zone='America/New_York'": "first last",
        "between=['2026-05-01T12:00:00.000001', '2026-05-02 12:00']": "last",
        "between=['2026-05-01T11:59:59.5', '2026-05-02T11:59:59.5']": "early first",
        "between=['after 2026-05-01 12:00', '2026-05-02 12:00']": "last",
        "between=['2026-05-01 12:00', 'before 2026-05-02 12:00']": "first",
        "between=['after 2026-05-01 12:00', 'before 2026-05-02 12:00']": "",
        "between=['2026-05-01 12:00', '2026-05-01 12:00']": "first",
        "between=[none, '2026-05-01 12:00']": "early first",
        "between=[none, 'before 2026-05-01 12:00']": "early",
        "between=['2026-05-02 12:00', none]": "last late",
        "between=['after 2026-05-02 12:00', none]": "late",
        "between=[none, none]": "early first last late",
    },
)

# A date alone is its whole day, on the shop's clock or on that of time_zone.
DAYS = {"30th": beside("2026-04-30 22:00:00"), "1st": "2026-04-30 22:00:00"}
DAYS |= {"evening": beside("2026-05-01 22:00:00"), "2nd": "2026-05-01 22:00:00"}
for name, moment in DAYS.items():
    customer(f"day {name}")
    login(f"day {name}", moment)
cases(
    "day",
    IN_WINDOW,
    {
        "between=['2026-05-01', '2026-05-01']": "1st evening",
        "between=['after 2026-04-30', 'before 2026-05-02']": "1st evening",
        "between=['after 2026-05-01', none]": "2nd",
        "between=[none, 'before 2026-05-01']": "30th",
        "between=[none, '2026-05-01']": "30th 1st evening",
        "between=['2026-05-01', none]": "1st evening 2nd",
        "between=['2026-05-01', '2026-05-01'], time_zone='UTC'": "evening 2nd",
        "between=['2026-05-01', '2026-05-01'], time_zone='America/New_York'": "evening 2nd",
        "between=['2026-05-01', '2026-05-01'], time_zone='Asia/Tokyo'": "30th 1st",
    },
)

# Ends that move with the night.
MOVING = {"out": beside("2026-08-01 12:00:00"), "edge": "2026-08-01 12:00:00", "in": beside("2026-08-01 12:00:00", 1)}
for name, moment in (MOVING | {"now": AS_OF, "later": LATER}).items():
    customer(f"moving {name}")
    login(f"moving {name}", moment)
cases(
    "moving",
    IN_WINDOW,
    {
        "last='30 days'": "edge in now",
        "before='30 days'": "out",
        "between=['30 days ago', 'now']": "edge in now",
        "between=['after 30 days ago', 'before now']": "in",
        "between=['30 days ago', none]": "edge in now",
        "between=[none, '30 days ago']": "out edge",
        "between=[none, 'before 30 days ago']": "out",
        "between=['30 days ago', '2026-08-01']": "edge in",
        "between=['2026-08-01', 'before 30 days ago']": "out",
        "between=['now', 'now']": "now",
        "between=['1 minute ago', '2 days ahead']": "now",
        "between=['after now', none]": "",
        "between=['1 second ahead', none]": "",
        "last='1 second'": "now",
        "before='1 second'": "out edge in",
    },
)

# A day is 24 hours, though the clock was changed since; months and years are the calendar's, by the shop's clock, and
# end with a month that is too short.
SPANS = {
    "200 days": "2026-02-12 12:00:00",
    "365 days": "2025-08-31 12:00:00",
    "52 weeks": "2025-09-01 12:00:00",
    "2400 hours": "2026-05-23 12:00:00",
    "90 minutes": "2026-08-31 10:30:00",
    "1 month": "2026-07-31 12:00:00",
    "2 months": "2026-06-30 12:00:00",
    "6 months": "2026-02-28 13:00:00",
    "18 months": "2025-02-28 13:00:00",
    "30 months": "2024-02-29 13:00:00",
    "1 year": "2025-08-31 12:00:00",
    "10 years": "2016-08-31 12:00:00",
}
for span, moment in SPANS.items():
    customer(f"span {span}")
    customer(f"span {span} less")
    review(f"span {span}", moment, product_id=span)
    review(f"span {span} less", beside(moment), product_id=span)
    for window, member in ((f"last='{span}'", span), (f"before='{span}'", f"{span} less")):
        case("span", f"""number_of('reviews', 'at least', 1, {window}, where="product_id = '{span}'")""", member)
    case(
        "span",
        f"""number_of('reviews', 'exactly', 1, between=['{span} ago', none], where="product_id = '{span}'")""",
        span,
    )

# Calendar periods are whole, by the shop's clock; weeks start on Monday.
PERIODS = {
    "2024": beside("2024-12-31 23:00:00"),
    "2025": "2024-12-31 23:00:00",
    "silvester": beside("2025-12-31 23:00:00"),
    "2026": "2025-12-31 23:00:00",
    "june": beside("2026-06-30 22:00:00"),
    "1-july": "2026-06-30 22:00:00",
    "31-july": beside("2026-07-31 22:00:00"),
    "1-august": "2026-07-31 22:00:00",
    "sunday-23": beside("2026-08-23 22:00:00"),
    "monday-24": "2026-08-23 22:00:00",
    "saturday-29": beside("2026-08-29 22:00:00"),
    "sunday-30": "2026-08-29 22:00:00",
    "sunday-night": beside("2026-08-30 22:00:00"),
    "monday-31": "2026-08-30 22:00:00",
    "now": AS_OF,
}
for name, moment in PERIODS.items():
    customer(f"period {name}")
    login(f"period {name}", moment)


def periods(first: str, last: str) -> str:
    """The names of PERIODS from first to last."""
    names = list(PERIODS)
    return " ".join(names[names.index(first) : names.index(last) + 1])


cases(
    "period",
    "number_of('logins', 'at least', 1, period={})",
    {
        "'today'": "monday-31 now",
        "'yesterday'": "sunday-30 sunday-night",
        "'tomorrow'": "",
        "'this week'": "monday-31 now",
        "'last week'": "monday-24 saturday-29 sunday-30 sunday-night",
        "'next week'": "",
        "'this month'": periods("1-august", "now"),
        "'last month'": "1-july 31-july",
        "'next month'": "",
        "'this year'": periods("2026", "now"),
        "'last year'": "2025 silvester",
        "'next year'": "",
        "'1 day ago'": "sunday-30 sunday-night",
        "'2 days ago'": "saturday-29",
        "'7 days ago'": "monday-24",
        "'8 days ago'": "sunday-23",
        "'2 days ahead'": "",
        "'today', time_zone='UTC'": "now",
        "'yesterday', time_zone='UTC'": "sunday-night monday-31",
        "'last year', time_zone='UTC'": "silvester 2026",
        # 02:00 on 1 September there, and 01:00 on 31 August.
        "'today', time_zone='Pacific/Kiritimati'": "now",
        "'this month', time_zone='Pacific/Kiritimati'": "now",
        "'last month', time_zone='Pacific/Kiritimati'": periods("31-july", "monday-31"),
        "'today', time_zone='Pacific/Pago_Pago'": "now",
        "'this week', time_zone='Pacific/Pago_Pago'": "now",
        "'last week', time_zone='Pacific/Pago_Pago'": periods("saturday-29", "monday-31"),
    },
)

# The days on which the clock is changed have 23 and 25 hours; they were 155 and 309 days ago.
CLOCK = {
    "28-march": beside("2026-03-28 23:00:00"),
    "29-march": "2026-03-28 23:00:00",
    "29-march-end": beside("2026-03-29 22:00:00"),
    "30-march": "2026-03-29 22:00:00",
    "25-october": beside("2025-10-25 22:00:00"),
    "26-october": "2025-10-25 22:00:00",
    "26-october-end": beside("2025-10-26 23:00:00"),
    "27-october": "2025-10-26 23:00:00",
}
for name, moment in CLOCK.items():
    customer(f"clock {name}")
    login(f"clock {name}", moment)
cases(
    "clock",
    IN_WINDOW,
    {
        "period='155 days ago'": "29-march 29-march-end",
        "between=['2026-03-29', '2026-03-29']": "29-march 29-march-end",
        "between=['after 2026-03-28', 'before 2026-03-30']": "29-march 29-march-end",
        "period='309 days ago'": "26-october 26-october-end",
        "between=['2025-10-26', '2025-10-26']": "26-october 26-october-end",
        "between=['after 2025-10-25', 'before 2025-10-27']": "26-october 26-october-end",
        "period='309 days ago', time_zone='UTC'": "26-october-end 27-october",
    },
)
# 02:30 is passed twice on 26 October, the first time at 00:30 UTC, and never on 29 March: there, 01:30 UTC is meant.
HOURS = {"first": "2025-10-26 00:30:00", "second": "2025-10-26 01:30:00", "skipped": "2026-03-29 01:30:00"}
for name, moment in HOURS.items():
    customer(f"hour {name}")
    login(f"hour {name}", moment)
cases(
    "hour",
    IN_WINDOW,
    {
        "between=['2025-10-26 02:30', '2025-10-26 02:30']": "first",
        "between=['2025-10-26', 'before 2025-10-26 02:30']": "",
        "between=['after 2025-10-26 02:30', '2025-10-27']": "second",
        "between=['2025-10-26 02:30+02:00', '2025-10-26 02:30+02:00']": "first",
        "between=['2025-10-26 02:30+01:00', '2025-10-26 02:30+01:00']": "second",
        "between=['2026-03-29 02:30', '2026-03-29 02:30']": "skipped",
    },
)

# Firsts and lasts, compared with moments.
customer("moment never")
for name in ("once", "twice", "later"):
    customer(f"moment {name}")
login("moment once", "2026-05-01 10:00:00.25")
login("moment twice", "2026-04-30 22:00:00", "2026-05-01 22:00:00")
login("moment later", LATER)
for name in ("first_of", "last_of"):
    cases("moment", f"{name}('logins', {{}})", {"'is set'": "once twice", "'is empty'": "never later"})
cases(
    "moment",
    "first_of('logins', {})",
    {
        "'before', '2026-05-01'": "",
        "'on or before', '2026-05-01'": "once twice",
        "'on', '2026-05-01'": "once twice",
        "'after', '2026-05-01'": "",
        "'on or after', '2026-05-01'": "once twice",
        "'before', '2026-05-01 12:00:00.25'": "twice",
        "'on or before', '2026-05-01T12:00:00.25'": "once twice",
        "'after', '2026-05-01 00:00'": "once",
        "'on or after', '2026-05-01 00:00'": "once twice",
        "'at', '2026-05-01 12:00'": "once",
        "'at', '2026-05-01T10:00:00.999Z'": "once",
        "'at', '2026-05-01 12:00:01'": "",
        "'on', '2026-04-30', time_zone='America/New_York'": "twice",
        "'in', {'last': '2930 hours'}": "once",
        "'in', {'between': ['2026-05-01', '2026-05-01']}": "once twice",
        "'in', {'between': ['2026-05-01', '2026-05-01'], 'time_zone': 'UTC'}": "once",
        "'in', {'period': '122 days ago'}": "once twice",
        "'in', {'before': '122 days'}": "once twice",
        # The window narrows the records; what is asked of the first of those left.
        "'on', '2026-05-02', between=['2026-05-02', none]": "twice",
        "'before', 'now', between=['2026-05-02', none]": "twice",
        "'is empty', between=['2026-05-02', none]": "never once later",
        "'after', '30 days ago'": "",
        "'before', '30 days ago'": "once twice",
        "'before', '2 days ahead'": "once twice",
    },
)
cases(
    "moment",
    "last_of('logins', {})",
    {
        "'before', '2026-05-02'": "once",
        "'on or before', '2026-05-02'": "once twice",
        "'on', '2026-05-02'": "twice",
        "'after', '2026-05-01'": "twice",
        "'at', '2026-05-02 00:00'": "twice",
        "'in', {'between': [none, 'before 2026-05-02']}": "once",
        "'in', {'period': 'this year'}": "once twice",
        "'in', {'last': '1 week'}": "",
        "'on', '2026-05-01', between=[none, 'before 2026-05-02']": "once twice",
    },
)
case("moment", "not {{ last_of('logins', 'before', '2026-05-02') }}", "never", "twice", "later")

# first_of and last_of take the records that where= leaves; orders only those that count.
for name in ("orders", "uncounted", "none"):
    customer(f"ends {name}")
order("ends orders", "2026-03-01 12:00:00", "5")
order("ends orders", "2026-04-01 12:00:00", "50")
order("ends orders", "2026-05-01 12:00:00", "5", status="pending")
order("ends uncounted", "2026-05-01 12:00:00", "50", status="cancelled")
case("ends", "first_of('orders', 'on', '2026-03-01')", "orders")
case("ends", "last_of('orders', 'on', '2026-04-01')", "orders")
case("ends", "first_of('orders', 'on', '2026-04-01', where=field('order.amount', 'at least', 50))", "orders")
case("ends", "last_of('orders', 'on', '2026-03-01', where='total_amount < 50')", "orders")
case("ends", "last_of('orders', 'is empty')", "uncounted", "none")
case("ends", "days_since_last('orders', 'exactly', 152)", "orders")
case("ends", "days_since_last('orders', 'exactly', 183, where=field('order.amount', 'is', 5))", "orders")
case("ends", "days_since_last('orders', 'is empty')", "uncounted", "none")

# Days since are calendar days, by the shop's clock or that of time_zone.
SINCE = {
    "now": AS_OF,
    "today": "2026-08-30 22:00:00",
    "yesterday": beside("2026-08-30 22:00:00"),
    "summer": "2026-03-29 21:00:00",
    "winter": "2026-03-28 22:00:00",
}
for name, moment in SINCE.items():
    customer(f"since {name}")
    login(f"since {name}", "2025-01-01 12:00:00", moment)
customer("since never")
cases(
    "since",
    "days_since_last('logins', {})",
    {
        "'exactly', 0": "now today",
        "'=', 0": "now today",
        "'exactly', 1": "yesterday",
        "'at most', 1": "now today yesterday",
        "'less than', 1": "now today",
        "'more than', 0": "yesterday summer winter",
        "'at least', 1": "yesterday summer winter",
        "'at least', 0": "now today yesterday summer winter",
        "'within', [1, 155]": "yesterday summer",
        "'within', [0, 0]": "now today",
        "'one of', [0, 156]": "now today winter",
        "'exactly', 155": "summer",
        "'at least', 156": "winter",
        "'exactly', 0, time_zone='UTC'": "now",
        "'exactly', 1, time_zone='UTC'": "today yesterday",
        "'is empty'": "never",
        "'is set'": "now today yesterday summer winter",
        "'at most', 1, last='1 hour'": "now",
        "'is empty', last='1 hour'": "today yesterday summer winter never",
        "'exactly', 607, between=[none, '2025-12-31']": "now today yesterday summer winter",
    },
)
case("since", "not {{ days_since_last('logins', 'at most', 1) }}", "summer", "winter", "never")

# Within, not within, and never.
WITHIN = {"out": beside("2026-08-01 12:00:00"), "edge": "2026-08-01 12:00:00", "now": AS_OF, "later": LATER}
for name, moment in WITHIN.items():
    customer(f"within {name}", created_at=moment)
    customer(f"login {name}")
    login(f"login {name}", moment)
customer("login never")
case("within", "account_created('within', '30 days')", "edge", "now")
case("within", "account_created('not within', '30 days')", "out")
case("within", "not {{ account_created('within', '30 days') }}", "out")
case("login", "last_login('within', '30 days')", "edge", "now")
case("login", "last_login('not within', '30 days')", "out")
case("login", "not {{ last_login('within', '30 days') }}", "out", "later", "never")
case("login", "not {{ last_login('not within', '30 days') }}", "edge", "now", "later", "never")

# The customer's own column may know a later login than the list of logins, and the other way round.
customer("column only", last_login_at=WITHIN["edge"])
customer("column newer", last_login_at=WITHIN["edge"])
customer("column older", last_login_at="2026-01-01 12:00:00")
customer("column old", last_login_at=WITHIN["out"])
# A night of the past knows of a login after it that it was not long ago.
customer("column later", last_login_at=LATER)
login("column newer", "2026-01-01 12:00:00")
login("column older", WITHIN["edge"])
case("column", "last_login('within', '30 days')", "only", "newer", "older", "later")
case("column", "last_login('not within', '30 days')", "old")

# The first order is not the last one, and one that does not count is neither.
for name in ("old and new", "new", "uncounted", "never"):
    customer(f"opening {name}")
order("opening old and new", WITHIN["out"])
order("opening old and new", "2026-08-15 12:00:00")
order("opening new", WITHIN["edge"])
order("opening new", WITHIN["out"], status="pending")
order("opening uncounted", "2026-08-31 11:00:00")
case("opening", "first_order('within', '30 days')", "new")
case("opening", "first_order('not within', '30 days')", "old and new")
case("opening", "last_order('within', '30 days')", "old and new", "new")
case("opening", "not {{ first_order('within', '30 days') }}", "old and new", "uncounted", "never")

# Periods are counted back from as_of; each has its newer end and not its older one.
ACTIVE = {
    "always": (AS_OF, "2026-08-28 12:00:00", "2026-08-25 12:00:00"),
    "crowded": ("2026-08-30 12:00:00", beside("2026-08-28 12:00:00", 1)),
    "gap": ("2026-08-30 12:00:00", "2026-08-23 12:00:00"),
    "outside": ("2026-08-22 12:00:00",),
    "never": (),
}
for name, moments in ACTIVE.items():
    customer(f"active {name}")
    login(f"active {name}", *moments)
cases(
    "active",
    "active_periods('logins', {})",
    {
        "'exactly', 3, period='3 days', periods=3": "always",
        "'at least', 2, period='3 days', periods=3": "always gap",
        "'more than', 2, period='72 hours', periods=3": "always",
        "'exactly', 1, period='3 days', periods=3": "crowded",
        "'at most', 1, period='3 days', periods=3": "crowded outside never",
        "'exactly', 0, period='3 days', periods=3": "outside never",
        "'within', [1, 2], period='3 days', periods=3": "crowded gap",
        "'one of', [0, 3], period='3 days', periods=3": "always outside never",
        "'exactly', 1, period='3 days', periods=1": "always crowded gap",
        "'exactly', 1, period='3 days', periods=3, per_period=['at least', 2]": "crowded",
        "'exactly', 2, period='3 days', periods=3, per_period=['at most', 1]": "crowded",
        # A period without records is one of 0 records, also for those who never came.
        "'exactly', 3, period='3 days', periods=3, per_period=['exactly', 0]": "outside never",
        "'exactly', 2, period='3 days', periods=3, per_period=['exactly', 0]": "crowded",
        "'exactly', 1, period='3 days', periods=3, per_period=['less than', 1]": "gap",
        "'exactly', 0, period='3 days', periods=3, per_period=['exactly', 0]": "always",
        "'exactly', 3, period='3 days', periods=3, per_period=['exactly', 0], include_zero=false": "",
        "'at most', 1, period='3 days', periods=3, include_zero=false": "crowded",
        "'exactly', 1, period='3 days', periods=3, where=\"logged_in_at < timestamp '2026-08-25'\"": "gap",
    },
)
# Two months before 31 August is 30 June: no month is counted back from the end of a shorter one.
MONTHLY = {"start": "2026-06-30 12:00:00", "inside": beside("2026-06-30 12:00:00", 1), "between": "2026-07-31 12:00:00"}
MONTHLY |= {"recent": beside("2026-07-31 12:00:00", 1)}
for name, moment in MONTHLY.items():
    customer(f"monthly {name}")
    login(f"monthly {name}", moment)
cases(
    "monthly",
    "active_periods('logins', 'exactly', 1, {})",
    {
        "period='1 month', periods=1": "recent",
        "period='1 month', periods=2": "inside between recent",
        "period='2 months', periods=1": "inside between recent",
    },
)

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

# How often: orders in the last while, per unit of it. Exact: twice in 10 days is 1.4 a week.
OFTEN = {"weekly": 4, "twice": 2, "once": 1, "never": 0}
for name, times in OFTEN.items():
    customer(f"often {name}")
    for number in range(times):
        order(f"often {name}", f"2026-08-{29 - number} 12:00:00")
order("often never", "2026-01-01 12:00:00")
cases(
    "often",
    "order_frequency({})",
    {
        "'at least', 1, per='1 week', last='4 weeks'": "weekly",
        "'more than', 1, per='1 week', last='4 weeks'": "",
        "'exactly', 0.5, per='7 days', last='4 weeks'": "twice",
        "'exactly', 1.4, per='1 week', last='10 days'": "twice",
        "'more than', 1.4, per='1 week', last='10 days'": "weekly",
        "'at least', 2, per='1 month', last='2 months'": "weekly",
        "'exactly', 1, per='1 month', last='2 months'": "twice",
        "'at least', 24, per='1 year', last='2 months'": "weekly",
        "'less than', 1, per='1 month', last='2 months'": "once never",
        "'within', [0.5, 1], per='1 month', last='2 months'": "twice once",
        "'exactly', 0, per='1 month', last='2 months'": "never",
    },
)

# Days between orders: of 24 hours, exact, and none with fewer than two.
GAPS = {
    "ten": ("2026-03-20 12:00:00", "2026-03-30 12:00:00"),
    "ten-and-a-bit": ("2026-03-20 12:00:00", beside("2026-03-30 12:00:00", 1)),
    "mean-of-ten": ("2026-03-10 12:00:00", "2026-03-11 12:00:00", "2026-03-30 12:00:00"),
    "third": ("2026-03-20 12:00:00", "2026-03-21 12:00:00", "2026-03-22 12:00:00", "2026-03-30 12:00:00"),
    "half": ("2026-03-20 12:00:00", "2026-03-22 00:00:00"),
    "same": ("2026-03-20 12:00:00", "2026-03-20 12:00:00"),
    "one": ("2026-03-20 12:00:00",),
    "none": (),
}
for name, moments in GAPS.items():
    customer(f"gap {name}")
    for moment in moments:
        order(f"gap {name}", moment)
order("gap one", "2026-03-30 12:00:00", status="cancelled")
cases(
    "gap",
    "average_days_between_orders({})",
    {
        "'exactly', 10": "ten mean-of-ten",
        "'more than', 10": "ten-and-a-bit",
        "'at most', 10": "ten mean-of-ten third half same",
        "'less than', 3.34": "third half same",
        "'more than', 3.33": "ten ten-and-a-bit mean-of-ten third",
        "'exactly', 3.33": "",
        "'exactly', 1.5": "half",
        "'exactly', 0": "same",
        "'within', [1.5, 10]": "ten mean-of-ten third half",
        "'at least', 0, last='1 month'": "",
        "'exactly', 1, between=['2026-03-01', '2026-03-21']": "mean-of-ten third",
    },
)
case("gap", "not {{ average_days_between_orders('at most', 10) }}", "ten-and-a-bit", "one", "none")

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN: dict[str, tuple[str, str]] = {
    "number_of('logins', 'at least', 1, last='3 moons')": ("number_of", "'3 moons' is not a duration"),
    "number_of('logins', 'at least', 1, last='3')": ("number_of", "'3' is not a duration"),
    "number_of('logins', 'at least', 1, last='days')": ("number_of", "'days' is not a duration"),
    "number_of('logins', 'at least', 1, last='1.5 days')": ("number_of", "'1.5 days' is not a duration"),
    "number_of('logins', 'at least', 1, last='3 days ago')": ("number_of", "'3 days ago' is not a duration"),
    "number_of('logins', 'at least', 1, before='')": ("number_of", "'' is not a duration"),
    "number_of('logins', 'at least', 1, period='last moon')": ("number_of", "unknown period 'last moon'"),
    "number_of('logins', 'at least', 1, period='this day')": ("number_of", "unknown period 'this day'"),
    "number_of('logins', 'at least', 1, period='3 weeks ago')": ("number_of", "unknown period '3 weeks ago'"),
    "number_of('logins', 'at least', 1, period='today', last='1 day')": ("number_of", "more than one window"),
    "number_of('logins', 'at least', 1, between=['2026-01-01', none], period='today')": (
        "number_of",
        "more than one window",
    ),
    "number_of('logins', 'at least', 1, period='today', time_zone='Europe/Atlantis')": (
        "number_of",
        "unknown time zone 'Europe/Atlantis'",
    ),
    "number_of('logins', 'at least', 1, between=['2026-01-01'])": ("number_of", "needs two ends"),
    "number_of('logins', 'at least', 1, between=['2026-01-01', '2026-01-02', none])": ("number_of", "needs two ends"),
    "number_of('logins', 'at least', 1, between='2026-01-01')": ("number_of", "needs two ends"),
    "number_of('logins', 'at least', 1, between=['2026-13-01', none])": ("number_of", "'2026-13-01' is not a date"),
    "number_of('logins', 'at least', 1, between=['2026-01-01 25:00', none])": ("number_of", "is not a date"),
    "number_of('logins', 'at least', 1, between=['2026-01-01+02:00', none])": ("number_of", "is not a date"),
    "number_of('logins', 'at least', 1, between=['someday', none])": ("number_of", "'someday' is not a date"),
    "number_of('logins', 'at least', 1, between=['', none])": ("number_of", "is not a date"),
    "number_of('logins', 'at least', 1, between=[20260101, none])": ("number_of", "is not a date"),
    "number_of('logins', 'at least', 1, between=['before 2026-01-01', none])": ("number_of", "'before 2026-01-01'"),
    "number_of('logins', 'at least', 1, between=[none, 'after 2026-01-01'])": ("number_of", "'after 2026-01-01'"),
    "number_of('logins', 'at least', 1, between=['2026-02-01', '2026-01-31'])": ("number_of", "no moment lies between"),
    "first_of('logins', 'in', {'lasts': '1 day'})": ("first_of", "lasts"),
    "first_of('logins', 'in', {'last': '1 day', 'before': '1 day'})": ("first_of", "more than one window"),
    "first_of('logins', 'in', '1 day')": ("first_of", "'in' needs a window"),
    "first_of('logins', 'in', {})": ("first_of", "'in' needs a window"),
    "first_of('logins', 'more than', 3)": ("first_of", "'more than' does not compare a moment"),
    "first_of('logins', 'before')": ("first_of", "is not a date"),
    "last_of('logins', 'before', 'soon')": ("last_of", "'soon' is not a date"),
    "last_of('logons', 'is set')": ("last_of", "unknown records 'logons'"),
    "days_since_last('logins', 'more than')": ("days_since_last", "is not a number"),
    "days_since_last('logins', 'more than', 'a while')": ("days_since_last", "'a while' is not a number"),
    "days_since_last('logins', 'on', '2026-01-01')": ("days_since_last", "unknown operator 'on'"),
    "account_created('within', 'today')": ("account_created", "'today' is not a duration"),
    "last_login('since', '30 days')": ("last_login", "unknown operator 'since'"),
    "first_order('within', 30)": ("first_order", "'30' is not a duration"),
    "active_periods('logins', 'at least', 1, period='week', periods=3)": ("active_periods", "'week' is not a duration"),
    "active_periods('logins', 'at least', 1, period='1 week', periods=0)": ("active_periods", "0"),
    "active_periods('logins', 'at least', 1, period='1 week', periods='few')": ("active_periods", "few"),
    "active_periods('logins', 'at least', 1, period='1 week', periods=3, per_period=['at least'])": (
        "active_periods",
        "per_period",
    ),
    "active_periods('logins', 'at least', 1, period='1 week', periods=3, per_period=['often', 1])": (
        "active_periods",
        "unknown operator 'often'",
    ),
    "sequence('logins', 'purchases')": ("sequence", "unknown records 'purchases'"),
    "sequence('logins', 'reviews', within='soon')": ("sequence", "'soon' is not a duration"),
    "sequence('logins', 'reviews', then_where='')": ("sequence", "a condition on one record is missing"),
    "last_record('customers', 'true')": ("last_record", "unknown records 'customers'"),
    "last_record('orders', '')": ("last_record", "a condition on one record is missing"),
    "order_frequency('at least', 2, per='1 month', last='90 days')": ("order_frequency", "90 days"),
    "order_frequency('at least', 2, per='1 day', last='1 year')": ("order_frequency", "1 year"),
    "order_frequency('at least', 2, per='month', last='1 year')": ("order_frequency", "'month' is not a duration"),
    "order_frequency('at least', 2, per='0 months', last='1 year')": ("order_frequency", "0 months"),
    "average_days_between_orders('at most', '10 days')": ("average_days_between_orders", "'10 days' is not a number"),
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
