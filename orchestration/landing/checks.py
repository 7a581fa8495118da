"""Which rows are at fault, and why: SQL conditions and reasons over one row.

Belongs here: the contract's rules about values. Does not belong here: how values are converted (values.py), reading
files, or comparing rows with others.

A fault is an SQL condition that is true for a faulty row; NULL counts as no fault, so that an empty optional
value needs no test of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from orchestration.landing import clocks, numbers
from orchestration.landing.contract import Column, Table
from orchestration.landing.values import FLOATING, MOST_EXACT, NUMBERS, WHOLE, SourceColumn, family, needs_type_check
from orchestration.warehouse.text import literal, quoted

TEXT_CHARACTERS = 65_536
ID_CHARACTERS = 255
SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Fault:
    """`condition` is true for a faulty row; `reason` is an SQL text expression for the shop's eyes."""

    column: str
    condition: str
    reason: str


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
            given = f"nullif(trim(cast({raw[name]} as varchar)), '')"
            mistyped = f"({value} is null and {given} is not null)"
            if kind in ("DATE", "TIMESTAMP"):
                mistyped = f"{mistyped[:-1]} and not regexp_full_match({given}, {clocks.ZERO_DATE}))"
            described = literal(f" is not {_article(column)}")
            add(mistyped, f"{literal(name + ' ' + chr(39))} || left({given}, {SHOWN_CHARACTERS}) || ''''"
                f" || {described} || {_advice(given, kind, table)}")  # fmt: skip
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


def _advice(given: str, kind: str, table: Table) -> str:
    """An SQL text that says what to do about a value of which one mistake is likely; else it is empty."""
    if kind in ("DATE", "TIMESTAMP"):
        return (
            f"case when regexp_full_match({given}, {clocks.DAY_FIRST})"
            " then '; write it as 2024-12-31, since the order of day and month cannot be told' else '' end"
        )
    return numbers.advice(given, table.reading.decimal_mark) if kind in NUMBERS - FLOATING else literal("")


def _article(column: Column) -> str:
    names = {"DATE": "a date", "TIMESTAMP": "a timestamp", "BOOLEAN": "a boolean"}
    if column.data_type in WHOLE:
        return f"a whole number ({column.data_type.lower()})"
    if column.data_type == "VARCHAR":
        return f"a whole number up to {MOST_EXACT}" if column.name.endswith("_id") else "a text"
    return names.get(column.data_type, f"a {column.data_type.lower()}")
