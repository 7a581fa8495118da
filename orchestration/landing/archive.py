"""The archive: files that have landed, `<moment of the landing>/<table>/<name>`, and an account of each landing.

Belongs here: moving files there, once each, and finding them again. Does not belong here: the rows in them.

A file is moved after the ledger has it. A landing that is killed in between is made up for by the next one, which
finds entries of the ledger that are not in the archive yet and have files where they lay. So what lies in
a landing folder after that was newly sent.
"""

import errno
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration import durable
from orchestration.landing import ledger
from orchestration.landing.files import Refused, content_hash, stamp
from orchestration.landing.ledger import Entry, LandingError
from orchestration.warehouse.connections import transaction

ACCOUNT = "landing.json"
MOMENT = "%Y%m%dT%H%M%S.%fZ"
INBOX = "inbox"


@dataclass(frozen=True)
class Archive:
    """`root` is the archive's folder. `leaves_files`: the shop's files stay where they are, and copies are archived."""

    root: Path
    leaves_files: bool = False

    def folder(self, moment: datetime) -> Path:
        """The folder of the landing of that moment (UTC, naive)."""
        return self.root / moment.strftime(MOMENT)

    def accounts(self) -> list[Path]:
        """The account of every landing, oldest first."""
        return sorted(self.root.glob(f"*/{ACCOUNT}"))

    def leaves(self, came_from: str) -> bool:
        """Whether files that lie in that folder stay there. Entries of the inbox are ours."""
        return self.leaves_files and came_from != INBOX


def read_account(account: Path) -> list[Entry]:
    """What landed in one landing. Raises LandingError if the account cannot be read."""
    try:
        return [
            Entry(**{**each, "landed_at": datetime.fromisoformat(each["landed_at"])})
            for each in json.loads(account.read_text(encoding="utf-8"))["files"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LandingError(f"{account}: cannot be read ({type(error).__name__}); restore it from a backup") from error


def settle(connection: duckdb.DuckDBPyConnection, archive: Archive, folders: Sequence[Path]) -> None:
    """Archive every file that the ledger has and the archive has not.

    Raises LandingError if a file cannot be moved.
    """
    waiting: dict[datetime, list[Entry]] = {}
    for entry in ledger.entries(connection, "archived_as is null"):
        waiting.setdefault(entry.landed_at, []).append(entry)
    for moment, entries in waiting.items():
        archived = [_archive(archive, folders, entry) for entry in entries]
        # So that moves outlive a power cut: the ledger says for good that these files are in the archive.
        for folder in {(archive.root / entry.archived_as).parent for entry in archived if entry.archived_as}:
            durable.sync(folder)
        with transaction(connection):
            ledger.note_archived(connection, archived)
            _write_account(connection, archive, moment)


def note_rewritten(connection: duckdb.DuckDBPyConnection, archive: Archive, names: Sequence[str]) -> None:
    """Have the ledger and the accounts say what files of the archive are, after records were taken out of them."""
    for name in names:
        path = archive.root / name
        with transaction(connection):
            landed_at = ledger.note_rewritten(connection, name, content_hash(path), stamp(path).size_bytes)
            _write_account(connection, archive, landed_at)


def _write_account(connection: duckdb.DuckDBPyConnection, archive: Archive, moment: datetime) -> None:
    landed = ledger.entries(connection, f"landed_at = timestamp '{moment.isoformat(sep=' ')}'")
    everything = [{**asdict(entry), "landed_at": entry.landed_at.isoformat()} for entry in landed]
    account = archive.folder(moment) / ACCOUNT
    account.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    durable.write(account, json.dumps({"files": everything}, indent=1))


def _archive(archive: Archive, folders: Sequence[Path], entry: Entry) -> Entry:
    """The entry after its file has been moved or copied, if it is there."""
    for folder in folders:
        if entry.came_from not in (None, folder.name):
            continue
        inside = Path(INBOX, entry.file_name) if folder.name == INBOX else Path(entry.file_name)
        name = str(archive.folder(entry.landed_at).relative_to(archive.root) / inside)
        source, target = folder / entry.file_name, archive.root / name
        known = replace(entry, came_from=folder.name, archived_as=name)
        if target.exists():
            # A move that was not noted any more. A copy to another disk may have left its original, which is the one
            # that landed; a newly sent file that took its place is not.
            if not archive.leaves(folder.name) and _is_untouched(source, entry):
                source.unlink()
            return known
        if not source.is_file() or not _is_of(source, entry):
            continue
        seen = source.stat()
        _bring(source, target, is_left=archive.leaves(folder.name))
        return replace(known, modified_ns=seen.st_ctime_ns, written_ns=seen.st_mtime_ns)
    return replace(entry, came_from=entry.came_from or folders[0].name, archived_as="")


def _is_untouched(file: Path, entry: Entry) -> bool:
    """Whether a file is still the very one that landed, not another of the same bytes."""
    try:
        now = stamp(file)
        return (now.size_bytes, now.changed_ns) == (entry.size_bytes, entry.modified_ns)
    except Refused:
        return False


def _is_of(file: Path, entry: Entry) -> bool:
    """Whether a file still holds the bytes that landed."""
    try:
        now = stamp(file)
        if now.size_bytes != entry.size_bytes:
            return False
        return now.changed_ns == entry.modified_ns or content_hash(file) == entry.content_hash
    except Refused:
        return False


def _bring(source: Path, target: Path, *, is_left: bool) -> None:
    """Move or copy a file; under its name in the archive it is whole."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_left and not source.is_symlink():
            try:
                source.rename(target)
                return
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
        # Never a hard link: the sender may write into its file again.
        unfinished = target.with_name(f".{target.name}.part")
        shutil.copy2(source, unfinished)
        durable.sync(unfinished)
        unfinished.rename(target)
        if not is_left:
            source.unlink()
    except OSError as error:
        raise LandingError(
            f"{source} has landed and cannot be moved to {target} ({error.strerror}); let Rollcall write to both"
            " folders, or set ROLLCALL_LEAVE_LANDED_FILES=true. It does not land twice"
        ) from error


def prune(archive: Archive, before: datetime) -> int:
    """Delete the files of landings before a moment (UTC, naive); their accounts stay. How many files that were."""
    removed = 0
    for account in archive.accounts():
        if account.parent.name >= before.strftime(MOMENT):
            break
        tables = [entry for entry in account.parent.iterdir() if entry.is_dir()]
        removed += sum(file.is_file() for table in tables for file in table.rglob("*"))
        for table in tables:
            shutil.rmtree(table)
    return removed
