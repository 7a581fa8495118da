"""The walk of the README, run as it stands by a newcomer who has installed Rollcall and nothing else."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.searched import places_of
from tests.workspace import PROJECT, Workspace

WALK = re.compile(r"^## A first walk\n.*?^```bash\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The project after the walk, and what it showed."""
    found = WALK.search((PROJECT / "README.md").read_text())
    assert found is not None
    project = Workspace.open(tmp_path_factory.mktemp("walk"), {}).project
    # With the groups that are there, as a clone has them.
    for file in (PROJECT / "models" / "customer_groups").iterdir():
        (project / "models" / "customer_groups" / file.name).write_text(file.read_text())
    (project / ".venv").symlink_to(Path(sys.prefix))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ROLLCALL_")}
    ended = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", found["commands"]],
        cwd=project,
        env=environment | {"PYTHONPATH": str(PROJECT), "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return project, ended.stdout


def test_the_walk_shows_groups_a_list_and_a_profile(walked: tuple[Path, str]) -> None:
    _, shown = walked
    assert re.search(r"all_customers\s+│ built\s+│\s+3 ", shown), shown
    assert "Karen Møller (7000000000011)" in shown and "email: karen@example.com" in shown


def test_the_walk_imports_and_exports_everybody(walked: tuple[Path, str]) -> None:
    project, shown = walked
    assert "1 new, 0 changed" in shown
    with (project / "walk" / "everybody.csv").open(newline="") as stream:
        names = [row["first_name"] for row in csv.DictReader(stream)]
    assert "Eva" in names and "Karen" in names


def test_the_walk_forgets_nobody(walked: tuple[Path, str]) -> None:
    project, shown = walked
    assert "7000000000012 is to be forgotten" in shown and "walk/everybody.csv" not in shown.split("forgotten")[1]
    assert [str(each) for each in places_of(["7000000000012"], project / "walk", ["everybody.csv"])] == []


def test_the_walk_leaves_nothing_outside_its_home(walked: tuple[Path, str]) -> None:
    project, _ = walked
    assert not (project / "var").exists() and not (project / "logs").exists()
