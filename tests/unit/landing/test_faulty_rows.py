"""Landing files with faulty rows: these are quarantined with their line, column and reason, and the others land."""

import pytest

from tests.unit.landing.conftest import LandingHome


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


def test_letters_whose_bytes_latin_1_lacks_do_not_refuse_a_file_with_a_broken_row(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at,name\n\n1,2026-01-01,Århus\n2,2026-01-01,a,b,c\n")
    (result,) = shop.land().files
    assert (result.status, result.accepted_rows, result.rejected_rows) == ("loaded", 1, 1)
    assert shop.rows("select line from raw.rejected_rows") == [(4,)]
