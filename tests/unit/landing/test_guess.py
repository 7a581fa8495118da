"""`rollcall land FILE --guess`: what it proposes is a mapping that lands the file it was proposed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from orchestration.landing.files import Refused
from orchestration.landing.guess import fitting, look, name_of, propose
from orchestration.landing.guess_columns import Columns, understood
from orchestration.landing.guess_form import Said, form_of
from orchestration.landing.load import land
from orchestration.landing.mapping_files import READY, Mappings
from orchestration.settings import Project
from orchestration.warehouse.connections import scratch
from tests.faults import LANDED_AT, SECRET, ProjectLanding
from tests.workspace import PROJECT

EXPORTS = PROJECT / "tests" / "exports"


@dataclass(frozen=True)
class Shop:
    """A shop that has no mapping, not even those that ship."""

    folder: Path
    landing: ProjectLanding

    @property
    def mappings(self) -> Mappings:
        return Mappings((self.folder / "mappings",), self.landing.contract, lambda: SECRET)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        file = self.folder / name
        file.write_bytes(text.encode(encoding))
        return file

    def guess(self, file: Path) -> str:
        with scratch(temp_directory=str(self.folder / "tmp")) as connection:
            looked = look(connection, file, self.mappings)
            columns = understood(looked.headings)
            return propose(connection, looked, "guessed", columns, self.mappings, Project(PROJECT).variables)

    def land_as_guessed(self, file: Path) -> str:
        """Land a file by what is proposed for it; no row of it is rejected. The proposal."""
        text = self.guess(file)
        self.folder.joinpath("mappings", "guessed.yml").write_text(text, encoding="utf-8")
        self.landing.drop(f"_guessed/{file.name}", file.read_bytes())
        report = land(
            self.landing.connection, [self.landing.home / "landing"], self.landing.contract, landed_at=LANDED_AT,
            mappings=self.mappings,
        )  # fmt: skip
        assert [result.reason for result in report.refused] == []
        assert self.landing.rejected() == []
        return text

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.landing.rows(query)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    tmp_path.joinpath("mappings").mkdir()
    return Shop(tmp_path, ProjectLanding(tmp_path, time_zone="UTC"))


def form(name: str, values: Sequence[str]) -> list[Said]:
    """What is said of a file with a column that means `name` and has the values."""
    with scratch() as connection:
        connection.execute(f"create table sample as select unnest(?) as {name}", [list(values)])
        return form_of(connection, "sample", Columns(True, {name: "Some heading"}), None, None)


CUSTOMERS = "select customer_id, first_name, last_name, accepts_email, created_at::varchar from raw.customers"
ORDERS = "select order_id, email, ordered_at::varchar, status, total_amount::double from raw.orders"
LINES = "select order_id, line_number, product_id, quantity::double, unit_price::double from raw.order_lines"


@pytest.mark.parametrize(
    ("export", "query", "expected"),
    [
        (
            "danish_customers",
            f"{CUSTOMERS} where account_limit = 10000",
            [("1001", "Søren", "Ågård", True, "2024-02-03 00:00:00")],
        ),
        (
            "prestashop_customers",
            CUSTOMERS,
            [
                ("1", "Karen", "Møller", True, "2025-02-03 23:30:00"),
                ("2", "Jens", "Lund; Holm", False, "2025-06-03 08:00:00"),
                ("7", "Ida", "Bech", True, "2026-01-02 12:00:00"),
            ],
        ),
        (
            "magento2_customers",
            "select customer_id like 'g%', first_name, birth_date::varchar from raw.customers",
            [(True, "Karen", "1980-05-06"), (True, "Jens", None)],
        ),
        (
            "danish_orders",
            ORDERS,
            [
                ("5001", None, "2024-02-03 00:00:00", "Leveret", 1234.5),
                ("5002", None, "2023-12-31 14:05:00", "Annulleret", 99.95),
                ("5003", None, "2024-03-05 00:00:00", "Leveret", 1.0),
                ("5004", None, "2024-03-07 00:00:00", "delivered", 80.5),
            ],
        ),
        (
            "woocommerce_orders",
            f"{LINES} where order_id = '501'",
            [("501", 1, "77", 1.0, None), ("501", 2, "78", 2.0, None)],
        ),
        (
            "online_retail_2",
            f"{ORDERS} where status = 'delivered' and ordered_at < '2010-01-01'",
            [
                ("489434", None, "2009-12-01 07:45:00", "delivered", 164.4),
                ("C489449", None, "2009-12-01 10:33:00", "delivered", -35.4),
                ("489597", None, "2009-12-01 14:28:00", "delivered", 17.3),
            ],
        ),
    ],
)
def test_a_proposal_lands_the_file_that_it_is_for(shop: Shop, export: str, query: str, expected: list[Any]) -> None:
    shop.land_as_guessed(EXPORTS / f"{export}.csv")
    assert shop.rows(query) == expected


def test_amounts_of_rows_are_summed_up_and_those_of_orders_are_not(shop: Shop) -> None:
    header = "Ordre;Kunde e-mail;Dato;Tilstand;Varenr;Varenavn;Antal;Stykpris;I alt;Fax\n"
    each = shop.write(
        "ordrer 2026-01.csv",
        header
        + "1;a@x.dk;31-01-2026 10:00;Betalt;T1;Te, grøn;2;1.010,50;2.021,00;\n"
        + "1;a@x.dk;31-01-2026 10:00;Betalt;K1;Kop;1;40,00;40,00;\n"
        + "2;b@x.dk;01-02-2026 10:00;Sendt;K1;Kop;1;40,00;40,00;\n",
        "cp1252",
    )
    text = shop.land_as_guessed(each)
    assert shop.rows("select order_id, total_amount::double from raw.orders") == [("1", 2061.0), ("2", 40.0)]
    assert shop.rows(LINES) == [
        ("1", 1, "T1", 2.0, 1010.5), ("1", 2, "K1", 1.0, 40.0), ("2", 1, "K1", 1.0, 40.0),
    ]  # fmt: skip
    assert shop.rows("select name from raw.products where product_id = 'T1'") == [("Te, grøn",)]
    for said in ("encoding: cp1252", "delimiter: ;", "decimal_mark: ','", "date_order: dmy", "# <- Not read: Fax",
                 "What do 'Betalt' (2), 'Sendt' (1) mean?"):  # fmt: skip
        assert said in text


def test_an_amount_that_all_rows_of_an_order_have_is_not_summed_up(shop: Shop) -> None:
    rows = "".join(f"{order};2026-02-01;K{line};1;40,00;80,00\n" for order in (3, 4) for line in (1, 2))
    text = shop.land_as_guessed(shop.write("a.csv", f"Ordre;Dato;Varenr;Antal;Stykpris;I alt\n{rows}"))
    assert shop.rows("select total_amount::double, status from raw.orders") == [(80.0, "delivered")] * 2
    assert "The file has no status" in text


@pytest.mark.parametrize(
    ("dates", "order", "is_unsure"),
    [
        (("13/02/2026", "01/02/2026"), "dmy", False),
        (("02/13/2026", "01/02/2026"), "mdy", False),
        (("01/02/2026", "03/04/2026"), "dmy", True),
        (("13/02/2026", "02/13/2026"), "dmy", True),
        (("2026-02-13", "2026-02-01 10:00"), None, False),
    ],
)
def test_an_order_of_day_and_month_that_cannot_be_told_is_asked_for(
    dates: tuple[str, str], order: str | None, is_unsure: bool
) -> None:
    said = form("ordered_at", dates)
    assert [(each.value, bool(each.note)) for each in said if each.name == "date_order"] == (
        [(order, is_unsure)] if order else []
    )


@pytest.mark.parametrize(
    ("amounts", "decimal", "thousands", "is_unsure"),
    [
        (("1.234,50", "12"), ",", None, False),
        (("1,234.50", "12"), ".", None, False),
        (("1 234,50", "12"), ",", " ", False),
        (("1'234.50", "12"), ".", "'", False),
        (("1.234.567", "1.234"), ",", None, False),
        (("1.234", "12"), None, None, True),
        (("1,5", "2,25", "2.25"), ",", None, True),
        (("1", "12"), None, None, False),
    ],
)
def test_marks_of_numbers_are_told_by_those_that_can_be_read_in_one_way(
    amounts: tuple[str, ...], decimal: str | None, thousands: str | None, is_unsure: bool
) -> None:
    said = {each.name: each for each in form("total_amount", amounts)}
    assert (said["decimal_mark"].value if "decimal_mark" in said else None) == decimal
    assert (said["thousands_mark"].value if "thousands_mark" in said else None) == thousands
    assert any(each.note for each in said.values()) == is_unsure


def test_rows_that_would_be_rejected_are_told_with_the_first_line_and_no_value(shop: Shop) -> None:
    text = shop.guess(shop.write("a.csv", "Kundenr,Navn,Oprettet\n1,Anne Lund,2026-01-01\n2,Bo,i fjor\n"))
    assert "# <- customers: 1 of 2 rows can land; the first of the others is in line 3, for its created_at" in text
    assert "i fjor" not in text


def test_headings_that_mean_the_same_and_two_of_one_name_are_told(shop: Shop) -> None:
    file = shop.write("a.csv", "Kundenr,E-mail,Mail,By,By\n1,a@x.dk,b@x.dk,Aarhus,Odense\n")
    text = shop.land_as_guessed(file)
    assert shop.rows("select customer_id, email, city from raw.customers") == [("1", "a@x.dk", None)]
    assert "Or is it 'Mail'?" in text
    assert "Not read: Mail, By, By" in text


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["Fax", "Colour"], "neither customers nor orders.*the file has 'Fax', 'Colour'"),
        (["Ordrenr", "Varenr", "Antal"], "when an order was placed.*and what it cost"),
        (["Fornavn", "Telefon"], "a customer's id or e-mail address"),
    ],
)
def test_a_file_of_nothing_known_is_refused_with_what_is_lacking(headings: list[str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        understood(headings)


def test_a_file_that_a_ready_mapping_reads_is_known_by_its_name(shop: Shop) -> None:
    mappings = Mappings((READY,), shop.landing.contract, lambda: SECRET)
    with scratch(temp_directory=str(shop.folder / "tmp")) as connection:
        for file in EXPORTS.glob("*.csv"):
            found = fitting(look(connection, file, mappings), mappings)
            assert found is not None
            assert found[0] == file.stem.replace("_", "-")


def test_a_name_is_proposed_that_hides_no_mapping(shop: Shop) -> None:
    mappings = Mappings((READY,), shop.landing.contract, lambda: SECRET)
    names = ("Kunder (3).csv", "shopify-orders.csv.gz", "2026-01-01.csv")
    assert [name_of(Path(name), mappings) for name in names] == ["kunder", "my-shopify-orders", "export"]


def test_ndjson_and_parquet_are_guessed_alike(shop: Shop) -> None:
    shop.land_as_guessed(shop.write("a.ndjson", '{"Kundenr": 1, "E-mail": "a@x.dk", "Nyhedsbrev": true}\n'))
    parquet = shop.folder / "b.parquet"
    with scratch() as writer:
        writer.execute(f"copy (select 2 as Kundenr, 'b@x.dk' as \"E-mail\", false as Nyhedsbrev) to '{parquet}'")
    shop.land_as_guessed(parquet)
    assert shop.rows("select customer_id, email, accepts_email from raw.customers") == [
        ("1", "a@x.dk", True),
        ("2", "b@x.dk", False),
    ]
