"""Who may read what below ROLLCALL_HOME: customers' data lay open to every user of the machine."""

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration import rights
from orchestration.lock import NightIsRunning, RunLock, is_held
from orchestration.rights import CannotClose, close_home, close_what_is_made, share_generation
from orchestration.settings import Home

OPEN_FILES = (
    "warehouse.duckdb",
    "logs/dbt.log",
    "landing/customers/1.csv",
    "inbox/manual_members/1.ndjson",
    "dagster/history/runs.db",
    "tmp/spilled",
    "night.lock",
    "published/generations/one/manifest.json",
    "published/generations/one/workshop.duckdb",
    "published/generations/one/rollcall.duckdb",
    "published/generations/one/parquet/customers/customers.parquet",
    "published/generations/foreign/notes.txt",
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(root: Path) -> list[str]:
    """What others than the user could read, write or pass, relative to the root."""
    return sorted(str(path.relative_to(root)) for path in (root, *root.rglob("*")) if mode(path) & 0o077)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home as an older version left it, everything readable by everybody."""
    umask = os.umask(0o022)
    root = tmp_path / "var"
    for name in OPEN_FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "published" / "current").symlink_to("generations/one")
    yield Home(root)
    os.umask(umask)


@pytest.fixture
def own_group() -> str:
    return grp.getgrgid(os.getgid()).gr_name


def test_a_home_that_lay_open_is_closed_with_everything_in_it(home: Home) -> None:
    assert open_to_others(home.root)
    close_home(home, None)
    assert open_to_others(home.root) == []
    assert mode(home.root) == 0o700


def test_what_is_made_from_then_on_is_closed(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    umask = os.umask(0o022)
    try:
        close_what_is_made(home)
        home.landing.mkdir()
        (home.landing / "file").write_text("x")
    finally:
        os.umask(umask)
    assert open_to_others(home.root) == []


def test_a_file_that_somebody_dropped_openly_is_closed_by_the_next_night(home: Home) -> None:
    close_home(home, None)
    (home.landing / "customers" / "2.csv").write_text("ada@example.com")
    (home.landing / "customers" / "2.csv").chmod(0o666)
    close_home(home, None)
    assert open_to_others(home.root) == []


def test_a_group_reads_what_is_published_and_nothing_else(home: Home, own_group: str) -> None:
    close_home(home, own_group)
    assert open_to_others(home.root) == [
        ".",
        "published",
        "published/current",
        "published/generations",
        "published/generations/one",
        "published/generations/one/parquet",
        "published/generations/one/parquet/customers",
        "published/generations/one/parquet/customers/customers.parquet",
        "published/generations/one/rollcall.duckdb",
    ]
    one = home.published / "generations" / "one"
    assert mode(home.root) == 0o710
    assert {mode(path) for path in (home.published, one.parent, one, one / "parquet" / "customers")} == {0o750}
    assert mode(one / "rollcall.duckdb") == mode(one / "parquet" / "customers" / "customers.parquet") == 0o640
    assert one.stat().st_gid == os.getgid()


def test_what_is_no_longer_shared_is_closed_again(home: Home, own_group: str) -> None:
    close_home(home, own_group)
    close_home(home, None)
    assert open_to_others(home.root) == []


def test_a_new_generation_is_shared_before_it_is_current(home: Home, own_group: str) -> None:
    built = home.published / "building" / "two"
    built.mkdir(parents=True)
    for name in ("rollcall.duckdb", "manifest.json"):
        (built / name).touch(mode=0o600)
    share_generation(built, None)
    assert (mode(built / "rollcall.duckdb"), mode(built / "manifest.json")) == (0o600, 0o600)
    share_generation(built, own_group)
    assert (mode(built), mode(built / "rollcall.duckdb"), mode(built / "manifest.json")) == (0o750, 0o640, 0o600)


def test_a_misspelled_group_is_named_and_nothing_is_opened(home: Home) -> None:
    close_home(home, None)
    with pytest.raises(CannotClose, match="ROLLCALL_SHARE_WITH: this machine has no group 'analists'"):
        close_home(home, "analists")
    assert open_to_others(home.root) == []


def test_a_link_to_a_folder_elsewhere_keeps_the_rights_that_it_has_there(home: Home, tmp_path: Path) -> None:
    """As where another user drops the files."""
    elsewhere = tmp_path / "dropped"
    elsewhere.mkdir(mode=0o755)
    (home.landing / "orders").symlink_to(elsewhere)
    close_home(home, None)
    assert mode(elsewhere) == 0o755


@pytest.mark.parametrize("slip", ["/", "/tmp", "the user's own", "the project"])
def test_a_folder_that_others_use_is_not_closed_to_them_by_a_slip(slip: str, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    project = tmp_path / "project"
    project.mkdir()
    (project / "dbt_project.yml").touch()
    root = {"/": Path("/"), "/tmp": shared, "the user's own": Path.home(), "the project": project}[slip]
    before = mode(root)
    with pytest.raises(CannotClose, match=r"ROLLCALL_HOME: .* name a folder in it"):
        close_home(Home(root), None)
    assert mode(root) == before


def test_a_home_of_another_user_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(rights, "_set", refuse)
    with pytest.raises(CannotClose, match="belongs to another user"):
        close_home(home, None)


def test_who_cannot_write_the_lock_cannot_hold_it(home: Home) -> None:
    """`flock -s var/night.lock sleep infinity` by anybody kept every night from starting."""
    with RunLock(home.lock, "night 1") as lock:
        assert mode(home.lock) == 0o600
        flags = Path(f"/proc/self/fdinfo/{lock._descriptor}").read_text().split("flags:")[1].split()[0]
        assert int(flags, 8) & os.O_ACCMODE == os.O_WRONLY
        assert is_held(home.lock)
        with pytest.raises(NightIsRunning, match="night 1"):
            RunLock(home.lock, "night 2").acquire()
    assert not is_held(home.lock)
