"""What a condition looks at: for each comparison in its SQL the value that is compared, the operator and the threshold.

Read from DuckDB's parse, so that it goes for conditions and for plain predicates alike: `column operator literal`, and
`customer_id in (select customer_id from records where measure operator literal)`, in which the records may be what the
book calls read_1. What is compared otherwise has no evidence, only a verdict.
"""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb

from orchestration.desk.parse import Node, query_of, written
from orchestration.warehouse.text import common_tables, quoted

SIGNS = {
    "COMPARE_EQUAL": "=",
    "COMPARE_NOTEQUAL": "<>",
    "COMPARE_LESSTHAN": "<",
    "COMPARE_GREATERTHAN": ">",
    "COMPARE_LESSTHANOREQUALTO": "<=",
    "COMPARE_GREATERTHANOREQUALTO": ">=",
}
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
OPPOSITE = {"=": "<>", "<": ">=", ">": "<=", "in": "not in", "between": "not between", "is set": "is empty"}
OPPOSITE |= {other: sign for sign, other in OPPOSITE.items()}
# Of lower(city) the city is shown.
OF_TEXTS = {"lower", "upper", "trim", "replace", "left", "right"}
KEY = ["customer_id"]
# Measures of which customers without a record have 0.
ADDED_UP = ("_count", "_sum")


@dataclass(frozen=True)
class Look:
    """A comparison in a condition's SQL. `source`: what follows `from`, or none for the customer's own columns."""

    source: str | None
    label: str
    measure: str
    operator: str
    thresholds: tuple[str, ...]
    test: str


@dataclass(frozen=True)
class Evidence:
    """A comparison for one customer: what was found, what is needed, whether it holds, and what is missing in words.

    `found` is None if the customer has no value, or no such record.
    """

    looked_at: str
    found: Any
    operator: str
    needed: tuple[Any, ...]
    holds: bool | None
    missing: str | None


def looks(expression: Node, source: str | None = None, is_negated: bool = False) -> Iterator[Look]:
    """The comparisons in a condition's parse, in order."""
    kind, type_ = expression["class"], expression["type"]
    children = expression.get("children") or []
    if kind == "COMPARISON" and type_ in SIGNS:
        left, right = expression["left"], expression["right"]
        sign = SIGNS[type_]
        if not _columns(left):
            left, right, sign = right, left, TURNED.get(sign, sign)
        yield _look(source, left, sign, [right], expression, is_negated)
    elif kind == "BETWEEN":
        ends = [expression["lower"], expression["upper"]]
        yield _look(source, expression["input"], "between", ends, expression, is_negated)
    elif type_ in ("COMPARE_IN", "COMPARE_NOT_IN"):
        sign = "in" if type_ == "COMPARE_IN" else "not in"
        yield _look(source, children[0], sign, children[1:], expression, is_negated)
    elif type_ in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"):
        sign = "is empty" if type_ == "OPERATOR_IS_NULL" else "is set"
        yield _look(source, children[0], sign, [], expression, is_negated)
    elif type_ == "OPERATOR_NOT":
        yield from looks(children[0], source, not is_negated)
    elif kind == "CONJUNCTION" or type_ == "OPERATOR_COALESCE":
        for each in children:
            yield from looks(each, source, is_negated)
    elif kind == "SUBQUERY" and source is None:
        yield from _looks_of_records(expression, is_negated)


def _looks_of_records(subquery: Node, is_negated: bool) -> Iterator[Look]:
    """Of `customer_id in (select customer_id from records where ...)`."""
    query = subquery["subquery"]["node"]
    if subquery["subquery_type"] != "ANY" or query["type"] != "SELECT_NODE" or _columns(subquery["child"]) != KEY:
        return
    if len(query["select_list"]) != 1 or _columns(query["select_list"][0]) != KEY or query["group_expressions"]:
        return
    source = _source(query["from_table"])
    if query["where_clause"] is not None and query["from_table"]["type"] != "JOIN":
        yield from looks(query["where_clause"], source, is_negated)


def read_evidence(
    connection: duckdb.DuckDBPyConnection,
    reads: Sequence[tuple[str, str]],
    customers: str,
    expression: Node,
    customer_id: object,
) -> tuple[Evidence, ...]:
    """What a condition found of one customer; `customers` is what follows `from` for their own columns."""
    found = []
    for look in looks(expression):
        evidence = _read(connection, reads, look, look.source or customers, customer_id)
        if evidence is not None and evidence not in found:
            found.append(evidence)
    return tuple(found)


def _read(
    connection: duckdb.DuckDBPyConnection,
    reads: Sequence[tuple[str, str]],
    look: Look,
    source: str,
    customer_id: object,
) -> Evidence | None:
    tables = ", ".join(common_tables(reads))
    asked = ", ".join([look.measure, f"({look.test}) is true", *look.thresholds])
    sql = f"{f'with {tables} ' if reads else ''}select {asked} from {source} where customer_id = $id limit 2"
    try:
        rows = connection.execute(sql, {"id": customer_id}).fetchall()
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
        # What the parse was written back as is not the same SQL.
        return None
    if len(rows) > 1:
        return None
    if rows:
        found, holds, *needed = rows[0]
    else:
        needed = _without_records(connection, look)
        found, holds = None, None
    zero = 0 if not rows and look.label.endswith(ADDED_UP) else found
    missing = None if holds else missing_in_words(zero, look.operator, needed)
    return Evidence(look.label, found, look.operator, tuple(needed), holds, missing)


def _without_records(connection: duckdb.DuckDBPyConnection, look: Look) -> list[Any]:
    try:
        row = connection.execute(f"select {', '.join(['1', *look.thresholds])}").fetchone()
    except duckdb.BinderException:
        return []
    return list(row or [])[1:]


def missing_in_words(found: Any, operator: str, needed: Sequence[Any]) -> str | None:
    """By how much a value misses a threshold: `2 more`, `12.50 less`, `3 days later`; none where that means nothing."""
    if operator == "between" and len(needed) == 2:
        low = _difference(found, ">=", needed[0])
        return low or _difference(found, "<=", needed[1])
    return _difference(found, operator, needed[0]) if len(needed) == 1 else None


def _difference(found: Any, operator: str, needed: Any) -> str | None:
    is_moment = isinstance(found, date) and type(found) is type(needed)
    if not is_moment and not (_is_number(found) and _is_number(needed)):
        return None
    if operator == "=":
        operator = ">=" if found < needed else "<="
    lacks_more = operator in (">", ">=")
    if operator not in (">", ">=", "<", "<=") or (found > needed if lacks_more else found < needed):
        return None
    strictly = operator in (">", "<")
    if found == needed and not strictly:
        return None
    gap = abs(needed - found)
    if is_moment:
        days = -(-gap.total_seconds() // 86_400)
        return f"{days:.0f} days {'later' if lacks_more else 'earlier'}"
    if isinstance(found, int) and isinstance(needed, int):
        return f"{gap + strictly} {'more' if lacks_more else 'fewer'}"
    return f"{'more than ' if strictly else ''}{gap} {'more' if lacks_more else 'less'}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def customers_columns(expression: Any) -> list[str]:
    """The columns that an expression names, those in queries of its own aside."""
    return list(dict.fromkeys(_columns(expression)))


def _columns(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for each in value for name in _columns(each)]
    if not isinstance(value, dict) or value.get("class") == "SUBQUERY":
        return []
    if value.get("class") == "COLUMN_REF":
        return [str(value["column_names"][-1])]
    return [name for each in value.values() for name in _columns(each)]


def _look(
    source: str | None, measure: Node, sign: str, thresholds: Sequence[Node], test: Node, is_negated: bool
) -> Look:
    named = customers_columns(measure)
    shown = label = _sql(measure)
    if measure["class"] == "COLUMN_REF" or (len(named) == 1 and measure.get("function_name") in OF_TEXTS):
        shown, label = quoted(named[0]), named[0]
    tested = f"not ({_sql(test)})" if is_negated else _sql(test)
    operator = OPPOSITE[sign] if is_negated else sign
    return Look(source, label, shown, operator, tuple(_sql(each) for each in thresholds), tested)


def _sql(expression: Node) -> str:
    query = copy.deepcopy(_template("select 1"))
    query["select_list"] = [expression]
    return written(query).removeprefix("SELECT ")


def _source(table: Node) -> str:
    query = copy.deepcopy(_template("select 1 from customers"))
    query["from_table"] = table
    return written(query).removeprefix("SELECT 1 FROM ")


@cache
def _template(sql: str) -> Node:
    return query_of(sql)
