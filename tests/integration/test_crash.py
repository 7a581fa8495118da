"""Nights that are killed with SIGKILL at five points: consumers see one whole generation, and the next night runs.

One story, in order: a good night; three nights killed one after the other, each over the leavings of the last; one
killed just before the switch; a good night; one killed just after the switch; a good night.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.lock import is_held
from orchestration.moments import iso
from tests.receiver import Receiver
from tests.rows import customer
from tests.workspace import PROJECT, Ended, Workspace

EVERYBODY = "select customer_id\nfrom {{ ref('customers') }}\n"
BEFORE_THE_SWITCH = ["in landing", "in dbt", "in export", "just before the switch"]


@dataclass(frozen=True)
class Seen:
    """What consumers and operators saw after a night that was killed."""

    code: int
    said: str
    run_id: str
    as_of: str
    members: list[str]
    is_whole: bool
    status: Ended


def night_of(day: int) -> str:
    return f"2025-03-{day:02}T01:00:00Z"


def kill(shop: Workspace, point: str, as_of: str) -> Seen:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.integration.crash", point, "nightly", "--as-of", as_of],
        cwd=shop.project,
        env=shop.environment | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    manifest = shop.manifest
    ((run_id,),) = shop.query("select run_id from run")
    counted = {table: shop.query(f"select count(*) from {table}")[0][0] for table in manifest["tables"]}
    parquet = shop.query(f"select count(*) from read_parquet('{shop.current}/parquet/group_memberships/*.parquet')")
    with duckdb.connect(str(shop.current / "workshop.duckdb"), read_only=True) as workshop:
        ((built_for,),) = workshop.execute("select as_of from night").fetchall()
    return Seen(
        code=ended.returncode,
        said=ended.stdout + ended.stderr,
        run_id=manifest["run_id"],
        as_of=manifest["as_of"],
        members=shop.members("everybody"),
        is_whole=run_id == manifest["run_id"]
        and counted == {table: facts["rows"] for table, facts in manifest["tables"].items()}
        and parquet == [(counted["group_memberships"],)]
        and iso(built_for.replace(tzinfo=UTC)) == manifest["as_of"],
        status=shop.run("status", "--json"),
    )


def add_customer(shop: Workspace, day: int) -> None:
    shop.drop_rows("customers", f"{day}.ndjson", [customer(f"c{day}")])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("crash"), {"everybody": EVERYBODY})
    add_customer(shop, 1)
    nights = [shop.nightly(night_of(1))]
    seen: dict[str, Any] = {"first": shop.manifest["run_id"]}
    for point in BEFORE_THE_SWITCH:
        day = BEFORE_THE_SWITCH.index(point) + 2
        add_customer(shop, day)
        seen[point] = kill(shop, point, night_of(day))
    nights.append(shop.nightly(night_of(5)))
    seen |= {"recovered_events": shop.events(), "recovered_files": files_beside_generations(shop)}
    add_customer(shop, 6)
    seen["just after the switch"] = kill(shop, "just after the switch", night_of(6))
    nights.append(shop.nightly(night_of(7)))
    return seen | {"shop": shop, "nights": nights}


def files_beside_generations(shop: Workspace) -> list[str]:
    names = {str(path.relative_to(shop.home / "published")) for path in (shop.home / "published").glob("*")}
    return sorted(names - {"current", "generations"})


@pytest.mark.parametrize("point", BEFORE_THE_SWITCH)
def test_a_night_killed_before_the_switch_leaves_the_last_generation(story: dict[str, Any], point: str) -> None:
    seen: Seen = story[point]
    assert seen.code == -signal.SIGKILL, f"the night ended by itself, and said: {seen.said}"
    assert (seen.run_id, seen.members, seen.is_whole) == (story["first"], ["c1"], True)


def test_a_night_killed_after_the_switch_has_published(story: dict[str, Any]) -> None:
    seen: Seen = story["just after the switch"]
    assert seen.code == -signal.SIGKILL, f"the night ended by itself, and said: {seen.said}"
    assert (seen.as_of, seen.is_whole) == (night_of(6), True)
    assert seen.members == ["c1", "c2", "c3", "c4", "c5", "c6"]


@pytest.mark.parametrize("point", [*BEFORE_THE_SWITCH, "just after the switch"])
def test_a_killed_night_holds_no_lock(story: dict[str, Any], point: str) -> None:
    seen: Seen = story[point]
    assert seen.status.code == 0, seen.status.err
    assert '"running": null' in seen.status.out


def test_the_night_after_a_killed_one_succeeds(story: dict[str, Any]) -> None:
    assert [night.code for night in story["nights"]] == [0, 0, 0], [night.err for night in story["nights"]]


def test_nobody_joins_twice_after_a_killed_night(story: dict[str, Any]) -> None:
    assert story["recovered_events"] == [
        ("everybody", "c1", "joined", "definition"),
        *(("everybody", f"c{day}", "joined", "data") for day in (2, 3, 4, 5)),
    ]
    assert story["shop"].events() == [*story["recovered_events"], ("everybody", "c6", "joined", "data")]
    assert story["shop"].query("select count(*) - count(distinct event_id) from membership_events") == [(0,)]


def test_nothing_of_a_half_built_generation_is_left(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert [name for name in story["recovered_files"] if name != "building"] == []
    assert [name for name in files_beside_generations(shop) if name != "building"] == []
    assert list((shop.home / "published").glob("building/*")) == []
    generations = [path.name for path in (shop.home / "published" / "generations").iterdir()]
    assert sorted(name[:8] for name in generations) == ["20250301", "20250305", "20250306", "20250307"]


def test_killed_nights_leave_no_personal_data_in_temporary_files(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert [file for file in (shop.home / "tmp").rglob("*") if file.is_file()] == []
    assert list(shop.home.rglob("tmp_*")) == []
    assert list(shop.home.rglob("*.wal")) == []


def test_killed_nights_are_not_shown_as_running_forever(story: dict[str, Any]) -> None:
    """They would also take up the only place that dagster.yaml gives to runs, and no scheduled night would start."""
    runs = json.loads(story["shop"].run("status", "--json").out)["runs"]
    assert len(runs) == 5
    assert [run["as_of"] for run in runs if run["status"] not in ("success", "failure", "canceled")] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_night_that_is_interrupted_ends_with_dbt_frees_the_lock_and_is_told_of(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Ctrl-C, and Terminate in Dagster's UI, left dbt at work on the warehouse beside the next night."""
    endless = f"{EVERYBODY}where (select count(*) from range(2000000000) as a, range(2000000000) as b) > 0\n"
    # In a folder whose name a reader of files would take for a pattern.
    shop = Workspace.open(tmp_path / "shop [1]", {"everybody": EVERYBODY})
    add_customer(shop, 1)
    assert shop.nightly(night_of(1)).code == 0
    shop.define("endless", endless)
    log = shop.home / "logs" / "dbt.log"
    with Receiver() as receiver:
        night = shop.start("nightly", "--as-of", night_of(2), environment={"ROLLCALL_WEBHOOK_URL": receiver.url})
        wait_until(lambda: "START sql customer_group model customer_groups.endless" in log.read_text())
        night.send_signal(number)
        _, said = night.communicate(timeout=600)
    assert (night.returncode, "the night was interrupted" in said, "Traceback" in said) == (1, True, False), said
    # Once, although Dagster's hook hears of it, too.
    assert [post["error"] for post in receiver.posts] == ["the night was interrupted"]
    assert not is_held(shop.home / "night.lock")
    assert shop.manifest["as_of"] == night_of(1)
    shop.undefine("endless")
    again = shop.nightly(night_of(2))
    assert (again.code, shop.members("everybody")) == (0, ["c1"]), again.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_night_that_is_interrupted_before_dagster_begins_is_told_of(tmp_path: Path, number: signal.Signals) -> None:
    shop = Workspace.open(tmp_path, {"everybody": EVERYBODY})
    with Receiver() as receiver:
        night = shop.start("nightly", "--as-of", night_of(1), environment={"ROLLCALL_WEBHOOK_URL": receiver.url})
        wait_until(lambda: is_held(shop.home / "night.lock"))
        night.send_signal(number)
        _, said = night.communicate(timeout=600)
    assert (night.returncode, "the night was interrupted" in said, "Traceback" in said) == (1, True, False), said
    assert [post["error"] for post in receiver.posts] == ["the night was interrupted"]


def wait_until(holds: Callable[[], bool]) -> None:
    """Long enough for any machine: it only ends a test that would never end."""
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that within ten minutes")
