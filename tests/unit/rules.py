"""What the tests of rules share: a shop with the project's own columns, rules from texts, their faults, their calls."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from dbt_common.clients.jinja import get_environment

from orchestration.rules.faults import RuleError
from orchestration.rules.fields import Terms
from orchestration.rules.reading import read_rule, rule_of
from orchestration.rules.sql import group_sql
from orchestration.settings import Project
from tests.workspace import PROJECT

CASES = PROJECT.parent / "shared" / "conformance" / "cases.yaml"
MACROS = (
    *("ref", "auto_member", "field", "in_group", "on_list", "rank_band", "sequence", "last_record", "active_periods"),
    *("number_of", "number_of_orders", "product_reviews", "total_of", "total_purchases", "average_of"),
    *("average_order_value", "lowest_of", "highest_of", "first_of", "last_of", "days_since_last"),
    *("all_of", "any_of", "none_of", "any_line", "all_lines", "no_line", "at_least_lines"),
)


@cache
def shop() -> Terms:
    return Terms.of(Project(PROJECT))


def sql_of(rule: object) -> str:
    """The group file of a rule, given as data or as YAML."""
    data = yaml.safe_load(textwrap.dedent(rule)) if isinstance(rule, str) else rule
    return group_sql(rule_of(data, shop()), shop())


def condition_of(rule: object) -> str:
    """What the group file says after its `where`."""
    return sql_of(rule).partition("where")[2].strip()


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


def faults_of(rule: str, folder: Path, name: str = "vip.yml") -> list[str]:
    file = folder / name
    file.write_text(rule, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        read_rule(file, shop())
    lines = str(error.value).splitlines()
    assert all(line.startswith(f"{file}: ") for line in lines)
    return [line.removeprefix(f"{file}: ") for line in lines]
