"""What each key of a rule may hold, as pydantic types: which values it takes, what it says of others, its schema.

Not here: which keys a node has (language.py, windows.py). Every fault is worded here or in values.py, none by pydantic.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StringConstraints

from orchestration.groups.files import GROUP_KEY
from orchestration.rules import values
from orchestration.rules.faults import shown, unknown, wrong
from orchestration.rules.operators import ASKING, DENYING
from orchestration.rules.records import LINES, OWNERS, WHICH_ORDERS
from orchestration.rules.values import UNITS, Bound, Value, is_surely_longer


def one_of(known: Iterable[str], what: str, fix: str | None = None) -> PlainValidator:
    """One of the known words; `what` they are is said of another."""
    words = tuple(known)

    def check(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise wrong(f"unknown {what} {shown(value)}", unknown(value, words, fix))

    return PlainValidator(check, json_schema_input_type=Literal[words])


def whole_number(least: int, most: int, what: str) -> PlainValidator:
    """A whole number, both ends included; `what` it counts is said of anything else."""

    def check(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise wrong(f"{shown(value)} is not a {what}", f"write a whole number from {least} to {most}")

    return PlainValidator(check, json_schema_input_type=Annotated[int, Field(ge=least, le=most)])


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"{shown(value)} is neither true nor false", "write one of them, without quotes")
    return value


def _true(value: Any) -> bool:
    if value is not True:
        raise wrong(f"{shown(value)} is not true", "write {everyone: true}; nobody is {any: []}")
    return True


def _group_key(value: Any) -> str:
    if not isinstance(value, str) or not GROUP_KEY.fullmatch(value):
        raise wrong(f"{shown(value)} is not a group key", "use a-z, 0-9 and _, a letter first, at most 48 characters")
    return value


def _lines(value: Any) -> str | int:
    if isinstance(value, str) and value in LINES:
        return value
    if isinstance(value, dict) and list(value) == ["at_least"]:
        least = value["at_least"]
        if isinstance(least, int) and not isinstance(least, bool) and least >= 1:
            return least
        raise wrong(f"{shown(least)} is not a number of lines", "write a whole number from 1 up")
    raise wrong(f"{shown(value)} says nothing about lines", f"write {', '.join(LINES)} or {{at_least: 2}}")


def _older_and_newer(value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong("two ends are needed", "write the one longer ago first, as in [14d, 7d]")
    older, newer = (values.duration(each) for each in value)
    if is_surely_longer(newer, older, or_equal=True):
        raise wrong(f"{older} is not longer ago than {newer}", "write the longer one first")
    return older, newer


def _shares(value: Any) -> list[int | Decimal]:
    if not isinstance(value, list) or not value:
        raise wrong(f"{shown(value)} is not a list of shares", "write one such as [0.1, 0.2]")
    shares = [values.number(each) for each in value]
    if not all(0 < each <= 1 for each in shares) or sum(shares) > 1:
        raise wrong("the shares are not parts of a whole", "write numbers between 0 and 1 that come to at most 1")
    return shares


def _cities(value: Any) -> list[str]:
    if not isinstance(value, list) or not value:
        raise wrong(f"{shown(value)} is not a list of cities", "write one such as [Aarhus]")
    return [values.text(each) for each in value]


# How values are written, which only the schema knows

SingleValue: TypeAlias = str | int | float | bool
DurationText = Annotated[str, StringConstraints(pattern=f"^[0-9]+[{''.join(UNITS)}]$")]
TwoDurations = Annotated[list[DurationText], Field(min_length=2, max_length=2)]
GroupKeyText = Annotated[str, StringConstraints(pattern=f"^{GROUP_KEY.pattern}$")]
LinesText = Annotated[str, one_of(LINES, "number of lines")]


class _Relative(BaseModel):
    model_config = ConfigDict(extra="forbid", title="Relative")
    ago: DurationText | None = None
    ahead: DurationText | None = None


class _AtLeast(BaseModel):
    model_config = ConfigDict(extra="forbid", title="AtLeast")
    at_least: Annotated[int, Field(ge=1)]


# Single values

Text = Annotated[str, PlainValidator(values.text, json_schema_input_type=str)]
Name = Annotated[str, PlainValidator(values.name, json_schema_input_type=str)]
Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
OnlyTrue = Annotated[bool, PlainValidator(_true, json_schema_input_type=Literal[True])]
GroupKey = Annotated[str, PlainValidator(_group_key, json_schema_input_type=GroupKeyText)]
Duration = Annotated[str, PlainValidator(values.duration, json_schema_input_type=DurationText)]
TimeZone = Annotated[str, PlainValidator(values.time_zone, json_schema_input_type=str)]
AnyBound = Annotated[Bound | None, PlainValidator(values.bound, json_schema_input_type=str | _Relative)]

# One of several words

Operator = Annotated[
    str, one_of((*ASKING, *DENYING), "operator", f"use one of {', '.join(ASKING)}, or not_ before one of them")
]
Records = Annotated[str, one_of(OWNERS, "kind of record")]
Which = Annotated[
    str,
    one_of(WHICH_ORDERS, "kind of orders"),
    Field(description="Of orders: those that count, the cancelled ones, or all, whatever their status and age."),
]
State = Annotated[str, one_of(("subscribed", "unsubscribed"), "state of a list")]
Zero = Annotated[str, one_of(("include", "exclude"), "choice")]

# Several values

AnyValue = Annotated[
    Value | None,
    PlainValidator(values.value, json_schema_input_type=SingleValue | list[SingleValue] | _Relative),
]
OlderAndNewer = Annotated[tuple[str, str], PlainValidator(_older_and_newer, json_schema_input_type=TwoDurations)]
LineCount = Annotated[str | int, PlainValidator(_lines, json_schema_input_type=LinesText | _AtLeast)]
Shares = Annotated[list[int | Decimal], PlainValidator(_shares, json_schema_input_type=list[float])]
Cities = Annotated[list[str], PlainValidator(_cities, json_schema_input_type=list[str])]
