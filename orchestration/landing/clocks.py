"""Moments in files: which of them have an offset, and what a clock without one means.

Belongs here: SQL expressions that give UTC timestamps and days. Does not belong here: what a moment may be (checks.py).

A moment without an offset is of the files' clock (`Reading.time_zone`): an hour that it shows twice is the earlier, one
that it skips is read by the offset before the change, and a date alone is the day's first moment there.
"""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from operator import itemgetter
from zoneinfo import ZoneInfo

from orchestration.landing.texts import cleaned
from orchestration.warehouse.text import literal, named

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Most moments of a shop.
NEAR_YEARS = range(2010, 2030)
MOST_IN_A_TREE = 100
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

    The zone's changes stand in the SQL, which takes a twentieth of the time that DuckDB's function takes, and reads an
    hour that comes twice as the earlier. `clock` is there often: give a column's name.
    """
    first, changes = _changes(zone_name)
    if not any([first, *(offset for _, offset in changes)]):
        return clock
    if len(changes) <= MOST_IN_A_TREE:
        offset = _offset_by_tree(clock, first, changes)
    else:
        near, after = _new_year(NEAR_YEARS[0]), _new_year(NEAR_YEARS[-1] + 1)
        begin, end = (bisect_left(changes, moment, key=itemgetter(0)) for moment in (near, after))
        before = changes[begin - 1][1] if begin else first
        offset = (
            f"case when {clock} >= timestamp '{near}' and {clock} < timestamp '{after}'"
            f" then {_offset_by_tree(clock, before, changes[begin:end])}"
            f" else {_offset_by_year(clock, first, changes)} end"
        )
    return f"make_timestamp(epoch_us({clock}) - 1000000::bigint * ({offset}))"


def _offset_by_tree(clock: str, first: int, changes: list[tuple[datetime, int]]) -> str:
    """The offset that holds, as a tree of comparisons: fastest for rows, but DuckDB plans it slowly."""
    offsets = [first, *(offset for _, offset in changes)]

    def between(low: int, high: int) -> str:
        if low == high:
            return str(offsets[low])
        middle = (low + high) // 2
        return (
            f"case when {clock} < timestamp '{changes[middle][0]}' then {between(low, middle)}"
            f" else {between(middle + 1, high)} end"
        )

    return between(0, len(changes))


def _offset_by_year(clock: str, first: int, changes: list[tuple[datetime, int]]) -> str:
    """The offset that holds, looked up in lists with a place for each year: a list for its first change, and so on."""
    years = range(FIRST_YEAR, LAST_YEAR)
    of_year = {year: [change for change in changes if change[0].year == year] for year in years}
    most = max(map(len, of_year.values()))
    from_on: list[list[int]] = [[] for _ in range(most)]
    offsets: list[list[int]] = [[] for _ in range(most + 1)]
    offset = first
    for year in years:
        offsets[0].append(offset)
        for place in range(most):
            moment = _new_year(year + 1)
            if place < len(of_year[year]):
                moment, offset = of_year[year][place]
            from_on[place].append((moment - _new_year(1970)) // timedelta(microseconds=1))
            offsets[place + 1].append(offset)

    def looked_up(by_year: list[int]) -> str:
        return (
            f"cast('{by_year}' as bigint[])[greatest(least(year({clock}), {years[-1]}), {years[0]}) - {years[0] - 1}]"
        )

    cases = [
        f"when epoch_us({clock}) < {looked_up(moments)} then {looked_up(before)}"
        for moments, before in zip(from_on, offsets, strict=False)
    ]
    return f"case {' '.join(cases)} else {looked_up(offsets[-1])} end"


def _new_year(year: int) -> datetime:
    return datetime.fromisoformat(f"{year}-01-01")


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
        f" else {named('_clean', cleaned(text), _any_text_to_utc('_clean', zone_name))} end)"
    )


def _any_text_to_utc(text: str, zone_name: str) -> str:
    # Rare, so DuckDB's own calendar does, except for the hour that comes twice.
    local = "try_cast(_spelled as timestamp)"
    later = f"make_timestamp(epoch_us(timezone({literal(zone_name)}, {local})))"
    earlier = f"{later} - interval 1 hour"
    shown = f"timezone({literal(zone_name)}, timezone('UTC', {earlier}))"
    read = (
        f"case when regexp_full_match({text}, {ANY_LOCAL})"
        f" then case when {shown} = {local} then {earlier} else {later} end"
        f" when regexp_full_match({text}, {ANY_MOMENT})"
        f" then {instant_to_utc('try_cast(_spelled as timestamptz)')} end"
    )
    return named("_spelled", _spelled(text), read)


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
    hyphened = "replace(_clean, '/', '-')"
    written = f"try_cast(regexp_extract({hyphened}, '^[0-9]+-[0-9]+-[0-9]{{1,2}}') as date)"
    by_clock = _day_of_midnight("timezone('UTC', _moment)", written, zone_name)
    by_moment = (
        "case when _moment is not null"
        f" then case when regexp_matches(_clean, {IS_UTC}) then {by_clock} else {written} end end"
    )
    read = (
        f"case when regexp_full_match(_clean, {ANY_LOCAL}) then cast(try_cast({hyphened} as timestamp) as date)"
        f" when regexp_full_match(_clean, {ANY_MOMENT})"
        f" then {named('_moment', _any_text_to_utc('_clean', zone_name), by_moment)} end"
    )
    return (
        f"case when regexp_full_match({text}, {PLAIN_DAY}) then try_cast({text} as date)"
        f" else {named('_clean', cleaned(text), read)} end"
    )


def instant_to_day(instant: str, zone_name: str) -> str:
    """A timestamp with time zone as a date: the zone's day if it is midnight there, else the day in UTC."""
    return _day_of_midnight(instant, f"cast({instant_to_utc(instant)} as date)", zone_name)


def _day_of_midnight(instant: str, otherwise: str, zone_name: str) -> str:
    shown = f"timezone({literal(zone_name)}, {instant})"
    return f"case when {shown} = date_trunc('day', {shown}) then cast({shown} as date) else {otherwise} end"
