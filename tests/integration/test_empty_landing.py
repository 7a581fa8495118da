"""A shop that has dropped nothing, with the groups that the project ships: everything is there, with no rows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.workspace import PROJECT, Workspace

SHIPPED = {file.stem: file for file in (PROJECT / "models" / "customer_groups").glob("*.sql")}
COLUMNS = {
    "group_memberships": "group_key customer_id joined_at",
    "membership_events": "event_id group_key customer_id event occurred_at cause run_id",
    "membership_periods": "group_key customer_id joined_at left_at join_cause leave_cause",
    "outbox_messages": "message_id group_key customer_id channel text cause created_at run_id",
    "groups": "group_key name icon description owner kind members joined left_count as_of status definition",
    "group_sizes": "group_key as_of members joined left_count",
    "group_overlaps": "group_key other_group_key both_members share other_share is_contained contains_other"
    " is_identical",
    "customers": "customer_id country city gender birth_date created_at last_login_at order_count total_spent"
    " average_order_value first_ordered_at last_ordered_at cancelled_order_count review_count loyalty_points"
    " store_credit accepts_email accepts_sms groups",
    "audience_email": "group_key customer_id",
    "audience_sms": "group_key customer_id",
    "night_findings": "run_id as_of kind table_name count example what_to_do",
    "run": "run_id as_of published_at target code_version",
}
IDENTIFYING = {"first_name", "last_name", "email", "phone", "postcode", "address", "line1"}
AMOUNTS = ["total_spent", "average_order_value", "store_credit"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Its home has a space and a quote in the path, as a home may."""
    shop = Workspace.open(
        tmp_path_factory.mktemp("it's empty"), {key: file.read_text() for key, file in SHIPPED.items()}
    )
    for file in SHIPPED.values():
        shop.write_card(file.stem, file.with_suffix(".yml").read_text())
    night = shop.nightly("2025-03-01T01:00:00Z", "--json")
    assert night.code == 0, night.err
    assert set(json.loads(night.out)["groups"]) == set(SHIPPED)
    return shop


def columns(shop: Workspace, table: str) -> dict[str, str]:
    return dict(shop.query(f"select column_name, column_type from (describe select * from {table})"))


def test_every_group_is_published_without_members(shop: Workspace) -> None:
    assert set(shop.query("select group_key, status, members, joined, left_count from groups")) == {
        (key, "built", 0, 0, 0) for key in SHIPPED
    }
    for key in SHIPPED:
        assert columns(shop, f"customer_groups.{key}") == {"customer_id": "VARCHAR", "joined_at": "TIMESTAMP"}
        assert shop.members(key) == []


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_that_consumers_rely_on_is_missing(shop: Workspace, table: str) -> None:
    assert [name for name in COLUMNS[table].split() if name not in columns(shop, table)] == []


def test_no_table_is_published_that_the_design_does_not_know(shop: Workspace) -> None:
    tables = shop.query("select table_name from duckdb_tables() where schema_name = 'main'")
    assert {name for (name,) in tables} == set(COLUMNS)
    assert shop.query("select count(*) from duckdb_views() where not internal") == [(0,)]


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_is_hugeint_or_double_and_moments_have_no_zone(shop: Workspace, table: str) -> None:
    types = {**columns(shop, table), **columns(shop, f"read_parquet('{parquet(shop, table)}')")}
    assert [name for name, kind in types.items() if re.search("HUGEINT|DOUBLE|FLOAT|TIME ZONE", kind)] == []


def test_amounts_are_decimals_of_two_places(shop: Workspace) -> None:
    assert {columns(shop, "customers")[name] for name in AMOUNTS} == {"DECIMAL(18,2)"}


@pytest.mark.parametrize("table", COLUMNS)
def test_nothing_that_identifies_a_person_is_published(shop: Workspace, table: str) -> None:
    assert IDENTIFYING & columns(shop, table).keys() == set()


@pytest.mark.parametrize("table", COLUMNS)
def test_parquet_without_rows_still_has_columns_and_invents_no_row(shop: Workspace, table: str) -> None:
    file = parquet(shop, table)
    assert columns(shop, f"read_parquet('{file}')") == columns(shop, table)
    rows = shop.manifest["tables"][table]["rows"]
    assert shop.query(f"select count(*) from read_parquet('{file}')") == [(rows,)]


def test_every_group_has_a_parquet_folder_of_its_own(shop: Workspace) -> None:
    for key in SHIPPED:
        assert shop.query(f"select count(*) from read_parquet('{parquet(shop, f'customer_groups/{key}')}')") == [(0,)]


def parquet(shop: Workspace, table: str) -> str:
    return f"{shop.current}/parquet/{table}/*.parquet".replace("'", "''")


def test_the_manifest_counts_every_table(shop: Workspace) -> None:
    manifest: dict[str, Any] = shop.manifest
    assert set(manifest["tables"]) == set(COLUMNS) | {f"customer_groups.{key}" for key in SHIPPED}
    assert all({"rows", "checksum"} <= facts.keys() for facts in manifest["tables"].values())
    assert shop.query("select run_id from run") == [(manifest["run_id"],)]


def test_every_shipped_group_has_a_card(shop: Workspace) -> None:
    lacking = "select group_key from groups where name is null or description is null or definition is null"
    assert shop.query(lacking) == []


def test_a_shop_without_customers_counts_none(shop: Workspace) -> None:
    assert shop.query("select count(*) from customers") == [(0,)]
    assert shop.query("select count(*) from membership_events") == [(0,)]


def test_ids_may_be_numbers_by_one_var_alone(tmp_path: Path) -> None:
    buyers = (
        "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1, last='90 days') }}\n"
    )
    shop = Workspace.open(tmp_path, {"buyers": buyers})
    shop.drop(
        "customers", "1.csv", "customer_id,created_at\n9007199254740993,2024-01-01T00:00:00Z\n2,2024-01-01T00:00:00Z\n"
    )
    shop.drop(
        "orders",
        "1.csv",
        "order_id,customer_id,ordered_at,status,total_amount\n1,9007199254740993,2025-02-01T12:00:00Z,delivered,10\n",
    )
    night = shop.nightly("2025-03-01T01:00:00Z", "--vars", "id_type: bigint")
    assert night.code == 0, night.err
    assert shop.query("select customer_id from customer_groups.buyers") == [(9007199254740993,)]
    for table in ("customers", "group_memberships", "membership_events", "customer_groups.buyers"):
        assert columns(shop, table)["customer_id"] == "BIGINT", table
