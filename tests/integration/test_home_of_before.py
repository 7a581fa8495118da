"""A home that the version before the archive made goes on with the next night."""

import json
from typing import Any

import pytest

from tests import old_home
from tests.workspace import Workspace

THIRD, FOURTH = "2025-03-03T01:00:00Z", "2025-03-04T01:00:00Z"
# The blanks behind the country and before the order's customer count for nothing any more; a country may be named, and
# a phone number is read by it.
LISTED_FAULTS = {
    ("danes", "c2", "joined", "definition"),
    ("buyers", "c2", "joined", "definition"),
    ("swedes", "c6", "joined", "definition"),
    ("phoned", "c6", "joined", "definition"),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    shop = Workspace.open(tmp_path_factory.mktemp("before"), old_home.GROUPS)
    old_home.make(shop.home)
    before = shop.events()
    nights = [shop.nightly(THIRD)]
    seen = {"before": before, "third": shop.events(), "waiting": files(shop, "landing") + files(shop, "inbox")}
    seen["told"] = shop.query(
        "select table_name, count from night_findings where kind = 'stored_rows_rewritten' order by 1"
    )
    shop.drop("orders", "daily.csv", old_home.ORDER + "5,c4,2025-02-02T12:00:00Z,delivered,20\n")
    nights.append(shop.nightly(FOURTH))
    return seen | {"shop": shop, "nights": nights}


def files(shop: Workspace, folder: str) -> list[str]:
    found = [path.relative_to(shop.home / folder) for path in (shop.home / folder).rglob("*.*") if path.is_file()]
    return sorted(str(path) for path in found if path.name != "landing.json")


def test_an_earlier_home_goes_on_with_the_next_night(story: dict[str, Any]) -> None:
    assert [night.code for night in story["nights"]] == [0, 0], [night.err for night in story["nights"]]


def test_nobody_moves_in_an_earlier_home_except_by_a_listed_fault(story: dict[str, Any]) -> None:
    moved = story["third"][len(story["before"]) :]
    assert story["third"][: len(story["before"])] == story["before"]
    assert sorted(moved) == sorted(LISTED_FAULTS)


def test_the_night_says_how_many_earlier_rows_changed(story: dict[str, Any]) -> None:
    assert story["told"] == [("customers", 2), ("orders", 1)]


def test_what_lands_after_that_is_data(story: dict[str, Any]) -> None:
    assert story["shop"].events()[len(story["third"]) :] == [("buyers", "c4", "joined", "data")]


def test_files_that_landed_before_are_archived_under_their_landing_and_do_not_land_again(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    first, second = (f"{landed:%Y%m%dT%H%M%S.%fZ}" for landed in old_home.LANDED)
    assert story["waiting"] == []
    archived = [name for name in files(shop, "archive") if name.startswith((first, second))]
    assert archived == [
        f"{first}/customers/1.csv",
        f"{first}/list_subscriptions/1.csv",
        f"{first}/sms_messages/1.csv",
        f"{second}/inbox/manual_members/{old_home.ENTRY}",
        f"{second}/orders/daily.csv",
    ]
    with shop.raw() as raw:
        landed = raw.execute("select file_id, file_name, archived_as != '' from raw.landed_files order by 1")
        kept = [(name, there) for _, name, there in landed.fetchall()]
    assert kept == [
        *(
            (f"{table}/{name}", (table, name, night) not in old_home.LOST)
            for night, _, table, name, _ in old_home.FILES
        ),
        ("orders/daily.csv", True),
    ]


def test_what_an_earlier_home_has_lost_is_said_before_it_is_rebuilt(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    refused = shop.run("land", "--rebuild")
    assert refused.code == 1
    assert "2 landed files are not in the archive" in refused.err and "customers/gone.csv" in refused.err
    partial = shop.run("land", "--rebuild", "--partial", "--json")
    assert partial.code == 0, partial.err
    assert len(json.loads(partial.out)["files"]) == 6
    with shop.raw() as raw:
        assert raw.execute("select max(file_id), count(*) from raw.landed_files").fetchall() == [(8, 6)]
