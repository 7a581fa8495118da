"""The file of the raw tables: who else has it open, and an earlier home, where it held all that dbt built too."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from orchestration.landing.taking_over import take_over
from orchestration.settings import Home, Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import (
    RawClosed,
    clear_spilled,
    reading_raw,
    spill_folder,
    writing_raw,
)
from tests.old_home import one_file

READER = (
    "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print('open', flush=True); sys.stdin.read()"
)


def shop_at(home: Path, seconds: int = 600) -> Shop:
    return Shop(Settings(home=home, wait_for_raw=seconds), home)


def begin(home: Path) -> None:
    with writing_raw(shop_at(home)) as connection:
        connection.execute("create schema raw; create table raw.customers as select 'ada' as customer_id")


@contextmanager
def reader(file: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that has the file open, until its input ends."""
    with subprocess.Popen([sys.executable, "-c", READER, str(file)], stdin=-1, stdout=-1) as process:
        assert process.stdout is not None and process.stdout.readline() == b"open\n"
        yield process


def customers(shop: Shop) -> list[str]:
    with reading_raw(shop) as connection:
        return [name for (name,) in connection.execute("from raw.customers select customer_id").fetchall()]


def test_before_anything_has_landed_there_is_nothing_to_read(tmp_path: Path) -> None:
    with reading_raw(shop_at(tmp_path)) as connection:
        assert connection.execute("select 1 from duckdb_tables()").fetchall() == []
    assert not (tmp_path / "raw.duckdb").exists()


def test_a_program_that_has_the_raw_tables_open_too_long_is_named(tmp_path: Path) -> None:
    begin(tmp_path)
    with (
        reader(tmp_path / "raw.duckdb") as other,
        pytest.raises(RawClosed, match=rf"raw.duckdb cannot be opened; .*PID {other.pid}"),
        writing_raw(shop_at(tmp_path, seconds=0)),
    ):
        pytest.fail("it was opened")


def test_a_landing_waits_for_a_program_that_has_the_raw_tables_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path)
    with reader(tmp_path / "raw.duckdb") as other:
        # It goes as soon as it is waited for.
        def let_go(_: str) -> None:
            other.communicate()

        monkeypatch.setattr("orchestration.warehouse.connections.report", let_go)
        with writing_raw(shop_at(tmp_path)) as connection:
            connection.execute("insert into raw.customers values ('bob')")
    assert customers(shop_at(tmp_path)) == ["ada", "bob"]


def test_several_read_the_raw_tables_at_once(tmp_path: Path) -> None:
    begin(tmp_path)
    with reader(tmp_path / "raw.duckdb"):
        assert customers(shop_at(tmp_path)) == ["ada"]


def test_a_damaged_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "raw.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(RawClosed, match="rollcall land --rebuild"), writing_raw(shop_at(tmp_path)):
        pytest.fail("it was opened")


@pytest.fixture
def old_home(tmp_path: Path) -> Path:
    one_file(tmp_path)
    return tmp_path


def schemas(shop: Shop) -> list[str]:
    with reading_raw(shop) as connection:
        found = connection.execute(
            "select distinct schema_name from duckdb_tables() union select schema_name from"
            " duckdb_views() where not internal order by 1"
        ).fetchall()
    return [name for (name,) in found]


def test_the_raw_tables_of_an_earlier_home_are_taken_over_and_what_dbt_built_is_dropped(old_home: Path) -> None:
    shop = shop_at(old_home)
    take_over(shop.home)
    assert customers(shop) == ["ada"]
    assert schemas(shop) == ["raw"]
    assert not list(old_home.glob("warehouse.duckdb*"))
    with writing_raw(shop) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("insert into raw.customers values (null)")


def test_a_taking_over_that_was_killed_is_done_again(old_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            "orchestration.landing.taking_over.os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            take_over(shop_at(old_home).home)
    take_over(shop_at(old_home).home)
    assert customers(shop_at(old_home)) == ["ada"]


def test_raw_tables_that_are_there_are_not_taken_over_again(old_home: Path) -> None:
    begin(old_home)
    take_over(shop_at(old_home).home)
    assert (old_home / "warehouse.duckdb").exists()


SPILLER = "import sys; from pathlib import Path; from orchestration.settings import Home; from"
SPILLER += " orchestration.warehouse.connections import spill_folder; print(spill_folder(Home(Path(sys.argv[1]))))"


def test_no_two_processes_spill_into_one_folder(tmp_path: Path) -> None:
    """They give what they spill the same names, and read each other's rows."""
    ended = subprocess.run([sys.executable, "-c", SPILLER, str(tmp_path)], capture_output=True, text=True, check=True)
    of_another, mine = Path(ended.stdout.strip()), spill_folder(Home(tmp_path))
    assert of_another != mine and of_another.is_dir() and mine.is_dir()
    clear_spilled(Home(tmp_path))
    assert mine.is_dir() and not of_another.exists()


def test_what_has_landed_is_in_the_file_and_not_in_a_journal_beside_it(tmp_path: Path) -> None:
    with writing_raw(shop_at(tmp_path)) as connection:
        connection.execute("create schema raw; create table raw.customers as select 'ada' as customer_id")
        connection.execute("set checkpoint_threshold = '1GB'")
    assert [file.name for file in tmp_path.glob("raw.duckdb*")] == ["raw.duckdb"]
