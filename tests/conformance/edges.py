"""The values at which rules and data are likely to disagree: moments on and beside window ends, awkward texts, numbers.

Shops and rules are drawn from the same pools (strategies.py), so that a record lies exactly on the end of a window, a
microsecond beside it, or on a day with 23 or 25 hours. Pools are plain lists; the simplest value comes first, since
hypothesis shrinks towards it.

Left out on purpose, because two good engines may differ on them: naive moments in the hour that a clock shows twice,
characters whose lower-casing depends on the Unicode version or the context, NUL and control characters.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.conformance.clock import Clock

# When a night is worth comparing: a plain one, 28 February when it is already March on the clock in Copenhagen, the
# days around a change of the clock, the ends of months, a year that has begun on the clock only, 29 February.
NOWS = [
    "2024-05-15T12:00:00Z",
    "2023-02-28T12:00:00Z",
    "2023-02-28T23:30:00Z",
    "2024-03-31T10:30:00Z",
    "2024-10-31T06:00:00.000001Z",
    "2024-12-31T23:15:00Z",
    "2024-02-29T00:00:00Z",
]
# From short to long, so that two of them make a range. 28d comes before 1m in every month.
DURATIONS = ["1h", "1d", "2d", "7d", "2w", "28d", "1m", "2m", "3m", "6m", "1y", "2y"]
PERIODS = ["1d", "1m", "2d", "3d", "7d", "1w", "2w", "1m", "2m", "3m", "6m", "1y"]
WITHIN = ["1h", "1d", "2d", "7d", "1m", "3m", "1y"]
CALENDAR_PAST = ["today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year"]
CALENDAR_AHEAD = ["tomorrow", "next_week", "next_month", "next_year"]
DAY_OFFSETS = [-1, 0, -2, -4, -7, -28]
# Zones for the `tz` of a condition. None changes its clock at midnight.
OTHER_ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]

# Of addresses and what is asked of them.
CITIES = ["Aarhus", "AARHUS", "Odense", "Århus"]
COUNTRIES = ["DK", "SE", "dk", "Denmark", "DNK"]

INSTANT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


def clock_changes(now: datetime, zone: ZoneInfo) -> list[datetime]:
    """The last four moments up to `now` at which the clock of `zone` was changed, newest first, within three years."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found: list[datetime] = []

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    for _ in range(3 * 366):
        earlier = hour - timedelta(days=1)
        if offset(earlier) != offset(hour):
            while offset(hour - timedelta(hours=1)) == offset(hour):
                hour -= timedelta(hours=1)
            found.append(hour)
        hour = earlier
    return found[:4]


@cache
def moments(now: datetime, zone_name: str) -> tuple[list[datetime], list[datetime]]:
    """(up to `now`, after `now`): the ends of windows and days as seen from `now`, and the moments beside them."""
    clock = Clock(now, ZoneInfo(zone_name))
    today, day = clock.today, timedelta(days=1)
    ends = [now]
    ends += [clock.shift(now, duration, -1) for duration in (*DURATIONS, *PERIODS)]
    ends += [clock.shift(now, duration, -2) for duration in PERIODS]
    ends += [clock.shift(now, duration, 1) for duration in DURATIONS]
    for period in (*CALENDAR_PAST, *CALENDAR_AHEAD):
        ends += [clock.midnight(end) for end in clock.period(period)]
    ends += [clock.midnight(today + offset * day) for offset in (*DAY_OFFSETS, 2, 7)]
    changes = clock_changes(now, clock.zone)
    for change in changes:
        changed = clock.day(change)
        ends += [change, clock.midnight(changed), clock.midnight(changed + day)]
    beside = [end + step for end in ends for step in (INSTANT, -INSTANT, SECOND, -SECOND)]
    around = [change + timedelta(minutes=minutes) for change in changes for minutes in (-90, -30, 30, 90)]
    around += [now - timedelta(days=days, hours=5) for days in (0, 1, 3, 5, 10, 20, 45, 75, 150, 300, 500)]
    around += [now + timedelta(days=3), datetime(1970, 1, 1, tzinfo=UTC), datetime(2024, 2, 29, 12, tzinfo=UTC)]
    for other in map(ZoneInfo, OTHER_ZONES):
        elsewhere = Clock(now, other)
        around += [elsewhere.midnight(elsewhere.today - days * day) for days in (0, 7)]
    # The ends themselves as often as what lies beside them.
    found = [*ends * 4, *around, *beside]
    return [moment for moment in found if moment <= now], [moment for moment in found if moment > now]


def birth_dates(now: datetime, zone_name: str) -> list[date]:
    """Days up to today: round ages completed today, yesterday and tomorrow, and 29 February."""
    today = Clock(now, ZoneInfo(zone_name)).today
    found = []
    for years in (30, 18, 1, 20, 45):
        for days in (0, 1, -1, 7, -7):
            near = today + timedelta(days=days)
            found.append(near.replace(year=near.year - years, day=min(near.day, 28)))
    leap_days = [date(2000, 2, 29), date(1996, 2, 29), date(1999, 2, 28), date(1999, 3, 1)]
    found += [*leap_days * (4 if today.month in (2, 3) else 1), date(1970, 1, 1), today]
    return [day for day in found if day <= today]


def shown_twice(naive: datetime) -> bool:
    """Whether some clock shows `naive` twice, as when it is put back for winter."""
    zones = [ZoneInfo(name) for name in ("Europe/Copenhagen", *OTHER_ZONES)]
    return any(
        naive.replace(tzinfo=zone, fold=0).utcoffset() != naive.replace(tzinfo=zone, fold=1).utcoffset()
        and naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
        for zone in zones
    )


def write(moment: datetime) -> str:
    """A moment as landing files have it, in UTC: `2024-05-15T12:00:00Z`, with microseconds if there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


WAYS = ["utc", "day", "offset", "blank", "naive", "minutes"]


def write_as(way: str, moment: datetime, zone: ZoneInfo) -> str:
    """The same moment, or the day or minute it is in, in another form; never in one that could mean two moments."""
    local = moment.astimezone(zone)
    naive = local.replace(tzinfo=None, fold=0)
    match way:
        case "day":
            return local.date().isoformat()
        case "offset":
            return moment.astimezone(ZoneInfo("Asia/Kolkata")).isoformat()
        case "blank" if not shown_twice(naive):
            return naive.isoformat(sep=" ")
        case "naive" if not shown_twice(naive):
            return naive.isoformat()
        case "minutes" if not shown_twice(naive):
            return naive.isoformat(timespec="minutes")
    return write(moment)


NO_DATES = ["soon", "", "2024-02-30", "20240229", "01-05-2024", "2024-5-1", "2024-05-01Z", " 2024-05-01"]

# No İ, Σ, ẞ or ß; one letter both composed and decomposed.
TEXTS: list[str | None] = [
    *("anna", "Anna", "ANNA", "bo", "", None, None),
    *("Ærø", "ærø", "é", "e\N{COMBINING ACUTE ACCENT}", "日本", "naïve 😀"),
    *("O'Brien", "O''Brien", 'say "hi"', "back\\slash", "\\", "100%", "a_b", "axb", "a%b"),
    *("a\\_b", "50\\%", "a\\b"),
    *("{{ as_of() }}", "{% if x %}", "{# no #}", "${x}", "; --", "a|b", "a,b", "null", "None"),
    *("7", "7.0", "007", "1e3", "-0", " 7", "anna ", " ", "true", "TRUE"),
]
NUMBERS: list[str | int | float | None] = [
    *("7", 7, "7.00", "+7", " 7", "7 ", "1e3", "1000", "007"),
    *(0, 1, 7, "7", "7.0", "007", "1e3", None, None, "-0", "0.0", -3, "-3.50", 20.5, "20.50", "", "ten", "+7", ".5"),
    *("1000", 999.99, "1,000", "1" * 28, "1" * 28 + ".25", "1" * 27 + "2", "1" * 29, "1" * 29 + ".0"),
]
TAGS: list[str | None] = ["red", "Red", "blue", "7", "7.0", "", None, "new in", "æ", "50%"]
FLAGS: list[bool | str | None] = [True, False, None, "true", "false", "yes", ""]
PHONES = [
    *("12 34 56 78", "+45 12-34-56-78", "0045 12345678", "012345678", "12345679", "+4512345678"),
    *("+44 (0)20 7946 0958", "+44 20 7946 0958", "(0)12 34 56 78", "4512345678", "+45 012345678"),
    *("070 123 45 67", "+46 070-1234567", "46701234567", "1234", "12345678901", "12345678 ext. 5"),
    *("+1 (412) 888 0001", "412 888 0001", "001 412 888 0002", "+46 70 123 45 67", "0046701234567"),
    *(None, None),
]
# For `like`, which has no escape.
PATTERNS = ["a\\_b", "%\\%", "100\\%", "a_b", "%\\\\%", "a%_b"]
# Read alike by RE2, Java and Python, in lower case too.
REGEXES = [
    *("a", "^a", "a$", "^[a-z]+$", "[0-9]", "^[0-9]+([.][0-9]+)?$", "an+a", "^.{4}$", "^$", "[^a-zA-Z]"),
    *("^(anna|bo)$", "A|B", "ø", "[.]", "'", '"', "\\\\", "%", "_", "[{}]", "[$]", " ", "^.*(#|!|[$]|%|&).*$"),
]


def number(exact: Fraction) -> int | float | str:
    """A number for a rule, as JSON has it; as text where JSON's doubles would not be exact. Thirds are cut off."""
    if exact.denominator == 1 and abs(exact) < 2**53:
        return int(exact)
    double = float(exact)
    if "e" not in repr(double) and Fraction(repr(double)) == exact:
        return double
    scaled = exact * 10**6
    digits = str(abs(int(scaled))).rjust(7, "0")
    return f"{'-' if scaled < 0 else ''}{digits[:-6]}.{digits[-6:]}"


def some(values: Sequence[Any]) -> list[Any]:
    """Those that are not missing."""
    return [value for value in values if value is not None]
