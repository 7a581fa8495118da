"""A shop with a customer, Anna, who is going to be forgotten."""

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb

from tests.rows import merge, order, sms
from tests.workspace import PROJECT, Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
# No file of the project has them: what dbt keeps of it is searched, too.
OF_ANNA = {
    "id": "c-anna-4711",
    "absorbed": "c-anna-old-11",
    "e-mail": "anna.vanishing@example.com",
    "surname": "Forsvundsen",
    "street": "Glemselsvej 17",
    "phone": "20997743",
    "note": "likes licorice fudge",
    "second e-mail": "anna.guestly@example.com",
}
BUYERS = "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n"


def parquet_of(rows: list[dict[str, Any]], folder: Path) -> bytes:
    source, target = folder / "rows.ndjson", folder / "rows.parquet"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    duckdb.sql(f"copy (from read_json('{source}')) to '{target}' (format parquet)")
    return target.read_bytes()


def send_shop(shop: Workspace, folder: Path) -> None:
    """Anna in files of every kind, and Bo beside her in each."""
    anna, old = OF_ANNA["id"], OF_ANNA["absorbed"]
    shop.drop(
        "customers",
        "1.csv",
        "customer_id;first_name;last_name;email;phone;country;created_at\n"
        f'{anna};Anna;{OF_ANNA["surname"]};{OF_ANNA["e-mail"]};"+45 20 99 77 43";DK;2024-01-01\n'
        'bo;"Bo\nB.";Blivesen;bo@example.com;20111213;DK;2024-01-01\n'
        f"{old};Anna;{OF_ANNA['surname']};{OF_ANNA['second e-mail'].upper()};;DK;2024-01-01\n"
        # Put aside: its moment is none, and without an id she is known by her e-mail address alone.
        f";Anna;{OF_ANNA['surname']};{OF_ANNA['e-mail']};;DK;2024-01-01\n"
        f"{anna};Anna;{OF_ANNA['surname']};;;DK;not a day\n",
    )
    shop.drop("orders", "1.parquet", parquet_of([order("o1", anna), order("o2", "bo"), order("o3", old)], folder))
    guests = [
        order("g1", None, email=OF_ANNA["e-mail"], last_name=OF_ANNA["surname"], city="Glemby"),
        order("g2", None, email=OF_ANNA["second e-mail"]),
        order("g3", None, email="bo@example.com"),
    ]
    shop.drop("orders", "2.ndjson.gz", gzip.compress("".join(json.dumps(row) + "\n" for row in guests).encode()))
    shop.drop_rows("customer_merges", "1.ndjson", [merge(anna, old, "2025-01-01T00:00:00Z")])
    shop.drop(
        "addresses",
        "1.csv.gz",
        gzip.compress(
            f"address_id,customer_id,label,line1\na1,{anna},home,{OF_ANNA['street']}\na2,bo,home,Bovej 1\n".encode()
        ),
    )
    shop.drop_rows("sms_messages", "1.ndjson", [sms("s1", "+4520997743"), sms("s2", "20111213")])
    shop.drop_rows("suppressions", "1.ndjson", [{"kind": "email", "value": OF_ANNA["e-mail"], "added_at": FIRST[:10]}])
    orders = (PROJECT / "tests" / "exports" / "shopify_orders.csv").read_text()
    header, *_ = orders.splitlines()
    names = header.split(",")
    row = {
        **dict.fromkeys(names, ""),
        "Name": "#7001", "Email": OF_ANNA["e-mail"], "Financial Status": "paid", "Total": "12.00", "Currency": "DKK",
        "Created at": "2025-02-01 10:00:00 +0100", "Billing Name": f"Anna {OF_ANNA['surname']}", "Id": "7001",
        "Billing Street": OF_ANNA["street"], "Lineitem name": "Sock", "Lineitem quantity": "1",
        "Lineitem price": "12.00",
    }  # fmt: skip
    shop.drop("_shopify-orders", "1.csv", header + "\n" + ",".join(row[name] for name in names) + "\n")
