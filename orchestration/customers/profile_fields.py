"""The profile fields that a shop asks its customers for: what they are, and fields entered or changed here."""

from collections.abc import Mapping
from typing import Any

from orchestration.customers.entries import Entered, Entry, has_landed
from orchestration.inbox import EntryError, waiting, write
from orchestration.shop import Shop
from orchestration.warehouse.connections import reading_raw

KINDS = ("text", "list", "multi")
COLUMNS = ("field", "name", "type", "options", "required", "shown_at")
Row = dict[str, Any]


def list_fields(shop: Shop) -> list[Row]:
    """Every field by its key, as it will be tonight: what has landed, and what waits in the inbox."""
    fields: dict[str, Row] = {}
    with reading_raw(shop) as connection:
        if has_landed(connection, "profile_fields"):
            rows = connection.execute(
                f"select {', '.join(COLUMNS)} from raw.profile_fields where deleted_at is null"
            ).fetchall()
            fields = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    for row in waiting(shop.home, "profile_fields"):
        fields[row["field"]] = {column: row.get(column) for column in COLUMNS}
    return [fields[key] for key in sorted(fields)]


def add_field(entry: Entry, field: str, given: Mapping[str, Any]) -> Entered:
    """A new field; `given` are columns of the landing table profile_fields.

    Raises:
        EntryError: there is such a field already, its key or type cannot be one, or a list has no options.
    """
    if any(each["field"] == field for each in list_fields(entry.shop)):
        raise EntryError(f"there is a profile field '{field}'; `rollcall profile-fields edit` changes it")
    return _write(entry, {"field": field, "type": "text", **given})


def edit_field(entry: Entry, field: str, given: Mapping[str, Any]) -> Entered:
    """Other values for a field's columns; the values that customers have stay.

    Raises:
        EntryError: there is no such field, nothing is given, or its type cannot be one, or a list has no options.
    """
    if not given:
        raise EntryError("nothing is given; add --name, --type, --options, --required or --shown-at")
    for each in list_fields(entry.shop):
        if each["field"] == field:
            return _write(entry, {**each, **given})
    raise EntryError(f"there is no profile field '{field}'; `rollcall profile-fields list` has them")


def _write(entry: Entry, row: Row) -> Entered:
    if not row["field"].strip() or row["field"] != row["field"].strip():
        raise EntryError(f"'{row['field']}' cannot be the key of a profile field; give one without blanks around it")
    if row["type"] not in KINDS:
        raise EntryError(f"'{row['type']}' is not a type of profile fields; use one of {', '.join(KINDS)}")
    if row["type"] == "list" and not (row.get("options") or "").strip(" |"):
        raise EntryError("a list needs options to choose from; add --options 'red|green'")
    # Every column, so that one that was emptied is.
    whole = {column: row.get(column) or None for column in COLUMNS} | {"required": bool(row.get("required"))}
    return Entered(write(entry.shop.home, "profile_fields", "profile_fields", entry.entered_at, [whole]))
