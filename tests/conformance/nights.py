"""Runs a night on a shop of cases, the way a user would, and reads what it published."""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.errors import RollcallError
from orchestration.rules.fields import Terms
from orchestration.rules.reading import rule_of
from orchestration.rules.sql import group_sql
from orchestration.settings import Project
from tests import parsed
from tests.conformance.shops import CaseShop
from tests.workspace import Workspace

Answers = dict[tuple[str, str], frozenset[str]]


class NightFailed(Exception):
    """A rule was refused, or the night did not publish every group; says what the command line said."""


def run_night(asked: CaseShop, folder: Path, target: str | None = None, check: bool = True) -> Answers:
    """Land the shop's rows, add its groups by `rollcall groups add`, run the night, read the published membership.

    Returns the customers, by their names in the case, of each (case, rule) asked. `check=False` writes the definitions
    that `groups add` writes without compiling each; the night then compiles them all.

    Raises:
        NightFailed: naming the case's group.
    """
    shop = Workspace.open(folder, {})
    say_what_the_shop_is(shop, asked.variables)
    parsed.begin(shop.project, shop.home, shop.environment)
    for table, rows in asked.tables.items():
        if rows:
            # What is withdrawn was sent before: of a row with deleted_at nothing else is read.
            withdrawn = [row for row in rows if row.get("deleted_at")]
            sent = [{name: value for name, value in row.items() if name != "deleted_at"} for row in rows]
            shop.drop_rows(table, "cases.ndjson", sent)
            if withdrawn:
                shop.drop_rows(table, "withdrawn.ndjson", withdrawn)
    (_add_groups if check else write_groups)(shop, asked)
    ended = shop.nightly(asked.now, *(["--target", target] if target else []))
    if ended.code != 0:
        raise NightFailed(ended.err or ended.out)
    members: dict[str, set[str]] = defaultdict(set)
    for key, customer in shop.query("select group_key, customer_id from group_memberships"):
        members[key].add(customer)
    answers: Answers = {}
    for key, (case, rule) in asked.asked.items():
        names = (customer.removeprefix(f"{case}/") for customer in members[key] if customer.startswith(f"{case}/"))
        answers[case, rule] = frozenset(names)
    return answers


def say_what_the_shop_is(shop: Workspace, variables: Mapping[str, Any]) -> None:
    """Where a shop says it: rules are read by the vars of dbt_project.yml, too."""
    file = shop.project / "dbt_project.yml"
    said = yaml.safe_load(file.read_text())
    said["vars"] |= variables
    file.write_text(yaml.safe_dump(said, sort_keys=False))


def _add_groups(shop: Workspace, asked: CaseShop) -> None:
    """By the command a person types; all in this process, which has imported dbt once."""
    rules = shop.home / "rules"
    rules.mkdir()
    with patch.dict(os.environ, shop.environment), chdir(shop.project):
        for key, rule in asked.groups.items():
            file = rules / f"{key}.json"
            file.write_text(json.dumps(rule))
            result = CliRunner().invoke(app, ["groups", "add", key, "--rule", str(file)])
            if result.exit_code != 0:
                raise NightFailed(f"{key}: {result.output}")


def write_groups(shop: Workspace, asked: CaseShop) -> None:
    """The same files without compiling each of them; the night compiles them all."""
    known = Terms.of(Project(shop.project))
    for key, rule in asked.groups.items():
        try:
            shop.define(key, group_sql(rule_of(rule, known), known))
        except RollcallError as error:
            raise NightFailed(f"{key}: {error}\n{json.dumps(rule)}") from None
