"""What people entered over the columns that the shop sends, and which of it the shop has ended since.

Belongs here: telling by what is stored after a landing that the shop sends another value now than the one which it had
sent when an entry was made. Does not belong here: what an entry that stands does, or what of the night's own knowledge
ends it, such as an unsubscription (models/staging/stg_standing_edits.sql).

The raw tables hold the latest row of a key alone, so a value that comes and goes again would be forgotten: the landing
that brings it marks the entry for good, in the column `_overtaken_at` of the table whose contract says `laid_over`. For
consent the no wins: an opt-out is ended by a later row of the shop that says yes, and by nothing else that is stored;
an opt-in by any other answer, and by a no that is sent again with a later updated_at.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orchestration.landing.contract import Contract, Table
from orchestration.warehouse.connections import count, transaction
from orchestration.warehouse.text import literal, quoted

if TYPE_CHECKING:
    import duckdb

COLUMNS = {"_overtaken_at": "TIMESTAMP"}
CONSENTS = ("accepts_email", "accepts_sms")


def note(connection: "duckdb.DuckDBPyConnection", contract: Contract, moment: object) -> None:
    """Mark the entries that what is stored now has overtaken, with the moment of the landing (UTC, naive)."""
    tables = {table.name: table for table in contract.tables}
    for table in contract.tables:
        if table.laid_over:
            standing = f"(select rowid as row_id, * from raw.{quoted(table.name)} where _overtaken_at is null)"
            if count(connection, f"from {standing}"):
                _note(connection, table, tables, standing, moment)


def _note(
    connection: "duckdb.DuckDBPyConnection", table: Table, tables: dict[str, Table], standing: str, moment: object
) -> None:
    overtaken: list[str] = []
    if "customers" in tables:
        _gather(connection, "customers", standing)
        overtaken += _of_customers(tables["customers"], standing)
    if "addresses" in tables:
        _gather(connection, "addresses", standing)
        overtaken += _of_addresses(tables["addresses"], standing)
    if "profile_field_values" in tables:
        overtaken.append(_of_profile_fields(standing))
    if overtaken:
        with transaction(connection):
            ended = " union all ".join(overtaken)
            connection.execute(
                f"update raw.{quoted(table.name)} set _overtaken_at = ? where rowid in ({ended})", [moment]
            )


def _gather(connection: "duckdb.DuckDBPyConnection", name: str, standing: str) -> None:
    """Once, the rows of the customers with entries: of millions, each column would be looked for by itself."""
    connection.execute(
        f"""
        create or replace temp table landing_edited_{name} as
        select * from raw.{quoted(name)}
        where deleted_at is null and customer_id in (select customer_id from {standing})
        """
    )


def _of_customers(table: Table, standing: str) -> Iterator[str]:
    for column in table.columns:
        if column.name in ("customer_id", "updated_at", "deleted_at"):
            continue
        now = f"sent.{quoted(column.name)}"
        is_another = f"{now} is distinct from try_cast(edit.was as {column.data_type})"
        if column.name in CONSENTS:
            is_later = "(sent._is_undated is null and sent.updated_at > edit.entered_at)"
            given = "try_cast(edit.value as boolean)"
            is_another = f"""case
                when {given} then {is_another} or (not {now} and {is_later})
                when not {given} then {now} and {is_later}
                else {is_another}
            end"""
        yield f"""
            select edit.row_id from {standing} as edit
            join landing_edited_customers as sent using (customer_id)
            where lower(edit.column_name) = {literal(column.name)} and {is_another}
        """


def _of_addresses(table: Table, standing: str) -> Iterator[str]:
    """One of several addresses of a label that still has what it had lets the entry stand."""
    for column in table.columns:
        if column.data_type == "VARCHAR" and column.name not in ("address_id", "customer_id", "label"):
            yield f"""
                select edit.row_id from {standing} as edit
                join landing_edited_addresses as sent
                    on
                        sent.customer_id = edit.customer_id
                        and lower(edit.column_name) = 'address.' || lower(sent.label) || {literal(f".{column.name}")}
                group by edit.row_id, edit.was
                having not bool_or(sent.{quoted(column.name)} is not distinct from edit.was)
            """


def _of_profile_fields(standing: str) -> str:
    """What was set after the entry, or sent if the shop does not say when, and is no value that the field had."""
    return f"""
        select edit.row_id from {standing} as edit
        join raw.profile_field_values as sent
            on sent.customer_id = edit.customer_id and edit.column_name = 'profile.' || sent.field
        join raw.landed_files as file on file.file_id = sent._sent_file_id
        where
            sent.deleted_at is null
            and coalesce(sent.set_at, file.landed_at) > edit.entered_at
            and not coalesce(
                list_contains(string_split(edit.was, '|'), sent.value), sent.value is null and edit.was is null
            )
    """
