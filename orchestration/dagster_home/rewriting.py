"""Texts in Dagster's own databases changed, and nothing of what they were left in the files.

Belongs here: where below a DAGSTER_HOME texts are kept in SQLite, and how it forgets. Does not belong here: which.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from orchestration.errors import RollcallError
from orchestration.warehouse.text import quoted

# Seconds for which Dagster, or who looks at it, may keep a database from being changed.
PATIENCE = 120


class HistoryClosed(RollcallError):
    """A database of Dagster's cannot be changed."""


def databases(directory: Path) -> list[Path]:
    """Dagster's databases: of all runs, of schedules, and one with the events of each run."""
    return sorted(directory.rglob("*.db"))


def rewrite_texts(directory: Path, is_meant: Callable[[str], bool], rewritten: Callable[[str], str]) -> None:
    """Put what `rewritten` makes of it in the place of every text that is meant.

    Every database is compacted, whether a text was changed or not: what Dagster has deleted stays in its files else.

    Raises:
        HistoryClosed: a database is damaged, or another program is at it for too long.
    """
    for file in databases(directory):
        try:
            with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.create_function("is_meant", 1, is_meant, deterministic=True)
                connection.create_function("rewritten", 1, rewritten, deterministic=True)
                connection.execute("pragma secure_delete = on")
                for table in _names(connection, "select name from sqlite_master where type = 'table'"):
                    _rewrite(connection, table)
                connection.execute("vacuum")
                (is_busy, *_) = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
        except sqlite3.Error as error:
            raise HistoryClosed(
                f"{file} cannot be changed ({error.sqlite_errorname}); end what else has it open, such as"
                " `rollcall dev`, or restore it if it is damaged; the next night tries again"
            ) from None
        if is_busy:
            raise HistoryClosed(f"{file} is read by another program; end that, and the next night tries again")


def _rewrite(connection: sqlite3.Connection, table: str) -> None:
    for column in _names(connection, "select name from pragma_table_info(?)", table):
        meant = f"typeof({quoted(column)}) = 'text' and is_meant({quoted(column)})"
        # Looked for first, so that Dagster can write meanwhile.
        if connection.execute(f"select 1 from {quoted(table)} where {meant} limit 1").fetchone():
            connection.execute(
                f"update {quoted(table)} set {quoted(column)} = rewritten({quoted(column)}) where {meant}"
            )


def _names(connection: sqlite3.Connection, query: str, *values: str) -> list[str]:
    return [name for (name,) in connection.execute(query, values).fetchall()]
