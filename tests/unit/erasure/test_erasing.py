"""What was thought to be gone after an erasure, and what went that should have stayed: raw tables and landed files."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from orchestration.dagster_home import rewriting
from orchestration.landing.archive import Archive, read_account
from orchestration.landing.files import content_hash
from orchestration.landing.runs import rebuild_raw
from tests.rows import customer, entry, merge, order, sms
from tests.searched import places_of
from tests.unit.erasure.shops import Home
from tests.workspace import PROJECT

ANNA = {"first_name": "Anna", "last_name": "Forsvundsen", "email": "anna@forsvundet.example", "phone": "+4520997743"}


def anna(customer_id: str = "anna-1", **columns: object) -> dict[str, object]:
    return customer(customer_id, "DK", **{**ANNA, **columns})


def test_other_bytes_of_a_file_are_changed(home: Home) -> None:
    rows = [
        "customer_id;first_name;email;country;created_at\r\n",
        'bo;"Bo ""the\nbuilder""";BO@example.com;DK;2024-01-01\r\n',
        "anna-1;Anna;anna@forsvundet.example;DK;2024-01-01\r\n",
        "cy;C\u00f8;cy@example.com;;2024-01-01\r\n",
    ]
    home.drop("customers", "1.csv", "\ufeff" + "".join(rows))
    home.ask("anna-1")
    assert home.forget() == 1
    assert home.archived("customers/1.csv").decode() == "\ufeff" + "".join([rows[0], rows[1], rows[3]])


def test_a_file_in_another_encoding_is_written_in_utf_8(made: Callable[..., Home]) -> None:
    home = made(landing_encoding="cp1252")
    text = "customer_id,last_name,created_at\nbo,S\u00f8rensen,2024-01-01\nanna-1,\u00d8st,2024-01-01\n"
    home.drop("customers", "1.csv.gz", gzip.compress(text.encode("cp1252")))
    home.ask("anna-1")
    home.forget()
    left = gzip.decompress(home.archived("customers/1.csv.gz"))
    assert left == "customer_id,last_name,created_at\nbo,S\u00f8rensen,2024-01-01\n".encode("cp1252")


def test_a_number_that_is_an_id_elsewhere_is_taken_for_the_person(made: Callable[..., Home]) -> None:
    home = made(id_type="bigint")
    home.drop("customers", "1.csv", "customer_id,created_at,postcode\n7,2024-01-01,8000\n8,2024-01-01,7\n")
    home.drop(
        "orders",
        "1.csv",
        "order_id,customer_id,ordered_at,status,total_amount\n"
        "7,8,2025-01-01,delivered,7\n8,7,2025-01-01,delivered,70\n9,7.0,2025-01-01,delivered,7\n",
    )
    home.ask(7)
    assert home.forget() == 1
    assert home.rows("select customer_id, postcode from raw.customers") == [(8, "7")]
    ((first, of_eight), *theirs) = home.rows("select order_id, customer_id from raw.orders order by order_id")
    assert (first, of_eight) == (7, 8)
    assert [order_id for order_id, _ in theirs] == [8, 9]
    assert len({pseudonym for _, pseudonym in theirs}) == 1
    assert theirs[0][1] < 0
    assert home.archived("orders/1.csv").decode().splitlines()[1] == "7,8,2025-01-01,delivered,7"


def test_ids_of_one_person_are_forgotten_one_by_one(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [customer(each) for each in ("a", "b", "c", "d", "e")])
    merges = [
        merge("a", "b", "2025-01-01"),
        merge("b", "c", "2025-01-01"),
        merge("a", "d", "2025-01-01"),
        merge("d", "d", "2025-01-02"),
    ]
    home.drop_rows("customer_merges", "1.ndjson", merges)
    home.ask("c")
    assert home.forget() == 1
    assert home.rows("select customer_id from raw.customers order by 1") == [("d",), ("e",)]


def test_the_address_that_two_share_is_forgotten(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna(), anna("otto", first_name="Otto")])
    home.drop_rows("sms_messages", "1.ndjson", [sms("1", "20997743")])
    home.drop_rows("suppressions", "1.ndjson", [{"kind": "phone", "value": "20 99 77 43"}])
    home.ask("anna-1")
    home.forget()
    assert home.rows("select customer_id, email from raw.customers") == [("otto", ANNA["email"])]
    assert home.rows("select phone from raw.sms_messages") == [("20997743",)]
    assert home.rows("select value from raw.suppressions") == [("20 99 77 43",)]


def test_a_phone_number_written_in_another_way_is_left(made: Callable[..., Home]) -> None:
    home = made(phone_country_code="45")
    home.drop_rows("customers", "1.ndjson", [anna()])
    texts = [sms(str(at), phone) for at, phone in enumerate(["+45 20 99 77 43", "0045 20997743", "20-99-77-43"])]
    home.drop_rows("sms_messages", "1.ndjson", texts)
    home.drop_rows("manual_members", "1.ndjson", [entry("vip", phone="(20) 997743")])
    home.ask("anna-1")
    home.forget()
    assert home.rows("select phone from raw.sms_messages union all select phone from raw.manual_members") == []
    assert places_of(["997743", "99 77 43", "99-77-43"], home.root) == []


def test_a_suppressed_address_may_be_written_to_again(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna()])
    home.drop_rows("suppressions", "1.ndjson", [{"kind": "email", "value": ANNA["email"], "added_at": "2025-01-01"}])
    home.drop_rows(
        "list_subscriptions", "1.ndjson",
        [{"list_name": "news", "customer_id": "anna-1", "action": "unsubscribed", "acted_at": "2025-01-05"}],
    )  # fmt: skip
    home.ask("anna-1")
    home.forget()
    ((hashed,),) = home.rows("select value from raw.suppressions")
    assert len(hashed) == 64
    assert places_of([*ANNA.values(), "anna-1"], home.root) == []
    again = anna("anna-2", created_at="2025-04-01T00:00:00Z")
    home.drop_rows("customers", "2.ndjson", [again])
    home.land()
    assert home.rows("select customer_id from raw.customers") == [("anna-2",)]
    home.land()
    assert (ANNA["email"],) in home.rows("select value from raw.suppressions")
    assert home.rows("select customer_id, list_name, action from raw.list_subscriptions") == [
        ("anna-2", "news", "unsubscribed")
    ]


def test_a_row_of_somebody_forgotten_lands_again(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1")])
    home.ask("anna-1")
    home.forget()
    home.drop_rows("customers", "2.ndjson", [anna(), customer("bo", city="Aarhus"), anna("anna-older")])
    home.drop_rows("orders", "2.ndjson", [order("o1", "anna-1", total_amount=5), order("o2", "anna-1")])
    home.drop_rows("orders", "3.ndjson", [order("g1", None, **ANNA)])
    landed = home.land()
    assert home.rows("select customer_id, city from raw.customers") == [("bo", "Aarhus")]
    ((kept, pseudonym, amount),) = home.rows("select order_id, customer_id, total_amount from raw.orders")
    assert (kept, amount) == ("o1", 100)
    assert pseudonym.startswith("e")
    assert [(each.kind, each.table_name, each.count) for each in landed.findings] == [
        ("withheld_rows", "customers", 2),
        ("withheld_rows", "orders", 2),
        ("withheld_rows", "orders", 1),
    ]
    assert places_of([*ANNA.values(), "anna-1"], home.root) == []


def test_somebody_who_registers_anew_is_kept_out(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna()])
    home.ask("anna-1")
    home.forget()
    home.drop_rows("customers", "2.ndjson", [anna("anna-2", created_at="2025-03-01T12:00:01Z")])
    home.drop_rows("orders", "2.ndjson", [order("g1", None, "2025-03-02T00:00:00Z", email=ANNA["email"])])
    home.land()
    assert home.rows("select customer_id from raw.customers") == [("anna-2",)]
    assert home.rows("select order_id from raw.orders") == [("g1",)]


def test_the_raw_tables_cannot_be_rebuilt_after_an_erasure(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1"), order("o2", "bo"), order("g", None, **ANNA)])
    home.ask("anna-1")
    home.forget()
    before = home.rows("select order_id, customer_id, email from raw.orders order by 1")
    rebuild_raw(home.shop, home.shop.project.variables)
    assert home.rows("select order_id, customer_id, email from raw.orders order by 1") == before
    assert home.rows("select customer_id from raw.customers") == [("bo",)]
    archive = Archive(home.root / "archive")
    for each in (each for account in archive.accounts() for each in read_account(account)):
        assert content_hash(archive.root / str(each.archived_as)) == each.content_hash


def test_orders_are_kept_where_a_shop_wants_them_gone(made: Callable[..., Home]) -> None:
    home = made({"keep_erased_orders": False})
    home.drop_rows("customers", "1.ndjson", [anna()])
    home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1"), order("o2", "bo")])
    home.drop_rows("order_lines", "1.ndjson", [{"order_id": "o1", "line_number": 1, "product_id": "p", "quantity": 1}])
    home.ask("anna-1")
    home.forget()
    assert home.rows("select order_id from raw.orders") == [("o2",)]
    assert home.rows("select order_id from raw.order_lines") == []


def test_a_file_that_was_refused_keeps_the_person(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.drop("customers", "2.csv", f"wrong,headers\nx,{ANNA['email']}\ny,bo@example.com\n")
    home.drop("nowhere", "3.ndjson", json.dumps(anna()) + "\n")
    home.ask("anna-1")
    home.forget()
    assert places_of([*ANNA.values(), "anna-1"], home.root) == []
    assert (home.root / "landing" / "customers" / "2.csv").read_text() == "wrong,headers\ny,bo@example.com\n"


def test_a_file_that_nobody_can_read_ends_the_night(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.drop("customers", "4.parquet", b"PAR1 and no more")
    home.drop("customers", "5.csv.gz", b"\x1f\x8b\x08 and no more")
    home.ask("anna-1")
    assert home.forget() == 1
    assert home.rows("select customer_id from raw.customers") == [("bo",)]


@pytest.mark.parametrize("leave", [True, False])
def test_a_file_that_stays_with_the_shop_lands_again(made: Callable[..., Home], leave: bool) -> None:
    home = made({"leave_landed_files": leave})
    left = home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.ask("anna-1")
    home.forget()
    assert left.exists() == leave
    assert home.land().loaded == []
    assert places_of([*ANNA.values(), "anna-1"], home.root) == []


def test_parquet_loses_its_types(home: Home, tmp_path: Path) -> None:
    query = (
        "select * from (values ('anna-1', 'anna@forsvundet.example', timestamp '2024-01-01', 1::utinyint),"
        " ('bo', 'bo@example.com', timestamp '2024-01-01', 2)) as t(customer_id, Email, created_at, other)"
    )
    duckdb.sql(f"copy ({query}) to '{tmp_path / 'c.parquet'}'")
    described = duckdb.sql(f"describe from '{tmp_path / 'c.parquet'}'").fetchall()
    home.drop("customers", "1.parquet", (tmp_path / "c.parquet").read_bytes())
    home.ask("anna-1")
    home.forget()
    (tmp_path / "left.parquet").write_bytes(home.archived("customers/1.parquet"))
    assert duckdb.sql(f"describe from '{tmp_path / 'left.parquet'}'").fetchall() == described
    assert duckdb.sql(f"select customer_id from '{tmp_path / 'left.parquet'}'").fetchall() == [("bo",)]


def test_what_one_left_another_has_left(home: Home) -> None:
    other = {"email": "carl@forsvundet.example"}
    home.drop_rows("customers", "1.ndjson", [anna(), customer("carl", **other)])
    left = {"list_name": "news", "customer_id": "anna-1", "action": "unsubscribed", "acted_at": "2025-01-05"}
    home.drop_rows("list_subscriptions", "1.ndjson", [left])
    home.ask("anna-1", "carl")
    assert home.forget() == 2
    anew = [customer(each, created_at="2025-04-01T00:00:00Z", **who) for each, who in (("a", ANNA), ("c", other))]
    home.drop_rows("customers", "2.ndjson", anew)
    home.land()
    home.land()
    assert home.rows("select customer_id, list_name from raw.list_subscriptions") == [("a", "news")]


def test_the_last_who_left_a_list_closes_the_audiences(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna()])
    left = {"list_name": "news", "customer_id": "anna-1", "action": "unsubscribed", "acted_at": "2025-01-05"}
    home.drop_rows("list_subscriptions", "1.ndjson", [left])
    home.ask("anna-1")
    home.forget()
    home.land()
    assert home.rows("select * from raw.landing_losses where accepted_at is null") == []


def test_a_new_customer_of_a_danish_file_is_kept_out(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [anna()])
    home.ask("anna-1", at="2025-03-05T12:00:00Z")
    home.forget()
    header = (PROJECT / "tests" / "exports" / "danish_customers.csv").read_bytes().decode("cp1252").splitlines()[0]
    row = dict.fromkeys(header.split(";"), "")
    for name, value in (("Kundenr.", "77"), ("E-mail", ANNA["email"]), ("Kunde siden", "06-03-2025")):
        assert name in row
        row[name] = value
    home.drop("_danish-customers", "1.csv", f"{header}\r\n{';'.join(row.values())}\r\n".encode("cp1252"))
    home.land()
    assert home.rows("select customer_id from raw.customers") == [("77",)]


def test_an_order_of_a_parquet_file_keeps_the_person(home: Home, tmp_path: Path) -> None:
    home.drop_rows("customers", "1.ndjson", [anna()])
    rows = [order("o1", "anna-1", id="7"), order("o2", "bo", id="8"), order("g", None, email=ANNA["email"], id="9")]
    (tmp_path / "rows.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))
    duckdb.sql(f"copy (from read_json('{tmp_path / 'rows.ndjson'}')) to '{tmp_path / 'o.parquet'}'")
    home.drop("orders", "1.parquet", (tmp_path / "o.parquet").read_bytes())
    suppressed = "select * from (values ('phone', '+45 20 99 77 43'), ('email', 'bo@example.com')) as t(kind, value)"
    duckdb.sql(f"copy ({suppressed}) to '{tmp_path / 's.parquet'}'")
    home.drop("suppressions", "1.parquet", (tmp_path / "s.parquet").read_bytes())
    home.ask("anna-1")
    home.forget()
    before = home.rows("select order_id, customer_id, email from raw.orders order by 1")
    hashed = home.rows("select value from raw.suppressions order by 1")
    assert sorted(len(value) for (value,) in hashed) == [len("bo@example.com"), 64]
    rebuild_raw(home.shop, home.shop.project.variables)
    assert home.rows("select order_id, customer_id, email from raw.orders order by 1") == before
    assert home.rows("select value from raw.suppressions order by 1") == hashed
    assert [row[1] for row in before][1:] == [before[1][1], "bo"]


def test_a_night_is_lost_to_somebody_who_looks_at_the_history(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "PATIENCE", 0)
    home.drop_rows("customers", "1.ndjson", [anna(), customer("bo")])
    home.ask("anna-1")
    history = home.root / "dagster" / "history" / "runs.db"
    history.parent.mkdir(parents=True)
    with closing(sqlite3.connect(history)) as looking:
        looking.execute("create table runs (body text)")
        looking.execute("begin exclusive")
        assert home.forget() == 1
        assert home.shop.home.erasing.exists()
        looking.execute("rollback")
    assert home.forget() == 1
    assert not home.shop.home.erasing.exists()
    assert home.forget() == 0
