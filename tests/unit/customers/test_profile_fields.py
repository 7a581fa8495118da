"""Profile fields entered here: whole rows, of which one that is edited keeps what is not named."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from orchestration.customers.entries import Entered, Entry
from orchestration.customers.profile_fields import add_field, edit_field, list_fields
from orchestration.inbox import EntryError
from orchestration.landing.files import drops
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw
from tests.workspace import PROJECT


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    shop = Shop(Settings(home=tmp_path), PROJECT)
    with writing_raw(shop) as connection:
        connection.execute(
            "create schema raw; create table raw.profile_fields as select 'size' as field, 'Size' as name,"
            " 'list' as type, '42|43' as options, true as required, 'checkout' as shown_at,"
            " null::timestamp as deleted_at"
        )
    return Entry(shop, "ada", datetime(2026, 11, 1, 12, tzinfo=UTC))


def row_of(entered: Entered) -> Any:
    return json.loads(entered.file.read_text())


def test_an_edited_field_keeps_what_was_not_named(entry: Entry) -> None:
    assert row_of(edit_field(entry, "size", {"required": False, "shown_at": ""})) == {
        "field": "size", "name": "Size", "type": "list", "options": "42|43", "required": False, "shown_at": None,
    }  # fmt: skip


def test_fields_are_listed_with_what_waits(entry: Entry) -> None:
    add_field(entry, "diet", {"required": True})
    edit_field(entry, "size", {"name": "Shoe size"})
    assert [(each["field"], each["name"], each["type"], each["required"]) for each in list_fields(entry.shop)] == [
        ("diet", None, "text", True),
        ("size", "Shoe size", "list", True),
    ]


@pytest.mark.parametrize(
    ("enter", "fault"),
    [
        (lambda entry: add_field(entry, "size", {}), "there is a profile field 'size'"),
        (lambda entry: add_field(entry, " diet", {}), "cannot be the key"),
        (lambda entry: add_field(entry, "diet", {"type": "number"}), "'number' is not a type"),
        (lambda entry: add_field(entry, "diet", {"type": "list", "options": "|"}), "a list needs options"),
        (lambda entry: edit_field(entry, "diet", {"name": "Diet"}), "there is no profile field 'diet'"),
        (lambda entry: edit_field(entry, "size", {}), "nothing is given"),
        (lambda entry: edit_field(entry, "size", {"options": ""}), "a list needs options"),
    ],
)
def test_a_field_that_cannot_be_leaves_no_file(entry: Entry, enter: Callable[[Entry], Any], fault: str) -> None:
    with pytest.raises(EntryError, match=fault):
        enter(entry)
    assert list(drops([entry.shop.home.inbox])) == []
