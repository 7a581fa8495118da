"""Dagster's event log as Rollcall keeps it: the same files as Dagster's own, none of them left unmerged or piled up."""

import os
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import text

from orchestration.dagster_home.event_log import OPEN_FILES, KeptSqliteEventLogStorage
from orchestration.dagster_home.instance import open_instance, prepare_dagster_home


@dg.asset
def customers() -> None:
    """Something to be materialized."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAGSTER_HOME", "")
    prepare_dagster_home(tmp_path)
    return tmp_path


def test_dagsters_own_storage_reads_what_was_logged(home: Path) -> None:
    with open_instance(home) as instance:
        assert isinstance(instance.event_log_storage, KeptSqliteEventLogStorage)
        run = dg.materialize([customers], instance=instance)
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    with open_instance(home) as instance:
        assert len(instance.all_logs(run.run_id)) > 5
        assert instance.get_latest_materialization_event(customers.key) is not None


def test_closing_the_instance_writes_the_journals_back(home: Path) -> None:
    with open_instance(home) as instance:
        dg.materialize([customers], instance=instance)
        assert list(home.rglob("history/runs/*.db-wal"))
    assert not list(home.rglob("history/runs/*.db-wal"))


def test_many_runs_do_not_keep_a_file_open_each(home: Path) -> None:
    with open_instance(home) as instance:
        for _ in range(OPEN_FILES + 2):
            dg.materialize([customers], instance=instance)
        descriptors = [os.path.realpath(file) for file in Path("/proc/self/fd").iterdir()]
        assert (
            1
            <= len(
                {name for name in descriptors if name.startswith(str(home)) and name.endswith(".db")}
                - {str(home / "history" / "runs.db")}
            )
            <= OPEN_FILES
        )


def test_tables_that_are_there_are_looked_for_once_and_not_with_every_event(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    look = SqliteEventLogStorage.has_table
    monkeypatch.setattr(SqliteEventLogStorage, "has_table", lambda self, name: asked.append(name) or look(self, name))
    with open_instance(home) as instance:
        for _ in range(2):
            dg.materialize([customers], instance=instance)
    assert asked
    assert len(asked) == len(set(asked))


def test_a_table_that_a_migration_adds_is_found(home: Path) -> None:
    with open_instance(home) as instance:
        log = instance.event_log_storage
        assert isinstance(log, KeptSqliteEventLogStorage)
        assert not log.has_table("later")
        with log.index_connection() as connection:
            connection.execute(text("create table later (id integer)"))
        assert log.has_table("later")
