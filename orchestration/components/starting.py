"""How a run of the night is started in this process, and what is said of one that failed."""

from datetime import datetime
from typing import Any

import dagster as dg

from orchestration.building.dbt import Dbt
from orchestration.components import dbt_project
from orchestration.dagster_home.instance import open_instance
from orchestration.errors import INTERRUPTED, RollcallError
from orchestration.lock import NightIsRunning
from orchestration.moments import iso
from orchestration.publishing import generations
from orchestration.tonight import run_id_of


def run_night(
    job: dg.JobDefinition, dbt: Dbt, as_of: datetime, variables: str, run_id: str
) -> tuple[generations.Generation | None, str]:
    """The generation that the night published, if it did; what went wrong, if anything.

    `dbt` is that of the night, which has read the project; `variables` are its, as they were given.

    Raises:
        NightIsRunning: another run holds the lock.
        KeyboardInterrupt: it was interrupted between its steps.
    """
    shop = dbt.shop
    night = {"as_of": iso(as_of), "variables": variables, "target": dbt.target, "started_by": "the command line"}
    dbt_project.parsed[run_id] = dbt
    try:
        with open_instance(shop.home.dagster) as instance:
            result = job.execute_in_process(
                run_config={
                    "resources": {"night": {"config": night}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                instance=instance,
                raise_on_error=False,
                run_id=run_id,
                tags={"rollcall/as_of": iso(as_of)},
            )
    except dg.DagsterExecutionInterruptedError:
        raise KeyboardInterrupt from None
    errors = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    if any(_cause(data).cls_name == "NightIsRunning" for data in errors):
        raise NightIsRunning(_explain(errors[0]))
    message = "\n".join(_explain(data) for data in errors)
    try:
        published = generations.current(shop.home.published)
    except RollcallError as error:
        return None, message or str(error)
    if published is None or published.manifest.run_id != run_id_of(as_of, result.run_id):
        return None, message or "the night failed; see `rollcall status`"
    return published, message


def _explain(data: Any) -> str:
    if _cause(data).cls_name == "DagsterExecutionInterruptedError":
        return INTERRUPTED
    failure = data.user_failure_data
    if failure is not None and failure.description:
        return str(failure.description)
    cause = _cause(data)
    # What was not put into words of our own may quote values.
    return str(cause.message).strip() if cause.cls_name == "Transient" else f"{cause.cls_name}; see logs/dbt.log"


def _cause(data: Any) -> Any:
    return data.error.cause or data.error
