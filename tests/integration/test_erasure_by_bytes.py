"""An erasure of files that DuckDB has written uncompressed, by the bytes: whole, and in nights that are killed.

One home is made once and put back before each night that forgets somebody.
"""

import shutil
import signal
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.commands import Ended
from tests.integration.anna import BUYERS, FIRST, OF_ANNA, SECOND, THIRD, send_shop
from tests.integration.crash import arm
from tests.integration.uncompressed import write_uncompressed
from tests.searched import places_of
from tests.workspace import Workspace

EMAIL, PHONE, ID = OF_ANNA["e-mail"], OF_ANNA["phone"], OF_ANNA["id"]
SOUGHT = [*OF_ANNA.values(), "20 99 77 43"]
# The note waits in the inbox; everything else of hers stands in the raw tables.
STANDS_IN = {
    "raw.duckdb": {*SOUGHT} - {OF_ANNA["note"]},
    "published/generations/*/workshop.duckdb": {ID, EMAIL, PHONE, OF_ANNA["surname"]},
    "published/generations/*/contacts.duckdb": {ID, EMAIL, PHONE, OF_ANNA["surname"]},
    "published/generations/*/rollcall.duckdb": {ID},
}
# Where a night is killed, and a file that it leaves only there.
POINTS = {
    "in the rewriting of the raw tables": "erasing.duckdb",
    "in the rewriting of the archive": "archive/*/*/.*.part",
    "after the rewriting": "exports/*.csv",
    "just before the switch": "published/.publishing",
    "in the finishing of an erasure": "logs/.*.erasing",
}


def begin(point: str | None) -> None:
    write_uncompressed()
    if point is not None:
        arm(point)


@dataclass(frozen=True)
class Prepared:
    """A shop after its first night, in which Anna has asked to be forgotten; `kept` is a copy of its home."""

    shop: Workspace
    kept: Path

    def again(self) -> Workspace:
        shutil.rmtree(self.shop.home)
        shutil.copytree(self.kept, self.shop.home, symlinks=True)
        return self.shop


def nightly(shop: Workspace, as_of: str, point: str | None = None) -> Ended:
    return shop.run("nightly", "--as-of", as_of, first=partial(begin, point))


def found_by_bytes(folder: Path, file: str = "*") -> set[str]:
    """Which values stand in the bytes of files that fit a pattern."""
    places = [place for place in places_of(SOUGHT, folder) if place.where.startswith("its bytes")]
    return {place.value for place in places if fnmatchcase(place.file, file)}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("erasure")
    shop = Workspace.open(folder / "shop", {"buyers": BUYERS})
    send_shop(shop, folder)
    first = nightly(shop, FIRST)
    assert first.code in (0, 3), first.err
    assert shop.run("customers", "note", OF_ANNA["id"], OF_ANNA["note"]).code == 0
    assert shop.run("export", "customers").code == 0
    assert shop.run("customers", "erase", OF_ANNA["absorbed"], "--yes").code == 0
    # Contact values are kept out of logs; these are for those that got in all the same.
    with (shop.home / "logs" / "dbt.log").open("a") as log:
        log.write(f"whoever {OF_ANNA['e-mail']} is\n")
    kept = folder / "kept"
    shutil.copytree(shop.home, kept, symlinks=True)
    return Prepared(shop, kept)


@pytest.mark.parametrize("file", STANDS_IN)
def test_bytes_of_somebody_could_not_be_found(prepared: Prepared, file: str) -> None:
    assert found_by_bytes(prepared.kept, file) >= STANDS_IN[file]


def test_rows_that_were_only_deleted_could_not_be_found(prepared: Prepared, tmp_path: Path) -> None:
    """DuckDB frees their place and leaves their bytes there: what the files are written anew for."""
    shutil.copy(prepared.kept / "raw.duckdb", tmp_path)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{tmp_path / 'raw.duckdb'}' as landed")
        for table in ("customers", "addresses"):
            connection.execute(f"delete from landed.raw.{table}")
        connection.execute("checkpoint landed")
    assert found_by_bytes(tmp_path) >= {EMAIL, OF_ANNA["surname"], OF_ANNA["street"], ID}


def test_who_was_forgotten_stands_in_bytes_that_no_query_shows(prepared: Prepared) -> None:
    shop = prepared.again()
    night = nightly(shop, SECOND)
    assert night.code in (0, 3), night.err
    assert [str(place) for place in places_of(SOUGHT, shop.home)] == []


@pytest.mark.parametrize("point", POINTS)
def test_a_night_that_was_killed_as_it_forgot_somebody_leaves_them(prepared: Prepared, point: str) -> None:
    shop = prepared.again()
    killed = nightly(shop, SECOND, point)
    assert killed.code == -signal.SIGKILL, f"the night ended by itself, and said: {killed.out}{killed.err}"
    assert list(shop.home.glob(POINTS[point]))
    assert "bo" in shop.members("buyers")
    night = nightly(shop, THIRD)
    assert night.code in (0, 3), night.err
    assert [str(place) for place in places_of(SOUGHT, shop.home)] == []
    assert not (shop.home / "erasing.json").exists()
    assert shop.members("buyers") == ["bo"]
