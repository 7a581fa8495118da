"""The BI file's size: a small group took 270 KB of it, whatever its size, and 300 of them 84 MB."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.files import BLOCK_BYTES, STORAGE_VERSION
from orchestration.warehouse.text import literal
from tests.workspace import PROJECT

OLD_WHEEL = PROJECT / ".tools" / "duckdb-1.1.3"
OWN_WHEEL = Path(duckdb.__file__).parents[1]
READ = """
import sys
sys.path.insert(0, sys.argv[1])
import duckdb
with duckdb.connect(sys.argv[2], read_only=True) as connection:
    print(duckdb.__version__, connection.execute("select count(*), max(customer_id) from g7").fetchone())
"""


def write(file: Path, groups: int, members: int, options: str) -> int:
    """A file of so many groups, as a night writes it; its size."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(file))} as bi ({options})")
        for group in range(groups):
            connection.execute(
                f"create table bi.g{group} as select 'c' || range as customer_id, timestamp '2026-01-01' as joined_at"
                f" from range({members})"
            )
        connection.execute("detach bi")
    return file.stat().st_size


def as_published(file: Path, groups: int, members: int) -> int:
    return write(file, groups, members, f"storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES}")


@pytest.mark.parametrize(("groups", "members", "most"), [(60, 18, 0.35), (8, 5_000, 0.6), (1, 400_000, 1.05)])
def test_small_groups_are_small_and_large_ones_no_larger(
    tmp_path: Path, groups: int, members: int, most: float
) -> None:
    before = write(tmp_path / "before.duckdb", groups, members, f"storage_version '{STORAGE_VERSION}'")
    assert as_published(tmp_path / "now.duckdb", groups, members) < before * most


@pytest.mark.parametrize("wheel", [OWN_WHEEL, OLD_WHEEL], ids=["own", "1.1.3"])
def test_clients_of_bi_tools_open_it(tmp_path: Path, wheel: Path) -> None:
    if not wheel.exists():
        pytest.skip(f"{wheel} is missing; `make setup` installs it")
    as_published(tmp_path / "rollcall.duckdb", 8, 18)
    read = subprocess.run(
        [sys.executable, "-c", READ, str(wheel), str(tmp_path / "rollcall.duckdb")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.stdout.strip().endswith("(18, 'c9')"), read.stderr
