"""`rollcall` in a process of its own that need not import Dagster and dbt first, which takes longer than most commands.

The process is a copy of one that has imported what commands and nights use, late imports too, and has had dbt read a
small project (warmed.py); where a command is killed or interrupted, tests start it as a user does (Workspace.start).
"""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

IMPORTED = [
    *("alembic", "dagster", "dagster_dbt", "orchestration.cli", "orchestration.building.memberships"),
    *("orchestration.components.starting", "orchestration.landing.runs", "orchestration.night", "orchestration.notify"),
    *("orchestration.rules.definitions", "orchestration.status"),
    # What they import only as a night goes on.
    *("dagster._core.storage.legacy_storage", "dbt.task.build", "metricflow.converters.msi_to_osi", "upath"),
    "tests.warmed",
]
COPIES = multiprocessing.get_context("forkserver")
COPIES.set_forkserver_preload(IMPORTED)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(arguments: Sequence[str], directory: Path, environment: Mapping[str, str]) -> Ended:
    """Run `rollcall` with these arguments in a directory, to its end."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = COPIES.Process(target=_run, args=(list(arguments), directory, dict(environment), out, err))
        process.start()
        process.join()
        assert process.exitcode is not None
        return Ended(process.exitcode, out.read_text(), err.read_text())


def _run(arguments: list[str], directory: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for file, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(directory)
    sys.argv = ["rollcall", *arguments]
    from orchestration.cli import main
    from orchestration.commands import console

    # They have been made already, as wide as the terminal of the process that this is a copy of.
    for each in (console.out, console.err):
        each.width = int(environment.get("COLUMNS", "80"))
    main()
