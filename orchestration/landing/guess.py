"""A mapping proposed for a file that nobody described. Nothing lands: what is proposed is tried in memory.

Belongs here: the order of events, and how the file is opened. Does not belong here: what its columns mean
(guess_columns.py), how its values are written (guess_form.py), or the YAML (guess_text.py).
"""

import codecs
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.landing import encodings, files, readers
from orchestration.landing.contract import Contract
from orchestration.landing.encodings import Setting
from orchestration.landing.files import MAPPED, Refused
from orchestration.landing.guess_columns import Columns, understood
from orchestration.landing.guess_form import form_of
from orchestration.landing.guess_text import Trial, yaml_of
from orchestration.landing.headers import csv_header, normalised, text_beginning
from orchestration.landing.job import FILE_ERRORS, unreadable
from orchestration.landing.ledger import LandingError
from orchestration.landing.load import land
from orchestration.landing.mapping_files import KindOfFile, Mappings, read_mapping
from orchestration.landing.spellings import known_headers
from orchestration.shop import Shop
from orchestration.warehouse.connections import in_memory
from orchestration.warehouse.text import quoted

# Rows whose values show how they are written.
SAMPLED = 10_000
SAMPLE = "guess_sample"
OF_A_MAPPING = Setting("encoding", "under file in its mapping")


@dataclass(frozen=True)
class Guess:
    """`text` is a mapping to be saved under `name`; None if the mapping of that name reads such files already."""

    name: str
    text: str | None


@dataclass(frozen=True)
class Looked:
    """A file as it was found; `text` is a copy of it in UTF-8, or itself, if that is its encoding."""

    file: Path
    text: Path
    form: str
    headings: tuple[str, ...]
    delimiter: str | None = None
    encoding: str | None = None


def guess(shop: Shop, variables: Mapping[str, Any], file: Path) -> Guess:
    """The mapping that reads a file, or one that would.

    Raises:
        LandingError: there is no such file, it cannot be read, or nobody can tell what it holds.
    """
    contract = Contract.read(shop.project.landing_contract, variables)
    # No id of a trial is kept, and the shop's secret is not for it.
    mappings = Mappings.of(shop.project.directory, contract, lambda: b"guess")
    if not file.is_file():
        raise LandingError(f"{file}: there is no such file")
    with in_memory(shop) as connection:
        try:
            looked = look(connection, file, mappings)
            known = fitting(looked, mappings)
            try:
                columns = understood(looked.headings)
            except Refused:
                if known is None:
                    raise
                return Guess(known[0], None)
            if known is not None and known[1] >= len(columns.headings):
                return Guess(known[0], None)
            name = name_of(file, mappings)
            return Guess(name, propose(connection, looked, name, columns, mappings, variables))
        except Refused as refusal:
            raise LandingError(f"{file} {refusal}") from None
        except FILE_ERRORS as error:
            raise LandingError(f"{file} {unreadable(error)}") from None
        finally:
            encodings.clear(connection)


def look(connection: duckdb.DuckDBPyConnection, file: Path, mappings: Mappings) -> Looked:
    """Look at the file's beginning. Raises Refused."""
    form = files.format_of(file)
    if form == "parquet":
        return Looked(file, file, form, _names(connection, file, form))
    text_beginning(file)
    likely = encodings.another_encoding(file)
    codec = likely[1] if likely else None
    text = encodings.decoded(connection, file, codec, OF_A_MAPPING)
    if form == "ndjson":
        return Looked(file, text, form, _names(connection, text, form), encoding=codec)
    wanted = known_headers("customer") | known_headers("order")
    for kind in _usable(mappings):
        wanted |= kind.headers()
    header = csv_header(text, wanted)
    return Looked(file, text, form, tuple(header.names), header.delimiter, codec)


def _names(connection: duckdb.DuckDBPyConnection, file: Path, form: str) -> tuple[str, ...]:
    return readers.opened(connection, file, form, {}, None).ignored_columns


def _usable(mappings: Mappings) -> list[KindOfFile]:
    """All mappings but those that cannot be used."""
    found = []
    for name in mappings.names:
        try:
            found.append(mappings.named(name))
        except Refused:
            continue
    return found


def fitting(looked: Looked, mappings: Mappings) -> tuple[str, int] | None:
    """The mapping that reads most of the file's columns, by its name, and how many; None if none reads it."""
    best: tuple[tuple[int, int], str] | None = None
    for kind in _usable(mappings):
        columns, form = kind.said.columns, kind.said.file
        encoding = kind.reading(mappings.contract.tables[0].reading).encoding
        headers = kind.headers()
        names = [headers[normalised(heading)] for heading in looked.headings if normalised(heading) in headers]
        there = set(names)
        required = {name for name, column in columns.items() if not column.optional}
        delimiter = "\t" if form.delimiter == "tab" else form.delimiter
        if (
            not required <= there
            or len(there) < len(names)
            or (form.format or looked.form) != looked.form
            or (looked.delimiter and delimiter and delimiter != looked.delimiter)
            or (looked.encoding and not _same(encoding, looked.encoding))
        ):
            continue
        score = (len(there), len(required))
        if best is None or score > best[0]:
            best = (score, kind.name)
    return (best[1], best[0][0]) if best else None


def _same(said: str | None, found: str) -> bool:
    return said is not None and codecs.lookup(said).name == codecs.lookup(found).name


def propose(
    connection: duckdb.DuckDBPyConnection,
    looked: Looked,
    name: str,
    columns: Columns,
    mappings: Mappings,
    variables: Mapping[str, Any],
) -> str:
    """The YAML of a mapping that reads the file. Raises Refused if the file, or what it holds, cannot be read."""
    _sample(connection, looked, columns)
    form = form_of(connection, SAMPLE, columns, looked.delimiter, looked.encoding)
    tables = columns.tables(connection, SAMPLE, variables)
    text = yaml_of(looked.file.name, form, columns, tables, None)
    kind = read_mapping(name, text, mappings.contract, f"mappings/{name}.yml")
    trial = _tried(connection, looked.file, kind, mappings)
    return yaml_of(looked.file.name, form, columns, tables, trial)


def _sample(connection: duckdb.DuckDBPyConnection, looked: Looked, columns: Columns) -> None:
    """Make the table of the first rows: texts, by what their columns mean."""
    wanted = {normalised(heading): column for column, heading in columns.headings.items()}
    source = readers.opened(connection, looked.text, looked.form, wanted, None, delimiter=looked.delimiter)
    readers.forget_rejects(connection)
    cells = ", ".join(
        f"nullif(trim(cast({column.expression} as varchar)), '') as {quoted(name)}"
        for name, column in source.columns.items()
    )
    connection.execute(f"create or replace temp table {SAMPLE} as select {cells} from {source.rows} limit {SAMPLED}")
    readers.forget_rejects(connection)


def _tried(connection: duckdb.DuckDBPyConnection, file: Path, kind: KindOfFile, mappings: Mappings) -> Trial:
    """Land the whole file in memory. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        waiting = Path(folder) / f"{MAPPED}{kind.name}" / _plain_name(file)
        waiting.parent.mkdir()
        waiting.symlink_to(file.resolve())
        trying = replace(mappings, read={kind.name: kind})
        landed = land(connection, [Path(folder)], mappings.contract, landed_at=datetime.now(UTC), mappings=trying)
    for result in landed.refused:
        raise Refused(result.reason)
    first = connection.execute(
        "select table_name, line, column_name from raw.rejected_rows qualify row_number() over"
        " (partition by table_name order by line, column_name) = 1"
    ).fetchall()
    return Trial(tuple(landed.files), {table: (line, column or "") for table, line, column in first})


def _plain_name(file: Path) -> str:
    """A name for the file that no folder passes over."""
    return f"file{''.join(file.suffixes[-2:])}".lower()


def name_of(file: Path, mappings: Mappings) -> str:
    """What a mapping for such files may be called: the words of the file's name, if there is no such mapping yet."""
    words = re.split(r"[^A-Za-z0-9]+", file.name.partition(".")[0].lower())
    name = "-".join(word for word in words if word and not word.isdigit()) or "export"
    return f"my-{name}" if name in mappings.names else name
