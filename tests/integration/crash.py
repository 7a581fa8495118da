"""Runs a night that kills itself: `python -m tests.integration.crash POINT nightly --as-of ...`.

Not a test. The process gets SIGKILL, so nothing in it can tidy up: no finally, no exit handler, no DuckDB close.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from orchestration import cli, night
from orchestration.building.dbt import Dbt
from orchestration.erasure import copies, raw, records
from orchestration.landing import archive, load
from orchestration.publishing import build, generations
from tests.dying import Dying


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> None:
        work(*arguments, **named)
        die()

    return run


def replace_then_die(source: Any, target: Any) -> None:
    Path(source).rename(target)
    if str(target).endswith("current"):
        die()


class _Checkpointing:
    """A connection that dies as it is about to write a file whole."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def execute(self, statement: str) -> Any:
        return die() if statement.startswith("checkpoint") else self.connection.execute(statement)


def dying_at_checkpoints(opened: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def run(*arguments: Any) -> Iterator[_Checkpointing]:
        with opened(*arguments) as connection:
            yield _Checkpointing(connection)

    return run


class _Switching:
    """`os` as a module sees it, with another replace."""

    def __init__(self, replace: Callable[..., Any]) -> None:
        self.replace = replace

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


def arm(point: str) -> None:
    """Make the night die at a point."""
    if point == "in landing":
        # The first table has landed, the rest has not.
        load._land_tables = dying_after(load._land_tables)
    elif point == "before the moves":
        # The ledger has the files, the archive has none.
        archive._bring = die
    elif point == "half-way through the moves":
        archive._bring = dying_after(archive._bring)
    elif point == "after the moves":
        # The archive has the files, the ledger does not say so.
        archive._write_account = die
    elif point == "in dbt":
        # Staging, marts and groups are built, the memberships are not.
        Dbt.build = dying_after(Dbt.build)  # type: ignore[method-assign]
    elif point == "in export":
        # The BI file is written, no Parquet is.
        build._write_parquet = die
    elif point == "in the rewriting of the raw tables":
        # The new file lies beside the old one, half in its journal.
        raw.writing_raw = dying_at_checkpoints(raw.writing_raw)
    elif point == "in the rewriting of the archive":
        # One file is without the persons, and the ledger does not say so; another lies beside the one it is to replace.
        records.os = _Switching(Dying(1).at(os.replace))  # type: ignore[attr-defined]
    elif point == "after the rewriting":
        night.erase = dying_after(night.erase)
    elif point == "in the finishing of an erasure":
        # Workshops are gone, and a log without the persons lies beside the log; no export is removed.
        copies.os = _Switching(die)  # type: ignore[attr-defined]
    elif point == "just before the switch":
        generations.os = _Switching(die)  # type: ignore[attr-defined]
    elif point == "just after the switch":
        generations.os = _Switching(replace_then_die)  # type: ignore[attr-defined]
    else:
        raise SystemExit(f"no point is called '{point}'")


if __name__ == "__main__":
    arm(sys.argv.pop(1))
    cli.main()
