"""What a shop is told after a night: on the command line, by the webhook, in the status and in what is published."""

import json
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from orchestration.dagster_home.instance import open_instance
from tests.receiver import Receiver
from tests.rows import customer, entry, login, order, sms
from tests.workspace import DATA, Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
BUYERS = "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n"
COMPLETED = DATA.parent / "faults" / "files" / "f9_statuses"
PHONE, EMAIL = "87654321", "nobody@shop.example"
Row = tuple[Any, ...]


def found(shop: Workspace) -> set[Row]:
    return set(shop.query("select kind, table_name, count, out_of, example, is_warning from night_findings"))


def drop_all_that_is_to_be_told(shop: Workspace) -> None:
    shop.drop_rows("customers", "1.ndjson", [customer("ada"), customer("ben")])
    shop.drop("customers", "bad.csv", f"customer_id,created_at,email\nx,soon,{EMAIL}\ny,later,{EMAIL}\n")
    orders = [order(str(number), "ada") for number in range(40)]
    shop.drop_rows(
        "orders",
        "1.ndjson",
        [
            *orders,
            order("g", None, status="Shipped"),
            order("u", "stranger", status="shipped"),
            order("c", "ben", status="Completed"),
        ],
    )
    shop.drop_rows("sms_messages", "1.ndjson", [sms("m1", PHONE)])
    shop.drop_rows("manual_members", "1.ndjson", [entry("buyers", entered_by="mia", phone=PHONE)])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A night with something of every kind, run twice; the next, with a broken group; and a rollback."""
    shop = Workspace.open(tmp_path_factory.mktemp("findings"), {"buyers": BUYERS})
    drop_all_that_is_to_be_told(shop)
    seen: dict[str, Any] = {"landing": shop.run("land", "--json")}
    with Receiver() as receiver:
        night = shop.run("nightly", "--as-of", FIRST, environment={"ROLLCALL_WEBHOOK_URL": receiver.url})
    seen |= {"first": night, "found": found(shop), "run_id": shop.manifest["run_id"], "posts": receiver.posts}
    seen["status"] = shop.run("status")
    seen["manifest"] = shop.manifest
    seen["parquet"] = shop.query(
        f"select count(*) from read_parquet('{shop.current}/parquet/night_findings/*.parquet')"
    )

    bad = [shop.drop("logins", "bad.csv", "customer_id\nada\n"), shop.drop("logon", "1.csv", "customer_id\nada\n")]
    shop.drop_rows("logins", "good.ndjson", [login("ada", "2025-02-01T12:00:00Z")])
    seen |= {"again": shop.nightly(FIRST), "found_again": found(shop), "status_again": shop.run("status", "--json")}
    seen["logins"] = shop.query("select customer_id, last_login_at is not null from customers order by 1")
    seen["still_there"] = [file.exists() for file in bad]
    for file in bad:
        file.unlink()

    shop.define("broken", BUYERS + "    and no_such_column = 1\n")
    shop.drop_rows("customers", "2.ndjson", [customer("stranger")])
    seen |= {"second": shop.nightly(SECOND, "--json"), "found_second": found(shop)}
    seen["rollback"] = shop.run("rollback")
    seen["status_after"] = shop.run("status", "--json")
    return seen | {"shop": shop}


ALWAYS = {
    ("status_in_no_list", "orders", 1, 43, "completed", False),
    ("orders_of_guests", "orders", 1, None, None, False),
    ("texts_of_nobody", "sms_messages", 1, 1, "m1", True),
    ("entries_by_hand_not_applied", "manual_members", 1, None, "buyers", False),
    ("audiences_closed", "customers", 1, None, None, False),
    ("audiences_closed", "suppressions", 1, None, None, False),
}
TOLD = ALWAYS | {
    ("rejected_rows", "customers", 2, 2, "customers/bad.csv", True),
    ("orders_of_unknown_customers", "orders", 1, 42, "stranger", False),
}


def test_a_file_whose_rows_are_all_rejected_is_published_as_a_finding_and_the_exit_code_stays_0(
    story: dict[str, Any],
) -> None:
    assert story["first"].code == 0, story["first"].err
    assert story["found"] == TOLD


def test_the_night_prints_a_line_for_each_with_what_to_do_worst_first(story: dict[str, Any]) -> None:
    out = story["first"].out
    assert "customers/bad.csv: created_at '...' is not a timestamp" in out
    lines = ["! rejected rows", "  orders of unknown customers", "  status in no list", "completed", "other_statuses"]
    places = [out.index(line) for line in lines]
    assert places == sorted(places)
    assert out.index("! texts of nobody") < out.index("  orders of guests")


def test_the_webhook_is_called_though_nothing_failed(story: dict[str, Any]) -> None:
    (post,) = story["posts"]
    assert post["run_id"] == story["run_id"]
    assert "customers/bad.csv" in post["text"] and "texts of nobody" in post["text"]
    assert "completed" not in post["text"]
    assert {each["kind"] for each in post["findings"]} == {kind for kind, *_ in TOLD}


def test_no_finding_tells_a_phone_number_an_address_or_a_cell(story: dict[str, Any]) -> None:
    told = [story[name].out + story[name].err for name in ("landing", "first", "again", "second", "status")]
    published = story["shop"].query("select * from night_findings")
    for text in (*told, json.dumps(story["posts"]), str(published)):
        assert PHONE not in text and EMAIL not in text and "soon" not in text


def test_the_landing_and_the_status_tell_the_same_as_the_night(story: dict[str, Any]) -> None:
    (rejected,) = json.loads(story["landing"].out)["findings"]
    assert (rejected["kind"], rejected["count"], rejected["is_warning"]) == ("rejected_rows", 2, True)
    account = story["first"].out[story["first"].out.index("to look at:") :].split("published as of")[0].strip()
    assert account in story["status"].out


def test_findings_are_in_the_manifest_and_in_parquet(story: dict[str, Any]) -> None:
    assert story["manifest"]["tables"]["night_findings"]["rows"] == len(TOLD)
    assert story["parquet"] == [(len(TOLD),)]


REFUSED = {
    ("refused_file", "logins", 1, None, "logins/bad.csv", False),
    ("refused_file", "logon", 1, None, "logon/1.csv", False),
}


def test_a_night_run_again_tells_of_the_same_files(story: dict[str, Any]) -> None:
    assert story["found_again"] - REFUSED == TOLD


def test_a_refused_file_of_another_table_than_customers_and_orders_does_not_stop_the_night(
    story: dict[str, Any],
) -> None:
    night = story["again"]
    assert night.code == 3
    assert "published, but without 2 refused files" in night.err
    assert "logins/bad.csv: " in night.err and "logged_in_at" in night.err and "logon/1.csv: " in night.err
    assert story["found_again"] >= REFUSED
    assert [each["kind"] for each in json.loads(story["status_again"].out)["findings"]][:2] == ["refused_file"] * 2
    assert story["still_there"] == [True, True]


def test_the_other_files_of_its_table_stand(story: dict[str, Any]) -> None:
    assert story["logins"] == [("ada", True), ("ben", False)]


def test_the_next_night_tells_what_is_still_so_and_what_is_held(story: dict[str, Any]) -> None:
    assert story["second"].code == 3
    assert story["found_second"] == ALWAYS | {("held_group", "customer_groups", 1, None, "broken", False)}
    told = json.loads(story["second"].out)["findings"]
    assert told[0]["kind"] == "held_group" and "no_such_column" in told[0]["detail"]


def test_dagster_shows_them_on_the_published_table(story: dict[str, Any]) -> None:
    with open_instance(story["shop"].home / "dagster") as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["published", "night_findings"]))
    assert event is not None and event.asset_materialization is not None
    facts = {name: value.value for name, value in event.asset_materialization.metadata.items()}
    assert (facts["findings"], facts["warnings"]) == (len(ALWAYS) + 1, 1)
    assert "! held group" in str(facts["to_look_at"]) and "status in no list" in str(facts["to_look_at"])


def test_findings_go_back_with_their_generation(story: dict[str, Any]) -> None:
    assert story["rollback"].code == 0, story["rollback"].err
    told = json.loads(story["status_after"].out)["findings"]
    expected = {(kind, example) for kind, _, _, _, example, _ in TOLD | REFUSED}
    assert {(each["kind"], each["example"]) for each in told} == expected


@pytest.mark.skipif(not COMPLETED.exists(), reason="the shared files are not here")
def test_statuses_that_count_for_nothing_are_named_with_their_number(tmp_path: Path) -> None:
    shop = Workspace.open(tmp_path, {"buyers": BUYERS})
    for table in ("customers", "orders"):
        shop.drop(table, "1.csv", (COMPLETED / f"{table}.csv").read_bytes())
    night = shop.nightly(FIRST)
    assert night.code == 0, night.err
    assert shop.members("buyers") == []
    closed = {("audiences_closed", table, 1, None, None, False) for table in ("customers", "suppressions")}
    assert found(shop) - closed == {("status_in_no_list", "orders", 9, 9, "completed", True)}
    assert "9 of 9 (100%)  completed" in night.out
