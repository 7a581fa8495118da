"""The single values of a rule: what a text, a number, a duration, a moment or a time zone must look like by itself.

Not here: which values an operator takes (fitting.py), or how a value is written in a condition (wording.py).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from pydantic_core import PydanticCustomError

from orchestration.rules.faults import placed, shown, unknown, wrong

UNITS = {"s": "second", "h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
# A hundred years, in each unit.
LONGEST = {"s": 3_155_760_000, "h": 876_600, "d": 36_525, "w": 5_217, "m": 1_200, "y": 100}
DURATION = re.compile(rf"([0-9]{{1,10}})([{''.join(UNITS)}])")
MOMENT = re.compile(
    r"([1-9][0-9]{3}-[0-9]{2}-[0-9]{2})"
    r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?"
)
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,27})([.][0-9]{1,9})?")

Scalar: TypeAlias = str | int | Decimal | bool


@dataclass(frozen=True)
class Relative:
    """A moment by its distance from the night's: `{ago: 7d}` or `{ahead: 7d}`."""

    direction: Literal["ago", "ahead"]
    duration: str


Bound: TypeAlias = str | Relative
Value: TypeAlias = Scalar | Relative | list[Scalar]


class Span(NamedTuple):
    """The least and the most that a number may be; both are included, and None means no limit."""

    least: int | None = None
    most: int | None = None


ANY_NUMBER = Span()


def clean_text(value: str) -> str:
    """The text, unless it has a character that no database text can hold."""
    for character in value:
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise wrong(f"{shown(value)} holds the character {character!a}, which no text can", "take it out")
    return value


def text(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str):
        raise wrong(f"{shown(value)} is not a text", "write one, in quotes if it looks like something else")
    if not value.strip():
        raise wrong("the text is empty", "write one")
    return clean_text(value)


def name(value: Any) -> str:
    """A text on one line: a list's name, a field's."""
    if not text(value).isprintable():
        raise wrong(f"{shown(value)} holds characters that cannot be seen", "write it on one line, without them")
    return str(value)


def number(value: object) -> int | Decimal:
    """A number, or a text that looks like one."""
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value) if "." in value else int(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong(f"{shown(value)} is not a number", "write a plain number, such as 50 or 99.95")
    if not NUMBER.fullmatch(plain_digits(value)):
        raise wrong(f"{shown(value)} has too many digits", "write at most 28 before the decimal point and 9 after it")
    return value


def plain_digits(value: int | Decimal) -> str:
    """The number without an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def duration(value: Any) -> str:
    """A whole number and a unit: 7d."""
    parts = DURATION.fullmatch(value) if isinstance(value, str) else None
    if not parts:
        raise wrong(
            f"{shown(value)} is not a duration", f"write a whole number and one of {', '.join(UNITS)}, such as 7d"
        )
    if int(parts[1]) > LONGEST[parts[2]]:
        raise wrong(f"{shown(value)} is longer than 100 years", "write a shorter duration")
    return str(value)


def count_and_unit(duration: str) -> tuple[int, str]:
    """7d as (7, 'd')."""
    return int(duration[:-1]), duration[-1]


def moment(value: Any) -> str:
    """A calendar day, or a moment with or without an offset from UTC."""
    parts = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if parts and value.startswith("9999"):
        raise wrong(f"{shown(value)} is farther ahead than days can be counted", "leave out an end that is open")
    try:
        if parts:
            datetime.fromisoformat(value)
            return str(value)
    except ValueError:
        pass
    raise wrong(f"{shown(value)} is not a date or moment", "write it as 2026-12-31 or 2026-12-31T18:00:00Z")


def bound(value: Any) -> Bound:
    """A moment, fixed or by its distance from the night's."""
    return relative(value) if isinstance(value, dict) else moment(value)


def relative(value: dict[str, Any]) -> Relative:
    match list(value.items()):
        case [("ago" | "ahead" as direction, length)]:
            try:
                return Relative(direction, duration(length))
            except PydanticCustomError as error:
                raise placed(error, f".{direction}") from None
    raise wrong("the mapping is not a moment", "write a moment, {ago: 7d} or {ahead: 7d}")


def time_zone(value: Any) -> str:
    """A zone by its name."""
    if not isinstance(value, str) or value not in _time_zones():
        fix = unknown(value, sorted(_time_zones()), "write one such as Europe/Copenhagen or UTC")
        raise wrong(f"{shown(value)} is not a time zone", fix)
    return value


@cache
def _time_zones() -> frozenset[str]:
    # These two are the machine's affair, and dbt's zones lack them.
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def scalar(value: Any) -> Scalar:
    """A text, a number, true or false."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        return number(value)
    if value is None:
        raise wrong("the value is empty", "write one; to ask for missing values use op: is_not_set")
    raise wrong(f"{shown(value)} stands where one value belongs", "write a text, a number, true or false")


def value(given: Any) -> Value:
    """What an operator compares with: a single value, a list of them, or a moment by its distance from the night's."""
    if isinstance(given, dict):
        return relative(given)
    if not isinstance(given, list):
        return scalar(given)
    each: list[Scalar] = []
    for position, item in enumerate(given):
        try:
            each.append(scalar(item))
        except PydanticCustomError as error:
            raise placed(error, f"[{position}]") from None
    return each


def regular_expression(pattern: str) -> None:
    """Nothing, if DuckDB, whose dialect is RE2, can search by the pattern."""
    import duckdb

    from orchestration.warehouse.connections import scratch

    try:
        with scratch() as connection:
            connection.execute("select regexp_matches('', ?)", [pattern])
    except duckdb.Error as error:
        reason = str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
        raise wrong(
            f"{shown(pattern)} is not a regular expression that the warehouse knows ({reason})",
            "fix it; look-around, back-references and possessive repeats do not exist in RE2",
        ) from None


def span_of(given: str, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a day or moment and the instant that ends it (the same one for a moment), both UTC.

    Without an offset it is of the zone's clock; of an hour that the clock passes twice, the first is meant.
    """
    clock = ZoneInfo(zone)
    if is_day(given):
        day = date.fromisoformat(given)
        days = (day, day + timedelta(days=1))
        start, end = (datetime(each.year, each.month, each.day, tzinfo=clock) for each in days)
        return start.astimezone(UTC), end.astimezone(UTC)
    instant = datetime.fromisoformat(given)
    instant = (instant if instant.tzinfo else instant.replace(tzinfo=clock)).astimezone(UTC)
    return instant, instant


def is_day(given: str) -> bool:
    """Whether it is a calendar day and not a moment."""
    return len(given) == len("2026-12-31")


def day_of(given: str, zone: str) -> str:
    """The calendar day of a moment by the zone's clock."""
    return given if is_day(given) else span_of(given, zone)[0].astimezone(ZoneInfo(zone)).date().isoformat()


def is_surely_longer(first: str, second: str, or_equal: bool = False) -> bool:
    """Whether a duration is longer than another on every night; a month has 28 to 31 days."""
    (count, unit), (other_count, other_unit) = map(count_and_unit, (first, second))
    if {unit, other_unit} <= {"m", "y"}:
        least, most = count * (12 if unit == "y" else 1), other_count * (12 if other_unit == "y" else 1)
    else:
        least, most = _seconds(count, unit)[0], _seconds(other_count, other_unit)[1]
    return least >= most if or_equal else least > most


def _seconds(count: int, unit: str) -> tuple[int, int]:
    day = 86_400
    if unit in "my":
        months = count * (12 if unit == "y" else 1)
        mean = months * 30.436875
        return int(max(28 * months, mean - 3) * day), int(min(31 * months, mean + 3) * day)
    length = count * {"s": 1, "h": 3_600, "d": day, "w": 7 * day}[unit]
    return length, length
