"""Who may be contacted, through two nights: one whose audiences are closed, one after somebody accepted the loss."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.rows import customer, order, order_line
from tests.workspace import Ended, Workspace

FIRST = "2025-03-01T01:00:00Z"
EVERYBODY = "select customer_id\nfrom {{ ref('customers') }}\n"
DANES = EVERYBODY + "where {{ country('DK') }}\n"
ADDRESSES = {name: f"{name}@shop.example" for name in ("ada", "ben", "cy", "di", "ed")}
PHONES = {name: f"+452030405{number}" for number, name in enumerate(ADDRESSES)}
LOST = "kind,value,added_at\nemail,di@shop.example,soon\npigeon,roof,2025-01-01\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("audiences"), {"everybody": EVERYBODY, "danes": DANES})
    yes = {"accepts_email": True, "accepts_sms": True, "last_name": "=1+1"}
    people = [
        customer(name, "SE" if name == "ben" else "DK", email=ADDRESSES[name], phone=PHONES[name], **yes)
        for name in ADDRESSES
    ]
    shop.drop_rows("customers", "1.ndjson", [*people, customer("never_asked", "DK", email="never@shop.example")])
    shop.drop_rows("orders", "1.ndjson", [order("o1", "ada")])
    shop.drop_rows("order_lines", "1.ndjson", [order_line("o1", "shoe", unit_price=100)])
    off = {"list_name": "news", "action": "unsubscribed", "acted_at": "2025-02-01T12:00:00Z"}
    shop.drop_rows("list_subscriptions", "1.ndjson", [{"customer_id": "cy", **off}])
    shop.drop("suppressions", "1.csv", LOST)
    seen: dict[str, Any] = {"first": shop.nightly(FIRST), "closed": audiences(shop), "findings": findings(shop)}
    seen["of_closed"] = shop.run("export", "everybody", "--for", "email", "--to", str(shop.home / "closed.csv"))
    seen["without_reason"] = shop.run("land", "--accept", "suppressions/1.csv")
    seen["accepted"] = shop.run("land", "--accept", "suppressions/1.csv", "--reason", "the sender's own test")
    # Blocked after the moment of the night that follows, which leaves them out all the same.
    seen["blocked"] = shop.run("customers", "block", ADDRESSES["ed"])
    seen["second"] = shop.nightly("2025-03-02T01:00:00Z")
    return seen | {"shop": shop, "open": audiences(shop), "findings_after": findings(shop)}


def audiences(shop: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    return {name: shop.query(f"select * from audience_{name} order by all") for name in ("email", "sms")}


def findings(shop: Workspace) -> list[tuple[Any, ...]]:
    return shop.query(
        "select table_name, example, detail, what_to_do from night_findings where kind = 'audiences_closed'"
    )


def exported(shop: Workspace, *arguments: str) -> list[dict[str, str]]:
    file = shop.home / "out.csv"
    ended: Ended = shop.run("export", *arguments, "--to", str(file), "--overwrite")
    assert ended.code == 0, ended.err
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_a_file_with_rejected_rows_closes_the_audiences_and_says_what_to_do(story: dict[str, Any]) -> None:
    assert (story["first"].code, story["closed"]) == (0, {"email": [], "sms": []}), story["first"].err
    ((table, example, detail, what_to_do),) = story["findings"]
    assert (table, example, detail) == ("suppressions", "suppressions/1.csv", "rows of the file were rejected")
    assert "rollcall land --accept FILE --reason TEXT" in what_to_do


def test_an_export_of_a_closed_audience_holds_nobody_and_says_why(story: dict[str, Any]) -> None:
    assert story["of_closed"].code == 3
    assert "nobody may be contacted: suppressions: rows of the file were rejected" in story["of_closed"].err
    assert (story["shop"].home / "closed.csv").read_text().splitlines() == ["customer_id,first_name,last_name,email"]


def test_an_accepted_loss_opens_the_audiences_in_the_next_night(story: dict[str, Any]) -> None:
    assert (story["without_reason"].code, "--reason" in story["without_reason"].err) == (2, True)
    assert story["accepted"].code == story["second"].code == 0, story["accepted"].err + story["second"].err
    assert story["findings_after"] == []


def test_an_audience_has_who_may_be_contacted_and_who_was_blocked_since_is_not(story: dict[str, Any]) -> None:
    """Di is suppressed by a row whose moment cannot be read, Cy has unsubscribed, Ed was blocked by hand."""
    assert story["open"] == {
        "email": [("danes", "ada"), ("everybody", "ada"), ("everybody", "ben")],
        "sms": [
            *(("danes", name) for name in ("ada", "cy", "di", "ed")),
            *(("everybody", name) for name in ("ada", "ben", "cy", "di", "ed")),
        ],
    }


def test_members_are_exported_by_the_command_once_each(story: dict[str, Any]) -> None:
    shop = story["shop"]
    both = exported(shop, "everybody", "danes", "--for", "email")
    assert sorted(row["customer_id"] for row in both) == ["ada", "ben"]
    assert [row["last_name"] for row in both] == ["'=1+1"] * 2
    assert [row["email"] for row in exported(shop, "everybody", "--except", "danes", "--for", "email")] == [
        ADDRESSES["ben"]
    ]
    assert [
        row["customer_id"] for row in exported(shop, "customers", "--bought", "shoe", "--columns", "customer_id")
    ] == ["ada"]
    google = exported(shop, "customers", "--bought", "shoe", "--for", "google")
    assert google == [
        {name: hashlib.sha256(text.encode()).hexdigest() for name, text in
         (("Email", ADDRESSES["ada"]), ("Phone", PHONES["ada"]))}
    ]  # fmt: skip


def test_a_sheet_lies_in_the_home_and_every_export_in_the_ledger(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    ended = shop.run("export", "danes", "--format", "xlsx", "--by", "mia")
    assert ended.code == 0, ended.err
    (file,) = (shop.home / "exports").glob("danes-*.xlsx")
    assert file.stat().st_mode & 0o777 == 0o600
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None and sheet.max_row == 6
    entry = json.loads((shop.home / "exports.ndjson").read_text().splitlines()[-1])
    assert (entry["path"], entry["by"], entry["groups"], entry["people"]) == (str(file), "mia", ["danes"], 5)


def test_a_customer_list_is_filtered_by_what_was_bought(story: dict[str, Any]) -> None:
    listed = story["shop"].run("customers", "list", "--bought", "shoe", "--json")
    assert [each["customer_id"] for each in json.loads(listed.out)] == ["ada"], listed.err


def test_no_contact_value_is_in_what_others_may_read(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    parquet: list[Path] = sorted((shop.current / "parquet").rglob("*.parquet"))
    relations = [*shop.manifest["tables"], *(f"read_parquet('{file}')" for file in parquet)]
    for relation in relations:
        for contact in (*ADDRESSES.values(), *(phone.removeprefix("+45") for phone in PHONES.values()), "=1+1"):
            has_it = f"select count(*) from {relation} as t where contains(cast(t as varchar), '{contact}')"
            assert shop.query(has_it) == [(0,)], (relation, contact)
