"""Groups that break, each in its own way, in one night: they are held at their last members, the others go on."""

from datetime import datetime
from typing import Any

import pytest

from tests.rows import customer, order
from tests.workspace import Ended, Workspace

FIRST, BROKEN, FIXED = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
DANES = "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n"
CUSTOMERS = "{{ ref('customers') }}"
ORDERS_OF_CUSTOMERS = (
    "select customer_id\nfrom {{ ref('orders') }}\nwhere is_counted and customer_id in"
    " (select customer_id from {{ ref('customers') }})\n"
)

# By group: what its SQL becomes, and what its error has to say besides the name of the file.
BREAKS = {
    "sql_error": ("select customer_id frm x", "syntax error"),
    "unknown_macro": (
        f"select customer_id from {CUSTOMERS} where {{{{ total_purchase('more than', 1) }}}}",
        "total_purchase",
    ),
    "wrong_argument": (f"select customer_id from {CUSTOMERS} where {{{{ total_purchases('about', 1) }}}}", "'about'"),
    "wrong_column": (f"select customer_id from {CUSTOMERS} where shoe_size > 40", "shoe_size"),
    "duplicates": (
        f"select customers.customer_id from {CUSTOMERS} as customers"
        " join {{ ref('orders') }} as orders on orders.customer_id = customers.customer_id",
        "more than once",
    ),
    "nulls": (f"select nullif(customer_id, 'ada') as customer_id from {CUSTOMERS}", "without a customer_id"),
    "strangers": (f"select distinct 'nobody' as customer_id from {CUSTOMERS}", "1 ids that are not customers'"),
    "two_columns": (f"select customer_id, country from {CUSTOMERS}", "country"),
    "emptied_file": ("", ""),
}
BROKEN_CARD = "version: 2\n\nmodels:\n  - name: broken_card\n   description: [x\n"
KEYS = [*BREAKS, "broken_card"]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was seen after the night when groups were broken, and the shop after they were fixed."""
    shop = Workspace.open(tmp_path_factory.mktemp("broken"), dict.fromkeys(["good", "broken_card", *BREAKS], DANES))
    # Its SQL never changes; the data of the second night makes it select a customer twice.
    shop.define("duplicates_by_data", ORDERS_OF_CUSTOMERS)
    shop.drop_rows("customers", "1.ndjson", [customer("ada", "DK"), customer("ben", "DK")])
    shop.drop_rows("orders", "1.ndjson", [order("1", "ada"), order("2", "ben")])
    nights = [shop.nightly(FIRST)]

    shop.drop_rows("customers", "2.ndjson", [customer("dia", "DK")])
    shop.drop_rows("orders", "2.ndjson", [order("1", "ada"), order("3", "ada"), order("4", "dia")])
    for key, (sql, _) in BREAKS.items():
        shop.define(key, sql)
    shop.define("born_broken", "select customer_id from nowhere")
    shop.write_card("broken_card", BROKEN_CARD)
    nights.append(shop.nightly(BROKEN))
    seen = {
        "groups": {row[0]: row for row in shop.query("select group_key, status, members, as_of, error from groups")},
        "memberships": shop.query("select group_key, customer_id, joined_at from group_memberships"),
        "events": shop.query(
            f"select group_key, customer_id, event from membership_events where occurred_at = '{at(BROKEN)}'"
        ),
        "shown": shop.run("groups", "show", "wrong_column").out,
        "status": shop.run("status").out,
    }

    for key in BREAKS:
        shop.define(key, DANES)
    shop.define("born_broken", DANES)
    shop.groups.joinpath("broken_card.yml").unlink()
    shop.drop_rows("orders", "3.ndjson", [order("3", "ben", status="cancelled")])
    nights.append(shop.nightly(FIXED))
    return seen | {"shop": shop, "nights": nights}


def at(night: str) -> datetime:
    return datetime.fromisoformat(night.removesuffix("Z"))


def test_good_groups_end_with_0(story: dict[str, Any]) -> None:
    assert story["nights"][0].code == 0, story["nights"][0].err


def test_good_groups_are_published_although_others_break(story: dict[str, Any]) -> None:
    assert story["groups"]["good"][1:4] == ("built", 3, at(BROKEN))
    assert [event for event in story["events"] if event[0] == "good"] == [("good", "dia", "joined")]


def test_a_night_with_held_groups_ends_with_3_and_names_them_and_their_files(story: dict[str, Any]) -> None:
    night: Ended = story["nights"][1]
    assert night.code == 3
    for key in [*KEYS, "born_broken", "duplicates_by_data"]:
        assert f"{key}:" in night.err, key
    assert "good:" not in night.err
    assert "Traceback" not in night.err


@pytest.mark.parametrize("key", [*KEYS, "duplicates_by_data"])
def test_a_broken_group_is_held_at_its_last_members(story: dict[str, Any], key: str) -> None:
    assert story["groups"][key][1:4] == ("held", 2, at(FIRST))
    kept = [row[1:] for row in story["memberships"] if row[0] == key]
    assert sorted(kept) == [("ada", at(FIRST)), ("ben", at(FIRST))]
    assert [event for event in story["events"] if event[0] == key] == []


@pytest.mark.parametrize(("key", "fault"), [(key, fault) for key, (_, fault) in BREAKS.items()])
def test_the_error_of_a_held_group_names_the_file_and_the_fault(story: dict[str, Any], key: str, fault: str) -> None:
    error = story["groups"][key][4] or ""
    assert f"customer_groups/{key}.sql" in error
    assert fault in error


def test_the_error_of_a_broken_card_names_the_card(story: dict[str, Any]) -> None:
    assert "customer_groups/broken_card.yml" in story["groups"]["broken_card"][4]


def test_errors_are_short_enough_for_a_line_of_a_report(story: dict[str, Any]) -> None:
    long = [key for key, row in story["groups"].items() if row[4] and ("\n" in row[4] or len(row[4]) > 500)]
    assert long == []


def test_a_group_that_was_broken_from_the_start_is_held_empty(story: dict[str, Any]) -> None:
    assert story["groups"]["born_broken"][1:4] == ("held", 0, None)


def test_held_groups_are_told_by_status_and_show(story: dict[str, Any]) -> None:
    assert "held" in story["shown"] and "shoe_size" in story["shown"]
    assert "sql_error" in story["status"]


def test_fixed_groups_are_built_again_with_the_latest_data(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert story["nights"][2].code == 0, story["nights"][2].err
    assert shop.query("select group_key, error from groups where status != 'built'") == []
    for key in [*KEYS, "duplicates_by_data"]:
        assert shop.query(f"select customer_id, joined_at from customer_groups.{key} order by 1") == [
            ("ada", at(FIRST)),
            ("ben", at(FIRST)),
            ("dia", at(FIXED)),
        ], key


@pytest.mark.parametrize("key", [*KEYS, "duplicates_by_data"])
def test_who_joined_while_a_group_was_held_did_not_join_by_mere_time(story: dict[str, Any], key: str) -> None:
    (cause,) = story["shop"].query(
        f"select cause from membership_events where group_key = '{key}' and customer_id = 'dia'"
    )[0]
    assert cause in ("data", "definition")


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Two groups, each read by another whose name sorts first; then one read group and one reader break."""
    reading = DANES + "    and customer_id in (select customer_id from {{ ref('READ') }})\n"
    shop = Workspace.open(
        tmp_path_factory.mktemp("readers"),
        {
            "danes": DANES,
            "a_reader": reading.replace("READ", "danes"),
            "more_danes": DANES,
            "b_reader": reading.replace("READ", "more_danes"),
            "shoppers": "select distinct customer_id\nfrom {{ ref('orders') }}\nwhere is_counted\n",
        },
    )
    shop.drop_rows("customers", "1.ndjson", [customer("ada", "DK")])
    shop.drop_rows("orders", "1.ndjson", [order("1", "ada")])
    nights = [shop.nightly(FIRST)]
    first = dict(shop.query("select group_key, status from groups"))
    shop.drop_rows("customers", "2.ndjson", [customer("ben", "DK")])
    shop.define("danes", "select customer_id frm x")
    shop.define("b_reader", shop.groups.joinpath("b_reader.sql").read_text() + "and shoe_size > 40\n")
    nights.append(shop.nightly(BROKEN))
    return {"shop": shop, "nights": nights, "first": first}


def test_a_group_that_reads_another_is_built_after_it(readers: dict[str, Any]) -> None:
    assert readers["first"]["a_reader"] == readers["first"]["b_reader"] == "built"


def test_a_group_may_select_from_any_model(readers: dict[str, Any]) -> None:
    """Not only from customers: `shoppers` reads orders alone."""
    assert readers["first"]["shoppers"] == "built"


def test_a_broken_reader_of_a_good_group_does_not_stop_the_night(readers: dict[str, Any]) -> None:
    assert readers["nights"][1].code == 3, readers["nights"][1].err
    assert readers["shop"].members("more_danes") == ["ada", "ben"]
    assert readers["shop"].members("b_reader") == ["ada"]


def test_a_group_is_held_with_the_one_that_it_reads(readers: dict[str, Any]) -> None:
    assert readers["shop"].query("select status, error from groups where group_key = 'a_reader'") == [
        ("held", "it reads the group danes, which is held")
    ]
