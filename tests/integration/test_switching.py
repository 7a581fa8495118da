"""Nights beside readers, beside each other, and undone: what consumers see is always one whole generation.

One story, in order: a night; two nights that readers look on at, with others trying to start beside the first of
them; a roll-back; a night that goes on from there; two nights started at the same moment.
"""

import json
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.lock import RunLock, is_held
from orchestration.night import publish_night
from orchestration.publishing import build
from orchestration.settings import Home, Settings
from orchestration.shop import Shop
from orchestration.tonight import Night
from tests.rows import customer
from tests.workspace import PROJECT, Ended, Workspace

EVERYBODY = "select customer_id\nfrom {{ ref('customers') }}\n"
OLD_WHEEL = PROJECT / ".tools" / "duckdb-1.1.3"
OWN_WHEEL = Path(duckdb.__file__).parents[1]


def night_of(day: int) -> str:
    return f"2025-03-{day:02}T01:00:00Z"


def add_customer(shop: Workspace, day: int) -> None:
    shop.drop_rows("customers", f"{day}.ndjson", [customer(f"c{day}")])


def start_reader(shop: Workspace, wheel: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(PROJECT / "tests" / "reader.py"), str(wheel), str(shop.current)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until_held(shop: Workspace) -> None:
    for _ in range(6000):
        if is_held(shop.home / "night.lock"):
            return
        time.sleep(0.1)
    raise AssertionError("the night never took the lock")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("switching"), {"everybody": EVERYBODY})
    add_customer(shop, 1)
    nights = [shop.nightly(night_of(1)).code]
    seen: dict[str, Any] = {"ids": [shop.manifest["run_id"]]}

    readers = {wheel: start_reader(shop, wheel) for wheel in (OWN_WHEEL, OLD_WHEEL) if wheel.exists()}
    add_customer(shop, 2)
    running = shop.start("nightly", "--as-of", night_of(2))
    wait_until_held(shop)
    # It stands still, lock in hand, until the others have had their answers, however long they take.
    running.send_signal(signal.SIGSTOP)
    beside = {
        "beside": shop.start("nightly", "--as-of", night_of(2)),
        "status": shop.start("status", "--json"),
        "rollback_beside": shop.start("rollback"),
    }
    for name, process in beside.items():
        out, err = process.communicate()
        seen[name] = Ended(process.returncode, out, err)
    running.send_signal(signal.SIGCONT)
    seen["pid"] = running.pid
    running.communicate()
    nights.append(running.returncode)
    seen["ids"].append(shop.manifest["run_id"])
    add_customer(shop, 3)
    nights.append(shop.run("nightly", "--as-of", night_of(3), environment={"ROLLCALL_KEEP_GENERATIONS": "2"}).code)
    seen["ids"].append(shop.manifest["run_id"])
    seen["kept"] = sorted(path.name for path in (shop.home / "published" / "generations").iterdir())
    seen["read"] = {wheel: reader.communicate("")[0] for wheel, reader in readers.items()}

    seen["rollback"] = shop.run("rollback")
    seen["after_rollback"] = (shop.manifest["run_id"], shop.members("everybody"))
    seen["unknown"] = shop.run("rollback", "--to", "nonsense")
    seen["earlier"] = shop.nightly(night_of(1))
    seen["after_refusals"] = shop.manifest["run_id"]
    add_customer(shop, 4)
    nights.append(shop.nightly(night_of(4)).code)
    seen["events"] = shop.query(
        "select event_id, customer_id, cause, occurred_at::date::text from membership_events order by 1"
    )
    seen["sizes"] = shop.query("select as_of::date::text, members from group_sizes order by 1")
    seen["forward"] = shop.run("rollback", "--to", seen["ids"][2])
    seen["after_forward"] = shop.members("everybody")

    both = [shop.start("nightly", "--as-of", night_of(5)) for _ in range(2)]
    seen["both"] = [(*each.communicate(), each.returncode) for each in both]
    return seen | {"shop": shop, "nights": nights}


def test_every_night_is_published_whatever_happens_beside_it(story: dict[str, Any]) -> None:
    assert story["nights"] == [0, 0, 0, 0]


def test_a_second_night_is_turned_away_and_told_who_is_running(story: dict[str, Any]) -> None:
    beside = story["beside"]
    assert beside.code == 4
    assert f"process {story['pid']}" in beside.err
    assert "started by the command line" in beside.err
    assert "Traceback" not in beside.err


def test_the_status_tells_who_is_running(story: dict[str, Any]) -> None:
    status = json.loads(story["status"].out)
    assert f"process {story['pid']}" in status["running"]
    assert status["run_id"] == story["ids"][0]


def test_nobody_rolls_back_under_a_running_night(story: dict[str, Any]) -> None:
    assert story["rollback_beside"].code == 4


def test_of_two_nights_started_together_one_runs_and_one_is_turned_away(story: dict[str, Any]) -> None:
    codes = sorted(code for _, _, code in story["both"])
    errors = "\n".join(err for _, err, _ in story["both"])
    assert "Traceback" not in errors
    assert codes == [0, 4], errors


@pytest.mark.parametrize("wheel", [OWN_WHEEL, OLD_WHEEL], ids=["own", "1.1.3"])
def test_a_reader_never_sees_a_missing_or_inconsistent_file(story: dict[str, Any], wheel: Path) -> None:
    """Also with the file attached under another name, as BI tools do it."""
    if wheel not in story["read"]:
        pytest.skip(f"{wheel} is missing; `make setup` installs it")
    *faults, summary = story["read"][wheel].splitlines()
    assert faults == []
    assert "saw 3 generations" in summary
    assert int(summary.split("looked ")[1].split()[0]) > 20


def test_no_more_generations_are_kept_than_set(story: dict[str, Any]) -> None:
    assert story["kept"] == sorted(story["ids"][1:])


def test_a_rollback_restores_the_generation_before(story: dict[str, Any]) -> None:
    assert story["rollback"].code == 0
    assert story["ids"][1] in story["rollback"].out
    assert story["after_rollback"] == (story["ids"][1], ["c1", "c2"])


def test_a_rollback_to_an_unknown_generation_lists_those_there_are(story: dict[str, Any]) -> None:
    assert story["unknown"].code == 1
    assert "nonsense" in story["unknown"].err
    assert all(each in story["unknown"].err for each in story["ids"][1:])
    assert "Traceback" not in story["unknown"].err


def test_a_night_before_the_current_generation_is_refused(story: dict[str, Any]) -> None:
    earlier = story["earlier"]
    assert earlier.code == 1
    assert night_of(1) in earlier.err and night_of(2) in earlier.err and "rollcall rollback" in earlier.err
    assert story["after_refusals"] == story["ids"][1]


def test_the_night_after_a_rollback_goes_on_as_if_the_undone_one_had_not_been(story: dict[str, Any]) -> None:
    assert story["events"] == [
        (1, "c1", "definition", "2025-03-01"),
        (2, "c2", "data", "2025-03-02"),
        (3, "c3", "data", "2025-03-04"),
        (4, "c4", "data", "2025-03-04"),
    ]
    assert story["sizes"] == [("2025-03-01", 1), ("2025-03-02", 2), ("2025-03-04", 4)]


def test_a_rollback_may_name_any_generation_on_disk(story: dict[str, Any]) -> None:
    assert story["forward"].code == 0
    assert story["after_forward"] == ["c1", "c2", "c3"]


def test_a_publication_tried_again_after_the_switch_finds_its_own_generation_there(tmp_path: Path) -> None:
    shop = Workspace.open(tmp_path, {"everybody": EVERYBODY})
    add_customer(shop, 1)
    assert shop.nightly(night_of(1)).code == 0
    manifest = shop.manifest
    as_of = datetime.fromisoformat(night_of(1))
    lock = RunLock(Home(shop.home).lock, "a test")
    night = Night(Shop(Settings(home=shop.home), shop.project), as_of, manifest["run_id"], lock)
    assert publish_night(night).manifest.run_id == manifest["run_id"]
    assert shop.manifest == manifest


def test_parquet_that_cannot_be_read_back_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of rows alone stands at the end of the file, and says nothing of the rest."""
    shop = Workspace.open(tmp_path, {"everybody": EVERYBODY})
    add_customer(shop, 1)
    assert shop.nightly(night_of(1)).code == 0
    write = build._write_parquet

    def write_badly(connection: duckdb.DuckDBPyConnection, folder: Path, *more: Any) -> None:
        write(connection, folder, *more)
        file = folder / "group_memberships" / "everybody.parquet"
        content = file.read_bytes()
        file.write_bytes(content[:4] + bytes(30) + content[34:])

    monkeypatch.setattr(build, "_write_parquet", write_badly)
    lock = RunLock(Home(shop.home).lock, "a test")
    night = Night(Shop(Settings(home=shop.home), shop.project), datetime.fromisoformat(night_of(1)), "again", lock)
    night.workshop.parent.mkdir(parents=True)
    shutil.copy(shop.current / "workshop.duckdb", night.workshop)
    with pytest.raises(build.CheckFailed, match="group_memberships"):
        publish_night(night)
