"""Ids of guests: made where an order lands, of its e-mail address or else its phone number, the same every time."""

from pathlib import Path

import duckdb
import pytest

from orchestration.identity import made_id
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.landing.rebuild import rebuild
from tests.macros import macro
from tests.unit.landing.conftest import LANDED_AT, LandingHome
from tests.workspace import PROJECT

SECRET = b"s" * 32
HEADER = "order_id,customer_id,ordered_at,status,total_amount,email,phone,country\n"


def row(order_id: str, customer_id: str = "", email: str = "", phone: str = "", country: str = "") -> str:
    return f"{order_id},{customer_id},2026-01-01 10:00:00,delivered,10,{email},{phone},{country}\n"


def id_of(address: str, id_type: str = "varchar") -> object:
    with duckdb.connect() as connection:
        return connection.execute(f"select {made_id('?', SECRET, id_type)}", [address]).fetchall()[0][0]


class GuestShop(LandingHome):
    def land_orders(self, *rows: str, header: str = HEADER, name: str = "orders/1.csv") -> None:
        self.drop(name, header + "".join(rows))
        report = self.land(secret=lambda: SECRET)
        assert [result.status for result in report.files] == ["loaded"], report.files

    def guest_ids(self) -> dict[str, object]:
        return dict(self.rows("select order_id::varchar, _guest_id from raw.orders"))


def opened(home: Path, id_type: str = "varchar") -> GuestShop:
    shop = GuestShop(home)
    variables = {"id_type": id_type, "time_zone": "UTC", "phone_country_code": "45"}
    shop.contract = Contract.read(PROJECT / "models" / "staging" / "_sources.yml", variables)
    return shop


@pytest.fixture
def danish(tmp_path: Path) -> GuestShop:
    return opened(tmp_path)


def test_an_id_is_made_of_the_address_or_else_of_the_number_in_any_spelling(danish: GuestShop) -> None:
    danish.land_orders(
        row("signed_in", "C1", "ann@example.com"),
        row("by_email", email="ann@example.com", phone="20304050"),
        row("as_typed", email=" Ann@EXAMPLE.com "),
        row("by_phone", phone="20 30 40 50"),
        row("from_abroad", phone="+45 20304050"),
        row("swedish", phone="070-174 06 05", country="Sweden"),
        row("no_address", email="none", phone="20304050"),
        row("no_number", phone="12"),
        row("of_nobody"),
    )
    assert danish.guest_ids() == {
        "signed_in": None,
        "by_email": id_of("ann@example.com"),
        "as_typed": id_of("ann@example.com"),
        "by_phone": id_of("+4520304050"),
        "from_abroad": id_of("+4520304050"),
        "swedish": id_of("+46701740605"),
        "no_address": id_of("+4520304050"),
        "no_number": None,
        "of_nobody": None,
    }


def test_models_compare_addresses_as_the_ids_are_made(danish: GuestShop) -> None:
    typed = ["Ann.B+x@Example.COM ", "\u00a0A\u030aSE@x.dk\u2003", "none", ""]
    danish.land_orders(*(row(str(place), email=email) for place, email in enumerate(typed)))
    compared = danish.rows(f"select {macro('normalised_email', 'email')} from raw.orders order by order_id")
    assert [address for (address,) in compared] == ["ann.b+x@example.com", "\u00e5se@x.dk", None, None]
    assert list(danish.guest_ids().values()) == [address and id_of(address) for (address,) in compared]


def test_ids_that_are_numbers_get_a_number_below_zero(tmp_path: Path) -> None:
    shop = opened(tmp_path, "bigint")
    shop.land_orders(row("1", email="ann@example.com"))
    assert shop.guest_ids() == {"1": id_of("ann@example.com", "bigint")}


def test_an_order_sent_again_keeps_its_id_however_little_of_it_is_sent(danish: GuestShop) -> None:
    danish.land_orders(row("a", email="ann@example.com"), row("b", email="bo@example.com"), row("c", phone="20304050"))
    before = danish.guest_ids()
    danish.land_orders(
        "a,2026-01-01 10:00:00,cancelled,10\n", header="order_id,ordered_at,status,total_amount\n", name="orders/2.csv"
    )
    assert danish.guest_ids() == before
    danish.land_orders(row("b", "C1", email="bo@example.com"), row("c", email="eva@example.com"), name="orders/3.csv")
    assert danish.guest_ids() == {**before, "b": None, "c": id_of("eva@example.com")}


def test_a_row_that_is_as_it_was_stays_as_it_lies(danish: GuestShop) -> None:
    danish.land_orders(row("a", email="ann@example.com"))
    danish.land_orders(row("a", email="ann@example.com"), name="orders/2.csv")
    assert danish.rows("select _file_id, _guest_id from raw.orders") == [(1, id_of("ann@example.com"))]


def test_raw_tables_made_again_of_the_archive_have_the_same_ids(danish: GuestShop) -> None:
    danish.land_orders(row("a", email="ann@example.com"), row("c", phone="20304050"))
    with duckdb.connect() as again:
        rebuild(again, danish.archive, danish.contract, secret=lambda: SECRET)
        made = again.execute("select order_id, _guest_id from raw.orders").fetchall()
    assert dict(made) == danish.guest_ids()


def test_a_shop_without_guests_needs_no_secret(danish: GuestShop) -> None:
    def secret() -> bytes:
        raise AssertionError("asked for the secret")

    danish.drop("orders/1.csv", HEADER + row("a", "C1", "ann@example.com") + row("b"))
    land(danish.connection, danish.folders, danish.contract, landed_at=LANDED_AT, secret=secret)
    assert danish.guest_ids() == {"a": None, "b": None}
