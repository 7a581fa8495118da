"""Rules about orders that do not count: a rule looked at counted orders only, and could not say otherwise."""

from dataclasses import replace

import pytest
import yaml

from orchestration.rules.faults import RuleError
from orchestration.rules.reading import rule_of
from tests.unit.rules import condition_of, shop

COUNT = "measure: count, of: orders, op: gte, value: 1"
REFUNDED = "{field: order.status, op: eq, value: refunded}"


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (
            f"{{{COUNT}, which: all, where: {REFUNDED}}}",
            "{{ number_of_orders('at least', 1, which='all', where=field('order.status', 'is', 'refunded')) }}",
        ),
        (f"{{{COUNT}, which: counted}}", "{{ number_of_orders('at least', 1) }}"),
        (
            "{measure: sum, of: orders, field: amount, op: gt, value: 9, which: cancelled, window: {last: 7d}}",
            "{{ total_purchases('more than', 9, last='7 days', which='cancelled') }}",
        ),
        (
            "{measure: max, of: orders, field: points, op: gt, value: 9, which: all}",
            "{{ highest_of('orders', 'points', 'more than', 9, which='all') }}",
        ),
        (
            "{measure: days_since_last, of: orders, op: lte, value: 3, which: all}",
            "{{ days_since_last('orders', 'at most', 3, which='all') }}",
        ),
        (
            "{measure: last_at, of: orders, op: after, value: 2026-01-01, which: cancelled}",
            "{{ last_of('orders', 'after', '2026-01-01', which='cancelled') }}",
        ),
        (
            "{sequence: [{of: orders, which: cancelled}, {of: orders}], within: 1d}",
            "{{ sequence('orders', 'orders', within='1 day', first_which='cancelled') }}",
        ),
        (
            "{last_record: orders, which: all, has: {field: order.status, op: eq, value: cancelled}}",
            "{{ last_record('orders', field('order.status', 'is', 'cancelled'), which='all') }}",
        ),
        (
            "{rank_band: 0, of: orders, field_sum: amount, shares: [0.1], which: all}",
            "{{ rank_band(0, [0.1], which='all') }}",
        ),
        (
            "{measure: active_periods, of: orders, period: 1m, periods: 3, per_period: {op: gte, value: 1}, op: eq,"
            " value: 3, which: all}",
            "{{\n    active_periods('orders', 'exactly', 3, period='1 month', periods=3, per_period=['at least', 1],"
            " which='all')\n}}",
        ),
    ],
)
def test_a_rule_says_which_orders(rule: str, condition: str) -> None:
    assert " ".join(condition_of(rule).split()) == " ".join(condition.replace("{{\n", "{{").split())


# The shop counts orders that are delivered, fulfilled, out for delivery or shipped.
@pytest.mark.parametrize(
    ("where", "which"),
    [
        (REFUNDED, "counted"),
        ("{field: order.status, op: in, value: [Cancelled, REFUNDED]}", "counted"),
        ("{field: order.status, op: contains, value: fund}", "counted"),
        ("{field: order.status, op: like, value: 'ref%'}", "counted"),
        ("{field: order.status, op: regex, value: '^refunded$'}", "counted"),
        ("{field: order.status, op: is_empty}", "counted"),
        ("{not: [{field: order.status, op: in, value: [delivered, fulfilled, out_for_delivery, SHIPPED]}]}", "counted"),
        (f"{{all: [{{field: order.amount, op: gt, value: 5}}, {REFUNDED}]}}", "counted"),
        (f"{{any: [{REFUNDED}, {{field: order.status, op: eq, value: pending}}]}}", "counted"),
        ("{field: order.status, op: eq, value: delivered}", "cancelled"),
    ],
)
def test_a_where_that_no_looked_at_order_can_meet_is_refused(where: str, which: str) -> None:
    with pytest.raises(RuleError) as error:
        condition_of(f"{{{COUNT}, which: {which}, where: {where}}}")
    assert str(error.value).startswith("rule: rule.where: no order that ")
    assert "write which: all" in str(error.value)


@pytest.mark.parametrize(
    "rule",
    [
        f"{{last_record: orders, has: {REFUNDED}}}",
        f"{{sequence: [{{of: orders}}, {{of: orders, where: {REFUNDED}}}]}}",
        f"{{measure: active_periods, of: orders, period: 1m, periods: 3, per_period: {{op: gte, value: 1}}, op: eq,"
        f" value: 3, where: {REFUNDED}}}",
        # What the newest order is chosen by, and what it has to be, are about one order.
        "{last_record: orders, where: {field: order.status, op: eq, value: shipped},"
        " has: {field: order.status, op: eq, value: delivered}}",
    ],
)
def test_so_is_one_of_any_other_leaf(rule: str) -> None:
    with pytest.raises(RuleError, match="no order that counts can meet it"):
        condition_of(rule)


@pytest.mark.parametrize(
    "where",
    [
        f"{{any: [{REFUNDED}, {{field: order.source, op: eq, value: app}}]}}",
        "{field: order.status, op: in, value: [refunded, Out_for_delivery]}",
        "{field: order.status, op: ne, value: refunded}",
        "{field: order.status, op: gt, value: 3}",
        "{lines: any, where: {field: line.product, op: eq, value: p1}}",
        "{any: []}",
    ],
)
def test_one_that_some_order_may_meet_is_taken(where: str) -> None:
    condition_of(f"{{{COUNT}, where: {where}}}")


def test_a_shop_that_counts_every_order_may_ask_for_any_status() -> None:
    every = replace(shop(), statuses={"counted": None, "cancelled": frozenset({"cancelled"}), "all": None})
    rule_of(yaml.safe_load(f"{{{COUNT}, where: {REFUNDED}}}"), every)
    with pytest.raises(RuleError, match="no order that is cancelled can meet it"):
        rule_of(yaml.safe_load(f"{{{COUNT}, which: cancelled, where: {REFUNDED}}}"), every)


@pytest.mark.parametrize("kind", ["logins", "reviews", "any_event"])
def test_which_is_about_orders_only(kind: str) -> None:
    with pytest.raises(RuleError, match=f"rule.which: all says which orders, not which {kind}; leave which out"):
        condition_of(f"{{measure: count, of: {kind}, op: gte, value: 1, which: all}}")


def test_a_misspelled_which_is_refused_with_the_nearest() -> None:
    with pytest.raises(RuleError, match="unknown kind of orders 'canceled'; did you mean 'cancelled'"):
        condition_of(f"{{{COUNT}, which: canceled}}")
