"""The conditions of rules as calls of the vocabulary: windows, fields, measures, and what orders have an option for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from orchestration.rules.reading import rule_of
from orchestration.rules.sql import group_sql
from tests.unit.rules import Called, calls_of, only_call_of, shop, sql_of


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
