"""The dbt project itself, built on a shop that has dropped nothing yet: every model, data test and unit test.

Unit tests need the relations that they stand in for, so everything is built first, in the night's two steps.
"""

import json
import re
from collections.abc import Iterator

import duckdb
import pytest

from orchestration.settings import Project
from tests.descriptions import described, not_described
from tests.project_dbt import ProjectDbt, failures, on_an_empty_landing
from tests.workspace import PROJECT

# What no model would write: each data test has something to find in it.
TAMPERED = """
    insert into landed.raw.orders (order_id, ordered_at) values ('1', '2026-01-01');
    insert into marts.products (product_id) values ('twice'), ('twice');
    insert into marts.customers (customer_id, created_at, order_count) values
        ('twice', '2026-01-01', 1), ('twice', '2026-11-01 01:00:01', 1), (null, null, 0);
    insert into memberships.membership_roll (group_key, customer_id, joined_at) values
        ('vip', null, '2026-01-01'), ('vip', 'C1', '2026-11-01 01:00:01');
    insert into memberships.group_counts values ('vip', 2, 0, 0);
    insert into memberships.group_cards (group_key) values ('unheard_of'), ('unheard_of');
    update memberships.group_cards set status = 'lost' where group_key = 'students';
    delete from memberships.group_cards where group_key = 'uncommitted';
    insert into staging.stg_customer_survivors values ('twice', 'nobody', null), ('twice', 'nobody', null);
    insert into intermediate.int_manual_members (group_key, customer_id) values ('vip', 'nobody');
    insert into intermediate.int_contactable_customers (customer_id) values ('twice'), ('twice');
"""


@pytest.fixture(scope="module")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProjectDbt]:
    with on_an_empty_landing(PROJECT, tmp_path_factory.mktemp("empty")) as dbt:
        with duckdb.connect(str(dbt.file)) as connection:
            connection.execute(
                "create schema customer_groups; create table customer_groups.deleted_group (customer_id text)"
            )
        yield dbt


def test_dbt_reads_the_project_without_a_warning(dbt: ProjectDbt) -> None:
    assert dbt.warnings == []


def test_an_empty_shop_builds_and_every_rule_keeps_its_unit_tests(dbt: ProjectDbt) -> None:
    assert failures(dbt.run("build", "--selector", "groups")) == {}
    assert failures(dbt.run("build", "--selector", "memberships")) == {}
    unit_tests = dbt.run("test", "--select", "test_type:unit")
    assert len(unit_tests) > 50
    assert sorted(failures(unit_tests).items()) == []


def test_the_docs_list_the_columns_that_plain_sql_may_read(dbt: ProjectDbt) -> None:
    _, _, section = (PROJECT / "docs" / "conditions.in.md").read_text().partition("## What plain SQL may read")
    listed = dict(re.findall(r"^[|] `(\w+)` [|] .* [|] (.*) [|]$", section.partition("\n## ")[0], re.MULTILINE))
    assert listed.keys() >= {"customers", "orders", "stg_addresses"}
    with duckdb.connect(str(dbt.file), read_only=True) as connection:
        found = connection.execute(
            """
            select table_name, string_agg(column_name, ', ' order by ordinal_position)
            from information_schema.columns
            where table_schema in ('marts', 'staging', 'intermediate')
            group by table_name
            """
        )
        assert listed.items() <= dict(found.fetchall()).items()


def test_every_column_that_is_built_is_described(dbt: ProjectDbt) -> None:
    with duckdb.connect(str(dbt.file), read_only=True) as connection:
        connection.execute(f"attach '{dbt.file.with_name('raw.duckdb')}' as landed (read_only)")
        built = connection.execute(
            "select table_schema || '.' || table_name, column_name from information_schema.columns"
        )
        columns = built.fetchall()
    assert len(columns) > 700
    assert not_described(described(json.loads(dbt.manifest_path.read_text())), columns) == []


def test_the_table_of_a_deleted_group_is_dropped(dbt: ProjectDbt) -> None:
    with duckdb.connect(str(dbt.file), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'customer_groups'")
        assert {name for (name,) in tables.fetchall()} == {file.stem for file in Project(PROJECT).groups.glob("*.sql")}


def test_every_data_test_finds_what_it_is_named_after(dbt: ProjectDbt) -> None:
    """Comes last: it spoils the warehouse."""
    with duckdb.connect(str(dbt.file)) as connection:
        connection.execute(f"attach '{dbt.file.with_name('raw.duckdb')}' as landed")
        connection.execute(TAMPERED)
    tests = [result for result in dbt.run("test", "--select", "test_type:data") if result.node.resource_type == "test"]
    assert len(tests) > 10
    assert [result.node.name for result in tests if result.status not in ("fail", "warn")] == []
