"""`rollcall rollback`: which generation consumers read."""

from typing import Annotated

import typer

from orchestration import lock
from orchestration.commands.console import closed_shop, out, progress
from orchestration.moments import iso
from orchestration.publishing import generations


def rollback(
    to: Annotated[str | None, typer.Option(help="run_id to go back to; the one before, when left out.")] = None,
) -> None:
    """Make an earlier generation current again, once its checksums are compared. The next night goes on from it."""
    from orchestration.publishing.verify import require_whole

    shop = closed_shop()
    with lock.RunLock(shop.home.lock, "a rollback, started by the command line"), progress():
        chosen = generations.roll_back(shop.home.published, to, lambda each: require_whole(shop, each))
    out.print(f"current is now {chosen.manifest.run_id}, as of {iso(chosen.manifest.as_of)}", highlight=False)
