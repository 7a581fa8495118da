"""Landing: dropped files into the raw tables of the warehouse, each file once, each key once.

Belongs here: the order of events and the transactions. Does not belong here: formats (readers.py), the rows of a file
(rows.py), rules about values (checks.py), rules about keys (upsert.py).

Beside the contract's columns a raw table has `_file_id`, the file that last changed the row, `_is_undated` and
`_is_bare` (fold.py); orders have `_guest_id` (guests.py). File ids rise in the order in which rows count: by landing,
then by the files' order (files.py). Downstream models do not read `_is_undated`.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from orchestration.landing.files import MAPPED, Drop, Refused
from orchestration.landing.guests import Secret
from orchestration.landing.headers import require_columns
from orchestration.landing.job import FILE_ERRORS, FileFailed, Job, disagreement, failing, require_unchanged, unreadable
from orchestration.landing.ledger import LEDGER, Entry, LandingError
from orchestration.landing.mapped import MappedFile
from orchestration.landing.mapping_files import Mappings
from orchestration.landing.report import FileProgress, FileResult, LandingReport
from orchestration.landing.rows import append, lacking_columns, reject_duplicates
from orchestration.landing.values import converted
from orchestration.warehouse.connections import transaction
from orchestration.warehouse.text import literal, quoted

QUIET_SECONDS = 1.0


@dataclass(frozen=True)
class Landing:
    """One landing: its moment (UTC, naive), and what it needs to know of earlier ones.

    `archive` is where its files are moved to; `left` are the last landings of files that stay where they lie; `again`
    are those of a landing that is repeated (rebuild.py), by path and table. `mappings` read what other systems send.
    """

    connection: duckdb.DuckDBPyConnection
    moment: datetime
    progress: Callable[[FileProgress], None] | None = None
    archive: Archive | None = None
    left: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    again: Mapping[tuple[Path, str], Entry] = field(default_factory=dict)
    after_file_id: int = 0
    mappings: Mappings | None = None

    def before(self, job: Job) -> Entry | None:
        """The entry of a file that lands again."""
        return self.again.get((job.drop.path, job.drop.table))

    def numbered(self, jobs: Sequence[Job]) -> dict[int, Job]:
        """Files of a table, or of several one after the other, by their ids. Those that land again keep theirs."""
        first = max(ledger.last_file_id(self.connection), self.after_file_id) + 1
        kept = [before.file_id for job in jobs if (before := self.before(job))]
        return dict(zip(kept or range(first, first + len(jobs)), jobs, strict=True))


def land(
    connection: duckdb.DuckDBPyConnection,
    folders: Sequence[Path],
    contract: Contract,
    *,
    landed_at: datetime,
    archive: Archive | None = None,
    mappings: Mappings | None = None,
    after_file_id: int = 0,
    progress: Callable[[FileProgress], None] | None = None,
    secret: Secret | None = None,
) -> LandingReport:
    """Load every file below `folders` (`<folder>/<table>/<name>`) into the schema `raw`, and move it to the archive.

    `<folder>/_<mapping>/<name>` holds files of another system's columns, whose rows a mapping takes to several tables.

    `landed_at` needs a time zone; it is the moment that rows must not lie after. The files of one table land
    together or not at all, and so do the tables of a mapped file: what counts is the ledger, raw.landed_files, and rows
    that a killed landing appended without entering their file there are taken out by the next one, which also moves
    what that one had not moved. Without an archive files stay, and land again at the next call. Files that cannot be
    landed stay and are in the report as refused; everything else lands. File ids go on after the ledger's and after
    `after_file_id`. `progress` hears of files that take more than a second. `secret` is asked for if guests need ids.

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
    landing = Landing(connection, moment, progress, archive, left, after_file_id=after_file_id, mappings=mappings)
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
    losses.note(connection, contract, _lost(landing, dropped, {each.path for each in refused}), moment)
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
        try:
            for each in _of_tables(landing, drop):
                if each.table not in by_table:
                    raise Refused(_homeless(each, list(by_table)))
                by_table[each.table].append(each)
        except Refused as refusal:
            results.append(
                FileResult(
                    "" if drop.table.startswith(MAPPED) else drop.table, drop.name, "refused", reason=str(refusal)
                )
            )
    for tables in _together(contract, by_table):
        results.extend(_land_tables(landing, tables, by_table))
    overtaken.note(landing.connection, contract, landing.moment)
    return results


def _of_tables(landing: Landing, drop: Drop) -> list[Drop]:
    """The file, or for a mapped one the file for each of its tables. Raises Refused if there is no such mapping."""
    if not drop.table.startswith(MAPPED):
        return [drop]
    if landing.mappings is None:
        raise Refused("lies in a folder of a mapping, and this landing has none")
    mapping = landing.mappings.named(drop.table.removeprefix(MAPPED))
    return [replace(drop, table=table, mapping=mapping) for table in mapping.said.tables]


def _lost(landing: Landing, dropped: Sequence[Drop], refused: Collection[str]) -> list[Drop]:
    """The files that were refused, given by name; a mapped one for each of its tables, if its mapping can be read."""
    lost: list[Drop] = []
    for drop in dropped:
        if drop.name in refused:
            with suppress(Refused):
                lost += _of_tables(landing, drop)
    return lost


def _together(contract: Contract, by_table: Mapping[str, Sequence[Drop]]) -> list[list[Table]]:
    """The tables, in the contract's order, with those together that some mapped file goes to."""
    groups = [[table] for table in contract.tables]
    mapped = {drop.path: drop.mapping for dropped in by_table.values() for drop in dropped if drop.mapping}
    for mapping in mapped.values():
        joined = [group for group in groups if any(table.name in mapping.said.tables for table in group)]
        if len(joined) > 1:
            joined[0] += [table for group in joined[1:] for table in group]
            groups = [group for group in groups if not any(group is other for other in joined[1:])]
    return groups


def _homeless(drop: Drop, tables: list[str]) -> str:
    if not drop.table:
        return "lies outside a table's folder; move it into the folder of its table"
    return f"the contract has no table '{drop.table}'{hint(drop.table, tables)}; move the file to its table's folder"


def _land_tables(landing: Landing, tables: Sequence[Table], by_table: Mapping[str, Sequence[Drop]]) -> list[FileResult]:
    """Land the files of tables that land together; a file is refused for all of its tables, and told of once."""
    results: dict[tuple[Path, str], FileResult] = {}
    refused: dict[Path, FileResult] = {}
    mapped: dict[Path, MappedFile] = {}
    jobs: list[Job] = []
    dropped = [(table, drop) for table in tables for drop in by_table[table.name]]
    for table, drop in dropped:
        if drop.path in refused:
            continue
        try:
            if _is_left(landing, drop):
                skipped = FileResult(table.name, drop.name, "skipped", reason="as it was when it landed")
                results[drop.path, table.name] = skipped
            else:
                jobs.append(_examine(landing, table, drop, mapped))
        except Refused as refusal:
            refused[drop.path] = FileResult(table.name, drop.name, "refused", reason=str(refusal))
    jobs = [job for job in jobs if job.drop.path not in refused]
    try:
        while jobs:
            try:
                for job, result in zip(jobs, _load(landing, jobs), strict=True):
                    results[job.drop.path, job.drop.table] = result
                break
            except FileFailed as failure:
                drop = failure.job.drop
                refused[drop.path] = FileResult(drop.table, drop.name, "refused", reason=failure.reason)
                jobs = [job for job in jobs if job.drop.path != drop.path]
    finally:
        with suppress(duckdb.Error):
            for file in mapped.values():
                file.close(landing.connection)
    first = {path: (path, result.table) for path, result in refused.items()}
    return [
        refused[drop.path] if drop.path in refused else results[drop.path, table.name]
        for table, drop in dropped
        if first.get(drop.path, (drop.path, table.name)) == (drop.path, table.name)
    ]


def _is_left(landing: Landing, drop: Drop) -> bool:
    """Whether a file that stays in its folder is as it was when it landed: name, size, time and bytes."""
    last = landing.left.get((drop.came_from, drop.name))
    if last is None:
        return False
    now = files.stamp(drop.path)
    if (now.size_bytes, now.written_ns) != (last.size_bytes, last.written_ns):
        return False
    return now.changed_ns == last.modified_ns or files.content_hash(drop.path) == last.content_hash


def _examine(landing: Landing, table: Table, drop: Drop, mapped: dict[Path, MappedFile]) -> Job:
    """Decide whether a file can be read; `mapped` are the files that were opened for other tables. Raises Refused."""
    form = files.format_of(drop.path, drop.mapping.said.file.format if drop.mapping else None)
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
        if drop.mapping is None:
            source = readers.open_source(landing.connection, drop.path, form, table)
        else:
            assert landing.mappings is not None
            if drop.path not in mapped:
                mapped[drop.path] = MappedFile.open(landing.connection, drop.path, form, drop.mapping, landing.mappings)
            table, source = mapped[drop.path].table(table), mapped[drop.path].source(table)
        require_columns(table, source.columns, source.ignored_columns)
        for column in table.columns:
            converted(source.columns.get(column.name), table, column)
    except FILE_ERRORS as error:
        raise Refused(unreadable(error)) from error
    return Job(table, drop, stamp, content_hash, source)


def _load(landing: Landing, jobs: Sequence[Job]) -> list[FileResult]:
    """Append the rows of all files, put the faulty ones aside, then settle the keys and enter the files in the ledger.

    Only the last is a transaction: DuckDB writes rows a second time that are appended and deleted within one, and
    what is not in the ledger does not count.
    """
    connection, landed_at, numbered = landing.connection, landing.moment, landing.numbered(jobs)
    results: dict[int, FileResult] = {}
    try:
        for file_id, job in numbered.items():
            with failing(job), _reporting(connection, job, landing.progress):
                read, rejected = append(connection, job.table, job, file_id, landed_at)
            results[file_id] = FileResult(
                job.table.name, job.drop.name, "loaded", read, read - rejected, rejected,
                ignored_columns=job.source.ignored_columns,
            )  # fmt: skip
        with transaction(connection):
            for file_id, job in numbered.items():
                ledger.enter(connection, _entry(landing, job, file_id, results[file_id]))
            for table in {job.table.name: job.table for job in jobs}.values():
                ids = [file_id for file_id, job in numbered.items() if job.table.name == table.name]
                lacking = {
                    each: lacking_columns(connection, table, numbered[each], each, results[each].read_rows)
                    for each in ids
                }
                for file_id, duplicates in upsert.settle(connection, table, min(ids), lacking).items():
                    job, result = numbered[file_id], results[file_id]
                    if reject_duplicates(connection, job.table, job, file_id, landed_at) != duplicates:
                        raise disagreement(job, "duplicate keys")
                    connection.execute(
                        f"""
                        update {LEDGER}
                        set accepted_rows = accepted_rows - ?, rejected_rows = rejected_rows + ? where file_id = ?
                        """,
                        [duplicates, duplicates, file_id],
                    )
                    results[file_id] = replace(
                        result,
                        accepted_rows=result.accepted_rows - duplicates,
                        rejected_rows=result.rejected_rows + duplicates,
                    )
            for job in jobs:
                require_unchanged(job)
    except BaseException:
        # On a full disk there is no taking out, either; the next landing does it.
        with suppress(duckdb.Error):
            _take_out(connection, [job.table for job in jobs], min(numbered))
        raise
    return list(results.values())


def _entry(landing: Landing, job: Job, file_id: int, result: FileResult) -> Entry:
    """The file as the ledger will have it."""
    new = Entry(
        file_id, job.drop.table, job.drop.name, job.content_hash, job.stamp.size_bytes, job.stamp.changed_ns,
        result.read_rows, result.accepted_rows, result.rejected_rows, landing.moment, job.drop.came_from,
        job.stamp.written_ns, mapping=job.drop.mapping.text if job.drop.mapping else None,
    )  # fmt: skip
    before = landing.before(job)
    if before is None:
        return new
    return replace(new, modified_ns=before.modified_ns, written_ns=before.written_ns, archived_as=before.archived_as)


def _take_out(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table], first_id: int) -> None:
    """Delete what was written for files that never made it into the ledger."""
    for table in tables:
        connection.execute(f"delete from raw.{quoted(table.name)} where _file_id < 0 or _file_id >= {first_id}")
        connection.execute(
            f"delete from raw.rejected_rows where file_id >= {first_id} and table_name = {literal(table.name)}"
        )


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
