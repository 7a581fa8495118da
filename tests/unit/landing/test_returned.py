"""Entries of a ledger that were made here: one entry once the shop sends them back, which is noted."""

import json
from typing import Any

import pytest

from orchestration.landing.contract import Contract
from orchestration.settings import Project
from tests.unit.landing.conftest import LandingHome
from tests.workspace import PROJECT

ENTRY = {"entry_id": "rc-1", "customer_id": "C1", "points": 5, "kind": "bonus", "occurred_at": "2026-05-01T12:00:00Z"}
STORED = """
    select entry_id, points, _is_sent_back, came_from
    from raw.loyalty_points join raw.landed_files on file_id = _file_id
"""


@pytest.fixture
def entered(shop: LandingHome) -> LandingHome:
    variables = {**Project(PROJECT).variables, "landing_time_zone": "UTC"}
    shop.contract = Contract.read(Project(PROJECT).landing_contract, variables)
    send(shop, ENTRY | {"note": "asked nicely"}, folder="inbox")
    return shop


def send(shop: LandingHome, *rows: dict[str, Any], folder: str = "landing") -> None:
    shop.drop("loyalty_points/p.ndjson", "".join(json.dumps(row) + "\n" for row in rows), folder)
    shop.land()


def test_an_entry_of_ours_is_not_the_shops_until_it_is_sent_back(entered: LandingHome) -> None:
    send(entered, ENTRY | {"entry_id": "7"})
    send(entered, ENTRY | {"note": "asked nicely"}, folder="inbox")
    assert sorted(entered.rows(STORED)) == [("7", 5, None, "landing"), ("rc-1", 5, None, "inbox")]


@pytest.mark.parametrize("back", [ENTRY | {"note": "asked nicely"}, ENTRY], ids=["whole", "without the note"])
def test_an_entry_that_comes_back_as_it_was_is_one_and_is_noted(entered: LandingHome, back: dict[str, Any]) -> None:
    send(entered, back, ENTRY | {"entry_id": "7"})
    assert sorted(entered.rows(STORED)) == [("7", 5, None, "landing"), ("rc-1", 5, True, "inbox")]


def test_an_entry_that_comes_back_changed_is_one_and_the_shops(entered: LandingHome) -> None:
    send(entered, ENTRY | {"points": 6})
    assert entered.rows(STORED) == [("rc-1", 6, None, "landing")]
