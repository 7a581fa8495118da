"""Random shops and rules are worth comparing on: valid, plain JSON, and rarely about nobody or everybody."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from tests.conformance.comparison import MOMENTS, accepted
from tests.conformance.edges import NOWS
from tests.conformance.maker import COPENHAGEN, Rule, ShopData
from tests.conformance.referee import Roll
from tests.conformance.shop_as_of import COLUMNS, FIGURES
from tests.conformance.strategies import generate, nights
from tests.conformance.survey import Survey, depth, survey

NOW = datetime.fromisoformat(NOWS[0])


@pytest.fixture(scope="module")
def surveyed() -> Survey:
    return survey(280)


def test_most_rules_select_some_and_not_all(surveyed: Survey) -> None:
    # 70 % of two thousand.
    assert surveyed.share_of_some >= 0.6, surveyed.results


def test_every_kind_of_leaf_is_drawn(surveyed: Survey) -> None:
    kinds = {"sequence", "last_record", "list", "group", "rank_band"}
    measures = {"count", "sum", "min", "max", "avg", "first_at", "last_at", "days_since_last", "active_periods"}
    assert kinds | {f"measure: {measure}" for measure in measures} <= surveyed.leaves.keys()
    assert set(surveyed.depths) == {0, 1, 2, 3, 4}


def test_every_operator_is_drawn(surveyed: Survey) -> None:
    positive = {"in", "gt", "gte", "lt", "lte", "between", "contains", "starts_with", "ends_with", "like", "regex"}
    positive |= {"eq_phone", "like_phone", "before", "after", "on_or_before", "on_or_after", "on_day", "same_second"}
    positive |= {"in_window", "anniversary", "has_all", "in_tree"}
    missing = (positive | {"eq", "ne", "is_set", "is_not_set", "is_empty", "is_not_empty"}) - surveyed.operators.keys()
    negated = {f"not_{op}" for op in positive} - surveyed.operators.keys()
    assert not missing
    assert len(negated) <= 4, negated


@pytest.mark.parametrize("now", NOWS)
def test_a_shop_is_json_and_tells_one_story(now: str) -> None:
    moment = datetime.fromisoformat(now)
    shop, rules = generate(1, 5, moment)
    assert json.loads(json.dumps([shop, rules])) == [shop, rules]
    assert 8 <= len(shop["customers"]) <= 20
    products: dict[str, Any] = {}
    for line in (line for order in shop["orders"] for line in order["lines"]):
        told = (line["category"], line["labels"])
        assert products.setdefault(line["product"], told) == told
    attributes = {name for customer in shop["customers"] for name in customer}
    profile = {"nickname", "score", "vip", "tags", "numbers", "renews", "child_born"}
    assert attributes - COLUMNS - {"id"} <= profile
    assert profile.isdisjoint(FIGURES)
    assert not any("|" in text for text in texts(shop["categories"]))


def texts(part: Any) -> Iterator[str]:
    """Every text in some JSON, keys included."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | dict):
        for each in part:
            yield from texts(each)
        if isinstance(part, dict):
            yield from texts(list(part.values()))


def test_no_text_is_one_that_engines_may_read_apart() -> None:
    shop, rules = generate(2, 50, NOW)
    for text in texts([shop, rules]):
        assert text.isprintable()
        assert not set("İıſΣςßẞ") & set(text)


@settings(max_examples=15)
@given(nights(NOW, 1, 5))
def test_the_referee_can_judge_whatever_is_drawn(night: tuple[ShopData, list[Rule]]) -> None:
    shop, rules = night
    roll = Roll(shop, NOW, COPENHAGEN)
    assert len(roll.customers) >= 2
    for rule in rules:
        assert depth(rule) <= 4
        selected = roll.select(rule)
        assert selected <= roll.customers.keys()
        assert roll.select({"not": [rule]}) == roll.customers.keys() - selected


def test_a_large_night_is_not_one_rule_many_times_over() -> None:
    _, rules = generate(100, 250, NOW)
    assert len({json.dumps(rule) for rule in rules}) > 230


def test_no_window_is_drawn_that_ends_before_it_starts() -> None:
    """Such a window is refused; in a group that others refer to, it would end the comparison."""
    shop, rules = generate(107, 30, MOMENTS[107 % len(MOMENTS)])
    drawn = [*(group["rule"] for group in shop["groups"].values() if group.get("rule")), *rules]
    assert accepted(drawn)[1] == []


def test_the_same_seed_draws_the_same_night() -> None:
    assert generate(7, 3, NOW) == generate(7, 3, NOW)
