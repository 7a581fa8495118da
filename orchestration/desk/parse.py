"""DuckDB's parse of an SQL expression, and which text of a longer SQL it was made of."""

import json
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import duckdb

from orchestration.desk.marks import Region
from orchestration.warehouse.connections import scratch

Node = dict[str, Any]
# What the parser gives to what has no place of its own.
NOWHERE = 1 << 62
TOKEN = re.compile(rb"'(?:[^']|'')*'|\"[^\"]*\"|/\*.*?\*/|--[^\n]*|\w+|\s+|.", re.DOTALL)
# How many tokens before its first named place, and behind its last, a plain predicate is looked for.
BEFORE, BEHIND = 12, 80


_asking = threading.Lock()


def _parsed(sql: str) -> Node:
    """As this version of DuckDB has it, so that it can be written back."""
    with _asking:
        row = _database().execute("select json_serialize_sql(?)", [sql]).fetchone()
    assert row is not None
    tree: Node = json.loads(row[0])
    return tree


def written(query: Node) -> str:
    """The SQL of a query's parse."""
    tree = {"error": False, "statements": [{"node": query, "named_param_map": []}]}
    with _asking:
        row = _database().execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchone()
    assert row is not None
    return str(row[0])


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return scratch(threads=1)


def query_of(sql: str) -> Node:
    """The single query of an SQL that the gate has let through."""
    node: Node = _parsed(sql)["statements"][0]["node"]
    return node


@lru_cache(maxsize=4096)
def expression_of(text: str) -> Any:
    """The parse of an expression without places; none if it is not one."""
    tree = _parsed(f"select ({text}\n)")
    if tree["error"] or len(tree["statements"]) != 1:
        return None
    node = tree["statements"][0]["node"]
    if node["type"] != "SELECT_NODE" or len(node["select_list"]) != 1:
        return None
    return placeless(node["select_list"][0])


def means(text: str, expression: Node) -> bool:
    """Whether a text by itself is parsed as this expression."""
    return bool(expression_of(text) == placeless(expression))


def placeless(value: Any) -> Any:
    """A parse without places, which two texts of one meaning share."""
    if isinstance(value, dict):
        return {key: placeless(each) for key, each in value.items() if not key.startswith("query_location")}
    if isinstance(value, list):
        return [placeless(each) for each in value]
    return value


def places(value: Any) -> Iterator[int]:
    """Where the parts of an expression stand in its SQL, in bytes."""
    if isinstance(value, dict):
        place = value.get("query_location")
        if isinstance(place, int) and place < NOWHERE:
            yield place
        for each in value.values():
            if isinstance(each, dict | list):
                yield from places(each)
    elif isinstance(value, list):
        for each in value:
            yield from places(each)


def region_of(expressions: Sequence[Node], regions: Sequence[Region]) -> Region | None:
    """The marked region in which all of the expressions stand."""
    found = list(places(list(expressions)))
    if not found:
        return None
    first, last = min(found), max(found)
    return next((each for each in regions if each.start <= first and last < each.end), None)


def span_of(sql: bytes, expression: Node) -> tuple[int, int] | None:
    """The shortest part of the SQL round an expression that by itself means the same; none if it cannot be told.

    The parser says where its parts begin, not where they end, nor where brackets around the first of them stand.
    """
    found = list(places(expression))
    if not found:
        return None
    first, last = min(found), max(found)
    tokens, depth, depths = [], 0, {}
    for token in TOKEN.finditer(sql):
        depths[token.start()] = depth
        depth += {b"(": 1, b")": -1}.get(token[0], 0)
        depths[token.end()] = depth
        if not token[0].isspace() and not token[0].startswith((b"/*", b"--")):
            tokens.append(token.span())
    starts = [start for start, _ in tokens if start <= first][-BEFORE:][::-1]
    ends = [end for _, end in tokens if end > last][:BEHIND]
    for start in starts:
        for end in ends:
            is_whole = depths[start] == depths[end]
            if is_whole and means(sql[start:end].decode(errors="replace"), expression):
                return start, end
    return None
