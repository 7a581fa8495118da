"""A customer asks to be forgotten, and the next night forgets them everywhere: by rows, by texts and by bytes."""

from typing import Any

import pytest

from tests.integration.anna import BUYERS, FIRST, OF_ANNA, SECOND, send_shop
from tests.searched import places_of
from tests.workspace import Workspace


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


def sizes(shop: Workspace) -> list[tuple[Any, ...]]:
    return shop.query("select group_key, as_of, members from group_sizes order by all")


def test_who_asked_to_be_forgotten_stands_somewhere(story: dict[str, Any]) -> None:
    assert {place.value for place in story["before"]} == set(OF_ANNA.values())
    assert [str(place) for place in story["after"]] == []


def test_the_orders_of_somebody_forgotten_are_gone_from_the_totals(story: dict[str, Any]) -> None:
    with story["shop"].raw() as raw:
        rows = raw.execute("select order_id, customer_id from raw.orders order by 1").fetchall()
    whose = dict(rows)
    assert set(whose) == {"o1", "o2", "o3", "g1", "g2", "g3", "#7001"}
    assert whose["o2"] == "bo"
    assert all(str(whose[each]).startswith("e") for each in ("o1", "o3", "g1"))


def test_somebody_else_was_forgotten_with_them(story: dict[str, Any]) -> None:
    assert "bo" in story["first"]
    assert "bo" in story["second"]
    assert not any(each in story["second"] for each in (OF_ANNA["id"], OF_ANNA["absorbed"]))
    with story["shop"].raw() as raw:
        assert raw.execute("select first_name, phone from raw.customers").fetchall() == [("Bo\nB.", "20111213")]
        assert raw.execute("select line1 from raw.addresses").fetchall() == [("Bovej 1",)]
        assert raw.execute("select phone from raw.sms_messages").fetchall() == [("20111213",)]


def test_exports_that_lie_elsewhere_are_not_named(story: dict[str, Any]) -> None:
    assert "elsewhere.csv" in story["erase"].out
