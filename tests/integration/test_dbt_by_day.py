"""What an analyst does by day with plain dbt: no flags and no variables, beside a night that may be running."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.sample.shop import SampleShop, write_shop
from tests.workspace import Workspace

NIGHT = "2026-11-01T00:00:00Z"
SHOWS = 20
# As an editor has dbt: one process that keeps running, and keeps no file from anybody.
EDITOR = """
import sys
from dbt.cli.main import dbtRunner
runner = dbtRunner(manifest=dbtRunner().invoke(["--quiet", "parse"]).result)
for number in range(int(sys.argv[1])):
    shown = runner.invoke(["--quiet", "show", "-s", "recent"])
    if not shown.success:
        sys.exit(f"show {number}: {shown.exception or [each.message for each in shown.result.results]}")
"""
CUSTOMERS = "select customer_id\nfrom {{ ref('customers') }}\n"
GROUPS = {
    "vip": CUSTOMERS + "where {{ total_purchases('more than', 5000) }}\n",
    "recent": CUSTOMERS + "where {{ number_of_orders('at least', 1, last='90 days') }}\n",
}
CARD = """version: 2
models:
  - name: vip
unit_tests:
  - name: vip_has_spent_more_than_5000
    model: vip
    given:
      - input: ref('customers')
        rows:
          - {customer_id: a, total_spent: 5000.01}
          - {customer_id: b, total_spent: 5000}
    expect: {rows: [{customer_id: a}]}
"""


def dbt(shop: Workspace, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """dbt as an analyst types it, in the project."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments],
        cwd=shop.project,
        env=shop.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_passed(ended: "subprocess.CompletedProcess[str]") -> None:
    assert ended.returncode == 0, ended.stdout[-3000:]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shop on which no night has run; dbt has read its project once."""
    shop = Workspace.open(tmp_path_factory.mktemp("by_day"), GROUPS)
    shop.write_card("vip", CARD)
    return shop


@pytest.fixture(scope="module")
def after_a_night(shop: Workspace) -> Workspace:
    write_shop(shop.home / "landing", SampleShop(customers=500, orders=3000))
    night = shop.nightly(NIGHT)
    assert night.code == 0, night.err
    return shop


def test_before_the_first_night_dbt_builds_on_empty_tables(shop: Workspace) -> None:
    assert_passed(dbt(shop, "run", "-s", "+vip"))
    assert not (shop.home / "raw.duckdb").exists()


def test_a_group_is_shown_as_the_night_built_it(after_a_night: Workspace) -> None:
    shown = dbt(after_a_night, "show", "-s", "recent", "--limit", "1000")
    assert_passed(shown)
    assert set(re.findall(r"\bc\d+\b", shown.stdout)) == set(after_a_night.members("recent"))
    compiled = dbt(after_a_night, "compile", "-s", "recent")
    assert "ordered_at <= timestamp '2026-11-01 00:00:00'" in compiled.stdout
    assert '"workshop"."marts"."orders"' in compiled.stdout


def test_what_is_built_by_day_leaves_what_is_published_as_it_is(after_a_night: Workspace) -> None:
    before = contents(after_a_night.home / "published")
    after_a_night.define("vip", GROUPS["vip"].replace("5000", "1"))
    try:
        assert_passed(dbt(after_a_night, "run", "-s", "vip"))
        assert_passed(dbt(after_a_night, "test", "-s", "recent"))
    finally:
        after_a_night.define("vip", GROUPS["vip"])
    assert_passed(dbt(after_a_night, "build", "-s", "vip"))
    assert contents(after_a_night.home / "published") == before


def test_a_groups_unit_tests_run_by_day(after_a_night: Workspace) -> None:
    tested = dbt(after_a_night, "test", "-s", "vip")
    assert_passed(tested)
    assert "vip_has_spent_more_than_5000" in tested.stdout


def test_the_nights_own_target_is_refused_by_day_with_the_one_that_may(after_a_night: Workspace) -> None:
    refused = dbt(after_a_night, "debug", "--target", "duckdb")
    assert refused.returncode != 0
    assert "the target `duckdb` is a night's own; leave --target out" in refused.stdout


def test_docs_are_generated(after_a_night: Workspace) -> None:
    assert_passed(dbt(after_a_night, "docs", "generate"))


def test_a_rule_that_writes_into_the_workshop_or_the_raw_tables_is_refused(after_a_night: Workspace) -> None:
    for catalog in ("workshop", "landed"):
        refused = dbt(after_a_night, "show", "--inline", f"create table {catalog}.main.x as select 1")
        assert refused.returncode != 0


def test_shows_while_a_night_runs_pass_and_so_does_the_night(after_a_night: Workspace) -> None:
    write_shop(after_a_night.home / "landing", SampleShop(customers=100_000, orders=400_000, seed=2))
    night = after_a_night.start("nightly", "--as-of", "2026-11-02T00:00:00Z")
    shown = subprocess.run(
        [sys.executable, "-c", EDITOR, str(SHOWS)],
        cwd=after_a_night.project,
        env=after_a_night.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    _, said = night.communicate()
    assert shown.returncode == 0, shown.stderr
    assert night.returncode in (0, 3), said
    assert after_a_night.manifest["as_of"] == "2026-11-02T00:00:00Z"
