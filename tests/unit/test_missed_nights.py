"""Nights that were missed or failed: made up for one at a time, and a fault is tried once a night and told once."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from orchestration.publishing.generations import NoCurrent
from tests.receiver import Receiver
from tests.workspace import PROJECT


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@pytest.fixture
def nightly(home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module orchestration.defs.nightly."""
    monkeypatch.setenv("ROLLCALL_HOME", str(home))
    monkeypatch.chdir(PROJECT)
    from orchestration.defs import nightly

    return nightly


class NightsAskedFor:
    """A shop whose nights Dagster asks for: `tick` has what the schedule asks for, `look` the sensor at noon."""

    def __init__(self, nightly: Any, instance: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.nightly, self.instance = nightly, instance
        self.published: datetime | None = None
        self.noon = datetime(2025, 3, 31, 12, tzinfo=UTC)
        monkeypatch.setattr(nightly, "datetime", SimpleNamespace(now=lambda _: self.noon))
        monkeypatch.setattr(nightly, "current", lambda _: self._current())

    def _current(self) -> Any:
        return SimpleNamespace(manifest=SimpleNamespace(as_of=self.published)) if self.published else None

    def tick(self, day: int) -> list[str]:
        import dagster as dg

        moment = datetime.fromisoformat(night(day))
        self.noon = moment.replace(hour=12)
        with dg.build_schedule_context(instance=self.instance, scheduled_execution_time=moment) as context:
            return self._names(self.nightly.every_night.evaluate_tick(context).run_requests)

    def look(self) -> list[str]:
        import dagster as dg

        with dg.build_sensor_context(instance=self.instance) as context:
            return self._names(self.nightly.make_up.evaluate_tick(context).run_requests)

    def _names(self, requests: Any) -> list[str]:
        self.asked = list(requests)
        return [request.tags["rollcall/as_of"] for request in self.asked]

    def run(self, succeeds: bool) -> None:
        """What was asked for last is run."""
        import dagster as dg

        for request in self.asked:
            status = dg.DagsterRunStatus.SUCCESS if succeeds else dg.DagsterRunStatus.FAILURE
            self.instance.add_run(dg.DagsterRun(job_name="nightly", status=status, tags=dict(request.tags)))
            if succeeds:
                self.published = datetime.fromisoformat(request.tags["rollcall/as_of"])


@pytest.fixture
def shop(nightly: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    import dagster as dg

    with dg.instance_for_test() as instance:
        yield NightsAskedFor(nightly, instance, monkeypatch)


def night(day: int) -> str:
    """02:00 of that day in March by the shop's clock, which has no such hour on the 30th."""
    return f"2025-03-{day:02}T0{0 if day >= 31 else 1}:00:00Z"


def test_a_file_left_broken_for_two_weeks_is_one_run_a_night(shop: NightsAskedFor) -> None:
    """It was one run for each night since the last publication, all of them failing by the same file."""
    shop.published = datetime(2025, 3, 10, 1, tzinfo=UTC)
    shop.instance.add_run(_run_of(shop.published))
    for day in range(11, 25):
        assert shop.tick(day) == [night(11)], day
        shop.run(succeeds=False)
        assert shop.look() == [], day


def test_once_the_file_is_put_right_all_nights_are_made_up_for_at_once_and_in_order(shop: NightsAskedFor) -> None:
    shop.published = datetime(2025, 3, 27, 1, tzinfo=UTC)
    assert shop.tick(30) == [night(28)]
    shop.run(succeeds=False)
    assert shop.tick(31) == [night(28)]
    made_up = []
    while shop.asked:
        shop.run(succeeds=True)
        made_up += shop.look()
    assert made_up == [night(29), night(30), night(31)]


def test_nights_missed_while_the_machine_was_off_are_made_up_for_one_after_the_other(shop: NightsAskedFor) -> None:
    shop.published = datetime(2025, 3, 28, 1, tzinfo=UTC)
    assert shop.tick(31) == [night(29)]
    shop.run(succeeds=True)
    assert shop.look() == [night(30)]
    shop.run(succeeds=False)
    assert shop.look() == []


def test_a_night_run_by_hand_is_followed_by_none(shop: NightsAskedFor) -> None:
    """Such as one of last year, to try something out."""
    import dagster as dg

    shop.published = datetime(2025, 3, 28, 1, tzinfo=UTC)
    by_hand = {"rollcall/as_of": night(28)}
    shop.instance.add_run(dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.SUCCESS, tags=by_hand))
    assert shop.look() == []


@pytest.mark.parametrize("status", ["NOT_STARTED", "STARTED"])
def test_none_is_asked_for_while_another_is_under_way(shop: NightsAskedFor, status: str) -> None:
    import dagster as dg

    shop.published = datetime(2025, 3, 28, 1, tzinfo=UTC)
    shop.instance.add_run(_run_of(shop.published))
    assert shop.look() == [night(29)]
    shop.instance.add_run(dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus[status]))
    assert shop.look() == []


def test_what_current_names_is_damaged_and_a_night_is_asked_for_that_says_so(
    shop: NightsAskedFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: Path) -> None:
        raise NoCurrent("there are generations but no `current`")

    monkeypatch.setattr(shop.nightly, "current", missing)
    assert shop.tick(31) == [night(31)]
    assert shop.look() == []


def test_a_night_that_is_asked_for_now_is_left_to_the_tick(
    shop: NightsAskedFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked by both at the same moment, it would run twice."""
    shop.published = datetime(2025, 3, 30, 1, tzinfo=UTC)
    shop.instance.add_run(_run_of(shop.published))
    monkeypatch.setattr(shop.nightly, "TIME_OF_A_TICK", timedelta(hours=12, minutes=5))
    assert shop.look() == []


def _run_of(as_of: datetime) -> Any:
    import dagster as dg

    tags = {"rollcall/as_of": night(as_of.day), "rollcall/scheduled": "true"}
    return dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.SUCCESS, tags=tags)


@pytest.mark.parametrize(
    ("sensor", "status"), [("tell_of_unheard_failure", "FAILURE"), ("tell_of_termination", "CANCELED")]
)
def test_a_night_that_fails_outside_its_steps_or_is_terminated_is_told_of_once(
    nightly: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sensor: str, status: str
) -> None:
    """The hook of a failure hears of steps alone."""
    import dagster as dg

    monkeypatch.setenv("ROLLCALL_HOME", str(tmp_path))

    @dg.job
    def night() -> None:
        pass

    with Receiver() as receiver, dg.instance_for_test() as instance:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", receiver.url)
        result = night.execute_in_process(instance=instance)
        context: Any = dg.build_run_status_sensor_context(
            sensor_name=sensor,
            dagster_event=next(event for event in result.all_events if event.event_type_value == "PIPELINE_SUCCESS"),
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        )
        tell: Callable[[Any], Any] = getattr(nightly, sensor)
        if status == "FAILURE":
            context = context.for_run_failure()
        tell(context)
        tell(context)
    (post,) = receiver.posts
    assert post["run_id"] == result.run_id
    assert ("interrupted" in post["error"]) == (status == "CANCELED")


def test_the_address_of_the_webhook_is_not_in_dagsters_files(
    nightly: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A receiver that answers 404 put it into the event log and on stderr."""
    import dagster as dg

    monkeypatch.setenv("ROLLCALL_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    @dg.op
    def landing() -> None:
        raise dg.Failure(description="why", allow_retries=False)

    @dg.job(hooks={nightly.tell_of_failure})
    def night() -> None:
        landing()

    with Receiver(status=404) as receiver, dg.instance_for_test(temp_dir=str(tmp_path)) as instance:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", f"{receiver.url}/T0/secret-of-the-chat")
        night.execute_in_process(raise_on_error=False, instance=instance)
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.suffix == ".db" for file in written)
    assert [file for file in written if b"secret-of-the-chat" in file.read_bytes()] == []
    assert "secret-of-the-chat" not in "".join(capfd.readouterr())
