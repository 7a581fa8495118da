"""`rollcall export`: customers and members of groups as files, for people, machines and those who write to them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from orchestration.commands.console import LACKING, closed_shop, current, err, out, progress
from orchestration.customers.choices import Channel, Format, SourceKind
from orchestration.interruption import Interruption

EVERYBODY = "customers"


def export(
    what: Annotated[list[str], typer.Argument(help="`customers`, or keys of groups: who is in any of them.")],
    search: Annotated[str | None, typer.Option(help="As in `customers list`.")] = None,
    group: Annotated[str | None, typer.Option(help="Members of this group.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--except", help="But not members of this group; may be repeated.")
    ] = None,
    store: Annotated[str | None, typer.Option(help="Customers of this store, by its id.")] = None,
    source: Annotated[SourceKind | None, typer.Option(help="How they came.")] = None,
    bought: Annotated[str | None, typer.Option(help="Who have bought this product, by its id or name.")] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, such as DK.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Who have ordered since then, in UTC.")] = None,
    channel: Annotated[
        Channel | None,
        typer.Option("--for", help="Only who may be contacted so; google and meta: hashed, for their audiences."),
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="csv, unless --to ends otherwise.")] = None,
    columns: Annotated[str | None, typer.Option(help="Which columns, separated by commas.")] = None,
    to: Annotated[
        Path | None, typer.Option(help="The file, or its folder; `exports` of the home, when left out.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV as it is, for machines: no apostrophe before = + - @.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Even if the file is there already.")] = False,
    by: Annotated[
        str | None, typer.Option("--by", help="Who exports; the user of this machine, when left out.")
    ] = None,
) -> None:
    """Write customers, or members of groups, to a file that you alone can read. Exits 3 if the audiences are closed."""
    from orchestration.customers.exporting import Selection, Target, closings
    from orchestration.customers.exporting import export as write
    from orchestration.customers.listing import Wanted
    from orchestration.inbox import user

    Interruption().listen()
    if EVERYBODY in what and len(what) > 1:
        raise typer.BadParameter(f"name {EVERYBODY}, or groups; {EVERYBODY} are all there are")
    shop, now = closed_shop(), datetime.now(UTC)
    generation = current(shop)
    keys = () if what == [EVERYBODY] else tuple(dict.fromkeys(what))
    selection = Selection(
        Wanted(search, group, store, source, country, since, bought), keys, tuple(without or ()), channel
    )
    chosen = form or _form_of(to)
    target = Target(
        file=_place(to, shop.home.exports, [*what, *([channel.value] if channel else [])], now, chosen),
        form=chosen,
        columns=tuple(name.strip() for name in (columns or "").split(",") if name.strip()),
        raw=raw,
        overwrite=overwrite,
    )
    with progress():
        people = write(shop, generation, selection, target, by=by or user(), at=now)
    out.print(f"wrote {people:,} people to {target.file}", highlight=False, markup=False, soft_wrap=True)
    if channel is not None and (closed := closings(generation)):
        for each in closed:
            err.print(
                f"nobody may be contacted: {each.table_name}: {each.detail}"
                f"{f' ({each.example})' if each.example else ''}; {each.what_to_do}",
                markup=False,
                highlight=False,
            )
        raise typer.Exit(LACKING)


def _form_of(to: Path | None) -> Format:
    """As the name of the file ends."""
    ending = to.suffix.lower().removeprefix(".") if to is not None else ""
    return Format(ending) if ending in set(Format) else Format.CSV


def _place(to: Path | None, exports: Path, names: list[str], now: datetime, form: Format) -> Path:
    """The file as an absolute path: named after what is in it, where a folder or nothing is given."""
    name = f"{'-'.join(names)[:100]}-{now:%Y%m%dT%H%M%S%f}.{form.value}"
    if to is None:
        return exports / name
    place = to.expanduser().absolute()
    return place / name if place.is_dir() else place
