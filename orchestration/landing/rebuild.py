"""The raw tables rebuilt from the archive, landing by landing, with the ids and moments that the landings had.

Belongs here: what to land again, and in which order. Does not belong here: landing (load.py), or opening warehouses.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from orchestration.landing import files, findings, guests, losses, phones
from orchestration.landing.archive import Archive, read_account
from orchestration.landing.compaction import compact
from orchestration.landing.contract import Contract
from orchestration.landing.files import MAPPED, Drop, Refused
from orchestration.landing.guests import Secret
from orchestration.landing.ledger import Entry, LandingError
from orchestration.landing.load import Landing, land_files, prepare
from orchestration.landing.mapping_files import Mappings, read_mapping
from orchestration.landing.report import FileProgress, FileResult, LandingReport

MOST_NAMED = 3


def rebuild(
    connection: duckdb.DuckDBPyConnection,
    archive: Archive,
    contract: Contract,
    *,
    is_partial: bool = False,
    mappings: Mappings | None = None,
    progress: Callable[[FileProgress], None] | None = None,
    secret: Secret | None = None,
) -> LandingReport:
    """Land everything in the archive again, into a warehouse that holds nothing.

    Raises LandingError if the archive is empty, or lacks a file or has another in its place, unless `is_partial` says
    to go on with what there is.
    """
    landings = [read_account(account) for account in archive.accounts()]
    if not landings:
        raise LandingError(f"{archive.root} holds no landing, so there is nothing to make the raw tables of")
    lacking = [entry for entries in landings for entry in entries if not _is_there(archive, entry)]
    if lacking and not is_partial:
        named = ", ".join(f"{entry.file_name} of {entry.landed_at:%Y-%m-%d %H:%M}" for entry in lacking[:MOST_NAMED])
        raise LandingError(
            f"{len(lacking)} landed files are not in the archive as they landed ({named}"
            f"{' and others' if len(lacking) > MOST_NAMED else ''}): they were pruned, or landed before there was an"
            " archive; restore raw.duckdb from a backup, or add --partial to do without them"
        )
    gone = {entry.file_id for entry in lacking}
    prepare(connection, contract)
    results: list[FileResult] = []
    for entries in landings:
        there = {
            (archive.root / str(entry.archived_as), entry.table_name): entry
            for entry in entries
            if entry.file_id not in gone
        }
        if there:
            landing = Landing(connection, entries[0].landed_at, progress, again=there, mappings=mappings)
            dropped = [_drop(path, entry, contract) for (path, _), entry in there.items()]
            results += land_files(landing, contract, dropped)
    compact(connection, contract)
    phones.read_new(connection, contract)
    guests.identify(connection, contract, secret)
    findings.note(connection, [])
    losses.note(connection, contract, [], max(entry.landed_at for entries in landings for entry in entries))
    return LandingReport(results)


def _drop(path: Path, entry: Entry, contract: Contract) -> Drop:
    """A file of the archive, with the mapping that it landed by, whatever has become of that since."""
    mapping = None
    if entry.mapping is not None:
        folder = entry.file_name.partition("/")[0]
        said_in = f"the mapping that {entry.file_name} landed by"
        mapping = read_mapping(folder.removeprefix(MAPPED), entry.mapping, contract, said_in)
    return Drop(path, entry.file_name, entry.table_name, entry.came_from or "landing", mapping)


def _is_there(archive: Archive, entry: Entry) -> bool:
    if not entry.archived_as:
        return False
    try:
        return files.content_hash(archive.root / entry.archived_as) == entry.content_hash
    except Refused:
        return False
