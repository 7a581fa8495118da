"""What moves or removes whole files is killed with SIGKILL before each of its system calls, and done again.

The work is done in a copy of this process, which dies at its first call, at its second and so on, each time on files of
its own, until there is no call left to die at.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from orchestration.landing import taking_over
from orchestration.landing.taking_over import take_over
from orchestration.publishing.generations import all_generations, current, prune, prune_workshops, publish, recover
from orchestration.settings import Home
from tests import old_home
from tests.dying import Dying, dies_at
from tests.unit.generations import build, current_id

SYSTEM_CALLS = ("replace", "rename", "unlink", "rmdir", "symlink", "mkdir")
Work = Callable[[Path], None]


class DyingConnection:
    """A connection to DuckDB whose statements count as calls."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, dying: Dying) -> None:
        self.connection = connection
        self.execute = dying.at(connection.execute)

    def __enter__(self) -> "DyingConnection":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def arm(dying: Dying) -> None:
    """Count system calls, and the statements by which a file of an earlier version is changed."""
    dying.at_each(os, SYSTEM_CALLS)
    changing = taking_over.changing
    taking_over.changing = lambda file: DyingConnection(changing(file), dying)  # type: ignore[assignment,return-value]


def kill_everywhere(tmp_path: Path, prepare: Work, work: Work, check: Work) -> int:
    """Kill the work at each of its calls, and check what it left; how many calls it has."""
    for call in range(1000):
        home = tmp_path / str(call)
        home.mkdir()
        prepare(home)
        died = dies_at(call, arm, partial(work, home))
        check(home)
        if not died:
            return call
    raise AssertionError("it never came to its end")


def test_an_earlier_home_is_taken_over_wherever_that_was_killed(tmp_path: Path) -> None:
    def taken_over(home: Path) -> None:
        take_over(Home(home))
        with duckdb.connect() as connection:
            connection.execute(f"attach '{home / 'raw.duckdb'}' as landed (read_only)")
            tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            customers = connection.execute("from landed.raw.customers").fetchall()
        assert (tables, customers) == ([("raw", "customers")], [("ada",)])
        assert [path.name for path in home.iterdir()] == ["raw.duckdb"]

    # The schemas are listed, both are dropped, a checkpoint is written, the file is renamed.
    assert kill_everywhere(tmp_path, old_home.one_file, lambda home: take_over(Home(home)), taken_over) == 5


def publish_next(published: Path, run_id: str) -> None:
    now = current(published)
    built = build(published, run_id, now.manifest.last_file_id + 1 if now else 1)
    (built / "workshop.duckdb").write_text(run_id)
    publish(published, built, lambda: None)


def three_generations(published: Path) -> None:
    for run_id in ("one", "two", "three"):
        publish_next(published, run_id)


def night(published: Path) -> None:
    """The parts of a night that handle generations, keeping three."""
    recover(published)
    if current_id(published) != "four":
        publish_next(published, "four")
    prune(published, 3)
    prune_workshops(published)


def test_a_switch_and_its_pruning_leave_whole_generations_wherever_they_were_killed(tmp_path: Path) -> None:
    def is_whole(published: Path) -> None:
        now = current(published)
        assert now is not None and now.manifest.run_id in ("three", "four")
        before = now.path.with_name(str(now.manifest.previous))
        # The current one has its workshop, and so has the one that a rollback goes to.
        for generation in (now.path, before):
            assert (generation / "workshop.duckdb").read_text() == generation.name
            assert (generation / "parquet" / "table.parquet").read_text() == generation.name
        night(published)
        kept = {each.manifest.run_id: each.workshop.exists() for each in all_generations(published)}
        assert kept == {"two": False, "three": True, "four": True}
        recover(published)
        assert sorted(path.name for path in published.iterdir()) == ["current", "generations"]

    assert kill_everywhere(tmp_path, three_generations, night, is_whole) > 10
