"""Reading the landing contract, and what it says of itself when it is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.landing.contract import Contract, ContractError
from tests.unit.landing.conftest import CONTRACT

PROJECT = Path(__file__).parents[3]


@pytest.mark.parametrize("id_type", ["varchar", "bigint"])
def test_the_projects_own_contract_can_be_read(id_type: str) -> None:
    contract = Contract.read(PROJECT / "models" / "staging" / "_sources.yml", {"id_type": id_type, "time_zone": "UTC"})
    orders = next(table for table in contract.tables if table.name == "orders")
    types = {column.name: column.data_type for column in orders.columns}
    assert types["order_id"] == id_type.upper()
    assert types["total_amount"] == "DECIMAL(18,2)"
    assert orders.key == ("order_id",)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("data_type: bigint}", "data_type: bigintt}", "table 'customers', column 'points': data_type 'bigintt'"),
        (
            "data_type: bigint}",
            "data_type: 'integer[]'}",
            "data_type 'integer\\[\\]' cannot be landed",
        ),
        ("id_type", "id_kind", "column 'customer_id': data_type uses var 'id_kind', which is not set; set it"),
        ("key: [customer_id]", "key: [customer]", "column 'customer': named under config.meta.key but.*'customer_id'"),
        ("not_in_future:", "not_in_futur:", "config.meta says 'not_in_futur'; did you mean 'not_in_future'"),
        ("name: points", "name: name", "column 'name' appears twice"),
        ("name: points", "name: _points", "column '_points': names with a leading _"),
        ("[created_at, birth_date]", "[name]", "column 'name': config.meta.not_in_future needs a date"),
        ("name: raw", "name: row", "expected one source named 'raw', found 0"),
        ("sources:", "sources: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_contract_is_named_with_its_fix(
    reread: Callable[[str], Contract], right: str, wrong: str, said: str
) -> None:
    with pytest.raises(ContractError, match=said) as error:
        reread(CONTRACT.replace(right, wrong, 1))
    assert "contract.yml" in str(error.value)


def test_words_of_other_readers_under_meta_are_left_alone(reread: Callable[[str], Contract]) -> None:
    assert reread(CONTRACT.replace("key: [customer_id]", "key: [customer_id]\n            owner: shop", 1))
