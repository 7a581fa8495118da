"""The vocabulary of conditions: operators, kinds of record and their fields, as macros/vocabulary/ lists them.

The macros give values alone, so that they are rendered here without dbt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

FOLDER = Path(__file__).parents[1] / "macros" / "vocabulary"


@dataclass(frozen=True)
class FieldOperator:
    """`word` is what a condition calls it, `rule` a rule; `compares` is its kind of comparison, the rest for people."""

    word: str
    rule: str
    compares: str
    value: str
    of: str
    holds_if: str


@dataclass(frozen=True)
class RecordKind:
    """What a field of such a record begins with, `order.amount`, and its fields with their types."""

    owner: str
    fields: Mapping[str, str]


@cache
def field_operators() -> tuple[FieldOperator, ...]:
    """The operators of a field, in the order of the page of conditions."""
    return tuple(FieldOperator(word, **row) for word, row in _values("operators", "field_operators").items())


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """The kinds of record by name."""
    kinds = _values("records", "record_kinds")
    return {name: RecordKind(kind["prefix"], _types(kind["fields"])) for name, kind in kinds.items()}


@cache
def line_fields() -> Mapping[str, str]:
    """The fields of an order line with their types."""
    return _types(_values("records", "line_fields"))


@cache
def orders_looked_at() -> tuple[str, ...]:
    """Which orders a condition may look at."""
    return tuple(_values("records", "orders_looked_at"))


def _types(fields: Mapping[str, tuple[str | None, str]]) -> dict[str, str]:
    return {name: kind for name, (_, kind) in fields.items()}


def _values(file: str, macro: str) -> dict[str, Any]:
    """What a macro of a file returns."""
    macros, returned = _macros(file)
    getattr(macros, macro)()
    return returned.pop()


@cache
def _macros(file: str) -> tuple[Any, list[dict[str, Any]]]:
    """The macros of a file, and where one that is called leaves what it returns."""
    returned: list[dict[str, Any]] = []
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 - values, and no page
    environment.globals |= {"return": returned.append, "as_text": lambda column: column}
    template = environment.from_string(FOLDER.joinpath(f"{file}.sql").read_text(encoding="utf-8"))
    return template.module, returned
