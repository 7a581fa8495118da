"""Windows and moments: fixed and moving ends, spans, calendar periods, days on which the clock is changed."""

from tests.conditions import AS_OF, LATER, Conditions, beside

shop = Conditions("windows")
customer, login, review, case, cases = shop.customer, shop.login, shop.review, shop.case, shop.cases_of

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
