"""Dropped files as relations: one source per format, each giving its columns, its rows and their line numbers.

Belongs here: what is peculiar to CSV, NDJSON and Parquet. Does not belong here: the contract's rules
(checks.py), or writing to the warehouse.

`rows` is what the one fast pass reads. `numbered` is read only when some row is at fault: the same rows in the
same order, with the columns `line` (from 1; of a Parquet file the row number) and `raw_text`.
"""

import gzip
import mmap
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from orchestration.landing.contract import Table
from orchestration.landing.encodings import OF_THE_SHOP, Setting, decoded, refuse_another_encoding, scratch
from orchestration.landing.files import Refused
from orchestration.landing.headers import csv_header, matched, normalised, text_beginning
from orchestration.landing.values import SourceColumn, prepared
from orchestration.warehouse.text import as_pattern, literal, quoted

# Of an NDJSON file, the keys are taken from its first objects; later ones are found under the contract's names.
SAMPLED_OBJECTS = 10_000
LINE_BYTES = 16_000_000
REJECTS = "landing_rejects"
# Rows left out are noted on every pass: with ignore_errors the reader also loses the row after a stray quote.
NOTING = f"store_rejects = true, rejects_limit = 0, rejects_table = '{REJECTS}', rejects_scan = '{REJECTS}_scan'"
AGAIN = NOTING.replace(REJECTS, f"{REJECTS}_again")
ROW_NUMBER = "file_row_number"
COMPLAINT = "_complaint"


@dataclass(frozen=True)
class Source:
    """A file as SQL.

    `malformed` is a condition, over `rows`, for rows that have no columns at all; `collect_broken` gives, after
    `rows` has been read, an SQL query of (line, reason, raw_text) for the rows that the reader left out.
    `total_rows` is known beforehand of Parquet only. `ready` is called before each reading of `rows`. `complaint` is
    SQL of what is wrong with a malformed row, with values in the column COMPLAINT alone.
    """

    columns: dict[str, SourceColumn]
    ignored_columns: tuple[str, ...]
    rows: str
    numbered: str
    malformed: str
    collect_broken: Callable[[duckdb.DuckDBPyConnection], str | None]
    total_rows: int | None = None
    ready: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None
    complaint: str = "'is not a JSON object'"


def open_source(connection: duckdb.DuckDBPyConnection, path: Path, form: str, table: Table) -> Source:
    """Look at the file's beginning and tell how to read it.

    Raises Refused if the file cannot be read or a column of the table appears twice.
    """
    source = opened(connection, path, form, table.headers, table.reading.encoding)
    columns, rows = prepared(source.columns, table, source.rows)
    _, numbered = prepared(source.columns, table, source.numbered)
    return replace(source, columns=columns, rows=rows, numbered=numbered)


def opened(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    form: str,
    wanted: Mapping[str, str],
    encoding: str | None,
    *,
    delimiter: str | None = None,
    setting: Setting = OF_THE_SHOP,
) -> Source:
    """The columns of a file as they are in it: those of the `wanted` headers, by the names that these mean.

    A delimiter or an encoding is the one that somebody says, `setting` where the latter may be said.
    Raises Refused if the file cannot be read or two of its headers mean one name.
    """
    if form != "parquet":
        path = decoded(connection, path, encoding, setting)
    if form == "csv":
        return _csv(path, wanted, delimiter, setting)
    return _ndjson(connection, path, wanted, setting) if form == "ndjson" else _parquet(connection, path, wanted)


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path, wanted: Mapping[str, str]) -> Source:
    options = "binary_as_string = true, hive_partitioning = false"
    file = f"read_parquet({literal(as_pattern(path))}, {options})"
    described = connection.execute(f"describe select * from {file}").fetchall()
    if any(name.lower() == ROW_NUMBER for name, *_ in described):
        raise Refused(f"has a column named '{ROW_NUMBER}', which the reader needs for itself; rename it")
    columns, ignored = matched(
        (SourceColumn(name, f"p{at}", data_type) for at, (name, data_type, *_) in enumerate(described)),
        wanted,
    )
    for name, column in columns.items():
        if column.data_type == "INTEGER":
            # Writers store a column without any value as INTEGER, whatever it would hold.
            filled = connection.execute(f"select 1 from {file} where {quoted(column.header)} is not null limit 1")
            if filled.fetchone() is None:
                columns[name] = SourceColumn(column.header, column.expression, '"NULL"')
    selected = ", ".join(f"{quoted(column.header)} as {column.expression}" for column in columns.values())
    fields = ", ".join(f"{literal(name)}: {quoted(name)}" for name, *_ in described)
    rows = f"(select {selected or 'null as p0'} from {file})"
    numbered = (
        f"(select {selected or 'null as p0'}, {ROW_NUMBER} + 1 as line,"
        f" cast(to_json({{{fields}}}) as varchar) as raw_text"
        f" from read_parquet({literal(as_pattern(path))}, {options}, {ROW_NUMBER} = true))"
    )
    counted = connection.execute(f"select num_rows from parquet_file_metadata({literal(as_pattern(path))})").fetchone()
    total_rows = int(counted[0]) if counted else None
    return Source(columns, ignored, rows, numbered, "false", lambda _: None, total_rows)


def _ndjson(connection: duckdb.DuckDBPyConnection, path: Path, wanted: Mapping[str, str], setting: Setting) -> Source:
    text_beginning(path)
    # One text per line, so that a broken line is one faulty row and its number is known.
    lines = _lines(path, NOTING)
    sampled = connection.execute(
        f"""
        select distinct unnest(json_keys(text)) as key
        from (select text from {_lines(path, AGAIN)} where text is not null limit {SAMPLED_OBJECTS})
        where json_valid(text) and json_type(text) = 'OBJECT'
        order by key
        """
    ).fetchall()
    headers = [key for (key,) in sampled if "\x00" not in key]
    if not headers:
        blank = connection.execute(f"select 1 from {_lines(path, AGAIN)} where trim(text) != '' limit 1").fetchone()
        if blank is None:
            return _without_rows(wanted)
        raise Refused("holds no JSON object; write one object per line")
    present = {wanted.get(normalised(header)) for header in headers}
    late = [name for name in dict.fromkeys(wanted.values()) if name not in present]
    pointers = ["/" + header.replace("~", "~0").replace("/", "~1") for header in [*headers, *late]]
    extracted = ", ".join(literal(pointer) for pointer in pointers)
    spellings: dict[str, list[int]] = {}
    for at, header in enumerate(headers, 1):
        spellings.setdefault(normalised(header), []).append(at)

    def json_type(ats: Sequence[int]) -> str:
        cases = [f"when fields[{at}] is not null then json_type(text, {literal(pointers[at - 1])})" for at in ats]
        return f"case {' '.join(cases)} end"

    # Objects of one file may spell a key differently; the first that has a value counts.
    columns, ignored = matched(
        (
            SourceColumn(
                headers[ats[0] - 1],
                f"coalesce({', '.join(f'fields[{at}]' for at in ats)})",
                "VARCHAR",
                json_type=json_type(ats),
            )
            for ats in spellings.values()
        ),
        wanted,
    )
    for at, name in enumerate(late, len(headers) + 1):
        columns[name] = SourceColumn("", f"fields[{at}]", "VARCHAR", json_type=json_type([at]))
    fields = (
        "case when json_valid(text) and json_type(text) = 'OBJECT'"
        f" then json_extract_string(text, [{extracted}]) end as fields"
    )
    rows = f"(select {fields}, text from {lines} where text is not null)"
    # The reader leaves undecodable lines out; each moves the lines after it on by one.
    numbered = f"""(
        select {fields}, text, text as raw_text, line
        from (
            select read.text, read.place + coalesce(gaps.seen, 0) as line
            from (select text, row_number() over () as place from {_lines(path, AGAIN)}) as read
            asof left join landing_gaps as gaps on read.place > gaps.before
        )
        where text is not null
    )"""

    def collect_broken(connection: duckdb.DuckDBPyConnection) -> str | None:
        _refuse_another_encoding(connection, path, setting)
        _remember_gaps(connection, f"select distinct line from {REJECTS}")
        return _broken(connection, "select line as record, line from " + REJECTS)

    return Source(columns, ignored, rows, numbered, "fields is null", collect_broken)


def _without_rows(wanted: Mapping[str, str]) -> Source:
    """What a table exported without rows is in NDJSON: nothing, not even names of columns."""
    columns = {name: SourceColumn(name, f"p{at}", '"NULL"') for at, name in enumerate(wanted.values())}
    nulls = ", ".join(f"null as {column.expression}" for column in columns.values())
    rows = f"(select {nulls}, 0 as line, null as raw_text where false)"
    return Source(columns, (), rows, rows, "false", lambda _: None)


def _csv(path: Path, wanted: Mapping[str, str], said_delimiter: str | None, setting: Setting) -> Source:
    header = csv_header(path, wanted, said_delimiter)
    delimiter, headers = header.delimiter, header.names
    columns, ignored = matched(
        (SourceColumn(name, f"c{at}", "VARCHAR", knows_empty_text=False) for at, name in enumerate(headers)), wanted
    )
    types = ", ".join(f"'c{at}': 'varchar'" for at in range(len(headers)))

    def read(extra: str) -> str:
        # Nothing is sniffed: one hostile row would change the guess for the whole file.
        return (
            f"read_csv({literal(as_pattern(path))}, auto_detect = false, header = true, skip = {header.skipped},"
            f" columns = {{{types}}}, "
            f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, {_packing(path)}, {extra})"
        )

    names = [f"c{at}" for at in range(len(headers))]
    # Inside quotes a value may hold line ends; empty lines among them are gaps already.
    height = " + ".join(["1"] + [f"coalesce(len(regexp_extract_all({name}, '[\\r\\n]+')), 0)" for name in names])
    special = f'[{delimiter}"\\r\\n]'
    rendered = ", ".join(
        f"case when regexp_matches({name}, {literal(special)}) then '\"' || replace({name}, '\"', '\"\"') || '\"'"
        f" else coalesce({name}, '') end"
        for name in names
    )
    numbered = f"""(
        select read.* exclude (place, height), read.place - read.height + 1 + coalesce(gaps.seen, 0) as line,
            array_to_string([{rendered}], {literal(delimiter)}) as raw_text
        from (
            select *, sum(height) over (rows between unbounded preceding and current row)::bigint as place
            from (select *, {height} as height from {read(AGAIN)})
        ) as read
        asof left join landing_gaps as gaps on read.place - read.height + 1 > gaps.before
    )"""

    def collect_broken(connection: duckdb.DuckDBPyConnection) -> str | None:
        _refuse_another_encoding(connection, path, setting)
        return _csv_broken(connection, path, header.lines, alone=len(headers) == 1)

    # The reader checks only the columns that it is asked for, and some broken rows make it fail if they are few.
    touched = " or ".join(f"strlen({name}) < 0" for name in names)
    return Source(columns, ignored, read(NOTING), numbered, touched, collect_broken)


def _csv_broken(connection: duckdb.DuckDBPyConnection, path: Path, header_lines: int, *, alone: bool) -> str | None:
    """Find the physical lines of rows that the CSV reader left out, and of empty lines, which it skips.

    The reader's own line counts records, so the byte position is looked up among the lines. Raises Refused if a
    quote is never closed: the rest of the file would count as one faulty row.
    """
    positions = connection.execute(f"select distinct line_byte_position from {REJECTS} order by 1").fetchall()
    found, empty_lines = _lines_at(path, [position for (position,) in positions], scratch(connection))
    connection.execute(
        "create or replace temp table landing_lines as select unnest($1) as byte_position, unnest($2) as line",
        [list(found), list(found.values())],
    )
    first = f"""
        select record, min(line_byte_position) as byte_position, min(csv_line) as csv_line,
            bool_or(error_type = 'UNQUOTED VALUE') as is_quote
        from (select line as record, * from {REJECTS})
        group by record
    """
    located = f"""
        select broken.record, lines.line,
            len(regexp_extract_all(trim(broken.csv_line, chr(10) || chr(13)), '[\\r\\n]+')) as more_lines, is_quote
        from ({first}) as broken
        join landing_lines as lines using (byte_position)
    """
    unclosed = connection.execute(f"select min(line) from ({located}) where is_quote and more_lines > 0").fetchone()
    if unclosed is not None and unclosed[0] is not None:
        raise Refused(f"line {unclosed[0]}: a quote is opened and not closed properly; fix the quotes")
    empty = "" if alone else f"union select unnest({empty_lines}::bigint[])"
    _remember_gaps(
        connection,
        f"""
        select unnest(range(1, {header_lines} + 1)) as line
        union select unnest(range(line, line + more_lines + 1)) from ({located}) {empty}
        """,
    )
    return _broken(connection, located)


def _refuse_another_encoding(connection: duckdb.DuckDBPyConnection, path: Path, setting: Setting) -> None:
    undecodable = f"select 1 from {REJECTS} where error_type = 'INVALID ENCODING' limit 1"
    if connection.execute(undecodable).fetchone() is not None:
        refuse_another_encoding(path, setting)


def _lines_at(path: Path, positions: Sequence[int], folder: Path) -> tuple[dict[int, int], list[int]]:
    """The physical line that each byte position lies in, empty lines before it passed over; and the empty lines.

    Counts line ends in the bytes, whatever their encoding; `positions` ascend.
    """
    with tempfile.TemporaryFile(dir=folder) as unpacked:
        is_packed = path.name.lower().endswith(".gz")
        if is_packed:
            with gzip.open(path) as packed:
                shutil.copyfileobj(packed, unpacked)
            unpacked.flush()
        with nullcontext(unpacked) if is_packed else path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with content:
        end = b"\n" if content.find(b"\n") >= 0 else b"\r"
        empty_line = re.compile(rb"(?<=\n)\r?\n" if end == b"\n" else rb"(?<=\r)\r")
        line, counted = 1, 0

        def line_of(position: int) -> int:
            nonlocal line, counted
            line, counted = line + _occurrences(content, end, counted, position), position
            return line

        found = {}
        for position in positions:
            start = position
            while content[start : start + 1] in (b"\r", b"\n"):
                start += 1
            found[position] = line_of(start)
        line, counted = 1, 0
        return found, [line_of(match.start()) for match in empty_line.finditer(content)]


def _occurrences(content: mmap.mmap, what: bytes, start: int, stop: int) -> int:
    step = 1 << 24
    return sum(content[at : min(at + step, stop)].count(what) for at in range(start, stop, step))


def _remember_gaps(connection: duckdb.DuckDBPyConnection, lines: str) -> None:
    """Keep, for each line that holds no row, how many rows' lines come before it and how many gaps up to it."""
    connection.execute(
        f"""
        create or replace temp table landing_gaps as
        with numbered as (select line, row_number() over (order by line) as seen from ({lines}))
        select cast(line as bigint) - seen as before, max(seen) as seen from numbered group by before
        """
    )


def _broken(connection: duckdb.DuckDBPyConnection, located: str) -> str | None:
    """A query of (line, reason, raw_text), one row per record left out; None if there is none."""
    connection.execute(
        f"""
        create or replace temp table landing_broken as
        with described as (
            select line as record, min(csv_line) as csv_line,
                array_to_string(list_sort(list(distinct case error_type
                    when 'MISSING COLUMNS' then 'too few columns'
                    when 'TOO MANY COLUMNS' then 'too many columns'
                    when 'INVALID ENCODING' then 'not UTF-8'
                    when 'UNQUOTED VALUE' then 'a quote is not closed'
                    when 'LINE SIZE OVER MAXIMUM' then 'longer than a line may be'
                    else lower(cast(error_type as varchar)) end)), '; ') as reason
            from {REJECTS}
            group by line
        )
        select distinct cast(located.line as bigint) as line, described.reason,
            trim(described.csv_line, chr(10) || chr(13)) as raw_text
        from described join ({located}) as located on located.record = described.record
        """
    )
    found = connection.execute("select count(*) from landing_broken").fetchone()
    return "select line, reason, raw_text from landing_broken" if found and found[0] else None


def forget_rejects(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what the CSV reader noted about rows that it left out, so that the next pass starts afresh."""
    for name in (REJECTS, f"{REJECTS}_scan", f"{REJECTS}_again", f"{REJECTS}_again_scan"):
        connection.execute(f"drop table if exists {name}")


def left_out(connection: duckdb.DuckDBPyConnection) -> int:
    """How many rows the reader left out since `forget_rejects`."""
    connection.execute(f"create temp table if not exists {REJECTS} (line ubigint)")
    row = connection.execute(f"select count(distinct line) from {REJECTS}").fetchone()
    return int(row[0]) if row else 0


def _lines(path: Path, extra: str) -> str:
    return (
        f"read_csv({literal(as_pattern(path))}, auto_detect = false, header = false, columns = {{'text': 'varchar'}}, "
        f"delim = '\x01', quote = '', escape = '', max_line_size = {LINE_BYTES}, {_packing(path)}, {extra})"
    )


def _packing(path: Path) -> str:
    return f"compression = '{'gzip' if path.name.lower().endswith('.gz') else 'none'}'"
