"""How files of a generation are written, by a night, or by an erasure that writes them anew.

Belongs here: the BI file's storage, Parquet's compression, links for copies, checksums of tables. Does not belong here:
which tables there are and what is in them (build.py, contacts.py, remembered.py).
"""

import errno
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from orchestration.publishing.manifest import TableFacts
from orchestration.warehouse.text import literal

# Opens in DuckDB 1.1 to 2.0; the default of 2.0 does not open in 1.x.
STORAGE_VERSION = "v1.0.0"
# A table takes a block at least, and each column of some length one: with DuckDB's 256 KiB, 300 groups of 18 members
# were 77 MB, with this 21. With smaller ones large groups lose their dictionaries, and take three times the room.
BLOCK_BYTES = 2**16

WITHOUT_LINKS = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS}

# Rows after which a connection has kept enough of them in memory.
MANY_ROWS = 100_000
Opened = TypeVar("Opened")


@contextmanager
def writing_bi(connection: duckdb.DuckDBPyConnection, bi_file: Path) -> Iterator[None]:
    """The BI file, which is made if there is none, attached as `bi` for writing; closed when the block is done."""
    connection.execute(
        f"attach {literal(str(bi_file))} as bi (storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES})"
    )
    yield
    connection.execute("checkpoint bi")
    connection.execute("detach bi")


def table_by_table(
    tables: Iterable[str],
    opened: Callable[[], AbstractContextManager[Opened]],
    write: Callable[[Opened, str], int],
) -> dict[str, int]:
    """Write tables; `write` says how many rows one has, which is the result.

    Opens again after many rows: DuckDB keeps the blocks of all that a connection has read and written in memory.
    """
    rows: dict[str, int] = {}
    waiting = deque(tables)
    while waiting:
        with opened() as connection:
            through = 0
            while waiting and through < MANY_ROWS:
                table = waiting.popleft()
                rows[table] = write(connection, table)
                through += rows[table]
    return rows


def copy_to_parquet(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    connection.execute(f"copy ({query}) to {literal(str(file))} (format parquet, compression zstd)")


def link_or_copy(file: Path, place: Path) -> None:
    """A second name for the file; a copy where there can be none: on another disk, or on one without hard links."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise
        shutil.copyfile(file, place)


def table_facts(connection: duckdb.DuckDBPyConnection, table: str) -> TableFacts:
    """Rows and checksum of a relation; every column of every row is read."""
    row = connection.execute(f"select count(*), coalesce(sum(hash(t)), 0) from {table} as t").fetchone()
    assert row is not None
    return TableFacts(rows=row[0], checksum=f"{row[1]:032x}")
