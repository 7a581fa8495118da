"""The night as a job: when it runs by itself, and who hears of it when it fails."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg

from orchestration import notify
from orchestration.components.night import UNDER_WAY, bury_dead_runs
from orchestration.errors import INTERRUPTED, RollcallError, said
from orchestration.lock import is_held
from orchestration.moments import NIGHT_HOUR, iso, nights_between
from orchestration.publishing.generations import Generation, current
from orchestration.shop import Shop
from orchestration.shop_vars import time_zone

# Nights missed while the machine was off that the next tick makes up for.
MOST_MISSED_NIGHTS = 14
# A tick is evaluated soon after its moment, and asks for its night itself.
TIME_OF_A_TICK = timedelta(minutes=5)
SCHEDULED = {"rollcall/scheduled": "true"}
WAITING = [dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.QUEUED]
TIME_ZONE = time_zone(Shop.here().project.variables)


@dg.failure_hook
def tell_of_failure(context: dg.HookContext) -> None:
    """Log the failure in one line and post it to ROLLCALL_WEBHOOK_URL, when that is set."""
    failure = context.op_exception
    error = str(getattr(failure, "description", None) or (said(failure) if failure else "an unknown error"))
    step = context.op.name
    context.log.error(f"the night failed in {step}: {error}")
    shop = Shop.here()
    notify.tell_of_failure(
        shop.home, shop.settings.webhook_url, context.run_id, step, error, is_incident=error == INTERRUPTED
    )


nightly_job = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="One night: land, build, publish.",
    hooks={tell_of_failure},
    executor_def=dg.in_process_executor,
)


@dg.schedule(
    job=nightly_job,
    cron_schedule=f"0 {NIGHT_HOUR} * * *",
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night by the shop's clock; of the nights missed since the last publication, the oldest.",
)
def every_night(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest]:
    """The oldest night that is due, unless it is waiting or under way already; `make_up` asks for those after it.

    A night that failed is tried once more by each tick: what is wrong stands in the way of all after it, too.
    """
    home = Shop.here().home
    if not is_held(home.lock):
        bury_dead_runs(context.instance)
    try:
        last = current(home.published)
    except RollcallError:
        last = None  # the night itself will fail with the reason, and tell of it
    due = _due(last, context.scheduled_execution_time)
    if due and not _asked(context.instance, due[0], [*WAITING, *UNDER_WAY]):
        yield _request(due[0])


@dg.sensor(
    job=nightly_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="After a scheduled night was published: the next of those that were missed, until none is.",
)
def make_up(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """One at a time, oldest first; one that fails is left to the next tick of `every_night`."""
    try:
        last = current(Shop.here().home.published)
    except RollcallError:
        last = None  # the next tick asks for a night, which fails with the reason
    if last is None or not _asked(context.instance, last.manifest.as_of):
        yield dg.SkipReason("the current generation is not of a scheduled night")
        return
    if context.instance.get_runs(dg.RunsFilter(statuses=[*WAITING, *UNDER_WAY]), limit=1):
        yield dg.SkipReason("a night is waiting or under way")
        return
    due = _due(last, datetime.now(UTC) - TIME_OF_A_TICK)
    if due and not _asked(context.instance, due[0]):
        yield _request(due[0])
    else:
        yield dg.SkipReason("no night was missed" if not due else f"the night of {iso(due[0])} failed")


def _due(last: Generation | None, until: datetime) -> list[datetime]:
    return nights_between(last.manifest.as_of if last else None, until, ZoneInfo(TIME_ZONE), MOST_MISSED_NIGHTS)


def _asked(instance: dg.DagsterInstance, as_of: datetime, statuses: Sequence[dg.DagsterRunStatus] = ()) -> bool:
    """Whether a night was asked for by the schedule; with statuses, by anyone, and its run is in one of them."""
    tags = {"rollcall/as_of": iso(as_of)} | ({} if statuses else SCHEDULED)
    return bool(instance.get_runs(dg.RunsFilter(tags=tags, statuses=list(statuses)), limit=1))


def _request(as_of: datetime) -> dg.RunRequest:
    return dg.RunRequest(
        run_config={"resources": {"night": {"config": {"as_of": iso(as_of), "started_by": "the schedule"}}}},
        tags={"rollcall/as_of": iso(as_of), **SCHEDULED},
    )


@dg.run_failure_sensor(
    monitored_jobs=[nightly_job], minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING
)
def tell_of_unheard_failure(context: dg.RunFailureSensorContext) -> None:
    """Tell of a night that failed outside its steps, such as one whose process could not load the project."""
    _tell_of_run(context.dagster_run.run_id, "the night's process failed; see `rollcall status` and Dagster's log")


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.CANCELED,
    monitored_jobs=[nightly_job],
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def tell_of_termination(context: dg.RunStatusSensorContext) -> None:
    """Tell of a night that was terminated, wherever it was."""
    _tell_of_run(context.dagster_run.run_id, INTERRUPTED)


def _tell_of_run(run_id: str, error: str) -> None:
    shop = Shop.here()
    notify.tell_of_failure(shop.home, shop.settings.webhook_url, run_id, "an unknown step", error, is_incident=True)
