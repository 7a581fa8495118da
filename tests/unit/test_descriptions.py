"""The rule on descriptions, held against this project's YAML and shown projects that break it.

That the YAML has every column that is built is asked where the project is built, in test_dbt_project.py.
"""

from collections.abc import Mapping
from typing import Any

from tests.descriptions import barely_described, described, described_alike, not_described

WELL = "When the order was placed, in UTC."


def project(**texts: str) -> dict[str, Any]:
    """A manifest with a mart, `orders`, whose columns have these descriptions, and with a group."""
    columns = {name: {"name": name, "description": text} for name, text in texts.items()}
    mart = {"resource_type": "model", "schema": "marts", "alias": "orders", "columns": columns}
    group = {"resource_type": "model", "schema": "customer_groups", "alias": "vip", "columns": columns}
    return {"nodes": {"mart": mart, "group": group}, "sources": {}}


def test_every_column_of_the_project_is_described_in_words_of_its_own(manifest: Mapping[str, Any]) -> None:
    found = described(manifest)
    assert found.keys() >= {"raw.orders", "staging.stg_orders", "marts.orders", "publish.customers"}
    assert barely_described(found) == []
    assert described_alike(found) == []


def test_a_column_without_a_description_or_with_three_words_is_found() -> None:
    found = described(project(ordered_at=WELL, status="", order_id="Id of\nthe  ", source="Id of the order"))
    assert barely_described(found) == ["marts.orders.status: ''", "marts.orders.order_id: 'Id of the'"]


def test_a_text_that_three_columns_share_is_found_however_it_is_broken_into_lines() -> None:
    two = project(ordered_at=WELL, updated_at=WELL)
    assert described_alike(described(two)) == []
    three = project(ordered_at=WELL, updated_at="When the order\nwas placed, in UTC", landed_at=WELL)
    assert described_alike(described(three)) == [
        "'when the order was placed, in utc': marts.orders.ordered_at, marts.orders.updated_at, marts.orders.landed_at"
    ]


def test_a_column_that_is_built_and_not_described_is_found_and_so_is_one_that_is_gone() -> None:
    found = described(project(ordered_at=WELL))
    assert not_described(found, [("marts.orders", "ordered_at"), ("customer_groups.vip", "customer_id")]) == []
    assert not_described(found, [("marts.orders", "status")]) == [
        "marts.orders.status is not described",
        "marts.orders has no column ordered_at",
    ]


def test_columns_of_the_loader_are_found_only_where_they_are_described() -> None:
    built = [("raw.orders", "order_id"), ("raw.orders", "_file_id")]
    assert not_described({"raw.orders": {"order_id": WELL}}, built) == []
    assert not_described({"raw.orders": {"order_id": WELL, "_line": WELL}}, built) == ["raw.orders has no column _line"]
