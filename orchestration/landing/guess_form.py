"""How the values of a file are written, as a sample of them shows: marks, the order of dates, words for yes and no.

Belongs here: what a mapping says under `file`. Does not belong here: which column means what (guess_columns.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from orchestration.landing.guess_columns import Columns
from orchestration.landing.spellings import words
from orchestration.warehouse.text import literal, quoted

DAY_OR_MONTH_FIRST = r"^([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{2}|[0-9]{4})(\D|$)"
BLANK = r"[ \x{A0}\x{202F}\x{2009}]"
# Three digits after the only mark may be decimals or thousands.
DECIMALS = "[0-9]+{mark}([0-9]{{1,2}}|[0-9]{{4,}})"
GROUPS = "[0-9]{{1,3}}({other}[0-9]{{3}})+{mark}[0-9]+|[0-9]{{1,3}}({opposite}[0-9]{{3}}){{2,}}"
SURE = f"[+-]?({DECIMALS}|{GROUPS})"
UNSURE = r"[+-]?[0-9]{1,3}[.,][0-9]{3}"


@dataclass(frozen=True)
class Said:
    """A line under `file`, with what somebody should look at; without a value there is only that."""

    name: str
    value: str | list[str] | None
    note: str = ""


def form_of(
    connection: duckdb.DuckDBPyConnection, sample: str, columns: Columns, delimiter: str | None, encoding: str | None
) -> list[Said]:
    """What the mapping says of the file; `sample` is a table of texts by what the columns mean."""
    found = []
    if delimiter in (",", ";", "|", "\t"):
        found.append(Said("delimiter", "tab" if delimiter == "\t" else delimiter))
    if encoding:
        found.append(Said("encoding", encoding, "It is not UTF-8; this encoding makes most letters of it."))
    found += _marks(connection, sample, columns.of_kind("number"))
    moments = columns.of_kind("moment")
    found += _date_order(connection, sample, moments)
    if moments:
        found.append(Said("time_zone", None, "Moments without an offset are of the shop's clock, or say time_zone."))
    return found + _words(connection, sample, columns.of_kind("yes or no"))


def _counted(connection: duckdb.DuckDBPyConnection, sample: str, names: Sequence[str], *tests: str) -> list[int]:
    """How many values of the columns meet each of the tests over `value`."""
    values = " union all ".join(f"select {quoted(name)} as value from {sample}" for name in names)
    counts = ", ".join(f"count(*) filter ({test})" for test in tests)
    row = connection.execute(f"select {counts} from ({values})").fetchone()
    assert row is not None
    return [int(each) for each in row]


def _matches(pattern: str) -> str:
    return f"regexp_full_match(value, {literal(pattern)})"


def _marks(connection: duckdb.DuckDBPyConnection, sample: str, numbers: Sequence[str]) -> list[Said]:
    if not numbers:
        return []
    blank, quote, comma, point, unsure = _counted(
        connection, sample, numbers,
        _matches(rf"[+-]?[0-9]{{1,3}}({BLANK}[0-9]{{3}})+([.,][0-9]*)?"),
        _matches(r"[+-]?[0-9]{1,3}('[0-9]{3})+([.,][0-9]*)?"),
        _matches(SURE.format(mark=",", opposite="[.]", other=rf"(?:[.']|{BLANK})")),
        _matches(SURE.format(mark="[.]", opposite=",", other=rf"(?:[,']|{BLANK})")),
        _matches(UNSURE),
    )  # fmt: skip
    if not comma and not point:
        if unsure:
            note = "No number tells whether 1.234 is a thousand or little more than one: say decimal_mark."
            return [Said("decimal_mark", None, note)]
        return []
    note = f"{min(comma, point)} of the numbers have the other mark." if comma and point else ""
    said = [Said("decimal_mark", "," if comma > point else ".", note)]
    if blank or quote:
        said.append(Said("thousands_mark", " " if blank else "'"))
    return said


def _date_order(connection: duckdb.DuckDBPyConnection, sample: str, moments: Sequence[str]) -> list[Said]:
    if not moments:
        return []
    written = f"regexp_matches(value, {literal(DAY_OR_MONTH_FIRST)})"
    first, second = (
        f"try_cast(regexp_extract(value, {literal(DAY_OR_MONTH_FIRST)}, {at}) as integer)" for at in (1, 2)
    )
    dates, day_first, month_first = _counted(
        connection, sample, moments, written, f"{written} and {first} > 12", f"{written} and {second} > 12"
    )
    if not dates:
        return []
    note = ""
    if bool(day_first) == bool(month_first):
        shown = "Some dates have the day first and some the month" if day_first else "All dates could be read both ways"
        note = f"{shown}: is it dmy or mdy?"
    return [Said("date_order", "mdy" if month_first > day_first else "dmy", note)]


def _words(connection: duckdb.DuckDBPyConnection, sample: str, names: Sequence[str]) -> list[Said]:
    """Words for yes and no that are not read without being said."""
    if not names:
        return []
    values = " union ".join(f"select distinct lower({quoted(name)}) as word from {sample}" for name in names)
    seen = connection.execute(
        f"select word from ({values}) where word is not null and try_cast(word as boolean) is null order by word"
    ).fetchall()
    known = words()
    said = [
        Said(name, [word for (word,) in seen if known.get(word) == means])
        for name, means in (("yes", "true"), ("no", "false"))
    ]
    return [each for each in said if each.value]
