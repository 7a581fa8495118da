"""What a landing tells of files that did not land whole, and what it keeps to itself: the rows' values."""

import pytest

from orchestration.landing.findings import without_values
from tests.unit.landing.conftest import LandingHome

HEADER = "customer_id,created_at,gender\n"
SECRET = "ada@shop.example"


def told(shop: LandingHome) -> list[tuple[str, str | None, int, int | None, str | None]]:
    return [(each.kind, each.example, each.count, each.out_of, each.detail) for each in shop.land().findings]


def test_a_file_whose_rows_are_all_rejected_is_told_with_the_commonest_reason(shop: LandingHome) -> None:
    shop.drop("customers/1.csv", HEADER + "a,soon,f\nb,later,f\n,2026-01-01T00:00:00Z,f\n")
    assert told(shop) == [
        ("rejected_rows", "customers/1.csv", 3, 3, "created_at '...' is not a timestamp (2 of 3 rows)"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "detail"),
    [
        ("customers/1.csv", HEADER + f"a,2026-01-01T00:00:00Z,{SECRET}\n", "gender '...' is not one of f, m"),
        ("customers/1.csv", HEADER + f"a,{SECRET},f\n", "created_at '...' is not a timestamp"),
        (
            "customers/1.csv",
            HEADER + "a,2099-01-01T00:00:00Z,f\n",
            "created_at ... is later than the moment of landing",
        ),
        ("customers/1.csv", HEADER + f"a,2026-01-01T00:00:00Z,f,{SECRET}\n", "too many columns"),
        ("customers/1.ndjson", f'{{"customer_id": "a", "created_at": "{SECRET}"}}\n', "created_at '...' is not a"),
        ("visits/1.csv", f"customer_id,seconds\na,{SECRET}\n", "seconds '...' is not a whole number (bigint)"),
        ("decisions/1.csv", f"at,phone\n{SECRET},12345678\n", "at '...' is not a timestamp"),
        ("visits/1.csv", "customer_id,url\na,x\na,x\n", "duplicate key; a later row of this file has the same key"),
    ],
)
def test_a_reason_is_told_without_the_value_that_it_is_about(
    shop: LandingHome, name: str, content: str, detail: str
) -> None:
    shop.drop(name, content)
    ((kind, example, count, _, told_detail),) = told(shop)
    assert (kind, example, count) == ("rejected_rows", name, 1)
    assert told_detail is not None and told_detail.startswith(detail)
    assert SECRET not in told_detail


def test_each_file_has_its_line_and_a_landing_tells_of_its_own_files_alone(shop: LandingHome) -> None:
    shop.drop("customers/1.csv", HEADER + "a,soon,f\n")
    shop.drop("visits/1.csv", "customer_id,seconds\na,1\nb,x\n")
    assert [each[:4] for each in told(shop)] == [
        ("rejected_rows", "customers/1.csv", 1, 1),
        ("rejected_rows", "visits/1.csv", 1, 2),
    ]
    shop.drop("customers/2.csv", HEADER + "a,never,f\n")
    assert [each[1] for each in told(shop)] == ["customers/2.csv"]
    assert shop.rows("select count(*) from raw.landing_findings") == [(3,)]


def test_a_refused_file_is_told_by_every_landing_until_it_is_fixed(shop: LandingHome) -> None:
    file = shop.drop("visits/1.csv", "seconds\n1\n")
    for _ in range(2):
        ((kind, example, count, out_of, detail),) = told(shop)
        assert (kind, example, count, out_of) == ("refused_file", "visits/1.csv", 1, None)
        assert detail is not None and "customer_id" in detail
    file.unlink()
    assert told(shop) == []


def test_a_landing_that_ended_before_it_told_is_made_up_for(shop: LandingHome) -> None:
    shop.drop("customers/1.csv", HEADER + "a,soon,f\n")
    assert len(told(shop)) == 1
    shop.connection.execute("delete from raw.landing_findings")
    shop.land()
    assert shop.rows("select example from raw.landing_findings") == [("customers/1.csv",)]


def test_an_earlier_warehouse_is_taken_over(shop: LandingHome) -> None:
    shop.drop("customers/1.csv", HEADER + "a,soon,f\nb,soon,f\n,2026-01-01T00:00:00Z,f\n")
    shop.land()
    shop.connection.execute("alter table raw.rejected_rows drop column fault; drop table raw.landing_findings")
    shop.drop("customers/2.csv", HEADER + "c,2026-01-01T00:00:00Z,f\n")
    assert told(shop) == []
    assert shop.rows("select example, detail from raw.landing_findings") == [
        ("customers/1.csv", "created_at (2 of 3 rows)")
    ]


def test_findings_of_a_file_go_with_its_rejected_rows(shop: LandingHome) -> None:
    shop.drop("customers/1.csv", HEADER + "a,soon,f\n")
    shop.land()
    shop.connection.execute("delete from raw.rejected_rows")
    for _ in range(2):
        assert told(shop) == []
        assert shop.rows("select count(*) from raw.landing_findings") == [(0,)]


def test_a_landing_without_faults_has_nothing_to_tell(shop: LandingHome) -> None:
    assert told(shop) == []
    shop.drop("customers/1.csv", HEADER + "a,2026-01-01T00:00:00Z,f\n")
    assert told(shop) == []


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("'name is empty'", "name is empty"),
        ("'it''s ' || left(x, 40) || ' of '''", "it's ... of '"),
        ("concat('a ', phone)", "..."),
        ("'phone ' || coalesce(phone, 'none' || 'at all') || '!'", "phone ......!"),
        ("phone", "..."),
    ],
)
def test_only_texts_of_the_sql_itself_are_left_of_a_reason(reason: str, text: str) -> None:
    assert without_values(reason) == text
