"""Text files that are not UTF-8: telling which encoding they look like, and decoding them when a setting names it.

Belongs here: bytes and encodings, and the folder for unpacked and decoded copies. Does not belong here: rows.
"""

import codecs
import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import duckdb

from orchestration.landing.files import CHUNK_BYTES, Refused

# In the order in which they are tried: what Excel writes in Western Europe, and what DOS and old Macs wrote.
LIKELY = (("Windows-1252", "cp1252"), ("code page 850, of DOS", "cp850"), ("Mac Roman", "mac_roman"))


class Setting(NamedTuple):
    """Where an encoding is said: by which name, and in which place."""

    name: str
    place: str


OF_THE_SHOP = Setting("landing_encoding", "under vars in dbt_project.yml")


def scratch(connection: duckdb.DuckDBPyConnection) -> Path:
    """The folder for copies of dropped files, in the warehouse's temporary folder: they are personal data."""
    row = connection.execute("select current_setting('temp_directory')").fetchone()
    folder = Path(row[0] if row and row[0] else tempfile.gettempdir()) / "landing"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def clear(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove all copies."""
    shutil.rmtree(scratch(connection), ignore_errors=True)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked while they are read if it is gzip."""
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        yield file  # type: ignore[misc]


def decoded(connection: duckdb.DuckDBPyConnection, path: Path, encoding: str | None, setting: Setting) -> Path:
    """The file itself, or if it is not UTF-8 and an encoding is set, a copy in UTF-8 with the same lines.

    `setting` is where the encoding may be said.

    Raises Refused if the file is not in that encoding either.
    """
    if encoding is None or is_utf8(path):
        return path
    kind = path.name.lower().removesuffix(".gz").rsplit(".", 1)[-1]
    copy = scratch(connection) / f"{abs(hash(path)):x}.{kind}"
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with opened(path) as file, copy.open("wb") as target:
            while block := file.read(CHUNK_BYTES):
                target.write(decoder.decode(block).encode())
            target.write(decoder.decode(b"", final=True).encode())
    except UnicodeDecodeError as error:
        raise Refused(
            f"is neither UTF-8 nor {encoding}, which {setting.name} {setting.place} says; save it as UTF-8"
        ) from error
    return copy


def refuse_another_encoding(path: Path, setting: Setting) -> None:
    """Raise Refused if a file with bytes that are not UTF-8 is in another encoding as a whole."""
    if (likely := another_encoding(path)) is not None:
        name, codec = likely
        raise Refused(
            f"is not UTF-8; it looks like {name}. Save it as UTF-8, or say `{setting.name}: {codec}` {setting.place}"
        )


def another_encoding(path: Path) -> tuple[str, str] | None:
    """The encoding that a whole file has instead of UTF-8, by its name for people and for Python; None if it is UTF-8.

    A file that holds letters in UTF-8, too, is UTF-8 with some damaged rows, which are rejected one by one.
    """
    sample = bytearray()
    with opened(path) as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode()
            except UnicodeDecodeError:
                if len(sample) < CHUNK_BYTES:
                    sample += line
            else:
                return None
    return _likely(bytes(sample)) if sample else None


def is_utf8(path: Path) -> bool:
    """Whether the whole file, unpacked, is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with opened(path) as file:
            while block := file.read(CHUNK_BYTES):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likely(text: bytes) -> tuple[str, str]:
    """The encoding that makes most letters of the bytes beyond ASCII."""
    high = bytes(byte for byte in text if byte > 127)

    def letters(codec: str) -> int:
        return sum(letter.isalpha() for letter in high.decode(codec, errors="ignore"))

    return max(LIKELY, key=lambda each: letters(each[1]))
