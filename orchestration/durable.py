"""Small files that a power cut leaves whole: put in the place of earlier ones, or added to row by row.

What is made here is closed to all but its owner, and on the disk when a function returns.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CLOSED = 0o600


def write(file: Path, text: str) -> None:
    """Put a text, in UTF-8, in a file's place; whoever is killed leaves the file as it was.

    Raises:
        UnicodeEncodeError: the text holds half a character.
    """
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, CLOSED), "wb") as stream:
            stream.write(text.encode())
        sync(unfinished)
        os.replace(unfinished, file)
        sync(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def append(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows to a file as NDJSON, one process after the other; rows hold no other objects."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    if not lines:
        return
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, CLOSED), "rb+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        if not (stream.read() or b"\n").endswith(b"\n"):
            stream.write(b"\n")
        stream.write(lines)
    sync(file)
    sync(file.parent)


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The rows of a file that `append` has written, the earliest first; none of a file that is not there.

    A line that a power cut left unfinished is passed over.
    """
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.endswith("}")]


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
