"""What people entered over what the shop sends: when the shop has ended it, also by a value that is gone again."""

import json
from typing import Any

import pytest

from orchestration.landing.contract import Contract
from orchestration.settings import Project
from tests.rows import customer
from tests.unit.landing.conftest import LandingHome
from tests.workspace import PROJECT

ENTERED = "2026-05-01T12:00:00Z"
BEFORE, LATER = "2026-04-01T12:00:00Z", "2026-05-20T12:00:00Z"


@pytest.fixture
def edited(shop: LandingHome) -> LandingHome:
    shop.contract = Contract.read(
        Project(PROJECT).landing_contract, {**Project(PROJECT).variables, "landing_time_zone": "UTC"}
    )
    return shop


def send(shop: LandingHome, table: str, *rows: dict[str, Any], folder: str = "landing") -> None:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    shop.drop(f"{table}/rows.ndjson", text, folder)
    shop.land()


def entered(column: str, value: str | None, was: str | None, customer_id: str = "C1", **more: Any) -> dict[str, Any]:
    row = {"customer_id": customer_id, "column_name": column, "value": value, "was": was, "entered_at": ENTERED}
    return row | more


def ended(shop: LandingHome) -> list[Any]:
    return [name for (name,) in shop.rows("select column_name from raw.customer_edits where _overtaken_at is not null")]


def test_a_value_that_the_shop_goes_on_sending_ends_nothing(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", email="old@example.com", account_limit=500))
    edits = (entered("email", "new@example.com", "old@example.com"), entered("account_limit", None, "500"))
    send(edited, "customer_edits", *edits, folder="inbox")
    send(edited, "customers", customer("C1", email="old@example.com", account_limit="500.00", city="Aarhus"))
    assert ended(edited) == []


def test_an_edit_was_back_once_the_shop_sent_the_first_value_again(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", email="old@example.com"))
    send(edited, "customer_edits", entered("email", "new@example.com", "old@example.com"), folder="inbox")
    send(edited, "customers", customer("C1", email="new@example.com"))
    assert ended(edited) == ["email"]
    send(edited, "customers", customer("C1", email="old@example.com"))
    assert ended(edited) == ["email"]


def test_a_value_of_the_same_landing_ends_an_edit(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1"), customer("C2"))
    edits = (entered("city", "Aarhus", None), entered("city", "Aarhus", None, "C2"))
    edited.drop("customer_edits/e.ndjson", "".join(json.dumps(each) + "\n" for each in edits), "inbox")
    send(edited, "customers", customer("C1", city="Odense"))
    assert edited.rows("select customer_id from raw.customer_edits where _overtaken_at is not null") == [("C1",)]


@pytest.mark.parametrize(
    ("value", "was", "now", "updated_at", "is_ended"),
    [
        # An opt-out holds until a later row of the shop says yes.
        ("false", "true", True, BEFORE, False),
        ("false", "true", True, None, False),
        ("false", "true", True, LATER, True),
        ("false", "true", False, LATER, False),
        ("false", "true", None, LATER, False),
        ("false", None, True, BEFORE, False),
        # An opt-in ends with a no that is later, or that is another answer than before.
        ("true", "false", False, BEFORE, False),
        ("true", "false", False, None, False),
        ("true", "false", False, LATER, True),
        ("true", None, False, None, True),
        ("true", None, None, LATER, False),
        ("true", "true", False, BEFORE, True),
        ("true", "true", True, LATER, False),
    ],
)
def test_consent_by_hand_and_what_the_shop_says_of_it(
    edited: LandingHome, value: str, was: str | None, now: bool | None, updated_at: str | None, is_ended: bool
) -> None:
    send(edited, "customers", customer("C1"))
    send(edited, "customer_edits", entered("accepts_email", value, was), folder="inbox")
    edited.rows("update raw.customer_edits set _overtaken_at = null returning 1")
    send(edited, "customers", customer("C1", accepts_email=now, updated_at=updated_at))
    assert ended(edited) == (["accepts_email"] if is_ended else [])


def test_a_no_after_a_yes_of_the_shop_ends_an_opt_in_without_any_moment(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", accepts_sms=False))
    send(edited, "customer_edits", entered("accepts_sms", "true", "false"), folder="inbox")
    send(edited, "customers", customer("C1", accepts_sms=True))
    send(edited, "customers", customer("C1", accepts_sms=False))
    assert ended(edited) == ["accepts_sms"]


def test_a_customer_who_is_withdrawn_and_comes_back_ends_no_opt_out(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", accepts_email=True, updated_at=BEFORE))
    send(edited, "customer_edits", entered("accepts_email", "false", "true"), folder="inbox")
    send(edited, "customers", {"customer_id": "C1", "created_at": BEFORE, "updated_at": LATER, "deleted_at": LATER})
    assert ended(edited) == []


def test_addresses_are_found_by_customer_and_label(edited: LandingHome) -> None:
    home = {"address_id": "A1", "customer_id": "C1", "label": "Home", "city": "Aarhus", "postcode": "8000"}
    send(edited, "addresses", home, home | {"address_id": "A2", "customer_id": "C2"})
    edits = (entered("address.home.city", "Odense", "Aarhus"), entered("address.home.postcode", "5000", "8000"))
    send(edited, "customer_edits", *edits, folder="inbox")
    send(edited, "addresses", home | {"address_id": "A2", "customer_id": "C2", "city": "Vejle"})
    assert ended(edited) == []
    send(edited, "addresses", home | {"city": "Vejle"})
    assert ended(edited) == ["address.home.city"]


def test_another_profile_value_ends_an_edit_if_it_is_later(edited: LandingHome) -> None:
    said = {"customer_id": "C1", "field": "sports"}
    send(edited, "profile_field_values", said | {"value": "golf"}, said | {"value": "polo"})
    send(edited, "customer_edits", entered("profile.sports", "chess", "golf|polo"), folder="inbox")
    send(edited, "profile_field_values", said | {"value": "golf"}, said | {"value": "tennis", "set_at": BEFORE})
    assert ended(edited) == []
    send(edited, "profile_field_values", said | {"value": "tennis", "set_at": LATER})
    assert ended(edited) == ["profile.sports"]


def test_an_entry_that_lands_again_stays_ended(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", city="Vejle"))
    send(edited, "customer_edits", entered("city", "Aarhus", None), folder="inbox")
    assert ended(edited) == ["city"]
    send(edited, "customer_edits", entered("city", "Aarhus", None), folder="inbox")
    assert ended(edited) == ["city"]


def test_a_number_is_asked_for_by_the_country_that_was_entered_also_one_that_comes_later(edited: LandingHome) -> None:
    send(edited, "customers", customer("C1", "SE", phone="070-123 45 67"))
    send(edited, "customer_edits", entered("country", "NO", "SE"), folder="inbox")
    asked = "select phone, country from raw.phone_numbers order by all"
    assert edited.rows(asked) == [("070-123 45 67", "NO"), ("070-123 45 67", "SE")]
    send(edited, "customers", customer("C1", "SE", phone="070-765 43 21"))
    assert edited.rows(asked) == [("070-765 43 21", "NO"), ("070-765 43 21", "SE")]


def test_ids_that_are_numbers(edited: LandingHome) -> None:
    edited.contract = Contract.read(
        Project(PROJECT).landing_contract, {**Project(PROJECT).variables, "id_type": "bigint"}
    )
    send(edited, "customers", customer("7", store_id="3", city="Vejle"))
    edits = (
        entered("store_id", "4", "3", "7"),
        entered("city", "Aarhus", None, "7"),
        entered("store_id", "4", "x", "8"),
    )
    send(edited, "customer_edits", *edits, folder="inbox")
    assert ended(edited) == ["city"]
