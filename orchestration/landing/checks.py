"""What a value must be to land: how a file's column becomes the contract's type, and which rows are at fault.

Belongs here: SQL expressions over one row. Does not belong here: reading files, or comparing rows with others.

A fault is an SQL condition that is true for a faulty row; NULL counts as no fault, so that an empty optional
value needs no test of its own.

Conversions, where the file's type is not the contract's:
- text: empty text is NULL, save in an optional column of text, neither id nor listed values, of NDJSON or Parquet,
  which tell the two apart; a timestamp with an offset becomes UTC, one without is UTC; a whole number may have zero
  decimals (`7.0`), never others; a decimal with more digits than the scale is rounded half away from zero.
- numbers: to whole numbers only without a fraction; to booleans only 0 and 1; to text without a `.0`, because
  data frames keep whole ids as floats as soon as one is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from orchestration.landing.contract import Column, Table
from orchestration.landing.files import Refused
from orchestration.landing.sql import literal, quoted

TEXT_CHARACTERS = 65_536
ID_CHARACTERS = 255
SHOWN_CHARACTERS = 60
WHOLE = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
}
FLOATING = {"FLOAT", "DOUBLE"}
NUMBERS = WHOLE | FLOATING | {"DECIMAL", "UHUGEINT"}
MOMENTS = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"}
WHOLE_NUMBER = r"\s*[+-]?[0-9]+(\.0*)?\s*"
OFFSET_WITHOUT_SECONDS = r"([T ][0-9]{2}:[0-9]{2})(Z|[+-])"


@dataclass(frozen=True)
class Fault:
    """`condition` is true for a faulty row; `reason` is an SQL text expression for the shop's eyes."""

    column: str
    condition: str
    reason: str


@dataclass(frozen=True)
class SourceColumn:
    """A column as the file has it: the header as spelt there, an SQL expression for it, its DuckDB type.

    `knows_empty_text`: an empty text in it is one, and not how the file writes a missing value.
    """

    header: str
    expression: str
    data_type: str
    knows_empty_text: bool = True


def family(data_type: str) -> str:
    """The type without its parameters: `DECIMAL` for `DECIMAL(18,2)`; a nested type is `NESTED`."""
    if data_type.endswith("]") or data_type.startswith(("STRUCT", "MAP", "UNION")):
        return "NESTED"
    return data_type.split("(")[0]


def convertible(source: str, target: str) -> bool:
    """Whether values of one type can be values of another at all; single values may still fail."""
    have, want = family(source), family(target)
    if have in ("NESTED", "BLOB"):
        return False
    if have in ("VARCHAR", "JSON", '"NULL"') or want == "VARCHAR" or have == want:
        return True
    if have in NUMBERS:
        return want in NUMBERS or want == "BOOLEAN"
    return have in MOMENTS and want in ("DATE", "TIMESTAMP")


def is_widened(present: str, wanted: str) -> bool:
    """Whether a stored column may be given the contract's type in place: whole numbers become exact decimals."""
    return family(present) in WHOLE and family(wanted) == "DECIMAL"


def converted(source: SourceColumn | None, table: Table, column: Column) -> str:
    """An SQL expression of the column's type; NULL where the value cannot be converted.

    Raises Refused if the two types have nothing to do with each other.
    """
    target = column.data_type
    if source is None:
        return f"cast(null as {target})"
    if not convertible(source.data_type, target):
        raise Refused(
            f"column '{source.header}' is {source.data_type.lower()}, which cannot become {target.lower()}; "
            "write it with another type"
        )
    raw, have, want = source.expression, family(source.data_type), family(target)
    if have == "VARCHAR":
        ruled = {*table.required, *table.one_of, *table.accepted_values}
        is_free = want == "VARCHAR" and column.name not in ruled and not column.name.endswith("_id")
        keeps_empty_text = source.knows_empty_text and is_free
        return _from_text(raw if keeps_empty_text else f"nullif({raw}, '')", target)
    if have == target:
        return raw
    if have in FLOATING | {"DECIMAL"} and want in WHOLE:
        return f"case when {raw} = trunc({raw}) then try_cast({raw} as {target}) end"
    if have in FLOATING and want == "VARCHAR":
        whole = f"{raw} = trunc({raw}) and abs({raw}) < 1e15"
        return f"case when {whole} then cast(cast({raw} as bigint) as varchar) else cast({raw} as varchar) end"
    if have in NUMBERS and want == "BOOLEAN":
        return f"case when {raw} in (0, 1) then {raw} = 1 end"
    if have == "TIMESTAMP WITH TIME ZONE":
        return f"try_cast(cast({raw} as timestamp) as {target})"
    return f"try_cast({raw} as {target})"


def _from_text(text: str, target: str) -> str:
    want = family(target)
    if want == "VARCHAR":
        return text
    if want in WHOLE:
        # The cast alone takes 7.5, 1_000, 0x10 and 1e3 as whole numbers.
        return f"case when regexp_full_match({text}, {literal(WHOLE_NUMBER)}) then try_cast({text} as {target}) end"
    if want in MOMENTS:
        # A cast to timestamp drops the offset, and a cast to date ignores what follows the day.
        moment = f"trim({text})"
        mended = f"regexp_replace({moment}, {literal(OFFSET_WITHOUT_SECONDS)}, '\\1:00\\2')"
        zoned = f"coalesce(try_cast({moment} as timestamptz), try_cast({mended} as timestamptz))"
        return f"cast({zoned} as {target})"
    return f"try_cast({text} as {target})"


def needs_type_check(source: SourceColumn | None, column: Column) -> bool:
    """Whether a value of the file can fail to become the contract's type."""
    if source is None or source.data_type == column.data_type:
        return False
    return family(column.data_type) != "VARCHAR"


def faults(
    table: Table, sources: Mapping[str, SourceColumn], raw: Mapping[str, str], landed_at: datetime
) -> list[Fault]:
    """The faults of one row, in the order of the table's columns.

    Conditions speak of the converted columns by their contract names, and of the file's own values by the SQL in
    `raw`, where a column is kept there. `landed_at` is UTC.
    """
    now = f"timestamp '{landed_at:%Y-%m-%d %H:%M:%S.%f}'"
    found: list[Fault] = []
    for column in table.columns:
        name, value, kind = column.name, quoted(column.name), family(column.data_type)
        shown = f"left(cast({value} as varchar), {SHOWN_CHARACTERS})"

        def add(condition: str, reason: str, name: str = name) -> None:
            found.append(Fault(name, condition, reason))

        mistyped = ""
        if name in raw and needs_type_check(sources.get(name), column):
            given = f"nullif(cast({raw[name]} as varchar), '')"
            mistyped = f"({value} is null and {given} is not null)"
            described = f" is not {_article(column.data_type)}"
            add(mistyped, f"{literal(name + ' ' + chr(39))} || left({given}, {SHOWN_CHARACTERS}) || ''''"
                f" || {literal(described)}")  # fmt: skip
        if name in table.required:
            empty = f"{value} is null"
            add(f"({empty} and not {mistyped})" if mistyped else empty, literal(f"{name} is empty"))
        if kind == "VARCHAR":
            limit = ID_CHARACTERS if name.endswith("_id") else TEXT_CHARACTERS
            # strlen counts bytes and is cheap; only what is long in bytes is counted in characters.
            add(f"(strlen({value}) > {limit} and length({value}) > {limit})",
                f"{literal(name + ' has ')} || length({value}) || ' characters, more than {limit}'")  # fmt: skip
            add(f"contains({value}, chr(0))", literal(f"{name} holds a NUL character"))
        if kind == "DATE":
            add(f"{value} not between date '0001-01-01' and date '9999-12-31'",
                f"{literal(name + ' ')} || {shown} || ' is not between the years 1 and 9999'")  # fmt: skip
        if kind == "TIMESTAMP":
            add(f"{value} not between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'",
                f"{literal(name + ' ')} || {shown} || ' is not between the years 1 and 9999'")  # fmt: skip
        if kind in FLOATING:
            add(f"not isfinite({value})", literal(f"{name} is not a finite number"))
        if name in table.not_in_future:
            add(
                f"{value} > {now}",
                f"{literal(name + ' ')} || {shown} || ' is later than the moment of landing'",
            )
        if name in table.not_negative:
            add(f"{value} < 0", f"{literal(name + ' ')} || {shown} || ' is below 0'")
        if name in table.positive:
            add(f"{value} <= 0", f"{literal(name + ' ')} || {shown} || ' is not above 0'")
        if name in table.accepted_values:
            accepted = table.accepted_values[name]
            add(f"cast({value} as varchar) not in ({', '.join(literal(word) for word in accepted)})",
                f"{literal(name + ' ' + chr(39))} || {shown} || {literal(chr(39) + ' is not one of ' + ', '.join(accepted))}")  # fmt: skip  # noqa: E501
    if table.one_of:
        found.append(
            Fault(
                table.one_of[0],
                "(" + " and ".join(f"{quoted(name)} is null" for name in table.one_of) + ")",
                literal(f"one of {', '.join(table.one_of)} must not be empty"),
            )
        )
    return found


def _article(data_type: str) -> str:
    names = {"DATE": "a date", "TIMESTAMP": "a timestamp", "BOOLEAN": "a boolean", "VARCHAR": "a text"}
    if data_type in WHOLE:
        return f"a whole number ({data_type.lower()})"
    return names.get(data_type, f"a {data_type.lower()}")
