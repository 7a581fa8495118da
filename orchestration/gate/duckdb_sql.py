"""A group's compiled SQL as DuckDB parses it: which tables and functions it uses, and in which order it takes rows."""

import difflib
import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import duckdb

from orchestration.gate.comparisons import WRAPPERS, Operand, comparison_faults
from orchestration.gate.rules import (
    ANY_OF_SEVERAL,
    BARE,
    BY_PLACE,
    LIMIT,
    OUTSIDE,
    OUTSIDE_FIX,
    SAMPLE,
    Fault,
    Reader,
    decides,
    function_fault,
    table_fault,
    unordered_window,
)
from orchestration.warehouse.connections import scratch

# Macros of DuckDB's own have no stability; these are over values alone.
PURE_MACROS = re.compile(
    r"array_\w+|list_\w+|json|map_contains_\w+|md5_number_\w+|date_add|days_in_month|fdiv|fmod|geomean|geometric_mean"
    r"|nullif|round_even|roundbankers|split_part|wavg|weighted_avg"
)
# What the parser writes for keywords, or knows by itself.
OF_THE_PARSER = {"unnest", "coalesce", "count_star", "struct_pack", "list_value", "exists", "grouping", "grouping_id"}
# Whatever order a list comes in, it leaves these in one; the parser itself makes them of list(x order by x).
SORTS = {"array_reverse_sort", "array_sort", "list_reverse_sort", "list_sort"}
# What calls an aggregate that a text names.
BY_NAME = {"aggregate", "array_aggr", "array_aggregate", "list_aggr", "list_aggregate"}
BLIND_TO_LETTERS = {"~~*", "!~~*"}
COMPARES = BLIND_TO_LETTERS | {
    "COMPARE_EQUAL",
    "COMPARE_NOTEQUAL",
    "COMPARE_IN",
    "COMPARE_NOT_IN",
    "COMPARE_DISTINCT_FROM",
    "COMPARE_NOT_DISTINCT_FROM",
    "~~",
    "!~~",
}
CUSTOMERS_COLUMN = re.compile(rb"/\* of customers \*/.*?/\* end of customers \*/", re.DOTALL)
NOWHERE = 1 << 62
_parsing = threading.Lock()

Node = dict[str, Any]


def faults(sql: str, reader: Reader) -> list[Fault]:
    """What the SQL does that a group may not, in the order of the tree; empty if there is nothing."""
    tree = parsed(sql)
    if tree["error"]:
        return [_unparsed(tree, sql)]
    if len(tree["statements"]) != 1:
        return [Fault(";", "there are several statements", "keep one select")]
    marked = [found.span() for found in CUSTOMERS_COLUMN.finditer(sql.encode())]
    return list(_Walk(reader, marked).query(tree["statements"][0]["node"], {}, None))


def parsed(sql: str) -> Node:
    """What json_serialize_sql says of it, as DuckDB 1 says it."""
    with _parsing:
        row = _database().execute("select json_serialize_sql(?)", [sql]).fetchone()
    assert row is not None
    tree: Node = json.loads(row[0], object_hook=_as_of_1)
    return tree


def _as_of_1(node: Node) -> Node:
    """A node as DuckDB 1 has it; DuckDB 2 names what a function is given, and keeps constants as they were written."""
    if "arguments" in node:
        node["children"] = [each["expression"] for each in node.pop("arguments")]
    if "literal" in node:
        said = node.pop("literal")
        kind = "VARCHAR" if said["kind"] == "STRING" else said["kind"]
        node["value"] = {"type": {"id": kind}, "value": said.get("text", "")}
    if "type_expr" in node:
        node["cast_type"] = node.pop("type_expr")
    if "query_node" in node:
        node["query"] = {"node": node.pop("query_node")}
    return node


def _unparsed(tree: Node, sql: str) -> Fault:
    said = str(tree.get("error_message", ""))
    position = str(tree.get("position", ""))
    offset = int(position) if position.isdigit() else None
    if "SELECT statements" in said:
        word = (re.search(r"\b(pivot|unpivot)\b", sql, re.IGNORECASE) or re.search(r"\w+", sql) or [""])[0]
        return Fault(word, f"a group is one select, and not {word}", "write select customer_id from ...", offset)
    near = re.match(r'syntax error at or near "([^"]*)"', said)
    if near and re.fullmatch(r"\w+|[^\w\s]{1,3}", near[1]):
        return Fault(near[1], f"syntax error at or near {near[1]}", "correct the SQL there", offset)
    return Fault("", "syntax error: the SQL cannot be read", "look for an open bracket or quote", offset)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return scratch(threads=1)


@cache
def stabilities() -> Mapping[str, tuple[str, str | None]]:
    """DuckDB's own functions by name: of which type, and how stable its most stable variant is (none of macros)."""
    with _parsing:
        rows = (
            _database()
            .execute(
                "select lower(function_name), max(function_type), min(stability) from duckdb_functions() where internal"
                " and function_type in ('scalar', 'aggregate', 'macro') group by 1"
            )
            .fetchall()
        )
    return {name: (type_, stability) for name, type_, stability in rows}


class _Walk:
    """Goes through a query with what is known around it: common table expressions by name, with what each reads."""

    def __init__(self, reader: Reader, marked: list[tuple[int, int]]) -> None:
        self.reader = reader
        self.marked = marked

    def query(self, node: Node, ctes: Mapping[str, frozenset[str]], offset: int | None) -> Iterator[Fault]:
        """A node that selects, or joins selections."""
        known = dict(ctes)
        if node["type"] == "RECURSIVE_CTE_NODE":
            known[node["cte_name"].lower()] = frozenset()
        for each in node.get("cte_map", {}).get("map", []):
            name, inner = each["key"].lower(), each["value"]["query"]["node"]
            yield from self.query(inner, known, offset)
            known[name] = self._reads(inner, known)
        yield from self._modifiers(node, known, offset)
        if node["type"] in ("SET_OPERATION_NODE", "RECURSIVE_CTE_NODE"):
            for side in [node.get("left"), node.get("right"), *(node.get("children") or [])]:
                if side:
                    yield from self.query(side, known, offset)
            return
        if node.get("sample"):
            yield SAMPLE
        source = node.get("from_table") or {}
        yield from self._table(source, known, offset)
        has_customers = self.reader.customers in self._reads_of_table(source, known) or source.get("type") == "EMPTY"
        for key, value in node.items():
            if key not in ("from_table", "cte_map", "modifiers", "sample"):
                yield from self._expressions(value, known, offset, has_customers)

    def _modifiers(self, node: Node, known: Mapping[str, frozenset[str]], offset: int | None) -> Iterator[Fault]:
        kinds = {each["type"]: each for each in node.get("modifiers", [])}
        takes_some = kinds.keys() & {"LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER"} or kinds.get(
            "DISTINCT_MODIFIER", {}
        ).get("distinct_on_targets")
        if takes_some and not _is_total(kinds.get("ORDER_MODIFIER"), _selected(node)):
            yield (
                LIMIT
                if "LIMIT_MODIFIER" in kinds or "LIMIT_PERCENT_MODIFIER" in kinds
                else Fault("distinct on", LIMIT.problem.replace("a limit", "distinct on"), LIMIT.fix)
            )
        for each in kinds.values():
            yield from self._expressions(each, known, offset, True)

    def _table(self, table: Node, known: Mapping[str, frozenset[str]], offset: int | None) -> Iterator[Fault]:
        """What stands after `from`."""
        kind = table.get("type")
        here = _offset(table, offset)
        if table.get("sample"):
            yield SAMPLE
        if kind == "BASE_TABLE":
            name = _relation(table)
            is_cte = name in known and not table["schema_name"]
            if table.get("at_clause"):
                yield Fault("at", "it reads a table as it was", "leave out at (...)", here)
            elif not is_cte and name not in self.reader.readable:
                yield table_fault(name, self.reader.readable, self.reader.groups, here)
        elif kind == "JOIN":
            if table.get("ref_type") == "POSITIONAL":
                yield Fault("positional", "a positional join goes by the order of rows", "join on a column", here)
            yield from self._table(table["left"], known, here)
            yield from self._table(table["right"], known, here)
            yield from self._expressions(table.get("condition"), known, here, True)
        elif kind == "SUBQUERY":
            yield from self.query(table["subquery"]["node"], known, here)
        elif kind == "EXPRESSION_LIST":
            yield from self._expressions(table.get("values"), known, here, True)
        elif kind == "TABLE_FUNCTION":
            word = str(table["function"].get("function_name", "a function"))
            yield Fault(word, f"it reads from the function {word}", "read a model by {{ ref(...) }}", here)
        elif kind not in ("EMPTY", None):
            word = {"SHOW_REF": "describe", "PIVOT": "pivot"}.get(str(kind), str(kind).lower())
            yield Fault(word, f"it reads from {word}", "read a model by {{ ref(...) }}", here)

    def _expressions(
        self, value: Any, known: Mapping[str, frozenset[str]], offset: int | None, has_customers: bool
    ) -> Iterator[Fault]:
        if isinstance(value, list):
            for each in value:
                yield from self._expressions(each, known, offset, has_customers)
            return
        if not isinstance(value, dict) or value.get("class") == "CONSTANT":
            return
        here = _offset(value, offset)
        kind = value.get("class")
        if kind == "SUBQUERY":
            yield from self._expressions(value.get("child"), known, here, has_customers)
            yield from self.query(value["subquery"]["node"], known, here)
            return
        if kind == "COLUMN_REF":
            yield from self._column(value, here, has_customers)
            return
        if kind == "FUNCTION":
            yield from self._function(value, here)
        elif kind == "WINDOW":
            yield from self._window(value, here)
        if kind in ("COMPARISON", "OPERATOR", "FUNCTION"):
            yield from _compared(value, self.reader, here)
        for key, each in value.items():
            if isinstance(each, (dict, list)) and key != "cast_type":
                yield from self._expressions(each, known, here, has_customers)

    def _column(self, column: Node, offset: int | None, has_customers: bool) -> Iterator[Fault]:
        names = column["column_names"]
        name = names[-1].lower()
        if len(names) == 1 and name in BARE:
            found = function_fault(name, 0, False, offset)
            if found:
                yield found
        elif name == "rowid":
            yield Fault("rowid", "rowid is where a row lies, not what it is", "use the row's own id", offset)
        elif not has_customers and any(start <= (offset or -1) < end for start, end in self.marked):
            yield Fault(f"customer.{name}", f"field('customer.{name}'): {OUTSIDE}", OUTSIDE_FIX, offset)

    def _function(self, function: Node, offset: int | None) -> Iterator[Fault]:
        name = function["function_name"].lower()
        if name in SORTS:
            function["children"][0]["is_sorted"] = True
        order = _columns_of((function.get("order_bys") or {}).get("orders"))
        is_ordered = "is_sorted" in function or decides(order, map(_name, function["children"][:1]))
        found = function_fault(name, len(function["children"]), is_ordered, offset)
        if name in BY_NAME:
            # A list has an order; the dice and the estimates have none.
            named = [_constant(each).lower() for each in function["children"][1:2] if each["class"] == "CONSTANT"]
            found = found or next((function_fault(each, 1, True, offset) for each in named), None)
        if found:
            yield found
        elif name in OF_THE_PARSER or not re.fullmatch(r"[a-z_]\w*", name):
            return
        elif name not in stabilities():
            near = difflib.get_close_matches(name, stabilities(), 1)
            fix = f"did you mean {near[0]}?" if near else "docs/conditions.md lists the conditions, which need braces"
            yield Fault(name, f"there is no function {name}", fix, offset)
        else:
            type_, stability = stabilities()[name]
            if stability not in ("CONSISTENT", None) or (type_ == "macro" and not PURE_MACROS.fullmatch(name)):
                yield Fault(name, f"{name} is not the same every time", "leave it out", offset)

    def _window(self, window: Node, offset: int | None) -> Iterator[Fault]:
        name = (window.get("function_name") or window["type"].removeprefix("WINDOW_")).lower()
        order = _columns_of(window.get("orders"))
        is_ordered = decides(order, map(_name, window["children"][:1] if name in ANY_OF_SEVERAL else []))
        if name in BY_PLACE and not is_ordered:
            yield unordered_window(name, bool(window.get("orders")), offset)
            return
        found = function_fault(name, len(window["children"]), is_ordered or name not in ANY_OF_SEVERAL, offset)
        if found:
            yield found

    def _reads(self, node: Node, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """The relations that a query's rows are of."""
        if node["type"] == "SELECT_NODE":
            inner = dict(known)
            for each in node.get("cte_map", {}).get("map", []):
                inner[each["key"].lower()] = self._reads(each["value"]["query"]["node"], inner)
            return self._reads_of_table(node.get("from_table") or {}, inner)
        sides = [node.get("left"), node.get("right"), *(node.get("children") or [])]
        return frozenset().union(*(self._reads(side, known) for side in sides if side))

    def _reads_of_table(self, table: Node, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
        if table.get("type") == "BASE_TABLE":
            name = _relation(table)
            return known[name] if name in known and not table["schema_name"] else frozenset([name])
        if table.get("type") == "SUBQUERY":
            return self._reads(table["subquery"]["node"], known)
        if table.get("type") == "JOIN":
            return self._reads_of_table(table["left"], known) | self._reads_of_table(table["right"], known)
        return frozenset()


def _compared(value: Node, reader: Reader, offset: int | None) -> Iterator[Fault]:
    """A column that is compared with texts of the definition, whichever side they stand on."""
    kind = value["function_name"] if value["class"] == "FUNCTION" else value["type"]
    if kind not in COMPARES:
        return
    first, *others = value.get("children") or [value["left"], value["right"]]
    # (country, city) in (('DK', 'Aarhus')) compares one by one.
    rows = [each["children"] for each in (first, *others) if each.get("function_name") == "row"]
    pairs = zip(*rows, strict=False) if rows and len(rows) == 1 + len(others) else [(first, *others)]
    for sides in pairs:
        yield from comparison_faults([_operand(each) for each in sides], kind in BLIND_TO_LETTERS, reader, offset)


def _operand(node: Node) -> Operand:
    wrappers = []
    while (wrapper := _wrapper(node)) in WRAPPERS:
        wrappers.append(wrapper)
        node = node["child"] if "child" in node else node["children"][0]
    column = node["column_names"][-1].lower() if node["class"] == "COLUMN_REF" else None
    text = _constant(node) if node["class"] == "CONSTANT" and _is_text(node) else None
    return Operand(column, text, tuple(wrappers))


def _wrapper(node: Node) -> str:
    if node["class"] == "FUNCTION":
        return str(node["function_name"]).lower() if node.get("children") else ""
    return {"OPERATOR_CAST": "cast", "OPERATOR_COALESCE": "coalesce"}.get(node["type"], "")


def _constant(constant: Node) -> str:
    return str(constant["value"].get("value", ""))


def _is_text(constant: Node) -> bool:
    return bool(constant["value"]["type"]["id"] == "VARCHAR")


def _relation(table: Node) -> str:
    parts = [table["catalog_name"], table["schema_name"], table["table_name"]]
    return ".".join(part for part in parts if part).lower()


def _offset(node: Node, around: int | None) -> int | None:
    given = node.get("query_location")
    return given if isinstance(given, int) and given < NOWHERE else around


def _selected(node: Node) -> list[Node]:
    while node["type"] != "SELECT_NODE":
        node = node.get("left") or node["children"][0]
    items: list[Node] = node["select_list"]
    return items


def _is_total(order: Node | None, selected: Iterable[Node]) -> bool:
    """Whether the order names every column that is selected: then rows that tie are the same to every reader."""
    items = list(selected)
    orders = [each["expression"] for each in (order or {}).get("orders", [])]
    if any(each["class"] == "STAR" for each in orders):
        return True
    named: set[str] = set()
    for each in orders:
        place = _constant(each) if each["class"] == "CONSTANT" else ""
        if place.isdigit() and 0 < int(place) <= len(items):
            named.add(_name(items[int(place) - 1]))
        named.add(_name(each))
    return all(
        item["class"] == "CONSTANT" or _name(item) in named or _name(item | {"alias": ""}) in named for item in items
    )


def _columns_of(orders: Iterable[Node] | None) -> set[str]:
    return {_name(each["expression"]) for each in orders or ()}


def _name(expression: Node) -> str:
    """What an order by would call it: its alias, its column, or else all of it."""
    if expression.get("alias"):
        return str(expression["alias"]).lower()
    if expression["class"] == "COLUMN_REF":
        return str(expression["column_names"][-1]).lower()
    return re.sub(r'"query_location\w*": \d+', "", json.dumps(expression))
