"""What all commands share that enter something: who, why and when, and saying what was written and when it counts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from orchestration.commands.console import closed_shop
from orchestration.moments import iso, next_night

if TYPE_CHECKING:
    from orchestration.customers.entries import Entered, Entry

By = Annotated[str | None, typer.Option("--by", help="Who enters it; the user of this machine, when left out.")]
Reason = Annotated[str | None, typer.Option(help="Why.")]
Now = Annotated[bool, typer.Option("--now", help="Run a night at once, so that it counts; tonight's still runs.")]
# So that -50 is an amount and not an option.
SIGNED = {"ignore_unknown_options": True}


def tell(
    what: str,
    enter: "Callable[[Entry], Entered | list[Entered]]",
    by: str | None,
    reason: str | None = None,
    now: bool = False,
) -> None:
    """Enter something, and say so; with `now`, run a night whose moment is just after it."""
    from orchestration.customers.entries import Entry
    from orchestration.inbox import user
    from orchestration.shop_vars import time_zone

    shop = closed_shop()
    moment = datetime.now(UTC)
    done = enter(Entry(shop, by or user(), moment, reason))
    # A night's moment is a whole second, and this one must not lie before the entry.
    at_once = moment.replace(microsecond=0) + timedelta(seconds=1)
    zone = ZoneInfo(time_zone(shop.project.variables))
    night = "the night that runs now" if now else f"the next night on, {next_night(moment, zone):%Y-%m-%d %H:%M}"
    for entered in done if isinstance(done, list) else [done]:
        made = f" as {entered.id}" if entered.id is not None else ""
        print(f"{what}{made}: wrote {entered.file}, which counts from {night}", flush=True)
    if now:
        from orchestration.commands.night import nightly

        nightly(as_of=iso(at_once))
