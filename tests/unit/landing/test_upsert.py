"""One row per key: which row stays when several files, or several rows of a file, carry the same key."""

import pytest

from orchestration.landing.upsert import DUPLICATE
from tests.unit.landing.conftest import LandingHome

HEADER = "customer_id,created_at,name,updated_at\n"


def names(shop: LandingHome) -> dict[str, str]:
    return dict(shop.rows("select customer_id, name from raw.customers"))


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_later_updated_at_wins_whichever_file_comes_last(shop: LandingHome, order: str) -> None:
    contents = {"a": "1,2026-01-01,new,2026-02-02\n", "b": "1,2026-01-01,old,2026-02-01\n"}
    for letter in order:
        shop.drop(f"customers/{letter}.csv", HEADER + contents[letter])
        shop.land()
    assert names(shop) == {"1": "new"}
    assert shop.rejected() == []


def test_a_later_row_of_the_same_file_wins_and_the_earlier_is_quarantined(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", 'customer_id,url,seconds\n1,u,1\n2,"a\nb",1\n1,u,2\nbad\n,u,3\n1,u,3\n')
    [result] = shop.land().files
    assert (result.read_rows, result.accepted_rows, result.rejected_rows) == (6, 2, 4)
    assert shop.rejected() == [
        (2, "customer_id", DUPLICATE),
        (5, "customer_id", DUPLICATE),
        (6, None, "too few columns"),
        (7, "customer_id", "customer_id is empty"),
    ]
    assert shop.rows("select url, seconds from raw.visits order by 2") == [("a\nb", 1), ("u", 3)]
    assert shop.rows("select read_rows, accepted_rows, rejected_rows from raw.landed_files") == [(6, 2, 4)]


def test_a_row_superseded_by_updated_at_in_the_same_file_counts_as_accepted(shop: LandingHome) -> None:
    shop.drop(
        "customers/a.csv",
        HEADER + "1,2026-01-01,new,2026-02-02\n1,2026-01-01,old,2026-02-01\n2,2026-01-01,x,\n2,2026-01-01,y,\n",
    )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (3, 1)
    assert shop.rejected() == [(4, "customer_id", DUPLICATE)]
    assert names(shop) == {"1": "new", "2": "y"}


def test_parquet_duplicates_are_quarantined_by_row_number(shop: LandingHome) -> None:
    shop.drop_parquet(
        "visits/a.parquet", "select (i % 3)::varchar as customer_id, 'u' as url, i as seconds from range(7) t(i)"
    )
    shop.land()
    assert [line for line, *_ in shop.rejected()] == [1, 2, 3, 4]
    assert shop.rows("select seconds from raw.visits order by 1") == [(4,), (5,), (6,)]


def test_a_null_in_an_optional_key_column_equals_a_null(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,,1\n")
    shop.land()
    shop.drop("visits/b.csv", "customer_id,url,seconds\n1,,2\n1,,3\n")
    shop.land()
    assert shop.rows("select customer_id, url, seconds from raw.visits") == [("1", None, 3)]
    assert len(shop.rejected()) == 1


def test_an_unchanged_row_sent_again_keeps_the_file_that_brought_it(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,1\n2,u,\n3,u,1\n")
    shop.land()
    shop.drop("visits/c.csv", "customer_id,url,seconds\n1,u,1\n2,u,\n3,u,2\n4,u,1\n")
    shop.land()
    assert shop.rows("select customer_id, _file_id from raw.visits order by 1") == [
        ("1", 1),
        ("2", 1),
        ("3", 2),
        ("4", 2),
    ]


def test_keys_that_do_not_rise_are_still_checked(shop: LandingHome) -> None:
    shop.drop_parquet(
        "visits/a.parquet",
        "select md5((i % 299999)::varchar) as customer_id, 'u' as url, i as seconds from range(300000) t(i)",
    )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (299_999, 1)
    assert shop.rejected() == [(1, "customer_id", DUPLICATE)]
