"""What an expression of a mapping may do: read the file's rows, and give the same whenever the file lands.

Belongs here: the look at an expression as DuckDB parses it. Does not belong here: types, which DuckDB itself binds
(mapping_files.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from orchestration.gate.duckdb_sql import BY_NAME, OF_THE_PARSER, PURE_MACROS, SORTS, parsed, stabilities
from orchestration.gate.rules import ANY_OF_SEVERAL, BARE, BY_PLACE, TIES, function_fault
from orchestration.landing.contract import hint
from orchestration.landing.mapping import ROW

Node = dict[str, Any]
# What an expression consists of; anything else, such as a query, a star or a parameter, reads something else.
PARTS = {
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "LAMBDA",
    "OPERATOR", "WINDOW",
}  # fmt: skip
# What a select has beside its list; an expression that closes its bracket could bring some.
REST = ("where_clause", "group_expressions", "having", "qualify", "sample", "modifiers")
ONLY_ROWS = "an expression reads the rows of its file, and nothing else"


class ExpressionError(Exception):
    """An expression may not be used; the message is the problem and its fix."""


@dataclass(frozen=True)
class Expression:
    """An SQL expression in brackets: which columns of the file it reads, and whether it sums up rows."""

    sql: str
    columns: frozenset[str]
    is_aggregate: bool
    is_window: bool


def examined(text: str, known: list[str]) -> Expression:
    """The expression, if it reads nothing but columns of the file; `known` are their names.

    Raises ExpressionError.
    """
    # On a line of its own, since the text may end in a comment.
    sql = f"({text}\n)"
    tree = parsed(f"select {sql}")
    if tree["error"]:
        raise ExpressionError(f"cannot be read as SQL ({str(tree.get('error_message', '')).splitlines()[0]}); fix it")
    statements = tree["statements"]
    node = statements[0]["node"] if len(statements) == 1 else {}
    is_bare = node.get("type") == "SELECT_NODE" and (node.get("from_table") or {}).get("type") == "EMPTY"
    if not is_bare or len(node["select_list"]) != 1 or any(node.get(part) for part in REST):
        raise ExpressionError(f"is more than one expression; {ONLY_ROWS}")
    names = {name.lower(): name for name in [*known, ROW]}
    look = _Look(names)
    for problem in look.at(node["select_list"][0], frozenset()):
        raise ExpressionError(problem)
    return Expression(sql, frozenset(look.columns), look.is_aggregate, look.is_window)


class _Look:
    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.columns: set[str] = set()
        self.is_aggregate = self.is_window = False

    def at(self, value: Any, parameters: frozenset[str]) -> Iterator[str]:
        """What is wrong in a part of the tree; `parameters` are those of the lambdas around it."""
        if isinstance(value, list):
            for each in value:
                yield from self.at(each, parameters)
            return
        if not isinstance(value, dict):
            return
        kind = value.get("class")
        if kind is not None and kind not in PARTS:
            word = {"SUBQUERY": "a query", "STAR": "a star", "PARAMETER": "a parameter"}.get(kind, str(kind).lower())
            yield f"holds {word}; {ONLY_ROWS}, each column by its name"
            return
        if kind == "CONSTANT":
            return
        if kind == "COLUMN_REF":
            yield from self._column(value["column_names"], parameters)
            return
        if kind == "LAMBDA":
            parameters = parameters | frozenset(_names_in(value.get("lhs")))
        if kind == "FUNCTION":
            yield from self._function(value)
        if kind == "WINDOW":
            self.is_window = True
            yield from self._window(value)
        for key, each in value.items():
            if key != "cast_type":
                yield from self.at(each, parameters)

    def _column(self, names: list[str], parameters: frozenset[str]) -> Iterator[str]:
        first = names[0].lower()
        if first in parameters:
            return
        if len(names) > 1:
            yield f"names the table {names[0]}; {ONLY_ROWS}: write the column's name alone, in double quotes"
        elif first in self.names:
            self.columns |= {self.names[first]} - {ROW}
        elif first in BARE:
            yield f"asks for {first}; leave it out: a file gives the same rows whenever it lands"
        else:
            yield (
                f"reads the column '{names[0]}', which is not listed under columns{hint(names[0], [*self.names])};"
                " list it, or write a text in single quotes"
            )

    def _function(self, function: Node) -> Iterator[str]:
        name = function["function_name"].lower()
        if name == "unnest":
            yield "unnest makes several rows of one; take one of the values, or their aggregate"
            return
        if name in OF_THE_PARSER or not name.replace("_", "a").isalnum():
            self.is_aggregate |= name == "count_star"
            return
        kind, stability = stabilities().get(name, ("", ""))
        if not kind or function.get("catalog") or function.get("schema") not in ("", "main", None):
            yield f"calls {name}, which is no function over values; {ONLY_ROWS}"
            return
        self.is_aggregate |= kind == "aggregate"
        children = function.get("children") or []
        named = [str(each.get("value", {}).get("value", "")).lower() for each in children[1:2] if name in BY_NAME]
        is_ordered = name in SORTS or _reads_row(function.get("order_bys"))
        if name in TIES and not (len(children) > 1 and _reads_row(children[1])):
            yield f"{name} may take either of equal ones; end what it goes by with the row: (..., {ROW})"
        elif name in ANY_OF_SEVERAL and not is_ordered:
            yield f"{name} takes its values in whatever order they come; write {name}(... order by {ROW})"
        elif name not in TIES:
            found = next(
                filter(None, (function_fault(each, len(children), True, None) for each in [name, *named])), None
            )
            if found or stability not in ("CONSISTENT", None) or (kind == "macro" and not PURE_MACROS.fullmatch(name)):
                problem = found.problem if found else f"{name} is not the same every time"
                yield f"{problem}; leave it out: {ONLY_ROWS}"

    def _window(self, window: Node) -> Iterator[str]:
        name = (window.get("function_name") or window["type"].removeprefix("WINDOW_")).lower()
        if name in BY_PLACE | ANY_OF_SEVERAL and not _reads_row(window.get("orders")):
            yield f"{name} goes by the order of rows; end its order by with {ROW}"
        found = function_fault(name, len(window.get("children") or []), True, None)
        if found:
            yield f"{found.problem}; leave it out: {ONLY_ROWS}"


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _names_in(each)
    elif isinstance(value, dict):
        if value.get("class") == "COLUMN_REF":
            yield value["column_names"][-1].lower()
        for each in value.values():
            yield from _names_in(each)


def _reads_row(value: Any) -> bool:
    return ROW in _names_in(value)
