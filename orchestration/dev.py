"""Dagster's web server, daemon and code server on this machine, as one command that ends when it is told to.

`dagster dev` leaves its children running when it is terminated, and waits a minute for each of them when it is
interrupted. Here they are a process group: interrupted together, so that a night that is under way ends as by Ctrl-C,
and killed if they have not ended soon after.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

ASKS_TO_END = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
# Service managers kill after 10 seconds or more; a night that is interrupted takes about two to end.
PATIENCE_SECONDS = 7.0
LOOK_EVERY_SECONDS = 0.1


def dagster_dev(port: int) -> list[str]:
    """The command that opens Dagster on this machine alone: its web server asks nobody for a password."""
    return [
        *(sys.executable, "-m", "dagster", "dev", "-m", "orchestration.definitions"),
        *("-h", "127.0.0.1", "-p", str(port)),
    ]


def run(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, patience: float = PATIENCE_SECONDS
) -> int | None:
    """Run a command until it ends or this process is asked to; its exit code, or None if it was ended.

    Nothing that the command started is left, whatever it does with signals, unless it began a session of its own.
    """
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        asked.set()

    before = {number: signal.signal(number, ask) for number in ASKS_TO_END}
    try:
        process = subprocess.Popen(command, env=dict(environment), cwd=folder, start_new_session=True)
        try:
            while process.poll() is None and not asked.is_set():
                asked.wait(LOOK_EVERY_SECONDS)
        finally:
            _end(process, patience)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return None if asked.is_set() else process.returncode


def _end(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """Interrupt the process and all that it started; kill what is left after `patience` seconds."""
    _signal_group(process.pid, signal.SIGINT)
    until = time.monotonic() + patience
    while _signal_group(process.pid, 0) and time.monotonic() < until:
        process.poll()
        time.sleep(LOOK_EVERY_SECONDS)
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def _signal_group(group: int, number: int) -> bool:
    """Whether there was anybody to hear it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
