"""What a run of the night is configured by, and the lock that it holds from its first step to its last."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import dagster as dg
import yaml
from pydantic import Field, PrivateAttr

from orchestration.building.dbt import Dbt
from orchestration.components.history import forget_old_runs
from orchestration.errors import RollcallError
from orchestration.lock import RunLock
from orchestration.moments import parse_as_of
from orchestration.notify import tell_of_failure
from orchestration.publishing.generations import current
from orchestration.rights import close_home, close_what_is_made
from orchestration.settings import NIGHT_TARGET
from orchestration.shop import Shop
from orchestration.tonight import Night, NightFailed, run_id_of

# What counts against dagster.yaml's one run at a time.
UNDER_WAY = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
TIME_TO_BEGIN = timedelta(minutes=10)
KILLED = "The process of this run was killed."


def bury_dead_runs(instance: dg.DagsterInstance, but: str | None = None) -> None:
    """Mark as failed the runs that Dagster takes to be under way, all but one; call it when no night can be running.

    A run that was killed cannot say so itself, and the queue would wait for it forever. Those who are told of failures
    hear of it here, where the run's own hook cannot speak. One that has only just been started may yet begin.
    """
    shop = Shop.here()
    for record in instance.get_run_records(dg.RunsFilter(statuses=UNDER_WAY)):
        run = record.dagster_run
        is_young = datetime.now(UTC) - record.update_timestamp.astimezone(UTC) < TIME_TO_BEGIN
        if run.run_id == but or (run.status == dg.DagsterRunStatus.STARTING and is_young):
            continue
        instance.report_run_failed(run, message=KILLED)
        tell_of_failure(shop.home, shop.settings.webhook_url, run.run_id, "an unknown step", KILLED, is_incident=True)


class NightResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """One per run. The lock is taken by the first step that asks and freed when the run ends, however it ends."""

    as_of: str | None = Field(default=None, description="The moment of the night, ISO 8601; now, when left out.")
    variables: str = Field(default="{}", description="dbt vars as YAML, over those of dbt_project.yml.")
    target: str | None = Field(default=None, description="dbt target; `duckdb`, when left out.")
    started_by: str = Field(default="Dagster", description="Who to name to those that find the lock taken.")

    _night: Night | None = PrivateAttr(default=None)
    _dbt: threading.Thread | None = PrivateAttr(default=None)

    def tonight(self, context: dg.AssetExecutionContext) -> Night:
        """The run's night, with its lock held.

        Raises:
            NightIsRunning: another run holds the lock.
        """
        if self._night is None:
            shop = Shop.here()
            variables = yaml.safe_load(self.variables) or {}
            if not isinstance(variables, dict):
                raise NightFailed(f"'{self.variables}' is not YAML of names and values, such as 'currency: EUR'")
            as_of = parse_as_of(self.as_of) if self.as_of else datetime.now(UTC).replace(microsecond=0)
            run_id = run_id_of(as_of, context.run_id)
            close_what_is_made(shop.home)
            lock = RunLock(shop.home.lock, f"night {run_id}, started by {self.started_by}")
            lock.acquire()
            try:
                close_home(shop.home, shop.settings.share_with)
            except BaseException:
                lock.release()
                raise
            bury_dead_runs(context.instance, but=context.run_id)
            self._forget_old_runs(context.instance, shop)
            self._night = Night(
                shop=shop,
                as_of=as_of,
                run_id=run_id,
                lock=lock,
                target=self.target or NIGHT_TARGET,
                variables=variables,
            )
        return self._night

    def _forget_old_runs(self, instance: dg.DagsterInstance, shop: Shop) -> None:
        # Which generation is current, if that cannot be told, the landing will say.
        with suppress(RollcallError):
            forget_old_runs(instance, shop.home.dagster, shop.settings.keep_runs, current(shop.home.published))

    def wait_for(self, dbt: threading.Thread) -> None:
        """Keep the lock until the thread has ended; if the run ends before it does, however it ends, so does dbt."""
        self._dbt = dbt

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        if self._dbt is not None:
            Dbt.end(self._dbt)
            self._dbt = None
        if self._night is not None:
            self._night.lock.release()
            self._night = None
