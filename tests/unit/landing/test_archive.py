"""Where files go that have landed, and what a file means that lies in a landing folder."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import archive as archives
from orchestration.landing import files, upsert
from orchestration.landing.archive import Archive
from orchestration.landing.ledger import LandingError
from tests.unit.landing.conftest import LANDED_AT, LandingHome

ROW = "customer_id,url,seconds\n1,u,{}\n"
FIRST, SECOND = "20260601T120000.000000Z", "20260602T120000.000000Z"


class Killed(BaseException):
    """The landing ends here, as by SIGKILL."""


def seconds(shop: LandingHome) -> list[int]:
    return [row[0] for row in shop.rows("select seconds from raw.visits order by customer_id")]


def archived(shop: LandingHome) -> list[str]:
    return sorted(str(path.relative_to(shop.archive.root)) for path in shop.archive.root.rglob("*.csv"))


def waiting(shop: LandingHome) -> list[str]:
    return sorted(path.name for folder in shop.folders for path in folder.rglob("*.csv"))


def night(shop: LandingHome, number: int) -> list[str]:
    return [file.status for file in shop.land(landed_at=LANDED_AT + timedelta(days=number)).files]


@pytest.mark.parametrize("leaves", [False, True])
def test_content_that_comes_back_was_skipped_forever(shop: LandingHome, leaves: bool) -> None:
    shop.archive = Archive(shop.archive.root, leaves)
    for number, value in enumerate([1, 2, 1]):
        shop.drop("visits/f.csv", ROW.format(value))
        assert night(shop, number) == ["loaded"]
        assert seconds(shop) == [value]


@pytest.mark.parametrize("leaves", [False, True])
def test_a_new_file_with_the_bytes_of_an_older_one_lands(shop: LandingHome, leaves: bool) -> None:
    shop.archive = Archive(shop.archive.root, leaves)
    for number, value in enumerate([1, 2, 1]):
        shop.drop(f"visits/f{number}.csv", ROW.format(value))
        night(shop, number)
    assert seconds(shop) == [1]


def test_files_are_moved_to_the_archive_by_landing_and_table(shop: LandingHome) -> None:
    shop.drop("visits/f.csv", ROW.format(1))
    shop.drop("customers/f.csv", "customer_id,created_at\n1,2026-01-01\n")
    shop.drop("visits/f.csv", ROW.format(2), folder="inbox")
    shop.drop("visits/bad.csv", "nonsense\n")
    night(shop, 0)
    shop.drop("visits/f.csv", ROW.format(3))
    night(shop, 1)
    assert archived(shop) == [
        f"{FIRST}/customers/f.csv",
        f"{FIRST}/inbox/visits/f.csv",
        f"{FIRST}/visits/f.csv",
        f"{SECOND}/visits/f.csv",
    ]
    assert waiting(shop) == ["bad.csv"]
    assert shop.rows(
        "select archived_as, came_from from raw.landed_files where table_name = 'visits' order by file_id"
    ) == [
        (f"{FIRST}/visits/f.csv", "landing"),
        (f"{FIRST}/inbox/visits/f.csv", "inbox"),
        (f"{SECOND}/visits/f.csv", "landing"),
    ]
    account = json.loads((shop.archive.root / FIRST / "landing.json").read_text())
    assert [(each["file_name"], each["accepted_rows"]) for each in account["files"]] == [
        ("customers/f.csv", 1),
        ("visits/f.csv", 1),
        ("visits/f.csv", 1),
    ]


def test_a_clock_that_was_set_back_does_not_turn_landings_round(shop: LandingHome) -> None:
    for number, value in {1: 1, 0: 2}.items():
        shop.drop("visits/f.csv", ROW.format(value))
        night(shop, number)
    assert seconds(shop) == [2]
    assert archived(shop) == [f"{SECOND}/visits/f.csv", f"{SECOND.replace('000000Z', '000001Z')}/visits/f.csv"]


def test_a_file_left_in_its_folder_is_copied_and_lands_once(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.archive = Archive(shop.archive.root, leaves_files=True)
    file = shop.drop("visits/f.csv", ROW.format(1))
    shop.drop("visits/entry.csv", ROW.format(1), folder="inbox")
    night(shop, 0)
    assert waiting(shop) == ["f.csv"]

    def never(path: Path) -> str:
        raise AssertionError(f"{path} was hashed again")

    monkeypatch.setattr(files, "content_hash", never)
    assert night(shop, 1) == ["skipped"]
    monkeypatch.undo()
    # No hard link: the sender writes into its file again.
    with file.open("a") as stream:
        stream.write("2,u,5\n")
    assert archived(shop) == [f"{FIRST}/inbox/visits/entry.csv", f"{FIRST}/visits/f.csv"]
    assert (shop.archive.root / FIRST / "visits" / "f.csv").read_text() == ROW.format(1)
    assert night(shop, 2) == ["loaded"]
    assert seconds(shop) == [1, 5]


def test_of_a_left_file_name_size_time_and_bytes_must_be_the_same(shop: LandingHome) -> None:
    shop.archive = Archive(shop.archive.root, leaves_files=True)
    file = shop.drop("visits/f.csv", ROW.format(1))
    before = file.stat()
    night(shop, 0)
    # Written again with its old size and time, as rsync -t, cp -p and tar leave it.
    file.write_text(ROW.format(2))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert night(shop, 1) == ["loaded"]
    assert seconds(shop) == [2]
    # The same file with another change of rights.
    file.chmod(0o600)
    assert night(shop, 2) == ["skipped"]
    os.utime(file)
    assert night(shop, 3) == ["loaded"]


@pytest.mark.parametrize("leaves", [False, True])
def test_a_landing_killed_before_the_move_is_not_applied_twice(
    shop: LandingHome, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    shop.archive = Archive(shop.archive.root, leaves)
    shop.drop("visits/f.csv", ROW.format(1))
    shop.drop("visits/g.csv", ROW.format(1))
    moved: list[Path] = []

    def bring(source: Path, target: Path, *, is_left: bool) -> None:
        if moved:
            raise Killed
        moved.append(target)
        original(source, target, is_left=is_left)

    original = archives._bring
    monkeypatch.setattr(archives, "_bring", bring)
    with pytest.raises(Killed):
        night(shop, 0)
    monkeypatch.undo()
    assert shop.rows("select count(*) from raw.landed_files where archived_as is null") == [(2,)]
    # What another file changed meanwhile stays: the files of the killed landing are in the archive, and no more.
    shop.drop("visits/h.csv", ROW.format(9))
    assert night(shop, 1) == (["skipped", "skipped", "loaded"] if leaves else ["loaded"])
    assert seconds(shop) == [9]
    assert archived(shop) == [f"{FIRST}/visits/f.csv", f"{FIRST}/visits/g.csv", f"{SECOND}/visits/h.csv"]


def test_a_file_overwritten_before_it_was_moved_lands_as_the_new_one(
    shop: LandingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "settle", lambda *_: None)
    shop.drop("visits/f.csv", ROW.format(1))
    night(shop, 0)
    monkeypatch.undo()
    shop.drop("visits/f.csv", ROW.format(2))
    assert night(shop, 1) == ["loaded"]
    assert seconds(shop) == [2]
    assert shop.rows("select archived_as from raw.landed_files order by file_id") == [
        ("",),
        (f"{SECOND}/visits/f.csv",),
    ]


def test_a_link_in_a_landing_folder_is_archived_as_the_file_it_names(shop: LandingHome) -> None:
    real = shop.home / "elsewhere.csv"
    real.write_text(ROW.format(1))
    (shop.home / "landing" / "visits").mkdir(parents=True)
    (shop.home / "landing" / "visits" / "f.csv").symlink_to(Path("../../elsewhere.csv"))
    night(shop, 0)
    assert (shop.archive.root / FIRST / "visits" / "f.csv").read_text() == ROW.format(1)
    assert not (shop.archive.root / FIRST / "visits" / "f.csv").is_symlink()
    assert (waiting(shop), real.exists()) == ([], True)


def test_an_archive_on_another_disk_is_copied_to(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def across(self: Path, target: Path) -> Path:
        if "landing" in self.parts:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", across)
    shop.drop("visits/f.csv", ROW.format(1))
    night(shop, 0)
    assert (archived(shop), waiting(shop)) == ([f"{FIRST}/visits/f.csv"], [])


def test_a_copy_to_another_disk_that_was_cut_off_does_not_land_twice(
    shop: LandingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, unlink = Path.rename, Path.unlink

    def across(self: Path, target: Path) -> Path:
        if "landing" in self.parts:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    def killed(self: Path, missing_ok: bool = False) -> None:
        if "landing" in self.parts:
            raise Killed
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "rename", across)
    monkeypatch.setattr(Path, "unlink", killed)
    shop.drop("visits/f.csv", ROW.format(1))
    with pytest.raises(Killed):
        night(shop, 0)
    monkeypatch.undo()
    assert waiting(shop) == ["f.csv"]
    assert night(shop, 1) == []
    assert (archived(shop), waiting(shop)) == ([f"{FIRST}/visits/f.csv"], [])


def test_a_lost_warehouse_does_not_begin_without_what_has_landed(shop: LandingHome) -> None:
    shop.drop("visits/f.csv", ROW.format(1))
    night(shop, 0)
    shop.connection.close()
    (shop.home / "warehouse.duckdb").unlink()
    shop.connection = duckdb.connect(str(shop.home / "warehouse.duckdb"))
    with pytest.raises(LandingError, match="rollcall land --rebuild"):
        night(shop, 1)


def test_file_ids_of_a_warehouse_begun_again_go_on_after_those_that_were_seen(shop: LandingHome) -> None:
    shop.drop("visits/f.csv", ROW.format(1))
    shop.land(after_file_id=41)
    assert shop.rows("select _file_id from raw.visits") == [(42,)]


def test_a_pruned_archive_keeps_the_accounts(shop: LandingHome) -> None:
    for number in range(3):
        shop.drop(f"visits/{number}.csv", ROW.format(number))
        night(shop, number)
    before = (LANDED_AT + timedelta(days=2)).replace(tzinfo=None)
    assert archives.prune(shop.archive, before) == 2
    assert archives.prune(shop.archive, before) == 0
    assert [path.rsplit("/")[-1] for path in archived(shop)] == ["2.csv"]
    assert len(shop.archive.accounts()) == 3


def test_a_half_written_file_is_not_moved(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = shop.drop("visits/f.csv", ROW.format(1))
    settle = upsert.settle

    def append_meanwhile(*arguments: object) -> dict[int, int]:
        with growing.open("a") as stream:
            stream.write("2,u,1\n")
        return settle(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(upsert, "settle", append_meanwhile)
    assert night(shop, 0) == ["refused"]
    assert (waiting(shop), archived(shop)) == (["f.csv"], [])
    shutil.rmtree(shop.archive.root, ignore_errors=True)
