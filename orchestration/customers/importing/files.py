"""The file that somebody brings: what it is, its headings, and its cells as texts, each row with its line.

Belongs here: formats, encodings and sizes. Does not belong here: what a heading means, or what is in a cell.

A CSV file is read by DuckDB with the landing's own readers, so that the same files are readable. Rows that have too few
or too many columns are put aside with their line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from orchestration.customers.importing.excel import read_sheet
from orchestration.inbox import EntryError
from orchestration.landing import encodings, readers
from orchestration.landing.contract import Reading
from orchestration.landing.files import Refused, beginning
from orchestration.landing.headers import csv_header, normalised, text_beginning
from orchestration.landing.job import FILE_ERRORS, unreadable
from orchestration.landing.spellings import known_headers
from orchestration.warehouse.text import quoted

# How workbooks begin: the zip archives of Excel and LibreOffice, and the older binary format.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MOST_BYTES = {"workbook": 200 * 2**20, "CSV file": 500 * 2**20}
MEGABYTE = 2**20
OF_THE_COMMAND = encodings.Setting("--encoding", "of the command")


@dataclass(frozen=True)
class Opened:
    """A file whose headings are known; `text` is its copy in UTF-8, or itself, if it is CSV; else it has `sheets`."""

    file: Path
    headings: list[str]
    text: Path | None = None
    delimiter: str = ""
    sheets: tuple[str, ...] = ()

    @cached_property
    def kind(self) -> str:
        """What it is, for people."""
        if self.text is not None:
            named = {"\t": "tabs", ",": "commas", ";": "semicolons"}
            return f"CSV, columns between {named.get(self.delimiter, self.delimiter)}"
        more = f", the first of {len(self.sheets)} sheets" if len(self.sheets) > 1 else ""
        return f"workbook, sheet '{self.sheets[0]}'{more}"


def open_file(
    connection: duckdb.DuckDBPyConnection, file: Path, reading: Reading, encoding: str | None = None
) -> Opened:
    """Look at a file; a workbook is read at once.

    Raises:
        EntryError: there is no such file, it is too large, or it cannot be read; the message says what to do.
    """
    if not file.is_file():
        raise EntryError(f"{file}: there is no such file")
    try:
        kind = "workbook" if beginning(file).startswith(WORKBOOKS) else "CSV file"
        _refuse_large(file, kind)
        if kind == "workbook":
            return _workbook(connection, file)
        return _csv(connection, file, encoding or reading.encoding)
    except Refused as refusal:
        raise EntryError(f"{file} {refusal}") from None
    except FILE_ERRORS as error:
        raise EntryError(f"{file} {unreadable(error)}") from None


def _refuse_large(file: Path, kind: str) -> None:
    size, most = file.stat().st_size, MOST_BYTES[kind]
    if size > most:
        raise EntryError(
            f"{file} has {size / MEGABYTE:,.0f} MB, and a {kind} to import by hand has at most {most // MEGABYTE} MB;"
            " cut it into several, or have it land as landing/customers/, which knows no limit"
        )


def _workbook(connection: duckdb.DuckDBPyConnection, file: Path) -> Opened:
    headings, sheets = read_sheet(connection, file)
    return Opened(file, headings, sheets=sheets)


def _csv(connection: duckdb.DuckDBPyConnection, file: Path, encoding: str | None) -> Opened:
    try:
        text = encodings.decoded(connection, file, encoding, OF_THE_COMMAND)
    except (LookupError, Refused):
        raise EntryError(f"{file} is not in the encoding {encoding}; give its own with --encoding") from None
    text_beginning(text)
    if text == file and (likely := encodings.another_encoding(file)) is not None:
        name, codec = likely
        raise EntryError(f"{file} is not UTF-8; it looks like {name}: add --encoding {codec}, or save it as UTF-8")
    header = csv_header(text, known_headers())
    return Opened(file, header.names, text=text, delimiter=header.delimiter)


def store_cells(connection: duckdb.DuckDBPyConnection, opened: Opened, mapping: Mapping[str, str]) -> None:
    """Make the tables `cells`, of `line` and a text for each column that a heading means, and `broken` (line, reason).

    Raises:
        EntryError: the file cannot be read to its end.
    """
    connection.execute("create or replace table broken (line bigint, reason varchar)")
    if opened.text is None:
        places = {heading: at for at, heading in enumerate(opened.headings, 1)}
        cells = ", ".join(f"cells[{places[heading]}] as {quoted(column)}" for heading, column in mapping.items())
        connection.execute(f"create or replace table cells as select line, {cells} from sheet")
        return
    wanted = {normalised(heading): column for heading, column in mapping.items()}
    try:
        source = readers.opened(connection, opened.text, "csv", wanted, None, delimiter=opened.delimiter)
        readers.forget_rejects(connection)
        # The reader looks at the columns that it is asked for, so it is asked for all.
        connection.execute(f"select count(*) filter ({source.malformed}) from {source.rows}").fetchall()
        broken = source.collect_broken(connection)
        cells = ", ".join(f"{column.expression} as {quoted(name)}" for name, column in source.columns.items())
        connection.execute(f"create or replace table cells as select line, {cells} from {source.numbered}")
        if broken is not None:
            connection.execute(f"insert into broken select line, reason from ({broken})")
    except Refused as refusal:
        raise EntryError(f"{opened.file} {refusal}") from None
    except FILE_ERRORS as error:
        raise EntryError(f"{opened.file} {unreadable(error)}") from None
