"""Customers found to be one person: what they did, and where they belong, is the survivor's from that night on.

In the first night nobody is merged. In the second, `ann` survives `bob`; `cat` was absorbed by `dan` and he by `eve`;
`kim` and `lee` absorbed each other; and `zoe` was absorbed by somebody that the shop does not know. In the third, `bob`
turns out to be `fay`. Two groups are broken all the while, so that these nights end with 3.
"""

from typing import Any

import pytest

from tests import rows
from tests.periods import astray
from tests.rows import Row, entry, merge, order, promo_code
from tests.workspace import Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
CUSTOMERS_WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = {
    "everybody": CUSTOMERS_WHERE + "{{ auto_member() }}",
    "loyal": CUSTOMERS_WHERE + "{{ number_of_orders('at least', 2) }}",
    "friends": CUSTOMERS_WHERE + "{{ added_by_hand() }}",
    "students": CUSTOMERS_WHERE + "{{ promo_code_entered('STUDENT10') }}",
    "busy": CUSTOMERS_WHERE
    + "customer_id in (select customer_id from {{ ref('stg_logins') }} group by customer_id having count(*) >= 2)",
    "odd_kind": CUSTOMERS_WHERE + "{{ auto_member() }}",
    "two_words": CUSTOMERS_WHERE + "{{ sms_code_sent('JOIN CLUB') }}",
    "stranger": CUSTOMERS_WHERE + "{{ added_by_hand('freinds') }}",
}
BROKEN = {
    "odd_kind": "models/customer_groups/odd_kind.sql: its card says kind 'promotion'; use one of rule, auto,",
    "two_words": "models/customer_groups/two_words.sql: sms_code_sent: 'JOIN CLUB' is not one word;",
    "stranger": "models/customer_groups/stranger.sql: added_by_hand: 'freinds' is not a group;",
}
CARD = "version: 2\nmodels:\n  - name: {key}\n    config:\n      meta: {meta}\n"
CUSTOMERS = ["ann", "bob", "cat", "dan", "eve", "fay", "kim", "lee", "zoe"]


def customer(customer_id: str) -> Row:
    return rows.customer(customer_id, phone="12 34 56 78" if customer_id in ("ann", "bob") else None)


def login(customer_id: str, day: int) -> Row:
    return rows.login(customer_id, f"2025-02-{day:02}T12:00:00Z")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shop after its last night, and what was seen of it after each night before."""
    shop = Workspace.open(tmp_path_factory.mktemp("merged"), GROUPS)
    shop.write_card("students", CARD.format(key="students", meta="{kind: promo, message: Welcome}"))
    shop.write_card("odd_kind", CARD.format(key="odd_kind", meta="{kind: promotion}"))
    shop.drop_rows("customers", "1.ndjson", [customer(name) for name in CUSTOMERS])
    owners = ["ann", "bob", "cat", "dan", "eve", "kim", "lee", "zoe"]
    shop.drop_rows("orders", "1.ndjson", [order(str(number), owner) for number, owner in enumerate(owners)])
    shop.drop_rows("logins", "1.ndjson", [login("ann", 1), login("bob", 1), login("cat", 1), login("dan", 2)])
    shop.drop_rows("promo_code_entries", "1.ndjson", [promo_code("bob", "STUDENT10")])
    shop.drop_rows(
        "manual_members", "1.ndjson", [entry("friends", customer_id="cat"), entry("friends", phone="12345678")]
    )
    nights = [shop.nightly(FIRST)]
    seen = {"first": look(shop), "first_out": nights[0].out}

    shop.drop_rows(
        "customer_merges",
        "1.ndjson",
        [
            merge("ann", "bob", "2025-03-01T10:00:00Z"),
            merge("dan", "cat", "2025-03-01T10:00:00Z"),
            merge("eve", "dan", "2025-03-01T09:00:00Z"),
            merge("kim", "lee", "2025-03-01T10:00:00Z"),
            merge("lee", "kim", "2025-03-01T11:00:00Z"),
            merge("stranger", "zoe", "2025-03-01T10:00:00Z"),
        ],
    )
    nights.append(shop.nightly(SECOND))
    seen |= {"second": look(shop), "second_out": nights[1].out}

    shop.drop_rows("customer_merges", "2.ndjson", [merge("fay", "bob", "2025-03-02T10:00:00Z")])
    nights.append(shop.nightly(THIRD))
    assert [night.code for night in nights] == [3, 3, 3], [night.err for night in nights]
    return seen | {"third": look(shop), "shop": shop}


def look(shop: Workspace) -> dict[str, Any]:
    groups = {key: shop.members(key) for key in GROUPS}
    errors = dict(shop.query("select group_key, error from groups where status = 'held'"))
    return groups | {
        "astray": astray(shop),
        "errors": errors,
        "outbox": shop.query("select group_key, customer_id from outbox_messages order by all"),
        "customers": shop.query("select customer_id, order_count from customers order by all"),
    }


def test_orders_of_absorbed_customers_count_for_the_survivor_at_the_end_of_the_chain(story: dict[str, Any]) -> None:
    assert story["second"]["customers"] == [("ann", 2), ("eve", 3), ("fay", 0), ("kim", 2), ("zoe", 1)]
    assert story["shop"].moves("loyal", SECOND) == {
        ("ann", "joined", "data"),
        ("eve", "joined", "data"),
        ("kim", "joined", "data"),
    }


def test_absorbed_customers_leave_because_they_were_merged(story: dict[str, Any]) -> None:
    assert story["shop"].moves("everybody", SECOND) == {
        (name, "left", "merged") for name in ("bob", "cat", "dan", "lee")
    }


def test_periods_of_survivors_begin_with_those_of_the_absorbed(story: dict[str, Any]) -> None:
    assert [story[night]["astray"] for night in ("first", "second", "third")] == [[], [], []]


def test_customers_who_absorbed_each_other_do_not_both_vanish(story: dict[str, Any]) -> None:
    assert "kim" in story["second"]["everybody"] and "lee" not in story["second"]["everybody"]


def test_a_customer_absorbed_by_nobody_known_stays(story: dict[str, Any]) -> None:
    assert "zoe" in story["second"]["everybody"]


def test_an_addition_by_hand_goes_over_to_the_survivor(story: dict[str, Any]) -> None:
    assert story["shop"].moves("friends", SECOND) >= {("cat", "left", "merged"), ("eve", "joined", "merged")}


def test_a_number_that_both_had_is_one_customers_after_the_merge(story: dict[str, Any]) -> None:
    assert "friends: not added: 2 customers have this phone number" in story["first_out"]
    assert ("ann", "joined", "manual") in story["shop"].moves("friends", SECOND)
    assert "not added" not in story["second_out"]


def test_a_login_of_both_at_the_same_moment_is_one(story: dict[str, Any]) -> None:
    assert story["second"]["busy"] == ["eve"]


def test_a_promo_code_of_the_absorbed_customer_admits_the_survivor_without_another_message(
    story: dict[str, Any],
) -> None:
    assert story["shop"].moves("students", SECOND) == {("bob", "left", "merged"), ("ann", "joined", "merged")}
    assert story["second"]["outbox"] == story["first"]["outbox"] == [("students", "bob")]


def test_a_later_merge_takes_from_one_survivor_and_gives_to_the_other(story: dict[str, Any]) -> None:
    assert story["third"]["customers"] == [("ann", 1), ("eve", 3), ("fay", 1), ("kim", 2), ("zoe", 1)]
    assert story["shop"].moves("loyal", THIRD) == {("ann", "left", "data")}
    assert story["shop"].moves("students", THIRD) == {("ann", "left", "data"), ("fay", "joined", "data")}


@pytest.mark.parametrize("key", BROKEN)
def test_a_mistake_in_a_card_or_a_code_word_holds_its_group_alone(story: dict[str, Any], key: str) -> None:
    assert story["first"]["errors"].keys() == BROKEN.keys()
    assert BROKEN[key] in story["first"]["errors"][key]
