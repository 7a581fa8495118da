"""Faults of the machine are said in one line with the fix, and never blamed on the file that was being read."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.errors import MachineFault, raise_if_of_the_machine, said
from orchestration.landing.files import Refused
from orchestration.machine import machine_fault
from tests.workspace import PROJECT

# What the programs below us say, and what it has to become.
SAYINGS = {
    'IO Error: Could not write all bytes to file "/var/raw.duckdb": wanted=262144 wrote=-1 - No space left on device': (
        "the disk is full"
    ),
    "(sqlite3.OperationalError) database or disk is full": "the disk is full",
    'IO Error: Could not write file "/var/tmp/x": Disk quota exceeded': "disk quota is used up",
    'IO Error: Could not read from file "/var/warehouse.duckdb": Input/output error': "the disk failed",
    "(sqlite3.OperationalError) disk I/O error": "the disk failed",
    'IO Error: Cannot open file "/var/x": Read-only file system': "can only be read",
    'IO Error: Cannot open file "/var/x": Too many open files': "ulimit -n",
    'IO Error: Could not write file "/var/x": File too large': "ulimit -f",
    "Out of Memory Error: could not allocate block of size 256.0 KiB (61.9 MiB/61.9 MiB used)": "ROLLCALL_MEMORY_LIMIT",
    "Out of Memory Error: failed to offload data block of size 256.0 KiB (0 bytes/0 bytes used).\nThis limit was set by"
    " the 'max_temp_directory_size' setting.": "ROLLCALL_TEMP_LIMIT",
    "java.lang.OutOfMemoryError: Java heap space": "ROLLCALL_MEMORY_LIMIT",
    "can't start new thread": "ROLLCALL_THREADS",
}
LAND = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from orchestration.errors import said
from orchestration.landing.runs import land_waiting
from orchestration.settings import Settings
from orchestration.shop import Shop
home, limit = Path(sys.argv[1]), int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
shop = Shop(Settings(home=home, memory_limit="1GB", threads=1), Path(sys.argv[3]))
try:
    report = land_waiting(shop, shop.project.variables)
    print("refused", [each.reason for each in report.refused], "loaded", [each.path for each in report.loaded])
except Exception as error:
    print("failed", type(error).__name__, said(error))
"""


@pytest.mark.parametrize("saying", SAYINGS)
def test_what_is_wrong_with_the_machine_is_one_line_with_the_fix(saying: str) -> None:
    for error in (duckdb.IOException(saying), RuntimeError(saying), OSError(saying)):
        line = said(error)
        assert SAYINGS[saying] in line and "run the night again" in line and "\n" not in line


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.EROFS])
def test_the_systems_own_numbers_are_understood(number: int) -> None:
    assert machine_fault(OSError(number, os.strerror(number), "/var/x")) is not None


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR])
def test_a_missing_file_or_right_is_not_a_fault_of_the_machine(number: int) -> None:
    assert machine_fault(OSError(number, os.strerror(number), "/var/x")) is None


@pytest.mark.parametrize("model", ["models/marts/orders.sql", "models/customer_groups/vip.sql"])
def test_a_model_that_ran_out_of_memory_says_what_to_raise(model: str) -> None:
    text = (
        f"Runtime Error in model {Path(model).stem} ({model})\n  Out of Memory Error: could not allocate block of 1 GiB"
    )
    assert said(text).startswith(f"{model}: there is too little memory: ROLLCALL_MEMORY_LIMIT is ")


def test_an_error_that_came_of_a_full_disk_is_one(tmp_path: Path) -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise ValueError("the file is not a gzip file") from error
    except ValueError as error:
        with pytest.raises(MachineFault, match="the disk is full"):
            raise_if_of_the_machine(error)
    raise_if_of_the_machine(Refused("is empty"))


def land(home: Path, size_limit: int) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", LAND, str(home), str(size_limit), str(PROJECT)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        # Some shells set one; the test sets its own.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where 300,000 customers wait, whose names repeat nothing."""
    folder = tmp_path / "landing" / "customers"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'c' || range as customer_id, md5(range::varchar) as first_name,"
            " md5((range + 1)::varchar) as last_name, timestamp '2024-01-01' as created_at from range(300000))"
            f" to '{folder / 'all.parquet'}' (format parquet)"
        )
    return tmp_path


def test_a_disk_without_room_is_not_blamed_on_the_file_that_was_dropped(home: Path) -> None:
    """The real thing: the warehouse cannot grow. "Fix or remove the named files", it said."""
    failed = land(home, 4 * 2**20)
    assert failed.startswith("failed ") and "ulimit -f" in failed and "all.parquet" not in failed, failed
    assert land(home, 0) == "refused [] loaded ['customers/all.parquet']"


@pytest.mark.parametrize("room", ["0KB", "1MB"])
def test_too_little_memory_and_room_for_spilling_says_which_setting_to_raise(
    tmp_path: Path, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_TEMP_LIMIT", room)
    limits: dict[str, Any] = {"memory_limit": "20MB", "max_temp_directory_size": room, "temp_directory": str(tmp_path)}
    with duckdb.connect(config=limits | {"threads": 1}) as connection, pytest.raises(duckdb.Error) as error:
        connection.execute("create table sorted as select md5(range::varchar) as x from range(3000000) order by x")
    line = said(error.value)
    assert "ROLLCALL_MEMORY_LIMIT is " in line and room in line and "\n" not in line
