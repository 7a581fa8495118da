"""Conditions about customers themselves, in one night. The cases are in tests/cases/of_customers."""

import pytest

from tests.cases.of_customers import customers, fields, lists, profiles, ranking
from tests.cases.of_customers.lists import GROUPS
from tests.cases.of_customers.refused import BROKEN
from tests.conditions import Built, Case, Conditions, assert_refused

shop = Conditions.of(fields.shop, profiles.shop, customers.shop, lists.shop, ranking.shop)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), groups=GROUPS, broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in shop.cases})
def test_conditions_that_share_a_group_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in shop.cases if case.topic == topic))


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_fix(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
