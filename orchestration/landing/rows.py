"""The rows of a file: the good ones are appended to their raw table, the faulty ones put into raw.rejected_rows.

Belongs here: the passes over a file. Does not belong here: what a fault is (checks.py), which row of a key counts
(upsert.py), and when a file's rows count at all (load.py).
"""

from dataclasses import replace
from datetime import datetime

import duckdb

from orchestration.landing import findings, fold, readers, upsert
from orchestration.landing.checks import Fault, faults
from orchestration.landing.contract import Table
from orchestration.landing.job import Job, disagreement
from orchestration.landing.readers import Source
from orchestration.landing.values import converted, needs_type_check
from orchestration.warehouse.text import columns, literal, quoted

RAW_TEXT_CHARACTERS = 10_000


def append(
    connection: duckdb.DuckDBPyConnection, table: Table, job: Job, file_id: int, landed_at: datetime
) -> tuple[int, int]:
    """Append the file's good rows; (rows read, rows put into raw.rejected_rows).

    One pass reads, checks and counts: a faulty row lands under the negated file id and is taken out again, so
    that a file without faults is read once.
    """
    readers.forget_rejects(connection)
    job.source.ready(connection)
    target = f"raw.{quoted(table.name)}"
    names = [column.name for column in table.columns]
    typed = _typed(table, job.source, job.source.rows, False)
    found = _faults(table, job.source, landed_at)
    faulty = " or ".join(fault.condition for fault in found)
    withdraws = fold.has(table, fold.WITHDRAWN) and fold.WITHDRAWN in job.source.columns
    bare = f"case when {quoted(fold.WITHDRAWN)} is not null then true end" if withdraws else "null"
    connection.execute(
        f"""
        insert into {target} ({columns(names)}, _file_id, _is_bare)
        select {_stored(table, job.source, landed_at)}, case when {faulty} then -{file_id} else {file_id} end, {bare}
        from {typed}
        """
    )
    counted = connection.execute(
        f"""
        select count(*), count(*) filter (_file_id < 0) from {target}
        where _file_id = {file_id} or _file_id = -{file_id}
        """
    ).fetchone()
    assert counted is not None
    parsed, bad = int(counted[0]), int(counted[1])
    broken = job.source.collect_broken(connection) if bad or readers.left_out(connection) else None
    if not bad and broken is None:
        return parsed, 0
    if bad:
        connection.execute(f"delete from {target} where _file_id = -{file_id}")
        # Each condition once: DuckDB takes longer to plan all that stands in one than to look at a file's faulty rows.
        named = {f"_fault_{place}": fault for place, fault in enumerate(found)}
        first = [f"when {name} then {literal(fault.column)}" for name, fault in named.items()]
        said = [f"when {name} then {literal(findings.without_values(each.reason))}" for name, each in named.items()]
        reasons = ", ".join(f"case when {name} then {fault.reason} end" for name, fault in named.items())
        judged = ", ".join(f"{fault.condition} as {name}" for name, fault in named.items())
        numbered = _typed(table, job.source, job.source.numbered, True)
        rejected = _reject(
            connection, table, job, file_id,
            f"select _line, case {' '.join(first)} end, concat_ws('; ', {reasons}), _raw_text,"
            f" case {' '.join(said)} end"
            f" from (select *, {judged} from {numbered}) where {' or '.join(named)}",
        )  # fmt: skip
        if rejected != bad:
            raise disagreement(job, "faulty rows")
    left_out = 0
    if broken is not None:
        left_out = _reject(
            connection, table, job, file_id, f"select line, null, reason, raw_text, reason from ({broken})"
        )  # fmt: skip
        if left_out != readers.left_out(connection):
            raise disagreement(job, "broken rows")
    return parsed + left_out, bad + left_out


def lacking_columns(
    connection: duckdb.DuckDBPyConnection, table: Table, job: Job, file_id: int, read_rows: int
) -> frozenset[str]:
    """The contract's columns that the file does not have."""
    given = {name for name, column in job.source.columns.items() if column.header}
    # Only the first objects of an NDJSON file were asked for their keys.
    late = sorted(job.source.columns.keys() - given) if read_rows > readers.SAMPLED_OBJECTS else []
    if late:
        counted = connection.execute(
            f"""
            select {", ".join(f"count({quoted(name)}) > 0" for name in late)}
            from raw.{quoted(table.name)} where _file_id = {file_id}
            """
        ).fetchone()
        assert counted is not None
        given |= {name for name, is_there in zip(late, counted, strict=True) if is_there}
    return frozenset(column.name for column in table.columns) - given


def reject_duplicates(
    connection: duckdb.DuckDBPyConnection, table: Table, job: Job, file_id: int, landed_at: datetime
) -> int:
    """Read the file again for the rows that a later row of it put aside; how many they are."""
    faulty = " or ".join(fault.condition for fault in _faults(table, job.source, landed_at))
    # The lines of the rows left out count, so they are noted once more.
    readers.forget_rejects(connection)
    job.source.ready(connection)
    connection.execute(f"select count(*) filter ({faulty}) from {_typed(table, job.source, job.source.rows, False)}")
    job.source.collect_broken(connection)
    twins = ", ".join(upsert.twin_columns(table))
    numbered = _typed(table, job.source, job.source.numbered, True)
    joined = " and ".join(f"good.{quoted(name)} is not distinct from twin.{quoted(name)}" for name in table.key)
    return _reject(
        connection, table, job, file_id,
        f"""
        select _line, {literal(table.key[0])}, {literal(upsert.DUPLICATE)}, _raw_text, {literal(upsert.DUPLICATE)}
        from (select * from {numbered} where not coalesce({faulty}, false)) as good
        where exists (select 1 from landing_twins as twin where twin._file_id = {file_id} and {joined})
        qualify row_number() over (partition by {twins} order by _line desc) > 1
        """,
    )  # fmt: skip


def _reject(connection: duckdb.DuckDBPyConnection, table: Table, job: Job, file_id: int, faulty: str) -> int:
    """Put rows (line, column_name, reason, raw_text, fault) into raw.rejected_rows; how many they were."""
    inserted = connection.execute(
        f"""
        insert into raw.rejected_rows
        select {file_id}, {literal(table.name)}, {literal(job.drop.name)}, line, column_name, reason,
            left(replace(raw_text, chr(0), chr(9216)), {RAW_TEXT_CHARACTERS}), fault
        from ({faulty}) as faulty(line, column_name, reason, raw_text, fault)
        """
    ).fetchone()
    return int(inserted[0]) if inserted else 0


def _typed(table: Table, source: Source, rows: str, is_numbered: bool) -> str:
    """The rows with the contract's columns; values that a type fault speaks of are kept as `_given_<name>`."""
    values = {column.name: converted(source.columns.get(column.name), table, column) for column in table.columns}
    if fold.WITHDRAWN in source.columns and fold.WITHDRAWN in values:
        # Of a row that is withdrawn nothing else counts.
        values = {
            name: value
            if name in _read_of_withdrawn(table)
            else f"case when {values[fold.WITHDRAWN]} is null then {value} end"
            for name, value in values.items()
        }
    selected = [f"{value} as {quoted(name)}" for name, value in values.items()]
    for column in table.columns:
        given = source.columns.get(column.name)
        if given is not None and needs_type_check(given, column):
            selected.append(f"{given.expression} as {quoted('_given_' + column.name)}")
    selected.append(f"coalesce({source.malformed}, false) as _is_malformed")
    if is_numbered:
        selected.append("line as _line, raw_text as _raw_text")
        if readers.COMPLAINT in source.complaint:
            selected.append(readers.COMPLAINT)
    return f"(select {', '.join(selected)} from {rows})"


def _stored(table: Table, source: Source, landed_at: datetime) -> str:
    """The columns of a row as they are stored; where a row counts by its key, a value at fault is left empty."""
    forgiven: dict[str, list[str]] = {}
    for fault in _faults_of_values(table, source, landed_at):
        if table.counts_by_key and fault.column not in table.key:
            forgiven.setdefault(fault.column, []).append(fault.condition)
    return ", ".join(
        f"case when {' or '.join(forgiven[column.name])} then null else {quoted(column.name)} end"
        if column.name in forgiven
        else quoted(column.name)
        for column in table.columns
    )


def _faults(table: Table, source: Source, landed_at: datetime) -> list[Fault]:
    """What a row is rejected for."""
    found = _faults_of_values(table, source, landed_at)
    if table.counts_by_key:
        found = [fault for fault in found if fault.column in table.key]
    if fold.WITHDRAWN in source.columns and fold.has(table, fold.WITHDRAWN):
        found = [
            fault
            if fault.column in _read_of_withdrawn(table)
            else replace(fault, condition=f"({quoted(fold.WITHDRAWN)} is null and {fault.condition})")
            for fault in found
        ]
    first = Fault(table.columns[0].name, "_is_malformed", source.complaint)
    return [
        first,
        *(replace(fault, condition=f"(not _is_malformed and {fault.condition})") for fault in found),
    ]


def _faults_of_values(table: Table, source: Source, landed_at: datetime) -> list[Fault]:
    raw = {name: quoted("_given_" + name) for name in source.columns}
    return faults(table, source.columns, raw, landed_at)


def _read_of_withdrawn(table: Table) -> set[str]:
    """What counts of a row with `deleted_at`."""
    return {*table.key, fold.UPDATED, fold.WITHDRAWN}
