"""`rollcall land` and `rollcall sample`: what waits in the landing folders, and what fills them."""

import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column, Table

from orchestration import lock
from orchestration.commands.console import FAILED, USAGE, AsJson, closed_shop, err, out, progress
from orchestration.moments import iso
from orchestration.rights import close_home

# `rollcall land online-retail FILE` is another name for `rollcall land FILE --as online-retail`.
ONLINE_RETAIL = "online-retail"


def land(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Files of another system, to be landed with --as.")
    ] = None,
    mapping: Annotated[
        str | None, typer.Option("--as", help="The mapping that reads them, such as shopify-orders (docs/mappings.md).")
    ] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Print a mapping that would read the FILE, and land nothing.")
    ] = False,
    as_json: AsJson = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Rebuild the raw tables from the archive.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="With --rebuild: go on without files that are not in the archive.")
    ] = False,
    accept: Annotated[
        str | None,
        typer.Option(help="Accept what was lost of this file of suppressions or list_subscriptions, with --reason."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="With --accept: why nothing is missing.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="With --accept: who does.")] = None,
) -> None:
    """Land what waits in the landing folders, without building or publishing. Exits 1 if a file was refused.

    FILE --as MAPPING puts a copy of a file into the landing folder of that mapping first.
    """
    if accept is not None:
        _accept(accept, reason, by)
        return
    if guess:
        _guess(files or [], mapping)
        return
    from orchestration import account
    from orchestration.erasure.withheld import land_without_forgotten
    from orchestration.findings import above
    from orchestration.landing.runs import bring, rebuild_raw, take_back
    from orchestration.shop_vars import warn_above_share

    if files and mapping is None and files[0] == ONLINE_RETAIL:
        mapping, files = ONLINE_RETAIL, files[1:]
    if bool(files) != bool(mapping) or (files and rebuild):
        err.print("to land a file of another system, name it and its mapping: rollcall land FILE --as shopify-orders")
        raise typer.Exit(USAGE)
    shop = closed_shop()
    with lock.RunLock(shop.home.lock, "a landing, started by the command line"), progress():
        close_home(shop.home, shop.settings.share_with)
        variables = shop.project.variables
        brought = bring(shop, variables, [Path(file) for file in files], mapping) if files and mapping else []
        landed = (
            rebuild_raw(shop, variables, is_partial=partial) if rebuild else land_without_forgotten(shop, variables)
        )
        take_back(brought, landed)
    findings = above(warn_above_share(variables), landed.findings)
    if as_json:
        facts = {"files": [asdict(file) for file in landed.files], "findings": [each.as_json() for each in findings]}
        print(json.dumps(facts, indent=2))
    else:
        if not landed.files:
            waits = f"no file waits in {shop.home.landing} or {shop.home.inbox}"
            out.print(waits, highlight=False, soft_wrap=True)
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


def _guess(files: list[str], mapping: str | None) -> None:
    from orchestration.landing.guess import guess as guessed

    if len(files) != 1 or mapping is not None:
        err.print(
            "to have a mapping proposed, name one file and no mapping: rollcall land FILE --guess > mappings/mine.yml"
        )
        raise typer.Exit(USAGE)
    shop = closed_shop()
    file = Path(files[0])
    with progress():
        found = guessed(shop, shop.project.variables, file)
    if found.text is None:
        err.print(
            f"the mapping {found.name} reads this file; run: rollcall land {shlex.quote(str(file))} --as {found.name}",
            highlight=False,
            markup=False,
        )
        return
    print(found.text, end="")
    err.print(
        f"nothing has landed; save this as {shop.project.directory / 'mappings' / found.name}.yml, look at what has an"
        f" arrow (<-), and run: rollcall land {shlex.quote(str(file))} --as {found.name}",
        highlight=False,
        markup=False,
    )


def _accept(file: str, reason: str | None, by: str | None) -> None:
    from orchestration.inbox import user
    from orchestration.landing.runs import accept_loss

    if not (reason or "").strip():
        raise typer.BadParameter("say why with --reason: it is kept with who accepted it and when")
    shop = closed_shop()
    with lock.RunLock(shop.home.lock, "a landing, started by the command line"):
        accepted = accept_loss(shop, file, by or user(), str(reason))
    what = "the loss" if accepted == 1 else f"{accepted} losses"
    out.print(
        f"accepted {what} of {file}: it closes no audience from the next night on", highlight=False, soft_wrap=True
    )


def sample(
    customers: Annotated[int, typer.Option(min=50, max=80_000_000, help="Customers to make.")] = 10_000,
    orders: Annotated[int, typer.Option(min=50, max=800_000_000, help="Orders to make.")] = 60_000,
    seed: Annotated[int, typer.Option(min=0, max=1_000_000, help="The same seed makes the same shop.")] = 1,
    next_day: Annotated[bool, typer.Option("--next-day", help="Add the day after to a sample made before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Even if the home holds a real shop.")] = False,
) -> None:
    """Fill the landing folders with a plausible shop, some bad rows included."""
    from orchestration.progress import report
    from orchestration.sample.guard import landed_of_a_real_shop
    from orchestration.sample.shop import SampleShop, write_next_day, write_shop

    shop = closed_shop()
    home = shop.home
    if not yes and (real := landed_of_a_real_shop(shop)):
        err.print(
            f"{home.root} holds a real shop ({real} has landed): a sample's customers would be among its own; set"
            " ROLLCALL_HOME to another folder, or say --yes",
            markup=False,
        )
        raise typer.Exit(USAGE)
    made_up = SampleShop(customers=customers, orders=orders, seed=seed)
    with progress():
        report("making a sample shop")
        as_of = made_up.ends_at
        if next_day:
            as_of = write_next_day(home.landing, made_up)
        else:
            write_shop(home.landing, made_up)
    out.print(f"wrote {home.landing}; now run: rollcall nightly --as-of {iso(as_of)}", highlight=False)
