"""The run lock: one night at a time, however it is started.

An flock on a file, so the kernel frees it when the holder dies, however it dies. The file names the holder for
those who are turned away. It is private and opened for writing only: a user who cannot write it cannot hold it.
"""

import fcntl
import json
import os
import socket
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from orchestration.errors import RollcallError

ATTEMPTS = 10


class NightIsRunning(RollcallError):
    """Another run holds the lock."""


class LockLost(RollcallError):
    """The lock file is no longer the one this run locked."""


class RunLock:
    """Held between `acquire` and `release`, or within `with`."""

    def __init__(self, path: Path, holder: str) -> None:
        self._path = path
        self._holder = holder
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock within a second or not at all.

        Raises:
            NightIsRunning: somebody else holds it; the message names who, since when and as which process.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != 0o600:
            os.fchmod(descriptor, 0o600)
        for attempt in range(ATTEMPTS):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                # `is_held`, asked by somebody else at this very moment, holds the lock for an instant too.
                if attempt + 1 == ATTEMPTS:
                    os.close(descriptor)
                    raise NightIsRunning(
                        f"another night is running: {describe_holder(self._path)}; wait for it to end"
                    ) from None
                time.sleep(0.1)
        facts = {
            "holder": self._holder,
            "process": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(facts).encode(), 0)
        self._descriptor = descriptor

    def require_held(self) -> None:
        """Make sure that nobody else can have started: the last step before publishing asks this.

        Raises:
            LockLost: the lock was never taken, or its file was deleted or replaced meanwhile.
        """
        try:
            here, there = os.fstat(self._descriptor or -1), os.stat(self._path)
        except OSError:
            raise LockLost(f"{self._path} is gone, so another night may be running; nothing was published") from None
        if (here.st_dev, here.st_ino) != (there.st_dev, there.st_ino):
            raise LockLost(f"{self._path} was replaced, so another night may be running; nothing was published")

    def release(self) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "RunLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def describe_holder(path: Path) -> str:
    """Who holds the lock, in words; 'an unknown process' in the instant before it has signed."""
    try:
        facts = json.loads(path.read_text())
        return f"{facts['holder']}, process {facts['process']} on {facts['host']}, since {facts['since']}"
    except (OSError, ValueError, KeyError):
        return "an unknown process"


def is_held(path: Path) -> bool:
    """Whether a run holds the lock at this moment."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
