"""Rules as SQL group files: that they read well, say what the rule says, and give every value back as it was."""

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import jinja2
import pytest
from dbt_common.clients.jinja import get_environment
from hypothesis import example, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from orchestration.rules.language import NODE_KEYS
from orchestration.rules.reading import rule_of
from orchestration.rules.records import FIELDS, OWNERS
from orchestration.rules.schema import schema_file
from orchestration.rules.sql import group_sql
from tests.shop import PROJECT
from tests.unit.rules import condition_of, shop, sql_of

MACROS = (
    *("ref", "auto_member", "field", "in_group", "on_list", "rank_band", "sequence", "last_record", "active_periods"),
    *("number_of", "number_of_orders", "product_reviews", "total_of", "total_purchases", "average_of"),
    *("average_order_value", "lowest_of", "highest_of", "first_of", "last_of", "days_since_last"),
    *("all_of", "any_of", "none_of", "any_line", "all_lines", "no_line", "at_least_lines"),
)


class SqlFiles(SingleFileSnapshotExtension):
    """Snapshots as .sql files, to be read as what they are."""

    _write_mode = WriteMode.TEXT
    file_extension = "sql"


@pytest.fixture
def sql_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SqlFiles)


@dataclass(frozen=True)
class Called:
    """A macro that a file called, with what."""

    macro: str
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]


def calls_of(sql: str) -> list[Called]:
    """What dbt's own Jinja calls when it renders the file; nested calls are values of the outer ones."""
    calls: list[Called] = []

    def recorder(macro: str) -> Any:
        return lambda *arguments, **options: calls.append(Called(macro, arguments, options)) or calls[-1]

    get_environment(None).from_string(sql).render({macro: recorder(macro) for macro in MACROS})
    inner = {
        id(value) for call in calls for value in (*call.arguments, *call.options.values()) if isinstance(value, Called)
    }
    return [call for call in calls if id(call) not in inner and call.macro != "ref"]


def only_call_of(rule: object) -> Called:
    (call,) = calls_of(sql_of(rule))
    return call


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


def window_of(window: str) -> Mapping[str, Any]:
    return only_call_of(f"{{measure: count, of: logins, op: gte, value: 1, window: {window}}}").options


@pytest.mark.parametrize(
    ("window", "options"),
    [
        ("{last: 7d}", {"last": "7 days"}),
        ("{last: 1d}", {"last": "1 day"}),
        ("{last: 36h}", {"last": "36 hours"}),
        ("{last: 90s}", {"last": "90 seconds"}),
        ("{next: 2m}", {"between": ["now", "2 months ahead"]}),
        ("{ago: [2w, 1w]}", {"between": ["2 weeks ago", "before 1 week ago"]}),
        ("{before_ago: 1y}", {"before": "1 year"}),
        ("{period: today}", {"period": "today"}),
        ("{period: last_week, tz: UTC}", {"period": "last week", "time_zone": "UTC"}),
        ("{day_offset: 0}", {"period": "today"}),
        ("{day_offset: -1}", {"period": "yesterday"}),
        ("{day_offset: 1}", {"period": "tomorrow"}),
        ("{day_offset: -4}", {"period": "4 days ago"}),
        ("{day_offset: 2}", {"period": "2 days ahead"}),
        ("{from: '2024-01-01'}", {"between": ["2024-01-01", None]}),
        ("{to: '2024-01-01'}", {"between": [None, "2024-01-01"]}),
        (
            "{from: '2024-01-01', to: '2024-02-01', from_inclusive: false, to_inclusive: false}",
            {"between": ["after 2024-01-01", "before 2024-02-01"]},
        ),
        (
            "{from: '2024-01-01T10:00:00+02:00', to: {ago: 7d}, to_inclusive: false}",
            {"between": ["2024-01-01T10:00:00+02:00", "before 7 days ago"]},
        ),
        ("{from: {ago: 1m}, to: {ahead: 1d}}", {"between": ["1 month ago", "1 day ahead"]}),
        # By the shop's clock, in Copenhagen, 23:30 UTC is the next day; in New York it is not.
        ("{from: '2024-01-01T23:30:00Z', granularity: day}", {"between": ["2024-01-02", None]}),
        (
            "{from: '2024-01-01T23:30:00Z', granularity: day, tz: America/New_York}",
            {"between": ["2024-01-01", None], "time_zone": "America/New_York"},
        ),
        ("{from: {ago: 30d}, granularity: day}", {"between": ["the day 30 days ago", None]}),
        (
            "{from: {ago: 2w}, from_inclusive: false, to: {ahead: 1m}, granularity: day, tz: Asia/Tokyo}",
            {"between": ["after the day 2 weeks ago", "the day 1 month ahead"], "time_zone": "Asia/Tokyo"},
        ),
        ("{to: '2024-01-01T23:30:00', granularity: day}", {"between": [None, "2024-01-01"]}),
    ],
)
def test_windows_are_the_vocabularys(window: str, options: dict[str, Any]) -> None:
    assert window_of(window) == options


@pytest.mark.parametrize(
    ("rule", "call"),
    [
        ("{field: customer.country, op: eq, value: DK}", ("customer.country", "is", "DK")),
        ("{field: customer.unused_points, op: eq, value: 7}", ("customer.loyalty_points", "is", 7)),
        ("{field: profile.country, op: eq, value: DK}", ("profile.country", "is", "DK")),
        ("{field: customer.order_count, op: between, value: [1, 2]}", ("customer.order_count", "within", [1, 2])),
        ("{field: customer.created_at, op: after, value: {ago: 1y}}", ("customer.created_at", "after", "1 year ago")),
        ("{field: profile.a, op: same_second, value: '2024-01-01'}", ("profile.a", "at", "2024-01-01")),
        ("{field: customer.birth_date, op: anniversary}", ("customer.birth_date", "anniversary")),
        ("{field: customer.postcode, op: starts_with, value: 21}", ("customer.postcode", "starts with", "21")),
        ("{field: customer.accepts_email, op: eq, value: true}", ("customer.accepts_email", "is", True)),
    ],
)
def test_fields_are_the_vocabularys(rule: str, call: tuple[Any, ...]) -> None:
    assert only_call_of(rule) == Called("field", call, {})


OF_MEASURES = {
    "count, of: orders, op: in, value: [3, 1]": Called("number_of_orders", ("one of", [3, 1]), {}),
    "count, of: reviews, op: eq, value: '3'": Called("product_reviews", ("exactly", 3), {}),
    "count, of: any_event, op: lt, value: 3": Called("number_of", ("any_event", "less than", 3), {}),
    "sum, of: orders, field: points, op: gt, value: 3": Called("total_of", ("orders", "points", "more than", 3), {}),
    "avg, of: orders, field: amount, op: gt, value: 3": Called("average_order_value", ("more than", 3), {}),
    "max, of: reviews, field: rating, op: lte, value: 3": Called("highest_of", ("reviews", "rating", "at most", 3), {}),
    "min, of: orders, field: charged_amount, op: is_set": Called("number_of_orders", ("at least", 1), {}),
    # The amount of an order in another currency may be unknown.
    "min, of: orders, field: amount, op: is_set": Called(
        "number_of_orders", ("at least", 1), {"where": Called("field", ("order.amount", "is set"), {})}
    ),
    "min, of: reviews, field: rating, op: is_set": Called(
        "product_reviews", ("at least", 1), {"where": Called("field", ("review.rating", "is set"), {})}
    ),
    "last_at, of: logins, op: is_empty": Called("last_of", ("logins", "is empty"), {}),
    "last_at, of: logins, op: in_window, value_window: {period: today, tz: UTC}": Called(
        "last_of", ("logins", "in", {"period": "today", "time_zone": "UTC"}), {}
    ),
    # The shop's clock is Copenhagen's: two clocks in one condition, and an argument for one.
    "last_at, of: orders, op: on_day, value: 2024-01-01, window: {from: 2024-01-01, to: 2024-01-31, tz: UTC}": Called(
        "last_of",
        ("orders", "on", "2024-01-01"),
        {"between": ["2024-01-01T00:00:00+00:00", "before 2024-02-01T00:00:00+00:00"]},
    ),
    "first_at, of: orders, op: is_set, tz: UTC, window: {from: 2024-01-01, from_inclusive: false}": Called(
        "first_of", ("orders", "is set"), {"between": ["after 2024-01-01", None], "time_zone": "UTC"}
    ),
    "days_since_last, of: orders, op: is_set, tz: UTC, window: {period: today, tz: UTC}": Called(
        "days_since_last", ("orders", "is set"), {"period": "today", "time_zone": "UTC"}
    ),
}


def test_a_day_is_of_the_clock_that_the_rule_names() -> None:
    call = only_call_of("{field: customer.created_at, op: eq, value: '2024-01-01', tz: Asia/Tokyo}")
    assert call == Called("field", ("customer.created_at", "is", "2024-01-01"), {"time_zone": "Asia/Tokyo"})


def test_the_days_of_a_window_are_of_the_clock_that_the_condition_names() -> None:
    """It is the next day in Auckland already."""
    window = "{from: '2024-01-01T12:30:00Z', granularity: day}"
    field = only_call_of(f"{{field: customer.created_at, op: in_window, window: {window}, tz: Pacific/Auckland}}")
    assert field.arguments[2] == {"between": ["2024-01-02", None]}
    measure = "measure: last_at, of: logins, op: in_window"
    last = only_call_of(f"{{{measure}, value_window: {window}, tz: Pacific/Auckland}}")
    assert last.arguments[2] == {"between": ["2024-01-02", None]}


@pytest.mark.parametrize("rule", OF_MEASURES)
def test_measures_are_the_vocabularys(rule: str) -> None:
    assert only_call_of(f"{{measure: {rule}}}") == OF_MEASURES[rule]


def test_page_views_may_be_named_page_view() -> None:
    rule = "{measure: count, of: page_views, op: gte, value: 1, where: {field: page_view.url, op: eq, value: x}}"
    assert only_call_of(rule).options["where"].arguments[0] == "page.url"


def test_a_denied_count_without_zero_asks_for_a_record_too() -> None:
    looked_at = {"last": "7 days", "where": Called("field", ("login.at", "before", "2024-01-01"), {})}
    rule = """
        {measure: count, of: logins, op: ne, value: 3, zero: exclude, window: {last: 7d},
         where: {field: login.at, op: before, value: '2024-01-01'}}
    """
    assert calls_of(sql_of(rule)) == [
        Called("number_of", ("logins", "at least", 1), looked_at),
        Called("number_of", ("logins", "exactly", 3), looked_at),
    ]
    assert "\n    and not {{" in sql_of(rule)


def test_denied_active_periods_without_zero_ask_for_a_record_in_them() -> None:
    rule = """
        {measure: active_periods, of: orders, period: 2m, periods: 3, per_period: {op: gte, value: 1}, op: ne, value: 1,
         zero: exclude}
    """
    assert [call.macro for call in calls_of(sql_of(rule))] == ["number_of", "active_periods"]
    assert calls_of(sql_of(rule))[0].options == {"between": ["after 6 months ago", "now"]}


def orders_where(where: object, text_ids: bool = True) -> Mapping[str, Any]:
    rule = {"measure": "count", "of": "orders", "op": "gte", "value": 1, "where": where}
    here = replace(shop(), has_text_ids=text_ids)
    (call,) = calls_of(group_sql(rule_of(rule, here), here))
    return call.options


SOURCE = {"field": "order.source", "op": "eq", "value": "app"}
PRODUCT = {"field": "line.product", "op": "in", "value": ["P-1", "P-2"]}
SHOES = {"field": "line.category", "op": "in_tree", "value": "Shoes"}


def any_line(*fields: object) -> dict[str, object]:
    return {"lines": "any", "where": {"all": list(fields)}}


def test_what_orders_have_an_option_for_is_said_by_it() -> None:
    assert orders_where(SOURCE) == {"source": "app"}
    assert orders_where(any_line(PRODUCT)) == {"product": ["P-1", "P-2"]}
    assert orders_where({"all": [SOURCE, any_line(PRODUCT, SHOES)]}) == {
        "source": "app",
        "product": ["P-1", "P-2"],
        "category": "Shoes",
    }


@pytest.mark.parametrize(
    "where",
    [
        SOURCE | {"op": "ne"},
        SOURCE | {"ci": True},
        SOURCE | {"value": "7"},
        SOURCE | {"value": 7},
        SHOES | {"op": "eq"},
        PRODUCT | {"value": ["P-1", "1001"]},
        {"any": [SOURCE, SOURCE]},
        {"not": [SOURCE]},
    ],
)
def test_what_an_option_does_not_quite_say_is_a_condition(where: dict[str, Any]) -> None:
    if str(where.get("field")).startswith("line."):
        where = any_line(where)
    assert orders_where(where).keys() == {"where"}


def test_only_one_line_is_said_by_options() -> None:
    assert orders_where({"all": [any_line(PRODUCT), any_line(SHOES)]}).keys() == {"product", "where"}
    assert orders_where(any_line(PRODUCT, PRODUCT)).keys() == {"where"}
    assert orders_where(any_line()).keys() == {"where"}
    assert orders_where({"lines": "none", "where": PRODUCT}).keys() == {"where"}


def test_products_are_compared_as_ids_only_where_ids_are_texts() -> None:
    assert orders_where(any_line(PRODUCT), text_ids=False).keys() == {"where"}


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
    """What a rule of the nodes all, any and not says of somebody of whom `truth` says which leaves hold."""
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


# That every value comes back


HOSTILE = [
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# comment #}",
    "}} {{ ref('customers') }} {{",
    "{{{{{%%}}}}}",
    "{%- endraw -%}",
    "'); drop table customers; --",
    "\\",
    "\\'",
    "\\\\\"'\\",
    "\\x7b{",
    "it's",
    '"',
    'it\'s "both"',
    "line\nbreak\r\n\ttab",
    "\u2028\u2029\x85\x0b\x0c\x1b[31m\u202e\ufeff\x7f",
    "🎉 👨\u200d👩\u200d👧 æøå",
    "",
    " ",
]
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.text("{}%#-'\"\\nx \n~")


def assert_no_tag_but_ours(sql: str, calls: int) -> None:
    assert [sql.count(sign) for sign in ("{{", "}}")] == [calls + 1] * 2
    assert not any(sign in sql for sign in ("{%", "%}", "{#", "#}"))


@given(TEXT, st.lists(TEXT, min_size=1, max_size=30))
@settings(max_examples=300)
@example("x", HOSTILE)
def test_every_text_comes_back_as_it_was(text: str, texts: list[str]) -> None:
    rule = {
        "all": [
            {"field": "profile.x", "op": "eq", "value": text},
            {"field": "profile.x", "op": "contains", "value": text},
            {"field": "customer.email", "op": "in", "value": texts},
            {
                "measure": "count",
                "of": "orders",
                "op": "gte",
                "value": 1,
                "where": {
                    "all": [
                        {"any": [{"field": "order.promo_code", "op": "eq", "value": text}, {"lines": "any", "where": {
                            "field": "line.label", "op": "in", "value": texts}}]},
                        {"field": "order.source", "op": "in", "value": texts},
                    ]
                },
            },
        ]
    }  # fmt: skip
    sql = sql_of(rule)
    equal, contains, one_of, orders = calls_of(sql)
    assert_no_tag_but_ours(sql, 4)
    assert (equal.arguments[2], contains.arguments[2], one_of.arguments[2]) == (text, text, texts)
    promo_code, line = next(call for call in walk(orders) if call.macro == "any_of").arguments
    assert (promo_code.arguments[2], line.arguments[0].arguments[2]) == (text, texts)
    assert orders.options.get("source", texts) == texts


def walk(call: Called) -> list[Called]:
    inner = [value for value in (*call.arguments, *call.options.values()) if isinstance(value, Called)]
    return [call, *(each for value in inner for each in walk(value))]


@given(TEXT.filter(lambda text: bool(text.strip())))
@settings(max_examples=200)
def test_every_name_comes_back_as_it_was(name: str) -> None:
    lists = sql_of({"list": name})
    assert calls_of(lists) == [Called("on_list", (name,), {})]
    assert_no_tag_but_ours(lists, 1)
    if name.isprintable():
        fields = sql_of({"field": f"profile.{name}", "op": "is_set"})
        assert calls_of(fields) == [Called("field", (f"profile.{name}", "is set"), {})]
        assert_no_tag_but_ours(fields, 1)


@given(st.integers(-(10**28) + 1, 10**28 - 1) | st.decimals(-(10**15), 10**15, places=2) | st.decimals(0, 1, places=9))
@settings(max_examples=300)
def test_every_number_comes_back_with_its_digits(number: int | Decimal) -> None:
    (call,) = calls_of(sql_of({"field": "profile.x", "op": "gt", "value": number}))
    came_back = call.arguments[2]
    assert Decimal(str(came_back)) == number
    assert "e" not in str(came_back).lower()


@pytest.mark.parametrize("value", [True, False, 7, "7", "true", "none", "2024-05-15"])
def test_every_value_keeps_its_type(value: object) -> None:
    (call,) = calls_of(sql_of({"field": "profile.x", "op": "eq", "value": value}))
    assert call.arguments[2] == value and type(call.arguments[2]) is type(value)


# That what is written about rules is so


def returned_by(macro: str, file: str) -> Any:
    """What a macro of the vocabulary that only returns data returns."""
    returned: list[Any] = []
    text = (PROJECT / "macros" / "conditions" / file).read_text() + "{{ " + macro + "() }}"
    context = {"return": lambda value: returned.append(value) or "", "as_text": lambda column: column}
    jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(text).render(context)
    return returned[0]


def test_rules_know_the_fields_that_the_conditions_know() -> None:
    kinds = returned_by("record_kinds", "_records.sql")
    assert {records: kind["prefix"] for records, kind in kinds.items()} == OWNERS
    of_lines = {name: kind for name, (_, kind) in returned_by("line_fields", "_records.sql").items()}
    of_records = {
        kind["prefix"]: {name: column[1] for name, column in kind["fields"].items()} for kind in kinds.values()
    }
    # A line's categories and labels are several, which `field` asks for apart.
    assert of_records | {"line": of_lines | {"category": "category", "label": "text"}} == FIELDS


def test_the_schema_file_is_current() -> None:
    file = PROJECT / "docs" / "rule.schema.json"
    assert file.read_text() == schema_file(), "run: python -m orchestration.rules.schema > docs/rule.schema.json"


def test_the_schema_knows_every_node() -> None:
    document = json.loads(schema_file())
    assert {each["$ref"].rpartition("/")[2] for each in document["oneOf"]} == {*NODE_KEYS.values(), "ActivePeriods"}


def test_the_examples_in_the_documentation_are_rules_and_what_they_become() -> None:
    page = (PROJECT / "docs" / "rules.md").read_text()
    rules = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (sql,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert [sql_of(rule).partition("\n")[0] for rule in rules] == ["select customer_id"] * 3
    assert sql_of(rules[0]) == sql
