"""More of the mappings that ship, as test_ready_mappings.py: Stripe, PrestaShop and the two years of Online Retail."""

from decimal import Decimal

from tests.faults import Open, open_landing
from tests.unit.landing.test_ready_mappings import EXPORTS, landed

__all__ = ["open_landing"]

PAYMENTS = "select order_id, email, first_name, last_name, status, total_amount, currency from raw.orders"
REFUNDS = "select order_id, amount, refunded_at::varchar from raw.refunds"


def test_stripe_payments_are_orders_that_count_once_they_are_captured(open_landing: Open) -> None:
    # Moments are in UTC, whatever the var is.
    shop = landed(open_landing(time_zone="America/New_York"), stripe_payments=EXPORTS / "stripe_payments.csv")
    assert shop.rows(PAYMENTS) == [
        ("ch_3A01", "karen@example.com", "Karen Inger", "Møller", "delivered", Decimal("648.00"), "dkk"),
        ("ch_3A02", "jens@example.com", None, None, "delivered", Decimal("1234.50"), "eur"),
        ("py_3A03", "KAREN@example.com", None, None, "Refunded", Decimal("99.00"), "dkk"),
        ("ch_3A04", "mette@example.com", "Mette", "Lund", "cancelled", Decimal("50.00"), "dkk"),
        ("ch_3A05", "mette@example.com", "Mette", "Lund", "uncaptured", Decimal("75.00"), "dkk"),
    ]
    assert shop.rows("select ordered_at::varchar, customer_id, phone, city from raw.orders limit 1") == [
        ("2026-09-01 08:11:12", None, "+4520304050", "Aarhus")
    ]
    assert shop.rows(REFUNDS) == [
        ("ch_3A02", Decimal("125.50"), "2026-09-05 10:00:00"),
        ("py_3A03", Decimal("99.00"), "2026-09-03 10:00:00"),
    ]


def test_stripe_amounts_of_a_danish_export_are_not_a_hundred_times_as_much(open_landing: Open) -> None:
    shop = open_landing(decimal_mark=",")
    shop.drop(
        "_stripe-payments/a.csv",
        "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer Email\n"
        'ch_1,2026-09-01 08:11,"648,00","0,00",dkk,Paid,karen@example.com\n'
        'ch_2,2026-09-01 09:11,"1.234,50","25,5",dkk,Paid,karen@example.com\n'
        "ch_3,2026-09-01 10:11,1500,0,jpy,Paid,karen@example.com\n",
    )
    shop.land()
    assert shop.rejected() == []
    assert shop.rows("select total_amount from raw.orders") == [
        (Decimal("648.00"),), (Decimal("1234.50"),), (Decimal("1500.00"),),
    ]  # fmt: skip
    assert shop.rows(REFUNDS) == [("ch_2", Decimal("25.50"), "2026-09-01 09:11:00")]


def test_prestashop_customers_have_the_consent_to_the_newsletter_and_not_that_to_partners(open_landing: Open) -> None:
    shop = landed(
        open_landing(time_zone="Europe/Copenhagen"), prestashop_customers=EXPORTS / "prestashop_customers.csv"
    )
    assert shop.rows(
        "select customer_id, first_name, last_name, email, gender, accepts_email, created_at::varchar,"
        " last_login_at::varchar from raw.customers"
    ) == [
        ("1", "Karen", "Møller", "karen@example.com", "female", True, "2025-02-03 22:30:00", "2026-09-01 08:11:12"),
        ("2", "Jens", "Lund; Holm", "jens@example.com", "male", False, "2025-06-03 06:00:00", None),
        ("7", "Ida", "Bech", "ida@example.com", None, True, "2026-01-02 11:00:00", "2026-01-02 11:00:00"),
    ]  # fmt: skip


def test_both_years_of_online_retail_count_the_days_that_they_share_once(open_landing: Open) -> None:
    file = EXPORTS / "online_retail_2.csv"
    shop = landed(open_landing(time_zone="America/New_York", decimal_mark=","), online_retail_2=file)
    rows = "select order_id, customer_id, ordered_at::varchar, status, total_amount from raw.orders"
    orders = [
        ("489434", "13085", "2009-12-01 07:45:00", "delivered", Decimal("164.40")),
        ("C489449", "16321", "2009-12-01 10:33:00", "cancelled", Decimal("-35.40")),
        ("489597", None, "2009-12-01 14:28:00", "delivered", Decimal("17.30")),
        ("536365", "13085", "2010-12-01 08:26:00", "delivered", Decimal("15.30")),
        ("A506401", None, "2010-04-29 13:36:00", "adjustment", Decimal("-53594.36")),
    ]
    assert shop.rows(rows) == orders
    assert shop.rows("select customer_id, country, created_at from raw.customers") == [
        ("13085", "IE", None),
        ("16321", "AU", None),
    ]
    lines = "select order_id, line_number, product_id, quantity::int, unit_price::double from raw.order_lines"
    sent = shop.rows(lines)
    assert sent[:2] == [("489434", 1, "85048", 12, 6.95), ("489434", 2, "79323P", 12, 6.75)]
    # The other sheet: an invoice that both have, and one of a year later.
    shop.drop(
        "_online-retail-2/second.csv",
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
        "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,13085,EIRE\n"
        "581587,22899,CHILDREN'S APRON DOLLY GIRL,6,12/9/2011 12:50,2.10,12680,France\n",
    )
    shop.land()
    assert shop.rejected() == []
    assert sorted(shop.rows(rows)) == sorted(
        [*orders, ("581587", "12680", "2011-12-09 12:50:00", "delivered", Decimal("12.60"))]
    )
    assert sorted(shop.rows(lines)) == sorted([*sent, ("581587", 1, "22899", 6, 2.1)])
    assert shop.rows("select name from raw.products where product_id = '85048'") == [("CHRISTMAS GLASS BALL",)]
