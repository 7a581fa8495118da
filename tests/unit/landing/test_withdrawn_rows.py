"""Rows that are withdrawn by `deleted_at`, and come back."""

from typing import Any

import pytest

from tests.unit.landing.conftest import LandingHome

STORED = """
    select customer_id, name, points, updated_at::date::varchar, deleted_at::date::varchar, _file_id
    from raw.customers order by 1
"""
FULL = "customer_id,created_at,name,points,updated_at,deleted_at\n"


def night(shop: LandingHome, number: int, text: str) -> list[tuple[Any, ...]]:
    shop.drop(f"customers/{number}.csv", text)
    [result] = [file for file in shop.land().files if file.status != "skipped"]
    assert result.status == "loaded", result.reason
    return shop.rows(STORED)


def test_nothing_could_be_taken_back(shop: LandingHome) -> None:
    night(shop, 1, FULL + "1,2026-01-01,Ann,5,2026-02-01,\n2,2026-01-01,Bo,6,2026-02-01,\n")
    withdrawn = night(shop, 2, "customer_id,deleted_at\n1,2026-03-01\n")
    assert withdrawn == [("1", "Ann", 5, "2026-02-01", "2026-03-01", 2), ("2", "Bo", 6, "2026-02-01", None, 1)]
    assert shop.rejected() == []


@pytest.mark.parametrize("cells", ["2026-01-01,Zoe,9", ",,", "nonsense,,many"])
def test_of_a_row_with_deleted_at_nothing_else_counts(shop: LandingHome, cells: str) -> None:
    night(shop, 1, FULL + "1,2026-01-01,Ann,5,2026-02-01,\n")
    assert night(shop, 2, FULL + f"1,{cells},2026-02-02,2026-03-01\n") == [
        ("1", "Ann", 5, "2026-02-02", "2026-03-01", 2)
    ]
    assert shop.rejected() == []


@pytest.mark.parametrize("columns", ["customer_id,created_at,name", "customer_id,created_at,name,deleted_at"])
def test_a_row_that_wins_without_deleted_at_is_there_again(shop: LandingHome, columns: str) -> None:
    night(shop, 1, FULL + "1,2026-01-01,Ann,5,2026-02-01,\n")
    night(shop, 2, "customer_id,deleted_at\n1,2026-03-01\n")
    comma = "," if "deleted_at" in columns else ""
    assert night(shop, 3, f"{columns}\n1,2026-01-01,Anna{comma}\n") == [("1", "Anna", 5, "2026-02-01", None, 3)]


def test_a_withdrawal_that_is_older_than_the_row_changes_nothing(shop: LandingHome) -> None:
    night(shop, 1, FULL + "1,2026-01-01,Ann,5,2026-02-01,\n")
    assert night(shop, 2, "customer_id,updated_at,deleted_at\n1,2026-01-31,2026-03-01\n") == [
        ("1", "Ann", 5, "2026-02-01", None, 1)
    ]


def test_a_withdrawal_that_lands_first_holds_against_an_older_row(shop: LandingHome) -> None:
    night(shop, 1, "customer_id,updated_at,deleted_at\n1,2026-02-01,2026-03-01\n")
    assert night(shop, 2, FULL + "1,2026-01-01,Ann,5,2026-01-31,\n") == [
        ("1", None, None, "2026-02-01", "2026-03-01", 1)
    ]
    assert night(shop, 3, FULL + "1,2026-01-01,Ann,5,2026-02-02,\n") == [("1", "Ann", 5, "2026-02-02", None, 3)]


def test_a_withdrawal_sent_again_changes_nothing(shop: LandingHome) -> None:
    night(shop, 1, FULL + "1,2026-01-01,Ann,5,2026-02-01,\n")
    night(shop, 2, "customer_id,deleted_at\n1,2026-03-01\n")
    assert night(shop, 3, "deleted_at,customer_id\n2026-03-01,1\n")[0][-1] == 2


def test_a_row_withdrawn_in_the_file_that_brings_it_keeps_its_columns(shop: LandingHome) -> None:
    text = FULL + "1,2026-01-01,Ann,5,,\n1,,,,,2026-03-01\n"
    assert night(shop, 1, text) == [("1", "Ann", 5, None, "2026-03-01", 1)]
    assert shop.rejected() == []
    assert night(shop, 2, "customer_id,created_at,points\n1,2026-01-01,6\n") == [("1", "Ann", 6, None, None, 2)]


def test_a_row_without_deleted_at_in_a_file_of_withdrawals_is_rejected(shop: LandingHome) -> None:
    night(shop, 1, "customer_id,deleted_at\n1,2026-03-01\n2,\n3,yes\n")
    assert shop.rejected() == [
        (3, "created_at", "created_at is empty"),
        (4, "created_at", "created_at is empty; deleted_at 'yes' is not a timestamp"),
    ]


def test_the_key_of_a_withdrawal_must_be_there(shop: LandingHome) -> None:
    night(shop, 1, "customer_id,deleted_at\n,2026-03-01\n")
    assert shop.rejected() == [(2, "customer_id", "customer_id is empty")]
    shop.drop("visits/a.csv", "url,deleted_at\nu,2026-03-01\n")
    [refused] = shop.land().refused
    assert "customer_id" in refused.reason


def test_withdrawals_sent_twice_in_a_file_are_duplicates(shop: LandingHome) -> None:
    night(shop, 1, "customer_id,deleted_at\n1,2026-03-01\n1,2026-03-02\n")
    assert [line for line, *_ in shop.rejected()] == [2]
    assert shop.rows("select deleted_at::date::varchar from raw.customers") == [("2026-03-02",)]


def test_a_row_withdrawn_before_it_was_ever_sent_is_known_as_such(shop: LandingHome) -> None:
    """Its withdrawal may lie ahead, and until then it would be a customer without a creation."""
    bare = "select customer_id, _is_bare from raw.customers order by 1"
    night(shop, 1, "customer_id,deleted_at\n1,2026-09-01\n2,2026-09-01\n")
    assert shop.rows(bare) == [("1", True), ("2", True)]
    night(shop, 2, "customer_id,deleted_at\n1,2026-10-01\n")
    night(shop, 3, "customer_id,created_at\n2,2026-01-01\n3,2026-01-01\n")
    assert shop.rows(bare) == [("1", True), ("2", None), ("3", None)]
    night(shop, 4, "customer_id,deleted_at\n2,2026-10-01\n3,2026-10-01\n")
    assert shop.rows(bare) == [("1", True), ("2", None), ("3", None)]
