"""What all commands share: exit codes, where they print, how they show progress, and the shop that they work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from orchestration.moments import iso
from orchestration.progress import report_to
from orchestration.publishing import generations
from orchestration.rights import close_what_is_made
from orchestration.shop import Shop

FAILED, USAGE, LACKING, BUSY = 1, 2, 3, 4

out = Console()
err = Console(stderr=True, soft_wrap=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def plain(value: Any) -> str:
    """For JSON: amounts as texts, so that no digit is lost; moments as ISO 8601, in UTC where they have no zone."""
    if isinstance(value, datetime):
        return iso(value if value.tzinfo else value.replace(tzinfo=UTC))
    return value.isoformat() if isinstance(value, date) else str(value)


def closed_shop() -> Shop:
    """The shop, for commands that write nothing but what is in its home: others cannot read what they make."""
    shop = Shop.here()
    close_what_is_made(shop.home)
    return shop


def current(shop: Shop) -> generations.Generation:
    """What is published.

    Raises:
        NoGeneration: nothing has been published yet.
    """
    now = generations.current(shop.home.published)
    if now is None:
        raise generations.NoGeneration("nothing has been published yet; run `rollcall nightly`")
    return now


def setting_faults(error: ValidationError) -> str:
    """A line for each setting that cannot be used."""
    named = [("_".join(str(part) for part in fault["loc"]).upper(), fault["msg"]) for fault in error.errors()]
    return "\n".join(
        f"ROLLCALL_{name}: {message.removeprefix('Value error, ')}; unset it or give another value"
        for name, message in named
    )


@contextmanager
def progress() -> Iterator[None]:
    """Show on a terminal what `report` says; elsewhere show nothing."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as shown:
        task = shown.add_task("starting", total=None)
        report_to(lambda work, done: shown.update(task, description=work, completed=done or 0, total=done and 1))
        try:
            yield
        finally:
            report_to(None)
