"""Pieces of SQL: texts, names and paths as DuckDB takes them."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def literal(text: str) -> str:
    """A text as an SQL literal; control characters are kept out of the statement."""
    if "\x00" in text:
        raise ValueError("SQL text cannot hold a NUL character")
    return "'" + text.replace("'", "''") + "'"


def as_pattern(path: Path) -> str:
    """The path as DuckDB's readers of files take it: `*`, `?` and `[` in it stand for themselves."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))


def parquet_of(folder: Path) -> str:
    """The relation of all Parquet files in a folder."""
    return f"read_parquet({literal(as_pattern(folder) + '/*.parquet')})"


def quoted(name: str) -> str:
    """A column or table name that may be a reserved word, such as `at` or `list`."""
    return '"' + name.replace('"', '""') + '"'


def columns(names: Iterable[str], of: str = "") -> str:
    """A select list: `t."a", t."b"` for `of='t'`."""
    return ", ".join(f"{of}.{quoted(name)}" if of else quoted(name) for name in names)


def common_tables(reads: Sequence[tuple[str, str]]) -> list[str]:
    """Queries by their names as what follows `with`: `name as (query)`."""
    return [f"{name} as (\n{sql}\n)" for name, sql in reads]


def named(name: str, value: str, expression: str) -> str:
    """An expression that speaks of a value by a name, so that neither its text nor its plan is there several times.

    It goes through a list, which takes its time: for what few rows need.
    """
    return f"list_transform([{value}], lambda {name}: {expression})[1]"
