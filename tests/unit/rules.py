"""What the tests of rules share: a shop whose columns are the project's own, and rules from texts."""

import textwrap
from functools import cache

import yaml

from orchestration.rules.fields import Terms
from orchestration.rules.reading import rule_of
from orchestration.rules.sql import group_sql
from orchestration.settings import Project
from tests.shop import PROJECT

CASES = PROJECT.parent / "shared" / "conformance" / "cases.yaml"


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
