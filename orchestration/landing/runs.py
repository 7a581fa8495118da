"""The landing's two runs on a shop's home: what waits is landed, or the raw tables are rebuilt from the archive."""

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from orchestration import shop_vars
from orchestration.identity import secret_of
from orchestration.landing import losses
from orchestration.landing.archive import Archive
from orchestration.landing.archive import prune as prune_archive
from orchestration.landing.contract import Contract
from orchestration.landing.files import MAPPED, Refused, is_hidden
from orchestration.landing.ledger import LandingError
from orchestration.landing.ledger import prune as prune_rejected
from orchestration.landing.load import land
from orchestration.landing.mapping_files import Mappings
from orchestration.landing.rebuild import rebuild
from orchestration.landing.report import FileProgress, LandingReport
from orchestration.landing.taking_over import take_over
from orchestration.progress import report
from orchestration.publishing.generations import current, seen_by_all
from orchestration.shop import Shop
from orchestration.warehouse.connections import journal_of, remove, writing_raw
from orchestration.warehouse.text import literal


def land_waiting(shop: Shop, variables: Mapping[str, Any]) -> LandingReport:
    """Land every file that waits in the landing and inbox folders; refused ones are in the report, not raised.

    Raises:
        UnusableVar: what the vars say of the shop cannot be.
    """
    shop_vars.require_usable(variables)
    home, settings = shop.home, shop.settings
    contract = Contract.read(shop.project.landing_contract, variables)
    archive = Archive(home.archive, settings.leave_landed_files)
    before = current(home.published)
    now = datetime.now(UTC)
    take_over(home)
    mappings = Mappings.of(shop.project.directory, contract, lambda: secret_of(home))
    with writing_raw(shop) as connection:
        landed = land(
            connection,
            [home.landing, home.inbox],
            contract,
            landed_at=now,
            archive=archive,
            mappings=mappings,
            after_file_id=before.manifest.last_file_id if before else 0,
            progress=_report_file,
            secret=partial(secret_of, home),
        )
        prune_rejected(
            connection,
            rejected_before=_days_before(now, settings.keep_rejected_days),
            seen_file_id=seen_by_all(home.published),
        )
    if settings.keep_archive_days is not None:
        prune_archive(archive, _days_before(now, settings.keep_archive_days))
    return landed


def bring(shop: Shop, variables: Mapping[str, Any], sent: Sequence[Path], mapping: str) -> list[Path]:
    """Copy files into the landing folder of a mapping, from where the landing takes them; all, or none. The copies.

    Raises:
        LandingError: there is no such mapping or file, or a file of the name waits in the folder.
    """
    contract = Contract.read(shop.project.landing_contract, variables)
    folder = shop.home.landing / f"{MAPPED}{mapping}"
    try:
        Mappings.of(shop.project.directory, contract, lambda: secret_of(shop.home)).named(mapping)
    except Refused as refusal:
        raise LandingError(str(refusal)) from None
    targets = [folder / file.name for file in sent]
    for file, target in zip(sent, targets, strict=True):
        if not file.is_file():
            raise LandingError(f"{file}: there is no such file")
        if target.exists() or targets.count(target) > 1:
            raise LandingError(f"{file}: a file of that name waits in {folder}; land that first, or rename this one")
        if is_hidden(file.name):
            raise LandingError(f"{file}: files of such names are taken for unfinished ones; rename it")
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = [target.with_name(f"{target.name}.part") for target in targets]
    try:
        for file, copy in zip(sent, unfinished, strict=True):
            shutil.copyfile(file, copy)
    except BaseException:
        for copy in unfinished:
            copy.unlink(missing_ok=True)
        raise
    for copy, target in zip(unfinished, targets, strict=True):
        os.replace(copy, target)
    return targets


def take_back(brought: Sequence[Path], landed: LandingReport) -> None:
    """Remove copies that were refused: whoever brought the files has them, and no night is to stumble over them."""
    refused = {result.path for result in landed.refused}
    for copy in brought:
        if f"{copy.parent.name}/{copy.name}" in refused:
            copy.unlink(missing_ok=True)


def rebuild_raw(shop: Shop, variables: Mapping[str, Any], *, is_partial: bool = False) -> LandingReport:
    """Replace the raw tables by those that the archive alone makes; the next night builds the rest.

    Files that wait in the landing folders go on waiting.

    Raises:
        LandingError: the archive is not whole, or a file of it can no longer be landed; the raw tables stay.
    """
    home = shop.home
    contract = Contract.read(shop.project.landing_contract, variables)
    mappings = Mappings.of(shop.project.directory, contract, lambda: secret_of(home))
    rebuilding = home.raw.with_name("rebuilding.duckdb")
    remove(rebuilding)
    try:
        with writing_raw(shop, rebuilding) as connection:
            made = rebuild(
                connection,
                Archive(home.archive),
                contract,
                is_partial=is_partial,
                mappings=mappings,
                progress=_report_file,
                secret=partial(secret_of, home),
            )
            _keep_losses(connection, home.raw)
        if made.refused and not is_partial:
            lines = "\n".join(f"  {file.path}: {file.reason}" for file in made.refused)
            raise LandingError(
                f"{len(made.refused)} files of the archive can no longer be landed, so the raw tables are left as they"
                f" are; add --partial to do without them:\n{lines}"
            )
        # A journal of the old file would make the new one unreadable.
        journal_of(home.raw).unlink(missing_ok=True)
        os.replace(rebuilding, home.raw)
        remove(home.old_warehouse)
    finally:
        remove(rebuilding)
    return made


def _keep_losses(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """As losses.take_over says, of the file that is being replaced, where it can be read."""
    if not raw.exists():
        return
    with suppress(duckdb.Error):
        connection.execute(f"attach {literal(str(raw))} as before (read_only)")
        losses.take_over(connection, "before")
        connection.execute("detach before")


def accept_loss(shop: Shop, file: str, accepted_by: str, reason: str) -> int:
    """Accept what was lost of a file that says whom not to write to; how many losses that are.

    Raises:
        NoLoss: there is none of that name.
    """
    # Nothing has landed; a file that is made now would hide that of an earlier version (taking_over.py).
    if not shop.home.raw.exists():
        raise losses.NoLoss(f"there is no loss '{file}' to accept; nothing has landed")
    with writing_raw(shop) as connection:
        now = datetime.now(UTC).replace(tzinfo=None)
        return losses.accept(connection, file, accepted_by=accepted_by, accepted_at=now, reason=reason)


def _days_before(moment: datetime, days: int) -> datetime:
    """So many days earlier, as the raw tables keep moments: UTC, naive."""
    return (moment - timedelta(days=days)).astimezone(UTC).replace(tzinfo=None)


def _report_file(progress: FileProgress) -> None:
    report(f"landing {Path(progress.file_name).name}", progress.fraction)
