"""Landing files that are refused whole or not looked at, while the others land."""

import gzip
from typing import Any

import pytest

from orchestration.landing import upsert
from tests.unit.landing.conftest import GOOD, LandingHome


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("customers/a.csv", b"", "is empty (0 bytes)"),
        ("customers/a.csv", b"\n\n1,2\n", "the first line is empty"),
        ("customers/a.csv", b"customer_id,name\n1,a\n", "the required column 'created_at' is missing"),
        ("customers/a.csv", b"customer_id,creatd_at\n1,2026-01-01\n", "(did you mean 'creatd_at'?)"),
        ("customers/a.csv", b"customer_id,created_at,Created_At\n", "column 'created_at' appears twice"),
        ("customers/a.csv", "customer_id,created_at\n".encode("utf-16"), "is UTF-16"),
        ("customers/a.csv", b'customer_id,created_at,name\n1,2026-01-01,"a\n2,2026-01-01,b\n', "line 2: a quote"),
        ("customers/a.csv.gz", gzip.compress(GOOD.encode() * 99, mtime=0)[:-20], "damaged or truncated gzip"),
        ("customers/a.csv.gz", GOOD.encode(), "damaged or truncated gzip"),
        ("customers/a.parquet", b"PAR1 nonsense", "cannot be read"),
        ("customers/a.ndjson", b'{"customer_id": "1"}\n', "the required column 'created_at' is missing"),
        ("customers/a.ndjson", b"nope\n", "holds no JSON object"),
        ("customers/a.xlsx", b"x", "the name ends in none of .csv"),
        ("customers/b/a.csv", b"x", "is a folder inside a table's folder"),
        ("customer/a.csv", b"x", "the contract has no table 'customer' (did you mean 'customers'?)"),
        ("a.csv", b"x", "lies outside a table's folder"),
    ],
)
def test_an_unfit_file_is_refused_by_name_and_the_rest_lands(
    shop: LandingHome, name: str, content: bytes, reason: str
) -> None:
    shop.drop(name, content)
    shop.drop("customers/z.csv", GOOD)
    report = shop.land()
    [refused] = report.refused
    assert refused.path == "/".join(name.split("/")[:2])
    assert reason in refused.reason
    assert [result.path for result in report.loaded] == ["customers/z.csv"]
    assert shop.rows("select file_name from raw.landed_files") == [("customers/z.csv",)]
    assert shop.rows("select count(*) from raw.customers") == [(2,)]


def test_parquet_of_an_impossible_type_is_refused_not_rejected_row_by_row(shop: LandingHome) -> None:
    shop.drop_parquet("customers/a.parquet", "select '1' as customer_id, 20260101 as created_at")
    [refused] = shop.land().refused
    assert "column 'created_at' is integer, which cannot become timestamp" in refused.reason


def test_a_parquet_file_damaged_in_the_middle_is_refused_and_its_table_redone(shop: LandingHome) -> None:
    path = shop.drop_parquet(
        "customers/b.parquet",
        "select i::varchar as customer_id, timestamp '2026-01-01' as created_at, md5(i::varchar) as name"
        " from range(300000) t(i)",
    )
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = bytes(20_000)
    path.write_bytes(content)
    shop.drop("customers/a.csv", GOOD)
    report = shop.land()
    assert [(result.path, result.status) for result in report.files] == [
        ("customers/a.csv", "loaded"),
        ("customers/b.parquet", "refused"),
    ]
    assert shop.rows("select customer_id from raw.customers order by 1") == [("1",), ("2",)]
    assert shop.rows("select count(*) from raw.rejected_rows") == [(0,)]


def test_unfinished_and_hidden_files_are_not_looked_at(shop: LandingHome) -> None:
    for name in (".a.csv", "_a.csv", "a.csv.part", "a.parquet.tmp", "a.csv.TMP"):
        shop.drop(f"customers/{name}", "nonsense")
    shop.drop(".notes/a.csv", "nonsense")
    shop.drop("customers.part/a.csv", "nonsense")
    assert shop.land().files == []


def test_a_file_that_grows_while_it_is_loaded_does_not_land(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.drop("customers/a.csv", GOOD)
    growing = shop.drop("customers/b.csv", "customer_id,created_at\n8,2026-01-01\n")
    settle = upsert.settle

    def append_meanwhile(*arguments: Any) -> dict[int, int]:
        with growing.open("a") as file:
            file.write("9,2026-01-01\n")
        return settle(*arguments)

    monkeypatch.setattr(upsert, "settle", append_meanwhile)
    report = shop.land()
    assert [(result.path, result.status) for result in report.files] == [
        ("customers/a.csv", "loaded"),
        ("customers/b.csv", "refused"),
    ]
    assert "is still being written" in report.refused[0].reason
    assert shop.rows("select customer_id from raw.customers order by 1") == [("1",), ("2",)]
    monkeypatch.undo()
    shop.land()
    assert shop.rows("select count(*) from raw.customers") == [(4,)]


def test_a_name_that_is_not_utf8_is_one_refused_file(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,1\n")
    (shop.home / "landing" / "visits" / b"caf\xe9.csv".decode(errors="surrogateescape")).write_text("customer_id\n1\n")
    [good, bad] = shop.land().files
    assert (good.status, bad.status, bad.path) == ("loaded", "refused", "visits/caf\\udce9.csv")
    assert "UTF-8" in bad.reason
