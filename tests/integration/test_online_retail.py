"""A real shop's year of sales, end to end, against the facts that are known of it (shared/data/README.md)."""

from decimal import Decimal

import pytest

from tests.online_retail import DEFINITIONS, MAPPING, SOURCE
from tests.workspace import Workspace

pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the Online Retail file is not in ../shared/data")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    definitions = {file.stem: file.read_text() for file in DEFINITIONS.glob("*.sql")}
    shop = Workspace.open(tmp_path_factory.mktemp("online_retail"), definitions)
    landed = shop.run("land", "online-retail", str(SOURCE))
    assert landed.code == 0, landed.err
    night = shop.nightly("2011-12-11T00:00:00Z", "--vars", MAPPING)
    assert night.code == 0, night.err
    return shop


@pytest.mark.parametrize(
    ("key", "members"),
    [
        ("more_than_5_orders", 872),
        ("without_orders", 33),
        ("big_spenders", 1194),
        ("gone_quiet", 858),
        ("heart_holder_buyers", 856),
    ],
)
def test_a_condition_finds_the_customers_that_the_raw_file_has(shop: Workspace, key: str, members: int) -> None:
    assert shop.query(f"select count(*) from customer_groups.{key}") == [(members,)]
    assert shop.query(f"select members, joined, left_count from groups where group_key = '{key}'") == [
        (members, members, 0)
    ]


def test_no_customer_is_lost_or_doubled(shop: Workspace) -> None:
    assert shop.query("select count(*), count(distinct customer_id) from customers") == [(4372, 4372)]


def test_the_best_customer_has_all_orders_and_every_penny(shop: Workspace) -> None:
    best = shop.query("select customer_id, order_count, total_spent from customers order by total_spent desc limit 1")
    assert best == [("14646", 74, Decimal("280206.02"))]


def test_delivered_orders_of_customers_add_up_and_cancelled_ones_are_apart(shop: Workspace) -> None:
    assert shop.query("select sum(order_count)::int from customers") == [(18536,)]
    assert shop.query("select count(*) > 0 from customers where cancelled_order_count > 0") == [(True,)]


def test_a_customer_lists_exactly_the_groups_that_list_the_customer(shop: Workspace) -> None:
    assert shop.query(
        """
        select count(*) from (
            (select customer_id, unnest(groups) as group_key from customers)
            except all (select customer_id, group_key from group_memberships)
        )
        """
    ) == [(0,)]
    assert shop.query("select sum(len(groups))::int = (select count(*) from group_memberships) from customers") == [
        (True,)
    ]


def test_landing_the_file_keeps_it_in_the_archive_and_nothing_beside(shop: Workspace) -> None:
    (landed,) = (shop.home / "archive").iterdir()
    assert [str(path.relative_to(landed)) for path in landed.rglob("*.parquet")] == [
        "_online-retail/onlineretail.parquet"
    ]
