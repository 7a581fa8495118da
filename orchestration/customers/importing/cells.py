"""Cells as people and spreadsheets write them, made the values of the landing contract, and what is wrong with them.

Belongs here: what a single row says, as SQL. Does not belong here: who the person is. Values are converted by the
landing's own rules (orchestration.landing.values), so that what is imported here lands as it was shown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import duckdb

from orchestration.customers.importing.headings import ADDRESS, ID, NAME, NOTE
from orchestration.identity import normalised_email
from orchestration.inbox import EntryError
from orchestration.landing.checks import TEXT_CHARACTERS, faults
from orchestration.landing.contract import Table
from orchestration.landing.spellings import words
from orchestration.landing.texts import BLANK, cleaned, composed
from orchestration.landing.values import SourceColumn, converted, prepared
from orchestration.warehouse.text import columns, literal, quoted

DateOrder = Literal["dmy", "mdy"]
# 31-12-1990 or 12/31/1990 14:05; with points the day comes first, wherever people write so.
WRITTEN = r"^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})(\D.*)?$"
POINTED = r"^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})(\D.*)?$"
# ="0123" is how a sheet is told to keep a text; anything else behind = is a formula. An export of ours puts an
# apostrophe before what a sheet would take for one.
AS_TEXT, FORMULA, GUARDED = '^="(.*)"$', r"^\s*=", "^'([=+@\t\r\n-].*)$"
EMAIL = r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+"


def read_cells(
    connection: duckdb.DuckDBPyConnection, table: Table, moment: datetime, order: DateOrder | None = None
) -> None:
    """Make the table `people` of the table `cells`: `line`, typed columns, `fault` and `normalised_email`.

    `table` is the contract of customers, `moment` (UTC, naive) what nothing may lie after.

    Raises:
        EntryError: the order of day and month cannot be told; the message names the column.
    """
    described = connection.execute("describe cells").fetchall()
    names = [name for name, *_ in described if name != "line"]
    kinds = {column.name: column.data_type for column in table.columns}
    plain = ", ".join(f"{_unguarded(quoted(name), name)} as {quoted(name)}" for name in names)
    connection.execute(f"create or replace temp table plain as select line, {plain} from cells")
    orders = {name: _order(connection, name, order) for name in names if kinds.get(name) in ("DATE", "TIMESTAMP")}
    values = {name: _said(quoted(name), kinds.get(name, ""), orders.get(name)) for name in names}
    formulas = " or ".join(f"regexp_matches({quoted(name)}, {literal(FORMULA)})" for name in names)
    connection.execute(
        f"""
        create or replace temp table said as
        select line, coalesce({formulas}, false) as is_formula,
            {", ".join(f"{value} as {quoted(name)}" for name, value in _with_names(values).items())}
        from plain
        """
    )
    of_table = [name for name in _with_names(values) if name in kinds]
    beside = [name for name in names if name not in kinds and name != NAME]
    typed, found = _typed(table, "said", of_table, moment)
    reasons = [("is_formula", "'a cell is a formula; save the sheet with values'"), *found]
    if "email" in of_table:
        email = f"not regexp_full_match(trim(email), {literal(EMAIL)})"
        reasons.append((email, "'email ''' || left(email, 60) || ''' is not an e-mail address'"))
    if ID in of_table and kinds[ID] == "VARCHAR":
        reasons.append(("contains(customer_id, '@')", "'an e-mail address is no id; map it to email'"))
    reasons += [
        (f"length({quoted(name)}) > {TEXT_CHARACTERS}", f"'{name} has more than {TEXT_CHARACTERS:,} characters'")
        for name in beside
    ]
    known_by = [name for name in (ID, "email", "phone") if name in of_table]
    nobody = " and ".join(f"{name} is null" for name in known_by)
    reasons.append((nobody, f"'has no {' and no '.join(known_by)}, so nobody can tell who it is'"))
    fault = ", ".join(f"case when {condition} then {reason} end" for condition, reason in reasons)
    email_key = normalised_email("email") if "email" in of_table else "cast(null as varchar)"
    selected = ["line", *of_table, *beside]
    connection.execute(
        f"""
        create or replace table people as
        select {columns(selected)}, {email_key} as normalised_email, nullif(concat_ws('; ', {fault}), '') as fault
        from {typed}
        """
    )


def typed_waiting(table: Table, relation: str, names: Sequence[str], moment: datetime) -> str:
    """SQL of texts as values of the contract's types, for rows that were checked when they were entered."""
    typed, _ = _typed(table, relation, names, moment)
    return typed


def _typed(table: Table, relation: str, names: Sequence[str], moment: datetime) -> tuple[str, list[tuple[str, str]]]:
    """The relation with the named columns in the contract's types; conditions of what is at fault, with reasons."""
    # A person without an id is given one.
    table = table.model_copy(update={"required": ()})
    sources = {name: SourceColumn(name, name, "VARCHAR", knows_empty_text=False) for name in names}
    sources, rows = prepared(sources, table, relation)
    kinds = [column for column in table.columns if column.name in sources]
    values = [f"{converted(sources[column.name], table, column)} as {quoted(column.name)}" for column in kinds]
    given = [f"{sources[column.name].expression} as {quoted('_given_' + column.name)}" for column in kinds]
    others = f"* exclude ({columns(names)})"
    raw = {name: quoted("_given_" + name) for name in sources}
    found = [
        (fault.condition, fault.reason) for fault in faults(table, sources, raw, moment) if fault.column in sources
    ]
    return f"(select {others}, {', '.join([*values, *given])} from {rows})", found


def _unguarded(cell: str, name: str) -> str:
    """A cell without what a spreadsheet needs around it; NULL for blanks. Notes keep their line breaks."""
    text = composed(cell) if name == NOTE else cleaned(cell)
    for pattern in (AS_TEXT, GUARDED):
        text = f"regexp_replace({text}, {literal(pattern)}, '\\1', 's')"
    return f"case when regexp_full_match({cell}, {literal(f'(?s){BLANK}*')}) then null else {text} end"


def _said(cell: str, kind: str, order: str | None) -> str:
    if kind == "BOOLEAN":
        cases = " ".join(f"when {literal(word)} then {literal(says)}" for word, says in words().items())
        return f"case lower({cell}) {cases} else {cell} end"
    if kind in ("DATE", "TIMESTAMP"):
        iso = r"\3-\1-\2\4" if order == "mdy" else r"\3-\2-\1\4"
        pointed = rf"regexp_replace({cell}, {literal(POINTED)}, '\3-\2-\1\4')"
        return f"regexp_replace({pointed}, {literal(WRITTEN)}, '{iso}')"
    return cell


def _with_names(values: dict[str, str]) -> dict[str, str]:
    """A name in one piece becomes two: what is before its last blank, and what comes after."""
    if NAME not in values:
        return values
    name = f"regexp_replace({values[NAME]}, {literal(f'{BLANK}+')}, ' ', 'g')"
    cut = literal("^(.*) ([^ ]+)$")
    first = f"regexp_replace({name}, {cut}, '\\1')"
    last = f"nullif(regexp_extract({name}, {cut}, 2), '')"
    others = {column: value for column, value in values.items() if column != NAME}
    return {"first_name": first, "last_name": last, **others}


def _order(connection: duckdb.DuckDBPyConnection, name: str, said: DateOrder | None) -> DateOrder | None:
    """Whether the day or the month comes first in a column of dates: as all of its cells together show."""
    first, second = (f"try_cast(regexp_extract({quoted(name)}, {literal(WRITTEN)}, {at}) as int)" for at in (1, 2))
    row = connection.execute(
        f"""
        select count(*), count(*) filter (first > 12), count(*) filter (second > 12)
        from (
            select {first} as first, {second} as second
            from plain where regexp_matches({quoted(name)}, {literal(WRITTEN)})
        )
        """
    ).fetchone()
    assert row is not None
    written, day_first, month_first = row
    if said is not None or not written:
        return said
    if bool(day_first) == bool(month_first):
        shows = "some of them with the day first and some with the month" if day_first else "both could be the day"
        raise EntryError(
            f"{name}: the order of day and month cannot be told ({shows}); say it with --dates dmy or --dates mdy"
        )
    return "dmy" if day_first else "mdy"


def address_columns(names: Sequence[str]) -> list[str]:
    """Of the columns that a file brings, those of an address; none without a street."""
    return [name for name in ADDRESS if name in names] if "line1" in names else []
