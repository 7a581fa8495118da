"""That no process of ours has DuckDB's client look for pandas: docs/decisions/0021-the-night-does-without-pandas.md."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb

from tests.workspace import PROJECT

# In the place of pandas: whether it is there, or not, each import of it leaves a mark.
PANDAS = """
import os
with open(os.environ["MARKS"], "a") as file:
    file.write("x")
raise ImportError
"""
VALUES = 10_000
BIND = f"import duckdb; duckdb.execute('select unnest(?)', [['x'] * {VALUES}])"


def looks(folder: Path, *arguments: str) -> int:
    """How often a process of Python's tries to import pandas."""
    package, marks = folder / "packages" / "pandas", folder / "marks"
    package.mkdir(parents=True, exist_ok=True)
    package.joinpath("__init__.py").write_text(PANDAS)
    marks.touch()
    environment = {
        "PYTHONPATH": f"{package.parent}{os.pathsep}{PROJECT}",
        "MARKS": str(marks),
        "ROLLCALL_HOME": str(folder / "var"),
    }
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return marks.stat().st_size


def test_a_command_does_not_load_pandas_for_what_it_binds(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("email,name\nida@example.com,Ida Holm\n")
    assert looks(tmp_path, "-m", "orchestration.cli", "customers", "import", str(file), "--yes") == 0


def test_a_process_of_dagsters_does_not_look_for_pandas_at_each_of_many_values(tmp_path: Path) -> None:
    assert looks(tmp_path, "-m", "orchestration.cli", "prepare") == 0
    assert looks(tmp_path, "-c", f"from orchestration.definitions import defs; defs(); {BIND}") == 0


def test_duckdb_1_looks_for_it_where_nothing_prevents_it_and_duckdb_2_does_not(tmp_path: Path) -> None:
    """Once no DuckDB 1 is supported, this and what prevents it may go."""
    assert (looks(tmp_path, "-c", BIND) > VALUES) == duckdb.__version__.startswith("1.")
