"""The referee against the 142 cases, and on what exists, lists, groups and merges; every test is a mistake it catches.

Moments, values and records have modules of their own: test_referee_*.py; money is in test_money.py.
"""

from datetime import datetime
from typing import Any

import pytest
import yaml

from tests.conformance.asking import NOW, count, having, orders, who, x
from tests.conformance.moments import Settings
from tests.conformance.referee import select
from tests.workspace import PROJECT

CASES = PROJECT.parent / "shared" / "conformance" / "cases.yaml"


def read_cases() -> list[Any]:
    if not CASES.exists():
        return [pytest.param(None, marks=pytest.mark.skip(f"{CASES} is not there: the cases are kept outside"))]
    return [pytest.param(case, id=case["id"]) for case in yaml.safe_load(CASES.read_text())]


@pytest.mark.parametrize("case", read_cases())
def test_the_referee_agrees_with_the_case(case: dict[str, Any]) -> None:
    members = select(case["rule"], case, datetime.fromisoformat(case["now"]), Settings())
    assert sorted(members) == sorted(case["expected"]), case["note"]


def test_blanks_around_a_column_are_nothing_and_letters_are_composed() -> None:
    names = {"blank": "anna ", "plain": "anna", "two": "e\N{COMBINING ACUTE ACCENT}"}
    customers = [{"id": key, "first_name": name, "nickname": name} for key, name in names.items()]
    first, nick = ({"field": f"customer.{name}", "op": "eq"} for name in ("first_name", "nickname"))
    assert who({**first, "value": "anna"}, customers=customers) == "blank plain"
    assert who({**nick, "value": "anna"}, customers=customers) == "plain"
    for each in (first, nick):
        assert who({**each, "value": "\N{LATIN SMALL LETTER E WITH ACUTE}"}, customers=customers) == "two"


# What exists


def test_what_comes_after_now_does_not_exist_yet() -> None:
    shop = orders(at_now=NOW, later="2024-05-15T12:00:00.000001Z")
    assert who(count("gte", 1), **shop) == "at_now"
    customers = [{"id": "born_now", "created_at": NOW}, {"id": "tomorrow", "created_at": "2024-05-16T12:00:00Z"}]
    assert who({"everyone": True}, customers=customers) == "born_now"
    events = [
        {"list": "news", "customer_id": "a", "action": "subscribed", "at": "2024-05-01T00:00:00Z"},
        {"list": "news", "customer_id": "a", "action": "unsubscribed", "at": "2024-05-16T00:00:00Z"},
    ]
    assert who({"list": "news", "state": "subscribed"}, customers=[{"id": "a"}], list_events=events) == "a"


def test_an_exact_duplicate_counts_once_where_the_moment_is_the_key() -> None:
    login = {"customer_id": "a", "at": "2024-05-01T02:00:00+02:00"}
    again = {"customer_id": "a", "at": "2024-05-01T00:00:00Z"}
    view = {"customer_id": "a", "at": "2024-05-01T00:00:00Z", "url": "/x"}
    customers = [{"id": "a"}]
    assert who(count("eq", 1, "logins"), customers=customers, logins=[login, again]) == "a"
    views = [view, dict(view), {**view, "url": "/y"}, {**view, "product": "p"}]
    assert who(count("eq", 3, "page_views"), customers=customers, page_views=views) == "a"


def test_records_of_nobody_belong_to_nobody() -> None:
    shop = orders(a=NOW)
    shop["orders"] += [{"order_id": "n", "customer_id": None, "ordered_at": NOW, "amount": 1}]
    shop["orders"] += [{"order_id": "g", "customer_id": "ghost", "ordered_at": NOW, "amount": 1}]
    assert who(count("gte", 0), **shop) == "a"
    assert who(count("eq", 1), **shop) == "a"


def test_no_rule_is_nobody_and_an_empty_all_is_everybody() -> None:
    customers = [{"id": "a"}]
    assert who({}, customers=customers) == ""
    assert who({"any": []}, customers=customers) == ""
    assert who({"not": []}, customers=customers) == "a"
    assert who({"not": [{}]}, customers=customers) == "a"
    with pytest.raises(ValueError, match="is not a rule"):
        who({"every": True}, customers=customers)


# Lists, groups, merges


def test_unsubscribing_wins_a_tie_and_silence_is_the_default() -> None:
    def event(customer_id: str, action: str, at: str = NOW) -> dict[str, Any]:
        return {"list": "news", "customer_id": customer_id, "action": action, "at": at}

    shop: dict[str, Any] = {
        "customers": [{"id": each} for each in ("tie", "in", "out", "silent")],
        "list_events": [
            event("tie", "unsubscribed"),
            event("tie", "subscribed"),
            event("in", "subscribed"),
            event("in", "unsubscribed", "2024-05-01T00:00:00Z"),
            event("out", "unsubscribed"),
            {**event("silent", "subscribed"), "list": "other"},
        ],
    }
    assert who({"list": "news", "state": "subscribed"}, **shop) == "in"
    assert who({"list": "news", "state": "subscribed", "default": "subscribed"}, **shop) == "in silent"
    assert who({"list": "news", "state": "unsubscribed"}, **shop) == "out silent tie"


def test_a_group_is_what_is_published_of_it_and_the_newest_decision_counts() -> None:
    def entry(action: str, customer_id: str, at: str, expires_at: str | None = None) -> dict[str, Any]:
        return {"group": "g", "action": action, "customer_id": customer_id, "at": at, "expires_at": expires_at}

    early, late = "2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"
    shop: dict[str, Any] = {
        "customers": having({"a": 1, "b": 1, "c": 0, "d": 0, "e": 0, "f": 1, "g": 0, "h": 0}),
        "groups": {"g": {"rule": x("eq", 1)}, "fixed": {"members": ["a", "ghost"]}},
        "manual": [
            entry("remove", "b", early),
            entry("add", "c", early),
            entry("add", "d", late),
            entry("remove", "d", late),
            # The removal has run out, at this very moment: what was said before it holds.
            entry("add", "e", early),
            entry("remove", "e", late, NOW),
            entry("remove", "f", "2024-05-16T00:00:00Z"),
            entry("remove", "g", early),
            entry("add", "g", late, "2024-05-15T12:00:01Z"),
            entry("add", "h", early, early),
            entry("add", "ghost", early),
            {"group": "fixed", "action": "add", "customer_id": "b"},
        ],
    }
    assert who({"group": "g"}, **shop) == "a c e f g"
    assert who({"group": "fixed"}, **shop) == "a b"
    assert who({"not": [{"group": "g"}, {"group": "fixed"}]}, **shop) == "d h"


def test_a_group_that_asks_for_itself_is_refused() -> None:
    groups = {"a": {"rule": {"group": "b"}}, "b": {"rule": {"not": [{"group": "a"}]}}}
    with pytest.raises(ValueError, match="asks for itself"):
        who({"group": "a"}, customers=[{"id": "c"}], groups=groups)


def test_a_merged_customer_lives_on_in_the_survivor() -> None:
    shop: dict[str, Any] = {
        "customers": [
            {"id": "a", "city": "Aarhus", "x": "a", "created_at": "2024-01-01T00:00:00Z"},
            {"id": "b", "city": "Esbjerg", "x": "b"},
            {"id": "c", "city": None, "x": ["c", "C"]},
            {"id": "later", "x": "l"},
        ],
        "merges": [
            {"survivor": "b", "absorbed": "c"},
            {"survivor": "a", "absorbed": "b", "at": NOW},
            {"survivor": "a", "absorbed": "later", "at": "2024-05-16T00:00:00Z"},
        ],
        "orders": [
            {"order_id": "1", "customer_id": "a", "ordered_at": NOW, "amount": 1},
            {"order_id": "2", "customer_id": "c", "ordered_at": NOW, "amount": 1},
        ],
        "logins": [{"customer_id": "a", "at": NOW}, {"customer_id": "b", "at": NOW}],
        "list_events": [
            {"list": "l", "customer_id": "b", "action": "unsubscribed", "at": NOW},
            {"list": "l", "customer_id": "a", "action": "subscribed", "at": "2024-05-01T00:00:00Z"},
        ],
        "groups": {"g": {"members": ["c"]}, "h": {"members": []}},
        "manual": [{"group": "h", "action": "add", "customer_id": "c", "at": "2024-05-01T00:00:00Z"}],
    }
    assert who({"everyone": True}, **shop) == "a later"
    assert who(count("eq", 2), **shop) == "a"
    assert who(count("eq", 1, "logins"), **shop) == "a"
    assert who(x("has_all", ["a", "b", "C"]), **shop) == "a"
    assert who({"field": "customer.city", "op": "eq", "value": "Esbjerg"}, **shop) == ""
    assert who({"list": "l", "state": "subscribed"}, **shop) == ""
    assert who({"group": "g"}, **shop) == "a"
    assert who({"group": "h"}, **shop) == "a"


def test_the_figures_of_the_mart_are_attributes() -> None:
    shop = orders(
        none=[],
        some=[
            ("2024-05-01T00:00:00Z", {"amount": 0.1, "status": "Cancelled"}),
            (NOW, {"amount": 0.2, "status": "new"}),
        ],
    )
    shop["reviews"] = [{"customer_id": "some", "at": NOW}]
    shop["logins"] = [{"customer_id": "some", "at": NOW}]
    shop["customers"][0]["last_login_at"] = "2024-05-01T00:00:00Z"
    shop["customers"][1]["last_login_at"] = "2024-05-01T00:00:00Z"

    def figure(name: str, op: str, value: Any = None) -> str:
        return who({"field": f"customer.{name}", "op": op, "value": value}, **shop)

    assert figure("order_count", "eq", 2) == "some"
    assert figure("order_count", "eq", 0) == "none"
    assert figure("total_spent", "eq", 0.3) == "some"
    assert figure("total_spent", "is_set") == "none some"
    assert figure("cancelled_order_count", "eq", 1) == "some"
    assert figure("review_count", "gte", 1) == "some"
    assert figure("first_ordered_at", "on_day", "2024-05-01") == "some"
    assert figure("last_ordered_at", "not_on_day", "2024-05-15") == "none"
    assert figure("last_login_at", "on_day", "2024-05-01") == "none"
    assert figure("customer_id", "starts_with", "s") == "some"
