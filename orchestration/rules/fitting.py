"""Whether what is compared can be: the operator fits its kind, the value fits both, and the window holds a moment.

What does not fit is told to a Reader. Not here: which kinds an operator can be asked of (operators.py), or what a value
must be by itself (values.py).
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from pydantic_core import PydanticCustomError

from orchestration.rules import values
from orchestration.rules.faults import Fault, faults_in, placed, shown, wrong
from orchestration.rules.fields import Terms
from orchestration.rules.language import ActivePeriods, FieldIs, Measure, PerPeriod
from orchestration.rules.operators import COMPARING, DATING, MATCHING, PHONES, WITHOUT_VALUE, Kind
from orchestration.rules.values import ANY_NUMBER, Relative, Span, Value
from orchestration.rules.window_ends import is_in_order
from orchestration.rules.windows import Between, Window

Compared: TypeAlias = FieldIs | Measure | ActivePeriods | PerPeriod


class Reader:
    """What rules depend on, and what has been found wrong with one so far."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.faults: list[Fault] = []

    def fault(self, path: str, problem: str, fix: str) -> None:
        self.faults.append(Fault(path, f"{problem}; {fix}"))

    def tried(self, path: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """What the work returns, or None and a fault at the path."""
        try:
            return work(*arguments)
        except PydanticCustomError as error:
            self.faults += faults_in(error.context, path)
            return None


def operator_fits(reader: Reader, leaf: Compared, op: str, path: str, because: str, fitting: tuple[str, ...]) -> bool:
    """Whether the operator that a leaf asks or denies is one of the fitting; `because` says what is compared."""
    if op not in fitting:
        fix = f"use one of {', '.join(fitting)}, or not_ before one of them"
        reader.fault(f"{path}.op", f"{because}, which {leaf.op} cannot ask", fix)
    return op in fitting


def check_value(reader: Reader, leaf: Compared, op: str, kind: Kind, path: str, span: Span = ANY_NUMBER) -> None:
    """The value must fit the operator and the kind of what is compared, and lie in the span."""
    given = leaf.value
    if op in WITHOUT_VALUE:
        if given is not None:
            reader.fault(f"{path}.value", f"{leaf.op} takes no value", "leave it out")
    elif given is None:
        reader.fault(path, f"'value' is missing, which {leaf.op} compares with", f"write {leaf.example}")
    else:
        reader.tried(f"{path}.value", _require_fitting, leaf.op, op, kind, given, span)


def check_compared_window(reader: Reader, window: Window | None, op: str, path: str, key: str) -> None:
    """A window that is compared with, under the key, stands where the operator needs one and nowhere else."""
    if op == "in_window" and window is None:
        reader.fault(path, f"'{key}' is missing", f"write {key}: {{last: 60d}}")
    elif op != "in_window" and window is not None:
        reader.fault(f"{path}.{key}", f"{op} takes no window", "use it with op: in_window, or leave it out")


def check_window(reader: Reader, window: Window | None, path: str, clock: str | None = None) -> None:
    """A window must hold a moment; `clock` is that of the condition, for a window that names none."""
    zone = clock or reader.terms.time_zone
    if isinstance(window, Between) and not is_in_order(window, window.tz or zone):
        reader.fault(path, "no moment lies between its ends", "write the earlier end as `from`")


def _require_fitting(spelled: str, op: str, kind: Kind, given: Value, span: Span) -> None:
    """Nothing, if the value fits; `spelled` is the operator as the rule has it."""
    if op in ("in", "has_all") or (op == "in_tree" and isinstance(given, list)):
        if not isinstance(given, list) or not given:
            raise wrong(f"{spelled} needs a list with at least one value", "write it in brackets: [a, b]")
        for position, each in enumerate(given):
            _require_scalar(spelled, kind, each, span, f"[{position}]")
    elif op == "between":
        if not isinstance(given, list) or len(given) != 2:
            raise wrong(f"{spelled} needs two ends", "write [lowest, highest]")
        for position, each in enumerate(given):
            _require_scalar(spelled, "number", each, span, f"[{position}]")
        if values.number(given[0]) > values.number(given[1]):
            raise wrong(f"no number lies between {shown(given[0])} and {shown(given[1])}", "write the lower one first")
    elif isinstance(given, list):
        raise wrong(f"{spelled} needs one value, not a list", "use in to name several")
    elif op in DATING:
        if not isinstance(given, Relative):
            values.moment(given)
    else:
        _require_scalar(spelled, "number" if op in COMPARING else kind, given, span)
        if op in MATCHING and isinstance(given, bool):
            raise wrong(f"{shown(given)} is not a text", "write one, in quotes")
        if op == "regex":
            values.regular_expression(str(given))
        if op in PHONES and not any(each in "0123456789%" for each in str(given)):
            raise wrong(f"{shown(given)} is not a phone number", "write one such as +45 12 34 56 78")


def _require_scalar(spelled: str, kind: Kind, given: object, span: Span, at: str = "") -> None:
    """Nothing, if a single value is one that the kind can be compared with."""
    if isinstance(given, Relative):
        raise wrong(
            f"{spelled} does not compare with a distance from now", "use before, after, on_or_before or on_or_after"
        )
    try:
        if kind == "number":
            number = values.number(given)
            if span.least is not None and number < span.least:
                raise wrong(f"{number} is less than it can be", f"write a number from {span.least} up")
            if span.most is not None and number > span.most:
                raise wrong(f"{number} is more than it can be", f"write a number up to {span.most}")
        elif kind in ("date", "moment"):
            values.moment(given)
        elif kind == "boolean" and str(given).lower() not in ("true", "false"):
            raise wrong(f"{shown(given)} is neither true nor false", "write one of them")
        elif kind in ("text", "category") and isinstance(given, bool):
            raise wrong(f"{shown(given)} is not a text", "write one, in quotes if it is meant as text")
    except PydanticCustomError as error:
        raise placed(error, at) from None
