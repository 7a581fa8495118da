"""The command line: thin. Each command calls the module that does the work and shows what it returns.

Exit codes: 0 done; 1 failed, nothing was published; 2 wrong usage; 3 published, but groups are held at their last
members or files were refused; 4 another night is running.
"""

import json
import os
import sys
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from orchestration import lock
from orchestration.errors import INTERRUPTED, RollcallError, said
from orchestration.interruption import Interruption
from orchestration.machine import machine_fault
from orchestration.moments import iso, parse_as_of
from orchestration.progress import report_to
from orchestration.publishing import generations
from orchestration.publishing.manifest import Manifest
from orchestration.rights import close_home, close_what_is_made
from orchestration.settings import Home, Project, Settings, Webhook

if TYPE_CHECKING:
    from orchestration.findings import Finding

FAILED, USAGE, LACKING, BUSY = 1, 2, 3, 4

app = typer.Typer(
    help="Customer groups, called up every night from a shop's own orders.",
    epilog="Exit codes: 0 done; 1 failed, nothing published; 2 wrong usage; 3 published with groups held"
    " or files refused; 4 another night is running.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
land_app = typer.Typer(help="Land what waits in the landing folders, without building or publishing.")
app.add_typer(land_app, name="land")
groups_app = typer.Typer(help="The groups: what they are, who is in them, and changing either.", no_args_is_help=True)
app.add_typer(groups_app, name="groups")

out = Console()
err = Console(stderr=True, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def main() -> None:
    """Run the command line; known errors are one message and an exit code, never a traceback."""
    try:
        app()
    except ValidationError as error:
        err.print(_setting_faults(error), markup=False)
        sys.exit(USAGE)
    except (RollcallError, OSError) as error:
        err.print(said(error), markup=False)
        sys.exit(BUSY if isinstance(error, lock.NightIsRunning) else FAILED)
    except Exception as error:  # noqa: BLE001 - a traceback would end with the error's own words, and they with values
        if machine_fault(error):
            err.print(said(error), markup=False)
            sys.exit(FAILED)
        err.print(f"{''.join(traceback.format_tb(error.__traceback__))}{said(error)}", markup=False, highlight=False)
        err.print("this is a fault of Rollcall's own; please report it with the lines above", markup=False)
        sys.exit(FAILED)


@app.command()
def nightly(
    as_of: Annotated[str | None, typer.Option(help="The night's moment, ISO 8601; now, when left out.")] = None,
    variables: Annotated[str, typer.Option("--vars", help="dbt vars as YAML, over those of dbt_project.yml.")] = "{}",
    target: Annotated[str | None, typer.Option(help="dbt target; the profile's own, when left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run a night: land the files, build the groups, publish. Exits 0 only if a new generation was published."""
    from orchestration.findings import lacking, published

    try:
        moment = parse_as_of(as_of) if as_of else datetime.now(UTC).replace(microsecond=0)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    try:
        overrides = yaml.safe_load(variables) or {}
    except yaml.YAMLError:
        overrides = None
    if not isinstance(overrides, dict) or not _is_json(overrides):
        raise typer.BadParameter(
            f"'{variables}' is not YAML of names with texts, numbers and lists, such as 'order_maturity_hours: 0'"
        )
    run_id = str(uuid.uuid4())
    with _telling_of_failure(run_id) as interruption, _progress():
        home = _own_home(Settings())
        _prepare(overrides, target)
        interruption.raise_if_lost()
        generation, error = _run_night(home, moment, variables, target, run_id)
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
        out.print(
            f"published as of {iso(generation.manifest.as_of)} in {home.published / 'current'}",
            highlight=False,
        )


def _show_night(generation: generations.Generation, findings: list["Finding"], as_json: bool, failed: bool) -> None:
    """The groups and what there is to look at. Of a night that failed, the error tells of held groups and refusals."""
    from orchestration import account
    from orchestration.findings import STOPPING

    if as_json:
        facts = _groups_as_json(generation.manifest) | {"findings": [each.as_json() for each in findings]}
        print(json.dumps(facts, indent=2))
        return
    _show_groups(generation.manifest, as_json)
    account.show(out, [each for each in findings if not (failed and each.kind in STOPPING)])


def _run_night(
    home: Home, as_of: datetime, variables: str, target: str | None, run_id: str
) -> tuple[generations.Generation | None, str]:
    """The generation that the night published, if it did; what went wrong, if anything."""
    import dagster as dg

    from orchestration.dagster_home.instance import open_instance
    from orchestration.definitions import defs
    from orchestration.night import run_id_of

    night = {"as_of": iso(as_of), "variables": variables, "target": target, "started_by": "the command line"}
    try:
        with open_instance(home.dagster) as instance:
            result = defs.resolve_job_def("nightly").execute_in_process(
                run_config={
                    "resources": {
                        "night": {"config": {name: value for name, value in night.items() if value is not None}}
                    },
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
        raise lock.NightIsRunning(_explain(errors[0]))
    message = "\n".join(_explain(data) for data in errors)
    try:
        published = generations.current(home.published)
    except RollcallError as error:
        return None, message or str(error)
    if published is None or published.manifest.run_id != run_id_of(as_of, result.run_id):
        return None, message or "the night failed; see `rollcall status`"
    return published, message


def _is_json(values: Any) -> bool:
    """Whether dbt can be given the values; a date without quotes cannot."""
    try:
        json.dumps(values)
    except TypeError:
        return False
    return True


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


@land_app.callback(invoke_without_command=True)
def land(
    context: typer.Context,
    as_json: AsJson = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the raw tables anew, from the archive.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="With --rebuild: do without files that are lost.")] = False,
) -> None:
    """Land what waits in the landing folders, without building or publishing. Exits 1 if a file was refused."""
    if context.invoked_subcommand is not None:
        return
    from orchestration import account
    from orchestration.findings import above
    from orchestration.night import land_waiting
    from orchestration.rebuilding import rebuild_raw
    from orchestration.shop_vars import warn_above_share

    settings, project = Settings(), Project.find(Path.cwd())
    home = _own_home(settings)
    with lock.RunLock(home.lock, "a landing, started by the command line"), _progress():
        close_home(home, settings.share_with)
        if rebuild:
            landed = rebuild_raw(project, settings, project.variables, is_partial=partial)
        else:
            landed = land_waiting(project, settings, project.variables)
    findings = above(warn_above_share(project.variables), landed.findings)
    if as_json:
        facts = {"files": [asdict(file) for file in landed.files], "findings": [each.as_json() for each in findings]}
        print(json.dumps(facts, indent=2))
    else:
        if not landed.files:
            out.print(f"no file waits in {home.landing} or {home.inbox}", highlight=False, soft_wrap=True)
            if findings:
                account.show(out, findings)
            return
        table = Table(Column("file", overflow="fold"), "status", "read", "accepted", "rejected", "reason")
        for file in landed.files:
            counts = (f"{rows:,}" for rows in (file.read_rows, file.accepted_rows, file.rejected_rows))
            table.add_row(f"{file.table}/{Path(file.path).name}", file.status, *counts, file.reason)
        out.print(table)
        account.show(out, findings)
    if landed.refused:
        raise typer.Exit(FAILED)


@land_app.command("online-retail")
def land_online_retail(
    file: Annotated[Path, typer.Argument(help="The UCI Online Retail file, as Parquet or CSV.")],
) -> None:
    """Map the UCI Online Retail file onto the landing folders: invoices become orders, C-invoices cancelled ones."""
    from orchestration.landing.online_retail import convert

    landing = _own_home(Settings()).landing
    convert(file, landing)
    out.print(f"wrote {landing}; now run: rollcall nightly --as-of 2011-12-11T00:00:00Z", highlight=False)


@contextmanager
def _telling_of_failure(run_id: str) -> Iterator[Interruption]:
    """Tell the webhook of what fails outside the steps of Dagster's job, whose failure hook hears only of those.

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
        _tell(run_id, _setting_faults(error) if isinstance(error, ValidationError) else said(error))
        raise


def _tell(run_id: str, error: str, is_incident: bool = False, step: str = "prepare") -> None:
    """Whatever else cannot be used: the webhook's setting is read by itself."""
    from orchestration.notify import tell_of_failure

    with suppress(ValidationError):
        home = None
        with suppress(ValidationError, OSError):
            home = Home(Settings().home)
        tell_of_failure(home, Webhook().webhook_url, run_id, step, error, is_incident=is_incident)


def _setting_faults(error: ValidationError) -> str:
    """A line for each setting that cannot be used."""
    named = [("_".join(str(part) for part in fault["loc"]).upper(), fault["msg"]) for fault in error.errors()]
    return "\n".join(
        f"ROLLCALL_{name}: {message.removeprefix('Value error, ')}; unset it or give another value"
        for name, message in named
    )


@app.command()
def prepare() -> None:
    """Have dbt read the project, so that Dagster can load its definitions; `make dev` does this.

    While a night runs, what it reads stays as it is.
    """
    try:
        with _progress():
            _prepare({}, None)
    except lock.NightIsRunning as busy:
        if not Home(Settings().home).dbt_target.joinpath("manifest.json").exists():
            raise
        err.print(f"left as it is: {busy}", markup=False)


def _prepare(variables: dict[str, Any], target: str | None) -> None:
    from orchestration import shop_vars
    from orchestration.building.dbt import Dbt
    from orchestration.dagster_home.instance import prepare_dagster_home
    from orchestration.groups.files import require_valid_names
    from orchestration.progress import report

    settings, project = Settings(), Project.find(Path.cwd())
    home = _own_home(settings)
    os.environ["ROLLCALL_HOME"] = str(home.root)
    prepare_dagster_home(home.dagster)
    require_valid_names(project)
    shop_vars.require_usable({**project.variables, **variables})
    report("reading the dbt project")
    # A night that runs reads what this writes, and two that start together would write the same files.
    with lock.RunLock(home.lock, "dbt's reading of the project, started by the command line"):
        Dbt(project, home, settings, target, variables).parse()


@app.command()
def dev(port: Annotated[int, typer.Option(min=1, max=65535, help="Where the web server listens.")] = 3000) -> None:
    """Open Dagster on this machine (http://127.0.0.1:3000), with its schedule, until Ctrl-C or SIGTERM."""
    from orchestration import dev as services

    prepare()
    settings, project = Settings(), Project.find(Path.cwd())
    home = _own_home(settings)
    environment = os.environ | {"ROLLCALL_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)}
    if services.run(services.dagster_dev(port), environment, project.directory) is not None:
        err.print("Dagster ended by itself; what it says is above", markup=False)
        raise typer.Exit(FAILED)


@app.command()
def status(as_json: AsJson = False) -> None:
    """The current generation and its age, groups that are held, what there is to look at, and the last runs."""
    from orchestration import account
    from orchestration.findings import published

    home = Home(Settings().home.resolve())
    now = generations.current(home.published)
    running = lock.describe_holder(home.lock) if lock.is_held(home.lock) else None
    runs = _last_runs(home)
    findings = published(now.parquet) if now else []
    held = {key: each.error for key, each in now.manifest.groups.items() if each.status == "held"} if now else {}
    age = int((datetime.now(UTC) - now.manifest.published_at).total_seconds()) if now else None
    if as_json:
        facts = {
            "run_id": now.manifest.run_id if now else None,
            "as_of": iso(now.manifest.as_of) if now else None,
            "published_at": iso(now.manifest.published_at) if now else None,
            "age_seconds": age,
            "held": held,
            "findings": [each.as_json() for each in findings],
            "running": running,
            "runs": runs,
        }
        print(json.dumps(facts, indent=2))
        return
    if now is None:
        out.print("nothing has been published yet; run `rollcall nightly`")
    else:
        out.print(
            f"current: {now.manifest.run_id}, as of {iso(now.manifest.as_of)},"
            f" published {_in_words(age or 0)} ago, {len(now.manifest.groups)} groups",
            highlight=False,
            soft_wrap=True,
        )
    if now is not None:
        account.show(out, findings)
    if running:
        out.print(f"running: {running}", highlight=False, markup=False)
    if runs:
        table = Table("run", "as of", "status", "started", "seconds")
        for run in runs:
            table.add_row(*(str(run[name] if run[name] is not None else "") for name in run))
        out.print(table)


def _last_runs(home: Home) -> list[dict[str, Any]]:
    if not home.dagster.exists():
        return []
    from orchestration.dagster_home.instance import open_instance

    with open_instance(home.dagster) as instance:
        records = instance.get_run_records(limit=5)
    return [
        {
            "run": record.dagster_run.run_id[:8],
            "as_of": record.dagster_run.tags.get("rollcall/as_of"),
            "status": record.dagster_run.status.value.lower(),
            "started": iso(datetime.fromtimestamp(int(record.start_time), UTC)) if record.start_time else None,
            "seconds": round(record.end_time - record.start_time) if record.end_time and record.start_time else None,
        }
        for record in records
    ]


def _in_words(seconds: int) -> str:
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds} seconds"


@app.command()
def rollback(
    to: Annotated[str | None, typer.Option(help="run_id to go back to; the one before, when left out.")] = None,
) -> None:
    """Make an earlier generation current again, once its checksums are compared. The next night goes on from it."""
    from orchestration.publishing.verify import require_whole

    settings = Settings()
    home = _own_home(settings)
    with lock.RunLock(home.lock, "a rollback, started by the command line"), _progress():
        chosen = generations.roll_back(home.published, to, lambda each: require_whole(home, settings, each))
    out.print(f"current is now {chosen.manifest.run_id}, as of {iso(chosen.manifest.as_of)}", highlight=False)


@groups_app.command("list")
def list_groups(as_json: AsJson = False) -> None:
    """Every group with its size and tonight's moves."""
    _show_groups(_current().manifest, as_json)


@groups_app.command("show")
def show_group(
    key: str,
    last: Annotated[int, typer.Option(min=0, help="How many of the latest moves to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """A group's card, SQL, size, and its latest joiners and leavers."""
    from orchestration.publishing.read import read_group

    group = read_group(_current(), key, last)
    if as_json:
        print(json.dumps(group, indent=2, default=lambda moment: iso(moment.replace(tzinfo=UTC))))
        return
    out.print(f"{group['icon'] or ''} {group['name']} ({key})".strip(), style="bold", highlight=False, markup=False)
    for line in (group["description"], f"owner: {group['owner'] or 'nobody'}", f"{group['members']} members"):
        if line:
            out.print(line, highlight=False, markup=False)
    if group["status"] == "held":
        out.print(f"held: {group['error']}", highlight=False, markup=False, style="red")
    out.print(f"\n{group['definition'] or ''}", highlight=False, markup=False)
    if group["moves"]:
        table = Table("event", "customer_id", "occurred at", "cause")
        for move in group["moves"]:
            table.add_row(*(str(value) for value in move.values()))
        out.print(table)


@groups_app.command("add")
def add_group(
    key: Annotated[str, typer.Argument(help="What to call it: a-z, 0-9 and _, a letter first.")],
    rule: Annotated[Path, typer.Option(help="A YAML or JSON file with the rule (docs/rule.schema.json).")],
    name: Annotated[str | None, typer.Option(help="The group's name, for people.")] = None,
    icon: Annotated[str | None, typer.Option(help="An emoji.")] = None,
    description: Annotated[str | None, typer.Option(help="Who is in it, in a sentence.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who answers for it, such as team:crm.")] = None,
) -> None:
    """Write a rule as a new group's SQL.

    dbt compiles it, and it is shown. If anything is wrong nothing is left behind.
    """
    from orchestration.progress import report
    from orchestration.rules import definitions

    settings, project = Settings(), Project.find(Path.cwd())
    card = definitions.Card(name, icon, description, owner)
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _progress():
        report(f"checking {key}")
        file, warnings = definitions.add_group(project, Home(settings.home.resolve()), settings, key, rule, card)
    print(f"{file.relative_to(project.directory)}\n\n{file.read_text(encoding='utf-8')}", end="")
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)


@groups_app.command("remove")
def remove(
    key: str,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a group's files. Its members leave at the next night; no customer is deleted."""
    from orchestration.groups.files import files_of_group, remove_group

    project = Project.find(Path.cwd())
    files = [str(file.relative_to(project.directory)) for file in files_of_group(project, key)]
    if not yes:
        typer.confirm(f"Delete {' and '.join(files)}? The members leave at the next night.", abort=True)
    remove_group(project, key)
    print(f"deleted {' and '.join(files)}; the members leave at the next night")


class Action(StrEnum):
    """What is done with a member."""

    ADD = "add"
    REMOVE = "remove"


@groups_app.command("edit-members")
def edit_members(
    key: str,
    action: Action,
    customers: Annotated[
        list[str], typer.Argument(help="Phone numbers or customer ids, with blanks or commas between them.")
    ],
    ids: Annotated[bool, typer.Option("--ids", help="All are customer ids, also those that look like phones.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    expires_at: Annotated[str | None, typer.Option(help="When it ends, ISO 8601; never, when left out.")] = None,
    by: Annotated[str | None, typer.Option(help="Who says so; the user of this machine, when left out.")] = None,
) -> None:
    """Add or remove members by hand.

    Written to the inbox, which the next night lands.
    """
    from orchestration import inbox

    settings, project = Settings(), Project.find(Path.cwd())
    try:
        ends = parse_as_of(expires_at) if expires_at else None
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    found = inbox.named(customers, only_ids=ids)
    file = inbox.edit_members(
        project,
        _own_home(settings),
        key,
        action.value,
        found,
        entered_by=by or inbox.user(),
        entered_at=datetime.now(UTC),
        reason=reason,
        expires_at=ends,
    )
    phones = sum(each.by == "phone" for each in found)
    print(f"{action} {phones} by phone and {len(found) - phones} by id: wrote {file}, for the next night")


def _own_home(settings: Settings) -> Home:
    """The home, for commands that write nothing but what is in it: others cannot read what they make."""
    home = Home(settings.home.resolve())
    close_what_is_made(home)
    return home


def _current() -> generations.Generation:
    now = generations.current(Home(Settings().home).published)
    if now is None:
        raise generations.NoGeneration("nothing has been published yet; run `rollcall nightly`")
    return now


def _show_groups(manifest: Manifest, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_groups_as_json(manifest), indent=2))
        return
    table = Table("group", "status")
    for column in ("size", "joined", "left"):
        table.add_column(column, justify="right")
    for key, each in manifest.groups.items():
        table.add_row(key, each.status, f"{each.members:,}", f"{each.joined:,}", f"{each.left_count:,}")
    out.print(table)


def _groups_as_json(manifest: Manifest) -> dict[str, Any]:
    groups = {key: json.loads(each.model_dump_json()) for key, each in manifest.groups.items()}
    return {"run_id": manifest.run_id, "as_of": iso(manifest.as_of), "groups": groups}


@app.command()
def sample(
    customers: Annotated[int, typer.Option(min=50, max=80_000_000, help="Customers to make.")] = 10_000,
    orders: Annotated[int, typer.Option(min=50, max=800_000_000, help="Orders to make.")] = 60_000,
    seed: Annotated[int, typer.Option(min=0, max=1_000_000, help="The same seed makes the same shop.")] = 1,
    next_day: Annotated[bool, typer.Option("--next-day", help="Add the day after to a sample made before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Also into a home that holds a real shop.")] = False,
) -> None:
    """Fill the landing folders with a plausible shop, some bad rows included."""
    from orchestration.progress import report
    from orchestration.sample.guard import landed_of_a_real_shop
    from orchestration.sample.shop import SampleShop, write_next_day, write_shop

    home = _own_home(Settings())
    landing = home.landing
    if not yes and (real := landed_of_a_real_shop(home.warehouse)):
        err.print(
            f"{home.root} holds a real shop ({real} has landed): a sample's customers would be among its own; set"
            " ROLLCALL_HOME to another folder, or say --yes",
            markup=False,
        )
        raise typer.Exit(USAGE)
    shop = SampleShop(customers=customers, orders=orders, seed=seed)
    with _progress():
        report("making a sample shop")
        as_of = shop.ends_at
        if next_day:
            as_of = write_next_day(landing, shop)
        else:
            write_shop(landing, shop)
    out.print(f"wrote {landing}; now run: rollcall nightly --as-of {iso(as_of)}", highlight=False)


@contextmanager
def _progress() -> Iterator[None]:
    """Show on a terminal what `report` says; elsewhere show nothing."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("starting", total=None)
        report_to(lambda work, done: progress.update(task, description=work, completed=done or 0, total=done and 1))
        try:
            yield
        finally:
            report_to(None)


if __name__ == "__main__":
    main()
