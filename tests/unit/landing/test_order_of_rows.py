"""Which row of a key counts: by landing, then file in natural order, then line, and by `updated_at`."""

import shutil
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.landing.conftest import LandingHome
from tests.unit.landing.histories import OPTIONAL, File, made_up, text_of

HEADER = "customer_id,created_at,name,updated_at\n"


def names(shop: LandingHome) -> dict[str, str]:
    return dict(shop.rows("select customer_id, name from raw.customers"))


def seconds(shop: LandingHome) -> list[int]:
    return [row[0] for row in shop.rows("select seconds from raw.visits order by all")]


@pytest.mark.parametrize("header", ["customer_id,created_at,name\n", HEADER], ids=["column missing", "cell empty"])
@pytest.mark.parametrize("nights", [1, 2])
def test_a_row_without_updated_at_never_replaced_one_that_has_it(shop: LandingHome, header: str, nights: int) -> None:
    shop.drop("customers/a.csv", HEADER + "1,2026-01-01,dated,2026-02-02\n")
    if nights == 2:
        shop.land()
    shop.drop("customers/b.csv", header + "1,2026-01-01,undated" + ("," if header == HEADER else "") + "\n")
    shop.land()
    assert names(shop) == {"1": "undated"}


@pytest.mark.parametrize("nights", [1, 3])
def test_after_a_row_without_updated_at_the_latest_wins_again(shop: LandingHome, nights: int) -> None:
    for letter, row in {"a": "x,2026-03-03", "b": "y,", "c": "z,2026-02-02"}.items():
        shop.drop(f"customers/{letter}.csv", HEADER + f"1,2026-01-01,{row}\n")
        if nights == 3:
            shop.land()
    shop.land()
    assert names(shop) == {"1": "z"}


def test_a_file_without_the_column_leaves_updated_at_and_yet_counts_as_undated(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", HEADER + "1,2026-01-01,a,2026-03-03\n2,2026-01-01,same,2026-03-03\n")
    shop.land()
    shop.drop("customers/b.csv", "customer_id,created_at,name\n1,2026-01-01,b\n2,2026-01-01,same\n")
    shop.land()
    stored = "select customer_id, name, updated_at::date::varchar, _file_id, _is_undated from raw.customers order by 1"
    assert shop.rows(stored) == [("1", "b", "2026-03-03", 2, True), ("2", "same", "2026-03-03", 1, True)]
    shop.drop("customers/c.csv", HEADER + "1,2026-01-01,c,2026-02-02\n2,2026-01-01,same,2026-03-03\n")
    shop.land()
    assert shop.rows(stored) == [("1", "c", "2026-02-02", 3, None), ("2", "same", "2026-03-03", 1, None)]


@pytest.mark.parametrize("order", [["orders", "fix"], ["orders-9", "orders-10"], ["z", "a"]])
def test_across_nights_the_files_name_does_not_decide(shop: LandingHome, order: list[str]) -> None:
    for place, name in enumerate(order):
        shop.drop(f"visits/{name}.csv", f"customer_id,url,seconds\n1,u,{place}\n")
        shop.drop(f"customers/{name}.csv", f"customer_id,created_at,name\n1,2026-01-01,{name}\n")
        shop.land()
    assert seconds(shop) == [1]
    assert names(shop) == {"1": order[1]}


@pytest.mark.parametrize("order", [["orders-9", "orders-10"], ["2026-9-1", "2026-10-1"], ["a9b2", "a9b10"]])
def test_of_one_night_the_files_count_in_natural_order(shop: LandingHome, order: list[str]) -> None:
    for place, name in enumerate(order):
        shop.drop(f"visits/{name}.csv", f"customer_id,url,seconds\n1,u,{place}\n")
    report = shop.land()
    assert seconds(shop) == [1]
    assert [file.path for file in report.files] == [f"visits/{name}.csv" for name in order]


def test_entries_of_the_inbox_come_after_the_shops_files(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,1\n", folder="inbox")
    shop.drop("visits/b.csv", "customer_id,url,seconds\n1,u,2\n")
    shop.land()
    assert seconds(shop) == [1]


def test_a_file_that_lacks_an_optional_column_does_not_empty_it(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at,name,points,gender\n1,2026-01-01,n,7,f\n2,2026-01-01,m,8,m\n")
    shop.land()
    shop.drop("customers/b.csv", "customer_id,created_at,gender\n1,2026-01-01,\n2,2026-01-01,m\n")
    shop.drop("customers/c.ndjson", '{"customer_id": "2", "created_at": "2026-01-01", "name": null}\n')
    shop.land()
    stored = "select customer_id, name, points, gender, _file_id from raw.customers order by 1"
    assert shop.rows(stored) == [("1", "n", 7, None, 2), ("2", None, 8, "m", 3)]


def test_a_file_that_lacks_a_column_changes_nothing_by_that(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,5\n2,u,6\n")
    shop.land()
    shop.drop_parquet("visits/b.parquet", "select '1' as customer_id, 'u' as url")
    shop.land()
    assert shop.rows("select customer_id, seconds, _file_id from raw.visits order by 1") == [("1", 5, 1), ("2", 6, 1)]


def test_a_key_that_only_late_objects_of_a_large_file_have_is_a_column_of_it(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,5\n2,u,6\n")
    shop.land()
    early = "".join(f'{{"customer_id": "k{number}", "url": "u"}}\n' for number in range(10_000))
    shop.drop(
        "visits/b.ndjson", early + '{"customer_id": "1", "url": "u", "seconds": 9}\n{"customer_id":"2","url":"u"}\n'
    )
    shop.land()
    assert shop.rows("select seconds from raw.visits where customer_id in ('1', '2') order by customer_id") == [
        (9,),
        (None,),
    ]


def test_a_row_that_loses_brings_no_column(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at,updated_at\n1,2026-01-01,2026-03-03\n")
    shop.land()
    shop.drop("customers/b.csv", HEADER + "1,2026-01-01,late news,2026-02-02\n")
    shop.land()
    assert shop.rows("select name, _file_id from raw.customers") == [(None, 1)]


def test_who_lost_a_row_is_noted_and_nobody_else(shop: LandingHome) -> None:
    rows = "at,phone,customer_id\n2026-01-01,1,{}\n2026-01-01,2,same\n"
    for owner in ("first", "second"):
        shop.drop(f"decisions/{owner}.csv", rows.format(owner))
        shop.land()
    shop.drop("decisions/third.csv", "at,phone\n2026-01-01,1\n")
    shop.land()
    assert shop.rows("select * from raw.replaced_customers") == [(2, "first")]


# What the landing does in sets, row by row.
def folded(contents: Sequence[File]) -> dict[str, tuple[Any, ...]]:
    stored: dict[int, dict[str, Any]] = {}
    moments: dict[int, int | None] = {}
    for present, rows in contents:
        for key, updated, deleted, points, name in rows:
            updated = updated if "updated_at" in present else None
            deleted = deleted if "deleted_at" in present else None
            if key in stored and updated is not None:
                best = moments[key]
                if best is not None and updated < best:
                    continue
            row = stored.setdefault(
                key, {"updated_at": None, "deleted_at": None, "points": None, "name": None, "created_at": None}
            )
            moments[key] = updated
            row["deleted_at"] = deleted
            if "updated_at" in present:
                row["updated_at"] = updated
            if deleted is None:
                row["created_at"] = 0
                for column, value in {"points": points, "name": name}.items():
                    if column in present:
                        row[column] = value
    return {str(key): tuple(row.values()) for key, row in stored.items()}


def land_all(shop: LandingHome, contents: Sequence[File], *, at_once: bool) -> list[tuple[Any, ...]]:
    for number, (present, rows) in enumerate(contents):
        shop.drop(f"customers/{number}.csv", text_of(number, present, rows))
        if not at_once:
            shop.land()
    shop.land()
    found = shop.rows(
        """
        select customer_id, date_diff('day', date '2026-01-01', updated_at),
            date_diff('day', date '2026-01-01', deleted_at), points, ltrim(name, 'n')::int,
            date_diff('day', date '2026-01-01', created_at)
        from raw.customers order by 1
        """
    )
    for table in ("customers", "landed_files", "replaced_customers", "rejected_rows"):
        shop.connection.execute(f"delete from raw.{table}")
    shutil.rmtree(shop.home / "archive")
    return found


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> LandingHome:
    """Its warehouse is in memory."""
    return LandingHome(tmp_path_factory.mktemp("quick"), ":memory:")


@settings(max_examples=15)
@given(
    columns=st.lists(st.sets(st.sampled_from(OPTIONAL)).map(frozenset), min_size=2, max_size=5),
    random=st.randoms(use_true_random=False),
)
def test_one_night_with_all_files_and_one_night_a_file_give_the_same_rows(
    quick: LandingHome, columns: list[frozenset[str]], random: Random
) -> None:
    contents = made_up(random, columns)
    expected = sorted((key, *row) for key, row in folded(contents).items())
    assert land_all(quick, contents, at_once=True) == expected
    assert land_all(quick, contents, at_once=False) == expected
