"""The UCI Online Retail file as landing files: customers, orders, order lines and products of a real shop.

Belongs here: the mapping of that one file. Does not belong here: anything about landing as such.

An invoice is an order, delivered unless its number starts with C (cancelled) or A (adjustment). Every line is
kept, also those without a customer. Amounts are that shop's pounds and name no currency, so they are in the shop's own,
and moments are written in UTC, so that no var of the project changes a figure. Source: UCI data set 352, https://archive.ics.uci.edu/dataset/352.
"""

import os
from pathlib import Path

import duckdb

from orchestration.errors import RollcallError, said
from orchestration.warehouse.connections import scratch

COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)
FILE_NAME = "online_retail.parquet"
MOMENT_FORMATS = "['%Y-%m-%d %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M']"

LINES = f"""
    create temp table lines as
    select
        place,
        cast(InvoiceNo as varchar) as order_id,
        cast(StockCode as varchar) as product_id,
        Description as description,
        cast(cast(Quantity as double) as bigint) as quantity,
        coalesce(
            try_cast(InvoiceDate as timestamp), try_strptime(cast(InvoiceDate as varchar), {MOMENT_FORMATS})
        ) as invoiced_at,
        cast(UnitPrice as decimal(18, 4)) as unit_price,
        cast(cast(cast(CustomerID as double) as bigint) as varchar) as customer_id,
        Country as country
    from source
"""

TABLES = {
    # 43 invoices carry two timestamps; the first one is the order's.
    "orders": """
        select
            order_id,
            max(customer_id) as customer_id,
            min(invoiced_at) at time zone 'UTC' as ordered_at,
            case left(order_id, 1) when 'C' then 'cancelled' when 'A' then 'adjustment' else 'delivered' end as status,
            cast(sum(quantity * unit_price) as decimal(18, 2)) as total_amount,
            cast(null as varchar) as currency
        from lines
        group by order_id
        order by order_id
    """,
    "order_lines": """
        select
            order_id,
            row_number() over (partition by order_id order by place) as line_number,
            product_id,
            quantity,
            unit_price
        from lines
        order by order_id, line_number
    """,
    # 8 customers appear in two countries; the latest invoice's counts.
    "customers": """
        select
            customer_id,
            arg_max(country, (invoiced_at, order_id)) as country,
            min(invoiced_at) at time zone 'UTC' as created_at
        from lines
        where customer_id is not null
        group by customer_id
        order by customer_id
    """,
    "products": """
        select product_id, arg_max(description, (invoiced_at, place)) as name
        from lines
        group by product_id
        order by product_id
    """,
}


class OnlineRetailError(RollcallError):
    """The file is not the Online Retail data set; the message says what is missing."""


def convert(source: Path, landing: Path) -> None:
    """Write `<landing>/<table>/online_retail.parquet` for each of the four tables.

    `source` is the data set as Parquet or CSV, with its original column names. Files appear whole, under their
    name, or not at all. Raises OnlineRetailError if the source is absent, lacks a column or holds a value that
    is not a number or time.
    """
    if not source.is_file():
        raise OnlineRetailError(f"{source}: there is no such file; fetch the Online Retail data set of UCI")
    with scratch() as connection:
        connection.execute("set TimeZone = 'UTC'")
        rows = _rows(source)
        try:
            found = {
                name for name, *_ in connection.execute(f"describe select * from {rows}", [str(source)]).fetchall()
            }
            if lacking := [name for name in COLUMNS if name not in found]:
                raise OnlineRetailError(f"{source}: has no column {', '.join(lacking)}; is it Online Retail?")
            connection.execute(f"create temp table source as select * from {rows}", [str(source)])
            connection.execute(LINES)
        except duckdb.Error as error:
            raise OnlineRetailError(f"{source}: cannot be read: {said(error)}") from error
        undated = connection.execute("select min(place) from lines where invoiced_at is null").fetchone()
        if undated is not None and undated[0] is not None:
            raise OnlineRetailError(f"{source}: row {undated[0]} has no InvoiceDate that can be read")
        for table, query in TABLES.items():
            folder = landing / table
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / f"{FILE_NAME}.tmp"
            connection.execute(
                f"copy ({query}) to $target (format parquet, use_tmp_file false)", {"target": str(unfinished)}
            )
            os.replace(unfinished, folder / FILE_NAME)


def _rows(source: Path) -> str:
    """The rows with `place`, their order in the file from 1."""
    if source.suffix.lower() == ".parquet":
        return "(select *, file_row_number + 1 as place from read_parquet(?, file_row_number = true))"
    if source.suffix.lower() == ".csv":
        return (
            "(select *, row_number() over () as place"
            " from read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'))"
        )
    raise OnlineRetailError(f"{source}: neither .parquet nor .csv")
