"""A home with an odd path, shared with a group: two nights and a rollback, started from a folder inside the project."""

import grp
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rows import customer
from tests.workspace import Ended, Workspace

NIGHTS = ("2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z")
EVERYBODY = "select customer_id\nfrom {{ ref('customers') }}\n"
# What addresses, SQL, shells, patterns and Jinja each read something into.
ODD = 'it\'s #1; "a" [b] {{ c }} $d é'


def run_inside(shop: Workspace, *arguments: str) -> Ended:
    """Run `rollcall` in models/marts, its home a relative path."""
    ended = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        cwd=shop.project / "models" / "marts",
        env=shop.environment
        | {
            "PYTHONPATH": str(shop.project),
            "ROLLCALL_HOME": f"../{shop.home.name}",
            "ROLLCALL_SHARE_WITH": grp.getgrgid(os.getgid()).gr_name,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[Ended]]:
    folder = tmp_path_factory.mktemp("odd") / ODD
    opened = Workspace.open(folder, {"everybody": EVERYBODY})
    opened.home.rename(folder / "var #2's")
    shop = Workspace(opened.project, folder / "var #2's")
    ended = []
    for number, night in enumerate(NIGHTS):
        shop.drop_rows("customers", f"{number}.ndjson", [customer(f"c{number}")])
        ended.append(run_inside(shop, "nightly", "--as-of", night))
    ended.append(run_inside(shop, "groups", "edit-members", "everybody", "remove", "c0", "--by", "a test"))
    return shop, ended


def test_nights_in_a_home_with_an_odd_path_are_published(story: tuple[Workspace, list[Ended]]) -> None:
    shop, ended = story
    assert [each.code for each in ended] == [0, 0, 0], [each.err for each in ended]
    assert shop.members("everybody") == ["c0", "c1"]
    assert shop.events() == [("everybody", "c0", "joined", "definition"), ("everybody", "c1", "joined", "data")]


def test_what_is_entered_in_a_folder_of_the_project_is_where_its_nights_look(
    story: tuple[Workspace, list[Ended]],
) -> None:
    shop, _ = story
    assert len(list((shop.home / "inbox" / "manual_members").iterdir())) == 1
    assert [path.name for path in (shop.project / "models").rglob("var*")] == []


def test_after_a_night_the_group_can_read_what_is_published_and_nothing_else(
    story: tuple[Workspace, list[Ended]],
) -> None:
    shop, _ = story
    readable = {
        str(path.relative_to(shop.home)).partition("/generations/")[2].partition("/")[2].partition("/")[0]
        for path in shop.home.rglob("*")
        if path.is_file() and not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert readable == {"rollcall.duckdb", "parquet"}
    folders = (shop.home, shop.home / "published", shop.current.resolve(), shop.home / "landing", shop.home / "logs")
    assert [stat.S_IMODE(path.stat().st_mode) for path in folders] == [0o710, 0o750, 0o750, 0o700, 0o700]


def test_a_rollback_in_a_home_with_an_odd_path_checks_what_it_goes_back_to(
    story: tuple[Workspace, list[Ended]],
) -> None:
    shop, _ = story
    first = next(iter(sorted((shop.home / "published" / "generations").iterdir())))
    parquet: Path = first / "parquet" / "group_memberships" / "everybody.parquet"
    content = parquet.read_bytes()
    parquet.write_bytes(content[: len(content) // 2])
    damaged = run_inside(shop, "rollback")
    assert (damaged.code, "is damaged" in damaged.err) == (1, True), damaged.err
    parquet.write_bytes(content)
    whole = run_inside(shop, "rollback")
    assert whole.code == 0, whole.err
    assert shop.members("everybody") == ["c0"]
