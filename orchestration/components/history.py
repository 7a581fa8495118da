"""Dagster's own history, bounded: the runs of the last nights are kept, with all that Dagster logged of them."""

import logging
import shutil
from pathlib import Path

import dagster as dg

from orchestration.moments import iso
from orchestration.publishing.generations import Generation

logger = logging.getLogger(__name__)
ENDED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
# A home that was never cleared is cleared over several nights, so that none of them takes long.
MOST_A_NIGHT = 40


def forget_old_runs(instance: dg.DagsterInstance, dagster_home: Path, keep: int, current: Generation | None) -> None:
    """Delete all but the latest `keep` runs that have ended, with their events and what earlier versions kept.

    The run that published the current generation stays: by it, the schedule knows where to go on.
    """
    records = instance.get_run_records(dg.RunsFilter(statuses=ENDED), limit=keep + MOST_A_NIGHT)
    spared = iso(current.manifest.as_of) if current else None
    for record in records[keep:]:
        run = record.dagster_run
        if run.tags.get("rollcall/as_of") == spared and run.status == dg.DagsterRunStatus.SUCCESS:
            continue
        try:
            instance.delete_run(run.run_id)
            shutil.rmtree(dagster_home / "storage" / run.run_id, ignore_errors=True)
        except Exception as error:  # noqa: BLE001 - the night itself does not need it gone
            logger.warning("Dagster's run %s could not be deleted (%s)", run.run_id, type(error).__name__)
            return
