"""Dropped files as files: finding them, telling whether they are complete, and telling their contents apart.

Belongs here: names, sizes, times and bytes. Does not belong here: what is in the rows (readers.py), or the
warehouse.
"""

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.errors import raise_if_of_the_machine, said

if TYPE_CHECKING:
    from orchestration.landing.mapping_files import KindOfFile

SUFFIXES = {
    ".csv": "csv",
    ".csv.gz": "csv",
    ".parquet": "parquet",
    ".ndjson": "ndjson",
    ".ndjson.gz": "ndjson",
    ".jsonl": "ndjson",
    ".jsonl.gz": "ndjson",
}
UNFINISHED = (".part", ".tmp")
CHUNK_BYTES = 1 << 20
# What the name of a folder begins with whose files have another system's columns; the rest is a mapping's name.
MAPPED = "_"


class Refused(Exception):
    """A file cannot be landed; the message is the reason, for the person who sent the file."""


@dataclass(frozen=True)
class Drop:
    """A visible entry of a drop folder.

    `name` is relative to the folder's root: `orders/2026-01-01.csv`; `came_from` is what the root is called. Of a
    folder such as `_shopify-orders`, `table` is its name until the mapping is known, and then one of the mapping's.
    """

    path: Path
    name: str
    table: str
    came_from: str
    mapping: "KindOfFile | None" = None


def drops(folders: Sequence[Path]) -> Iterator[Drop]:
    """Every visible entry below the folders, folder by folder, in the natural order of their names.

    That is the order in which their rows count. Missing folders hold nothing.
    """
    for root in folders:
        if root.is_dir():
            yield from sorted(_below(root), key=lambda drop: _natural(drop.name))


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """A key by which `orders-9` comes before `orders-10`."""
    parts = re.split(r"([0-9]+)", name)
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)], name


def _below(root: Path) -> Iterator[Drop]:
    mapped = [
        entry
        for entry in root.iterdir()
        if entry.name.startswith(MAPPED) and not is_hidden(entry.name.lstrip(MAPPED)) and entry.is_dir()
    ]
    for entry in [*_visible(root), *mapped]:
        if entry.is_dir():
            for path in _visible(entry):
                yield Drop(path, f"{_shown(entry)}/{_shown(path)}", _shown(entry), root.name)
        else:
            yield Drop(entry, _shown(entry), "", root.name)


def _shown(path: Path) -> str:
    """The name, bytes that are not UTF-8 escaped."""
    return path.name.encode(errors="backslashreplace").decode()


def _visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not is_hidden(path.name)]


def is_hidden(name: str) -> bool:
    """Whether a file or folder of that name is passed over: it is not finished, or not meant."""
    return name.startswith((".", "_")) or name.lower().endswith(UNFINISHED)


def format_of(path: Path, said_format: str | None = None) -> str:
    """`csv`, `parquet` or `ndjson`, by what is said or else the name's ending.

    Raises Refused for a folder or another ending.
    """
    if path.is_dir():
        raise Refused("is a folder inside a table's folder; put the files directly into the table's folder")
    if not path.name.isprintable():
        raise Refused("the name holds characters that are not UTF-8 or cannot be seen; rename the file")
    if said_format is not None:
        return said_format
    lower = path.name.lower()
    for suffix, name in SUFFIXES.items():
        if lower.endswith(suffix):
            return name
    raise Refused(f"the name ends in none of {', '.join(SUFFIXES)}; convert the file or rename it")


@dataclass(frozen=True)
class Stamp:
    """What tells a file that is still being written, or was written again under its name.

    Its size in bytes; when its content, name or rights last changed, in ns, which copying tools cannot set back; and
    when its content did, which they can.
    """

    size_bytes: int
    changed_ns: int
    written_ns: int


def stamp(path: Path) -> Stamp:
    """The file's size and time of change now. Raises Refused if the file is gone."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise_if_of_the_machine(error)
        raise Refused(f"cannot be read: {error.strerror}") from error
    return Stamp(status.st_size, status.st_ctime_ns, status.st_mtime_ns)


def content_hash(path: Path) -> str:
    """The sha256 of the file's bytes, in hex.

    Raises Refused if the file cannot be read or a gzip file is damaged: DuckDB takes the readable beginning of a
    truncated gzip file for the whole.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if path.name.lower().endswith(".gz"):
            with gzip.open(path) as unpacked:
                while unpacked.read(CHUNK_BYTES):
                    pass
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(f"is a damaged or truncated gzip file ({said(error)}); send it again") from error
    except OSError as error:
        raise_if_of_the_machine(error)
        raise Refused(f"cannot be read: {error.strerror}") from error
    return digest


def beginning(path: Path) -> bytes:
    """The first bytes of the file, unpacked if it is gzip. Raises Refused if they cannot be read."""
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
            return file.read(CHUNK_BYTES)
    except (EOFError, zlib.error, OSError) as error:
        raise Refused(f"cannot be read: {said(error)}") from error
