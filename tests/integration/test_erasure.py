"""A customer asks to be forgotten, and the next night forgets them everywhere: by rows, by texts and by bytes."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.rows import merge, order, sms
from tests.searched import places_of
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


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("erasure")
    shop = Workspace.open(folder / "shop", {"buyers": BUYERS})
    send_shop(shop, folder)
    first = shop.nightly(FIRST)
    assert first.code in (0, 3), first.err
    seen: dict[str, Any] = {"shop": shop, "first": shop.members("buyers"), "sizes": sizes(shop)}
    assert shop.run("customers", "note", OF_ANNA["id"], OF_ANNA["note"]).code == 0
    assert shop.run("export", "customers").code == 0
    assert shop.run("export", "customers", "--to", str(folder / "elsewhere.csv")).code == 0
    seen["before"] = places_of(list(OF_ANNA.values()), shop.home)
    seen["erase"] = shop.run("customers", "erase", OF_ANNA["absorbed"], "--yes")
    assert seen["erase"].code == 0, seen["erase"].err
    second = shop.nightly(SECOND)
    assert second.code in (0, 3), second.err
    seen |= {"second": shop.members("buyers"), "after": places_of(list(OF_ANNA.values()), shop.home)}
    return seen


@contextmanager
def raw_of(shop: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{shop.home / 'raw.duckdb'}' as landed (read_only)")
        connection.execute("use landed")
        yield connection


def sizes(shop: Workspace) -> list[tuple[Any, ...]]:
    return shop.query("select group_key, as_of, members from group_sizes order by all")


def test_who_asked_to_be_forgotten_stands_somewhere(story: dict[str, Any]) -> None:
    assert {place.value for place in story["before"]} == set(OF_ANNA.values())
    assert [str(place) for place in story["after"]] == []


def test_the_orders_of_somebody_forgotten_are_gone_from_the_totals(story: dict[str, Any]) -> None:
    with raw_of(story["shop"]) as raw:
        rows = raw.execute("select order_id, customer_id from raw.orders order by 1").fetchall()
    whose = dict(rows)
    assert set(whose) == {"o1", "o2", "o3", "g1", "g2", "g3", "#7001"}
    assert whose["o2"] == "bo"
    assert all(str(whose[each]).startswith("e") for each in ("o1", "o3", "g1"))


def test_somebody_else_was_forgotten_with_them(story: dict[str, Any]) -> None:
    assert "bo" in story["first"]
    assert "bo" in story["second"]
    assert not any(each in story["second"] for each in (OF_ANNA["id"], OF_ANNA["absorbed"]))
    with raw_of(story["shop"]) as raw:
        assert raw.execute("select first_name, phone from raw.customers").fetchall() == [("Bo\nB.", "20111213")]
        assert raw.execute("select line1 from raw.addresses").fetchall() == [("Bovej 1",)]
        assert raw.execute("select phone from raw.sms_messages").fetchall() == [("20111213",)]


def test_exports_that_lie_elsewhere_are_not_named(story: dict[str, Any]) -> None:
    assert "elsewhere.csv" in story["erase"].out
