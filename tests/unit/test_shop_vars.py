"""Slips in dbt_project.yml, profiles.yml and moments are one line with the fix, before anything runs."""

from pathlib import Path
from typing import Any

import pytest

from orchestration.moments import parse_as_of
from orchestration.settings import Project, UnreadableProject
from orchestration.shop_vars import UnusableVar, require_usable, time_zone
from tests.unit.usable_vars import USABLE


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("time_zone", "Europe/Copenhagn", "did you mean 'Europe/Copenhagen'?"),
        ("time_zone", "europe/copenhagen", "did you mean 'Europe/Copenhagen'?"),
        ("time_zone", "nowhere at all", "write one such as"),
        ("time_zone", 1, "write one such as"),
        ("time_zone", None, "time_zone is missing"),
        ("counted_statuses", "delivered", "counted_statuses is not a list"),
        ("cancelled_statuses", None, "cancelled_statuses is not a list"),
        ("phone_country_code", "+45", "write its digits alone"),
        ("phone_country_code", "999", "which no country has"),
        ("warn_above_share", "5 %", "write one such as 0.05"),
        ("warn_above_share", None, "is missing"),
        ("other_statuses", "pending", "other_statuses is not a list"),
        ("guest_customers", "no", "or false to leave guests' orders nobody's"),
        ("guest_customers", None, "is missing"),
        ("ledgers", {"loyalty_points": "here"}, "'here' keeps no ledger"),
        ("ledgers", {"points": "shop"}, "ledgers says of something else"),
        ("ledgers", "shop", "write it as `ledgers: {"),
        ("consent_lists", "news", "consent_lists are not names"),
        ("consent_lists", {"email": "news"}, "consent_lists are not names"),
        ("consent_lists", {"mail": ["news"]}, "consent_lists are not names"),
        ("has_blacklist", "no list", "write true or false"),
        ("has_blacklist", None, "write true or false"),
        ("audience_max_age", 7, "audience_max_age is '7'"),
        ("audience_max_age", "0 days", "audience_max_age is '0 days'"),
    ],
)
def test_a_misspelled_var_is_named_with_the_fix(name: str, value: Any, said: str) -> None:
    with pytest.raises(UnusableVar, match=r"dbt_project\.yml, vars: ") as error:
        require_usable(USABLE | {name: value})
    assert said in str(error.value) and "\n" not in str(error.value)


def test_vars_that_a_shop_can_have_are_let_through() -> None:
    require_usable(USABLE)
    require_usable({name: value for name, value in USABLE.items() if name != "ledgers"})
    require_usable(USABLE | {"consent_lists": {"email": ["*"], "sms": []}, "has_blacklist": False})
    require_usable(USABLE | {"consent_lists": [], "audience_max_age": "1 day"})
    require_usable(USABLE | {"time_zone": "UTC", "phone_country_code": 45, "cancelled_statuses": []})
    assert time_zone(USABLE) == "Europe/Copenhagen"


@pytest.mark.parametrize("content", ["name: rollcall\n", "name: rollcall\nvars:\n", "vars: 5\n", "", "- a\n"])
def test_a_project_file_without_vars_says_which_to_add(tmp_path: Path, content: str) -> None:
    (tmp_path / "dbt_project.yml").write_text(content)
    with pytest.raises(UnreadableProject, match="has no vars, which say what the shop is"):
        _ = Project(tmp_path).variables


@pytest.mark.parametrize("content", [b"vars: [x\n", b"vars: {a: '\xe6'}\n", b"a: b: c\n"])
def test_a_project_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dbt_project.yml").write_bytes(content)
    with pytest.raises(UnreadableProject, match=r"dbt_project\.yml"):
        _ = Project(tmp_path).variables


@pytest.mark.parametrize(
    "content", ["", "other: {}\n", "rollcall: {outputs: {}}\n", "rollcall: {target: x, outputs: 1}\n"]
)
def test_a_profile_that_is_not_there_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "profiles.yml").write_text(content)
    with pytest.raises(UnreadableProject, match="has no profile `rollcall`"):
        Project(tmp_path).engine(None)


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z", "1969-12-31", "9999-01-01"],
)
def test_a_moment_at_the_end_of_all_time_is_not_a_traceback(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2026-11-01T01:00:00Z"):
        parse_as_of(text)
