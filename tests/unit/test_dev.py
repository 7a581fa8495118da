"""`rollcall dev` ends when it is told to, and leaves nothing running: `make dev` did not within 12 seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration import dev
from tests.workspace import PROJECT

# Runs `services` as `rollcall dev` runs Dagster's, and says how that ended.
SUPERVISE = """
import os, sys
from pathlib import Path
from orchestration import dev
print(dev.run(["sh", "-c", sys.argv[1]], os.environ, Path.cwd(), patience=0.5), flush=True)
"""
# A server with children of its own, which do as they like about signals.
STUBBORN = 'trap "" INT TERM; sh -c \'trap "" INT TERM; echo $$ > child; while :; do sleep 1; done\' & wait; wait; wait'
OBEDIENT = "sh -c 'trap \"exit 0\" INT; echo $$ > child; while :; do sleep 0.1; done' & wait"


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that within a minute")


def is_running(pid: int) -> bool:
    """Whether it runs; one that has ended and nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("services", [STUBBORN, OBEDIENT], ids=["stubborn", "obedient"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_its_group_ends_it_with_all_that_it_started(
    tmp_path: Path, services: str, number: signal.Signals
) -> None:
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, services],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    child = tmp_path / "child"
    wait_until(lambda: child.exists() and child.read_text().strip() != "")
    os.killpg(supervisor.pid, number)
    said, _ = supervisor.communicate(timeout=60)
    assert (supervisor.returncode, said) == (0, "None\n")
    wait_until(lambda: not is_running(int(child.read_text())))


def test_services_that_end_by_themselves_leave_nothing_running(tmp_path: Path) -> None:
    services = "sh -c 'echo $$ > child; sleep 1000' & while [ ! -s child ]; do sleep 0.1; done; exit 3"
    assert dev.run(["sh", "-c", services], os.environ, tmp_path, patience=0.5) == 3
    wait_until(lambda: not is_running(int((tmp_path / "child").read_text())))


def test_it_kills_before_those_who_manage_services_do() -> None:
    assert dev.PATIENCE_SECONDS + 2 < 10
