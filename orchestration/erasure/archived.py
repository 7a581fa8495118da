"""Files that landed or wait to land, without the persons: the archive, the landing folders and the inbox.

Belongs here: which files there are, how each is read, and what the ledger says of one that was changed. Does not belong
here: the records in them (records.py).
"""

import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from orchestration.erasure import columns
from orchestration.erasure.columns import Holds
from orchestration.erasure.records import Eraser
from orchestration.erasure.sent import Sent
from orchestration.errors import raise_if_of_the_machine, said
from orchestration.landing import ledger
from orchestration.landing.archive import Archive, note_rewritten
from orchestration.landing.contract import Contract, Reading
from orchestration.landing.files import MAPPED, Refused, drops, format_of
from orchestration.landing.ledger import Entry
from orchestration.landing.mapping_files import KindOfFile, MappingError, Mappings, read_mapping
from orchestration.progress import report
from orchestration.settings import Home
from orchestration.shop import Shop
from orchestration.warehouse.connections import reading_raw, writing_raw

logger = logging.getLogger(__name__)


def erase_archived(shop: Shop, contract: Contract, eraser: Eraser, *, is_resumed: bool) -> None:
    """Take the persons out of every file that has landed.

    The ledger and the accounts then say what the files are now; of all files, where an erasure goes on that was killed
    (`is_resumed`).
    """
    archive = Archive(shop.home.archive, shop.settings.leave_landed_files)
    with reading_raw(shop) as connection:
        landed = ledger.entries(connection, "archived_as != ''")
    changed = []
    for name, entry in {str(each.archived_as): each for each in landed}.items():
        path = archive.root / name
        if not path.is_file():
            continue
        report(f"looking through {name}")
        if eraser.erase(_as_landed(path, entry, contract)) or is_resumed:
            changed.append(name)
    if changed:
        with writing_raw(shop) as connection:
            note_rewritten(connection, archive, changed)


def erase_waiting(home: Home, contract: Contract, mappings: Mappings, eraser: Eraser) -> None:
    """Take the persons out of every file that waits or was left in its folder."""
    for sent in waiting(home, contract, mappings):
        try:
            eraser.erase(sent)
        except (duckdb.Error, OSError, EOFError, zlib.error) as error:
            # The landing refuses and reports such a file; the night need not fail for it, too.
            raise_if_of_the_machine(error)
            logger.warning("left alone: %s cannot be looked through for who was erased (%s)", sent.path, said(error))


def waiting(home: Home, contract: Contract, mappings: Mappings) -> Iterator[Sent]:
    """The files in the landing folders and the inbox, each as far as it can be told what it is."""
    by_name = {table.name: columns.of_table(table) for table in contract.tables}
    reading = contract.tables[0].reading
    for drop in drops([home.landing, home.inbox]):
        if not drop.path.is_file():
            continue
        kind: KindOfFile | None = None
        if drop.table.startswith(MAPPED):
            try:
                kind = mappings.named(drop.table.removeprefix(MAPPED))
            except Refused:
                kind = None
        yield _sent(drop.path, kind, by_name.get(drop.table, columns.UNKNOWN), reading)


def _as_landed(path: Path, entry: Entry, contract: Contract) -> Sent:
    """A file of the archive, by the mapping that it landed by, if any. All entries of a file have the same."""
    reading = contract.tables[0].reading
    if entry.mapping is None:
        tables = [table for table in contract.tables if table.name == entry.table_name]
        return _sent(path, None, columns.of_table(tables[0]) if tables else columns.UNKNOWN, reading)
    name = entry.file_name.partition("/")[0].removeprefix(MAPPED)
    try:
        kind = read_mapping(name, entry.mapping, contract, str(path))
    except MappingError:
        kind = None
    return _sent(path, kind, columns.UNKNOWN, reading)


def _sent(path: Path, kind: KindOfFile | None, holds: Holds, reading: Reading) -> Sent:
    form = _form(path, kind.said.file.format if kind else None)
    if kind is None:
        return Sent(path, form, holds, reading)
    said = kind.said.file
    delimiter = "\t" if said.delimiter == "tab" else said.delimiter
    return Sent(path, form, columns.of_mapping(kind), kind.reading(reading), delimiter, said.date_order)


def _form(path: Path, said: str | None) -> str:
    """How a file is read; one whose name says nothing is looked through as lines of text."""
    try:
        return format_of(path, said)
    except Refused:
        return "csv"
