"""The night as a job: when it runs by itself, and who hears of it when it fails."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg

from orchestration.components.night import UNDER_WAY, bury_dead_runs
from orchestration.errors import RollcallError, said
from orchestration.lock import is_held
from orchestration.moments import NIGHT_HOUR, iso, nights_between
from orchestration.notify import post_failure
from orchestration.publishing.generations import current
from orchestration.settings import Home, Project, Settings

# Nights missed while the machine was off that the next tick makes up for.
MOST_MISSED_NIGHTS = 14
WAITING = [dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.QUEUED]
TIME_ZONE = Project.find(Path.cwd()).variables["time_zone"]


@dg.failure_hook
def tell_of_failure(context: dg.HookContext) -> None:
    """Log the failure in one line and post it to ROLLCALL_WEBHOOK_URL, when that is set."""
    failure = context.op_exception
    error = str(getattr(failure, "description", None) or (said(failure) if failure else "an unknown error"))
    step = context.op.name
    context.log.error(f"the night failed in {step}: {error}")
    url = Settings().webhook_url
    if url is not None:
        post_failure(url, context.run_id, step, error)


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
    description="Every night by the shop's clock, and once for each night missed since the last publication.",
)
def every_night(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest]:
    """One run per night that is due and not waiting or under way already, oldest first."""
    home = Home(Settings().home)
    if not is_held(home.lock):
        bury_dead_runs(context.instance)
    try:
        last = current(home.published)
    except RollcallError:
        last = None  # the night itself will fail with the reason, and tell of it
    asked = {
        run.tags.get("rollcall/as_of")
        for run in context.instance.get_runs(dg.RunsFilter(statuses=[*WAITING, *UNDER_WAY]))
    }
    for as_of in nights_between(
        last.manifest.as_of if last else None,
        context.scheduled_execution_time,
        ZoneInfo(TIME_ZONE),
        MOST_MISSED_NIGHTS,
    ):
        if iso(as_of) in asked:
            continue
        yield dg.RunRequest(
            run_key=iso(as_of),
            run_config={"resources": {"night": {"config": {"as_of": iso(as_of), "started_by": "the schedule"}}}},
            tags={"rollcall/as_of": iso(as_of)},
        )
