"""The run lock: one holder, named, and freed however the holder dies."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from orchestration.lock import LockLost, NightIsRunning, RunLock, describe_holder, is_held

HOLD = """
import sys, time
from pathlib import Path
from orchestration.lock import RunLock
lock = RunLock(Path(sys.argv[1]), "night 7, started by a test")
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def holder_of(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_holds_the_lock_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    with RunLock(path, "night 1, started by the schedule"):
        with pytest.raises(NightIsRunning) as error:
            RunLock(path, "night 2").acquire()
        assert is_held(path)
    for part in ("night 1, started by the schedule", f"process {os.getpid()}", "since 20"):
        assert part in str(error.value)


def test_a_released_lock_is_free_and_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    with RunLock(path, "night 1"):
        pass
    assert not is_held(path)
    assert describe_holder(path) == "an unknown process"
    with RunLock(path, "night 2"):
        assert describe_holder(path).startswith("night 2")


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    process = holder_of(path)
    assert is_held(path)
    assert describe_holder(path).startswith(f"night 7, started by a test, process {process.pid}")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not is_held(path)
    RunLock(path, "the next night").acquire()


def test_a_shorter_name_leaves_no_rest_of_the_last_holders(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    process = holder_of(path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with RunLock(path, "x"):
        assert describe_holder(path).startswith(f"x, process {os.getpid()}")


def test_a_lock_whose_file_was_deleted_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    with RunLock(path, "night 1") as lock:
        lock.require_held()
        path.unlink()
        with pytest.raises(LockLost, match="is gone"):
            lock.require_held()


def test_a_lock_whose_file_was_replaced_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    with RunLock(path, "night 1") as lock:
        path.rename(tmp_path / "elsewhere")
        with RunLock(path, "night 2") as second:
            with pytest.raises(LockLost, match="was replaced"):
                lock.require_held()
            second.require_held()


def test_a_lock_never_taken_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "night.lock"
    path.touch()
    with pytest.raises(LockLost):
        RunLock(path, "night 1").require_held()
    assert not is_held(tmp_path / "absent.lock")


def test_asking_who_holds_the_lock_never_turns_a_night_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rollcall status` in a monitoring loop must not make a night's own attempt fail."""
    path = tmp_path / "night.lock"
    path.touch()
    asking = threading.Event()
    take = fcntl.flock

    def take_slowly(file: Any, operation: int) -> None:
        take(file, operation)
        if operation & fcntl.LOCK_SH:
            asking.set()
            time.sleep(0.3)

    monkeypatch.setattr(fcntl, "flock", take_slowly)
    thread = threading.Thread(target=is_held, args=(path,))
    thread.start()
    asking.wait(1)
    try:
        with RunLock(path, "night"):
            pass
    finally:
        thread.join()
