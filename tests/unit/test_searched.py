"""That a value is found wherever tests/searched.py says that it looks."""

import gzip
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from tests.searched import Place, places_of

VALUE = "Åse Quixby"


def _duckdb(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table people as select 1 as id, {'name': ?} as known", [VALUE])


def _view(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create view people as select '{VALUE}' as name")


def _journal(file: Path) -> None:
    """Rows that DuckDB has not yet put into the file."""
    connection = duckdb.connect(str(file), config={"checkpoint_threshold": "1GB"})
    connection.execute("pragma disable_checkpoint_on_shutdown")
    connection.execute("create table people as select ? as name", [VALUE])
    connection.close()


def _parquet(file: Path) -> None:
    duckdb.sql(f"copy (select '{VALUE}' as name from range(5000)) to '{file}' (format parquet, compression zstd)")


def _sqlite(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("create table events (body blob)")
        connection.execute("insert into events values (?)", [zlib.compress(json.dumps({"name": VALUE}).encode())])
    connection.close()


def _workbook(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, VALUE)


def _packed_parquet(file: Path) -> None:
    plain = file.with_name("plain")
    _parquet(plain)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.gz", gzip.compress(plain.read_bytes()))
    plain.unlink()


MAKERS: list[tuple[Callable[[Path], object], str]] = [
    (lambda file: file.write_text(f"name\n{VALUE.upper()}\n".replace("Å", "å")), "its bytes in utf-8"),
    (lambda file: file.write_bytes(VALUE.encode("utf-16")), "its bytes in utf-16-le"),
    (lambda file: file.write_bytes(VALUE.encode("cp1252")), "its bytes in cp1252"),
    (lambda file: file.write_text(json.dumps(VALUE)), "its bytes in utf-8"),
    (lambda file: file.write_bytes(gzip.compress(VALUE.encode())), "unpacked, its bytes in utf-8"),
    (_duckdb, "main.people.known"),
    (_journal, "main.people.name"),
    (_view, "its catalog's sql of views"),
    (_parquet, "name"),
    (_sqlite, "events.body"),
    (_workbook, "xl/sharedStrings.xml, its bytes in utf-8"),
    (_packed_parquet, "inner.gz, unpacked, name"),
]


@pytest.mark.parametrize(("make", "where"), MAKERS)
def test_a_value_is_found_in_every_kind_of_file(make: Callable[[Path], object], where: str, tmp_path: Path) -> None:
    tmp_path.joinpath("inner").mkdir()
    make(tmp_path / "inner" / "file")
    before = sorted(tmp_path.rglob("*"))

    found = places_of([VALUE, "nobody"], tmp_path)

    assert Place("inner/file", where, VALUE) in found
    assert {place.value for place in found} == {VALUE}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_value_is_found_in_the_name_of_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("åse quixby.csv").touch()
    assert places_of([VALUE], tmp_path) == [Place("åse quixby.csv", "its name", VALUE)]


def test_what_may_hold_values_is_passed_over(tmp_path: Path) -> None:
    for name in ("archive/1/a.csv", "generations/1/contacts.duckdb", "generations/1/log.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(VALUE)

    found = places_of([VALUE], tmp_path, except_in=["archive", "generations/*/contacts.duckdb"])

    assert {place.file for place in found} == {"generations/1/log.txt"}
