"""The mappings that ship, each on a small file as the system writes it: no row lost, none invented."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.landing.mapping_files import READY, Mappings
from orchestration.landing.mapping_schema import schema_file
from tests.faults import SECRET, Open, ProjectLanding, needs_files, open_landing
from tests.online_retail import SOURCE
from tests.workspace import PROJECT

__all__ = ["open_landing"]

EXPORTS = PROJECT / "tests" / "exports"


def landed(shop: ProjectLanding, **files: Path) -> ProjectLanding:
    """Land files by mapping (with underscores); none may be refused, and no row rejected."""
    for mapping, file in files.items():
        shop.drop(f"_{mapping.replace('_', '-')}/{file.name}", file.read_bytes())
    report = shop.land()
    assert [(result.path, result.reason) for result in report.refused] == []
    assert shop.rejected() == []
    return shop


def test_every_ready_mapping_can_be_used_and_has_a_file_to_test_it(open_landing: Open) -> None:
    mappings = Mappings((READY,), open_landing().contract, lambda: SECRET)
    for name in mappings.names:
        mappings.named(name)
        assert (EXPORTS / f"{name.replace('-', '_')}.csv").is_file()


def test_the_schema_file_is_current() -> None:
    file = PROJECT / "docs" / "mapping.schema.json"
    assert file.read_text() == schema_file(), (
        "run: python -m orchestration.landing.mapping_schema > docs/mapping.schema.json"
    )
    assert set(json.loads(schema_file())["properties"]) == {"file", "columns", "tables"}


def test_shopify_orders(open_landing: Open) -> None:
    shop = landed(open_landing(), shopify_orders=EXPORTS / "shopify_orders.csv")
    assert shop.rows(
        "select order_id, email, phone, status, total_amount, source, store_id, promo_code from raw.orders"
    ) == [
        ("#2001", "karen@example.com", "+4520304050", "fulfilled", Decimal("648.00"), "web", None, "WELCOME10"),
        ("#2002", "jens@example.com", None, "fulfilled", Decimal("500.00"), "pos", "Aarhus", None),
        ("#2003", None, "+45 21 22 23 24", "pending", Decimal("99.00"), "web", None, None),
        ("#2004", "KAREN@example.com", None, "cancelled", Decimal("99.00"), "web", None, None),
    ]
    assert shop.rows("select order_id, line_number, product_id, quantity::int, unit_price from raw.order_lines") == [
        ("#2001", 1, "RAIN-M", 1, Decimal("499.0000")),
        ("#2001", 2, "SOCK", 1, Decimal("149.0000")),
        ("#2002", 1, "Gift card", 2, Decimal("250.0000")),
        ("#2003", 1, "CAP", 1, Decimal("99.0000")),
        ("#2004", 1, "CAP", 1, Decimal("99.0000")),
    ]
    assert shop.rows("select order_id, amount, refunded_at::varchar from raw.refunds") == [
        ("#2002", Decimal("125.50"), "2026-09-01 08:11:12")
    ]
    assert shop.rows("select product_id, name from raw.products order by 1") == [
        ("CAP", "Cap"), ("Gift card", "Gift card"), ("RAIN-M", "Rain jacket - M"), ("SOCK", "Wool socks"),
    ]  # fmt: skip


def test_shopify_customers(open_landing: Open) -> None:
    shop = landed(open_landing(), shopify_customers=EXPORTS / "shopify_customers.csv")
    assert shop.rows(
        """
        select customer_id, first_name, last_name, phone, postcode, country, accepts_email, accepts_sms, created_at
        from raw.customers
        """
    ) == [
        ("7000000000011", "Karen", "Møller", "+4520304050", "8000", "DK", True, False, None),
        ("7000000000012", "Jens", None, None, None, None, False, False, None),
    ]
    assert shop.rows("select customer_id, line1 from raw.addresses") == [("7000000000011", "Åboulevarden 3")]


def test_woocommerce_orders(open_landing: Open) -> None:
    shop = landed(open_landing(time_zone="Europe/Copenhagen"), woocommerce_orders=EXPORTS / "woocommerce_orders.csv")
    assert shop.rows("select order_id, customer_id, email, status, total_amount, promo_code from raw.orders") == [
        ("501", "12", "karen@example.com", "delivered", Decimal("648.00"), "WELCOME10"),
        ("502", None, "guest@example.com", "refunded", Decimal("300.00"), None),
        ("503", "12", "karen@example.com", "cancelled", Decimal("50.00"), None),
    ]
    assert shop.rows("select distinct ordered_at::varchar from raw.orders") == [("2026-09-03 12:05:00",)]
    assert shop.rows("select order_id, line_number, product_id, unit_price from raw.order_lines") == [
        ("501", 1, "RAIN-M", Decimal("499.0000")),
        ("501", 2, "SOCK", Decimal("74.5000")),
        ("502", 1, "80", Decimal("100.0000")),
        ("503", 1, "SOCK", Decimal("50.0000")),
    ]
    assert shop.rows("select order_id, amount from raw.refunds") == [("502", Decimal("120.00"))]


@pytest.mark.parametrize("id_type", ["varchar", "bigint"])
def test_magento_customers_get_ids_of_their_addresses(open_landing: Open, id_type: str) -> None:
    shop = landed(open_landing(id_type=id_type), magento2_customers=EXPORTS / "magento2_customers.csv")
    rows = shop.rows("select customer_id, email, birth_date::varchar, gender, created_at::varchar from raw.customers")
    assert [row[1:] for row in rows] == [
        ("karen@example.com", "1980-05-06", "female", "2025-02-03 23:30:00"),
        ("Jens@Example.com", None, None, "2025-02-03 23:30:00"),
    ]
    made = [row[0] for row in rows]
    assert all(str(each).startswith("g" if id_type == "varchar" else "-") and "@" not in str(each) for each in made)
    # The same person, spelled otherwise, lands under the same id; a file that is sent again changes nothing.
    shop.drop(
        "_magento2-customers/b.csv", EXPORTS.joinpath("magento2_customers.csv").read_text().replace("karen", "KAREN")
    )
    shop.land()
    assert [row[0] for row in shop.rows("select customer_id from raw.customers")] == made
    assert shop.rejected() == []


def test_danish_spreadsheets(open_landing: Open) -> None:
    shop = landed(
        open_landing(time_zone="UTC"),
        danish_customers=EXPORTS / "danish_customers.csv",
        danish_orders=EXPORTS / "danish_orders.csv",
    )
    assert shop.rows(
        """
        select customer_id, first_name, last_name, city, postcode, country, created_at::varchar, accepts_email,
            account_limit
        from raw.customers
        """
    ) == [
        ("1001", "Søren", "Ågård", "Høje Taastrup", "0800", "DK", "2024-02-02 23:00:00", True, Decimal("10000.00")),
        ("1002", "Mette", "Lund", "Aarhus C", "8000", "DK", "2023-12-31 13:05:00", False, None),
    ]
    assert shop.rows("select order_id, ordered_at::varchar, status, total_amount, promo_code from raw.orders") == [
        ("5001", "2024-02-02 23:00:00", "delivered", Decimal("1234.50"), "SOMMER"),
        ("5002", "2023-12-31 13:05:00", "cancelled", Decimal("99.95"), None),
        ("5003", "2024-03-04 23:00:00", "delivered", Decimal("1.00"), None),
        ("5004", "2024-03-06 23:00:00", "delivered", Decimal("80.50"), None),
    ]


def test_online_retail_has_the_country_of_the_latest_invoice_and_sums_of_lines(open_landing: Open) -> None:
    # Moments are in UTC and amounts in the shop's own currency, whatever the vars are.
    shop = landed(
        open_landing(time_zone="America/New_York", decimal_mark=","), online_retail=EXPORTS / "online_retail.csv"
    )
    assert shop.rows("select customer_id, country, created_at::varchar from raw.customers") == [
        ("7", "FR", "2010-12-01 08:26:00")
    ]
    assert shop.rows("select order_id, customer_id, ordered_at::varchar, status, total_amount from raw.orders") == [
        ("1", "7", "2010-12-01 08:26:00", "delivered", Decimal("2.02")),
        ("2", "7", "2010-12-02 08:26:00", "delivered", Decimal("1.00")),
        ("C3", None, "2010-12-01 08:26:00", "cancelled", Decimal("-1.00")),
        ("A4", None, "2010-12-03 08:26:00", "adjustment", Decimal("-9.99")),
    ]
    assert shop.rows("select product_id, name from raw.products") == [("a", "A new"), ("b", "Adjust")]


@pytest.mark.skipif(not SOURCE.exists(), reason="the Online Retail file is not in ../shared/data")
def test_online_retail_loses_or_invents_nothing(open_landing: Open) -> None:
    shop = landed(open_landing(), online_retail=SOURCE)
    counts = [
        "(select count(*) from raw.order_lines)",
        "(select count(*) from raw.customers)",
        "count(*)",
        *(f"count(*) filter (status = '{status}')" for status in ("delivered", "cancelled", "adjustment")),
        "count(customer_id) filter (status = 'delivered')",
    ]
    assert shop.rows(f"select {', '.join(counts)} from raw.orders") == [
        (541_909, 4_372, 25_900, 22_061, 3_836, 3, 18_536)
    ]
    best = "where status = 'delivered' and customer_id is not null group by 1 order by 3 desc limit 1"
    assert shop.rows(f"select customer_id, count(*), sum(total_amount) from raw.orders {best}") == [
        ("14646", 74, Decimal("280206.02"))
    ]
    bought = "from raw.order_lines inner join raw.orders using (order_id) where product_id = '85123A'"
    assert shop.rows(f"select count(distinct customer_id) {bought} and status = 'delivered'") == [(856,)]


@needs_files
def test_shopify_files_found_in_use(open_landing: Open) -> None:
    folder = PROJECT.parent / "shared" / "faults" / "files"
    shop = landed(
        open_landing(),
        shopify_orders=folder / "f1_shopify_orders" / "orders_export_1.csv",
        shopify_customers=folder / "f2_shopify_customers" / "customers_export.csv",
    )
    assert shop.rows("select order_id, total_amount, status, email is null from raw.orders") == [
        ("#1051", Decimal("289.00"), "fulfilled", False),
        ("#1052", Decimal("500.00"), "fulfilled", False),
        ("#1053", Decimal("93.00"), "paid", True),
        ("#1054", Decimal("50.00"), "cancelled", False),
    ]
    assert shop.rows("select order_id, amount from raw.refunds") == [("#1052", Decimal("200.00"))]
    assert shop.rows("select count(*), count(*) filter (order_id = '#1051') from raw.order_lines") == [(5, 2)]
    assert shop.rows("select customer_id from raw.customers") == [("7000000000001",), ("7000000000002",)]


@needs_files
def test_danish_files_found_in_use(open_landing: Open) -> None:
    folder = PROJECT.parent / "shared" / "faults" / "files" / "f3_danish_excel"
    shop = landed(open_landing(), danish_customers=folder / "kunder.csv", danish_orders=folder / "ordrer.csv")
    assert shop.rows("select (created_at + interval 1 hour)::date::varchar, accepts_email from raw.customers") == [
        ("2024-02-03", True),
        ("2023-12-31", False),
    ]
    assert shop.rows("select total_amount from raw.orders") == [(Decimal("1234.50"),), (Decimal("99.95"),)]


def test_a_guest_of_shopify_has_a_name_and_a_place(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("_shopify-orders/a.csv", (EXPORTS / "shopify_orders.csv").read_bytes())
    shop.drop(
        "_shopify-orders/b.csv",
        "Name,Email,Billing Name,Billing City,Billing Country,Financial Status,Fulfillment Status,Created at,Total,"
        "Currency,Refunded Amount,Lineitem quantity,Lineitem name,Lineitem price\n"
        "#9,g@example.com,Anne Marie Lund,Odense,DK,paid,fulfilled,2026-01-01 10:00:00 +0100,1.00,"
        "DKK,0.00,1,Cap,1.00\n",
    )
    shop.land()
    named = "select first_name, last_name, city, country from raw.orders where order_id"
    assert shop.rows(f"{named} = '#9'") == [("Anne Marie", "Lund", "Odense", "DK")]
    assert shop.rows(f"{named} = '#2002'") == [(None, None, None, None)]
