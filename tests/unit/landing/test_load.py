"""Landing files: what lands, what is quarantined with which line and reason, what is refused.

Rules about several rows with one key are in test_upsert.py.
"""

import gzip
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.landing import load as load_module
from orchestration.landing import upsert
from orchestration.landing.contract import Contract
from orchestration.landing.ledger import LandingError
from orchestration.landing.load import land
from orchestration.landing.report import FileProgress
from tests.unit.landing.conftest import CONTRACT, LANDED_AT, LandingHome

GOOD = "customer_id,created_at,name,points\n1,2026-01-01 10:00:00,Ann,5\n2,2026-01-02 10:00:00,Bo,\n"


def test_an_empty_landing_still_makes_every_table(shop: LandingHome) -> None:
    assert shop.land().files == []
    tables = shop.rows("select table_name from duckdb_tables() where schema_name = 'raw' order by 1")
    names = [
        "customers",
        "decisions",
        "form",
        "landed_files",
        "landing_findings",
        "phone_numbers",
        "phone_numbers_read",
        "rejected_rows",
        "replaced_customers",
        "visits",
    ]
    assert [name for (name,) in tables] == names
    assert shop.rows("select count(*) from raw.customers") == [(0,)]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "A.CSV", "a.ndjson", "a.jsonl.gz", "a [1]*?'s.csv"])
def test_every_format_lands_the_same_rows(shop: LandingHome, name: str) -> None:
    text = GOOD
    if "json" in name:
        text = (
            '{"customer_id": 1, "created_at": "2026-01-01 10:00:00", "name": "Ann", "points": 5}\n'
            '{"customer_id": "2", "created_at": "2026-01-02T10:00:00Z", "name": "Bo", "points": null}\n'
        )
    shop.drop(f"customers/{name}", gzip.compress(text.encode()) if name.endswith(".gz") else text)
    report = shop.land()
    assert [(result.status, result.read_rows) for result in report.files] == [("loaded", 2)]
    assert shop.rows("select customer_id, created_at::varchar, name, points from raw.customers order by 1") == [
        ("1", "2026-01-01 10:00:00", "Ann", 5),
        ("2", "2026-01-02 10:00:00", "Bo", None),
    ]


def test_parquet_types_are_brought_to_the_contracts(shop: LandingHome) -> None:
    shop.drop_parquet(
        "customers/a.parquet",
        """select 17850.0::double as customer_id, timestamptz '2026-01-01 12:00:00+02' as created_at,
        timestamp '1990-01-01 00:00:00' as birth_date, 7.0::double as points, 1.25::double as amount,
        1::tinyint as accepts_sms, 1.5::float as ratio, null::integer as updated_at, 'Ann'::blob as name""",
    )
    assert [result.reason for result in shop.land().files] == [""]
    assert shop.rows(
        "select customer_id, created_at::varchar, birth_date::varchar, points, amount::varchar, accepts_sms, ratio,"
        " updated_at, name from raw.customers"
    ) == [("17850", "2026-01-01 10:00:00", "1990-01-01", 7, "1.25", True, 1.5, None, "Ann")]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("customer_id", "", "customer_id is empty"),
        ("created_at", "", "created_at is empty"),
        ("created_at", "2026-02-30", "created_at '2026-02-30' is not a timestamp"),
        ("created_at", "2026-06-01 12:00:01", "created_at 2026-06-01 12:00:01 is later than the moment of landing"),
        ("updated_at", "infinity", "updated_at 'infinity' is not a timestamp"),
        ("birth_date", "2026-02-30", "birth_date '2026-02-30' is not a date"),
        ("birth_date", "1990-01-01xyz", "birth_date '1990-01-01xyz' is not a date"),
        ("birth_date", "2026-06-02", "birth_date 2026-06-02 is later than the moment of landing"),
        (
            "birth_date",
            "01/02/1990",
            "birth_date '01/02/1990' is not a date; write it as 2024-12-31, since the order of day and month"
            " cannot be told",
        ),
        ("points", "7.5", "points '7.5' is not a whole number (bigint)"),
        ("points", "0x10", "points '0x10' is not a whole number (bigint)"),
        ("points", "9223372036854775808", "points '9223372036854775808' is not a whole number (bigint)"),
        ("amount", "abc", "amount 'abc' is not a decimal(18,2)"),
        ("amount", "NaN", "amount 'NaN' is not a decimal(18,2)"),
        ("amount", "inf", "amount 'inf' is not a decimal(18,2)"),
        ("amount", "1e400", "amount '1e400' is not a decimal(18,2)"),
        ("amount", "12345678901234567.00", "amount '12345678901234567.00' is not a decimal(18,2)"),
        ("ratio", "nan", "ratio is not a finite number"),
        ("ratio", "1e400", "ratio is not a finite number"),
        ("accepts_sms", "maybe", "accepts_sms 'maybe' is not a boolean"),
        ("gender", "x", "gender 'x' is not one of f, m"),
        ("name", "a\x00b", "name holds a NUL character"),
        ("name", "é" * 65_537, "name has 65537 characters, more than 65536"),
        ("customer_id", "x" * 256, "customer_id has 256 characters, more than 255"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_faulty_value_is_quarantined_with_line_column_and_reason(
    shop: LandingHome, form: str, column: str, value: str, reason: str
) -> None:
    good = {"customer_id": "1", "created_at": "2026-01-01"}
    bad = {"customer_id": "2", "created_at": "2026-01-01", column: value}
    if form == "csv":
        names = list(bad)
        lines = [",".join(row.get(name, "") for name in names) for row in (good, bad, good | {"customer_id": "3"})]
        shop.drop("customers/a.csv", "\n".join([",".join(names), *lines]))
    else:
        import json

        shop.drop(
            "customers/a.ndjson", "\n\n".join(json.dumps(row) for row in (good, bad, good | {"customer_id": "3"}))
        )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (2, 1)
    assert shop.rejected() == [(3, column, reason)]
    [(raw_text,)] = shop.rows("select raw_text from raw.rejected_rows")
    assert value[:9].replace("\x00", "␀") in raw_text or form == "ndjson"
    assert len(raw_text) <= 10_000


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("'nan'::double as amount", "amount 'nan' is not a decimal(18,2)"),
        ("1e300 as amount", "amount '1e+300' is not a decimal(18,2)"),
        ("7.5::double as points", "points '7.5' is not a whole number (bigint)"),
        ("'a' || chr(0) as name", "name holds a NUL character"),
        ("timestamp 'infinity' as updated_at", "updated_at infinity is not between the years 1 and 9999"),
        ("repeat('x', 65537) as name", "name has 65537 characters, more than 65536"),
        ("2::integer as accepts_sms", "accepts_sms '2' is not a boolean"),
    ],
)
def test_a_faulty_parquet_value_is_quarantined_with_its_row_number(
    shop: LandingHome, expression: str, reason: str
) -> None:
    column = expression.rsplit(" ", 1)[1]
    shop.drop_parquet(
        "customers/a.parquet",
        f"""select '1' as customer_id, timestamp '2026-01-01' as created_at, null as {column} union all by name
        select '2' as customer_id, timestamp '2026-01-01' as created_at, {expression}""",
    )
    [result] = shop.land().files
    assert (result.accepted_rows, result.rejected_rows) == (1, 1)
    assert shop.rejected() == [(2, column, reason)]


def test_whole_numbers_may_carry_zero_decimals_and_empty_text_is_null(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", 'customer_id,created_at,points,name,amount\n1,2026-01-01, 7.0 ,"",1.5000\n')
    shop.land()
    assert shop.rows("select points, name, amount::varchar from raw.customers") == [(7, None, "1.50")]


def test_an_empty_text_is_not_taken_for_a_missing_one_where_the_file_tells_them_apart(shop: LandingHome) -> None:
    shop.drop("customers/a.ndjson", '{"customer_id": "1", "created_at": "2026-01-01", "name": "", "gender": ""}\n')
    shop.drop_parquet("customers/b.parquet", "select '2' as customer_id, '2026-01-01' as created_at, '' as name")
    shop.drop("decisions/a.ndjson", '{"at": "2026-01-01", "customer_id": "", "phone": "1"}\n')
    shop.land()
    assert shop.rows("select name, gender from raw.customers order by customer_id") == [("", None), ("", None)]
    assert shop.rows("select customer_id from raw.decisions") == [(None,)]


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-01-01T10:00:00+02:00", "2026-01-01 08:00:00"),
        ("2026-01-01T10:00+02:00", "2026-01-01 08:00:00"),
        ("2026-01-01T10:00Z", "2026-01-01 10:00:00"),
        ("2026-01-01 10:00:00.5-05", "2026-01-01 15:00:00.5"),
        ("2026-01-01 10:00", "2026-01-01 10:00:00"),
        ("2026-01-01", "2026-01-01 00:00:00"),
    ],
)
def test_an_offset_is_not_dropped_from_a_timestamp(shop: LandingHome, given: str, utc: str) -> None:
    shop.connection.execute("set TimeZone = 'Asia/Tokyo'")
    shop.drop("customers/a.csv", f"customer_id,created_at\n1,{given}\n")
    shop.land()
    assert shop.rows("select created_at::varchar from raw.customers") == [(utc,)]


def test_one_row_with_several_faults_is_rejected_once_under_the_first_column(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at,amount,gender\n1,nope,abc,x\n")
    shop.land()
    assert shop.rejected() == [
        (
            2,
            "created_at",
            "created_at 'nope' is not a timestamp; gender 'x' is not one of f, m; amount 'abc' is not a decimal(18,2)",
        )
    ]


def test_a_row_without_any_of_the_one_of_columns_is_quarantined(shop: LandingHome) -> None:
    shop.drop("decisions/a.csv", "at,customer_id,phone\n2026-01-01,,\n2026-01-01,1,\n2026-01-01,,45\n")
    shop.land()
    assert shop.rejected() == [(2, "customer_id", "one of customer_id, phone must not be empty")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_broken_csv_rows_are_quarantined_under_their_physical_line(shop: LandingHome, line_end: str) -> None:
    lines = [
        b"\xef\xbb\xbf Customer_ID ;CREATED_AT;name;foo",  # 1
        b'1;2026-01-01;"two',  # 2
        b"",  # 3: inside quotes
        b'lines";x',  # 4
        b"",  # 5: skipped
        b"2;2026-01-01;caf\xe9;x",  # 6
        b"3;2026-01-01",  # 7
        b"4;2026-01-01;a;b;c;d",  # 8
        b"5;2026-01-01;a;\xe9",  # 9: in a column that the contract does not know
        b'6;2026-01-01;"q"z;x',  # 10
        b"7;nope;a;x",  # 11
        "8;2026-01-01;café;x".encode(),  # 12
        b'9;nope;"5"" pipe";x',  # 13
    ]
    shop.drop("customers/a.csv", line_end.encode().join(lines) + line_end.encode())
    [result] = shop.land().files
    assert (result.read_rows, result.accepted_rows, result.rejected_rows) == (9, 2, 7)
    assert result.ignored_columns == ("foo",)
    assert shop.rejected() == [
        (6, None, "not UTF-8"),
        (7, None, "too few columns"),
        (8, None, "too many columns"),
        (9, None, "not UTF-8"),
        (10, None, "a quote is not closed"),
        (11, "created_at", "created_at 'nope' is not a timestamp"),
        (13, "created_at", "created_at 'nope' is not a timestamp"),
    ]
    assert shop.rows("select raw_text from raw.rejected_rows where line in (7, 13) order by line") == [
        ("3;2026-01-01",),
        ('9;nope;"5"" pipe";x',),
    ]


def test_many_broken_rows_in_a_large_csv_keep_their_lines(shop: LandingHome) -> None:
    count = 20_000
    kinds = {0: '{0},2026-01-01,"a\n{0}"', 97: "{0},2026-01-01", 211: "{0},nope,x", 307: "{0},2026-01-01,\xff"}
    expected: list[int] = []
    text = ["customer_id,created_at,name"]
    line = 2
    for number in range(1, count):
        kind = next((step for step in (97, 211, 307) if number % step == 0), 0 if number % 50 == 0 else None)
        # The bytes of an é in UTF-8: a file without any would be taken for one in another encoding.
        row = "{0},2026-01-01,\u00c3\u00a9" if kind is None else kinds[kind]
        expected += [line] if kind else []
        text.append(row.format(number))
        line += 1 + row.count("\n")
    shop.drop("customers/a.csv", "\n".join(text).encode("latin-1"))
    [result] = shop.land().files
    assert (result.read_rows, result.rejected_rows) == (count - 1, len(expected))
    assert [line for line, *_ in shop.rejected()] == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_although_other_delimiters_fill_the_text(shop: LandingHome, delimiter: str) -> None:
    text = f"customer_id{delimiter}created_at{delimiter}name\n" + f'1{delimiter}2026-01-01{delimiter}"a,b;c|d\te"\n'
    shop.drop("customers/a.csv", text)
    shop.land()
    assert shop.rows("select name from raw.customers") == [("a,b;c|d\te",)]


def test_malformed_json_lines_are_quarantined_one_by_one(shop: LandingHome) -> None:
    shop.drop(
        "visits/a.jsonl",
        b'{"customer_id":"1","url":"a"}\n\nnope\n[1]\n{"customer_id":"\xe9"}\n{"customer_id":"2"\n{"URL":"b"}\n'
        b'{"customer_id":"3","url":"a\\u0000"}\n{"customer_id":"4","url":"\xc3\xa9"}\n',
    )
    [result] = shop.land().files
    assert (result.read_rows, result.accepted_rows) == (8, 2)
    assert shop.rejected() == [
        (3, "customer_id", "is not a JSON object"),
        (4, "customer_id", "is not a JSON object"),
        (5, None, "not UTF-8"),
        (6, "customer_id", "is not a JSON object"),
        (7, "customer_id", "customer_id is empty"),
        (8, "url", "url holds a NUL character"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("customers/a.csv", b"", "is empty (0 bytes)"),
        ("customers/a.csv", b"\n\n1,2\n", "the first line is empty"),
        ("customers/a.csv", b"customer_id,name\n1,a\n", "the required column 'created_at' is missing"),
        ("customers/a.csv", b"customer_id,creatd_at\n1,2026-01-01\n", "(did you mean 'creatd_at'?)"),
        ("customers/a.csv", b"customer_id,created_at,Created_At\n", "column 'created_at' is there twice"),
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
    shop.drop("_notes/a.csv", "nonsense")
    shop.drop("customers.part/a.csv", "nonsense")
    assert shop.land().files == []


def test_header_only_csv_lands_with_no_rows(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at")
    [result] = shop.land().files
    assert (result.status, result.read_rows) == ("loaded", 0)


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


def test_a_killed_landing_leaves_nothing_half_landed(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", GOOD)
    shop.drop_parquet(
        "customers/b.parquet",
        "select 'k' || i as customer_id, timestamp '2026-01-01' as created_at, md5(i::varchar) as name"
        " from range(300000) t(i)",
    )
    shop.connection.close()
    program = """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        import duckdb
        from orchestration.landing import load, upsert
        from orchestration.landing.contract import Contract
        home = Path(sys.argv[1])
        settle = upsert.settle
        def slowly(*arguments):
            print("in the middle", flush=True)
            sys.stdin.read()
        upsert.settle = slowly
        load.land(duckdb.connect(str(home / "warehouse.duckdb")), [home / "landing"],
            Contract.read(home / "contract.yml", {"id_type": "varchar", "time_zone": "UTC"}),
            landed_at=datetime(2026, 6, 1, tzinfo=UTC))
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(shop.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"in the middle\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    shop.connection = duckdb.connect(str(shop.home / "warehouse.duckdb"))
    assert shop.rows("select count(*) from raw.landed_files") == [(0,)]
    assert [result.status for result in shop.land().files] == ["loaded", "loaded"]
    assert shop.rows("select count(*) from raw.customers") == [(300_002,)]


def test_letters_whose_bytes_latin_1_lacks_do_not_refuse_a_file_with_a_broken_row(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at,name\n\n1,2026-01-01,Århus\n2,2026-01-01,a,b,c\n")
    (result,) = shop.land().files
    assert (result.status, result.accepted_rows, result.rejected_rows) == ("loaded", 1, 1)
    assert shop.rows("select line from raw.rejected_rows") == [(4,)]


def test_a_column_added_to_the_contract_is_added_to_the_table(
    shop: LandingHome, reread: Callable[[str], Contract]
) -> None:
    shop.drop("customers/a.csv", GOOD)
    shop.land()
    added = CONTRACT.replace("{name: points, ", "{name: city, data_type: varchar}\n          - {name: points, ")
    shop.contract = reread(added)
    shop.drop("customers/b.csv", "customer_id,created_at,city\n3,2026-01-01,Aarhus\n")
    shop.land()
    assert shop.rows("select customer_id, city from raw.customers order by 1") == [
        ("1", None),
        ("2", None),
        ("3", "Aarhus"),
    ]


def test_a_column_that_changed_its_type_stops_the_landing(shop: LandingHome, reread: Callable[[str], Contract]) -> None:
    shop.land()
    shop.contract = reread(CONTRACT.replace("data_type: bigint}", "data_type: varchar}", 1))
    with pytest.raises(LandingError, match="table 'customers', column 'points': the contract says varchar"):
        shop.land()


def test_progress_is_told_of_a_slow_file(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "QUIET_SECONDS", 0.01)
    shop.drop_parquet(
        "customers/a.parquet",
        "select 'k' || i as customer_id, timestamp '2026-01-01' as created_at, md5(i::varchar) as name"
        " from range(500000) t(i)",
    )
    told: list[FileProgress] = []
    shop.land(progress=told.append)
    assert told
    assert all(0 <= step.fraction <= 1 and step.file_name == "customers/a.parquet" for step in told)
    assert all(step.rows is not None and step.rows <= 500_000 for step in told)


def test_a_moment_without_a_time_zone_is_not_guessed(shop: LandingHome) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        land(shop.connection, shop.folders, shop.contract, landed_at=LANDED_AT.replace(tzinfo=None))


def test_a_name_that_is_not_utf8_is_one_refused_file(shop: LandingHome) -> None:
    shop.drop("visits/a.csv", "customer_id,url,seconds\n1,u,1\n")
    (shop.home / "landing" / "visits" / b"caf\xe9.csv".decode(errors="surrogateescape")).write_text("customer_id\n1\n")
    [good, bad] = shop.land().files
    assert (good.status, bad.status, bad.path) == ("loaded", "refused", "visits/caf\\udce9.csv")
    assert "UTF-8" in bad.reason
