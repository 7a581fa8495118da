"""The ends of a window by a clock: whether they stand in order, whether every night moves them, and as instants.

Not here: which keys a window has (windows.py).
"""

from typing import TypeGuard

from orchestration.rules.values import Relative, count_and_unit, day_of, is_day, is_surely_longer, span_of
from orchestration.rules.windows import Between, DayOffset, Period, Window


def goes_by_the_calendar(window: Window | None) -> TypeGuard[Between | Period | DayOffset]:
    """Whether a clock sets its ends every night; other ends can be written as instants."""
    if isinstance(window, Between):
        ends = (window.start, window.end)
        return any(isinstance(end, Relative) and (window.granularity or end.duration[-1] in "my") for end in ends)
    return isinstance(window, Period | DayOffset)


def is_in_order(window: Between, zone: str) -> bool:
    """Whether a moment lies between the ends, on some nights at least; yes where only a night can tell."""
    both_included = window.from_inclusive and window.to_inclusive
    match window.start, window.end:
        case Relative(), Relative() if window.granularity and (days := _days_of(window)):
            return days[0] <= days[1]
        case Relative("ago", older), Relative("ago", newer):
            return not is_surely_longer(newer, older, or_equal=not both_included)
        case Relative("ahead", nearer), Relative("ahead", farther):
            return not is_surely_longer(nearer, farther, or_equal=not both_included)
        case Relative(direction, _), Relative():
            return direction == "ago"
        case str(first), str(last):
            first, last = fixed_end(window, first, zone), fixed_end(window, last, zone)
            begins = span_of(first, zone)[0 if window.from_inclusive else 1]
            ends = span_of(last, zone)[1 if window.to_inclusive else 0]
            instants_included = both_included and not is_day(last)
            return begins < ends or (begins == ends and instants_included)
    return True


def _days_of(window: Between) -> tuple[int, int] | None:
    """The first and last day of a window of whole days, from the night's on; None unless days or weeks count them."""
    found = []
    for end, step in ((window.start, not window.from_inclusive), (window.end, -(not window.to_inclusive))):
        if not isinstance(end, Relative) or end.duration[-1] not in "dw":
            return None
        count, unit = count_and_unit(end.duration)
        length = count * {"d": 1, "w": 7}[unit]
        found.append((length if end.direction == "ahead" else -length) + step)
    return found[0], found[1]


def fixed_end(window: Between, end: str, zone: str) -> str:
    """An end that is a day or a moment; of a window of whole days, the day by the zone's clock."""
    return day_of(end, zone) if window.granularity else end


def as_instants(window: Between, zone: str) -> Between:
    """The same window with its days and moments as instants, the same on every clock."""
    changes: dict[str, object] = {"tz": None, "granularity": None}
    if isinstance(window.start, str):
        start = fixed_end(window, window.start, zone)
        instant = span_of(start, zone)[0 if window.from_inclusive else 1]
        changes |= {"start": instant.isoformat(), "from_inclusive": window.from_inclusive or is_day(start)}
    if isinstance(window.end, str):
        end = fixed_end(window, window.end, zone)
        instant = span_of(end, zone)[1 if window.to_inclusive else 0]
        changes |= {"end": instant.isoformat(), "to_inclusive": window.to_inclusive and not is_day(end)}
    return window.model_copy(update=changes)
