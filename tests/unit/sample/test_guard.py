"""A sample is not written among a real shop's customers unasked."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.sample.guard import landed_of_a_real_shop
from orchestration.settings import Home, Settings
from orchestration.shop import Shop
from tests.faults import LANDED_AT, Open, ProjectLanding, open_landing

__all__ = ["open_landing"]

CUSTOMERS = "customer_id,created_at\n1,2024-01-01\n"
SAMPLES = ["customers/customers_0001.parquet", "customers/customers_late.csv", "customers/customers_20261102.parquet"]


def as_raw_tables(shop: ProjectLanding) -> Shop:
    """The shop in whose home the landing's tables are the raw tables."""
    shop.home.joinpath("warehouse.duckdb").replace(Home(shop.home).raw)
    return Shop(Settings(home=shop.home), shop.home)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_home_that_has_landed_a_sample_is_not_a_real_shops(open_landing: Open, name: str) -> None:
    shop = open_landing()
    if name.endswith("csv"):
        shop.drop(name, CUSTOMERS)
    else:
        shop.drop_parquet(name, "select '1' as customer_id, date '2024-01-01' as created_at")
    assert shop.land().files[0].status == "loaded"
    shop.connection.close()
    assert landed_of_a_real_shop(as_raw_tables(shop)) is None


def test_a_home_without_raw_tables_is_not_a_real_shops(tmp_path: Path) -> None:
    assert landed_of_a_real_shop(Shop(Settings(home=tmp_path), tmp_path)) is None


def test_a_sample_is_refused_in_a_real_shops_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_HOME", str(tmp_path))
    shop = ProjectLanding(tmp_path)
    dropped = shop.drop("customers/kunder.csv", CUSTOMERS)
    shop.land(LANDED_AT)
    shop.connection.close()
    dropped.unlink()
    as_raw_tables(shop)
    refused = CliRunner().invoke(app, ["sample", "--customers", "50", "--orders", "200"])
    assert refused.exit_code == 2
    assert "customers/kunder.csv has landed" in " ".join(refused.stderr.split())
    assert not (tmp_path / "landing" / "orders").exists()
    assert CliRunner().invoke(app, ["sample", "--customers", "50", "--orders", "200", "--yes"]).exit_code == 0
