"""The first order's coupon and the second order in thirty days, asked of small files of a shop, in one night."""

from pathlib import Path

import pytest

from tests.workspace import DATA, Workspace

FILES = DATA.parent / "faults" / "files"
FOLDERS = ("f12_first_order_coupon", "f13_second_order_30_days")
WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = {
    "coupon": WHERE + "{{ first_record('orders', field('order.promo_code', 'is', 'WELCOME')) }}",
    "soon": WHERE + "{{ second_order('within', '30 days') }}",
}
STATUSES = "{counted_statuses: [completed, fulfilled, delivered], currency: DKK}"

pytestmark = pytest.mark.skipif(not FILES.exists(), reason="the folder shared/ is not beside the project")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    shop = Workspace.open(tmp_path_factory.mktemp("firsts"), GROUPS)
    for folder in FOLDERS:
        for table in ("customers", "orders"):
            shop.drop(table, f"{folder}.csv", Path(FILES, folder, f"{table}.csv").read_bytes())
    ended = shop.nightly("2026-11-01T01:00:00Z", "--vars", STATUSES)
    assert ended.code == 0, ended.err
    return shop


def test_who_used_the_code_on_a_later_or_a_cancelled_order_is_not_among_those_of_a_first_order(shop: Workspace) -> None:
    assert shop.members("coupon") == ["fc1"]


def test_a_second_order_exactly_thirty_days_after_the_first_is_within_and_a_third_is_not_a_second(
    shop: Workspace,
) -> None:
    assert shop.members("soon") == ["s1", "s4"]
