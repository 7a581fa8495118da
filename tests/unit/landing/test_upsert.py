"""One row per key: which row stays when several files, or several rows of a file, carry the same key."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.landing.upsert import DUPLICATE
from tests.unit.landing.conftest import Shop

HEADER = "customer_id,created_at,name,updated_at\n"


def names(shop: Shop) -> dict[str, str]:
    return dict(shop.rows("select customer_id, name from raw.customers"))


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_later_updated_at_wins_whichever_file_comes_last(shop: Shop, order: str) -> None:
    contents = {"a": "1,2026-01-01,new,2026-02-02\n", "b": "1,2026-01-01,old,2026-02-01\n"}
    for letter in order:
        shop.drop(f"customers/{letter}.csv", HEADER + contents[letter])
        shop.land()
    assert names(shop) == {"1": "new"}
    assert shop.rejected() == []


def test_a_row_without_updated_at_loses_to_one_with(shop: Shop) -> None:
    shop.drop("customers/a.csv", HEADER + "1,2026-01-01,dated,2026-02-02\n")
    shop.drop("customers/b.csv", HEADER + "1,2026-01-01,undated,\n")
    shop.land()
    assert names(shop) == {"1": "dated"}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_without_updated_at_the_file_later_by_name_wins_even_if_it_landed_first(shop: Shop, order: str) -> None:
    for letter in order:
        shop.drop(f"visits/{letter}.csv", f"customer_id,url,seconds\n1,u,{ord(letter)}\n")
        shop.land()
    assert shop.rows("select seconds from raw.visits") == [(ord("b"),)]


def test_a_later_row_of_the_same_file_wins_and_the_earlier_is_quarantined(shop: Shop) -> None:
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


def test_a_row_superseded_by_updated_at_in_the_same_file_counts_as_accepted(shop: Shop) -> None:
    shop.drop(
        "customers/a.csv",
        HEADER + "1,2026-01-01,new,2026-02-02\n1,2026-01-01,old,2026-02-01\n2,2026-01-01,x,\n2,2026-01-01,y,\n",
    )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (3, 1)
    assert shop.rejected() == [(4, "customer_id", DUPLICATE)]
    assert names(shop) == {"1": "new", "2": "y"}


def test_parquet_duplicates_are_quarantined_by_row_number(shop: Shop) -> None:
    shop.drop_parquet(
        "visits/a.parquet", "select (i % 3)::varchar as customer_id, 'u' as url, i as seconds from range(7) t(i)"
    )
    shop.land()
    assert [line for line, *_ in shop.rejected()] == [1, 2, 3, 4]
    assert shop.rows("select seconds from raw.visits order by 1") == [(4,), (5,), (6,)]


def test_a_null_in_an_optional_key_column_equals_a_null(shop: Shop) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,,1\n")
    shop.land()
    shop.drop("visits/b.csv", "customer_id,url,seconds\n1,,2\n1,,3\n")
    shop.land()
    assert shop.rows("select customer_id, url, seconds from raw.visits") == [("1", None, 3)]
    assert len(shop.rejected()) == 1


def test_an_unchanged_row_sent_again_keeps_the_file_that_brought_it(shop: Shop) -> None:
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
    # c sent customer 1 again, so b, which arrives late, comes before it in name order.
    shop.drop("visits/b.csv", "customer_id,url,seconds\n1,u,9\n")
    shop.land()
    assert shop.rows("select seconds, _file_id from raw.visits where customer_id = '1'") == [(1, 1)]


ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["", "2026-01-01", "2026-01-02"]), st.integers(0, 2)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(ROWS, min_size=1, max_size=4), nights=st.permutations(range(4)))
def test_the_outcome_does_not_depend_on_the_nights_on_which_files_arrive(
    tmp_path_factory: pytest.TempPathFactory, contents: list[list[tuple[int, str, int]]], nights: list[int]
) -> None:
    home = tmp_path_factory.mktemp("home")
    shop = Shop(home)
    # The extra column keeps contents apart: the same content would land once only.
    texts = [
        "customer_id,created_at,updated_at,points,file\n"
        + "".join(f"{key},2026-01-01,{updated},{points},{number}\n" for key, updated, points in rows)
        for number, rows in enumerate(contents)
    ]
    for number in nights:
        if number < len(texts):
            shop.drop(f"customers/{number}.csv", texts[number])
            shop.land()
    expected: dict[int, tuple[str, int]] = {}
    for rows in contents:
        for key, updated, points in rows:
            if key not in expected or updated >= expected[key][0]:
                expected[key] = (updated, points)
    found = shop.rows("select customer_id, coalesce(updated_at::date::varchar, ''), points from raw.customers")
    shop.connection.close()
    assert {int(key): (updated, points) for key, updated, points in found} == expected


def test_keys_that_do_not_rise_are_still_checked(shop: Shop) -> None:
    shop.drop_parquet(
        "visits/a.parquet",
        "select md5((i % 299999)::varchar) as customer_id, 'u' as url, i as seconds from range(300000) t(i)",
    )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (299_999, 1)
    assert shop.rejected() == [(1, "customer_id", DUPLICATE)]
