"""What an older version stored, put once into the form in which texts land now."""

from datetime import timedelta
from typing import Any

import pytest

from orchestration.landing import reform
from tests.unit.landing.conftest import LANDED_AT, LandingHome

STORED = "select customer_id, name, _file_id, updated_at::date::varchar from raw.customers order by all"


@pytest.fixture
def old(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> LandingHome:
    """An earlier warehouse, whose texts were stored with their blanks; they are trimmed from now on."""
    header = "customer_id,created_at,name,updated_at\n"
    nights = [
        "a,2026-01-01,first,2026-02-02\n2,2026-01-01,two,\nb,2026-01-01,three,2026-02-02\n4,2026-01-01,x,\n",
        "1,2026-01-01,second,2026-02-03\n3,2026-01-01,older,2026-02-01\n",
        "c,2026-01-01,third,\n",
    ]
    for number, rows in enumerate(nights):
        shop.drop(f"customers/{number}.csv", header + rows)
        shop.drop(f"visits/{number}.csv", f"customer_id,url,seconds\n1,u{number},1\n")
        shop.land(landed_at=LANDED_AT + timedelta(days=number))
    for before, after in {"a": " 1", "c": "  1 ", "b": " 3"}.items():
        shop.connection.execute("update raw.customers set customer_id = ? where customer_id = ?", [after, before])
    shop.connection.execute("update raw.customers set name = ' two ' where customer_id = '2'")
    shop.connection.execute("delete from raw.form")
    monkeypatch.setattr(reform, "converted", lambda source, *_: f"nullif(trim({source.expression}), '')")
    return shop


def test_stored_texts_are_put_into_the_new_form_once(old: LandingHome) -> None:
    before = old.rows("select count(*) from raw.customers")
    report = old.land()
    assert before != old.rows("select count(*) from raw.customers")
    # Keys that fall together are rows of one key: the last without updated_at wins, else the latest.
    assert old.rows(STORED) == [
        ("1", "third", 5, None),
        ("2", "two", 1, None),
        ("3", "three", 1, "2026-02-02"),
        ("4", "x", 1, None),
    ]
    told = [(each.kind, each.table_name, each.count) for each in report.findings]
    assert told == [("stored_rows_rewritten", "customers", 4)]
    assert old.land().findings == []


def test_of_two_spellings_of_a_key_in_one_file_the_later_line_counts(
    shop: LandingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.drop("customers/1.csv", "customer_id,created_at,name\na,2026-01-01,earlier\n1,2026-01-01,later\n")
    shop.land()
    shop.connection.execute("update raw.customers set customer_id = ' 1' where customer_id = 'a'")
    shop.connection.execute("delete from raw.form")
    monkeypatch.setattr(reform, "converted", lambda source, *_: f"nullif(trim({source.expression}), '')")
    shop.land()
    assert shop.rows("select customer_id, name from raw.customers") == [("1", "later")]


def test_what_would_be_rejected_today_stays_as_it_was(old: LandingHome) -> None:
    old.connection.execute("update raw.customers set customer_id = '   ' where name = 'x'")
    old.land()
    assert ("   ", "x", 1, None) in old.rows(STORED)


def test_moments_stay_as_they_were_read(old: LandingHome) -> None:
    def moments() -> list[tuple[Any, ...]]:
        return old.rows("select distinct created_at, _is_undated from raw.customers")

    before = moments()
    old.land()
    assert moments() == before


def test_a_new_warehouse_is_not_read_again(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.land()

    def never(*_: Any) -> int:
        raise AssertionError("read again")

    monkeypatch.setattr(reform, "_read_again", never)
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,1\n")
    shop.land()
    shop.land()
