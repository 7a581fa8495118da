"""Records of persons taken out of a file as it was sent; every other byte of it stays.

Belongs here: CSV, NDJSON and Parquet, packed or not. Does not belong here: which files, or what a ledger says of them.

A record is somebody's by the columns that name customers; where they are empty, as of a guest's order or of a row that
was rejected, by an address, a number, a name or a street in any column. A row of orders stays without the person, where
it stays at all; one of suppressions goes on, its address as a keyed hash.
"""

import csv
import gzip
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TextIO

import duckdb

from orchestration.durable import sync
from orchestration.erasure.columns import Holds
from orchestration.erasure.parquet import erase_parquet
from orchestration.erasure.persons import BETWEEN_DIGITS, Forgotten
from orchestration.erasure.sent import Sent
from orchestration.landing.encodings import OF_THE_SHOP, decoded, is_utf8, opened
from orchestration.landing.files import CHUNK_BYTES, Refused
from orchestration.landing.headers import CsvHeader, csv_header, normalised

FIELD_BYTES = 1 << 30
BETWEEN = BETWEEN_DIGITS.pattern + "*"
LONGEST_NUMBER = 60
FEW = 50


@dataclass(frozen=True)
class Eraser:
    """Takes `forgotten` out of files. `hashed` makes the keyed hash of a text; orders stay if `keeps_orders`."""

    connection: duckdb.DuckDBPyConnection
    forgotten: Forgotten
    hashed: Callable[[str], str]
    keeps_orders: bool = True

    def erase(self, sent: Sent) -> int:
        """How many records were theirs; the file is replaced by one without them, or stays if there is none.

        Killed, it leaves the file as it was, and beside it one whose name begins with a point and ends in `.part`.
        """
        unfinished = sent.path.with_name(f".{sent.path.name}.part")
        unfinished.unlink(missing_ok=True)
        if sent.holds.nobody or (sent.form != "parquet" and self._are_few and not self._is_in(sent.path)):
            return 0
        try:
            erased = (
                erase_parquet(
                    self.connection, sent, unfinished, self.forgotten, self.hashed, keeps_orders=self.keeps_orders
                )
                if sent.form == "parquet"
                else self._texts(sent, unfinished)
            )
            if erased:
                shutil.copystat(sent.path, unfinished)
                sync(unfinished)
                os.replace(unfinished, sent.path)
        finally:
            unfinished.unlink(missing_ok=True)
        return erased

    @property
    def _are_few(self) -> bool:
        """Whether to look for each text of theirs in a file is faster than to look at each of its records."""
        return len(self.forgotten.pseudonyms) + len(self.forgotten.known_by) + len(self.forgotten.orders) <= FEW

    @cached_property
    def _sought(self) -> re.Pattern[str]:
        """What a record of theirs has somewhere, letter case aside."""
        told = self.forgotten
        words = sorted(map(re.escape, {*told.pseudonyms, *told.emails, *told.texts, *told.orders}))
        return re.compile("|".join([*words, *self._numbers]), re.IGNORECASE)

    @cached_property
    def _numbers(self) -> list[str]:
        """Patterns of phone numbers; the shortest spelling is part of all others of the same number."""
        phones = self.forgotten.phones
        shortest = [each for each in phones if not any(other != each and other in each for other in phones)]
        return [BETWEEN.join(map(re.escape, phone)) for phone in sorted(shortest)]

    def _is_in(self, path: Path) -> bool:
        """Whether a file's bytes hold anything of theirs, in UTF-8 or in an encoding with the same letters."""
        told = self.forgotten
        texts = {*told.pseudonyms, *told.emails, *told.texts, *told.orders}
        numbers = re.compile("|".join(self._numbers).encode()) if self._numbers else None
        exact = {each.lower().encode(code, "ignore") for each in texts for code in ("utf-8", "cp1252")} - {b""}
        # JSON may write letters beyond ASCII in another way.
        exact |= {json.dumps(each.lower())[1:-1].encode() for each in texts}
        longest = max([LONGEST_NUMBER, *map(len, exact)])
        with opened(path) as file:
            before = b""
            while block := file.read(CHUNK_BYTES):
                looked_at = before + block.lower()
                if any(each in looked_at for each in exact) or (numbers and numbers.search(looked_at)):
                    return True
                # Letters beyond ASCII have no small ones in bytes.
                if not looked_at.isascii() and self._sought.search(looked_at.decode("utf-8", "ignore")):
                    return True
                before = looked_at[-longest:]
        return False

    def _texts(self, sent: Sent, target: Path) -> int:
        encoding = sent.reading.encoding if sent.reading.encoding and not is_utf8(sent.path) else "utf-8"
        erased = 0
        with (
            opened(sent.path) as packed,
            io.TextIOWrapper(packed, encoding, errors="surrogateescape", newline="") as lines,
            _writing(target, encoding, is_packed=sent.is_packed) as out,
        ):
            for record, instead in self._csv(sent, lines) if sent.form == "csv" else self._ndjson(sent, lines):
                erased += instead is not None
                out.write(record if instead is None else instead)
        return erased

    def _csv(self, sent: Sent, lines: TextIO) -> Iterator[tuple[str, str | None]]:
        """Each record, and what is to stand in its place, if it is theirs."""
        header = self._header(sent)
        for _ in range(header.lines if header else 0):
            yield lines.readline(), None
        names = [normalised(name) for name in header.names] if header else []
        delimiter = header.delimiter if header else ","
        csv.field_size_limit(FIELD_BYTES)
        for record in _records(lines) if header else lines:
            text = record.rstrip("\r\n")
            end = record[len(text) :]
            fields = text.split(delimiter)
            if '"' in record:
                with suppress(csv.Error, ValueError):
                    (fields, *_) = csv.reader(io.StringIO(record, newline=""), delimiter=delimiter)
            given = dict(zip(names, fields, strict=False)) if len(fields) == len(names) else {}
            if not self._is_theirs(sent.holds, given, fields):
                yield record, None
            elif given and (stays := self._without(sent.holds, given, "")) is not None:
                written = io.StringIO(newline="")
                csv.writer(written, delimiter=delimiter, lineterminator=end).writerow(stays.values())
                yield record, written.getvalue()
            else:
                yield record, ""

    def _header(self, sent: Sent) -> CsvHeader | None:
        """The header; None of a file that is not read as CSV."""
        try:
            path = decoded(self.connection, sent.path, sent.reading.encoding, OF_THE_SHOP)
            return csv_header(path, dict.fromkeys(sent.holds.customers | sent.holds.addresses, ""), sent.delimiter)
        except Refused:
            return None

    def _ndjson(self, sent: Sent, lines: TextIO) -> Iterator[tuple[str, str | None]]:
        for line in lines:
            end = line[len(line.rstrip("\r\n")) :]
            try:
                said = json.loads(line)
            except ValueError:
                said = None
            if not isinstance(said, dict):
                yield line, "" if self._sought.search(line) else None
                continue
            given = {normalised(name): value for name, value in said.items()}
            if not self._is_theirs(sent.holds, given, list(_scalars(said))):
                yield line, None
            elif (stays := self._without(sent.holds, given, None)) is not None:
                # Empty, not missing: a column that a row lacks keeps its value.
                written = {name: stays[normalised(name)] for name in said}
                yield line, json.dumps(written, ensure_ascii=False) + end
            else:
                yield line, ""

    def _is_theirs(self, holds: Holds, given: Mapping[str, object], everything: Sequence[object]) -> bool:
        """Whether a record is one of theirs: `given` by header, empty if it has not the header's columns."""
        if holds.is_unknown or not given:
            return any(self.forgotten.pseudonym_of(each) or self.forgotten.is_known_by(each) for each in everything)
        named = [given[header] for header in holds.customers if given.get(header) not in (None, "")]
        if any(self.forgotten.pseudonym_of(each) for each in named):
            return True
        if named and not holds.is_worked_out:
            return False
        if any(str(given.get(header)).strip() in self.forgotten.orders for header in holds.orders):
            return True
        return any(self.forgotten.is_known_by(each) for each in everything if each not in (None, ""))

    def _without(self, holds: Holds, given: Mapping[str, object], nothing: object) -> dict[str, object] | None:
        """A record as it stays, `nothing` in place of what tells of the person; None if it does not stay."""
        if holds.hashed:
            return {
                header: self.hashed(str(value)) if header in holds.hashed and value else value
                for header, value in given.items()
            }
        if holds.kept is None or not self.keeps_orders:
            return None
        stays = {header: value if header in holds.kept else nothing for header, value in given.items()}
        for header in holds.customers & given.keys():
            pseudonym = self.forgotten.pseudonym_of(given[header])
            stays[header] = nothing if pseudonym is None else type(given[header])(pseudonym)  # type: ignore[call-arg]
        if all(stays.get(header) in (None, "") for header in holds.customers):
            self._name_the_guest(holds, given, stays)
        return stays

    def _name_the_guest(self, holds: Holds, given: Mapping[str, object], stays: dict[str, object]) -> None:
        """Have an order without a customer say whose it was, by the pseudonym."""
        for header in holds.orders & given.keys():
            pseudonym = self.forgotten.orders.get(str(given[header]).strip())
            for column in holds.customers & given.keys() if pseudonym else ():
                stays[column] = pseudonym


def _records(lines: TextIO) -> Iterator[str]:
    """Physical lines put together as long as a quote is open."""
    waiting = ""
    for line in lines:
        if not waiting and '"' not in line:
            yield line
            continue
        waiting += line
        if waiting.count('"') % 2 == 0:
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _scalars(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _scalars(each)
    elif isinstance(value, list):
        for each in value:
            yield from _scalars(each)
    elif value is not None and not isinstance(value, bool):
        yield value


@contextmanager
def _writing(target: Path, encoding: str, *, is_packed: bool) -> Iterator[TextIO]:
    # Without a moment and a name in its head, the same rows make the same bytes.
    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) if is_packed else nullcontext(file) as packed,
        io.TextIOWrapper(packed, encoding, errors="surrogateescape", newline="") as lines,
    ):
        yield lines
