"""Lands a million rows by a ready mapping, and the same rows in our own columns, in turns (A B B A), in one call.

    python -m tests.benchmarks.mapped [--rows 1000000]

`danish-orders`: a row is an order, with decimal commas and the day first. `online-retail`: a row is an order line, of
which orders, lines, customers and products come; in our own columns these are four files. Prints every landing, then
the lower of each pair and their ratio, which is to be 1.3 at most; it checks that both make the same rows.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import duckdb

from tests.benchmarks.night import Timed, timed
from tests.workspace import PROJECT

LINES_PER_ORDER = 10
PRODUCTS, CUSTOMERS = 4_000, 50_000
# What of a landed table must be the same.
SAME = {
    "orders": "order_id, customer_id, ordered_at, status, total_amount, promo_code",
    "order_lines": "order_id, line_number, product_id, quantity, unit_price",
    "customers": "customer_id, country, created_at",
    "products": "product_id, name",
}


def queries(rows: int) -> dict[str, dict[str, str]]:
    """For each mapping, SQL of its file, under its name with `_` before it, and of the same rows by landing table."""
    amount = "(cents // 100) || '{}' || lpad((cents % 100)::varchar, 2, '0')"
    moment = "timestamp '2024-01-01' + to_seconds(n * 37 % 60_000_000 // 60 * 60)"
    orders = f"""
        select 'o' || n as order_id, 'c' || n % {CUSTOMERS} as customer_id, {moment} as ordered_at, 'Leveret' as status,
            cast(hash(n) % 1_000_000 as bigint) as cents, case when n % 5 = 0 then 'SOMMER' end as promo_code
        from range({rows}) as numbers(n) order by n
    """
    lines = f"""
        select *, 'o' || order_number as order_id, 'c' || order_number % {CUSTOMERS} as customer_id,
            timestamp '2024-01-01' + to_minutes(order_number * 7 % 1_000_000) as ordered_at
        from (
            select n // {LINES_PER_ORDER} as order_number, n % {LINES_PER_ORDER} + 1 as line_number,
                'p' || hash(n) % {PRODUCTS} as product_id, cast(hash(n) % 9 + 1 as bigint) as quantity,
                cast(hash(n) % 20_000 as decimal(18, 2)) / 100 as euros, n
            from range({rows}) as numbers(n)
        )
    """
    # The mapping says UTC, whatever the shop's clock is.
    utc = "strftime({}, '%Y-%m-%d %H:%M:%SZ')"
    priced = f"(select *, cast(euros as decimal(18, 2)) as unit_price from ({lines}))"
    return {
        "danish-orders": {
            "_danish-orders": f"""
                select order_id as Ordrenr, customer_id as Kundenr, strftime(ordered_at, '%d-%m-%Y %H:%M') as Dato,
                    status as Status, {amount.format(",")} as "Beløb",
                    promo_code as Rabatkode
                from ({orders})
            """,
            "orders": f"""
                select order_id, customer_id, strftime(ordered_at, '%Y-%m-%d %H:%M') as ordered_at,
                    'delivered' as status, {amount.format(".")} as total_amount,
                    promo_code
                from ({orders})
            """,
        },
        "online-retail": {
            "_online-retail": f"""
                select order_id as InvoiceNo, product_id as StockCode, 'Product ' || product_id as Description,
                    quantity as Quantity, strftime(ordered_at, '%-m/%-d/%Y %-H:%M') as InvoiceDate,
                    unit_price as UnitPrice, customer_id as CustomerID, 'Denmark' as Country
                from {priced} order by n
            """,
            "orders": f"""
                select order_id, any_value(customer_id) as customer_id,
                    {utc.format("any_value(ordered_at)")} as ordered_at,
                    'delivered' as status, sum(quantity * unit_price)::decimal(18, 2) as total_amount
                from {priced} group by order_id, order_number order by order_number
            """,
            "order_lines": f"select order_id, line_number, product_id, quantity, unit_price from {priced} order by n",
            "customers": f"""
                select customer_id, 'DK' as country, {utc.format("min(ordered_at)")} as created_at
                from {priced} group by all
            """,
            "products": f"select distinct product_id, 'Product ' || product_id as name from {priced}",
        },
    }


def write(files: dict[str, str], folder: Path, delimiter: str) -> None:
    """Write each query's rows as a CSV file, as the landing folder `landing` takes them."""
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = true")
        for table, query in files.items():
            file = folder / "landing" / table / "rows.csv"
            file.parent.mkdir(parents=True)
            mark = delimiter if table.startswith("_") else ","
            connection.execute(f"copy ({query}) to '{file}' (format csv, header, delimiter '{mark}')")


def landed(home: Path) -> dict[str, tuple[int, int]]:
    """How many rows each table has, and a sum of their hashes."""
    found = {}
    with duckdb.connect(str(home / "raw.duckdb"), read_only=True) as connection:
        for table, columns in SAME.items():
            query = f"select count(*), sum(hash({columns})::hugeint)::varchar from raw.raw.{table}"
            found[table] = connection.execute(query).fetchall()[0]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    for mapping, files in queries(given.rows).items():
        own = {table: query for table, query in files.items() if not table.startswith("_")}
        theirs = {table: query for table, query in files.items() if table.startswith("_")}
        runs: dict[str, list[Timed]] = {"own": [], "mapped": []}
        rows = {}
        for way in ("own", "mapped", "mapped", "own"):
            with tempfile.TemporaryDirectory(prefix="rollcall-mapped-") as folder:
                write(own if way == "own" else theirs, Path(folder), ";" if mapping.startswith("danish") else ",")
                # The moments of the spreadsheet are those of a Danish clock, as the shop's own files'.
                run = timed(
                    [sys.executable, "-m", "orchestration.cli", "land"],
                    {**os.environ, "ROLLCALL_HOME": folder},
                    PROJECT,
                )
                rows[way] = landed(Path(folder))
            print(json.dumps({"mapping": mapping, "columns": way, **vars(run)}), flush=True)
            runs[way].append(run)
        if rows["own"] != rows["mapped"]:
            sys.exit(f"the rows differ: {rows}")
        seconds = {way: min(run.seconds for run in each) for way, each in runs.items()}
        ratio = round(seconds["mapped"] / seconds["own"], 2)
        print(json.dumps({"mapping": mapping, "seconds": seconds, "ratio": ratio, "allowed": 1.3}), flush=True)


if __name__ == "__main__":
    main()
