"""Which statuses of orders the `where` of a rule leaves: whether one of some statuses can meet it at all.

A condition on something else than the status may hold or not, so that only what the status alone decides is decided.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from orchestration.rules.language import All, AnyOf, Everyone, FieldIs, NoneOf, Rule
from orchestration.rules.operators import EQUALITY, PRESENCE, asked


class _Can(NamedTuple):
    """Whether a condition can hold of an order with a status, and whether it can fail."""

    hold: bool
    fail: bool


_EITHER = _Can(True, True)


def normalised(status: str) -> str:
    """A status as statuses are compared: without regard to letter case, an underscore read as a blank."""
    return status.replace("_", " ").strip().lower()


def none_can_meet(nodes: Sequence[Rule], statuses: Iterable[str]) -> bool:
    """Whether nodes that ask for the status leave no order with one of these statuses, normalised, to meet them all."""
    return any(map(_asks_for_it, nodes)) and not any(
        all(_can(node, status).hold for node in nodes) for status in statuses
    )


def _asks_for_it(node: Rule) -> bool:
    match node:
        case All() | AnyOf() | NoneOf():
            return any(map(_asks_for_it, node.nodes))
    return isinstance(node, FieldIs) and node.field == "order.status"


def _can(node: Rule, status: str) -> _Can:
    match node:
        case All():
            each = [_can(inner, status) for inner in node.nodes]
            return _Can(all(can.hold for can in each), any(can.fail for can in each))
        case AnyOf() | NoneOf():
            each = [_can(inner, status) for inner in node.nodes]
            found = _Can(any(can.hold for can in each), all(can.fail for can in each))
            return found if isinstance(node, AnyOf) else _Can(found.fail, found.hold)
        case Everyone():
            return _Can(True, False)
        case FieldIs(field="order.status"):
            op, denied = asked(node.op)
            holds = _holds(node, op, status)
            return _EITHER if holds is None else _Can(holds != denied, holds == denied)
    return _EITHER


def _holds(leaf: FieldIs, op: str, status: str) -> bool | None:
    """Whether a condition on the status holds, or None where only the database can tell."""
    if op in PRESENCE:
        return (op == "is_set") if status else None
    if op in (*EQUALITY, "has_all"):
        listed: list[object] = [*leaf.value] if isinstance(leaf.value, list) else [leaf.value]
        matches = [status == normalised(str(each)) for each in listed]
        return all(matches) if op == "has_all" else any(matches)
    if op not in _TEXTS or not isinstance(leaf.value, str):
        return None
    try:
        return _TEXTS[op](status, leaf.value)
    except re.error:
        return None


def _is_like(status: str, pattern: str) -> bool:
    parts = {"%": ".*", "_": "."}
    spelled = "".join(parts.get(each, re.escape(each)) for each in pattern.lower())
    return re.fullmatch(spelled, status, re.DOTALL) is not None


_TEXTS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda status, text: normalised(text) in status,
    "starts_with": lambda status, text: status.startswith(normalised(text)),
    "ends_with": lambda status, text: status.endswith(normalised(text)),
    "like": _is_like,
    "regex": lambda status, pattern: re.search(pattern, status, re.IGNORECASE) is not None,
}
