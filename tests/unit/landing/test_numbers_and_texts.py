"""Numbers and texts in files: thousands and decimals, ids that are numbers, blanks, letters, a spreadsheet's habits."""

import json

import pytest

from orchestration.landing.contract import ContractError
from tests.faults import Open, needs_files, open_landing

__all__ = ["open_landing"]

ORDERS = "order_id,ordered_at,status,total_amount"


# What an amount is read as, by the shop's decimal mark; None where it is rejected.
AMOUNTS: dict[str | None, dict[str, str | None]] = {
    None: {
        "99": "99.00",
        "1234.50": "1234.50",
        "-12.5": "-12.50",
        "100.0000": "100.00",
        "0.500": "0.50",
        ".5": "0.50",
        " 7. ": "7.00",
        "1.234": None,
        "12.500": None,
        "-1.000": None,
        "1,234": None,
        "1.234.567": None,
        "1.2345": None,
        "0.125": None,
        "1_000": None,
        "1e3": None,
        "NaN": None,
        "12345678901234567.00": None,
    },
    ".": {"1,234.50": "1234.50", "1.230": "1.23", "1.234": None, "12,34": None, "1,234,567": "1234567.00"},
    ",": {
        "1.234": "1234.00",
        "12.500": "12500.00",
        "1.234,50": "1234.50",
        "99,95": "99.95",
        "99,950": "99.95",
        "99,951": None,
        "0.500": None,
        "1.5": None,
        "1234.567,5": None,
    },
}


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
@pytest.mark.parametrize("mark", AMOUNTS)
def test_a_mark_before_three_digits_is_not_guessed(open_landing: Open, mark: str | None, form: str) -> None:
    shop = open_landing(decimal_mark=mark)
    orders = [("2024-01-01", "new", written) for written in AMOUNTS[mark]]
    if form == "csv":
        lines = [f'"{written}",{day},{status},"{written}"' for day, status, written in orders]
        shop.drop("orders/1.csv", "\n".join([ORDERS, *lines]) + "\n")
    elif form == "ndjson":
        rows = [
            dict(zip(ORDERS.split(","), (written, day, status, written), strict=True))
            for day, status, written in orders
        ]
        shop.drop("orders/1.ndjson", "".join(json.dumps(row) + "\n" for row in rows))
    else:
        values = ", ".join(f"('{written}', date '{day}', '{status}', '{written}')" for day, status, written in orders)
        shop.drop_parquet("orders/1.parquet", f"select * from (values {values}) as orders({ORDERS})")
    shop.land()
    found = dict(shop.rows("select order_id, total_amount::varchar from raw.orders"))
    assert found == {written.strip(): amount for written, amount in AMOUNTS[mark].items() if amount}
    assert len(shop.rejected()) == len(AMOUNTS[mark]) - len(found)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.234", "does the mark separate thousands, or decimals? Say `decimal_mark: '.'` or `decimal_mark: ','`"),
        ("1,234", "does the mark separate thousands, or decimals?"),
        ("1.000.000", "does the mark separate thousands, or decimals?"),
        ("99,95", "if the comma is the decimal mark, say"),
        ("1.234,50", "if the comma is the decimal mark, say"),
    ],
)
def test_a_number_that_may_be_two_is_rejected_with_the_setting_that_decides(
    open_landing: Open, written: str, said: str
) -> None:
    shop = open_landing()
    shop.drop("orders/1.csv", f'{ORDERS}\n1,2024-01-01,new,"{written}"\n')
    shop.land()
    [(line, column, reason)] = shop.rejected()
    assert (line, column) == (2, "total_amount")
    assert reason.startswith(f"total_amount '{written}' is not a decimal(18,2)")
    assert said in reason


def test_numbers_that_the_file_types_are_not_ambiguous(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop(
        "orders/1.ndjson", '{"order_id": 1, "ordered_at": "2024-01-01", "status": "new", "total_amount": 1.234}\n'
    )
    columns = "date '2024-01-01' as ordered_at, 'new' as status"
    shop.drop_parquet("orders/2.parquet", f"select 2 as order_id, {columns}, 12.500::double as total_amount")
    shop.land()
    assert shop.rows("select total_amount::varchar from raw.orders order by order_id") == [("1.23",), ("12.50",)]


@pytest.mark.parametrize(
    ("mark", "written", "quantity"),
    [
        (None, "2.5", "2.500"),
        (None, "1.234", "1.234"),
        (",", "2,5", "2.500"),
        (",", "1.234", "1234.000"),
        (".", "1,234.5", "1234.500"),
        (None, "2,5", None),
        (None, "1_0", None),
    ],
)
def test_a_point_in_a_quantity_is_the_decimal_mark_or_what_the_setting_says(
    open_landing: Open, mark: str | None, written: str, quantity: str | None
) -> None:
    shop = open_landing(decimal_mark=mark)
    shop.drop("order_lines/1.csv", f'order_id,line_number,product_id,quantity\n1,1,p,"{written}"\n')
    shop.land()
    assert shop.rows("select quantity::varchar from raw.order_lines") == ([(quantity,)] if quantity else [])


@pytest.mark.parametrize(
    ("mark", "written", "points"),
    [(None, "7.0", 7), (None, "1.000", None), (",", "1.000", 1000), (".", "1.000", 1), (None, "1_000", None)],
)
def test_zeros_after_a_whole_number_are_not_guessed(
    open_landing: Open, mark: str | None, written: str, points: int | None
) -> None:
    shop = open_landing(decimal_mark=mark)
    shop.drop("orders/1.csv", f"{ORDERS},points\n1,2024-01-01,new,1,{written}\n")
    shop.land()
    assert shop.rows("select points from raw.orders") == ([(points,)] if points else [])


def test_another_decimal_mark_than_two_is_named(open_landing: Open) -> None:
    with pytest.raises(ContractError, match="decimal_mark is ';'"):
        open_landing(decimal_mark=";")


@needs_files
@pytest.mark.parametrize(("mark", "amounts"), [(None, ["99.00"]), (",", ["1234.00", "99.00", "12500.00"])])
def test_f5_thousand_point(open_landing: Open, mark: str | None, amounts: list[str]) -> None:
    shop = open_landing(decimal_mark=mark)
    shop.take("f5_thousand_point", orders="orders.csv")
    shop.land()
    found = shop.rows("select total_amount::varchar from raw.orders order by order_id")
    assert [amount for (amount,) in found] == amounts
    assert len(shop.rejected()) == 3 - len(amounts)


@needs_files
def test_f3_danish_excel(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f3_danish_excel", customers="kunder.csv", orders="ordrer.csv")
    shop.land()
    assert shop.rows("select count(*) from raw.customers union all select count(*) from raw.orders") == [(0,), (0,)]
    day = "write it as 2024-12-31, since the order of day and month cannot be told"
    reasons = [reason for _, _, reason in shop.rejected()]
    assert len(reasons) == 4
    assert all(day in reason for reason in reasons)
    assert [reason for reason in reasons if "the comma is the decimal mark" in reason] == reasons[2:]


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_an_id_is_one_however_it_is_spelled(open_landing: Open, form: str) -> None:
    spelled = [" 1", "1 ", "\t1", "1\u00a0", "\u20031", "1\u200b", "\ufeff1", "1.0", "'1", " '1 "]
    header = "order_id,customer_id,ordered_at,status,total_amount"
    orders = [(str(number), written, "2024-01-01", "new", "1") for number, written in enumerate(spelled)]
    shop = open_landing()
    if form == "csv":
        lines = [",".join(f'"{value}"' for value in order) for order in orders]
        shop.drop("orders/1.csv", "\n".join([header, *lines]) + "\n")
    else:
        rows = [dict(zip(header.split(","), order, strict=True)) for order in orders]
        shop.drop("orders/1.ndjson", "".join(json.dumps(row) + "\n" for row in rows))
    shop.land()
    assert dict(shop.rows("select order_id, customer_id from raw.orders")) == {order[0]: "1" for order in orders}


def test_blanks_and_decomposed_letters_do_not_make_another_text(open_landing: Open) -> None:
    texts = [
        ("country", "DK ", "DK"),
        ("country", "\u00a0DK", "DK"),
        ("city", "Aarhus \t", "Aarhus"),
        ("city", "A\u030arhus", "\u00c5rhus"),
        ("phone", "'+45 11 22 33 44", "+45 11 22 33 44"),
        ("phone", "'(555) 010-0188", "(555) 010-0188"),
        ("last_name", "'t Hooft", "'t Hooft"),
        ("postcode", "'0800", "0800"),
        ("source", "  ", None),
    ]
    shop = open_landing()
    for number, (column, written, _) in enumerate(texts):
        shop.drop(f"customers/{number}.csv", f'customer_id,created_at,{column}\n{number},2024-01-01,"{written}"\n')
    shop.land()
    for number, (column, _, stored) in enumerate(texts):
        assert shop.rows(f"select {column} from raw.customers where customer_id = '{number}'") == [(stored,)]


def test_a_product_that_looks_like_a_number_stays_as_it_is_written(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("products/1.csv", "product_id,name\n 12.0 , two \n")
    shop.drop("products/2.ndjson", '{"product_id": "13.0"}\n{"product_id": 14.0}\n')
    shop.land()
    assert shop.rows("select product_id, name from raw.products order by 1") == [
        ("12.0", " two "),
        ("13.0", None),
        ("14", None),
    ]


def test_free_text_is_left_as_it_was_written_but_composed(open_landing: Open) -> None:
    shop = open_landing()
    columns = "note_id,customer_id,text,written_at"
    shop.drop("notes/1.csv", f'{columns}\n1,1," \'24 cafe\u0301 ",2024-01-01\n')
    shop.land()
    assert shop.rows("select text from raw.notes") == [(" '24 caf\u00e9 ",)]


def test_a_number_as_an_id_is_the_whole_number_or_a_fault_in_ndjson(open_landing: Open) -> None:
    numbers = {
        "17850": "17850",
        "17851.0": "17851",
        "1e15": "1000000000000000",
        "9007199254740991": "9007199254740991",
        "1e18": None,
        "9007199254740992": None,
        "1.5": None,
        "-3": "-3",
    }
    shop = open_landing()
    rows = [f'{{"customer_id": {number}, "created_at": "2024-01-01"}}\n' for number in numbers]
    shop.drop("customers/1.ndjson", "".join(rows))
    shop.land()
    stored = shop.rows("select customer_id from raw.customers")
    assert sorted(stored) == sorted((id_,) for id_ in numbers.values() if id_)
    faults = {line: (column, reason) for line, column, reason in shop.rejected()}
    assert list(faults) == [line for line, id_ in enumerate(numbers.values(), 1) if not id_]
    for column, reason in faults.values():
        assert column == "customer_id"
        assert reason.endswith("is not a whole number up to 9007199254740991")


def test_a_number_as_an_id_is_the_whole_number_or_a_fault_in_parquet(open_landing: Open) -> None:
    numbers = {
        "17850.0::double": "17850",
        "1e15::double": "1000000000000000",
        "123456789012345678::bigint": "123456789012345678",
        "7::decimal(10, 0)": "7",
        "8::decimal(10, 2)": "8",
        "1e18::double": None,
        "1.5::float": None,
        "'nan'::double": None,
        "7.5::decimal(10, 2)": None,
    }
    shop = open_landing()
    for place, number in enumerate(numbers):
        query = f"select {number} as customer_id, date '2024-01-01' as created_at"
        shop.drop_parquet(f"customers/{place}.parquet", query)
    shop.land()
    stored = shop.rows("select customer_id from raw.customers")
    assert sorted(stored) == sorted((id_,) for id_ in numbers.values() if id_)
    assert len(shop.rejected()) == len([id_ for id_ in numbers.values() if not id_])


@needs_files
def test_f11_apostrophe_ids(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f11_apostrophe_ids", customers="customers.csv", orders="orders.csv")
    shop.land()
    assert shop.rows("select order_id from raw.orders join raw.customers using (customer_id)") == [("1",)]


@needs_files
def test_f1_and_f2_are_read_once_the_headers_are_ours(open_landing: Open) -> None:
    shop = open_landing()
    ours = {
        "Name": "order_id",
        "Created at": "ordered_at",
        "Total": "total_amount",
        "Financial Status": "status",
        "Customer ID": "customer_id",
    }

    def renamed(line: str) -> str:
        return ",".join(ours.get(name, name) for name in line.rstrip("\r").split(","))

    shop.take("f1_shopify_orders", renamed, orders="orders_export_1.csv")
    shop.take("f2_shopify_customers", renamed, customers="customers_export.csv")
    # The export has no moment for a customer: their tags stand in for it.
    customers = shop.home.joinpath("landing/customers/customers_export.csv")
    told = customers.read_text().replace('"vip, stamkunde"', "2024-01-01 10:11:12 +0100")
    customers.write_text(told.replace("Tags", "created_at"))
    shop.land()
    orders = shop.rows("select order_id, ordered_at::varchar from raw.orders where order_id = '#1052'")
    assert orders == [("#1052", "2024-01-05 09:11:12")]
    assert shop.rows("select customer_id, created_at::varchar, phone from raw.customers order by 1") == [
        ("7000000000001", "2024-01-01 09:11:12", "+4511223344"),
        ("7000000000002", None, None),
    ]
