"""Customers at the command line: listed, shown, and what staff enter about them, through two nights."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.rows import customer, order, order_line, refund
from tests.workspace import Ended, Workspace

FIRST = "2025-03-01T01:00:00Z"
AT_ONCE = 200


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(
        tmp_path_factory.mktemp("customers"),
        {"buyers": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n"},
    )
    ida = {"first_name": "Ida", "last_name": "Ærø", "email": "ida@example.com", "phone": "20304050", "source": "pos"}
    shop.drop_rows(
        "customers",
        "1.ndjson",
        [
            customer("ida", "DK", **ida, postcode="8000", accepts_email=True),
            customer("bo", "DK", first_name="Bo", last_name="[bold]Zimmer", source="web"),
            customer("old", "DK", first_name="Ida", last_name="Holm"),
        ],
    )
    shop.drop_rows("customer_merges", "1.ndjson", [{"survivor_id": "ida", "absorbed_id": "old", "merged_at": FIRST}])
    shop.drop_rows("orders", "1.ndjson", [order("o1", "ida"), order("o2", "old", total_amount=50)])
    shop.drop_rows("order_lines", "1.ndjson", [order_line("o1", "shoe", unit_price=100)])
    shop.drop_rows("products", "1.ndjson", [{"product_id": "shoe", "name": "Running shoe"}])
    shop.drop_rows("refunds", "1.ndjson", [refund("r1", "o1", 10, "2025-02-20T12:00:00Z")])
    points = {"customer_id": "ida", "kind": "earned", "occurred_at": "2025-02-01T12:00:00Z"}
    shop.drop_rows("loyalty_points", "1.ndjson", [{"entry_id": "p1", "points": 40, **points}])
    account = {"customer_id": "ida", "occurred_at": "2025-02-01T12:00:00Z", "invoice_url": "https://shop.example/i/7"}
    shop.drop_rows("account_entries", "1.ndjson", [{"entry_id": "a1", "amount": 30, "kind": "sale", **account}])
    address = {"address_id": "h", "customer_id": "ida", "label": "home", "line1": "Gade 1", "city": "Aarhus"}
    shop.drop_rows("addresses", "1.ndjson", [address])
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {
        "listed": shop.run("customers", "list", "--json"),
        "table": shop.run("customers", "list"),
        "shown": shop.run("customers", "show", "ida", "--json"),
        "by_absorbed_id": shop.run("customers", "show", "old"),
        "nobody": shop.run("customers", "show", "nobody"),
        "taken": shop.run("customers", "points", "ida", "-50"),
        "given": shop.run("customers", "points", "ida", "-15", "--reason", "used at the till"),
        "added": shop.run(
            "customers", "add", "Eva", "Østergaard", "--email", "eva@example.com", "--country", "Denmark"
        ),
        "blocked": shop.run("customers", "block", "ida@example.com"),
    }
    with ThreadPoolExecutor(AT_ONCE) as pool:
        seen["at_once"] = list(pool.map(lambda number: noted(shop, number), range(AT_ONCE)))
    nights.append(shop.nightly(f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"))
    return seen | {"shop": shop, "nights": nights}


def noted(shop: Workspace, number: int) -> Ended:
    return shop.run("customers", "note", "bo", f"note {number}")


def facts(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_nights_with_customers_entered_between_them_succeed(story: dict[str, Any]) -> None:
    assert [night.code for night in story["nights"]] == [0, 0], [night.err for night in story["nights"]]


def test_the_list_has_contacts_figures_and_groups_by_surname(story: dict[str, Any]) -> None:
    bo, ida = facts(story["listed"])
    assert bo["customer_id"] == "bo"
    assert ida == {
        "customer_id": "ida",
        "first_name": "Ida",
        "last_name": "Ærø",
        "email": "ida@example.com",
        "phone": "20304050",
        "postcode": "8000",
        "store_id": None,
        "source_kind": "in-store",
        "order_count": 2,
        "total_spent": "140.00",
        "last_ordered_at": "2025-02-01T12:00:00Z",
        "loyalty_points": 40,
        "groups": ["buyers"],
        "accepts_email": True,
        "accepts_sms": None,
    }


def test_a_list_for_people_shows_none_for_no_group_and_brackets_as_they_are(story: dict[str, Any]) -> None:
    assert story["table"].code == 0, story["table"].err
    (line,) = (line for line in story["table"].out.splitlines() if "Bo" in line)
    assert "Bo [bold]Zimmer" in line and "None" in line


def test_a_profile_has_every_record_of_the_customer_and_of_whom_they_absorbed(story: dict[str, Any]) -> None:
    shown = facts(story["shown"])
    sections = shown["sections"]
    assert shown["facts"]["email"] == "ida@example.com" and shown["behind"] is None
    assert [(each["order_id"], each["total_amount"]) for each in sections["orders"]] == [
        ("o1", "90.00"),
        ("o2", "50.00"),
    ]
    assert [(each["product_id"], each["name"]) for each in sections["order_lines"]] == [("shoe", "Running shoe")]
    assert [each["amount"] for each in sections["refunds"]] == ["10.00"]
    assert [(each["kind"], each["points"]) for each in sections["loyalty_points"]] == [("earned", 40)]
    assert [each["invoice_url"] for each in sections["account"]] == ["https://shop.example/i/7"]
    assert [each["line1"] for each in sections["addresses"]] == ["Gade 1"]
    assert [(each["group_key"], each["cause"]) for each in sections["groups"]] == [("buyers", "definition")]


def test_an_absorbed_id_shows_the_survivor(story: dict[str, Any]) -> None:
    assert story["by_absorbed_id"].code == 0, story["by_absorbed_id"].err
    assert "Ida Ærø (ida)" in story["by_absorbed_id"].out
    assert "old was absorbed by this customer" in story["by_absorbed_id"].out


def test_an_id_of_nobody_is_answered_with_how_to_find_one(story: dict[str, Any]) -> None:
    assert story["nobody"].code == 1
    assert "no customer 'nobody'; `rollcall customers list --search TEXT` finds one" in story["nobody"].err


def test_a_number_below_zero_is_an_amount_and_no_option(story: dict[str, Any]) -> None:
    assert (story["taken"].code, "40 are left, so 50 cannot be taken" in story["taken"].err) == (1, True)
    assert story["given"].code == 0, story["given"].err
    assert "counts from the next night on" in story["given"].out


def test_what_was_entered_counts_from_the_next_night_on(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert story["added"].code == story["blocked"].code == 0
    ida = facts(shop.run("customers", "show", "ida", "--json"))
    assert ida["facts"]["loyalty_points"] == 25
    assert [each["note"] for each in ida["sections"]["loyalty_points"]] == ["used at the till", None]
    (eva,) = facts(shop.run("customers", "list", "--search", "Øster", "--json"))
    assert (eva["email"], eva["groups"]) == ("eva@example.com", [])


def test_commands_at_the_same_instant_are_each_in_raw_exactly_once(story: dict[str, Any]) -> None:
    # Python's server of copies loses the exit code of one in several hundred; what each did is in raw.
    assert [ended.err for ended in story["at_once"] if ended.err] == []
    with story["shop"].raw() as raw:
        texts = [text for (text,) in raw.execute("select text from raw.notes").fetchall()]
    assert sorted(texts) == sorted(f"note {number}" for number in range(AT_ONCE))


def test_no_contact_is_in_what_others_may_read(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    readable = [shop.current / "rollcall.duckdb", shop.current / "manifest.json", *parquet(shop)]
    # Bytes may be compressed, so each row is read as text, too.
    relations = [*shop.manifest["tables"], *(f"read_parquet('{file}')" for file in parquet(shop))]
    for contact in ("ida@example.com", "20304050", "Gade 1"):
        assert [file.name for file in readable if contact.encode() in file.read_bytes()] == []
        has_it = f"as t where contains(cast(t as varchar), '{contact}')"
        assert [each for each in relations if shop.query(f"select count(*) from {each} {has_it}") != [(0,)]] == []


def parquet(shop: Workspace) -> list[Path]:
    return list((shop.current / "parquet").rglob("*.parquet"))
