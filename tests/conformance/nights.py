"""Runs a night on a shop of cases, the way a user would, and reads what it published."""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import yaml
from typer.testing import CliRunner

from orchestration.cli import app
from tests.conformance.shops import CaseShop
from tests.shop import Shop

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
    shop = Shop.open(folder, {})
    for table, rows in asked.tables.items():
        if rows:
            shop.drop_rows(table, "cases.ndjson", rows)
    _add_groups(shop, asked, check)
    arguments = ["--vars", yaml.safe_dump(asked.variables, default_flow_style=True, width=10_000).strip()]
    ended = shop.nightly(asked.now, *arguments, *(["--target", target] if target else []))
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


def _add_groups(shop: Shop, asked: CaseShop, check: bool) -> None:
    rules = shop.home / "rules"
    rules.mkdir()
    with patch.dict(os.environ, shop.environment), chdir(shop.project):
        for key, rule in asked.groups.items():
            file = rules / f"{key}.json"
            file.write_text(json.dumps(rule))
            _add_group(shop, key, file, asked.variables, check)


def _add_group(shop: Shop, key: str, file: Path, variables: Mapping[str, object], check: bool) -> None:
    result = CliRunner().invoke(app, ["groups", "add", key, "--rule", str(file)])
    if result.exit_code != 0:
        raise NightFailed(f"{key}: {result.output}")
