"""Rules about money: a rule could ask neither what was spent on lines nor what was spent before refunds."""

import pytest

from orchestration.rules.faults import RuleError
from tests.unit.rules import condition_of

SPENT = "measure: spent_on, of: orders, op: gte, value: 100"
SHOES = "{field: line.category, op: in_tree, value: Shoes}"
DEAR = "{field: line.unit_price, op: gt, value: 500}"
APP = "{field: order.source, op: eq, value: app}"


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (f"{{{SPENT}, line: {SHOES}}}", "spent_on('at least', 100, category='Shoes')"),
        (f"{{{SPENT}, line: {SHOES}, field: amount}}", "spent_on('at least', 100, category='Shoes')"),
        (
            f"{{{SPENT}, line: {SHOES}, field: gross_amount, window: {{last: 1y}}, which: all}}",
            "spent_on('at least', 100, category='Shoes', gross=true, last='1 year', which='all')",
        ),
        (
            f"{{{SPENT}, line: {{all: [{SHOES}, {DEAR}, {{field: line.label, op: in, value: [new, sale]}}]}}}}",
            "spent_on('at least', 100, category='Shoes', label=['new', 'sale'],"
            " line=field('line.unit_price', 'more than', 500))",
        ),
        # Two categories of one line: an option says only one.
        (
            f"{{{SPENT}, line: {{all: [{SHOES}, {{field: line.category, op: in_tree, value: Sale}}]}}}}",
            "spent_on('at least', 100, category='Shoes', line=field('line.category', 'in tree', 'Sale'))",
        ),
        (
            f"{{{SPENT}, line: {{not: [{SHOES}]}}}}",
            "spent_on('at least', 100, line=none_of(field('line.category', 'in tree', 'Shoes')))",
        ),
        (f"{{{SPENT}, line: {{all: []}}}}", "spent_on('at least', 100, line='true')"),
        # What is asked of the order, its source or another of its lines, is never asked of the line.
        (
            f"{{{SPENT}, line: {DEAR}, where: {{all: [{APP}, {{lines: any, where: {SHOES}}}]}}}}",
            "spent_on('at least', 100, line=field('line.unit_price', 'more than', 500), where=all_of("
            "field('order.source', 'is', 'app'), any_line(field('line.category', 'in tree', 'Shoes'))))",
        ),
        (
            f"{{{SPENT}, line: {SHOES}, zero: exclude}}",
            "spent_on('at least', 100, category='Shoes', include_zero=false)",
        ),
    ],
)
def test_a_rule_says_what_was_spent_on_lines(rule: str, condition: str) -> None:
    assert "".join(condition_of(rule).split()) == "".join(f"{{{{ {condition} }}}}".split())


def test_a_denied_sum_of_lines_leaves_out_customers_who_bought_no_such_line() -> None:
    rule = f"{{measure: spent_on, of: orders, op: not_gte, value: 100, line: {SHOES}, zero: exclude}}"
    assert condition_of(rule) == (
        "{{ number_of_orders('at least', 1, where=any_line(field('line.category', 'in tree', 'Shoes'))) }}\n"
        "    and not {{ spent_on('at least', 100, category='Shoes') }}"
    )


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (
            "{measure: sum, of: orders, field: gross_amount, op: gt, value: 5000}",
            "total_of('orders', 'gross_amount', 'more than', 5000)",
        ),
        (
            f"{{measure: avg, of: orders, field: gross_amount, op: lt, value: 50, where: {APP}}}",
            "average_of('orders', 'gross_amount', 'less than', 50, where=field('order.source', 'is', 'app'))",
        ),
        (
            "{rank_band: 0, of: orders, field_sum: gross_amount, shares: [0.1]}",
            "rank_band(0, [0.1], field='gross_amount')",
        ),
        (
            "{measure: count, of: orders, op: gte, value: 1, where: {field: order.gross_amount, op: gt, value: 9}}",
            "number_of_orders('at least', 1, where=field('order.gross_amount', 'more than', 9))",
        ),
    ],
)
def test_a_rule_leaves_refunds_aside(rule: str, condition: str) -> None:
    assert "".join(condition_of(rule).split()) == "".join(f"{{{{ {condition} }}}}".split())


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (f"{{{SPENT}}}", "rule: 'line' is missing, which says on what; write line: {field: line.category, ...}"),
        (
            f"{{{SPENT}, line: {SHOES}, field: points}}",
            "rule.field: 'points' is not an amount of a line; write amount or",
        ),
        (
            f"{{{SPENT}, line: {APP}}}",
            "rule.line.field: 'order.source' is not a field of a line; use one of line.product",
        ),
        (
            f"{{measure: spent_on, of: logins, op: gte, value: 1, line: {SHOES}}}",
            "rule.of: logins have no lines; write of: orders",
        ),
        (
            f"{{measure: sum, of: orders, field: amount, op: gte, value: 1, line: {SHOES}}}",
            "rule.line: sum is not of lines; use measure: spent_on, or {lines: any, where: ...}",
        ),
        (
            f"{{measure: spent_on, of: orders, op: is_set, line: {SHOES}}}",
            "rule.op: spent_on is a number, which is_set",
        ),
    ],
)
def test_what_cannot_be_spent_on_is_refused_by_its_place(rule: str, fault: str) -> None:
    with pytest.raises(RuleError) as error:
        condition_of(rule)
    assert fault in str(error.value)
