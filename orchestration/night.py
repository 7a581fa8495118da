"""The night's three steps as plain functions: land the files, build the memberships, publish a generation.

Dagster (orchestration.defs) decides when they run and records them; what they do is the same whoever starts them.
"""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration import shop_vars
from orchestration.building import spark
from orchestration.building.dbt import Dbt, Event
from orchestration.building.results import failures_outside, held_groups
from orchestration.currency import require_shop_currency
from orchestration.errors import RollcallError, said
from orchestration.groups.files import require_valid_names
from orchestration.groups.manifest import definition_hashes, disabled_keys, group_nodes
from orchestration.landing.archive import Archive
from orchestration.landing.archive import prune as prune_archive
from orchestration.landing.contract import Contract
from orchestration.landing.ledger import prune as prune_rejected
from orchestration.landing.load import FileProgress, LandingReport, land
from orchestration.lock import RunLock
from orchestration.moments import iso
from orchestration.progress import report
from orchestration.publishing import remembered
from orchestration.publishing.build import RunFacts, build_generation, opened_build
from orchestration.publishing.generations import Generation, current, prune, publish, recover, seen_by_all
from orchestration.publishing.manifest import Manifest
from orchestration.publishing.read import columns_of
from orchestration.rights import share_generation
from orchestration.settings import Home, Project, Settings
from orchestration.warehouse.connections import open_warehouse

# Clocks differ, and a night may describe the day that is about to end.
MOST_AHEAD = timedelta(days=1)
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
# A night without one of these would say of customers what is not so; any other table's rows stand as they are.
NEEDED = ("customers", "orders")


class NightFailed(RollcallError):
    """The night cannot go on, and running it again without a change would not help."""


@dataclass(frozen=True)
class Night:
    """One night: which project and home, the moment as_of (UTC) that it describes, and its lock.

    `variables` override the vars of dbt_project.yml; run_id names the generation that it publishes.
    """

    project: Project
    settings: Settings
    as_of: datetime
    run_id: str
    lock: RunLock
    target: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        return Home(self.settings.home)

    @property
    def engine(self) -> str:
        return self.project.engine(self.target)

    @property
    def dbt(self) -> Dbt:
        return Dbt(self.project, self.home, self.settings, self.target, self.variables)

    @property
    def all_variables(self) -> dict[str, Any]:
        return {**self.project.variables, **self.variables}


def land_files(night: Night) -> LandingReport:
    """Clear away what a killed night left, check the names of the groups, and land what the shop dropped.

    Raises:
        NightFailed: as_of lies in the future, or before the current generation's, or a file of customers or
            orders was refused; all others have landed.
        WrongCurrency: every order is in another currency than the shop's.
        GroupNameError: a file in customer_groups/ cannot be a group.
    """
    recover(night.home.published)
    spark.clear(night.home)
    require_valid_names(night.project)
    if night.as_of > datetime.now(UTC) + MOST_AHEAD:
        raise NightFailed(
            f"as_of {iso(night.as_of)} is in the future: a night after it would lie in its past; give one up to now"
        )
    before = current(night.home.published)
    if before and night.as_of < before.manifest.as_of:
        raise NightFailed(
            f"as_of {iso(night.as_of)} is before the current generation's, {iso(before.manifest.as_of)};"
            f" history only goes forward: give a later one, or `rollcall rollback` first"
        )
    landed = land_waiting(night.project, night.settings, night.all_variables)
    if any(file.table in NEEDED for file in landed.refused):
        lines = "\n".join(f"  {file.path}: {file.reason}" for file in landed.refused)
        raise NightFailed(f"{len(landed.refused)} files were refused; fix or remove them:\n{lines}")
    with open_warehouse(night.home, night.settings) as connection:
        require_shop_currency(connection, night.project.directory / "dbt_project.yml", night.all_variables)
    return landed


def land_waiting(project: Project, settings: Settings, variables: Mapping[str, Any]) -> LandingReport:
    """Land every file that waits in the landing and inbox folders; refused ones are in the report, not raised.

    Raises:
        UnusableVar: what the vars say of the shop cannot be.
    """
    shop_vars.require_usable(variables)
    home = Home(settings.home)
    contract = Contract.read(project.landing_contract, variables)
    archive = Archive(home.archive, settings.leave_landed_files)
    before = current(home.published)
    now = datetime.now(UTC)
    with open_warehouse(home, settings) as connection:
        landed = land(
            connection,
            [home.landing, home.inbox],
            contract,
            landed_at=now,
            archive=archive,
            after_file_id=before.manifest.last_file_id if before else 0,
            progress=report_file,
        )
        prune_rejected(
            connection,
            rejected_before=days_before(now, settings.keep_rejected_days),
            seen_file_id=seen_by_all(home.published),
        )
    if settings.keep_archive_days is not None:
        prune_archive(archive, days_before(now, settings.keep_archive_days))
    return landed


def build_memberships(night: Night, on_event: Callable[[Event], None]) -> dict[str, str]:
    """Build every model; returns the groups that are held, by key, each with the reason.

    Two builds: everything up to the groups, then what is derived from those that succeeded.

    Raises:
        NightFailed: a model or test outside the groups failed.
        GroupNameError: a group would write to another table than its own.
        DbtError: dbt could not run.
    """
    dbt = night.dbt
    report("reading the dbt project")
    manifest = dbt.parse()
    before = current(night.home.published)
    group_ids = {node["unique_id"]: key for key, node in group_nodes(manifest).items()}
    context = _night_variables(night, before, definition_hashes(manifest, night.all_variables), disabled_keys(manifest))
    context["night"]["unreadable"] = sorted(dbt.unreadable)

    if night.engine == spark.ENGINE:
        spark.clear(night.home)
        with open_warehouse(night.home, night.settings) as warehouse:
            sources = manifest["sources"].values()
            spark.export_tables(warehouse, night.home, [(each["schema"], each["identifier"]) for each in sources])
    try:
        if night.engine == spark.ENGINE:
            spark.start(night.home, night.settings)
        results = dbt.build("groups", context, on_event)
        _require_no_failures(failures_outside(results, group_ids))
        held = {**dbt.unreadable, **held_groups(results, group_ids)}
        context["night"]["held"] = {
            key: {"error": error, **_when_last_built(before, key)} for key, error in held.items()
        }

        context["night"]["warnings"] = dbt.warnings
        results = dbt.build("memberships", context, on_event)
        _require_no_failures([result for result in results if not result.succeeded])
    finally:
        dbt.let_go()
    return held


def publish_night(night: Night) -> Generation:
    """Write, check and switch to tonight's generation, and clear old ones away.

    Raises:
        CheckFailed: what was written is not what the warehouse holds.
        LockLost: another night may be running.
    """
    home = night.home
    before = current(home.published)
    if before and before.manifest.run_id == night.run_id:
        return before  # a retry after the switch
    recover(home.published)  # a retry after a fault just before it
    facts = RunFacts(
        run_id=night.run_id,
        as_of=night.as_of,
        target=night.project.target(night.target),
        engine=night.engine,
        code_version=code_version(night.project),
    )
    built = build_generation(home, night.settings, facts, before)
    share_generation(built, night.settings.share_with)
    generation = publish(home.published, built, night.lock.require_held)
    prune(home.published, night.settings.keep_generations)
    spark.clear(home)
    return generation


def group_sizes(night: Night) -> dict[str, dict[str, Any]]:
    """What dbt has just built for the table `groups`, by group key."""
    with opened_build(night.home, night.settings, night.engine) as (connection, tables):
        rows = connection.execute(
            f"select group_key, members, joined, left_count, status, coalesce(error, '') from {tables['groups']}"
        ).fetchall()
    names = ("members", "joined", "left_count", "status", "error")
    return {key: dict(zip(names, values, strict=True)) for key, *values in rows}


def code_version(project: Project) -> str:
    """The project's commit, with `-dirty` when files differ from it; 'unknown' outside git."""
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12"],
            cwd=project.directory,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def run_id_of(as_of: datetime, dagster_run_id: str) -> str:
    """A generation's name: sorts by as_of, and tells two runs of the same night apart."""
    return f"{as_of:%Y%m%dT%H%M%SZ}-{dagster_run_id[:8]}"


def _night_variables(
    night: Night, before: Generation | None, hashes: Mapping[str, str], disabled: list[str]
) -> dict[str, Any]:
    """What macros/memberships/night.sql documents."""
    last = before.manifest.groups if before else {}
    latest = _latest_file_known(night, before.manifest) if before else 0
    held = {key: group for key, group in last.items() if group.status == "held"}
    return {
        "as_of": iso(night.as_of),
        "night": {
            "run_id": night.run_id,
            "previous": str(before.parquet) if before else None,
            "previous_tables": sorted(before.manifest.tables) if before else [],
            "previous_columns": {each: columns_of(before, each) for each in ("membership_events",)} if before else {},
            "previous_keys": sorted(last),
            "previous_as_of": _as_timestamp(before.manifest.as_of) if before else None,
            "remembered": remembered.known_of(before),
            "last_file_id": latest,
            "last_event_id": before.manifest.last_event_id if before else 0,
            "findings_since": min(before.manifest.findings_begin(night.as_of), latest) if before else 0,
            "last_file_ids": {key: min(group.last_file_id, latest) for key, group in held.items()},
            "last_as_ofs": {key: _as_timestamp(group.as_of or LONG_AGO) for key, group in held.items()},
            "held": {},
            "disabled": disabled,
            "warnings": [],
            "definitions": {
                key: {"hash": value, "changed": key not in last or last[key].definition_hash != value}
                for key, value in hashes.items()
            },
        },
    }


def _latest_file_known(night: Night, last: Manifest) -> int:
    """The id, in today's ledger, of the latest file that the last generation knew.

    A warehouse that was made anew since numbers its files from 1 again; when a file landed tells it from a new one.
    """
    if last.last_landed_at is None:
        return last.last_file_id
    with open_warehouse(night.home, night.settings) as connection:
        rows = connection.execute(
            "select coalesce(max(file_id), 0) from raw.landed_files where landed_at <= ?",
            [last.last_landed_at.replace(tzinfo=None)],
        ).fetchall()
    return int(rows[0][0])


def _as_timestamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _when_last_built(before: Generation | None, key: str) -> dict[str, str | None]:
    group = before.manifest.groups.get(key) if before else None
    return {
        "as_of": _as_timestamp(group.as_of) if group and group.as_of else None,
        "definition_hash": group.definition_hash if group else None,
    }


def _require_no_failures(failures: list[Any]) -> None:
    broken = [failure for failure in failures if failure.status != "skipped"] or failures
    if broken:
        lines = "\n".join(f"  {failure.name}: {said(failure.message)}" for failure in broken)
        raise NightFailed(f"dbt failed outside the groups, so nothing is published:\n{lines}")


def days_before(moment: datetime, days: int) -> datetime:
    """So many days earlier, as the raw tables keep moments: UTC, naive."""
    return (moment - timedelta(days=days)).astimezone(UTC).replace(tzinfo=None)


def report_file(progress: FileProgress) -> None:
    report(f"landing {Path(progress.file_name).name}", progress.fraction)
