"""Files that cannot be landed, and rows that cannot: the night stops or goes on, and nothing else is lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.receiver import Receiver
from tests.workspace import Workspace

FIRST, REFUSED, FIXED = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
GROUPS = {
    "everybody": "select customer_id\nfrom {{ ref('customers') }}\n",
    "buyers": "select customer_id\nfrom {{ ref('customers') }}\nwhere {{ number_of_orders('at least', 1) }}\n",
}
BAD_ROWS = (
    "customer_id,created_at\nada,2024-01-01T00:00:00Z\n,2024-01-01T00:00:00Z\nben,soon\ncem,2024-01-01T00:00:00Z\n"
)
LATER = "customer_id,created_at\ndia,2024-01-01T00:00:00Z\n"
LACKING = "order_id,customer_id,status,total_amount\n1,ada,delivered,10\n"
WHOLE = "order_id,customer_id,ordered_at,status,total_amount\n1,ada,2025-02-01T12:00:00Z,delivered,10\n"


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file that consumers could have open."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A night with some bad rows, a night with a file to refuse, and a night after that file was fixed."""
    shop = Workspace.open(tmp_path_factory.mktemp("bad_input"), GROUPS)
    shop.drop("customers", "1.csv", BAD_ROWS)
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {"before": files_of(shop.home / "published"), "first": shop.members("everybody")}
    with shop.raw() as raw:
        seen["rejected"] = raw.execute(
            "select table_name, file_name, line, column_name, raw_text from raw.rejected_rows order by line"
        ).fetchall()
        seen["counts"] = raw.execute("select read_rows, accepted_rows, rejected_rows from raw.landed_files").fetchall()

    shop.drop("customers", "2.csv", LATER)
    bad = shop.drop("orders", "today.csv", LACKING)
    with Receiver() as receiver:
        nights.append(shop.run("nightly", "--as-of", REFUSED, environment={"ROLLCALL_WEBHOOK_URL": receiver.url}))
    seen |= {"posts": receiver.posts, "after": files_of(shop.home / "published"), "still_there": bad.exists()}
    seen["status"] = shop.run("status", "--json")

    bad.write_text(WHOLE)
    nights.append(shop.nightly(FIXED))
    return seen | {"shop": shop, "nights": nights}


def test_rejected_rows_do_not_stop_the_night_nor_take_others_with_them(story: dict[str, Any]) -> None:
    assert story["nights"][0].code == 0, story["nights"][0].err
    assert story["first"] == ["ada", "cem"]


def test_rejected_rows_are_kept_with_file_line_column_and_text(story: dict[str, Any]) -> None:
    assert [row[:4] for row in story["rejected"]] == [
        ("customers", "customers/1.csv", 3, "customer_id"),
        ("customers", "customers/1.csv", 4, "created_at"),
    ]
    assert "soon" in story["rejected"][1][4]


def test_read_is_accepted_and_rejected(story: dict[str, Any]) -> None:
    assert story["counts"] == [(4, 2, 2)]


def test_a_file_without_a_required_column_stops_the_night_by_name(story: dict[str, Any]) -> None:
    night = story["nights"][1]
    assert night.code == 1
    assert "orders/today.csv" in night.err and "ordered_at" in night.err
    assert "Traceback" not in night.err
    assert story["still_there"]


def test_a_stopped_night_leaves_what_is_published_as_it_was(story: dict[str, Any]) -> None:
    assert story["after"] == story["before"]


def test_a_stopped_night_is_told_to_the_webhook_once(story: dict[str, Any]) -> None:
    (post,) = story["posts"]
    assert post["step"] == "landing"
    assert "orders/today.csv" in post["error"] and "ordered_at" in post["error"]


def test_a_stopped_night_shows_in_the_status(story: dict[str, Any]) -> None:
    status = json.loads(story["status"].out)
    assert status["as_of"] == FIRST
    assert status["runs"][0]["status"] == "failure"
    assert status["runs"][0]["as_of"] == REFUSED


def test_once_the_file_is_fixed_all_files_count(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert story["nights"][2].code == 0, story["nights"][2].err
    assert shop.members("everybody") == ["ada", "cem", "dia"]
    assert shop.members("buyers") == ["ada"]


def test_rows_landed_in_the_stopped_night_are_data_of_the_next(story: dict[str, Any]) -> None:
    moves = story["shop"].query(
        "select group_key, customer_id, event, cause from membership_events"
        " where occurred_at > '2025-03-01 01:00:00' order by 1"
    )
    assert moves == [("buyers", "ada", "joined", "data"), ("everybody", "dia", "joined", "data")]
