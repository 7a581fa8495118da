"""What an erasure left undone, or did too often, while nights published nothing: a broken file, a mart that fails."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.erasure.erasing import finish_erasure
from orchestration.night import land_files
from orchestration.tonight import NightFailed
from tests.rows import customer, order
from tests.searched import places_of
from tests.unit.erasure.made import publish_night
from tests.unit.erasure.shops import Home

EMAIL = "anna@forsvundet.example"
OF_ANNA = ["anna-1", EMAIL]


def send_anna(home: Home) -> None:
    home.drop_rows("customers", "1.ndjson", [customer("anna-1", email=EMAIL), customer("bo")])
    home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1"), order("o2", "bo")])
    home.land()


def export_of(home: Home) -> Path:
    file = home.root / "exports" / "all.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"customer_id,email\nanna-1,{EMAIL}\n")
    return file


@pytest.mark.parametrize("table", ["customers", "orders"])
def test_nobody_is_forgotten_as_long_as_a_file_of_the_shop_is_broken(home: Home, table: str) -> None:
    send_anna(home)
    export = export_of(home)
    home.ask("anna-1")
    broken = home.drop(table, "2.csv", f"first_name\nada\n{EMAIL}\n")
    with pytest.raises(NightFailed, match=f"fix or remove them:\n  {table}/2.csv: .*$") as stopped:
        land_files(home.night)
    assert "until a night publishes" not in str(stopped.value)
    assert [str(place) for place in places_of(OF_ANNA, home.root)] == []
    assert (broken.exists(), export.exists(), home.shop.home.erasing.exists()) == (True, False, False)
    assert home.rows("select customer_id from raw.customers") == [("bo",)]


def test_plain_dbt_has_nothing_to_read_after_a_night_that_stopped(home: Home) -> None:
    send_anna(home)
    audience = {"audience_email": "('club', 'anna-1'), ('club', 'bo')"}
    workshops = [publish_night(home.shop, night, audience).workshop for night in (1, 2)]
    for workshop in workshops:
        workshop.write_text(EMAIL)
    export = export_of(home)
    home.ask("anna-1")
    home.drop("orders", "2.csv", "nothing\nof orders\n")
    for _ in range(2):
        with pytest.raises(NightFailed, match=f"\nuntil a night publishes, {workshops[1]} keeps customers who asked"):
            land_files(home.night)
        assert [each.exists() for each in (*workshops, export)] == [False, True, False]
        left = {place.file for place in places_of(OF_ANNA, home.root)}
        assert left == {"erasing.json", str(workshops[1].relative_to(home.root))}
    publish_night(home.shop, 3, {})
    assert finish_erasure(replace(home.night, run_id="r3")) is None
    assert [str(place) for place in places_of(OF_ANNA, home.root)] == []


def test_somebody_who_registers_while_an_erasure_waits_may_be_written_to(home: Home) -> None:
    """Nobody who asks that their address be blocked is written to because the tables were gone through once more."""
    send_anna(home)
    home.drop_rows("suppressions", "1.ndjson", [{"kind": "email", "value": EMAIL, "added_at": "2025-01-01"}])
    home.ask("anna-1")
    assert home.begin_to_forget() == 1
    home.drop_rows("customers", "2.ndjson", [customer("anna-2", email=EMAIL, created_at="2025-04-01T00:00:00Z")])
    home.drop_rows("orders", "2.ndjson", [order("g1", None, "2025-04-02T00:00:00Z", email=EMAIL)])
    for _ in range(2):
        assert home.begin_to_forget() == 1
    assert home.forget() == 1
    assert home.forget() == 0
    assert (EMAIL,) in home.rows("select value from raw.suppressions")
    assert home.rows("select email from raw.orders where order_id = 'g1'") == [(EMAIL,)]
