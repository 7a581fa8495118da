"""Landings that are killed with SIGKILL around the archive: no file is applied twice, and none is lost."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspace import PROJECT, Workspace

POINTS = ["in landing", "before the moves", "half-way through the moves", "after the moves"]
HEADER = "customer_id,created_at,city\n"


def rows(shop: Workspace) -> list[tuple[str, str]]:
    with shop.raw() as raw:
        return raw.execute("select customer_id, city from raw.customers order by 1").fetchall()


def kill(shop: Workspace, point: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "tests.integration.crash", point, "land"],
        cwd=shop.project,
        env=shop.environment | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.parametrize("point", POINTS)
def test_a_landing_killed_around_the_archive_is_not_applied_twice(tmp_path: Path, point: str) -> None:
    shop = Workspace.open(tmp_path, {})
    shop.drop("customers", "a.csv", HEADER + "1,2024-01-01T00:00:00Z,Aarhus\n")
    shop.drop("customers", "b.csv", HEADER + "2,2024-01-01T00:00:00Z,Odense\n")
    assert kill(shop, point) == -signal.SIGKILL
    # What has landed since would be undone if a file of the killed landing were applied again.
    shop.drop("customers", "a0.csv", HEADER + "1,2024-01-01T00:00:00Z,Vejle\n")
    landed = shop.run("land", "--json")
    assert landed.code == 0, landed.err
    assert [file["path"] for file in json.loads(landed.out)["files"]] == ["customers/a0.csv"]
    assert rows(shop) == [("1", "Vejle"), ("2", "Odense")]
    archived = [path.relative_to(shop.home / "archive").parts[1:] for path in (shop.home / "archive").rglob("*.csv")]
    assert sorted(archived) == [("customers", "a.csv"), ("customers", "a0.csv"), ("customers", "b.csv")]
    assert list((shop.home / "landing").rglob("*.csv")) == []
    if point == POINTS[-1]:
        before = rows(shop)
        rebuilt = shop.run("land", "--rebuild", "--json")
        assert rebuilt.code == 0, rebuilt.err
        assert len(json.loads(rebuilt.out)["files"]) == 3
        assert rows(shop) == before
