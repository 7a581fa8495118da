"""What staff enter about customers, and the files that it becomes."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orchestration.customers.entries import (
    Entered,
    Entry,
    add_credit,
    add_customer,
    add_note,
    add_points,
    merge,
    suppress_address,
)
from orchestration.inbox import EntryError
from orchestration.landing.contract import Contract
from orchestration.landing.files import drops
from orchestration.settings import Project, Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw
from tests.workspace import PROJECT

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    """Somebody in a shop with the customers C1 and C2; C1 has 40 points and 10.00 credit since the last night."""
    shop = Shop(Settings(home=tmp_path), PROJECT)
    with writing_raw(shop) as connection:
        connection.execute(
            "create schema raw; create table raw.customers as select unnest(['C1', 'C2']) as customer_id;"
            "create table raw.orders as select 'O1' as order_id, 'g0123456789abcdef0123' as _guest_id;"
            "create table raw.loyalty_points as select 'C1' as customer_id, 40::bigint as points, 1 as _file_id;"
            "create table raw.store_credit as select 'C1' as customer_id, 10.00 as amount, 1 as _file_id"
        )
    return Entry(shop, "ada", NOW, "asked nicely")


def row_of(entered: Entered) -> dict[str, Any]:
    (row,) = (json.loads(line) for line in entered.file.read_text().splitlines())
    assert isinstance(row, dict)
    return row


def test_a_new_customer_has_an_id_of_ours(entry: Entry) -> None:
    entered = add_customer(entry, {"first_name": "Ida", "last_name": "Holm", "email": "ida@example.com", "phone": None})
    assert str(entered.id).startswith("n") and len(str(entered.id)) == 21
    assert row_of(entered) == {
        "customer_id": entered.id,
        "first_name": "Ida",
        "last_name": "Holm",
        "email": "ida@example.com",
        "created_at": "2026-11-01T12:00:00Z",
    }


@pytest.mark.parametrize(("column", "words"), [("first_name", "a first name"), ("last_name", "a surname")])
def test_a_new_customer_needs_both_names(entry: Entry, column: str, words: str) -> None:
    with pytest.raises(EntryError, match=f"needs {words}"):
        add_customer(entry, {"first_name": "Ida", "last_name": "Holm"} | {column: "  "})


def test_a_customer_who_was_just_entered_is_known(entry: Entry) -> None:
    made = add_customer(entry, {"first_name": "Ida", "last_name": "Holm"}).id
    assert row_of(add_note(entry, str(made), "likes tea"))["customer_id"] == made


def test_a_guest_is_known_by_the_id_that_was_made_for_them(entry: Entry) -> None:
    assert row_of(add_note(entry, "g0123456789abcdef0123", "asked"))["customer_id"] == "g0123456789abcdef0123"


def test_a_note_says_who_wrote_it_and_when(entry: Entry) -> None:
    row = row_of(add_note(entry, "C1", "likes tea\n🎉"))
    assert row["note_id"].startswith("rc-")
    assert (row["text"], row["written_by"], row["written_at"]) == ("likes tea\n🎉", "ada", "2026-11-01T12:00:00Z")


def test_points_and_credit_are_entries_of_ours_in_the_shops_ledgers(entry: Entry) -> None:
    row = row_of(add_points(entry, "C1", 50, "bonus"))
    assert row["entry_id"].startswith("rc-")
    assert (row["points"], row["kind"], row["note"]) == (50, "bonus", "asked nicely")
    assert row_of(add_credit(entry, "C1", Decimal("0.10")))["amount"] == "0.10"


def test_no_more_points_are_taken_than_are_left_with_what_waits(entry: Entry) -> None:
    add_points(entry, "C1", -30, "correction")
    with pytest.raises(EntryError, match="10 are left, so 11 cannot be taken"):
        add_points(entry, "C1", -11, "correction")
    add_points(entry, "C1", -10, "correction")
    with pytest.raises(EntryError, match="0 are left"):
        add_points(entry, "C2", -1, "correction")


def test_no_more_credit_is_taken_than_is_left(entry: Entry) -> None:
    add_credit(entry, "C1", Decimal("0.50"))
    with pytest.raises(EntryError, match=r"10\.50 are left, so 10\.51 cannot be taken"):
        add_credit(entry, "C1", Decimal("-10.51"))
    assert row_of(add_credit(entry, "C1", Decimal("-10.50")))["amount"] == "-10.50"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("a@example.com", "email"),
        (" a@example.com ", "email"),
        ("+45 20 30 40 50", "phone"),
        ("20304050", "phone"),
        ("192.0.2.1", "ip"),
        ("2001:db8::1", "ip"),
    ],
)
def test_an_address_is_blocked_and_unblocked_by_what_it_is(entry: Entry, address: str, kind: str) -> None:
    blocked = row_of(suppress_address(entry, address, "block"))
    assert (blocked["kind"], blocked["value"], "deleted_at" in blocked) == (kind, address.strip(), False)
    unblocked = row_of(suppress_address(entry, address, "unblock"))
    assert (unblocked["kind"], unblocked["value"], unblocked["deleted_at"]) == (
        kind,
        blocked["value"],
        "2026-11-01T12:00:00Z",
    )


def test_customers_are_merged_and_parted(entry: Entry) -> None:
    assert row_of(merge(entry, "C1", "C2")) == {
        "survivor_id": "C1",
        "absorbed_id": "C2",
        "merged_at": "2026-11-01T12:00:00Z",
    }


@pytest.mark.parametrize(
    ("enter", "fault"),
    [
        (lambda entry: add_note(entry, "C9", "x"), "there is no customer 'C9'"),
        (lambda entry: add_note(entry, "C1", " \n"), "the note is empty"),
        (lambda entry: add_points(entry, "C1", 0, "bonus"), "0 points change nothing"),
        (lambda entry: add_points(entry, "C1", 1, "gift"), "'gift' is not a kind of points"),
        (lambda entry: add_points(entry, "C9", 1, "bonus"), "there is no customer 'C9'"),
        (lambda entry: add_credit(entry, "C1", Decimal("1.005")), "more than two decimals"),
        (lambda entry: merge(entry, "C1", "C9"), "there is no customer 'C9'"),
        (lambda entry: suppress_address(entry, "nobody", "block"), "is not an e-mail address"),
    ],
)
def test_what_cannot_be_entered_leaves_no_file(entry: Entry, enter: Any, fault: str) -> None:
    with pytest.raises(EntryError, match=fault):
        enter(entry)
    assert list(drops([entry.shop.home.inbox])) == []


def test_every_entry_is_in_the_landing_contract(entry: Entry) -> None:
    entered = {
        "customers": add_customer(entry, {"first_name": "Ida", "last_name": "Holm", "birth_date": "1990-12-31"}),
        "notes": add_note(entry, "C1", "x"),
        "loyalty_points": add_points(entry, "C1", 1, "bonus"),
        "store_credit": add_credit(entry, "C1", Decimal(1)),
        "customer_merges": merge(entry, "C1", "C2"),
        "suppressions": suppress_address(entry, "a@example.com", "unblock"),
    }
    tables = {
        table.name: {column.name for column in table.columns}
        for table in Contract.read(Project(PROJECT).landing_contract, entry.shop.project.variables).tables
    }
    assert {drop.path: drop.table for drop in drops([entry.shop.home.inbox])} == {
        each.file: name for name, each in entered.items()
    }
    for name, each in entered.items():
        assert row_of(each).keys() <= tables[name], name
