"""Every way in which Rollcall opens DuckDB, each with its settings."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import tenacity

from orchestration.errors import RollcallError, said
from orchestration.progress import report
from orchestration.settings import Home
from orchestration.shop import Shop
from orchestration.warehouse.text import literal

# The catalogs under which the files are attached, wherever they are read: a view names what it reads by them. DuckDB
# would take `raw`, the name of the file, for the schema that is called the same.
LANDED, WORKSHOP = "landed", "workshop"
# Seconds for which a query by day waits for a landing.
PATIENCE = 30


class RawClosed(RollcallError):
    """The raw tables cannot be opened: another program has them open, or the file is damaged."""


def without_pandas() -> None:
    """Have DuckDB's client do without pandas, which nothing here uses; from then on this process cannot import it.

    For programs, once, as they begin. Up to DuckDB 1.5 the client imports pandas at the first value that is bound, and
    where it is not installed looks for it at every one. Not done by this module: in a notebook, or an analyst's own
    dbt, others may use it. docs/decisions/0021-the-night-does-without-pandas.md
    """
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]


@contextmanager
def writing_raw(shop: Shop, file: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The raw tables, in the schema `raw`, for writing; or another file in their place, which is made.

    Waits for another program that has them open, as long as the setting wait_for_raw says.

    Raises:
        RawClosed: with DuckDB's reason, such as the process that has them open.
    """
    home, settings = shop.home, shop.settings
    config: dict[str, str | bool | int | float | list[str]] = {
        **_resources(shop),
        # DuckDB's checkpoints would merge row groups, and a bulk load leaves so many to merge that nearly all rows
        # were written twice. The landing decides when it pays (orchestration.landing.compaction).
        "max_vacuum_tasks": 0,
        # Of a file that is new. From 1.3 on DuckDB has one way to compress all texts, chosen and written faster than
        # the two before: a landing takes a tenth less.
        "storage_compatibility_version": "v1.3.0",
    }
    with duckdb.connect(":memory:", config=config) as connection:
        _attach_raw(connection, file or home.raw, "", settings.wait_for_raw)
        connection.execute(f"use {LANDED}")
        yield connection
        # Closing the file would do it, and keep silent if it fails for want of room.
        connection.execute("checkpoint")


@contextmanager
def reading_raw(shop: Shop) -> Iterator[duckdb.DuckDBPyConnection]:
    """The raw tables, in the schema `raw`, as they are now, for reading; an empty catalog before anything has landed.

    Raises:
        RawClosed: a landing goes on for longer than a query waits, or the file is damaged.
    """
    with in_memory(shop) as connection:
        attach_raw(connection, shop.home)
        connection.execute(f"use {LANDED}")
        yield connection


def attach_raw(connection: duckdb.DuckDBPyConnection, home: Home, patience: int = PATIENCE) -> None:
    """Attach the raw tables as `landed`, for reading; an empty catalog before anything has landed.

    Waits for a landing, for so many seconds.

    Raises:
        RawClosed: a landing goes on for longer than a query waits, or the file is damaged.
    """
    if home.raw.exists():
        _attach_raw(connection, home.raw, " (read_only)", patience)
    else:
        connection.execute(f"attach ':memory:' as {LANDED}")


def _attach_raw(connection: duckdb.DuckDBPyConnection, file: Path, options: str, patience: int) -> None:
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(_is_open_elsewhere),
        stop=tenacity.stop_after_delay(patience),
        wait=tenacity.wait_exponential(multiplier=0.1, max=5),
        before_sleep=lambda _: report("waiting for a program that has the raw tables open"),
        reraise=True,
    )
    try:
        retrying(connection.execute, f"attach {literal(str(file))} as {LANDED}{options}")
    except duckdb.IOException as error:
        raise RawClosed(
            f"{file} cannot be opened; if another program has it open, close it there; if it is damaged, move"
            f" it away, and `rollcall land --rebuild` rebuilds it from the archive. DuckDB says: {said(error)}"
        ) from error


def _is_open_elsewhere(error: BaseException) -> bool:
    return isinstance(error, duckdb.IOException) and "Could not set lock on file" in str(error)


def attach_workshop(connection: duckdb.DuckDBPyConnection, workshop: Path) -> None:
    """Attach what a night's dbt has built as `workshop`, for reading; its views read the raw tables (attach_raw).

    Raises:
        duckdb.Error: it is missing, damaged or of another version.
    """
    connection.execute(f"attach {literal(str(workshop))} as {WORKSHOP} (read_only)")


def journal_of(file: Path) -> Path:
    """Where DuckDB writes what it has not yet put into a file, if it was not closed whole."""
    return file.with_name(f"{file.name}.wal")


def remove(file: Path) -> None:
    """Remove a file of DuckDB's with its journal; nothing, if there is none."""
    for each in (journal_of(file), file):
        each.unlink(missing_ok=True)


def changing(file: Path) -> duckdb.DuckDBPyConnection:
    """A file of DuckDB's, for changing what is in it; closing the connection leaves no journal.

    Raises:
        duckdb.IOException: another process has it open.
    """
    return duckdb.connect(str(file))


def in_memory(shop: Shop) -> duckdb.DuckDBPyConnection:
    """A connection to no file, with the settings' memory and room for spilling."""
    connection = duckdb.connect(":memory:", config={**_resources(shop), "preserve_insertion_order": True})
    connection.execute("set TimeZone = 'UTC'")
    return connection


def _resources(shop: Shop) -> dict[str, str | bool | int | float | list[str]]:
    settings = shop.settings
    return {
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": str(spill_folder(shop.home)),
        "max_temp_directory_size": settings.temp_limit,
        # A table that is not there is no variable of the caller's.
        "python_enable_replacements": False,
    }


def spill_folder(home: Home) -> Path:
    """A folder of this process's own for what DuckDB spills; it is made.

    The names of spilled files are the same in every process: two that spill into one folder read each other's rows.
    """
    folder = home.temporary / str(os.getpid())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def clear_spilled(home: Home) -> None:
    """Remove what processes that are gone have spilled."""
    for folder in home.temporary.iterdir() if home.temporary.is_dir() else ():
        if not _is_alive(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (ValueError, ProcessLookupError):
        return False
    return True


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
