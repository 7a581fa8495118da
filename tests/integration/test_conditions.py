"""Conditions that count and add up records, and every condition that the documentation shows, in one night.

The cases are in tests/cases/counting.
"""

import re

import pytest

from docs.conditions import MACROS, PROSE, as_sql, calls, read_reference, samples
from tests.cases.counting import activity, customers, lines, orders, where, windows
from tests.cases.counting.orders import COMMENTED, MISPLACED, SHARING
from tests.cases.counting.refused import BROKEN
from tests.conditions import Built, Case, Conditions, assert_refused, group

shop = Conditions.of(orders.shop, windows.shop, customers.shop, activity.shop, where.shop, lines.shop)

REFERENCE = read_reference(MACROS)
# Conditions on one record have no place in a group of their own.
ON_CUSTOMERS = [each.name for each in REFERENCE.conditions if each.section != "Inside where="]
EXAMPLES = [example for condition in REFERENCE.conditions for example in condition.examples]
# What the documentation shows, as groups: each condition's examples, and the calls and whole groups of the page.
DOCUMENTED = {
    **{call: group(as_sql(call)) for call in [*EXAMPLES, *calls(PROSE.read_text(), ON_CUSTOMERS)]},
    **{sample: sample for sample in samples(PROSE.read_text())},
}
# The shop has declared the profile fields that they name.
for field in sorted({name for shown in DOCUMENTED for name in re.findall(r"profile[.](\w+)", shown)}):
    shop.row("profile_fields", field=field, type="list")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    # The group that examples name, and one whose SQL a test looks at.
    groups = {"vip": group("auto_member()")}
    good = {**DOCUMENTED, SHARING: group(SHARING), COMMENTED: group(COMMENTED), MISPLACED: group(MISPLACED)}
    return shop.build(tmp_path_factory.mktemp("conditions"), groups=groups, good=good, broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in shop.cases})
def test_conditions_that_share_a_group_and_what_they_read_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in shop.cases if case.topic == topic))


def test_conditions_of_a_group_that_read_the_same_orders_read_them_once(built: Built) -> None:
    # Once for counts, once for sums, which refunds without an order lessen.
    assert built.sql[SHARING].count('"intermediate"."int_orders"') == 1
    assert built.sql[SHARING].count('"marts"."orders"') == 1


def test_a_comment_at_the_end_of_a_group_that_shares_reads_ends_with_its_line(built: Built) -> None:
    assert built.errors[COMMENTED] == ""


def test_a_field_of_orders_outside_their_where_is_not_the_customers_column_of_that_name(built: Built) -> None:
    assert 'table "orders" not found' in built.errors[MISPLACED]


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_fix(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])


@pytest.mark.parametrize("shown", DOCUMENTED)
def test_a_documented_example_runs(built: Built, shown: str) -> None:
    assert built.errors[shown] == ""
