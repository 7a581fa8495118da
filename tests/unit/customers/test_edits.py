"""What staff enter over a customer's columns: the rows that it becomes, what the shop had sent, and what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from orchestration.customers.edits import COLUMNS, LIMIT, OF_OPT, edit, limit, opt
from orchestration.customers.entries import Entered, Entry, add_customer
from orchestration.inbox import EntryError
from orchestration.landing.archive import Archive
from orchestration.landing.contract import Contract
from orchestration.landing.files import drops
from orchestration.landing.load import land
from orchestration.settings import Project, Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw
from tests.macros import macro
from tests.rows import customer
from tests.workspace import PROJECT

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SENT = {
    "customers": [
        customer("C1", "SE", email="old@example.com", account_limit=100, accepts_email=True, birth_date="1990-01-01"),
        customer("C2"),
    ],
    "addresses": [
        {"address_id": "A1", "customer_id": "C1", "label": "Home", "city": "Aarhus"},
        {"address_id": "A2", "customer_id": "C2", "label": "work"},
        {"address_id": "A3", "customer_id": "C2", "label": "Work"},
    ],
    "profile_fields": [
        {"field": "sports", "type": "multi", "options": "golf|polo|chess"},
        {"field": "size", "type": "list", "options": "42|43"},
        {"field": "motto", "type": "text"},
    ],
    "profile_field_values": [
        {"customer_id": "C1", "field": "sports", "value": "golf"},
        {"customer_id": "C1", "field": "sports", "value": "polo"},
        {"customer_id": "C1", "field": "size", "value": "42", "set_at": "2026-01-01T00:00:00Z"},
        {"customer_id": "C1", "field": "size", "value": "43"},
    ],
}


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(Settings(home=tmp_path_factory.mktemp("edits")), PROJECT)
    for table, rows in SENT.items():
        file = shop.home.landing / table / "rows.ndjson"
        file.parent.mkdir(parents=True)
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    contract = Contract.read(Project(PROJECT).landing_contract, shop.project.variables)
    with writing_raw(shop) as connection:
        report = land(connection, [shop.home.landing], contract, landed_at=NOW, archive=Archive(shop.home.archive))
    assert [each.rejected_rows for each in report.files] == [0, 0, 0, 0]
    return shop


@pytest.fixture
def entry(landed: Shop) -> Entry:
    for drop in drops([landed.home.inbox]):
        drop.path.unlink()
    return Entry(landed, "ada", NOW, "by phone")


def rows_of(*entered: Entered) -> list[dict[str, Any]]:
    return [json.loads(line) for each in entered for line in each.file.read_text().splitlines()]


def values(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, Any]]:
    """By column what was entered, and what the shop had sent."""
    return {row["column_name"]: (row.get("value"), row.get("was")) for row in rows}


def test_an_edit_says_who_when_why_and_what_the_shop_had_sent(entry: Entry) -> None:
    assert rows_of(*edit(entry, "C1", {"email": " new@example.com "})) == [
        {
            "customer_id": "C1",
            "column_name": "email",
            "value": "new@example.com",
            "was": "old@example.com",
            "entered_by": "ada",
            "reason": "by phone",
            "entered_at": "2026-11-01T12:00:00Z",
        }
    ]


def test_values_are_written_as_their_columns_hold_them(entry: Entry) -> None:
    given = {"country": "Denmark", "birth_date": "19911231", "city": "", "phone": "070-123 45 67"}
    assert values(rows_of(*edit(entry, "C1", given | {"country": "Sweden"}))) == {
        "country": ("SE", "SE"),
        "birth_date": ("1991-12-31", "1990-01-01"),
        "city": (None, None),
        "phone": ("070-123 45 67", None),
    }


def test_an_address_is_edited_by_its_label_and_another_label_is_a_new_address(entry: Entry) -> None:
    given = {"address.home.city": "Odense", "address.shop.line1": "Gade 1", "address.shop.country": "Denmark"}
    edited, added = edit(entry, "C1", given)
    assert values(rows_of(edited)) == {"address.home.city": ("Odense", "Aarhus")}
    (row,) = rows_of(added)
    assert row == {
        "address_id": added.id, "customer_id": "C1", "label": "shop", "line1": "Gade 1", "country": "DK",
    }  # fmt: skip
    (again,) = edit(entry, "C1", {"address.Shop.line1": "Gade 2"})
    assert values(rows_of(again)) == {"address.shop.line1": ("Gade 2", "Gade 1")}


def test_profile_values_are_those_of_the_field_and_the_shops_were_current(entry: Entry) -> None:
    given = {"profile.sports": "golf|chess", "profile.size": "43", "profile.motto": "this|that"}
    assert values(rows_of(*edit(entry, "C1", given))) == {
        "profile.sports": ("golf|chess", "golf|polo"),
        "profile.size": ("43", "42"),
        "profile.motto": ("this|that", None),
    }


def test_of_a_customer_who_was_just_entered_the_entry_is_what_was_sent(entry: Entry) -> None:
    columns = {"first_name": "Ida", "last_name": "Holm", "country": "Denmark", "email": None}
    made = str(add_customer(entry, columns).id)
    assert values(rows_of(*edit(entry, made, {"country": "Norway", "email": "ida@example.com"}))) == {
        "country": ("NO", "DK"),
        "email": ("ida@example.com", None),
    }


def test_answers_and_limits_are_edits_too(entry: Entry) -> None:
    assert values(rows_of(opt(entry, "C1", {"email": False, "sms": True, "loyalty": True}))) == {
        "accepts_email": ("false", "true"),
        "accepts_sms": ("true", None),
        "in_loyalty_scheme": ("true", None),
    }
    assert values(rows_of(limit(entry, "C1", Decimal("12.5")))) == {"account_limit": ("12.50", "100.00")}
    assert values(rows_of(limit(entry, "C1", None))) == {"account_limit": (None, "100.00")}


@pytest.mark.parametrize(
    ("enter", "fault"),
    [
        (lambda entry: edit(entry, "C9", {"email": "a@b.dk"}), "there is no customer 'C9'"),
        (lambda entry: edit(entry, "C1", {}), "nothing is given"),
        (lambda entry: edit(entry, "C1", {"colour": "red"}), "'colour' is not a column that can be edited"),
        (lambda entry: edit(entry, "C1", {"city": "Vejle", "customer_id": "C2"}), "'customer_id' is not a column"),
        (lambda entry: edit(entry, "C1", {"accepts_email": "true"}), "use `rollcall customers opt`"),
        (lambda entry: edit(entry, "C1", {"account_limit": "5"}), "use `rollcall customers limit`"),
        (lambda entry: edit(entry, "C1", {"email": "nobody"}), "'nobody' is not an e-mail address"),
        (lambda entry: edit(entry, "C1", {"phone": "12"}), "'12' is not a phone number"),
        (lambda entry: edit(entry, "C1", {"birth_date": "31-12-1990"}), "type it as 1990-12-31"),
        (lambda entry: edit(entry, "C1", {"country": "Denmrk"}), "did you mean 'DK'"),
        (lambda entry: edit(entry, "C1", {"address.home.floor": "2"}), "'address.home.floor' is not a column"),
        (lambda entry: edit(entry, "C1", {"address.city": "Vejle"}), "the address has no label"),
        (lambda entry: edit(entry, "C2", {"address.work.city": "Vejle"}), "has 2 addresses called 'work'"),
        (lambda entry: edit(entry, "C1", {"profile.diet": "vegan"}), "no profile field 'diet'; there are: motto, size"),
        (lambda entry: edit(entry, "C1", {"profile.sports": "golf|curling"}), "'curling' is no option of 'sports'"),
        (lambda entry: edit(entry, "C1", {"profile.size": "42|43"}), r"'42\|43' is no option of 'size'"),
        (lambda entry: opt(entry, "C1", {}), "nothing is answered"),
        (lambda entry: limit(entry, "C1", Decimal(-1)), "cannot be a limit"),
        (lambda entry: limit(entry, "C1", Decimal("NaN")), "cannot be a limit"),
        (lambda entry: limit(entry, "C1", Decimal("0.001")), "more than two decimals"),
    ],
)
def test_what_cannot_be_entered_leaves_no_file(entry: Entry, enter: Callable[[Entry], Any], fault: str) -> None:
    with pytest.raises(EntryError, match=fault):
        enter(entry)
    assert list(drops([entry.shop.home.inbox])) == []


def test_columns_and_types_are_those_of_the_landing_contract() -> None:
    tables = {
        table.name: {column.name: column.data_type.lower() for column in table.columns}
        for table in Contract.read(Project(PROJECT).landing_contract, Project(PROJECT).variables).tables
    }
    for name, columns in (
        ("customers", macro("customer_columns", variables={"id_type": "varchar"})),
        ("addresses", macro("address_columns")),
    ):
        assert {each for each in columns if each != "_is_bare"} == set(tables[name])
        editable = {column: kind for column, kind in columns.items() if kind}
        assert editable == {column: tables[name][column] for column in editable}
        if name == "customers":
            assert set(editable) == {*COLUMNS, *OF_OPT.values(), LIMIT}
