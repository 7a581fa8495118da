"""Rules about first records, second orders, shares, distinct products, any address and orders since signing up."""

import pytest

from orchestration.rules.faults import RuleError
from tests.unit.rules import condition_of

APP = "{field: order.source, op: eq, value: app}"


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        (f"{{first_record: orders, has: {APP}}}", "first_record('orders', field('order.source', 'is', 'app'))"),
        (
            f"{{first_record: orders, has: {APP}, where: {{field: order.amount, op: gt, value: 5}}, which: all}}",
            "first_record('orders', field('order.source', 'is', 'app'), where=field('order.amount', 'more than', 5),"
            " which='all')",
        ),
        ("{second_order: 30d}", "second_order('within', '30 days')"),
        (
            f"{{second_order: 1m, where: {APP}, which: all}}",
            "second_order('within', '1 month', source='app', which='all')",
        ),
        (
            "{measure: distinct, of: orders, field: product, op: gte, value: 3, window: {last: 1y}}",
            "number_of_products('at least', 3, last='1 year')",
        ),
        (
            f"{{measure: distinct, of: orders, field: category, op: eq, value: 1, where: {APP}}}",
            "number_of_categories('exactly', 1, where=field('order.source', 'is', 'app'))",
        ),
        (
            f"{{measure: share, of: orders, op: gt, value: 0.3, which: all, has: {APP}}}",
            "share_of('orders', 'more than', 0.3, field('order.source', 'is', 'app'), which='all')",
        ),
        ("{any_address: [Aarhus, Odense], country: DK}", "city_of_any_address(['Aarhus', 'Odense'], country='DK')"),
        ("{not_ordered_since: sign_up}", "no_orders_since_sign_up()"),
        ("{not_ordered_since: sign_up, list: news}", "no_orders_since_sign_up('news')"),
    ],
)
def test_a_rule_is_the_condition_that_people_write(rule: str, condition: str) -> None:
    assert "".join(condition_of(rule).split()) == "".join(f"{{{{ {condition} }}}}".split())


def test_a_denied_share_and_one_without_customers_of_no_record() -> None:
    share = f"measure: share, of: orders, value: 0.5, has: {APP}"
    call = "{{ share_of('orders', 'more than', 0.5, field('order.source', 'is', 'app')) }}"
    assert condition_of(f"{{{share}, op: not_gt}}") == f"not {call}"
    assert condition_of(f"{{{share}, op: not_gt, zero: exclude}}") == (
        f"{{{{ number_of_orders('at least', 1) }}}}\n    and not {call}"
    )


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("{first_record: order, has: {everyone: true}}", "rule.first_record: unknown kind of record 'order'"),
        ("{first_record: orders}", "rule: 'has' is missing"),
        ("{first_record: orders, has: {field: review.rating, op: gt, value: 3}}", "rule.has.field: "),
        ("{second_order: soon}", "rule.second_order: 'soon' is not a duration"),
        ("{second_order: 30d, of: orders}", "rule: unknown key 'of'"),
        ("{measure: distinct, of: orders, field: brand, op: gte, value: 3}", "'brand' cannot be counted"),
        ("{measure: distinct, of: orders, op: gte, value: 3}", "'field' is missing"),
        ("{measure: distinct, of: logins, field: product, op: gte, value: 3}", "rule.of: logins have no lines"),
        (f"{{measure: share, of: orders, op: gt, value: 30, has: {APP}}}", "rule.value: 30 is more than it can be"),
        ("{measure: share, of: orders, op: gt, value: 0.3}", "rule: 'has' is missing"),
        (f"{{measure: count, of: orders, op: gt, value: 3, has: {APP}}}", "rule.has: count is of all records"),
        ("{measure: share, of: logins, which: all, op: gt, value: 0.3, has: {all: []}}", "rule.which: all says which"),
        ("{any_address: Aarhus, country: DK}", "rule.any_address: 'Aarhus' is not a list of cities"),
        ("{any_address: [Aarhus]}", "rule: 'country' is missing"),
        ("{not_ordered_since: birth}", "rule.not_ordered_since: unknown moment 'birth'"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_place(rule: str, fault: str) -> None:
    with pytest.raises(RuleError) as error:
        condition_of(rule)
    assert fault in str(error.value)
    assert "; " in str(error.value)
