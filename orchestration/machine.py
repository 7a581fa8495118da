"""Faults of the machine - a full disk, a quota, want of memory - told apart from faults of files, models and groups.

DuckDB, SQLite and the operating system each say them in their own words. Here they become one line with what to do,
and none of them is ever blamed on the file that was being read.
"""

import errno
import os
import re

AGAIN = "and run the night again"
# What an error says, and the line for it. The first that fits counts; {name} is the setting of that name.
FAULTS = (
    (
        r"max_temp_directory_size|failed to offload data block",
        "DuckDB needs more room for spilling than ROLLCALL_TEMP_LIMIT, {ROLLCALL_TEMP_LIMIT}; free the disk and raise"
        f" it, or raise ROLLCALL_MEMORY_LIMIT, {AGAIN}",
    ),
    (
        r"No space left on device|database or disk is full|not enough (disk )?space",
        f"the disk is full; free some space on the disk of ROLLCALL_HOME {AGAIN}",
    ),
    (r"[Dd]isk quota exceeded", f"this user's disk quota is used up; free some space or have it raised, {AGAIN}"),
    (r"File too large", f"a file grew beyond the most that this user may write; raise it (ulimit -f) {AGAIN}"),
    (
        r"Input/output error|disk I/O error",
        f"the disk failed (input/output error); have the disk of ROLLCALL_HOME checked {AGAIN}",
    ),
    (
        r"Read-only file system|readonly database",
        f"the disk of ROLLCALL_HOME can only be read; have it mounted for writing {AGAIN}",
    ),
    (r"Too many open files", f"this user may open no more files; raise the limit (ulimit -n) {AGAIN}"),
    (
        r"Resource temporarily unavailable|can't start new thread|[Cc]annot create thread",
        f"this user may start no more threads; lower ROLLCALL_THREADS, or raise the limit (ulimit -u), {AGAIN}",
    ),
    (
        r"Out of Memory|OutOfMemory|Cannot allocate memory|bad_alloc|bad allocation|[Ff]ailed to allocate"
        r"|Java heap space|could not allocate",
        "there is too little memory: ROLLCALL_MEMORY_LIMIT is {ROLLCALL_MEMORY_LIMIT}, and ROLLCALL_TEMP_LIMIT, for"
        f" spilling, {{ROLLCALL_TEMP_LIMIT}}; raise one of them, or lower ROLLCALL_THREADS, {AGAIN}",
    ),
)
NUMBERS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
)
DEFAULTS = {"ROLLCALL_TEMP_LIMIT": "100GB", "ROLLCALL_MEMORY_LIMIT": "4GB"}


def machine_fault(error: BaseException | str) -> str | None:
    """The line for an error of the machine's; None for every other error. Errors that led to it are looked at, too."""
    if isinstance(error, str):
        return _line(error)
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, MemoryError):
            return _line("Out of Memory")
        if isinstance(error, OSError) and error.errno is not None:
            line = _line(os.strerror(error.errno)) if error.errno in NUMBERS else None
        else:
            line = _line(str(error))
        if line is not None:
            return line
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return None


def _line(text: str) -> str | None:
    for pattern, line in FAULTS:
        if re.search(pattern, text):
            settings = {name: os.environ.get(name, default) for name, default in DEFAULTS.items()}
            return line.format(**settings)
    return None
