"""A shop whose orders are all in another currency than the var says is stopped, with the line to change."""

from pathlib import Path

import duckdb
import pytest

from orchestration.currency import WrongCurrency, require_shop_currency

VARS = "vars:\n  time_zone: UTC\n  currency: DKK   # the shop's\n"


def checked(tmp_path: Path, orders: list[str | None], rates: int = 0, withdrawn: tuple[str, ...] = ()) -> None:
    file = tmp_path / "dbt_project.yml"
    file.write_text(VARS)
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.execute("create table raw.orders (currency varchar, deleted_at timestamp)")
        connection.execute("create table raw.exchange_rates (currency varchar, deleted_at timestamp)")
        for each in orders:
            connection.execute("insert into raw.orders values (?, null)", [each])
        for each in withdrawn:
            connection.execute("insert into raw.orders values (?, timestamp '2026-01-01')", [each])
        connection.execute("insert into raw.exchange_rates select 'EUR', null from range(?)", [rates])
        require_shop_currency(connection, file, {"currency": "DKK"})


@pytest.mark.parametrize("orders", [["EUR"], ["EUR", " eur", "Eur"], ["GBP"] * 3])
def test_a_shop_of_one_other_currency_adds_its_amounts_up_as_if_they_were_the_shops(
    tmp_path: Path, orders: list[str | None]
) -> None:
    code = orders[0]
    with pytest.raises(WrongCurrency) as stopped:
        checked(tmp_path, orders)
    assert str(stopped.value) == (
        f"dbt_project.yml, line 3: currency is DKK, and every order is in {code}, without a rate in exchange_rates;"
        f" write there `currency: {code}`, or land the rates"
    )


def test_a_withdrawn_order_does_not_make_a_second_currency(tmp_path: Path) -> None:
    with pytest.raises(WrongCurrency):
        checked(tmp_path, ["EUR"], withdrawn=("DKK",))


@pytest.mark.parametrize("orders", [[], [None], [" dkk ", None], ["EUR", None], ["EUR", "USD"], ["EUR", ""]])
def test_any_other_shop_goes_on(tmp_path: Path, orders: list[str | None]) -> None:
    checked(tmp_path, orders)


def test_a_shop_with_rates_goes_on(tmp_path: Path) -> None:
    checked(tmp_path, ["EUR"], rates=1)
