"""Small pieces of SQL that several landing modules spell the same way."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.landing.contract import Table


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


def same_key(table: Table, left: str, right: str) -> str:
    """A join condition on the key, under which a NULL equals a NULL; plain equality, which is faster, elsewhere."""
    return " and ".join(
        f"{left}.{quoted(name)} {'=' if name in table.required else 'is not distinct from'} {right}.{quoted(name)}"
        for name in table.key
    )


def count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """The rows of `from ... where ...`."""
    row = connection.execute(f"select count(*) {source}").fetchone()
    assert row is not None
    return int(row[0])


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What the block does, or, if it raises, nothing."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def named(name: str, value: str, expression: str) -> str:
    """An expression that speaks of a value by a name, so that neither its text nor its plan is there several times.

    It goes through a list, which takes its time: for what few rows need.
    """
    return f"list_transform([{value}], lambda {name}: {expression})[1]"
