"""The code location as Dagster loads it: assets, lineage, checks, job, schedule, and the hook of a failed night."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.receiver import Receiver
from tests.workspace import PROJECT

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# Run in a process of its own, since the code location reads its home and its manifest once.
DESCRIBE = """
import json, dagster as dg
from orchestration.definitions import defs as load
defs = load()
graph = defs.resolve_asset_graph()
assets = {
    key.to_user_string(): {
        "deps": sorted(parent.to_user_string() for parent in graph.get(key).parent_keys),
        "group": graph.get(key).group_name,
        "owners": list(graph.get(key).owners),
        "description": graph.get(key).description,
    }
    for key in graph.get_all_asset_keys() if graph.get(key).is_materializable
}
schedule = defs.resolve_schedule_def("every_night")
job = defs.resolve_job_def("nightly")
print(json.dumps({
    "assets": assets,
    "checks": sorted(key.name for key in graph.asset_check_keys),
    "jobs": [each.name for each in defs.resolve_all_job_defs() if not each.name.startswith("__")],
    "job_assets": sorted(key.to_user_string() for key in job.asset_layer.executable_asset_keys),
    "steps": sorted(node.name for node in job.nodes),
    "hooks": sorted(hook.name for hook in job.hook_defs),
    "schedules": [each.name for each in defs.schedules],
    "sensors": {each.name: each.default_status.value for each in defs.sensors},
    "cron": schedule.cron_schedule, "zone": schedule.execution_timezone, "default": schedule.default_status.value,
    "schedule_job": schedule.job_name,
}))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that `rollcall prepare` has made for the project as it is."""
    home = tmp_path_factory.mktemp("prepared") / "var"
    prepared = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "prepare"],
        cwd=PROJECT,
        env=os.environ | {"ROLLCALL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stderr
    return home


@pytest.fixture(scope="module")
def location(home: Path) -> dict[str, Any]:
    described = subprocess.run(
        [sys.executable, "-c", DESCRIBE],
        cwd=PROJECT,
        env=os.environ | {"ROLLCALL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert described.returncode == 0, described.stderr
    facts: dict[str, Any] = json.loads(described.stdout)
    return facts


@pytest.mark.parametrize(
    ("command", "answer"), [("list", "every_night"), ("check", "All definitions loaded successfully")]
)
def test_dagsters_own_command_reads_the_project(home: Path, command: str, answer: str) -> None:
    ended = dg(command, home)
    assert ended.returncode == 0 and answer in ended.stdout, ended.stdout + ended.stderr


def test_importing_the_definitions_reads_nothing(tmp_path: Path) -> None:
    """Whatever imported it needed a home with a manifest."""
    imported = subprocess.run(
        [sys.executable, "-c", "import orchestration.definitions, orchestration.components.dbt_project"],
        cwd=tmp_path,
        env=os.environ | {"ROLLCALL_HOME": str(tmp_path / "none"), "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (imported.returncode, imported.stderr) == (0, "")


def test_dagster_checks_the_components(home: Path) -> None:
    ended = dg("check", home, "yaml")
    assert ended.returncode == 0 and "All component YAML validated" in ended.stdout, ended.stdout + ended.stderr


def test_definitions_without_a_manifest_say_what_to_run(tmp_path: Path) -> None:
    ended = dg("list", tmp_path)
    assert ended.returncode != 0
    assert "manifest.json is missing; run `rollcall prepare`" in ended.stdout + ended.stderr


def dg(command: str, home: Path, what: str = "defs") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("dg"), command, what],
        cwd=PROJECT,
        env=os.environ | {"ROLLCALL_HOME": str(home), "DAGSTER_HOME": str(home), "DAGSTER_DISABLE_TELEMETRY": "yes"},
        capture_output=True,
        text=True,
        check=False,
    )


def folder(name: str) -> list[str]:
    return sorted(file.stem for file in (PROJECT / "models" / name).rglob("*.sql"))


def under(location: dict[str, Any], prefix: str) -> list[str]:
    return sorted(key.removeprefix(f"{prefix}/") for key in location["assets"] if key.startswith(f"{prefix}/"))


@pytest.mark.parametrize("name", ["staging", "intermediate", "marts", "customer_groups", "memberships"])
def test_every_model_of_a_folder_is_an_asset_in_the_group_of_that_folder(location: dict[str, Any], name: str) -> None:
    assert under(location, name) == folder(name)
    assert {location["assets"][f"{name}/{model}"]["group"] for model in folder(name)} == {name}


def test_every_landing_table_of_the_contract_is_an_asset(location: dict[str, Any]) -> None:
    contract = yaml.safe_load((PROJECT / "models" / "staging" / "_sources.yml").read_text())
    assert under(location, "raw") == sorted(table["name"] for table in contract["sources"][0]["tables"])


def test_what_is_published_is_an_asset_that_depends_on_its_model(location: dict[str, Any]) -> None:
    tables = [model.removeprefix("published_") for model in folder("publish")]
    assert under(location, "publish") == under(location, "published") == tables
    for table in tables:
        assert location["assets"][f"published/{table}"]["deps"] == [f"publish/{table}"]


def test_the_union_shows_that_it_reads_every_group(location: dict[str, Any]) -> None:
    assert set(location["assets"]["memberships/membership_roll"]["deps"]) >= {
        f"customer_groups/{key}" for key in folder("customer_groups")
    }


def test_a_group_shows_what_it_reads(location: dict[str, Any]) -> None:
    for key in folder("customer_groups"):
        assert location["assets"][f"customer_groups/{key}"]["deps"], key


def test_staging_reads_the_landing(location: dict[str, Any]) -> None:
    assert location["assets"]["staging/stg_order_lines"]["deps"] == ["raw/order_lines"]
    # Whose order it is, matches of guests and merges decide.
    assert location["assets"]["staging/stg_orders"]["deps"] == ["staging/base_orders", "staging/stg_customer_survivors"]


def test_a_groups_card_is_shown_with_its_owner(location: dict[str, Any]) -> None:
    for key in folder("customer_groups"):
        card = yaml.safe_load((PROJECT / "models" / "customer_groups" / f"{key}.yml").read_text())["models"][0]
        asset = location["assets"][f"customer_groups/{key}"]
        assert card["description"].split(".")[0].split()[0] in asset["description"]
        owner = card["config"]["meta"].get("owner", "")
        assert asset["owners"] == ([owner] if owner.startswith("team:") or "@" in owner else [])


def test_every_data_test_is_an_asset_check_by_name(location: dict[str, Any]) -> None:
    named = re.findall(r": \{name: (\w+)\}", "\n".join(file.read_text() for file in PROJECT.glob("models/*/*.yml")))
    assert named
    assert [name for name in named if name not in location["checks"]] == []


def test_one_job_runs_the_whole_night_in_three_steps_and_tells_of_failures(location: dict[str, Any]) -> None:
    assert location["jobs"] == ["nightly"]
    assert location["job_assets"] == sorted(location["assets"])
    assert location["steps"] == ["landing", "models", "publication"]
    assert location["hooks"] == ["tell_of_failure"]


def test_the_schedule_runs_the_job_at_two_by_the_shops_clock_without_being_switched_on(
    location: dict[str, Any],
) -> None:
    assert location["schedules"] == ["every_night"]
    assert (location["cron"], location["zone"], location["default"]) == ("0 2 * * *", "Europe/Copenhagen", "RUNNING")
    assert location["schedule_job"] == "nightly"


def test_missed_nights_and_unheard_failures_are_looked_for_without_being_switched_on(location: dict[str, Any]) -> None:
    assert location["sensors"] == {
        "make_up": "RUNNING",
        "tell_of_unheard_failure": "RUNNING",
        "tell_of_termination": "RUNNING",
    }


@pytest.fixture
def nightly(home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module orchestration.defs.nightly, its home the prepared one."""
    monkeypatch.setenv("ROLLCALL_HOME", str(home))
    monkeypatch.chdir(PROJECT)
    from orchestration.defs import nightly

    return nightly


@pytest.fixture
def due(nightly: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None, str], list[Any]]:
    """The run requests of a tick at a moment, given as_of of the current generation."""
    import dagster as dg

    def evaluate(last: str | None, tick: str) -> list[Any]:
        as_of = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None
        published = SimpleNamespace(manifest=SimpleNamespace(as_of=as_of)) if as_of else None
        monkeypatch.setattr(nightly, "current", lambda _: published)
        moment = datetime.fromisoformat(tick).replace(tzinfo=UTC).astimezone(COPENHAGEN)
        with (
            dg.instance_for_test() as instance,
            dg.build_schedule_context(instance=instance, scheduled_execution_time=moment) as context,
        ):
            return list(nightly.every_night.evaluate_tick(context).run_requests)

    return evaluate


def test_a_tick_asks_for_the_night_of_its_moment(due: Callable[..., list[Any]]) -> None:
    (request,) = due("2025-01-10T01:00:00", "2025-01-11T01:00:00")
    assert request.tags["rollcall/as_of"] == "2025-01-11T01:00:00Z"
    assert request.run_config["resources"]["night"]["config"]["as_of"] == "2025-01-11T01:00:00Z"
    assert request.job_name in (None, "nightly")


def test_a_tick_asks_for_the_oldest_of_the_nights_that_were_missed(due: Callable[..., list[Any]]) -> None:
    (request,) = due("2025-03-28T01:00:00", "2025-03-31T00:00:00")
    assert request.tags["rollcall/as_of"] == "2025-03-29T01:00:00Z"


def test_a_night_that_waits_already_is_not_asked_for_again(
    nightly: Any, due: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster as dg

    waiting = SimpleNamespace(tags={"rollcall/as_of": "2025-03-29T01:00:00Z"})
    monkeypatch.setattr(
        dg.DagsterInstance,
        "get_runs",
        lambda _, filters, limit: [waiting] if dg.DagsterRunStatus.QUEUED in filters.statuses else [],
    )
    assert due("2025-03-28T01:00:00", "2025-03-30T01:00:00") == []


@pytest.mark.parametrize(
    ("status", "age", "is_buried"),
    [
        ("STARTED", 0, True),
        ("CANCELING", 0, True),
        ("STARTING", 60, True),
        ("STARTING", 0, False),
        ("NOT_STARTED", 60, False),
    ],
)
def test_dead_runs_are_buried_and_told_of(
    monkeypatch: pytest.MonkeyPatch, status: str, age: int, is_buried: bool
) -> None:
    """A run that was killed as it started took the queue's only place forever."""
    import dagster as dg

    from orchestration.components import night

    monkeypatch.setattr(night, "TIME_TO_BEGIN", timedelta(seconds=5 if not age else -5))
    with Receiver() as receiver, dg.instance_for_test() as instance:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", receiver.url)
        run = dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus[status])
        instance.add_run(run)
        night.bury_dead_runs(instance)
        after = instance.get_run_by_id(run.run_id)
    assert after is not None
    assert (after.status == dg.DagsterRunStatus.FAILURE) == is_buried
    assert [post["run_id"] for post in receiver.posts] == [run.run_id] * is_buried


def test_the_first_tick_ever_asks_for_one_night(due: Callable[..., list[Any]]) -> None:
    requests = due(None, "2025-01-11T01:00:00")
    assert [request.tags["rollcall/as_of"] for request in requests] == ["2025-01-11T01:00:00Z"]


def test_a_failed_night_is_posted_to_the_webhook(nightly: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import dagster as dg

    @dg.op
    def landing() -> None:
        raise dg.Failure(description="orders/today.csv: lacks ordered_at", allow_retries=False)

    @dg.job(hooks={nightly.tell_of_failure})
    def night() -> None:
        landing()

    with Receiver() as receiver:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", receiver.url)
        result = night.execute_in_process(raise_on_error=False)
    (post,) = receiver.posts
    assert (post["run_id"], post["step"]) == (result.run_id, "landing")
    assert post["error"] == "orders/today.csv: lacks ordered_at"


def test_a_webhook_that_cannot_be_reached_does_not_hide_the_failure(
    nightly: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster as dg

    @dg.op
    def landing() -> None:
        raise dg.Failure(description="why", allow_retries=False)

    @dg.job(hooks={nightly.tell_of_failure})
    def night() -> None:
        landing()

    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)
    monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", "http://127.0.0.1:9/")
    result = night.execute_in_process(raise_on_error=False)
    assert [
        event.step_failure_data.user_failure_data.description for event in result.all_events if event.is_step_failure
    ] == ["why"]
