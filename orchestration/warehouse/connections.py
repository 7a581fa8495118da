"""Every way in which Rollcall opens DuckDB, each with its settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.errors import RollcallError, said
from orchestration.shop import Shop


class WarehouseClosed(RollcallError):
    """The warehouse cannot be opened: another program has it open, or it is damaged."""


def open_warehouse(shop: Shop, file: Path | None = None) -> duckdb.DuckDBPyConnection:
    """The warehouse, or another file in its place, for writing; close it before dbt runs.

    Raises:
        WarehouseClosed: with DuckDB's reason, such as the process that has it open.
    """
    home, settings = shop.home, shop.settings
    home.temporary.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": str(home.temporary),
        "max_temp_directory_size": settings.temp_limit,
        # DuckDB's checkpoints would merge row groups, and a bulk load leaves so many to merge that nearly all rows
        # were written twice. The landing decides when it pays (orchestration.landing.compaction).
        "max_vacuum_tasks": 0,
        # Of a file that is new. From 1.3 on DuckDB has one way to compress all texts, chosen and written faster than
        # the two before: a landing takes a tenth less.
        "storage_compatibility_version": "v1.3.0",
    }
    try:
        return duckdb.connect(str(file or home.warehouse), config=config)
    except duckdb.IOException as error:
        raise WarehouseClosed(
            f"{home.warehouse} cannot be opened; if another program has it open, close it there; if it is damaged, move"
            f" it away, and `rollcall land --rebuild` makes it anew from the archive. DuckDB says: {said(error)}"
        ) from error


def in_memory(shop: Shop) -> duckdb.DuckDBPyConnection:
    """A connection to no file, with the settings' memory and room for spilling."""
    home, settings = shop.home, shop.settings
    home.temporary.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": settings.memory_limit,
            "threads": settings.threads,
            "temp_directory": str(home.temporary),
            "max_temp_directory_size": settings.temp_limit,
            "preserve_insertion_order": True,
        },
    )
    connection.execute("set TimeZone = 'UTC'")
    return connection


def scratch(**config: str | bool | int) -> duckdb.DuckDBPyConnection:
    """An empty database in memory, for a question that needs neither the settings' memory nor their threads."""
    return duckdb.connect(config=dict(config))


def read_only(file: Path) -> duckdb.DuckDBPyConnection:
    """A file of DuckDB's, which is there, for reading.

    Raises:
        duckdb.IOException: another process writes it.
    """
    return duckdb.connect(str(file), read_only=True)


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


def count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    """The rows of `from ... where ...`."""
    row = connection.execute(f"select count(*) {source}").fetchone()
    assert row is not None
    return int(row[0])
