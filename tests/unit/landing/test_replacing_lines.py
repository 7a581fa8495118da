"""The lines of an order that replace its earlier ones, where the contract says so."""

import pytest

from orchestration.landing.contract import Contract, ContractError
from tests.unit.landing.conftest import CONTRACT, LandingHome

LINES = """
      - name: order_lines
        config:
          meta: {key: [order_id, line_number], required: [order_id, line_number], replaces: order_id}
        columns:
          - {name: order_id, data_type: varchar}
          - {name: line_number, data_type: bigint}
          - {name: product_id, data_type: varchar}
          - {name: deleted_at, data_type: timestamp}
"""
HEADER = "order_id,line_number,product_id\n"
STORED = "select order_id, line_number, product_id, _file_id from raw.order_lines order by 1, 2"
TWO_LINES = HEADER + "1,1,shoe\n1,2,hat\n2,1,shoe\n2,2,hat\n"


def contract_of(shop: LandingHome, text: str) -> Contract:
    path = shop.home / "contract.yml"
    path.write_text(text)
    return Contract.read(path, {"id_type": "varchar", "time_zone": "UTC"})


@pytest.fixture
def replacing(shop: LandingHome) -> LandingHome:
    shop.contract = contract_of(shop, CONTRACT + LINES)
    shop.drop("order_lines/a.csv", TWO_LINES)
    shop.land()
    return shop


def test_a_resent_order_stayed_with_its_old_second_line_for_good(replacing: LandingHome) -> None:
    replacing.drop("order_lines/b.csv", HEADER + "1,1,shoe\n")
    replacing.land()
    # The first line is as it was, and yet the order has changed.
    assert replacing.rows(STORED) == [("1", 1, "shoe", 2), ("2", 1, "shoe", 1), ("2", 2, "hat", 1)]


def test_the_lines_of_a_landing_count_together_over_all_its_files(replacing: LandingHome) -> None:
    replacing.drop("order_lines/b.csv", HEADER + "1,1,boot\n")
    replacing.drop("order_lines/c.csv", HEADER + "1,3,sock\n")
    replacing.land()
    assert replacing.rows(STORED) == [("1", 1, "boot", 2), ("1", 3, "sock", 3), ("2", 1, "shoe", 1), ("2", 2, "hat", 1)]


def test_an_order_with_other_line_numbers_loses_the_old_ones(replacing: LandingHome) -> None:
    replacing.drop("order_lines/b.csv", HEADER + "1,7,boot\n")
    replacing.land()
    assert replacing.rows(STORED) == [("1", 7, "boot", 2), ("2", 1, "shoe", 1), ("2", 2, "hat", 1)]


def test_a_line_that_is_withdrawn_replaces_no_other(replacing: LandingHome) -> None:
    replacing.drop("order_lines/b.csv", "order_id,line_number,deleted_at\n1,2,2026-01-01\n")
    replacing.land()
    assert replacing.rows("select count(*), count(deleted_at) from raw.order_lines") == [(4, 1)]


def test_an_order_sent_again_as_it_was_has_not_changed(replacing: LandingHome) -> None:
    before = replacing.rows(STORED)
    replacing.drop("order_lines/b.csv", TWO_LINES)
    replacing.land()
    assert replacing.rows(STORED) == before


def test_single_lines_may_be_sent_unless_the_contract_says_otherwise(shop: LandingHome) -> None:
    shop.contract = contract_of(shop, CONTRACT + LINES.replace(", replaces: order_id", ""))
    for name, text in {"a": TWO_LINES, "b": HEADER + "1,3,sock\n"}.items():
        shop.drop(f"order_lines/{name}.csv", text)
        shop.land()
    assert shop.rows("select count(*) from raw.order_lines") == [(5,)]


def test_a_misspelled_column_is_refused(shop: LandingHome) -> None:
    with pytest.raises(ContractError, match=r"'order'.*config.meta.replaces.*did you mean 'order_id'"):
        contract_of(shop, CONTRACT + LINES.replace("replaces: order_id", "replaces: order"))
