"""Rules as SQL group files: that they read well, and that their and, or, not and brackets say what the rule says."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from dbt_common.clients.jinja import get_environment
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.unit.rules import calls_of, condition_of, sql_of


class SqlFiles(SingleFileSnapshotExtension):
    """Snapshots as .sql files, to be read as what they are."""

    _write_mode = WriteMode.TEXT
    file_extension = "sql"


@pytest.fixture
def sql_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SqlFiles)


# How it reads


GROUPS = {
    "one_condition_stands_on_one_line": "{measure: count, of: orders, op: gte, value: 3, window: {last: 90d}}",
    "conditions_stand_by_name_one_per_line": """
        all:
          - {measure: count, of: orders, op: gte, value: 3, window: {last: 90d}}
          - {measure: sum, of: orders, field: amount, op: gt, value: 5000}
          - {not: [{group: students}, {list: news, state: subscribed}]}
          - any:
              - {field: customer.country, op: eq, value: DK}
              - {field: profile.industry, op: in, value: [Business, Private]}
    """,
    "orders_are_looked_at_closely": """
        measure: count
        of: orders
        op: gte
        value: 1
        window: {from: '2026-01-01', to: '2026-07-01', to_inclusive: false, tz: America/New_York}
        where:
          all:
            - {field: order.source, op: in, value: [app, web]}
            - {lines: any, where: {all: [{field: line.category, op: in_tree, value: Shoes},
                                         {field: line.quantity, op: gte, value: 2}]}}
            - {not: [{field: order.status, op: eq, value: returned}, {field: order.promo_code, op: is_set}]}
    """,
    "long_lists_fill_their_lines": {
        "any": [
            {"field": "customer.email", "op": "in", "value": [f"customer.{number}@example.com" for number in range(9)]},
            {"field": "customer.postcode", "op": "not_in", "value": list(range(1000, 1060))},
        ]
    },
    "every_kind_of_condition": """
        all:
          - {sequence: [{of: page_views, where: {field: page.url, op: contains, value: /sale}}, {of: orders}],
             within: 3d}
          - {last_record: orders, has: {field: order.source, op: ne, value: app}}
          - {rank_band: 0, of: orders, field_sum: amount, shares: [0.1, 0.25], window: {last: 1y}}
          - {measure: active_periods, of: logins, period: 1w, periods: 4, per_period: {op: gte, value: 2},
             op: eq, value: 4}
          - {measure: first_at, of: orders, op: in_window, value_window: {period: this_year}}
          - {measure: days_since_last, of: logins, op: between, value: [7, 30], tz: UTC}
          - {measure: avg, of: reviews, field: rating, op: lt, value: 2.5, window: {ago: [6m, 1m]}}
          - {field: customer.birth_date, op: anniversary, offset_days: 7}
          - {field: customer.birth_date, op: between, value: [18, 25], derive: age_years}
          - {field: customer.created_at, op: in_window, window: {day_offset: -30}}
          - {field: customer.phone, op: eq_phone, value: +45 12 34 56 78}
          - {field: profile.interests, op: has_all, value: [Sport, Music], ci: true}
    """,
    "zero_is_left_out": """
        any:
          - {measure: count, of: orders, op: lte, value: 1, window: {last: 3d}, zero: exclude}
          - {measure: count, of: logins, op: ne, value: 1, window: {last: 3d}, zero: exclude}
          - not: [{group: a}, {not: [{group: b}, {group: c}]}]
    """,
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_generated_file_reads_as_one_written_by_hand(name: str, sql_file: SnapshotAssertion) -> None:
    assert sql_of(GROUPS[name]) == sql_file


def test_ten_thousand_values_stay_within_the_lines() -> None:
    emails = [f"customer.{number}@example.com" for number in range(10_000)]
    sql = sql_of({"field": "customer.email", "op": "in", "value": emails})
    assert max(map(len, sql.splitlines())) <= 120
    assert len(sql.splitlines()) < 4000
    assert calls_of(sql)[0].arguments[2] == emails


@pytest.mark.parametrize("levels", [30, 50])
def test_deep_rules_stay_within_the_lines(levels: int) -> None:
    rule: dict[str, Any] = {"field": "customer.email", "op": "in", "value": ["a@example.com", "b@example.com"] * 3}
    for level in range(levels):
        rule = {("all", "any")[level % 2]: [rule, {"group": "a" * 48}]}
    assert max(map(len, sql_of(rule).splitlines())) <= 120
    order = {"field": "order.source", "op": "eq", "value": "app"}
    where: dict[str, Any] = order
    for level in range(levels - 1):
        where = {("all", "any", "not")[level % 3]: [where, order]}
    sql = sql_of({"measure": "count", "of": "orders", "op": "gte", "value": 1, "where": where})
    assert max(map(len, sql.splitlines())) <= 120 + 4 * levels
    assert len(calls_of(sql)) == 1


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ("{everyone: true}", "{{ auto_member() }}"),
        ("{all: []}", "{{ auto_member() }}"),
        ("{not: []}", "{{ auto_member() }}"),
        ("{any: []}", "false"),
        ("{not: [{everyone: true}]}", "false"),
        ("{all: [{group: a}, {all: []}]}", "{{ in_group('a') }}\n    and true"),
        ("{any: [{group: a}, {any: []}]}", "{{ in_group('a') }}\n    or false"),
        ("{all: [{any: [{not: [{not: [{group: a}]}]}]}]}", "{{ in_group('a') }}"),
        ("{not: [{group: a}, {group: b}]}", "not {{ in_group('a') }}\n    and not {{ in_group('b') }}"),
        ("{not: [{any: [{group: a}, {group: b}]}]}", "not {{ in_group('a') }}\n    and not {{ in_group('b') }}"),
        ("{not: [{all: [{group: a}, {group: b}]}]}", "not (\n    {{ in_group('a') }}\n    and {{ in_group('b') }}\n)"),
        ("{not: [{not: [{group: a}, {group: b}]}]}", "{{ in_group('a') }}\n    or {{ in_group('b') }}"),
        ("{field: customer.email, op: ne, value: x}", "not {{ field('customer.email', 'is', 'x') }}"),
        ("{field: customer.email, op: is_not_empty}", "not {{ field('customer.email', 'is empty') }}"),
        ("{not: [{field: customer.email, op: ne, value: x}]}", "{{ field('customer.email', 'is', 'x') }}"),
        ("{list: news, default: subscribed}", "{{ on_list('news', default='subscribed') }}"),
    ],
)
def test_and_or_not_are_written_without_noise(rule: str, condition: str) -> None:
    assert condition_of(rule) == condition


# That it says what the rule says


def leaf(key: str) -> st.SearchStrategy[Any]:
    return st.sampled_from("abc").map(lambda letter: {key: letter} if key == "group" else _order(letter))


def _order(letter: str) -> dict[str, object]:
    return {"field": "order.source", "op": "eq", "value": letter}


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves | st.just({"everyone": True}),
        lambda inner: st.sampled_from(["all", "any", "not"]).flatmap(
            lambda key: st.lists(inner, max_size=3).map(lambda nodes: {key: nodes})
        ),
        max_leaves=12,
    )


def holds(rule: dict[str, Any], truth: Mapping[str, bool]) -> bool:
    """What a rule of the nodes all, any and not says of somebody for whom `truth` says which leaves hold."""
    match rule:
        case {"all": nodes}:
            return all(holds(each, truth) for each in nodes)
        case {"any": nodes}:
            return any(holds(each, truth) for each in nodes)
        case {"not": nodes}:
            return not any(holds(each, truth) for each in nodes)
        case {"everyone": _}:
            return True
    return truth[rule.get("group") or rule["value"]]


def every_truth() -> list[dict[str, bool]]:
    return [dict(zip("abc", each, strict=True)) for each in itertools.product([True, False], repeat=3)]


@given(trees(leaf("group")))
@settings(max_examples=200)
def test_and_or_not_and_brackets_say_what_the_rule_says(rule: dict[str, Any]) -> None:
    condition = condition_of(rule)
    stand_ins = {"in_group": lambda key: f"truth['{key}']", "auto_member": lambda: "true"}
    expression = get_environment(None).from_string(condition).render(stand_ins)
    # SQL's and, or, not and brackets bind as Python's do.
    for truth in every_truth():
        known = {"truth": truth, "true": True, "false": False}
        assert eval(" ".join(expression.split()), known) == holds(rule, truth), condition


@given(trees(leaf("field")))
@settings(max_examples=200)
def test_conditions_inside_where_say_what_the_rule_says(rule: dict[str, Any]) -> None:
    sql = sql_of({"last_record": "orders", "has": rule})
    stand_ins = {
        "ref": lambda model: model,
        "all_of": lambda *each: f"({' and '.join(each)})",
        "any_of": lambda *each: f"({' or '.join(each)})",
        "none_of": lambda *each: f"(not ({' or '.join(each)}))",
        "field": lambda _name, _operator, letter: f"truth['{letter}']",
        "last_record": lambda _records, has: has,
    }
    expression = get_environment(None).from_string(sql).render(stand_ins).partition("where ")[2]
    for truth in every_truth():
        known = {"truth": truth, "true": True, "false": False}
        assert eval(expression, known) == holds(rule, truth), sql
