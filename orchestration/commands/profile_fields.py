"""`rollcall profile-fields`: what a shop asks its customers for, and changing that."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from orchestration.commands.console import AsJson, out
from orchestration.commands.entering import By, Now, tell
from orchestration.shop import Shop

app = typer.Typer(help="The profile fields that customers are asked for.", no_args_is_help=True)


class Kind(StrEnum):
    """What a field holds: one text, one of its options, or several of them."""

    TEXT = "text"
    LIST = "list"
    MULTI = "multi"


Name = Annotated[str | None, typer.Option(help="What customers read.")]
Options = Annotated[str | None, typer.Option(help="Of a list or multi, as 'red|green'.")]
Required = Annotated[bool | None, typer.Option(help="Whether every customer should have a value.")]
ShownAt = Annotated[str | None, typer.Option(help="Where it is asked for, such as checkout.")]


@app.command("list")
def list_them(as_json: AsJson = False) -> None:
    """Every profile field, as the next night has it."""
    from orchestration.customers.profile_fields import COLUMNS, list_fields

    fields = list_fields(Shop.here())
    if as_json:
        print(json.dumps(fields, indent=2))
        return
    table = Table(*(column.replace("_", " ") for column in COLUMNS))
    for each in fields:
        table.add_row(*(escape(_text(each[column])) for column in COLUMNS))
    out.print(table)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@app.command("add")
def add(
    field: Annotated[str, typer.Argument(help="Its key, which values and conditions name it by.")],
    name: Name = None,
    kind: Annotated[Kind, typer.Option("--type", help="What it holds.")] = Kind.TEXT,
    options: Options = None,
    required: Required = None,
    shown_at: ShownAt = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Add a profile field."""
    from orchestration.customers import profile_fields

    given = _given(name, kind, options, required, shown_at)
    tell(f"added {field}", lambda entry: profile_fields.add_field(entry, field, given), by, now=now)


@app.command("edit")
def edit(
    field: str,
    name: Name = None,
    kind: Annotated[Kind | None, typer.Option("--type", help="What it holds.")] = None,
    options: Options = None,
    required: Required = None,
    shown_at: ShownAt = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Change a profile field; what is not given stays, and the values that customers have."""
    from orchestration.customers import profile_fields

    given = _given(name, kind, options, required, shown_at)
    tell(f"changed {field}", lambda entry: profile_fields.edit_field(entry, field, given), by, now=now)


def _given(
    name: str | None, kind: Kind | None, options: str | None, required: bool | None, shown_at: str | None
) -> dict[str, Any]:
    said = {
        "name": name,
        "type": None if kind is None else kind.value,
        "options": options,
        "required": required,
        "shown_at": shown_at,
    }
    return {column: value for column, value in said.items() if value is not None}
