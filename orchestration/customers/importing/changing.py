"""What a file changes: each value compared with the stored one, column by column, in sets.

Belongs here: the differences, as tables. Does not belong here: who is meant (matching.py), or writing (writing.py).

An empty cell leaves what is stored, unless empty cells are to clear it. Two spellings of one e-mail address or phone
number are one.
"""

from collections.abc import Sequence

import duckdb

from orchestration.customers.importing.cells import address_columns
from orchestration.customers.importing.headings import ID, NOTE
from orchestration.identity import made_id, normalised_email
from orchestration.landing.contract import Table
from orchestration.landing.phones import NUMBERS, normalised
from orchestration.warehouse.text import columns, quoted

# Of the ids that are made here.
PREFIX = "n"


def compare(
    connection: duckdb.DuckDBPyConnection, table: Table, names: Sequence[str], secret: bytes, *, empty_clears: bool
) -> None:
    """Make `changes`, `new_addresses` and `new_notes` of the tables `people` and `matched`.

    `names` are the columns that the file brings. `changes` has a row for each row of the file that is somebody: `line`,
    `customer_id`, `is_new`, the columns of customers, and for each of them whether it `_changes` or `_clears`;
    `clearing` counts the stored values that an empty cell stands against.
    """
    of_table = [column.name for column in table.columns if column.name in names and column.name != ID]
    home = int(table.reading.phone_country_code)
    changed: list[str] = []
    cleared: list[str] = []
    for name in of_table:
        new, old = f"people.{quoted(name)}", f"stored.{quoted(name)}"
        changed.append(f"({new} is not null and {_differs(name, new, old)}) as {quoted('_changes_' + name)}")
        cleared.append(f"({new} is null and {old} is not null) as {quoted('_clears_' + name)}")
    if "email" in of_table:
        changed.append("stored.email is not null as _had_email")
    selected = "".join(f", people.{quoted(name)}" for name in of_table)
    connection.execute(
        f"""
        create or replace table changes as
        select matched.line, matched.customer_id, matched.matched_by is null as is_new {selected}
            {"".join(", " + each for each in [*changed, *cleared])}
        from matched
        join people using (line)
        left join (
            select known.*, {normalised("known.phone", home, "numbers")} as normalised_phone
            from known_customers as known
            left join {NUMBERS} as numbers
                on known.phone = numbers.phone and coalesce(known.country, '') = numbers.country
            where known.customer_id in (select customer_id from matched where matched_by is not null)
        ) as stored on stored.customer_id = matched.customer_id
        where matched.fault is null
        """
    )
    clears = [quoted("_clears_" + name) for name in of_table]
    could = " + ".join(f"count(*) filter ({each})" for each in clears) or "0"
    connection.execute(f"create or replace table clearing as select {could} as cells from changes")
    if clears and not empty_clears:
        connection.execute(f"update changes set {', '.join(f'{each} = false' for each in clears)}")
    _addresses(connection, address_columns(names), secret, table)
    _notes(connection, NOTE in names, secret, table)


def _differs(name: str, new: str, old: str) -> str:
    if name == "email":
        return f"people.normalised_email is distinct from {normalised_email(old)}"
    if name == "phone":
        return "matched.normalised_phone is distinct from stored.normalised_phone"
    return f"{new} is distinct from {old}"


def _addresses(connection: duckdb.DuckDBPyConnection, names: Sequence[str], secret: bytes, table: Table) -> None:
    """Make `new_addresses`: those that their customer does not have. A customer has one that is imported."""
    id_type, of_customer = _id_type(table), "'address of ' || cast(changes.customer_id as varchar)"
    if not names:
        connection.execute("create or replace table new_addresses as select line, customer_id from changes where false")
        return
    same = " and ".join(
        f"(people.{quoted(name)} is null or lower(trim(stored.{quoted(name)})) = lower(trim(people.{quoted(name)})))"
        for name in names
    )
    connection.execute(
        f"""
        create or replace table new_addresses as
        select changes.line, {made_id(of_customer, secret, id_type, PREFIX)}
            as address_id, changes.customer_id, {columns(names, "people")}
        from changes
        join people using (line)
        where people.line1 is not null and not exists (
            select 1 from known_addresses as stored
            left join survivors on survivors.absorbed_id = stored.customer_id
            where coalesce(survivors.survivor_id, stored.customer_id) = changes.customer_id
                and stored.deleted_at is null and {same}
        )
        """
    )


def _notes(connection: duckdb.DuckDBPyConnection, has_notes: bool, secret: bytes, table: Table) -> None:
    """Make `new_notes`: those that nobody wrote about their customer before. Their ids are made of what they say."""
    if not has_notes:
        connection.execute("create or replace table new_notes as select line, customer_id from changes where false")
        return
    said = "cast(changes.customer_id as varchar) || ' ' || people.note"
    connection.execute(
        f"""
        create or replace table new_notes as
        select changes.line, {made_id(said, secret, _id_type(table), PREFIX)} as note_id, changes.customer_id,
            people.note as text
        from changes
        join people using (line)
        where people.note is not null and not exists (
            select 1 from known_notes as stored
            left join survivors on survivors.absorbed_id = stored.customer_id
            where coalesce(survivors.survivor_id, stored.customer_id) = changes.customer_id
                and stored.text = people.note
        )
        """
    )


def _id_type(table: Table) -> str:
    return next(column.data_type for column in table.columns if column.name == ID)
