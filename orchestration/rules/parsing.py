"""From plain data to a rule, or to all that is wrong with their shape, each fault with its place.

Not here: how a file becomes plain data (reading.py), or whether the rule can be asked (meaning.py).
"""

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from orchestration.rules.faults import WRONG, Fault, faults_in, near, require_none, shown, unknown
from orchestration.rules.language import NODE_KEYS, FieldIs, InSequence, Rule
from orchestration.rules.windows import WINDOW_KEYS, Last

MOST_LEVELS = 50

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


def parse(data: object, file: str) -> Rule:
    """The rule that plain data (as reading.py makes them) spell.

    Raises:
        RuleError: they spell none; a line per fault.
    """
    require_none(list(_too_deep(data, "rule", 0))[:1], file)
    try:
        return RULE.validate_python(data)
    except ValidationError as error:
        faults = [fault for each in error.errors() for fault in _faults(each)]
    require_none(faults, file)
    raise AssertionError("a validation error without faults")


def _too_deep(data: object, path: str, level: int) -> Iterator[Fault]:
    if isinstance(data, dict):
        if NODE_KEYS.keys() & data.keys():
            if level > MOST_LEVELS:
                yield Fault(path, f"nested more than {MOST_LEVELS} levels deep; give an inner part a group of its own")
                return
            level += 1
        for key, value in data.items():
            yield from _too_deep(value, f"{path}.{key}", level)
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _too_deep(value, f"{path}[{position}]", level)


def _faults(error: ErrorDetails) -> Iterator[Fault]:
    path = "rule"
    for part in error["loc"]:
        path += f"[{part}]" if isinstance(part, int) else "" if part.startswith("<") else f".{part}"
    given = error["input"]
    match error["type"]:
        case kind if kind == WRONG:
            yield from faults_in(error.get("ctx"), path)
        case "union_tag_not_found":
            yield Fault(path, _no_window(given) if path.endswith("window") else _no_node(given))
        case "list_type":
            yield Fault(path, f"{shown(given)} stands where a list belongs; write it in brackets: [...]")
        case "too_short" | "too_long":
            yield Fault(path, f"{len(given)} records stand where two belong; write {InSequence.example}")
        case _:
            yield Fault(path, f"{error['msg']}; fix it")


def _no_node(given: object) -> str:
    if given is None or given == {}:
        return "the rule is empty; write a condition, {all: []} for everybody or {any: []} for nobody"
    if not isinstance(given, dict):
        return f"{shown(given)} stands where a condition belongs; write one such as {FieldIs.example}"
    return f"{_listed(given)} no condition; {_meant(given, list(NODE_KEYS))}"


def _no_window(given: object) -> str:
    if not isinstance(given, dict) or not given:
        return f"{shown(given)} is not a window; write one such as {Last.example}"
    return f"{_listed(given)} no window; {_meant(given, list(WINDOW_KEYS))}"


def _listed(given: dict[str, Any]) -> str:
    return f"the keys {', '.join(map(shown, given))} make" if len(given) > 1 else f"the key {shown(*given)} makes"


def _meant(given: dict[str, Any], known: list[str]) -> str:
    meant = next((unknown(key, known) for key in given if near(key, known)), None)
    return meant or f"use one of {', '.join(known)}"
