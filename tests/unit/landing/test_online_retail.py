"""The mapping of UCI Online Retail, against the facts that are known of that data set."""

from pathlib import Path

import duckdb
import pytest

from orchestration.landing.online_retail import OnlineRetailError, convert

PROJECT = Path(__file__).parents[3]
SOURCE = PROJECT.parent / "shared" / "data" / "online_retail" / "onlineretail.parquet"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    if not SOURCE.exists():
        pytest.skip("the Online Retail file is not in ../shared/data")
    landing = tmp_path_factory.mktemp("landing")
    convert(SOURCE, landing)
    connection = duckdb.connect()
    for table in ("customers", "orders", "order_lines", "products"):
        files = sorted(path.name for path in (landing / table).iterdir())
        assert files == ["online_retail.parquet"]
        connection.execute(f"create view {table} as from '{landing / table / files[0]}'")
    connection.execute(
        """
        create view counted as
        select customer_id, count(*) as orders, sum(total_amount) as spent, max(ordered_at) as last_ordered_at
        from orders where status = 'delivered' and customer_id is not null group by customer_id
        """
    )
    return connection


@pytest.mark.parametrize(
    ("fact", "query", "expected"),
    [
        ("lines", "select count(*) from order_lines", 541_909),
        ("customers", "select count(*) from customers", 4_372),
        ("orders", "select count(*) from orders", 25_900),
        ("delivered", "select count(*) from orders where status = 'delivered'", 22_061),
        ("cancelled", "select count(*) from orders where status = 'cancelled'", 3_836),
        ("adjustments", "select count(*) from orders where status = 'adjustment'", 3),
        ("delivered with a customer", "select sum(orders)::bigint from counted", 18_536),
        ("more than 5 counted orders", "select count(*) from counted where orders > 5", 872),
        ("no counted order", "select count(*) from customers anti join counted using (customer_id)", 33),
        ("above 1,500 pounds", "select count(*) from counted where spent > 1500", 1_194),
        (
            "last order older than 6 months",
            "select count(*) from counted where last_ordered_at < timestamp '2011-12-11' - interval 6 months",
            858,
        ),
        (
            "bought 85123A",
            """select count(distinct customer_id) from order_lines join orders using (order_id)
            where product_id = '85123A' and status = 'delivered'""",
            856,
        ),
        (
            "highest total",
            "select customer_id || ' ' || orders || ' ' || spent from counted order by spent desc limit 1",
            "14646 74 280206.02",
        ),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) and "select" not in value else "",
)
def test_the_mapping_loses_or_invents_nothing(
    shop: duckdb.DuckDBPyConnection, fact: str, query: str, expected: object
) -> None:
    row = shop.execute(query).fetchone()
    assert row is not None
    assert row[0] == expected, fact


def test_a_customer_in_two_countries_gets_the_one_of_the_latest_invoice(tmp_path: Path) -> None:
    source = tmp_path / "retail.csv"
    source.write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "1,a,A,2,12/1/2010 8:26,1.005,7,Spain\n"
        "1,b,B,1,12/1/2010 8:27,0.005,7,Spain\n"
        "2,a,A,1,12/2/2010 8:26,1,7,France\n"
        "C3,a,A,-1,12/1/2010 8:26,1,,Italy\n"
    )
    convert(source, tmp_path / "landing")
    rows = duckdb.sql(f"select customer_id, country from '{tmp_path}/landing/customers/*.parquet'").fetchall()
    assert rows == [("7", "France")]
    orders = duckdb.sql(
        f"select order_id, ordered_at::varchar, status, total_amount::double from '{tmp_path}/landing/orders/*.parquet'"
    ).fetchall()
    assert orders == [
        ("1", "2010-12-01 08:26:00+00", "delivered", 2.02),
        ("2", "2010-12-02 08:26:00+00", "delivered", 1.0),
        ("C3", "2010-12-01 08:26:00+00", "cancelled", -1.0),
    ]


def test_the_figures_of_the_file_stay_under_every_var(tmp_path: Path) -> None:
    # Pounds as the shop's own currency, and moments in UTC, whatever time zone and currency the project has.
    source = tmp_path / "retail.csv"
    source.write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
        "1,a,A,2,12/1/2010 8:26,1,7,Spain\n"
    )
    convert(source, tmp_path / "landing")
    orders = f"from '{tmp_path}/landing/orders/*.parquet'"
    assert duckdb.sql(f"select currency, typeof(ordered_at) {orders}").fetchall() == [
        (None, "TIMESTAMP WITH TIME ZONE")
    ]
    customers = f"from '{tmp_path}/landing/customers/*.parquet'"
    assert duckdb.sql(f"select typeof(created_at) {customers}").fetchall() == [("TIMESTAMP WITH TIME ZONE",)]


def test_another_file_is_refused_by_the_column_it_lacks(tmp_path: Path) -> None:
    source = tmp_path / "other.csv"
    source.write_text("InvoiceNo,StockCode\n1,2\n")
    with pytest.raises(OnlineRetailError, match=r"other\.csv: has no column Description"):
        convert(source, tmp_path / "landing")
    with pytest.raises(OnlineRetailError, match="no such file"):
        convert(tmp_path / "absent.csv", tmp_path / "landing")
