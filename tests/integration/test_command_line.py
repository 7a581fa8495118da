"""What the command line answers without a night, or when a night cannot start: a line that helps, never a traceback."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.receiver import Receiver
from tests.rows import customer
from tests.workspace import Ended, Workspace

DANES = "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n"
NIGHT = "2025-03-01T01:00:00Z"
ADA = customer("ada", "DK")
ODD_FILES = {
    "narcissus": DANES + "    and customer_id in (select customer_id from {{ ref('narcissus') }})\n",
    "chicken": DANES + "    and customer_id in (select customer_id from {{ ref('egg') }})\n",
    "egg": DANES + "    and customer_id in (select customer_id from {{ ref('chicken') }})\n",
    "hollow": "",
}


def published(shop: Workspace) -> tuple[Path, set[Path]]:
    """Which generation is current, and every file of every generation."""
    return shop.current.resolve(), set((shop.home / "published" / "generations").rglob("*"))


def assert_plain(ended: Ended, code: int, *parts: str) -> None:
    assert "Traceback" not in ended.err, ended.err[-300:]
    assert ended.code == code, ended.err
    assert ended.err.strip()
    for part in parts:
        assert part in ended.err


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shop after its first night; a test that changes its files changes them back."""
    shop = Workspace.open(tmp_path_factory.mktemp("command_line"), {"danes": DANES})
    shop.write_card(
        "danes",
        'version: 2\nmodels:\n  - name: danes\n    description: "People o\'Denmark."\n'
        "    config: {meta: {name: \"Danes ' \\\" {x} [bold]\", icon: 🇩🇰, owner: 'team:crm'}}\n",
    )
    shop.drop_rows("customers", "1.ndjson", [ADA])
    night = shop.nightly(NIGHT)
    assert night.code == 0, night.err
    runs = (shop.home / "logs" / "dbt.log").read_text().count("Running with dbt")
    assert runs == 3, "a night has dbt read the project once and build twice"
    return shop


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path, {"danes": DANES})


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--help"], ["nightly", "status", "rollback", "groups", "Exit codes"]),
        (["nightly", "--help"], ["--as-of", "ISO 8601", "--vars", "--target", "--json"]),
        (["groups", "--help"], ["list", "show"]),
        (["rollback", "--help"], ["--to"]),
    ],
)
def test_help_names_what_there_is(empty: Workspace, arguments: list[str], parts: list[str]) -> None:
    ended = empty.run(*arguments)
    assert ended.code == 0
    assert [part for part in parts if part not in ended.out] == []


def test_before_the_first_night_every_question_has_an_answer(empty: Workspace) -> None:
    assert "rollcall nightly" in empty.run("status").out
    status = json.loads(empty.run("status", "--json").out)
    assert (status["run_id"], status["held"], status["running"], status["runs"]) == (None, {}, None, [])
    for command in (["groups", "list"], ["groups", "show", "danes"], ["rollback"]):
        assert_plain(empty.run(*command), 1, "rollcall nightly")


def test_groups_list_json_has_every_group_with_its_size(shop: Workspace) -> None:
    listed = json.loads(shop.run("groups", "list", "--json").out)
    assert set(listed) == {"run_id", "as_of", "groups"}
    danes = listed["groups"]["danes"]
    assert (danes["status"], danes["members"], danes["joined"], danes["left_count"]) == ("built", 1, 1, 0)
    assert danes["as_of"] == listed["as_of"] == NIGHT


def test_groups_show_json_has_the_card_the_sql_and_the_moves(shop: Workspace) -> None:
    shown: dict[str, Any] = json.loads(shop.run("groups", "show", "danes", "--json").out)
    assert shown["name"] == "Danes ' \" {x} [bold]"
    assert (shown["icon"], shown["owner"], shown["description"]) == ("🇩🇰", "team:crm", "People o'Denmark.")
    assert "country = 'DK'" in shown["definition"]
    assert [(move["event"], move["customer_id"], move["cause"]) for move in shown["moves"]] == [
        ("joined", "ada", "definition")
    ]


def test_moments_are_written_alike_in_all_json(shop: Workspace) -> None:
    shown = json.loads(shop.run("groups", "show", "danes", "--json").out)
    assert shown["as_of"] == NIGHT
    assert shown["moves"][0]["occurred_at"] == NIGHT


def test_groups_show_reads_well_whatever_the_card_says(shop: Workspace) -> None:
    shown = shop.run("groups", "show", "danes")
    assert shown.code == 0, shown.err
    for part in ("Danes ' \" {x} [bold]", "People o'Denmark.", "team:crm", "country = 'DK'", "ada"):
        assert part in shown.out


def test_status_json_has_the_generation_its_age_and_the_last_runs(shop: Workspace) -> None:
    status = json.loads(shop.run("status", "--json").out)
    assert (status["run_id"], status["as_of"]) == (shop.manifest["run_id"], NIGHT)
    assert 0 <= status["age_seconds"] < 3600
    assert (status["runs"][0]["status"], status["runs"][0]["as_of"]) == ("success", NIGHT)


def test_an_unknown_group_is_answered_with_the_known_ones(shop: Workspace) -> None:
    assert_plain(shop.run("groups", "show", "dane"), 1, "dane", "danes")


def test_wrong_usage_ends_with_2_and_shows_the_right_one(shop: Workspace) -> None:
    assert_plain(shop.nightly("yesterday"), 2, "yesterday", "2026-11-01T01:00:00Z")
    assert_plain(shop.nightly(NIGHT, "--vars", "[1"), 2, "[1")
    assert_plain(shop.nightly(NIGHT, "--vars", "text"), 2, "text")


@pytest.mark.parametrize(
    ("name", "value"),
    [("ROLLCALL_KEEP_GENERATIONS", "1"), ("ROLLCALL_THREADS", "two"), ("ROLLCALL_MEMORY_LIMIT", "lots")],
)
def test_an_unusable_setting_is_named(shop: Workspace, name: str, value: str) -> None:
    assert_plain(shop.run("status", environment={name: value}), 2, name)


def test_a_damaged_manifest_is_not_taken_for_a_setting(shop: Workspace) -> None:
    manifest = shop.current / "manifest.json"
    content = manifest.read_text()
    manifest.write_text(content.replace('"last_event_id"', '"last_event"'))
    try:
        assert_plain(shop.run("status"), 1, "manifest.json")
    finally:
        manifest.write_text(content)


def test_outside_a_project_a_night_says_where_to_run_it(shop: Workspace, tmp_path: Path) -> None:
    elsewhere = Workspace(tmp_path, shop.home)
    (tmp_path / "orchestration").symlink_to(shop.project / "orchestration")
    assert_plain(elsewhere.nightly(NIGHT), 1, "dbt_project.yml")


def test_an_unknown_target_is_refused_with_the_known_ones(shop: Workspace) -> None:
    assert_plain(shop.nightly(NIGHT, "--target", "nowhere"), 1, "nowhere", "duckdb")


def test_a_var_that_dbt_cannot_be_given_is_wrong_usage(shop: Workspace) -> None:
    ended = shop.run("nightly", "--vars", "since: 2026-01-01")
    assert (ended.code, "since: 2026-01-01" in ended.err) == (2, True), ended.err


def test_a_night_of_the_far_future_is_refused(shop: Workspace) -> None:
    """It would be published, and no night on schedule would come after it."""
    ended = shop.nightly("2062-01-01T00:00:00Z")
    assert (ended.code, "is in the future" in ended.err) == (1, True), ended.err


def test_raw_tables_that_are_open_elsewhere_are_waited_for_and_named_with_who_has_them(shop: Workspace) -> None:
    with shop.raw():
        ended = shop.run("land", environment={"ROLLCALL_WAIT_FOR_RAW": "1"})
    assert_plain(ended, 1, str(shop.home / "raw.duckdb"), "close it there", f"PID {os.getpid()}")


@pytest.mark.parametrize("hours", ["24h", "0.5", "-1"])
def test_hours_that_are_not_a_number_do_not_let_every_order_count(shop: Workspace, hours: str) -> None:
    ended = shop.nightly("2025-03-09T01:00:00Z", "--vars", f"order_maturity_hours: {hours}")
    assert (ended.code, "order_maturity_hours" in ended.err) == (1, True), ended.err


def test_a_macro_that_cannot_be_read_stops_the_night_plainly(shop: Workspace) -> None:
    macro = shop.project / "macros" / "conditions" / "unfinished.sql"
    macro.write_text("{% macro unfinished( %}")
    try:
        assert_plain(shop.nightly(NIGHT), 1, "macro")
    finally:
        macro.unlink()


def test_a_night_that_fails_before_it_begins_is_told_of(shop: Workspace) -> None:
    """Dagster's failure hook hears only of what fails inside its job."""
    macro = shop.project / "macros" / "conditions" / "unfinished.sql"
    macro.write_text("{% macro unfinished( %}")
    try:
        with Receiver() as receiver:
            ended = shop.run("nightly", "--as-of", NIGHT, environment={"ROLLCALL_WEBHOOK_URL": receiver.url})
    finally:
        macro.unlink()
    (post,) = receiver.posts
    assert (ended.code, post["step"], "macro" in post["error"]) == (1, "prepare", True), ended.err


def test_a_model_outside_the_groups_that_cannot_be_read_is_named(shop: Workspace) -> None:
    model = shop.project / "models" / "marts" / "orders.sql"
    content = model.read_text()
    model.write_text("select {{ no_such_macro() }}")
    try:
        assert_plain(shop.nightly(NIGHT), 1, "models/marts/orders.sql", "no_such_macro")
    finally:
        model.write_text(content)


def test_hostile_names_are_refused_before_anything_runs_each_by_name(shop: Workspace) -> None:
    before = published(shop)
    names = ["DANES", "a;drop", "customers", "orders", "2nd"]
    files = [shop.define(name, DANES) for name in names]
    try:
        assert_plain(shop.nightly(NIGHT), 1, *(f"customer_groups/{name}.sql" for name in names))
    finally:
        for file in files:
            file.unlink()
    assert published(shop) == before


@pytest.mark.parametrize("config", ["alias='elsewhere'", "alias='customers', schema='marts'"])
def test_a_group_that_would_write_to_another_table_does_not(shop: Workspace, config: str) -> None:
    hostile = shop.define("hostile", "{{ config(" + config + ") }}\n" + DANES)
    try:
        assert_plain(shop.nightly(NIGHT), 3, "customer_groups/hostile.sql", "alias", "remove it from config()")
    finally:
        hostile.unlink()
    with shop.workshop() as connection:
        assert connection.execute("from marts.customers select customer_id").fetchall() == [("ada",)]


@pytest.fixture(scope="module")
def oddities(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Ended]:
    """A shop and its night, with files among its groups that dbt chokes on or passes over."""
    shop = Workspace.open(tmp_path_factory.mktemp("oddities"), {"danes": DANES} | ODD_FILES)
    shop.define("latin", "").write_bytes(DANES.replace("DK", "Køge").encode("latin-1"))
    (shop.groups / "marketing").mkdir()
    shop.define("marketing/unread", DANES + "    and {{ no_such_macro() }}\n")
    shop.write_card("_shared", "version: 2\nmodels: [x\n")
    shop.drop_rows("customers", "1.ndjson", [ADA])
    return shop, shop.nightly(NIGHT)


def test_files_that_dbt_chokes_on_do_not_stop_the_night(oddities: tuple[Workspace, Ended]) -> None:
    shop, night = oddities
    assert_plain(night, 3, *ODD_FILES, "latin", "unread")
    assert shop.members("danes") == ["ada"]


@pytest.mark.parametrize("key", [*ODD_FILES, "latin", "unread"])
def test_a_file_that_dbt_chokes_on_is_a_held_group(oddities: tuple[Workspace, Ended], key: str) -> None:
    shop, night = oddities
    assert night.code == 3, night.err
    assert shop.query(f"select status, members from groups where group_key = '{key}'") == [("held", 0)]


def test_a_broken_card_of_no_group_is_not_a_group(oddities: tuple[Workspace, Ended]) -> None:
    shop, night = oddities
    assert night.code == 3, night.err
    assert shop.query("select group_key from groups where group_key = '_shared'") == []
