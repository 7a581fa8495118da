"""Landing: dropped files into the raw tables of the warehouse, each file once, each key once.

Belongs here: the order of events and the transactions. Does not belong here: formats (readers.py), the rows of a file
(rows.py), rules about values (checks.py), rules about keys (upsert.py).

Beside the contract's columns a raw table has `_file_id`, the file that last changed the row, `_is_undated` and
`_is_bare` (fold.py); orders have `_guest_id` (guests.py). File ids rise in the order in which rows count: by landing,
then by the files' order (files.py). Downstream models do not read `_is_undated`.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.landing import archive as archives
from orchestration.landing import (
    encodings,
    files,
    findings,
    guests,
    ledger,
    losses,
    overtaken,
    phones,
    readers,
    reform,
    upsert,
)
from orchestration.landing.archive import Archive
from orchestration.landing.compaction import compact
from orchestration.landing.contract import Contract, Table, hint
from orchestration.landing.files import Drop, Refused
from orchestration.landing.guests import Secret
from orchestration.landing.headers import require_columns
from orchestration.landing.job import FILE_ERRORS, FileFailed, Job, disagreement, failing, require_unchanged, unreadable
from orchestration.landing.ledger import LEDGER, Entry, LandingError
from orchestration.landing.report import FileProgress, FileResult, LandingReport
from orchestration.landing.rows import append, lacking_columns, reject_duplicates
from orchestration.landing.values import converted
from orchestration.warehouse.connections import transaction
from orchestration.warehouse.text import quoted

QUIET_SECONDS = 1.0


@dataclass(frozen=True)
class Landing:
    """One landing: its moment (UTC, naive), and what it needs to know of earlier ones.

    `archive` is where its files are moved to; `left` are the last landings of files that stay where they lie; `again`
    are those of a landing that is repeated (rebuild.py), by path.
    """

    connection: duckdb.DuckDBPyConnection
    moment: datetime
    progress: Callable[[FileProgress], None] | None = None
    archive: Archive | None = None
    left: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    again: Mapping[Path, Entry] = field(default_factory=dict)
    after_file_id: int = 0

    def first_id(self, jobs: Sequence[Job]) -> int:
        """The id of the first of a table's files; the others follow. Files that land again keep theirs."""
        if self.again:
            return min(self.again[job.drop.path].file_id for job in jobs)
        return max(ledger.last_file_id(self.connection), self.after_file_id) + 1


def land(
    connection: duckdb.DuckDBPyConnection,
    folders: Sequence[Path],
    contract: Contract,
    *,
    landed_at: datetime,
    archive: Archive | None = None,
    after_file_id: int = 0,
    progress: Callable[[FileProgress], None] | None = None,
    secret: Secret | None = None,
) -> LandingReport:
    """Load every file below `folders` (`<folder>/<table>/<name>`) into the schema `raw`, and move it to the archive.

    `landed_at` needs a time zone; it is the moment that rows must not lie after. The files of one table land
    together or not at all: what counts is the ledger, raw.landed_files, and rows that a killed landing appended
    without entering their file there are taken out by the next one, which also moves what that one had not moved.
    Without an archive files stay, and land again at the next call. Files that cannot be landed stay and are in the
    report as refused; everything else lands. File ids go on after the ledger's and after `after_file_id`. `progress`
    hears of files that take more than a second. `secret` is asked for if there are guests to make ids for.

    Raises LandingError if a raw table's column has another type than the contract says, if the archive has landings
    that the warehouse knows nothing of, or if a file cannot be moved; ValueError if `landed_at` is naive; and what
    DuckDB raises if memory or disk run out.
    """
    if landed_at.tzinfo is None:
        raise ValueError("landed_at has no time zone; give it one, for example tzinfo=UTC")
    prepare(connection, contract)
    last_id = max(ledger.last_file_id(connection), after_file_id)
    left: dict[tuple[str, str], Entry] = {}
    if archive is not None:
        if ledger.last_file_id(connection) == 0 and archive.accounts():
            raise LandingError(
                f"{archive.root} has files that landed, and the warehouse knows nothing of them; rebuild its raw tables"
                " with `rollcall land --rebuild`, or move the archive away to begin without them"
            )
        archives.settle(connection, archive, folders)
        if archive.leaves_files:
            left = {key: entry for key, entry in ledger.last_landings(connection).items() if archive.leaves(key[0])}
    moment = ledger.next_moment(connection, landed_at.astimezone(UTC).replace(tzinfo=None))
    landing = Landing(connection, moment, progress, archive, left, after_file_id=after_file_id)
    dropped = list(files.drops(folders))
    results = land_files(landing, contract, dropped)
    if archive is not None:
        archives.settle(connection, archive, folders)
    encodings.clear(connection)
    compact(connection, contract)
    phones.read_new(connection, contract)
    guests.identify(connection, contract, secret)
    refused = [each for each in results if each.status == "refused"]
    findings.note(connection, [(each.table, each.path, each.reason) for each in refused])
    names = {(each.table, each.path) for each in refused}
    losses.note(connection, contract, [drop for drop in dropped if (drop.table, drop.name) in names], moment)
    return LandingReport(results, findings.of_this_landing(connection, last_id + 1))


def prepare(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Make a connection, and the schema `raw`, ready for landings."""
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set preserve_insertion_order = true")
    connection.execute("set enable_progress_bar = true")
    connection.execute("set enable_progress_bar_print = false")
    # The planner takes a dropped file for a few rows and would join its lines in a nested loop.
    connection.execute("set asof_loop_join_threshold = 0")
    with transaction(connection):
        ledger.create_tables(connection, contract)
        phones.create_tables(connection)
        losses.create_table(connection)
    _take_out(connection, contract.tables, ledger.last_file_id(connection) + 1)
    findings.begin(connection)
    reform.bring_up_to_date(connection, contract)


def land_files(landing: Landing, contract: Contract, dropped: Sequence[Drop]) -> list[FileResult]:
    """Land files, in the order in which their rows count."""
    by_table: dict[str, list[Drop]] = {table.name: [] for table in contract.tables}
    results: list[FileResult] = []
    for drop in dropped:
        if drop.table in by_table:
            by_table[drop.table].append(drop)
        else:
            results.append(_refused(drop, _homeless(drop, list(by_table))))
    for table in contract.tables:
        results.extend(_land_table(landing, table, by_table[table.name]))
    overtaken.note(landing.connection, contract, landing.moment)
    return results


def _homeless(drop: Drop, tables: list[str]) -> str:
    if not drop.table:
        return "lies outside a table's folder; move it into the folder of its table"
    return f"the contract has no table '{drop.table}'{hint(drop.table, tables)}; move the file to its table's folder"


def _refused(drop: Drop, reason: str) -> FileResult:
    return FileResult(drop.table, drop.name, "refused", reason=reason)


def _land_table(landing: Landing, table: Table, dropped: Sequence[Drop]) -> list[FileResult]:
    results: dict[Path, FileResult] = {}
    jobs: list[Job] = []
    for drop in dropped:
        try:
            if _is_left(landing, drop):
                results[drop.path] = FileResult(table.name, drop.name, "skipped", reason="as it was when it landed")
            else:
                jobs.append(_examine(landing, table, drop))
        except Refused as refusal:
            results[drop.path] = _refused(drop, str(refusal))
    while jobs:
        try:
            loaded = _load(landing, table, jobs)
            results |= {job.drop.path: result for job, result in zip(jobs, loaded, strict=True)}
            break
        except FileFailed as failure:
            results[failure.job.drop.path] = _refused(failure.job.drop, failure.reason)
            jobs.remove(failure.job)
    return [results[drop.path] for drop in dropped]


def _is_left(landing: Landing, drop: Drop) -> bool:
    """Whether a file that stays in its folder is as it was when it landed: name, size, time and bytes."""
    last = landing.left.get((drop.came_from, drop.name))
    if last is None:
        return False
    now = files.stamp(drop.path)
    if (now.size_bytes, now.written_ns) != (last.size_bytes, last.written_ns):
        return False
    return now.changed_ns == last.modified_ns or files.content_hash(drop.path) == last.content_hash


def _examine(landing: Landing, table: Table, drop: Drop) -> Job:
    """Decide whether a file can be read. Raises Refused."""
    form = files.format_of(drop.path)
    stamp = files.stamp(drop.path)
    moves = landing.archive is not None and not landing.archive.leaves(drop.came_from)
    if moves and not os.access(drop.path.parent, os.W_OK):
        raise Refused(
            "lies in a folder that Rollcall may not write to, so it cannot be moved to the archive; let it, or set"
            " ROLLCALL_LEAVE_LANDED_FILES=true"
        )
    if stamp.size_bytes == 0 and form != "ndjson":
        # A table without rows is a header alone in CSV, and nothing at all in NDJSON.
        raise Refused("is empty (0 bytes); send it again")
    content_hash = files.content_hash(drop.path)
    try:
        source = readers.open_source(landing.connection, drop.path, form, table)
        require_columns(table, source.columns, source.ignored_columns)
        for column in table.columns:
            converted(source.columns.get(column.name), table, column)
    except FILE_ERRORS as error:
        raise Refused(unreadable(error)) from error
    return Job(drop, stamp, content_hash, source)


def _load(landing: Landing, table: Table, jobs: Sequence[Job]) -> list[FileResult]:
    """Append the rows of all files, put the faulty ones aside, then settle the keys and enter the files in the ledger.

    Only the last is a transaction: DuckDB writes rows a second time that are appended and deleted within one, and
    what is not in the ledger does not count.
    """
    connection, landed_at, first_id = landing.connection, landing.moment, landing.first_id(jobs)
    results: list[FileResult] = []
    try:
        for file_id, job in enumerate(jobs, first_id):
            with failing(job), _reporting(connection, job, landing.progress):
                read, rejected = append(connection, table, job, file_id, landed_at)
            results.append(
                FileResult(
                    table.name, job.drop.name, "loaded", read, read - rejected, rejected,
                    ignored_columns=job.source.ignored_columns,
                )
            )  # fmt: skip
        with transaction(connection):
            for file_id, (job, result) in enumerate(zip(jobs, results, strict=True), first_id):
                ledger.enter(connection, _entry(landing, job, file_id, result))
            lacking = {
                file_id: lacking_columns(connection, table, job, file_id, result.read_rows)
                for file_id, (job, result) in enumerate(zip(jobs, results, strict=True), first_id)
            }
            for file_id, duplicates in upsert.settle(connection, table, first_id, lacking).items():
                job, result = jobs[file_id - first_id], results[file_id - first_id]
                if reject_duplicates(connection, table, job, file_id, landed_at) != duplicates:
                    raise disagreement(job, "duplicate keys")
                connection.execute(
                    f"""
                    update {LEDGER}
                    set accepted_rows = accepted_rows - ?, rejected_rows = rejected_rows + ? where file_id = ?
                    """,
                    [duplicates, duplicates, file_id],
                )
                results[file_id - first_id] = replace(
                    result,
                    accepted_rows=result.accepted_rows - duplicates,
                    rejected_rows=result.rejected_rows + duplicates,
                )
            for job in jobs:
                require_unchanged(job)
    except BaseException:
        # On a full disk there is no taking out, either; the next landing does it.
        with suppress(duckdb.Error):
            _take_out(connection, [table], first_id)
        raise
    return results


def _entry(landing: Landing, job: Job, file_id: int, result: FileResult) -> Entry:
    """The file as the ledger will have it."""
    new = Entry(
        file_id, job.drop.table, job.drop.name, job.content_hash, job.stamp.size_bytes, job.stamp.changed_ns,
        result.read_rows, result.accepted_rows, result.rejected_rows, landing.moment, job.drop.came_from,
        job.stamp.written_ns,
    )  # fmt: skip
    before = landing.again.get(job.drop.path)
    if before is None:
        return new
    return replace(new, modified_ns=before.modified_ns, written_ns=before.written_ns, archived_as=before.archived_as)


def _take_out(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table], first_id: int) -> None:
    """Delete what was written for files that never made it into the ledger."""
    for table in tables:
        connection.execute(f"delete from raw.{quoted(table.name)} where _file_id < 0 or _file_id >= {first_id}")
    connection.execute(f"delete from raw.rejected_rows where file_id >= {first_id}")


@contextmanager
def _reporting(
    connection: duckdb.DuckDBPyConnection, job: Job, progress: Callable[[FileProgress], None] | None
) -> Iterator[None]:
    """Tell `progress` every second how far DuckDB is with the statements of the block."""
    if progress is None:
        yield
        return
    finished = threading.Event()

    def watch() -> None:
        while not finished.wait(QUIET_SECONDS):
            percent = connection.query_progress()
            if percent >= 0:
                total = job.source.total_rows
                rows = None if total is None else int(total * percent / 100)
                progress(FileProgress(job.drop.table, job.drop.name, percent / 100, rows))

    watcher = threading.Thread(target=watch, name=f"progress of {job.drop.name}", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
