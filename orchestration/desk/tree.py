"""A group's SQL as a tree of conditions joined by and, or and not, each as its analyst wrote it.

Only the `where` of a plain select from the customers is such a tree. What is between two marks (marks.py) is one
condition, whatever SQL stands there; everything else is a plain predicate. A part counts as a condition only if its
text alone is parsed as the same expression, so that the tree selects what the SQL selects.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestration.desk.marks import Region, as_written
from orchestration.desk.parse import Node, expression_of, means, placeless, query_of, region_of, span_of
from orchestration.warehouse.text import quoted


@dataclass(frozen=True)
class Condition:
    """`text` as the file has it, `sql` as it is run, `parse` as DuckDB reads that."""

    text: str
    sql: str
    parse: Node = field(repr=False, hash=False, compare=False)


@dataclass(frozen=True)
class Leaf:
    """A condition, by its number in the tree; one that is written twice has one number."""

    number: int


@dataclass(frozen=True)
class Joined:
    """`word` is `and`, `or` or `not`, the last of a single child."""

    word: str
    children: "tuple[Part, ...]"


Part = Leaf | Joined


@dataclass(frozen=True)
class Tree:
    """`source` is what follows `from`; no root means that everybody is selected."""

    source: str
    conditions: tuple[Condition, ...]
    root: Part | None


class Unsplit(Exception):
    """SQL that is no tree over the customers; the message is the reason, for `it cannot be split: ...`."""


NOT = re.compile(rb"not\b(?:\s|/\*.*?\*/|--[^\n]*\n)*", re.IGNORECASE | re.DOTALL)
NOT_A_TREE = {
    "group_expressions": "it has a group by",
    "having": "it has a having",
    "qualify": "it has a qualify",
    "sample": "it takes a sample",
}
MODIFIERS = {
    "LIMIT_MODIFIER": "it has a limit",
    "LIMIT_PERCENT_MODIFIER": "it has a limit",
    "DISTINCT_MODIFIER": "it is a select distinct",
}
SOURCES = {"JOIN": "it joins tables", "SUBQUERY": "it selects from a query", "EMPTY": "it selects from no table"}


def split(selection: str, regions: Sequence[Region], customers: str) -> Tree:
    """The tree of a group's SQL, without the common table expressions of its conditions; `customers` is the mart.

    Raises:
        Unsplit: it is none.
    """
    query = query_of(selection)
    _require_plain(query, customers)
    splitter = _Splitter(selection.encode(), regions)
    where = query["where_clause"]
    root = splitter.part(where) if where is not None else None
    table = query["from_table"]
    names = [table["catalog_name"], table["schema_name"], table["table_name"]]
    source = ".".join(quoted(each) for each in names if each)
    if table["alias"]:
        source += f" as {quoted(table['alias'])}"
    return Tree(source, tuple(splitter.conditions), root)


def _require_plain(query: Node, customers: str) -> None:
    if query["type"] == "SET_OPERATION_NODE":
        raise Unsplit("it joins several selects by union, intersect or except")
    if query["type"] != "SELECT_NODE":
        raise Unsplit("it is no plain select")
    if query["cte_map"]["map"]:
        raise Unsplit("it has a common table expression (with ...)")
    for modifier in query["modifiers"]:
        if modifier["type"] in MODIFIERS:
            raise Unsplit(MODIFIERS[modifier["type"]])
    for name, reason in NOT_A_TREE.items():
        if query[name]:
            raise Unsplit(reason)
    table = query["from_table"]
    names = [table.get("catalog_name"), table.get("schema_name"), table.get("table_name")]
    relation = ".".join(each for each in names if each)
    if table["type"] != "BASE_TABLE" or relation.lower() != customers.lower():
        raise Unsplit(SOURCES.get(table["type"], "it selects from another table than the customers"))
    if table.get("sample") or table.get("at_clause") or table.get("column_name_alias"):
        raise Unsplit("it names the columns of customers anew, or takes some of them")
    columns = query["select_list"]
    if len(columns) != 1 or columns[0]["class"] != "COLUMN_REF" or columns[0]["column_names"][-1] != "customer_id":
        raise Unsplit("it selects something else than customer_id")


class _Splitter:
    def __init__(self, sql: bytes, regions: Sequence[Region]) -> None:
        self.sql = sql
        self.regions = regions
        self.conditions: list[Condition] = []

    def part(self, expression: Node) -> Part:
        condition = self._marked([expression], expression)
        if condition is not None:
            return condition
        if expression["type"] in ("CONJUNCTION_AND", "CONJUNCTION_OR"):
            return Joined(expression["type"].removeprefix("CONJUNCTION_").lower(), tuple(self._children(expression)))
        if expression["type"] == "OPERATOR_NOT":
            known = len(self.conditions)
            try:
                return Joined("not", (self.part(expression["children"][0]),))
            except Unsplit:
                # Of `x not in (1)` no part says `x in (1)`.
                del self.conditions[known:]
        return self._plain(expression)

    def _children(self, conjunction: Node) -> Iterator[Part]:
        """The parser makes one conjunction of `a and (b and c)`, where the second may be one condition."""
        waiting = list(conjunction["children"])
        while waiting:
            region = region_of(waiting[:1], self.regions)
            count = 1
            while region and count < len(waiting) and region_of([waiting[count]], [region]):
                count += 1
            whole = conjunction | {"children": waiting[:count]} if count > 1 else waiting[0]
            condition = self._marked(waiting[:count], whole) if count > 1 else None
            if condition is None:
                yield self.part(waiting.pop(0))
            else:
                yield condition
                del waiting[:count]

    def _marked(self, expressions: Sequence[Node], whole: Node) -> Leaf | None:
        region = region_of(expressions, self.regions)
        if region is None:
            return None
        sql = self.sql[region.start : region.end].decode()
        if not means(sql, whole):
            return None
        return self._leaf(Condition(region.source, sql.strip(), whole))

    def _plain(self, expression: Node) -> Part:
        span = span_of(self.sql, expression)
        if span is None:
            raise Unsplit("a part of its where cannot be told from the rest")
        start, end = span
        negated = NOT.match(self.sql, start, end)
        if negated is not None:
            # The parser makes `x >= 2` of `not x < 2`.
            inner = self.sql[negated.end() : end].decode()
            if means(f"not ({inner}\n)", expression):
                return Joined("not", (self._negated(negated.end(), end, expression_of(inner)),))
        return self._leaf(Condition(self._as_written(start, end), self.sql[start:end].decode(), expression))

    def _negated(self, start: int, end: int, parse: Node) -> Leaf:
        for region in self.regions:
            sql = self.sql[region.start : region.end].decode()
            if start <= region.start and region.end <= end and means(sql, parse):
                return self._leaf(Condition(region.source, sql.strip(), parse))
        return self._leaf(Condition(self._as_written(start, end), self.sql[start:end].decode(), parse))

    def _as_written(self, start: int, end: int) -> str:
        return " ".join(as_written(self.sql, start, end, self.regions).split())

    def _leaf(self, condition: Condition) -> Leaf:
        parse = placeless(condition.parse)
        for number, known in enumerate(self.conditions):
            if placeless(known.parse) == parse:
                return Leaf(number)
        self.conditions.append(condition)
        return Leaf(len(self.conditions) - 1)
