"""How the values and windows of a rule are said in a condition: 7d as '7 days', {last: 7d} as last='7 days'.

Not here: what is said besides (sql.py), and how a value becomes text that Jinja reads (layout.py).
"""

from decimal import Decimal

from orchestration.rules import values
from orchestration.rules.layout import Literal, Options
from orchestration.rules.values import UNITS, Bound, Relative, Value, count_and_unit, plain_digits
from orchestration.rules.window_ends import fixed_end
from orchestration.rules.windows import Ago, BeforeAgo, Between, DayOffset, Last, Next, Period, Window


def duration_in_words(given: str) -> str:
    """7d as '7 days', 1m as '1 month'."""
    count, unit = count_and_unit(given)
    return f"{count} {UNITS[unit]}{'' if count == 1 else 's'}"


def bound_in_words(given: Bound) -> str:
    """A moment as it stands; {ago: 7d} as '7 days ago'."""
    return f"{duration_in_words(given.duration)} {given.direction}" if isinstance(given, Relative) else given


def as_literal(value: Value | None) -> Literal:
    """A value of the type that it has in the rule."""
    return bound_in_words(value) if isinstance(value, Relative) else value


def as_text(value: Value) -> str:
    """A value that a text is searched for."""
    assert isinstance(value, str | int | Decimal)
    return value if isinstance(value, str) else plain_digits(value)


def as_number(value: Value | None) -> Literal:
    """A number, or several."""
    assert value is not None
    return [values.number(each) for each in value] if isinstance(value, list) else values.number(value)


def window_options(window: Window | None, zone: str) -> Options:
    """The window's arguments; `zone` is the clock of the condition, which names it beside the window."""
    options: Options = []
    match window:
        case Last():
            return [("last", duration_in_words(window.last))]
        case BeforeAgo():
            return [("before", duration_in_words(window.before_ago))]
        case Next():
            return [("between", ["now", f"{duration_in_words(window.next)} ahead"])]
        case Ago():
            older, newer = map(duration_in_words, window.ago)
            return [("between", [f"{older} ago", f"before {newer} ago"])]
        case Period():
            options = [("period", window.period.replace("_", " "))]
        case DayOffset():
            options = [("period", _day(window.day_offset))]
        case Between():
            start, end = (_end(window, each, window.tz or zone) for each in (window.start, window.end))
            if start and not window.from_inclusive:
                start = f"after {start}"
            if end and not window.to_inclusive:
                end = f"before {end}"
            options = [("between", [start, end])]
        case None:
            return []
    return [*options, ("time_zone", window.tz)] if window.tz else options


def _end(window: Between, end: Bound | None, zone: str) -> str | None:
    if isinstance(end, Relative):
        return f"the day {bound_in_words(end)}" if window.granularity else bound_in_words(end)
    return None if end is None else fixed_end(window, end, zone)


def _day(offset: int) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(offset) or f"{abs(offset)} days {'ago' if offset < 0 else 'ahead'}"
