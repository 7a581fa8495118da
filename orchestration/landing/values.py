"""How a file's column becomes one of the contract: SQL expressions of its types, NULL where a value does not fit.

Belongs here: which conversion a pair of types takes. Does not belong here: what is a fault (checks.py), and how texts,
numbers and moments are read (texts.py, numbers.py, clocks.py).

Conversions, where the file's type is not the contract's:
- text: trimmed and composed, except in free text, which is only composed; what names a country is its code; empty text
  is NULL, except in an optional column of text, neither id nor listed values, of NDJSON or Parquet, which tell the two
  apart.
- numbers: to whole numbers only without a fraction; to booleans only 0 and 1; to text without a `.0`, because data
  frames keep whole ids as floats as soon as one is missing. What a float cannot hold exactly is not an id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from orchestration.landing import clocks, numbers
from orchestration.landing.contract import Column, Table
from orchestration.landing.files import Refused
from orchestration.landing.texts import cleaned, cleaned_where_needed, composed, country_code
from orchestration.warehouse.text import quoted

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
ZONED = "TIMESTAMP WITH TIME ZONE"
CLOCKS = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}
MOMENTS = {"DATE", ZONED, *CLOCKS}
# Beyond it a float, and so a number of JSON, may stand for several whole numbers.
MOST_EXACT = 2**53 - 1
# Ids of customers and orders: numbers in all shops that write them with the decimal .0; a product may be called 12.0.
WHOLE_IDS = {"customer_id", "order_id", "survivor_id", "absorbed_id"}


@dataclass(frozen=True)
class SourceColumn:
    """A column as the file has it: the header as spelled there, an SQL expression for it, its DuckDB type.

    `knows_empty_text`: an empty text in it is one, and not how the file writes a missing value. `json_type` is SQL for
    the type that the value has in JSON, where everything is read as text. `clock` is a column, made by prepared(),
    with the clock time that a text shows.
    """

    header: str
    expression: str
    data_type: str
    knows_empty_text: bool = True
    json_type: str = ""
    clock: str = ""


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


def is_id(column: Column) -> bool:
    """Whether a column identifies something of the shop's."""
    return column.name.endswith("_id")


def prepared(columns: Mapping[str, SourceColumn], table: Table, rows: str) -> tuple[dict[str, SourceColumn], str]:
    """The columns and rows with what the conversions need more than once worked out beforehand, as columns `_p...`."""
    found, added = dict(columns), []
    kinds = {column.name: column.data_type for column in table.columns}
    for name, column in columns.items():
        if family(column.data_type) != "VARCHAR" or name not in kinds:
            continue
        expression = column.expression
        if not expression.isidentifier():
            added.append((expression, expression := f"_p_{name}"))
            found[name] = replace(column, expression=expression)
        if kinds[name] == "TIMESTAMP":
            found[name] = replace(found[name], clock=f"_p_clock_{name}")
    texts = [f"{sql} as {quoted(name)}" for sql, name in added]
    shown = [
        f"{clocks.plain_clock(quoted(column.expression))} as {quoted(column.clock)}"
        for column in found.values()
        if column.clock
    ]
    for items in filter(None, (texts, shown)):
        rows = f"(select *, {', '.join(items)} from {rows})"
    return {
        name: replace(column, expression=quoted(column.expression)) if column.expression.isidentifier() else column
        for name, column in found.items()
    }, rows


def converted(source: SourceColumn | None, table: Table, column: Column) -> str:
    """An SQL expression of the column's type; NULL where the value cannot be converted.

    Raises Refused if the two types have nothing to do with each other.
    """
    target, zone = column.data_type, table.reading.time_zone
    if source is None:
        return f"cast(null as {target})"
    if not convertible(source.data_type, target):
        raise Refused(
            f"column '{source.header}' is {source.data_type.lower()}, which cannot become {target.lower()}; "
            "write it with another type"
        )
    raw, have, want = source.expression, family(source.data_type), family(target)
    if have == "VARCHAR":
        return _text(source, table, column) if want == "VARCHAR" else _from_text(source, table, target)
    if have in CLOCKS and want == "TIMESTAMP":
        return clocks.clock_to_utc(raw if have == target else f"cast({raw} as timestamp)", zone)
    if have == "DATE" and want == "TIMESTAMP":
        return clocks.clock_to_utc(f"cast({raw} as timestamp)", zone)
    if have == ZONED:
        return clocks.instant_to_utc(raw) if want == "TIMESTAMP" else clocks.instant_to_day(raw, zone)
    if have == target:
        return raw
    if have in FLOATING | {"DECIMAL"} and want in WHOLE:
        return f"case when {raw} = trunc({raw}) then try_cast({raw} as {target}) end"
    if have in FLOATING | {"DECIMAL"} and want == "VARCHAR":
        most = f" and abs({raw}) <= {MOST_EXACT}" if have in FLOATING else ""
        whole = f"{raw} = trunc({raw}){most} then cast(cast({raw} as hugeint) as varchar)"
        other = "" if is_id(column) else f" when isfinite({raw}::double) then cast({raw} as varchar)"
        return f"case when {whole}{other} end"
    if have in NUMBERS and want == "BOOLEAN":
        return f"case when {raw} in (0, 1) then {raw} = 1 end"
    return f"try_cast({raw} as {target})"


def _text(source: SourceColumn, table: Table, column: Column) -> str:
    raw = source.expression
    if column.name in table.free_text:
        text = composed(raw)
    elif column.name in table.countries:
        text = country_code(raw, table.reading.locales)
    else:
        text = cleaned_where_needed(raw, is_whole_id=column.name in WHOLE_IDS)
    if source.json_type and is_id(column):
        number = f"try_cast({raw} as double)"
        exact = f"{number} = trunc({number}) and abs({number}) <= {MOST_EXACT}"
        # Only a number in JSON is taken for one, and the type of most needs no look.
        text = (
            f"case when (strlen({raw}) > 15 or contains({raw}, '.') or contains({raw}, 'e'))"
            f" and {number} is not null and {source.json_type} in ('DOUBLE', 'BIGINT', 'UBIGINT')"
            f" then case when {exact} then cast(cast({number} as bigint) as varchar) end else {text} end"
        )
    ruled = {*table.required, *table.one_of, *table.accepted_values}
    keeps_empty = source.knows_empty_text and column.name not in ruled and not is_id(column)
    return text if keeps_empty else f"nullif({text}, '')"


def _from_text(source: SourceColumn, table: Table, target: str) -> str:
    text, want, reading = source.expression, family(target), table.reading
    if want == "TIMESTAMP":
        return clocks.text_to_utc(text, quoted(source.clock), reading.time_zone)
    if want == "DATE":
        return clocks.text_to_day(text, reading.time_zone)
    if want in WHOLE:
        return numbers.text_to_whole(text, target, reading.decimal_mark)
    if want in FLOATING:
        return numbers.text_to_float(text, target)
    if want == "DECIMAL":
        if not target.endswith(",2)"):
            sql = numbers.text_to_decimal(text, target, reading.decimal_mark)
        else:
            sql = numbers.text_to_amount(text, target, reading.decimal_mark)
        if source.json_type:
            # What the file itself types as a number is not ambiguous.
            sql = (
                f"coalesce({sql}, case when {source.json_type} in ('DOUBLE', 'BIGINT', 'UBIGINT')"
                f" then try_cast({text} as {target}) end)"
            )
        return sql
    return f"try_cast({cleaned(text)} as {target})" if want != "BOOLEAN" else f"try_cast({text} as {target})"


def needs_type_check(source: SourceColumn | None, column: Column) -> bool:
    """Whether a value of the file can fail to become the contract's type."""
    if source is None:
        return False
    have, want = family(source.data_type), family(column.data_type)
    if want == "VARCHAR":
        return have in FLOATING or (is_id(column) and (have == "DECIMAL" or bool(source.json_type)))
    # A clock may show what lies beyond all years.
    return source.data_type != column.data_type or want == "TIMESTAMP"
