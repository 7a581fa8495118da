"""How people come to belong: by hand, by promo code, by text message and by rule, in three nights of one shop.

The first night is run twice, and the last again after a rollback. What a merge of customers does is in
test_merged_customers.py.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from tests import rows
from tests.rows import customer, promo_code, sms
from tests.workspace import Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
CUSTOMERS_WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = {
    "danes": CUSTOMERS_WHERE + "country = 'DK'",
    "friends": CUSTOMERS_WHERE + "{{ added_by_hand() }}",
    "friends_in_jutland": CUSTOMERS_WHERE + "{{ added_by_hand('friends') }} and city = 'Aarhus'",
    "students": CUSTOMERS_WHERE + "{{ promo_code_entered('STUDENT10') }}",
    "club": CUSTOMERS_WHERE + "{{ sms_code_sent(['CLUB', 'klub']) }}",
}
CARD = """\
version: 2
models:
  - name: {key}
    config:
      meta: {meta}
"""
NOT_APPLIED = {
    ("friends", "not added: 2 customers have this phone number"),
    ("friends", "not added: no customer has this phone number"),
    ("danes", "not removed: no customer has this phone number"),
    ("friends", "not added: no customer has this id"),
    ("freinds", "not added: no group has this key"),
}
entry = partial(rows.entry, entered_by="mia")


def outbox(shop: Workspace) -> list[tuple[Any, ...]]:
    return shop.query(
        "select message_id, group_key, customer_id, channel, text, cause, created_at from outbox_messages order by all"
    )


def findings(shop: Workspace) -> list[tuple[Any, ...]]:
    return shop.query(
        "select table_name, example, detail, count from night_findings where kind = 'entries_by_hand_not_applied'"
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shop after its last night, and what was seen of it after each night before."""
    shop = Workspace.open(tmp_path_factory.mktemp("kinds"), GROUPS)
    shop.write_card("students", CARD.format(key="students", meta='{kind: promo, message: "Welcome, that\'s 10 % off"}'))
    shop.write_card("club", CARD.format(key="club", meta="{kind: sms, message: You are in the club}"))
    shop.write_card("friends", CARD.format(key="friends", meta="{kind: manual}"))
    shop.drop_rows(
        "customers",
        "1.ndjson",
        [
            customer("ada", "DK", phone="+45 11 11 11 11", city="Aarhus"),
            customer("ben", "DK", phone="22222222"),
            customer("cem", "DE", phone="0033 33 33"),
            customer("dia", "DK", phone="44444444"),
            customer("eli", "DK", phone="(+45) 4444-4444"),
            customer("fay", "SE"),
            customer("hil", "DK"),
            customer("pia", "DK"),
            customer("sue", "SE"),
        ],
    )
    shop.drop_rows(
        "manual_members",
        "1.ndjson",
        [
            entry("friends", phone="11 11 11 11"),
            entry(" Friends", phone="0045 22 22 22 22"),
            entry("friends", phone="44 44 44 44"),
            entry("friends", phone="99 99 99 99"),
            entry("friends", customer_id="nobody"),
            entry("freinds", customer_id="ada"),
            entry("danes", "remove", phone="98 98 98 98"),
            entry("danes", "remove", customer_id="ada"),
            entry("danes", "remove", customer_id="hil", expires_at="2025-03-02T01:00:00Z"),
            entry("danes", customer_id="sue"),
            entry("danes", customer_id="cem", expires_at="2025-03-02T01:00:01Z"),
            entry("danes", customer_id="pia"),
        ],
    )
    shop.drop_rows(
        "promo_code_entries",
        "1.ndjson",
        [promo_code("fay", " student10"), promo_code("sue", "STUDENT100")],
    )
    shop.drop_rows(
        "sms_messages",
        "1.ndjson",
        [
            sms("1", "11111111", " Club please", "2025-02-01T12:00:00Z"),
            sms("2", "44444444", "CLUB", "2025-02-01T12:00:00Z"),
            sms("3", "99999999", "CLUB", "2025-02-01T12:00:00Z"),
            sms("4", "22222222", "clubs", "2025-02-01T12:00:00Z"),
        ],
    )
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {"first": look(shop), "first_out": nights[0].out, "findings": findings(shop)}
    nights.append(shop.nightly(FIRST))
    seen["again"] = look(shop)

    shop.drop_rows("customers", "2.ndjson", [customer("pia", "NO")])
    shop.drop_rows(
        "manual_members",
        "2.ndjson",
        [
            entry("danes", "add", "2025-03-01T12:00:00Z", phone="11111111"),
            entry("danes", "remove", "2025-03-01T12:00:00Z", customer_id="sue"),
            entry("students", "remove", "2025-03-01T12:00:00Z", customer_id="fay", expires_at="2025-03-03T00:00:00Z"),
        ],
    )
    shop.drop_rows("promo_code_entries", "2.ndjson", [promo_code("fay", "STUDENT10", "2025-03-01T12:00:00Z")])
    shop.drop_rows(
        "sms_messages",
        "2.ndjson",
        [
            sms("5", "+45 11111111", "CLUB", "2025-03-01T12:00:00Z"),
            sms("6", "+4522222222", "KLUB", "2025-03-01T12:00:00Z"),
        ],
    )
    nights.append(shop.nightly(SECOND))
    seen["second"] = look(shop)

    # The text that fay is sent when she is back is the one of then.
    shop.write_card("students", CARD.format(key="students", meta="{kind: promo, message: Hello again, channel: sms}"))
    nights.append(shop.nightly(THIRD))
    seen |= {"third": look(shop), "parquet": parquet_files(shop)}
    assert shop.run("rollback").code == 0
    seen["rolled_back"] = look(shop)
    nights.append(shop.nightly(THIRD))
    assert [night.code for night in nights] == [0] * 5, [night.err for night in nights]
    return seen | {"shop": shop}


def look(shop: Workspace) -> dict[str, Any]:
    groups = {key: shop.members(key) for key in GROUPS}
    return groups | {"events": shop.events(), "outbox": outbox(shop)}


def parquet_files(shop: Workspace) -> list[str]:
    return sorted(file.name[:9] for file in (shop.current / "parquet" / "outbox_messages").iterdir())


def texts(messages: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """(group_key, customer, channel, text) of messages, without their ids."""
    return sorted(message[1:5] for message in messages)


def test_a_phone_number_finds_its_customer_however_it_is_written(story: dict[str, Any]) -> None:
    assert story["first"]["friends"] == ["ada", "ben"]


def test_a_number_that_fits_nobody_or_several_is_reported_and_the_rest_is_done(story: dict[str, Any]) -> None:
    assert {(example, detail.split(", entered")[0]) for _, example, detail, _ in story["findings"]} == NOT_APPLIED
    assert {count for _, _, _, count in story["findings"]} == {1}


def test_the_night_shows_entries_by_hand_that_fit_nobody_without_their_phone_numbers(story: dict[str, Any]) -> None:
    shown = story["first_out"]
    assert "entries by hand not applied" in shown and "friends: not added: no customer has this id" in shown
    assert not any(digits in shown for digits in ("44 44", "99 99", "98 98", "44444444"))


def test_who_is_added_by_hand_joins_by_hand(story: dict[str, Any]) -> None:
    assert story["shop"].moves("friends", FIRST) == {("ada", "joined", "manual"), ("ben", "joined", "manual")}
    assert ("sue", "joined", "manual") in story["shop"].moves("danes", FIRST)


def test_another_group_may_ask_who_was_added_by_hand(story: dict[str, Any]) -> None:
    assert story["first"]["friends_in_jutland"] == ["ada"]


def test_a_removal_beats_the_rule(story: dict[str, Any]) -> None:
    assert story["first"]["danes"] == ["ben", "cem", "dia", "eli", "pia", "sue"]


def test_a_removal_is_lifted_by_a_later_entry(story: dict[str, Any]) -> None:
    assert ("ada", "joined", "manual") in story["shop"].moves("danes", SECOND)


def test_a_removal_that_expires_lets_the_rule_decide_again(story: dict[str, Any]) -> None:
    assert ("hil", "joined", "time") in story["shop"].moves("danes", SECOND)


def test_an_addition_that_expires_ends_the_membership(story: dict[str, Any]) -> None:
    assert "cem" in story["second"]["danes"]
    assert story["shop"].moves("danes", THIRD) == {("cem", "left", "time")}


def test_who_was_added_by_hand_stays_when_the_rule_lets_go(story: dict[str, Any]) -> None:
    assert "pia" in story["second"]["danes"]


def test_who_is_removed_by_hand_leaves_by_hand(story: dict[str, Any]) -> None:
    assert story["shop"].moves("danes", SECOND) == {
        ("ada", "joined", "manual"),
        ("hil", "joined", "time"),
        ("sue", "left", "manual"),
    }
    assert story["shop"].moves("students", SECOND) == {("fay", "left", "manual")}


def test_a_promo_code_admits_in_any_case_and_with_blanks_and_no_other_code_does(story: dict[str, Any]) -> None:
    assert story["first"]["students"] == ["fay"]


def test_a_code_word_admits_the_only_owner_of_the_number(story: dict[str, Any]) -> None:
    assert story["first"]["club"] == ["ada"]
    assert story["shop"].moves("club", SECOND) == {("ben", "joined", "data")}


def test_who_joins_is_sent_the_cards_message_by_its_channel(story: dict[str, Any]) -> None:
    assert texts(story["first"]["outbox"]) == [
        ("club", "ada", "sms", "You are in the club"),
        ("students", "fay", "email", "Welcome, that's 10 % off"),
    ]


def test_a_night_run_again_sends_nothing_twice(story: dict[str, Any]) -> None:
    assert story["again"]["outbox"] == story["first"]["outbox"]


def test_a_code_entered_again_by_a_member_sends_nothing(story: dict[str, Any]) -> None:
    new = set(story["second"]["outbox"]) - set(story["first"]["outbox"])
    assert texts(list(new)) == [("club", "ben", "sms", "You are in the club")]


def test_who_joins_a_second_time_is_sent_a_second_message(story: dict[str, Any]) -> None:
    new = set(story["third"]["outbox"]) - set(story["second"]["outbox"])
    assert texts(list(new)) == [("students", "fay", "sms", "Hello again")]


def test_a_message_keeps_its_id_after_a_rollback(story: dict[str, Any]) -> None:
    assert story["rolled_back"]["outbox"] == story["second"]["outbox"]
    assert outbox(story["shop"]) == story["third"]["outbox"]
    ids = [message[0] for message in story["third"]["outbox"]]
    assert len(set(ids)) == len(ids)


def test_messages_of_earlier_nights_are_linked_and_not_written_again(story: dict[str, Any]) -> None:
    assert story["parquet"] == ["20250301T", "20250301T", "20250302T", "20250303T"]


def test_cards_say_how_people_join(story: dict[str, Any]) -> None:
    kinds = dict(story["shop"].query("select group_key, kind from groups"))
    assert kinds == {
        "club": "sms",
        "danes": "rule",
        "friends": "manual",
        "friends_in_jutland": "rule",
        "students": "promo",
    }


def test_no_phone_number_is_published(story: dict[str, Any]) -> None:
    columns = story["shop"].query("select column_name from duckdb_columns() where column_name like '%phone%'")
    assert columns == []
