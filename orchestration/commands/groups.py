"""`rollcall groups`: what the groups are, who is in them, and changing either."""

import json
import sys
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from orchestration.commands.console import AsJson, current, out, progress
from orchestration.commands.entering import By, Now, Reason, tell
from orchestration.moments import iso, parse_as_of
from orchestration.publishing.manifest import Manifest
from orchestration.settings import Project
from orchestration.shop import Shop

app = typer.Typer(help="The groups: what they are, who is in them, and changing either.", no_args_is_help=True)


@app.command("list")
def list_groups(
    search: Annotated[str | None, typer.Option(help="Words of the key, the name or the description.")] = None,
    as_json: AsJson = False,
) -> None:
    """Every group with its size and tonight's membership events."""
    from orchestration.publishing.read import groups_with

    generation = current(Shop.here())
    manifest = generation.manifest
    if search is not None:
        found = groups_with(generation, search.split())
        manifest = manifest.model_copy(update={"groups": {key: manifest.groups[key] for key in found}})
    if as_json:
        print(json.dumps(as_facts(manifest), indent=2))
    else:
        show_all(manifest)


@app.command("show")
def show(
    key: str,
    last: Annotated[int, typer.Option(min=0, help="How many of the latest membership events to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """A group's card, SQL, size, and its latest joiners and leavers."""
    from orchestration.publishing.read import read_group

    group = read_group(current(Shop.here()), key, last)
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


@app.command("sql")
def sql(key: str) -> None:
    """The SQL that a night runs for a group, with its conditions written out."""
    from orchestration.desk.compiled import compiled_sql

    with progress():
        text = compiled_sql(Shop.here(), key)
    print(text)


@app.command("add")
def add(
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

    shop = Shop.here()
    project = shop.project
    card = definitions.Card(name, icon, description, owner)
    shop.home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with progress():
        report(f"checking {key}")
        file, warnings = definitions.add_group(shop, key, rule, card)
    print(f"{file.relative_to(project.directory)}\n\n{file.read_text(encoding='utf-8')}", end="")
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)


@app.command("remove")
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


@app.command("edit-members")
def edit_members(
    key: str,
    action: Action,
    customers: Annotated[
        list[str], typer.Argument(help="Phone numbers or customer ids, with blanks or commas between them.")
    ],
    ids: Annotated[bool, typer.Option("--ids", help="All are customer ids, also those that look like phones.")] = False,
    expires_at: Annotated[str | None, typer.Option(help="When it ends, ISO 8601; never, when left out.")] = None,
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Add or remove members by hand.

    Written to the inbox, which the next night lands.
    """
    from orchestration import inbox
    from orchestration.customers.entries import Entered, Entry

    try:
        ends = parse_as_of(expires_at) if expires_at else None
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None
    found = inbox.named(customers, only_ids=ids)

    def enter(entry: Entry) -> Entered:
        file = inbox.edit_members(
            entry.shop.project,
            entry.shop.home,
            key,
            action.value,
            found,
            entered_by=entry.entered_by,
            entered_at=entry.entered_at,
            reason=entry.reason,
            expires_at=ends,
        )
        return Entered(file)

    phones = sum(each.by == "phone" for each in found)
    tell(f"{action} {phones} by phone and {len(found) - phones} by id", enter, by, reason, now)


def show_all(manifest: Manifest) -> None:
    """The groups of a generation as a table."""
    table = Table("group", "status")
    for column in ("size", "joined", "left"):
        table.add_column(column, justify="right")
    for key, each in manifest.groups.items():
        table.add_row(key, each.status, f"{each.members:,}", f"{each.joined:,}", f"{each.left_count:,}")
    out.print(table)


def as_facts(manifest: Manifest) -> dict[str, Any]:
    """The same for programs."""
    groups = {key: json.loads(each.model_dump_json()) for key, each in manifest.groups.items()}
    return {"run_id": manifest.run_id, "as_of": iso(manifest.as_of), "groups": groups}
