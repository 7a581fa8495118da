"""The warehouse made anew from the archive, beside the one that is there, which it replaces once it is whole."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestration.landing.archive import Archive
from orchestration.landing.contract import Contract
from orchestration.landing.ledger import LandingError
from orchestration.landing.load import LandingReport
from orchestration.landing.rebuild import rebuild
from orchestration.night import report_file
from orchestration.settings import Home, Project, Settings
from orchestration.warehouse.connections import open_warehouse


def rebuild_raw(
    project: Project, settings: Settings, variables: Mapping[str, Any], *, is_partial: bool = False
) -> LandingReport:
    """Replace the warehouse by one whose raw tables are made of the archive alone; the next night builds the rest.

    Files that wait in the landing folders go on waiting.

    Raises:
        LandingError: the archive is not whole, or a file of it can no longer be landed; the warehouse stays.
    """
    home = Home(settings.home)
    contract = Contract.read(project.landing_contract, variables)
    anew = home.warehouse.with_name("rebuilding.duckdb")
    _remove(anew)
    try:
        with open_warehouse(home, settings, anew) as connection:
            made = rebuild(connection, Archive(home.archive), contract, is_partial=is_partial, progress=report_file)
        if made.refused and not is_partial:
            lines = "\n".join(f"  {file.path}: {file.reason}" for file in made.refused)
            raise LandingError(
                f"{len(made.refused)} files of the archive can no longer be landed, so the warehouse is left as it is;"
                f" add --partial to do without them:\n{lines}"
            )
        # A journal of the old file would make the new one unreadable.
        _journal(home.warehouse).unlink(missing_ok=True)
        os.replace(anew, home.warehouse)
    finally:
        _remove(anew)
    return made


def _journal(database: Path) -> Path:
    return database.with_name(database.name + ".wal")


def _remove(database: Path) -> None:
    for file in (_journal(database), database):
        file.unlink(missing_ok=True)
