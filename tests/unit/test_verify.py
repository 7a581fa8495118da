"""A generation whose files are not what was published is not made current again."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.files import link_or_copy, table_facts
from orchestration.publishing.generations import Generation, current, publish, roll_back
from orchestration.publishing.manifest import Manifest
from orchestration.publishing.verify import DamagedGeneration, require_whole
from orchestration.settings import Home, Settings
from orchestration.shop import Shop
from orchestration.warehouse.text import literal

NOW = datetime.now(UTC)


def write(folder: Path, run_id: str, members: int) -> None:
    """A directory as a night would build it, of one group with so many members."""
    (folder / "parquet" / "group_memberships").mkdir(parents=True)
    (folder / "parquet" / "customer_groups" / "vip").mkdir(parents=True)
    with duckdb.connect(str(folder / "rollcall.duckdb")) as connection:
        connection.execute("create schema customer_groups")
        connection.execute(
            "create table group_memberships as"
            f" select 'vip' as group_key, 'c' || range as customer_id, repeat('x', 500) as note from range({members})"
        )
        connection.execute("create table customer_groups.vip as select customer_id from group_memberships")
        for place in ("group_memberships", "customer_groups/vip"):
            file = str(folder / "parquet" / place / "vip.parquet")
            connection.execute(f"copy group_memberships to {literal(file)} (format parquet)")
        tables = {name: table_facts(connection, name) for name in ("group_memberships", "customer_groups.vip")}
    manifest = Manifest(
        run_id=run_id, previous=None, as_of=NOW, published_at=NOW, target="duckdb", code_version="abc",
        duckdb_version=duckdb.__version__, last_file_id=0, last_event_id=0, tables=tables, groups={},
    )  # fmt: skip
    (folder / "manifest.json").write_text(manifest.model_dump_json())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with the generations `old` and `new`, the latter current."""
    home = Home(tmp_path)
    for run_id, members in (("old", 20_000), ("new", 3)):
        write(home.published / "building" / run_id, run_id, members)
        publish(home.published, home.published / "building" / run_id, lambda: None)
    return home


def go_back(home: Home) -> Generation:
    shop = Shop(Settings(home=home.root), home.root)
    return roll_back(home.published, "old", lambda each: require_whole(shop, each))


def old(home: Home) -> Path:
    return home.published / "generations" / "old"


def spoil(file: Path) -> None:
    """Overwrite the middle of the file, as a failing disk does."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(size // 3)
        stream.write(os.urandom(size // 3))


def is_current(home: Home, run_id: str) -> bool:
    now = current(home.published)
    return now is not None and now.manifest.run_id == run_id


def test_a_whole_generation_is_gone_back_to(home: Home) -> None:
    assert go_back(home).manifest.run_id == "old"
    assert is_current(home, "old")


@pytest.mark.parametrize("file", ["rollcall.duckdb", "parquet/group_memberships/vip.parquet"])
def test_a_rollback_to_a_damaged_file_is_refused(home: Home, file: str) -> None:
    spoil(old(home) / file)
    with pytest.raises(DamagedGeneration, match="nothing was changed: restore it") as error:
        go_back(home)
    assert "\n" not in str(error.value)
    assert is_current(home, "new")


@pytest.mark.parametrize("file", ["rollcall.duckdb", "parquet/group_memberships/vip.parquet"])
def test_a_rollback_to_a_missing_file_is_refused(home: Home, file: str) -> None:
    (old(home) / file).unlink()
    with pytest.raises(DamagedGeneration):
        go_back(home)
    assert is_current(home, "new")


def test_a_rollback_to_a_file_of_another_night_is_refused(home: Home) -> None:
    (old(home) / "rollcall.duckdb").unlink()
    (home.published / "generations" / "new" / "rollcall.duckdb").rename(old(home) / "rollcall.duckdb")
    with pytest.raises(DamagedGeneration, match=r"group_memberships in rollcall\.duckdb does not hold the rows"):
        go_back(home)


def test_a_rollback_to_rows_that_were_changed_by_hand_is_refused(home: Home) -> None:
    with duckdb.connect(str(old(home) / "rollcall.duckdb")) as connection:
        connection.execute("update group_memberships set customer_id = 'stranger' where customer_id = 'c7'")
    with pytest.raises(DamagedGeneration, match="does not hold the rows"):
        go_back(home)


def test_checksums_of_another_version_of_duckdb_are_not_compared_but_rows_are(home: Home) -> None:
    file = old(home) / "manifest.json"
    other = file.read_text().replace(f'"{duckdb.__version__}"', '"1.0.0"').replace('"checksum":"', '"checksum":"f')
    file.write_text(other)
    assert go_back(home).manifest.run_id == "old"
    with duckdb.connect(str(old(home) / "rollcall.duckdb")) as connection:
        connection.execute("delete from customer_groups.vip where customer_id = 'c7'")
    with pytest.raises(DamagedGeneration, match=r"customer_groups\.vip in rollcall\.duckdb"):
        go_back(home)


def test_where_files_cannot_be_linked_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An earlier generation may have been moved to another disk, and some disks know no hard links."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    (tmp_path / "a.parquet").write_text("rows")
    monkeypatch.setattr(os, "link", refuse)
    link_or_copy(tmp_path / "a.parquet", tmp_path / "b.parquet")
    assert (tmp_path / "b.parquet").read_text() == "rows"
