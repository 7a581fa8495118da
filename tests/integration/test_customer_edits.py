"""What staff enter over what the shop sends, by command and through two nights, the second at once."""

import json
from typing import Any

import pytest

from tests.rows import customer, order, order_line, refund
from tests.workspace import Ended, Workspace

FIRST = "2025-03-01T01:00:00Z"
LATER = "2025-02-20T12:00:00Z"
GROUPS = {
    "mailed": "select customer_id\nfrom {{ ref('customers') }}\nwhere accepts_email\n",
    "odense": "select customer_id\nfrom {{ ref('customers') }}\nwhere city = 'Odense'\n",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("edits"), GROUPS)
    shop.write_card("odense", "version: 2\nmodels:\n  - name: odense\n    description: Who live on Funen.\n")
    consent = {"accepts_email": True, "updated_at": "2025-02-01T12:00:00Z"}
    ida = customer("ida", "DK", first_name="Ida", email="ida@old.example", city="Aarhus", **consent)
    bo = customer("bo", "DK", first_name="Bo", city="Vejle", phone="20304050", **consent)
    shop.drop_rows("customers", "1.ndjson", [ida, bo, customer("old", "DK", email="old@old.example")])
    shop.drop_rows("customer_merges", "1.ndjson", [{"survivor_id": "ida", "absorbed_id": "old", "merged_at": FIRST}])
    home = {"address_id": "A1", "customer_id": "ida", "label": "Home", "line1": "Gade 1", "city": "Aarhus"}
    shop.drop_rows("addresses", "1.ndjson", [home])
    shop.drop_rows("profile_fields", "1.ndjson", [{"field": "diet", "type": "text", "required": True}])
    shop.drop_rows("orders", "1.ndjson", [order("o1", "ida")])
    shop.drop_rows("order_lines", "1.ndjson", [order_line("o1", "shoe", unit_price=100)])
    shop.drop_rows("refunds", "1.ndjson", [refund("r1", "o1", 10, LATER)])
    note = {"note_id": "n1", "customer_id": "ida", "text": "rings twice", "written_by": "ada", "written_at": LATER}
    shop.drop_rows("notes", "1.ndjson", [note])
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {
        "order": shop.run("customers", "show", "--order", "o1", "--json"),
        "nobody": shop.run("customers", "show", "--order", "o9"),
        "found": shop.run("groups", "list", "--search", "FUNEN", "--json"),
        "lacking": shop.run("customers", "show", "ida"),
    }
    # An absorbed id is the survivor's.
    given = ("email=ida@new.example", "city=Odense", "address.home.city=Odense", "profile.diet=vegan")
    seen["entered"] = [
        shop.run("customers", "edit", "old", *given, "--by", "ada", "--reason", "rang"),
        shop.run("customers", "edit", "bo", "phone=", "city=Odense", "--by", "ada"),
        shop.run("customers", "opt", "ida", "--email", "no", "--by", "ada"),
        shop.run("customers", "limit", "ida", "500"),
        shop.run("profile-fields", "add", "size", "--type", "list", "--options", "42|43", "--required"),
        shop.run("customers", "points", "bo", "25"),
    ]
    seen["refused"] = shop.run("customers", "limit", "ida", "-50")
    # The shop goes on sending what it had; of bo it sends another city.
    shop.drop_rows("customers", "2.ndjson", [ida, bo | {"city": "Ribe"}])
    seen["now"] = shop.run("customers", "opt", "bo", "--sms", "yes", "--by", "ada", "--now")
    nights.append(seen["now"])
    return seen | {"shop": shop, "nights": nights}


def facts(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_an_entry_says_its_file_and_when_it_counts(story: dict[str, Any]) -> None:
    assert [each.code for each in story["entered"]] == [0] * 6, [each.err for each in story["entered"]]
    assert all("counts from the next night on" in each.out for each in story["entered"])
    assert (story["refused"].code, "-50 cannot be a limit" in story["refused"].err) == (1, True)


def test_an_entry_now_counts_in_a_night_that_runs_at_once(story: dict[str, Any]) -> None:
    assert [night.code for night in story["nights"]] == [0, 0], [night.err for night in story["nights"]]
    assert "counts from the night that runs now" in story["now"].out
    assert facts(story["shop"].run("customers", "show", "bo", "--json"))["facts"]["accepts_sms"] is True


def test_a_profile_says_what_was_entered_by_whom_and_when(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    profile = facts(shop.run("customers", "show", "ida", "--json"))
    assert profile["facts"]["email"] == "ida@new.example" and profile["facts"]["city"] == "Odense"
    assert [each["city"] for each in profile["sections"]["addresses"]] == ["Odense"]
    by_hand = {each["column_name"]: each for each in profile["sections"]["entered_by_hand"]}
    assert set(by_hand) == {
        "email", "city", "address.home.city", "profile.diet", "accepts_email", "account_limit",
    }  # fmt: skip
    assert (by_hand["email"]["entered_by"], by_hand["email"]["reason"]) == ("ada", "rang")
    lines = [line for line in shop.run("customers", "show", "ida").out.splitlines() if line.startswith("email: ")]
    assert len(lines) == 1 and "ida@new.example (entered by ada, 20" in lines[0] and lines[0].endswith(": rang)")


def test_entries_stand_until_the_shop_sends_another_value(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    bo = facts(shop.run("customers", "show", "bo", "--json"))
    assert (bo["facts"]["city"], bo["facts"]["phone"]) == ("Ribe", None)
    assert shop.members("odense") == ["ida"] and shop.members("mailed") == ["bo"]
    assert {("ida", "left", "data")} == {
        (customer_id, event, cause) for key, customer_id, event, cause in shop.events()[2:] if key == "mailed"
    }
    with shop.workshop() as workshop:
        limits = workshop.execute("select account_limit from marts.customers where customer_id = 'ida'").fetchall()
    assert [str(each) for (each,) in limits] == ["500.00"]


def test_who_lacks_a_required_field_is_marked_and_counted(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert "lacks what is required: diet" in story["lacking"].out
    assert facts(shop.run("customers", "show", "ida", "--json"))["lacks"] == ["size"]
    found = "select example, \"count\" from night_findings where kind = 'required_fields_missing' order by 1"
    assert shop.query(found) == [("diet", 1), ("size", 2)]


def test_an_order_is_shown_with_its_lines_refunds_and_the_notes_about_its_customer(story: dict[str, Any]) -> None:
    shown = facts(story["order"])
    assert (shown["facts"]["order_id"], shown["facts"]["first_name"]) == ("o1", "Ida")
    assert [each["product_id"] for each in shown["sections"]["order_lines"]] == ["shoe"]
    assert [each["amount"] for each in shown["sections"]["refunds"]] == ["10.00"]
    assert [each["text"] for each in shown["sections"]["notes"]] == ["rings twice"]
    assert (story["nobody"].code, "no order 'o9'" in story["nobody"].err) == (1, True)


def test_groups_are_found_by_words_of_their_description(story: dict[str, Any]) -> None:
    assert list(facts(story["found"])["groups"]) == ["odense"]


def test_no_entry_is_in_what_others_may_read(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    for contact in ("ida@new.example", "ida@old.example"):
        has_it = f"as t where contains(cast(t as varchar), '{contact}')"
        assert [
            each for each in shop.manifest["tables"] if shop.query(f"select count(*) from {each} {has_it}") != [(0,)]
        ] == []
