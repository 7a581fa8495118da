"""`rollcall customers template` and `rollcall customers import`: customers from a file that somebody brings."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Column, Table

from orchestration.commands.console import closed_shop, out, progress
from orchestration.moments import next_night

if TYPE_CHECKING:
    from orchestration.customers.importing.files import Opened
    from orchestration.customers.importing.plan import Preview

SHOWN_HEADINGS = 10


def template(
    to: Annotated[Path, typer.Option(help="Where to write it.")] = Path("customers.csv"),
) -> None:
    """Write an empty CSV file with the columns that `import` knows without being told."""
    from orchestration.customers.importing.template import write_template

    write_template(to)
    print(f"wrote {to}; fill it in, then run: rollcall customers import {to}")


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV file, or a workbook of Excel.")],
    said: Annotated[
        list[str] | None,
        typer.Option("--map", help="What a heading means, such as 'Kundenr=customer_id'; 'Kundenr=' leaves it out."),
    ] = None,
    empty_clears: Annotated[
        bool, typer.Option("--empty-clears", help="An empty cell empties what is stored; else it leaves it.")
    ] = False,
    dates: Annotated[
        Literal["dmy", "mdy"] | None, typer.Option(help="Whether the day or the month comes first, if both could be.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Of a CSV file that is not UTF-8, such as cp1252.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", help="Who enters it; the user of this machine, when left out.")
    ] = None,
) -> None:
    """Import customers from a CSV or Excel file, after a preview."""
    from orchestration.customers.importing.headings import proposed
    from orchestration.customers.importing.plan import importing
    from orchestration.inbox import user
    from orchestration.shop_vars import time_zone

    shop = closed_shop()
    entered_by = by or user()
    with importing(shop, file, encoding) as started:
        opened = started.opened
        mapping = proposed(opened.headings, said or ())
        _show_mapping(opened, mapping)
        if sys.stdin.isatty() and not yes:
            mapping = _asked(opened, said or [], mapping)
        with progress():
            preview = started.prepare(mapping, dates, empty_clears=empty_clears)
        _show(preview, empty_clears)
        if preview.writes and not yes:
            question = f"Import {preview.outcomes['new']:,} new and {preview.outcomes['changed']:,} changed customers?"
            if not typer.confirm(question):
                print("nothing was imported")
                raise typer.Exit(1)
        now = datetime.now(UTC)
        files, result = started.carry_out(entered_by, now)
    if files:
        night = next_night(now, ZoneInfo(time_zone(shop.project.variables)))
        print(f"imported; it counts from the next night on, {night:%Y-%m-%d %H:%M}")
    else:
        print("nothing is new, so nothing was imported")
    print(f"what became of each row: {result}")


def _asked(opened: "Opened", said: list[str], mapping: dict[str, str]) -> dict[str, str]:
    """The mapping as somebody at the terminal wants it."""
    from orchestration.customers.importing.headings import proposed
    from orchestration.inbox import EntryError

    while answer := typer.prompt("Change it, as in 'Kundenr=customer_id' (empty: it is right)", "", show_default=False):
        try:
            mapping = proposed(opened.headings, [*said, answer])
        except EntryError as error:
            print(error)
            continue
        said = [*said, answer]
        _show_mapping(opened, mapping)
    return mapping


def _show_mapping(opened: "Opened", mapping: dict[str, str]) -> None:
    table = Table(
        "column of the file", "becomes", title=escape(f"{opened.file.name}: {opened.kind}"), title_justify="left"
    )
    for heading, column in mapping.items():
        table.add_row(
            escape(heading), "first_name and last_name, cut at its last blank" if column == "name" else column
        )
    out.print(table)
    left = [heading for heading in opened.headings if heading and heading not in mapping]
    if left:
        more = f" and {len(left) - SHOWN_HEADINGS} more" if len(left) > SHOWN_HEADINGS else ""
        _say(f"left out: {', '.join(left[:SHOWN_HEADINGS])}{more}")


def _show(preview: "Preview", empty_clears: bool) -> None:
    if preview.rows:
        headings = (Column(column, overflow="fold") for column in preview.columns)
        rows = Table(*headings, title="the first rows", title_justify="left")
        for row in preview.rows:
            rows.add_row(*(escape(_text(value)) for value in row))
        out.print(rows)
    if preview.faults:
        faults = Table("line", "rejected, because", title_justify="left")
        for line, reason in preview.faults:
            faults.add_row(str(line), escape(reason))
        out.print(faults)
        if (more := preview.outcomes["rejected"] - len(preview.faults)) > 0:
            _say(f"and {more:,} more, which the result will have")
    _say(", ".join(f"{count:,} {outcome}" for outcome, count in preview.outcomes.items()))
    if preview.changed:
        _say("changes: " + ", ".join(f"{column} of {count:,}" for column, count in preview.changed.items()))
    if preview.moved_by_phone:
        _say(f"{preview.moved_by_phone:,} known by their phone number alone get another e-mail address")
    if preview.clearable:
        becomes = "empties what is stored" if empty_clears else "leaves what is stored; --empty-clears would empty it"
        _say(f"{preview.clearable:,} empty cells stand against a stored value; each {becomes}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False)
