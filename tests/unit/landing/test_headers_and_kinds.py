"""How a file begins: spreadsheets' habits in headers, headers of old, files that are not what their name says."""

import gzip

import pytest

from tests.faults import Open, needs_files, open_landing

__all__ = ["open_landing"]


@pytest.mark.parametrize(
    "header", ["customer id,created at", " Customer ID ,Created\u00a0At", "CUSTOMER_ID,created  at"]
)
def test_a_blank_in_a_header_is_an_underscore(open_landing: Open, header: str) -> None:
    shop = open_landing()
    shop.drop("customers/a.csv", f"{header}\n1,2024-01-01T00:00:00Z\n")
    assert [result.reason for result in shop.land().files] == [""]
    assert shop.rows("select customer_id, created_at::varchar from raw.customers") == [("1", "2024-01-01 00:00:00")]


def test_a_blank_in_a_key_of_ndjson_is_an_underscore(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("customers/a.ndjson", '{"Customer ID": "1", "Created at": "2024-01-01T00:00:00Z"}\n')
    assert [result.accepted_rows for result in shop.land().files] == [1]


@pytest.mark.parametrize("mark", ["sep=;", "SEP=;", "\ufeffsep=;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_names_the_delimiter_is_not_the_header(open_landing: Open, mark: str, end: str) -> None:
    shop = open_landing()
    rows = ["customer_id;last_name;created_at", "1;a,b;2024-02-03T10:00:00Z", ";c;2024-02-04", "3", ";d;2024-02-04"]
    shop.drop("customers/a.csv", end.join([mark, *rows, ""]))
    shop.land()
    assert shop.rows("select customer_id, last_name from raw.customers") == [("1", "a,b")]
    # Lines are counted from the file's first.
    assert [line for line, *_ in shop.rejected()] == [4, 5, 6]


@needs_files
def test_f10_sep_line(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f10_sep_line", customers="customers.csv")
    shop.land()
    assert shop.rows("select customer_id, last_name from raw.customers order by 1") == [("1", "Aase"), ("2", "Boje")]


@pytest.mark.parametrize("name", ["a.ndjson", "a.jsonl", "a.ndjson.gz"])
@pytest.mark.parametrize("content", [b"", b"\n", b" \n\n"])
def test_an_ndjson_file_without_rows_is_a_table_without_rows(open_landing: Open, name: str, content: bytes) -> None:
    shop = open_landing()
    shop.drop(f"customers/{name}", gzip.compress(content) if name.endswith(".gz") else content)
    shop.drop("orders/header.csv", "order_id,ordered_at,status,total_amount\n")
    assert {(result.status, result.read_rows, result.reason) for result in shop.land().files} == {("loaded", 0, "")}


def test_all_missing_columns_of_a_file_are_named_at_once(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("orders/a.csv", "order_id,statuss\n1,delivered\n")
    shop.drop("reviews/a.ndjson", '{"review_id": "1"}\n')
    shop.drop("categories/a.csv", "parent\nShoes\n")
    assert [result.reason for result in shop.land().refused] == [
        "the required columns 'ordered_at', 'status' (did you mean 'statuss'?), 'total_amount' are missing;"
        " add or rename them",
        "the required column 'category' is missing; add or rename it",
        "the required columns 'customer_id', 'reviewed_at' are missing; add or rename them",
    ]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"PK\x03\x04\x14\x00\x06\x00", "is an Excel workbook"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel workbook"),
        ("a.ndjson", b"PK\x03\x04\x14\x00\x06\x00", "is an Excel workbook"),
        ("a.csv", b"PAR1\x15\x04", "is a Parquet file"),
        ("a.csv", gzip.compress(b"customer_id,created_at\n", mtime=0), "is a gzip file"),
        ("a.csv", b"%PDF-1.4\n", "is a PDF"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_called_what_it_is(
    open_landing: Open, name: str, content: bytes, kind: str
) -> None:
    shop = open_landing()
    shop.drop(f"customers/{name}", content)
    [refused] = shop.land().refused
    assert refused.reason.startswith(kind)


@pytest.mark.parametrize(
    "content",
    [
        "customer_id,created_at\r\n1,2024-01-01\n2,2024-01-01\r\n",
        "customer_id,created_at\n1,2024-01-01\r\n2,2024-01-01\n",
        "customer_id,created_at\r\n1,2024-01-01\r2,2024-01-01\r\n",
    ],
)
def test_mixed_line_ends_are_named_without_the_databases_advice(open_landing: Open, content: str) -> None:
    shop = open_landing()
    shop.drop("customers/a.csv", content)
    [refused] = shop.land().refused
    assert refused.reason.startswith("mixes line ends")
    assert "strict_mode" not in refused.reason


@pytest.mark.parametrize("header", ["list,customer_id,action,at", "list_name,customer_id,action,acted_at"])
def test_list_actions_land_under_headers_old_and_new(open_landing: Open, header: str) -> None:
    shop = open_landing()
    shop.drop("list_subscriptions/a.csv", f"{header}\nnews,1,subscribed,2024-01-01T00:00:00Z\n")
    shop.land()
    assert shop.rows("select list_name, acted_at::varchar from raw.list_subscriptions") == [
        ("news", "2024-01-01 00:00:00")
    ]


def test_a_home_from_before_keeps_what_landed_under_the_old_names_and_types(open_landing: Open) -> None:
    shop = open_landing()
    shop.land()
    for old, new in (("list", "list_name"), ("at", "acted_at")):
        shop.connection.execute(f'alter table raw.list_subscriptions rename {new} to "{old}"')
    shop.connection.execute("alter table raw.order_lines alter quantity set data type bigint")
    shop.connection.execute("insert into raw.order_lines (order_id, quantity) values ('1', 2)")
    shop.connection.execute("insert into raw.list_subscriptions (list, customer_id) values ('news', '1')")
    shop.land()
    assert shop.rows("select list_name, customer_id from raw.list_subscriptions") == [("news", "1")]
    assert shop.rows("select quantity::varchar from raw.order_lines") == [("2.000",)]


@needs_files
def test_f16_fractional_quantity(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f16_fractional_quantity", order_lines="order_lines.csv")
    shop.land()
    lines = shop.rows("select quantity::double from raw.order_lines order by line_number")
    assert lines == [(2.5,), (0.75,), (1.0,)]


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_goods_by_weight_land_in_every_format(open_landing: Open, form: str) -> None:
    shop = open_landing()
    if form == "parquet":
        shop.drop_parquet(
            "order_lines/a.parquet",
            "select '1' as order_id, unnest([1, 2]) as line_number, 'p' as product_id, unnest([2.5, 1]) as quantity",
        )
    elif form == "csv":
        shop.drop("order_lines/a.csv", "order_id,line_number,product_id,quantity\n1,1,p,2.5\n1,2,p,1\n")
    else:
        row = '{"order_id": "1", "line_number": 1, "product_id": "p", "quantity": 2.5}\n'
        shop.drop("order_lines/a.ndjson", row + row.replace("1, ", "2, ").replace("2.5", "1"))
    shop.land()
    assert shop.rows("select quantity::varchar from raw.order_lines order by 1") == [("1.000",), ("2.500",)]
