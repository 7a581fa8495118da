"""`rollcall nightly`, `prepare`, `dev` and `status`: running nights, and how they went."""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml
from pydantic import ValidationError
from rich.table import Table

from orchestration import lock
from orchestration.commands import groups
from orchestration.commands.console import (
    FAILED,
    LACKING,
    AsJson,
    closed_shop,
    err,
    out,
    progress,
    setting_faults,
)
from orchestration.errors import INTERRUPTED, said
from orchestration.interruption import Interruption
from orchestration.moments import iso, parse_as_of
from orchestration.publishing.generations import Generation
from orchestration.settings import ANALYSTS_TARGET, NIGHT_TARGET, Webhook
from orchestration.shop import Shop

if TYPE_CHECKING:
    from orchestration.building.dbt import Dbt
    from orchestration.findings import Finding


def nightly(
    as_of: Annotated[str | None, typer.Option(help="The night's moment, ISO 8601; now, when left out.")] = None,
    variables: Annotated[str, typer.Option("--vars", help="dbt vars as YAML, over those of dbt_project.yml.")] = "{}",
    target: Annotated[str, typer.Option(help="A target of profiles.yml: duckdb or spark.")] = NIGHT_TARGET,
    as_json: AsJson = False,
) -> None:
    """Run a night: land the files, build the groups, publish. Exits 0 only if a new generation was published."""
    from orchestration.findings import lacking, published

    try:
        moment = parse_as_of(as_of) if as_of else datetime.now(UTC).replace(microsecond=0)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    if target == ANALYSTS_TARGET:
        raise typer.BadParameter(f"{target} is an analyst's own target; a night runs on duckdb or spark")
    overrides = _read_variables(variables)
    run_id = str(uuid.uuid4())
    with _telling_of_failure(run_id) as interruption, progress():
        shop = closed_shop()
        dbt = _prepare(shop, overrides, target)
        interruption.raise_if_lost()
        generation, error = _run(dbt, moment, variables, run_id)
        if INTERRUPTED in error:
            # Dagster calls no hook for a step that is interrupted.
            _tell(run_id, INTERRUPTED, is_incident=True, step="an unknown step")
    if generation is None:
        err.print(error, markup=False)
        raise typer.Exit(FAILED)
    findings = published(generation.parquet)
    _show_night(generation, findings, as_json, failed=bool(error))
    if error:
        err.print(error, markup=False)
        raise typer.Exit(LACKING if lacking(findings) else FAILED)
    if not as_json:
        place = shop.home.published / "current"
        out.print(f"published as of {iso(generation.manifest.as_of)} in {place}", highlight=False)


def prepare() -> None:
    """Have dbt read the project, so that Dagster can load its definitions; `make dev` does this.

    While a night runs, what it reads stays as it is.
    """
    shop = closed_shop()
    try:
        with progress():
            _prepare(shop, {}, NIGHT_TARGET)
    except lock.NightIsRunning as busy:
        if not shop.home.dbt_target.joinpath("manifest.json").exists():
            raise
        err.print(f"left as it is: {busy}", markup=False)


def dev(port: Annotated[int, typer.Option(min=1, max=65535, help="Where the web server listens.")] = 3000) -> None:
    """Open Dagster on this machine (http://127.0.0.1:3000) with its nightly schedule, until Ctrl-C or SIGTERM."""
    from orchestration import dev as services

    prepare()
    shop = closed_shop()
    environment = os.environ | {"ROLLCALL_HOME": str(shop.home.root), "DAGSTER_HOME": str(shop.home.dagster)}
    if services.run(services.dagster_dev(port), environment, shop.project.directory) is not None:
        err.print("Dagster ended by itself; what it says is above", markup=False)
        raise typer.Exit(FAILED)


def status(as_json: AsJson = False) -> None:
    """The current generation and its age, groups that are held, what there is to look at, and the last runs."""
    from orchestration import account
    from orchestration.status import Status

    found = Status.of(Shop.here())
    now = found.generation
    if as_json:
        facts = {
            "run_id": now.manifest.run_id if now else None,
            "as_of": iso(now.manifest.as_of) if now else None,
            "published_at": iso(now.manifest.published_at) if now else None,
            "age_seconds": found.age_seconds,
            "held": found.held,
            "findings": [each.as_json() for each in found.findings],
            "running": found.running,
            "runs": [asdict(run) for run in found.runs],
        }
        print(json.dumps(facts, indent=2))
        return
    if now is None:
        out.print("nothing has been published yet; run `rollcall nightly`")
    else:
        out.print(
            f"current: {now.manifest.run_id}, as of {iso(now.manifest.as_of)},"
            f" published {_in_words(found.age_seconds or 0)} ago, {len(now.manifest.groups)} groups",
            highlight=False,
            soft_wrap=True,
        )
        account.show(out, found.findings)
    if found.running:
        out.print(f"running: {found.running}", highlight=False, markup=False)
    if found.runs:
        table = Table("run", "as of", "status", "started", "seconds")
        for run in found.runs:
            table.add_row(*("" if fact is None else str(fact) for fact in astuple(run)))
        out.print(table)


def _read_variables(given: str) -> dict[str, Any]:
    """What --vars says.

    Raises:
        BadParameter: it is not YAML of names and values, or dbt cannot be given them, such as a date without quotes.
    """
    try:
        variables = yaml.safe_load(given) or {}
        json.dumps(variables)
    except (yaml.YAMLError, TypeError):
        variables = None
    if not isinstance(variables, dict):
        raise typer.BadParameter(
            f"'{given}' is not YAML of names with texts, numbers and lists, such as 'order_maturity_hours: 0'"
        )
    return variables


def _run(dbt: "Dbt", as_of: datetime, variables: str, run_id: str) -> tuple[Generation | None, str]:
    # Dagster's definitions are of the project as it was just read.
    from orchestration.components.starting import run_night
    from orchestration.definitions import defs

    return run_night(defs().resolve_job_def("nightly"), dbt, as_of, variables, run_id)


def _show_night(generation: Generation, findings: list["Finding"], as_json: bool, failed: bool) -> None:
    """The groups and what there is to look at. Of a night that failed, the error tells of held groups and refusals."""
    from orchestration import account
    from orchestration.findings import STOPPING

    if as_json:
        facts = groups.as_facts(generation.manifest) | {"findings": [each.as_json() for each in findings]}
        print(json.dumps(facts, indent=2))
        return
    groups.show_all(generation.manifest)
    account.show(out, [each for each in findings if not (failed and each.kind in STOPPING)])


@contextmanager
def _telling_of_failure(run_id: str) -> Iterator[Interruption]:
    """Tell the webhook of what fails outside the steps of Dagster's job, as its failure hook hears only of those.

    A night that is terminated, or whose terminal is closed, ends as with Ctrl-C, and is told of, too.
    """
    interruption = Interruption()
    interruption.listen()
    try:
        yield interruption
    except (lock.NightIsRunning, typer.Exit, typer.BadParameter):
        raise
    except KeyboardInterrupt:
        _tell(run_id, INTERRUPTED, is_incident=True)
        err.print(INTERRUPTED, markup=False)
        raise typer.Exit(FAILED) from None
    except Exception as error:
        _tell(run_id, setting_faults(error) if isinstance(error, ValidationError) else said(error))
        raise


def _tell(run_id: str, error: str, is_incident: bool = False, step: str = "prepare") -> None:
    """Whatever else cannot be used: the webhook's setting is read by itself."""
    from orchestration.notify import tell_of_failure

    with suppress(ValidationError):
        home = None
        with suppress(ValidationError, OSError):
            home = Shop.here().home
        tell_of_failure(home, Webhook().webhook_url, run_id, step, error, is_incident=is_incident)


def _prepare(shop: Shop, variables: dict[str, Any], target: str) -> "Dbt":
    """Have dbt read the project; for the night that goes on with it, and for Dagster, from what it writes."""
    from orchestration import shop_vars
    from orchestration.building.dbt import Dbt
    from orchestration.dagster_home.instance import prepare_dagster_home
    from orchestration.groups.files import require_valid_names
    from orchestration.progress import report

    project = shop.project
    os.environ["ROLLCALL_HOME"] = str(shop.home.root)
    prepare_dagster_home(shop.home.dagster)
    require_valid_names(project)
    shop_vars.require_usable({**project.variables, **variables})
    report("reading the dbt project")
    # A night that runs reads what this writes, and two that start together would write the same files.
    with lock.RunLock(shop.home.lock, "dbt's reading of the project, started by the command line"):
        dbt = Dbt(shop, target, variables)
        dbt.parse()
    return dbt


def _in_words(seconds: int) -> str:
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds} seconds"
