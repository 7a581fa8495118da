"""Guests through three nights: they order, are customers, register, and what people enter here about them lands."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.rows import customer, merge, order
from tests.workspace import Workspace

FIRST, SECOND = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z"
# No test of the project has them: what dbt keeps of it may be searched for them.
EMAILS = {
    "gail": "Gail.Guest@Example.com",
    "ann": "ann.known@example.com",
    "us": "two.of.us@example.com",
    "eva": "eva.entered@example.com",
}
PHONE = "+4520997741"
BUYERS = "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n"
CARD = "models: [{name: buyers, config: {meta: {message: Welcome, channel: email}}}]\n"


def guest_order(order_id: str, **columns: Any) -> dict[str, Any]:
    return order(order_id, None, **columns)


def look(shop: Workspace) -> dict[str, Any]:
    """What consumers see: guests, orders by customer, the group, its messages, findings."""
    with shop.workshop() as workshop:
        orders = dict(workshop.execute("select order_id, customer_id from marts.orders").fetchall())
        customers = workshop.execute(
            "select customer_id, first_name, last_name, city, country, source, accepts_email, phone"
            " from marts.customers"
        ).fetchall()
    return {
        "orders": orders,
        "customers": {row[0]: row[1:] for row in customers},
        "buyers": shop.members("buyers"),
        "messages": {each for (each,) in shop.query("select customer_id from outbox_messages")},
        "findings": dict(shop.query("select kind, \"count\" from night_findings where table_name = 'orders'")),
    }


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("guests"), {"buyers": BUYERS})
    shop.write_card("buyers", CARD)
    shop.drop_rows(
        "customers",
        "1.ndjson",
        [
            customer("ann", "DK", email=f" {EMAILS['ann'].upper()}", phone="20997741"),
            customer("us1", email=EMAILS["us"]),
            customer("us2", email=EMAILS["us"]),
            customer("n" + "0" * 20, first_name="Eva", email=EMAILS["eva"]),
        ],
    )
    shop.drop_rows(
        "orders",
        "1.ndjson",
        [
            guest_order(
                "g1", email=EMAILS["gail"], first_name="Gail", last_name="Holm", city="Vejle", country="Denmark"
            ),
            guest_order("g2", email=EMAILS["gail"].lower(), phone=PHONE),
            guest_order("by_email", email=EMAILS["ann"]),
            guest_order("by_phone", phone="20 99 77 41"),
            guest_order("of_two", email=EMAILS["us"]),
            guest_order("of_nobody"),
        ],
    )
    nights, seen = [shop.nightly(FIRST)], {}
    if nights[0].code == 0:
        seen["first"] = look(shop)
        gail = seen["first"]["orders"]["g1"]
        seen["noted"] = shop.run("customers", "note", gail, "asked for a receipt")
        # Ann's address is another's now, Gail and Eva register, the two are one, and an order is sent again.
        shop.drop_rows(
            "customers",
            "2.ndjson",
            [
                customer("ann", "DK", email="moved@example.com", phone=""),
                customer("other", "DK", email=EMAILS["ann"], phone="20997741"),
                customer("gail", "DK", email=EMAILS["gail"], accepts_email=True),
                customer("eva", "DK", email=EMAILS["eva"]),
            ],
        )
        shop.drop_rows("customer_merges", "2.ndjson", [merge("us1", "us2", FIRST)])
        shop.drop_rows("orders", "2.ndjson", [guest_order("by_email", email=EMAILS["ann"], total_amount=120)])
        nights.append(shop.nightly(SECOND))
        seen["second"] = look(shop)
    return seen | {"shop": shop, "nights": nights}


def test_nights_with_guests_succeed(story: dict[str, Any]) -> None:
    assert [night.code for night in story["nights"]] == [0, 0], [night.err for night in story["nights"]]


def test_an_order_is_whose_address_it_has_or_a_guests_or_nobodys(story: dict[str, Any]) -> None:
    orders = story["first"]["orders"]
    gail = orders["g1"]
    assert gail.startswith("g") and len(gail) == 21
    assert orders == {"g1": gail, "g2": gail, "by_email": "ann", "by_phone": "ann", "of_two": None, "of_nobody": None}
    assert story["first"]["customers"][gail] == ("Gail", "Holm", "Vejle", "DK", "guest", None, PHONE)
    assert story["first"]["buyers"] == sorted(["ann", gail])
    assert story["first"]["findings"] == {"orders_of_guests": 2, "orders_of_several_customers": 1}


def test_a_match_stays_with_the_customer_whoever_has_the_address_later(story: dict[str, Any]) -> None:
    orders = story["second"]["orders"]
    assert (orders["by_email"], orders["by_phone"]) == ("ann", "ann")
    assert orders["of_two"] == "us1"


def test_a_guest_who_registers_is_merged_and_not_greeted_again(story: dict[str, Any]) -> None:
    gail = story["first"]["orders"]["g1"]
    second = story["second"]
    assert (second["orders"]["g1"], second["orders"]["g2"]) == ("gail", "gail")
    assert gail not in second["customers"] and second["customers"]["gail"][0] == "Gail"
    assert second["customers"]["gail"][4:6] == (None, True)
    assert story["shop"].moves("buyers", SECOND) >= {(gail, "left", "merged"), ("gail", "joined", "merged")}
    assert second["messages"] == {"ann", gail, "us1"}


def test_who_was_entered_by_hand_becomes_the_shops_customer_of_the_same_email(story: dict[str, Any]) -> None:
    assert "n" + "0" * 20 in story["first"]["customers"]
    assert "n" + "0" * 20 not in story["second"]["customers"]
    assert story["second"]["customers"]["eva"][0] == "Eva"


def test_a_note_about_a_guest_can_be_entered(story: dict[str, Any]) -> None:
    assert story["noted"].code == 0, story["noted"].err


def test_no_address_and_no_secret_leaves_the_private_files(story: dict[str, Any]) -> None:
    home: Path = story["shop"].home
    secret = (home / "secret").read_text().strip()
    planted = [*(each.lower() for each in EMAILS.values()), PHONE[1:], secret, secret.upper()]
    private = {"raw.duckdb", "workshop.duckdb", "contacts.duckdb", "secret"}
    kept = ("archive", "landing", "inbox")
    for file in home.rglob("*"):
        if file.is_file() and file.name not in private and file.relative_to(home).parts[0] not in kept:
            text = file.read_bytes().lower()
            assert not [each for each in planted if each.encode() in text], file
    for private_file in ("raw.duckdb", "published/current/workshop.duckdb"):
        assert secret.encode() not in (home / private_file).read_bytes()


def test_no_text_of_the_bi_file_has_an_at_sign(story: dict[str, Any]) -> None:
    with duckdb.connect(str(story["shop"].current / "rollcall.duckdb"), read_only=True) as connection:
        texts = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where not internal"
            " and database_name = current_database() and data_type not in ('BOOLEAN', 'DATE', 'TIMESTAMP')"
        ).fetchall()
        assert len(texts) > 20
        for schema, table, column in texts:
            found = f"select count(*) from {schema}.{table} where contains(cast({column} as varchar), '@')"
            assert connection.execute(found).fetchall() == [(0,)], f"{schema}.{table}.{column}"
