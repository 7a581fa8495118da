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
            "payers": "select customer_id from {{ ref('customers') }} where {{ number_of_orders('at least', 1) }}",
        },
    )
    landed = shop.run("land", str(EXPORTS / "danish_customers.csv"), "--as", "danish-customers")
    assert landed.code == 0, landed.err
    for name in ("danish_orders", "prestashop_customers", "stripe_payments"):
        shop.drop(f"_{name.replace('_', '-')}", f"{name}.csv", (EXPORTS / f"{name}.csv").read_bytes())
    night = shop.nightly("2026-11-01T00:00:00Z")
    assert night.code == 0, night.err
    return shop


def raw_rows(shop: Workspace) -> list[tuple[object, ...]]:
    query = "select 'customer' as kind, customer_id, _file_id from raw.customers union all"
    with shop.raw() as connection:
        return connection.execute(f"{query} select 'order', order_id, _file_id from raw.orders order by all").fetchall()


def test_mapped_files_make_groups(shop: Workspace) -> None:
    assert shop.query("select customer_id from customer_groups.spenders") == [("1001",)]
    assert shop.query("select customer_id from customer_groups.subscribers order by 1") == [("1",), ("1001",), ("7",)]


def test_stripe_payments_are_those_of_the_shops_customers_with_their_addresses(shop: Workspace) -> None:
    # Who paid nothing, since it failed or was only authorized, is a guest without an order that counts.
    assert shop.query("select customer_id from customer_groups.payers order by 1") == [("1",), ("1001",), ("2",)]


def test_a_rebuild_makes_the_same_rows(shop: Workspace) -> None:
    before = raw_rows(shop)
    rebuilt = shop.run("land", "--rebuild")
    assert rebuilt.code == 0, rebuilt.err
    assert raw_rows(shop) == before
    assert len(before) == 14


def test_a_guess_that_is_saved_lands_the_file(shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "bestillinger 2026.csv"
    file.write_text("Ordrenr;Kunde e-mail;Dato;Total\n9001;karen@example.com;31-10-2026;1.234,50\n")
    before = raw_rows(shop)
    guess = shop.run("land", str(file), "--guess")
    assert guess.code == 0, guess.err
    assert "nothing has landed; save this as" in guess.err
    assert raw_rows(shop) == before
    mappings = shop.project / "mappings"
    mappings.mkdir(exist_ok=True)
    mappings.joinpath("bestillinger.yml").write_text(guess.out)
    landed = shop.run("land", str(file), "--as", "bestillinger")
    assert landed.code == 0, landed.err
    with shop.raw() as connection:
        assert connection.execute("select total_amount::double from raw.orders where order_id = '9001'").fetchall() == [
            (1234.5,)
        ]
    again = shop.run("land", str(file), "--guess")
    assert (again.code, again.out) == (0, "")
    assert "the mapping bestillinger reads this file" in again.err


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
