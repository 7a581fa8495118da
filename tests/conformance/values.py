"""Values of the data and of rules: as texts, as exact numbers, and what compares them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeAlias

from tests.conformance.clock import Clock

# A value of the data, or None for a missing one; an attribute is a list of them, and a scalar is a list of one.
Values: TypeAlias = Sequence[Any]

PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)([.][0-9]+)?")
MOST_INTEGER_DIGITS = 28


def elements(value: Any) -> list[Any]:
    """An attribute as a list: a scalar is a list of one, a missing one of none."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def text_of(value: Any) -> str:
    """A value as text: booleans as JSON writes them, a moment as anything that is not empty."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def exact(number: Any) -> Fraction:
    """A number as it is written: 0.15 is 15/100, not the nearest double."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def number_of(value: Any) -> Fraction | None:
    """The number that a value looks like, if it does."""
    if isinstance(value, Fraction):
        return value
    parts = PLAIN_NUMBER.fullmatch(text_of(value))
    return Fraction(parts[0]) if parts and len(parts[1]) <= MOST_INTEGER_DIGITS else None


def equal(value: Any, wanted: Any, ignores_case: bool) -> bool:
    """Booleans in any letter case, numbers by value, everything else by text."""
    number, wanted_number = number_of(value), number_of(wanted)
    if number is not None and wanted_number is not None:
        return number == wanted_number
    text, wanted_text = text_of(value), text_of(wanted)
    if ignores_case or isinstance(value, bool) or isinstance(wanted, bool):
        return text.lower() == wanted_text.lower()
    return text == wanted_text


def is_day(clock: Clock, value: Any) -> bool:
    """Whether a value of the data is a date without a time."""
    return not isinstance(value, datetime) and type(clock.read(str(value))) is date


def as_status(value: Any) -> Any:
    """A status without regard to letter case, with `_` read as a blank."""
    return value.lower().replace("_", " ") if isinstance(value, str) else value


def is_like(text: str, pattern: str) -> bool:
    """SQL's LIKE without an escape: `%` is any text, `_` one character."""
    parts = {"%": ".*", "_": "."}
    return re.fullmatch("".join(parts.get(each, re.escape(each)) for each in pattern), text, re.DOTALL) is not None


ORDERINGS: Mapping[str, Callable[[Fraction, Any], bool]] = {
    "gt": lambda number, bound: number > exact(bound),
    "gte": lambda number, bound: number >= exact(bound),
    "lt": lambda number, bound: number < exact(bound),
    "lte": lambda number, bound: number <= exact(bound),
    "between": lambda number, bounds: exact(bounds[0]) <= number <= exact(bounds[1]),
}
TEXT_OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda text, wanted: wanted in text,
    "starts_with": lambda text, wanted: text.startswith(wanted),
    "ends_with": lambda text, wanted: text.endswith(wanted),
    "like": is_like,
    "regex": lambda text, pattern: re.search(pattern, text) is not None,
    "eq_phone": lambda text, wanted: text == wanted,
    "like_phone": is_like,
}
