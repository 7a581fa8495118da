"""Misspelled fields of rules: each was taken for a profile field, which nobody has, and selected nobody in silence."""

import re
from pathlib import Path

import pytest
import yaml

from orchestration.rules.faults import RuleError
from orchestration.rules.fields import SYNONYMS
from orchestration.rules.profile import profile_fields, warnings
from orchestration.rules.reading import rule_of
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw
from tests.unit.rules import condition_of, shop
from tests.workspace import PROJECT


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("customer.contry", "did you mean 'customer.country'?"),
        ("customer.unusedpoints", "did you mean 'customer.unused_points'?"),
        ("customer.loyalty_point", "did you mean 'customer.loyalty_points'?"),
        ("customer.Country", "did you mean 'customer.country'?"),
        ("customer.industry", "A profile field is written 'profile.industry'"),
        ("customer.xyz", "use one of customer_id, first_name,"),
    ],
)
@pytest.mark.parametrize("op", ["is_set", "is_not_set"])
def test_a_field_that_is_not_a_column_is_refused_with_the_nearest(field: str, meant: str, op: str) -> None:
    with pytest.raises(RuleError, match=f"rule.field: '{field}' is not a column of customers; .*{re.escape(meant)}"):
        condition_of({"field": field, "op": op})


@pytest.mark.parametrize(("synonym", "column"), SYNONYMS.items())
def test_a_documented_synonym_is_its_column(synonym: str, column: str) -> None:
    assert (
        condition_of({"field": f"customer.{synonym}", "op": "is_set"})
        == f"{{{{ field('customer.{column}', 'is set') }}}}"
    )
    page = (PROJECT / "docs" / "rules.md").read_text()
    assert re.search(rf"^\|[^|]*`{synonym}`[^|]*\|[^|]*`{column}`", page, re.MULTILINE)


RULE = rule_of(
    yaml.safe_load(
        "{all: [{field: profile.industry, op: eq, value: x}, {not: [{field: profile.diet, op: is_set}]},"
        " {field: profile.industry, op: is_set}, {field: customer.country, op: is_set}]}"
    ),
    shop(),
)


def shop_with(folder: Path, *fields: str) -> Shop:
    shop_there = Shop(Settings(home=folder), folder)
    with writing_raw(shop_there) as connection:
        connection.execute("create schema raw; create table raw.profile_fields (field text)")
        connection.execute("create table raw.profile_field_values (field text)")
        for position, field in enumerate(fields):
            table = ("profile_fields", "profile_field_values")[position % 2]
            connection.execute(f"insert into raw.{table} values (?)", [field])
    return shop_there


def test_every_profile_field_of_a_rule_is_found_once() -> None:
    assert profile_fields(RULE) == ["industry", "diet"]


def test_declared_and_sent_profile_fields_are_known(tmp_path: Path) -> None:
    assert warnings(RULE, shop_with(tmp_path, "industry", "diet")) == []


def test_a_profile_field_that_nobody_declared_or_sent_is_warned_of_with_the_nearest(tmp_path: Path) -> None:
    (warning,) = warnings(RULE, shop_with(tmp_path, "Industries", "diet"))
    assert warning.startswith("profile.industry: nobody has declared or sent such a field")
    assert warning.endswith("did you mean 'profile.Industries'?")


def test_so_is_every_one_in_a_home_where_nothing_has_landed(tmp_path: Path) -> None:
    assert len(warnings(RULE, Shop(Settings(home=tmp_path), tmp_path))) == 2
    assert "land it in profile_fields" in warnings(RULE, Shop(Settings(home=tmp_path), tmp_path))[0]
