"""Exports of other systems by the command line: from the file to groups, and again from the archive."""

from pathlib import Path

import pytest

from tests.workspace import PROJECT, Workspace

EXPORTS = PROJECT / "tests" / "exports"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    shop = Workspace.open(
        tmp_path_factory.mktemp("mappings"),
        {
            "spenders": "select customer_id from {{ ref('customers') }} where {{ total_purchases('more than', 1000) }}",
            "subscribers": "select customer_id from {{ ref('customers') }} where accepts_email",
        },
    )
    landed = shop.run("land", str(EXPORTS / "danish_customers.csv"), "--as", "danish-customers")
    assert landed.code == 0, landed.err
    shop.drop("_danish-orders", "danish_orders.csv", (EXPORTS / "danish_orders.csv").read_bytes())
    night = shop.nightly("2026-11-01T00:00:00Z")
    assert night.code == 0, night.err
    return shop


def raw_rows(shop: Workspace) -> list[tuple[object, ...]]:
    query = "select 'customer' as kind, customer_id, _file_id from raw.customers union all"
    with shop.raw() as connection:
        return connection.execute(f"{query} select 'order', order_id, _file_id from raw.orders order by all").fetchall()


def test_mapped_files_make_groups(shop: Workspace) -> None:
    assert shop.query("select customer_id from customer_groups.spenders") == [("1001",)]
    assert shop.query("select customer_id from customer_groups.subscribers") == [("1001",)]


def test_a_rebuild_makes_the_same_rows(shop: Workspace) -> None:
    before = raw_rows(shop)
    rebuilt = shop.run("land", "--rebuild")
    assert rebuilt.code == 0, rebuilt.err
    assert raw_rows(shop) == before
    assert len(before) == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "shopify-order"), "there is no mapping 'shopify-order' (did you mean 'shopify-orders'?)"),
        (("--as", "../danish-orders"), "there is no mapping '../danish-orders'"),
        ((), "rollcall land FILE --as shopify-orders"),
    ],
)
def test_a_file_without_a_mapping_lands_nowhere(shop: Workspace, arguments: tuple[str, ...], said: str) -> None:
    ended = shop.run("land", str(EXPORTS / "shopify_orders.csv"), *arguments)
    assert ended.code in (1, 2)
    assert said in ended.err
    assert not any(Path(shop.home / "landing").rglob("*.csv*"))
