"""What Dagster keeps of nights is bounded: its log was 2 to 3 MB larger each night, forever."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from orchestration.components.history import MOST_A_NIGHT, forget_old_runs
from orchestration.dagster_home.instance import (
    DAGSTER_YAML,
    FIRST_DAGSTER_YAML,
    SECOND_DAGSTER_YAML,
    open_instance,
    prepare_dagster_home,
)


@dg.asset(check_specs=[dg.AssetCheckSpec("whole", asset="customers")])
def customers() -> Iterator[Any]:
    """Something to be materialized, with a check and a lot to say."""
    yield dg.MaterializeResult(metadata={"account": "x" * 5000})
    yield dg.AssetCheckResult(passed=True, check_name="whole")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAGSTER_HOME", "")
    prepare_dagster_home(tmp_path)
    return tmp_path


def run(instance: Any, as_of: str) -> str:
    return str(dg.materialize([customers], instance=instance, tags={"rollcall/as_of": as_of}).run_id)


def size(home: Path) -> int:
    return sum(file.stat().st_size for file in home.rglob("*") if file.is_file())


def rows_of(instance: Any, run_id: str) -> int:
    """What all runs' file still holds of one."""
    with instance.event_log_storage.index_connection() as connection:
        tables = ("event_logs", "asset_check_executions")
        return sum(
            connection.exec_driver_sql(f"select count(*) from {table} where run_id = '{run_id}'").scalar()
            for table in tables
        )


def test_only_the_last_nights_are_kept_and_nothing_of_the_others(home: Path) -> None:
    with open_instance(home) as instance:
        ids = [run(instance, f"2025-03-{day:02}T01:00:00Z") for day in range(1, 6)]
        assert rows_of(instance, ids[0]) > 0
        forget_old_runs(instance, home, 2, None)
        assert {each.run_id for each in instance.get_runs()} == set(ids[3:])
        assert [rows_of(instance, each) for each in ids[:3]] == [0, 0, 0]
        assert instance.get_latest_materialization_event(customers.key) is not None
    left = [str(path.relative_to(home)) for path in home.rglob("*")]
    assert [path for path in left if any(each in path for each in ids[:3])] == []
    assert [path for path in left if ids[4] in path]


def test_after_many_nights_the_size_stays_level(home: Path) -> None:
    sizes = []
    for _ in range(4):
        with open_instance(home) as instance:
            for day in range(1, 6):
                run(instance, f"2025-03-{day:02}T01:00:00Z")
                forget_old_runs(instance, home, 3, None)
        sizes.append(size(home))
    assert sizes[3] < sizes[1] * 1.1, sizes


def test_the_run_of_the_current_generation_is_kept_however_old(home: Path) -> None:
    """By it, the schedule knows that it may make up for the nights after it."""
    current: Any = SimpleNamespace(manifest=SimpleNamespace(as_of=datetime(2025, 3, 1, 1, tzinfo=UTC)))
    with open_instance(home) as instance:
        ids = [run(instance, f"2025-03-{day:02}T01:00:00Z") for day in range(1, 6)]
        forget_old_runs(instance, home, 2, current)
        assert {each.run_id for each in instance.get_runs()} == {ids[0], *ids[3:]}


def test_a_run_that_is_under_way_is_not_forgotten(home: Path) -> None:
    with open_instance(home) as instance:
        under_way = dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.STARTED)
        instance.add_run(under_way)
        for _ in range(3):
            instance.add_run(dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.FAILURE))
        forget_old_runs(instance, home, 2, None)
        assert len(instance.get_runs()) == 3
        assert instance.has_run(under_way.run_id)


def test_a_history_of_years_is_cleared_over_several_nights(home: Path) -> None:
    with open_instance(home) as instance:
        for _ in range(MOST_A_NIGHT + 4):
            instance.add_run(dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.FAILURE))
        forget_old_runs(instance, home, 2, None)
        assert len(instance.get_runs()) == 4


def test_dagster_asks_nobody_to_sign_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_dagster_home(tmp_path)
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    with open_instance(tmp_path) as instance:
        assert not instance.nux_enabled
        assert os.environ["DAGSTER_HOME"] == str(tmp_path)


def test_settings_of_an_older_version_are_written_again_and_a_shops_own_are_not(tmp_path: Path) -> None:
    file = tmp_path / "dagster.yaml"
    file.write_text(FIRST_DAGSTER_YAML)
    prepare_dagster_home(tmp_path)
    assert file.read_text() == DAGSTER_YAML
    file.write_text("telemetry: {enabled: true}\n")
    prepare_dagster_home(tmp_path)
    assert file.read_text() == "telemetry: {enabled: true}\n"


@pytest.mark.parametrize("text", [FIRST_DAGSTER_YAML, SECOND_DAGSTER_YAML, DAGSTER_YAML])
def test_settings_that_name_the_event_logs_former_module_name_the_one_of_now(tmp_path: Path, text: str) -> None:
    file = tmp_path / "dagster.yaml"
    file.write_text(text.replace("orchestration.dagster_home.event_log", "orchestration.event_log"))
    prepare_dagster_home(tmp_path)
    assert file.read_text() == DAGSTER_YAML
    own = "# ours\n" + DAGSTER_YAML.replace("module: orchestration", "module:   orchestration")
    file.write_text(own.replace("orchestration.dagster_home.event_log", "orchestration.event_log"))
    with open_instance(tmp_path) as instance:
        assert instance.get_runs() == []
    assert file.read_text() == own
