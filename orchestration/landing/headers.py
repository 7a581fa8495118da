"""The beginning of a file: what it really is, whatever its name says, and which contract column each header means.

Belongs here: first bytes and column names. Does not belong here: rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestration.landing.contract import Table, hint
from orchestration.landing.files import Refused, beginning
from orchestration.landing.fold import WITHDRAWN
from orchestration.landing.values import SourceColumn

DELIMITERS = (",", ";", "\t", "|")
# How files begin that are often sent under another name, and what to do about each.
KINDS = {
    b"\xff\xfe": "is UTF-16; save it as UTF-8",
    b"\xfe\xff": "is UTF-16; save it as UTF-8",
    b"PK\x03\x04": "is an Excel workbook or another zip archive, not text; save the sheet as 'CSV UTF-8'",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook (.xls), not text; save the sheet as 'CSV UTF-8'",
    b"PAR1": "is a Parquet file; rename it to end in .parquet",
    b"\x1f\x8b": "is a gzip file; rename it to end in .gz",
    b"%PDF": "is a PDF, not text; export the table as CSV",
}
# The line in which Excel names the delimiter, before the header.
DELIMITER_LINE = re.compile(r"\ufeff?sep=(.)\r?(?:\n|$)", re.IGNORECASE)


@dataclass(frozen=True)
class CsvHeader:
    """How a CSV file begins; `lines` come before the first row, `skipped` of them before the names."""

    delimiter: str
    names: list[str]
    lines: int
    skipped: int


def text_beginning(path: Path) -> bytes:
    """The first bytes of what should be a text file. Raises Refused, naming what it is instead."""
    start = beginning(path)
    for mark, reason in KINDS.items():
        if start.startswith(mark):
            raise Refused(reason)
    return start


def csv_header(path: Path, wanted: Mapping[str, str], delimiter: str | None = None) -> CsvHeader:
    """Read the header of a CSV file. Raises Refused if there is none.

    The delimiter is the one that a line `sep=;` names, else the given one, else the one that shows most of the wanted
    columns, then most columns at all.
    """
    text = text_beginning(path).decode("utf-8-sig", errors="replace")
    said = DELIMITER_LINE.match(text)
    if said:
        text = text[said.end() :]
    best: tuple[tuple[int, int], CsvHeader] | None = None
    given = said[1] if said else delimiter
    for each in (given,) if given else DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=each)
        try:
            names = [name.strip() for name in next(reader)]
        except (StopIteration, csv.Error):
            continue
        score = (len({normalised(name) for name in names} & set(wanted)), len(names))
        if best is None or score > best[0]:
            skipped = 1 if said else 0
            best = (score, CsvHeader(each, names, reader.line_num + skipped, skipped))
    if best is None or not any(best[1].names):
        raise Refused("the first line is empty; it must hold the column names")
    return best[1]


def normalised(header: str) -> str:
    """A header as it is compared: in small letters, a blank inside it an underscore."""
    return re.sub(r"\s+", "_", header.replace("\ufeff", "").strip().lower())


def matched(
    found: Iterable[SourceColumn], wanted: Mapping[str, str]
) -> tuple[dict[str, SourceColumn], tuple[str, ...]]:
    """The file's columns by contract name, and the headers that the contract does not know.

    `wanted` are the contract's columns by normalised header. Raises Refused if two headers mean one column.
    """
    columns: dict[str, SourceColumn] = {}
    ignored: list[str] = []
    for column in found:
        name = wanted.get(normalised(column.header))
        if name is None:
            ignored.append(column.header)
        elif name in columns:
            raise Refused(f"column '{name}' appears twice; take one out")
        else:
            columns[name] = column
    return columns, tuple(ignored)


def require_columns(table: Table, columns: Mapping[str, SourceColumn], ignored: Sequence[str]) -> None:
    """Raise Refused if required columns are not in the file, naming all of them and headers like them.

    A file that withdraws rows needs no more than their keys; a row of it that withdraws nothing is then rejected.
    """
    given = {name for name, column in columns.items() if column.header}
    needed = [name for name in table.required if name in table.key] if WITHDRAWN in given else table.required
    lacking = [name for name in needed if name not in given]
    if not lacking:
        return
    named = ", ".join(f"'{name}'{hint(name, list(ignored))}" for name in lacking)
    if len(lacking) == 1:
        raise Refused(f"the required column {named} is missing; add or rename it")
    raise Refused(f"the required columns {named} are missing; add or rename them")
