"""A group's compiled SQL as Spark parses it, by the same rules as on DuckDB.

Spark's parser, and nothing further of Spark, is asked through the session's own JVM; the plan comes as JSON, in which a
tree is the list of its nodes, each before its children.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

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
    names_in,
    table_fault,
    unordered_window,
)

SELECTS = names_in(
    "UnresolvedWith Project GlobalLimit LocalLimit Limit Offset Sort Distinct Aggregate Union Except Intersect Filter"
    " UnresolvedHaving SubqueryAlias UnresolvedSubqueryColumnAliases WithWindowDefinition Sample LocalRelation Join"
    " OneRowRelation UnresolvedInlineTable UnresolvedRelation Generate RepartitionByExpression Deduplicate"
)
# What the parser makes of its own functions.
AGGREGATES = {"First": "first", "Last": "last", "AnyValue": "any_value", "MaxBy": "max_by", "MinBy": "min_by"}
CLOCK_LITERAL = re.compile(
    r"\b(?:date|timestamp\w*)\s*'\s*(?P<word>now|today|yesterday|tomorrow)\s*(?:\s\S*)?'", re.IGNORECASE
)
CUSTOMERS_COLUMN = re.compile(r"/\* of customers \*/(.*?)/\* end of customers \*/", re.DOTALL)
MARK = "rollcall_of_customers"

Node = dict[str, Any]
Known = Mapping[str, frozenset[str]]


def faults(sql: str, reader: Reader, parse: Any) -> list[Fault]:
    """What the SQL does that a group may not; `parse` makes a plan of a text and raises where it cannot.

    `parse` is the method parsePlan of the session's parser.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        plan = json.loads(parse(CUSTOMERS_COLUMN.sub(rf"{MARK}(\1)", sql)).toJSON())
    except (Py4JJavaError, PySparkException) as error:
        near = re.search(r"at or near '(\w+|[^\w\s'])'", str(error))
        if near:
            return [Fault(near[1], f"syntax error at or near {near[1]}", "correct the SQL there")]
        return [Fault("", "syntax error: the SQL cannot be read", "look for an open bracket or quote")]
    found = [
        Fault(literal["word"], f"'{literal['word']}' asks the clock", "write {{ as_of() }}, the moment of the night")
        for literal in CLOCK_LITERAL.finditer(sql)
    ]
    root = _tree(plan)
    if root["name"] not in SELECTS:
        word = (re.search(r"\w+", sql) or [""])[0]
        return [Fault(word, f"a group is one select, and not {word}", "write select customer_id from ...")]
    return found + list(_Walk(reader).plan(root, {}))


def _tree(nodes: list[Node]) -> Node:
    """The first node with its children, each likewise."""
    waiting = iter(nodes)

    def take() -> Node:
        node = dict(next(waiting))
        # A function that makes rows has a name of its own.
        node["function"] = node.get("name")
        node["name"] = node.pop("class").rsplit(".", 1)[-1]
        node["nodes"] = [take() for _ in range(node.pop("num-children"))]
        return node

    return take()


def _is_tree(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "num-children" in value[0]


def _inner(value: Any) -> Iterator[Node]:
    """The trees in a field of a node."""
    if _is_tree(value):
        yield _tree(value)
    elif isinstance(value, list):
        for each in value:
            yield from _inner(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _inner(each)


def _fields(node: Node) -> Iterator[Node]:
    for key, value in node.items():
        if key not in ("nodes", "name", "cteRelations"):
            yield from _inner(value)


def _parts(text: Any) -> list[str]:
    return [part.strip() for part in str(text).strip("[]").split(",")]


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def plan(self, node: Node, known: Known) -> Iterator[Fault]:
        """A relation: what it reads, then its expressions, with the common table expressions that are in scope."""
        name = node["name"]
        if name == "UnresolvedWith":
            inner = dict(known)
            for each in node.get("cteRelations") or []:
                query = _tree(each["_2"])
                yield from self.plan(query, inner)
                inner[str(each["_1"]).lower()] = self._reads(query, inner)
            known = inner
        elif name == "UnresolvedRelation":
            parts = _parts(node["multipartIdentifier"])
            relation = ".".join(parts).lower()
            if not (len(parts) == 1 and relation in known) and relation not in self.reader.readable:
                yield table_fault(relation, self.reader.readable, self.reader.groups, None)
        elif name == "UnresolvedTableValuedFunction":
            word = _parts(node["function"])[-1]
            yield Fault(word, f"it reads from the function {word}", "read a model by {{ ref(...) }}")
        elif name == "Sample":
            yield SAMPLE
        elif name in ("GlobalLimit", "Offset") and not node.get("looked_at") and not _is_total(node):
            yield LIMIT
        has_customers = any(self.reader.customers in self._reads(each, known) for each in node["nodes"])
        for expression in _fields(node):
            yield from self.expression(expression, known, has_customers)
        for each in node["nodes"]:
            # One limit is three nodes.
            if name in ("GlobalLimit", "LocalLimit", "Offset"):
                each["looked_at"] = True
            yield from self.plan(each, known)

    def expression(self, node: Node, known: Known, has_customers: bool) -> Iterator[Fault]:
        name = node["name"]
        if name in SELECTS or name == "UnresolvedTableValuedFunction":
            yield from self.plan(node, known)
            return
        if name == "WindowExpression":
            yield from self._window(node)
        elif name == "UnresolvedAttribute":
            parts = _parts(node["nameParts"])
            found = function_fault(parts[0].lower(), 0, False, None) if len(parts) == 1 else None
            if found and parts[0].lower() in BARE:
                yield found
        elif name == "UnresolvedFunction":
            yield from self._function(node, has_customers)
        elif name in AGGREGATES and not node.get("looked_at"):
            found = function_fault(AGGREGATES[name], 1, False, None)
            if found:
                yield found
        elif name.startswith(("Current", "Now", "Rand", "Uuid", "LocalTimestamp")):
            yield Fault(name, f"{name} is not the same every time", "write {{ as_of() }} for the moment of the night")
        elif name in ("EqualTo", "EqualNullSafe", "In", "Like", "ILike"):
            yield from _compared(node, self.reader)
        for each in [*_fields(node), *node["nodes"]]:
            yield from self.expression(each, known, has_customers)

    def _function(self, node: Node, has_customers: bool) -> Iterator[Fault]:
        name = _parts(node["nameParts"])[-1].lower()
        if name == MARK:
            if not has_customers:
                yield Fault("customer.", f"field('customer. ...'): {OUTSIDE}", OUTSIDE_FIX)
            return
        is_ordered = bool(node.get("orderingWithinGroup")) or (bool(node.get("looked_at")))
        found = function_fault(name, len(node["nodes"]), is_ordered, None)
        if found:
            yield found

    def _window(self, node: Node) -> Iterator[Fault]:
        function, spec = node["nodes"]
        name = AGGREGATES.get(function["name"]) or _parts(function.get("nameParts", "[]"))[-1].lower()
        order = [_name(each["nodes"][0]) for each in spec["nodes"] if each["name"] == "SortOrder"]
        values = [_name(each) for each in function["nodes"][:1]] if name in ANY_OF_SEVERAL else []
        is_ordered = decides(order, values)
        if name in BY_PLACE and not is_ordered:
            yield unordered_window(name, bool(order), None)
        if is_ordered or name not in ANY_OF_SEVERAL or name in BY_PLACE:
            function["looked_at"] = True

    def _reads(self, node: Node, known: Known) -> frozenset[str]:
        """The relations that a plan's rows are of."""
        if node["name"] == "UnresolvedRelation":
            parts = _parts(node["multipartIdentifier"])
            relation = ".".join(parts).lower()
            return known[relation] if len(parts) == 1 and relation in known else frozenset([relation])
        if node["name"] == "UnresolvedWith":
            inner = dict(known)
            for each in node.get("cteRelations") or []:
                inner[str(each["_1"]).lower()] = self._reads(_tree(each["_2"]), inner)
            known = inner
        return frozenset().union(*(self._reads(each, known) for each in node["nodes"]))


def _compared(node: Node, reader: Reader) -> Iterator[Fault]:
    # (country, city) in (('DK', 'Aarhus')) compares one by one; a row has a name before each of its values.
    sides = node["nodes"]
    is_of_rows = all(each["name"] == "CreateNamedStruct" for each in sides)
    pairs = zip(*(each["nodes"][1::2] for each in sides), strict=False) if is_of_rows else [sides]
    for each in pairs:
        yield from comparison_faults([_operand(side) for side in each], node["name"] == "ILike", reader, None)


def _operand(node: Node) -> Operand:
    wrappers = []
    while (wrapper := _wrapper(node)) in WRAPPERS and node["nodes"]:
        wrappers.append(wrapper)
        node = node["nodes"][0]
    column = _parts(node["nameParts"])[-1].lower() if node["name"] == "UnresolvedAttribute" else None
    text = node["value"] if node["name"] == "Literal" and node["dataType"] == "string" else None
    return Operand(column, text, tuple(wrappers))


def _wrapper(node: Node) -> str:
    if node["name"] == "UnresolvedFunction":
        return _parts(node["nameParts"])[-1].lower()
    return {"Cast": "cast", "StringTrim": "trim", "StringTrimLeft": "ltrim", "StringTrimRight": "rtrim"}.get(
        node["name"], ""
    )


def _is_total(limit: Node) -> bool:
    """Whether the order below a limit names every column that is selected."""
    node, ordered, places = limit, set[str](), set[str]()
    while node["name"] not in ("Project", "Aggregate") and node["nodes"]:
        if node["name"] == "Sort":
            by = [each for order in _fields(node) for each in order["nodes"]]
            ordered |= {_name(each) for each in by}
            places |= {str(each["value"]) for each in by if each["name"] == "Literal"}
        node = node["nodes"][0]
    if node["name"] not in ("Project", "Aggregate"):
        return False
    key = "projectList" if node["name"] == "Project" else "aggregateExpressions"
    items = [
        each["nodes"][0] if each["name"] == "UnresolvedAlias" else each
        for each in _inner(node.get(key))
        if each["name"]
    ]
    return "all" in ordered or all(
        each["name"] == "Literal" or _name(each) in ordered or str(place) in places
        for place, each in enumerate(items, start=1)
    )


def _name(expression: Node) -> str:
    if expression["name"] == "UnresolvedAttribute":
        return _parts(expression["nameParts"])[-1].lower()
    return json.dumps(expression, sort_keys=True)
