"""Rules that name countries: a name that nobody knows selected nobody, in silence."""

import re
from dataclasses import replace

import pytest

from orchestration.rules.faults import RuleError
from orchestration.rules.reading import rule_of
from tests.unit.rules import condition_of, shop


@pytest.mark.parametrize("country", ["Denmark", "DNK", "dk", "DK"])
def test_a_rule_may_name_a_country_as_a_condition_may(country: str) -> None:
    rule = {"field": "customer.country", "op": "eq", "value": country}
    assert condition_of(rule) == f"{{{{ field('customer.country', 'is', '{country}') }}}}"


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (
            {"field": "customer.country", "op": "eq", "value": "Denmrk"},
            "rule.value: 'Denmrk' is not a country that is known; did you mean 'DK' (Denmark)?",
        ),
        (
            {"field": "customer.country", "op": "not_in", "value": ["DK", "Swedn"]},
            "rule.value: 'Swedn' is not a country that is known; did you mean 'SE' (Sweden)?",
        ),
        (
            {"any_address": ["Aarhus"], "country": "Danmark"},
            "rule.country: 'Danmark' is not a country that is known; did you mean 'DK' (Denmark)?",
        ),
    ],
)
def test_a_country_that_nobody_knows_is_refused_with_the_nearest(rule: object, fault: str) -> None:
    with pytest.raises(RuleError, match=re.escape(fault)):
        condition_of(rule)


@pytest.mark.parametrize(
    ("op", "value", "fix"),
    [
        ("contains", "Denmark", "write op: eq and value: DK"),
        ("not_contains", "denmark", "write op: not_eq and value: DK"),
        ("starts_with", "DNK", "write op: eq and value: DK"),
        ("ends_with", "UK", "write op: eq and value: GB"),
        ("like", "%Denmark%", "write op: eq and value: DK"),
    ],
)
def test_a_name_is_not_looked_for_in_codes(op: str, value: str, fix: str) -> None:
    """It found nobody, in silence."""
    fault = f"rule.value: {op} looks for '{value}' in the two-letter codes of countries, which are not names; {fix}"
    with pytest.raises(RuleError, match=re.escape(fault)):
        condition_of({"field": "customer.country", "op": op, "value": value})


def test_a_part_of_a_code_may_be_looked_for() -> None:
    for op, value in (("starts_with", "D"), ("contains", "DK"), ("like", "D%"), ("like", "%")):
        assert condition_of({"field": "customer.country", "op": op, "value": value})


def test_a_rule_may_name_a_country_in_a_language_of_the_shop() -> None:
    rule = {"field": "customer.country", "op": "eq", "value": "Danmark"}
    assert rule_of(rule, replace(shop(), locales=("da",)))


def test_a_part_of_a_country_and_a_profile_field_are_not_looked_up() -> None:
    assert condition_of({"field": "customer.country", "op": "contains", "value": "Denm"})
    assert condition_of({"field": "profile.country", "op": "eq", "value": "Denmrk"})
