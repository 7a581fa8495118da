"""Looks for values in all that a folder holds, as a person with every tool at hand would: as rows, as texts, as bytes.

What a file is shows in its first bytes, not in its name. One thing escapes it: rows that DuckDB has deleted and not yet
written over, where they were stored compressed.
"""

import gzip
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import duckdb

from orchestration.warehouse.text import as_pattern, literal, quoted

ENCODINGS = ("utf-8", "utf-16-le", "cp1252")


@dataclass(frozen=True, order=True)
class Place:
    """Where a value was found: a file, as the folder names it, and what of it (a column, its bytes, its name)."""

    file: str
    where: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.value}"


def places_of(values: Sequence[str], folder: Path, except_in: Sequence[str] = ()) -> list[Place]:
    """Every place under a folder where one of the values stands, sorted; letter case makes no difference.

    `except_in` are patterns of files and folders under it that are passed over, such as
    `published/generations/*/contacts.duckdb`. Links are not followed. Nothing in the folder is changed.

    Raises:
        OSError, duckdb.Error, sqlite3.Error: a file begins as one of its kind does and cannot be read.
    """
    assert all(values), "an empty value stands everywhere"
    places = set()
    for file in _files(folder):
        name = file.relative_to(folder).as_posix()
        if not any(fnmatchcase(name, pattern) or fnmatchcase(name, f"{pattern}/*") for pattern in except_in):
            places |= {Place(name, "its name", value) for value in _in_text(name, values)}
            places |= {Place(name, where, value) for where, value in _in_file(file, values)}
    return sorted(places)


def _files(folder: Path) -> Iterator[Path]:
    for directory, _, names in os.walk(folder):
        for name in names:
            file = Path(directory, name)
            if file.is_file() and not file.is_symlink():
                yield file


def _in_file(file: Path, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    content = file.read_bytes()
    yield from _in_bytes(content, values)
    for is_one, search in _KINDS:
        if is_one(content):
            with tempfile.TemporaryDirectory() as folder:
                yield from search(file, values, Path(folder))


def _in_bytes(content: bytes, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(where, value); letters beyond ASCII are compared as they stand, and as JSON writes them."""
    lower = content.lower()
    for value, encoding, spelled in _spelled(tuple(values)):
        if spelled in lower:
            yield f"its bytes in {encoding}", value


@cache
def _spelled(values: tuple[str, ...]) -> list[tuple[str, str, bytes]]:
    """(value, encoding, bytes of a spelling of it, with ASCII's letters in lower case)."""
    found = []
    for value in values:
        for spelling in {value, value.lower(), json.dumps(value)[1:-1]}:
            for encoding in ENCODINGS:
                with suppress(UnicodeEncodeError):
                    found.append((value, encoding, spelling.encode(encoding).lower()))
    return found


def _in_text(text: str, values: Sequence[str]) -> Iterator[str]:
    lower = text.lower()
    yield from (value for value in values if value.lower() in lower)


@cache
def _scratch() -> duckdb.DuckDBPyConnection:
    """One for all files, since opening one takes longer than looking through most of them."""
    return duckdb.connect()


def _in_duckdb(file: Path, values: Sequence[str], _: Path) -> Iterator[tuple[str, str]]:
    connection = _scratch()
    connection.execute(f"attach {literal(str(file))} as searched (read_only)")
    try:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'searched' order by all"
        ).fetchall()
        for schema, table in tables:
            relation = f"searched.{quoted(schema)}.{quoted(table)}"
            for column, value in _in_relation(relation, values):
                yield f"{schema}.{table}.{column}", value
        for kind in ("tables", "views"):
            catalog = f"(select sql, comment from duckdb_{kind}() where database_name = 'searched')"
            for column, value in _in_relation(catalog, values):
                yield f"its catalog's {column} of {kind}", value
    finally:
        connection.execute("detach searched")


def _in_parquet(file: Path, values: Sequence[str], _: Path) -> Iterator[tuple[str, str]]:
    yield from _in_relation(f"read_parquet({literal(as_pattern(file))})", values)


def _in_relation(relation: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(column, value) for each value that stands in a column, cast to text."""
    columns = [row[0] for row in _scratch().execute(f"describe from {relation}").fetchall()]
    asked = [(column, value) for column in columns for value in values]
    found = (
        _scratch()
        .execute(
            "select "
            + ", ".join(
                f"bool_or(contains(lower({quoted(column)}::varchar), {literal(value.lower())}))"
                for column, value in asked
            )
            + f" from {relation}"
        )
        .fetchone()
    )
    assert found is not None
    yield from (each for each, is_there in zip(asked, found, strict=True) if is_there)


def _in_sqlite(file: Path, values: Sequence[str], folder: Path) -> Iterator[tuple[str, str]]:
    """Of a copy, with what its journal adds: reading SQLite's files writes beside them."""
    for each in file.parent.glob(f"{file.name}*"):
        shutil.copy(each, folder)
    with closing(sqlite3.connect(folder / file.name)) as connection:
        connection.text_factory = lambda content: content.decode(errors="replace")
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (table,) in tables:
            rows = connection.execute(f"select * from {quoted(table)}")
            columns = [column[0] for column in rows.description]
            for column, cells in zip(columns, zip(*rows, strict=True), strict=False):
                for _, value in _in_bytes(b"\n".join(map(_unpacked, cells)), values):
                    yield f"{table}.{column}", value


def _unpacked(cell: object) -> bytes:
    """A cell's bytes; of those that are packed, as Dagster keeps what a job looked like, what is in them, too."""
    if not isinstance(cell, bytes):
        return str(cell).encode()
    with suppress(zlib.error):
        return cell + b"\n" + zlib.decompress(cell)
    return cell


def _in_gzip(file: Path, values: Sequence[str], folder: Path) -> Iterator[tuple[str, str]]:
    unpacked = folder / "unpacked"
    unpacked.write_bytes(gzip.decompress(file.read_bytes()))
    yield from ((f"unpacked, {where}", value) for where, value in _in_file(unpacked, values))


def _in_zip(file: Path, values: Sequence[str], folder: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(file) as archive:
        for number, name in enumerate(archive.namelist()):
            member = folder / str(number)
            member.write_bytes(archive.read(name))
            yield from ((f"{name}, {where}", value) for where, value in _in_file(member, values))


_Search = Callable[[Path, Sequence[str], Path], Iterator[tuple[str, str]]]
_KINDS: tuple[tuple[Callable[[bytes], bool], _Search], ...] = (
    (lambda content: content[8:12] == b"DUCK", _in_duckdb),
    (lambda content: content[:4] == content[-4:] == b"PAR1", _in_parquet),
    (lambda content: content.startswith(b"SQLite format 3\0"), _in_sqlite),
    (lambda content: content.startswith(b"\x1f\x8b"), _in_gzip),
    (lambda content: content.startswith(b"PK\x03\x04"), _in_zip),
)
