"""Moments in files: which of them have an offset, and what a clock without one means.

Belongs here: SQL expressions that give UTC timestamps and days. Does not belong here: what a moment may be (checks.py).

A moment without an offset is of the files' clock (`Reading.time_zone`): an hour that it shows twice is the earlier, one
that it skips is read by the offset before the change, and a date alone is the day's first moment there.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from orchestration.landing.sql import literal
from orchestration.landing.texts import cleaned

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
# What nearly every file holds; everything else takes the slow way.
PLAIN_DAY = literal(DAY)
PLAIN_LOCAL = literal(f"{DAY}([ T]{CLOCK})?")
PLAIN_UTC = literal(f"{DAY}[ T][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}([.][0-9]+)?(Z|[+]00(:?00)?)")
ANY_DAY = "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}"
ANY_CLOCK = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
ANY_OFFSET = "Z|z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+"
ANY_LOCAL = literal(f"{ANY_DAY}([ T]+{ANY_CLOCK})?")
ANY_MOMENT = literal(f"{ANY_DAY}([ T]+{ANY_CLOCK})? *({ANY_OFFSET})")
IS_UTC = literal("(Z|z|UTC|GMT|[+-]00(:?00)?)$")
# MySQL's way to store nothing.
ZERO_DATE = literal("0000-00-00([ T]00:00(:00([.]0+)?)?)? *(Z|[+-]00(:?00)?)?")
DAY_FIRST = literal("[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}.*")


@cache
def _changes(zone_name: str) -> tuple[int, list[tuple[datetime, int]]]:
    """The zone's first offset from UTC, in seconds, and (clock time from which on, offset) of each change of it.

    A change counts from the clock time at which both readings are over: it is that of the greater offset.
    """
    zone = ZoneInfo(zone_name)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(zone).utcoffset() or timedelta()

    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
    first = before = offset(moment)
    found = []
    while moment < end:
        following = moment + timedelta(days=7)
        if offset(following) != before:
            low, high = moment, following
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if offset(middle) == before else (low, middle)
            after = offset(high)
            found.append(((high + max(before, after)).replace(tzinfo=None), int(after.total_seconds())))
            before = after
        moment = following
    return int(first.total_seconds()), found


@cache
def clock_to_utc(clock: str, zone_name: str) -> str:
    """A column of clock times as UTC timestamps.

    The zone's changes stand in the SQL as a tree of comparisons, which takes a twentieth of the time that DuckDB's
    function takes, and reads an hour that comes twice as the earlier. `clock` is there often: give a column's name.
    """
    first, changes = _changes(zone_name)
    offsets = [first, *(offset for _, offset in changes)]

    def between(low: int, high: int) -> str:
        if low == high:
            return str(offsets[low])
        middle = (low + high) // 2
        return (
            f"case when {clock} < timestamp '{changes[middle][0]}' then {between(low, middle)}"
            f" else {between(middle + 1, high)} end"
        )

    if not any(offsets):
        return clock
    return f"make_timestamp(epoch_us({clock}) - 1000000::bigint * ({between(0, len(changes))}))"


def instant_to_utc(instant: str) -> str:
    """A timestamp with time zone as a UTC timestamp; a cast would ask the calendar of the session for each."""
    return f"make_timestamp(epoch_us({instant}))"


def plain_clock(text: str) -> str:
    """The clock time of a text that says nothing of an offset, in its usual spelling; else NULL."""
    return f"case when regexp_full_match({text}, {PLAIN_LOCAL}) then try_cast({text} as timestamp) end"


def text_to_utc(text: str, clock: str, zone_name: str) -> str:
    """A text as a UTC timestamp, NULL if it is none. `clock` is a column that holds its plain_clock."""
    return (
        f"coalesce({clock_to_utc(clock, zone_name)},"
        f" case when regexp_full_match({text}, {PLAIN_UTC}) then try_cast({text} as timestamp)"
        f" else {_any_text_to_utc(cleaned(text), zone_name)} end)"
    )


def _any_text_to_utc(text: str, zone_name: str) -> str:
    spelled = _spelled(text)
    # Rare, so DuckDB's own calendar does, but for the hour that comes twice.
    local = f"try_cast({spelled} as timestamp)"
    later = f"make_timestamp(epoch_us(timezone({literal(zone_name)}, {local})))"
    earlier = f"{later} - interval 1 hour"
    shown = f"timezone({literal(zone_name)}, timezone('UTC', {earlier}))"
    return (
        f"case when regexp_full_match({text}, {ANY_LOCAL})"
        f" then case when {shown} = {local} then {earlier} else {later} end"
        f" when regexp_full_match({text}, {ANY_MOMENT})"
        f" then {instant_to_utc(f'try_cast({spelled} as timestamptz)')} end"
    )


def _spelled(text: str) -> str:
    """Another spelling of a moment as DuckDB reads it: seconds, no blank before the offset, hyphens, a point."""
    steps = [
        ("^([0-9]{4})/([0-9]{1,2})/", "\\1-\\2-"),
        (" *(Z|z|[+-][0-9]{2}|[+-][0-9]{2}:?[0-9]{2})$", "\\1"),
        ("z$", "Z"),
        ("([0-9]),([0-9])", "\\1.\\2"),
        ("^([0-9]+-[0-9]+-[0-9]{1,2}) *(Z|[+-][0-9]{2}|[+-][0-9]{2}:?[0-9]{2}|[A-Z][A-Za-z_/]+)$", "\\1 00:00:00\\2"),
        ("([T ][0-9]{1,2}:[0-9]{2})( *[A-Z]|[+-])", "\\1:00\\2"),
    ]
    for pattern, replacement in steps:
        text = f"regexp_replace({text}, {literal(pattern)}, {literal(replacement)})"
    return text


def text_to_day(text: str, zone_name: str) -> str:
    """A text as a date: with an offset the date as written, but a UTC midnight of the zone's day that day."""
    clean = cleaned(text)
    hyphened = f"replace({clean}, '/', '-')"
    written = f"try_cast(regexp_extract({hyphened}, '^[0-9]+-[0-9]+-[0-9]{{1,2}}') as date)"
    moment = _any_text_to_utc(clean, zone_name)
    by_clock = _day_of_midnight(f"timezone('UTC', {moment})", written, zone_name)
    return (
        f"case when regexp_full_match({text}, {PLAIN_DAY}) then try_cast({text} as date)"
        f" when regexp_full_match({clean}, {ANY_LOCAL}) then cast(try_cast({hyphened} as timestamp) as date)"
        f" when regexp_full_match({clean}, {ANY_MOMENT}) and {moment} is not null"
        f" then case when regexp_matches({clean}, {IS_UTC})"
        f" then {by_clock}"
        f" else {written} end end"
    )


def instant_to_day(instant: str, zone_name: str) -> str:
    """A timestamp with time zone as a date: the zone's day if it is midnight there, else the day in UTC."""
    return _day_of_midnight(instant, f"cast({instant_to_utc(instant)} as date)", zone_name)


def _day_of_midnight(instant: str, otherwise: str, zone_name: str) -> str:
    shown = f"timezone({literal(zone_name)}, {instant})"
    return f"case when {shown} = date_trunc('day', {shown}) then cast({shown} as date) else {otherwise} end"
