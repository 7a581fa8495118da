"""What the command line answers without a night, or when a night cannot start: a line that helps, never a traceback."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.shop import Ended, Shop

DANES = "select customer_id\nfrom {{ ref('customers') }}\nwhere country = 'DK'\n"
NIGHT = "2025-03-01T01:00:00Z"


def published(shop: Shop) -> set[str]:
    return {str(path.readlink() if path.is_symlink() else path) for path in (shop.home / "published").rglob("*")}


def assert_plain(ended: Ended, code: int, *parts: str) -> None:
    assert "Traceback" not in ended.err, ended.err[-300:]
    assert ended.code == code, ended.err
    assert ended.err.strip()
    for part in parts:
        assert part in ended.err


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop after its first night; a test that changes its files changes them back."""
    shop = Shop.open(tmp_path_factory.mktemp("command_line"), {"danes": DANES})
    shop.write_card(
        "danes",
        "version: 2\nmodels:\n  - name: danes\n    description: \"People o'Denmark.\"\n"
        "    config: {meta: {name: \"Danes ' \\\" {x} [bold]\", icon: 🇩🇰, owner: 'team:crm'}}\n",
    )
    shop.drop_rows("customers", "1.ndjson", [{"customer_id": "ada", "country": "DK", "created_at": "2024-01-01T00:00:00Z"}])
    night = shop.nightly(NIGHT)
    assert night.code == 0, night.err
    return shop


@pytest.fixture
def empty(tmp_path: Path) -> Shop:
    return Shop.open(tmp_path, {"danes": DANES})


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--help"], ["nightly", "status", "rollback", "groups", "Exit codes"]),
        (["nightly", "--help"], ["--as-of", "ISO 8601", "--vars", "--target", "--json"]),
        (["groups", "--help"], ["list", "show"]),
        (["rollback", "--help"], ["--to"]),
    ],
)
def test_help_names_what_there_is(empty: Shop, arguments: list[str], parts: list[str]) -> None:
    ended = empty.run(*arguments)
    assert ended.code == 0
    assert [part for part in parts if part not in ended.out] == []


def test_before_the_first_night_every_question_has_an_answer(empty: Shop) -> None:
    assert "rollcall nightly" in empty.run("status").out
    status = json.loads(empty.run("status", "--json").out)
    assert (status["run_id"], status["held"], status["running"], status["runs"]) == (None, {}, None, [])
    for command in (["groups", "list"], ["groups", "show", "danes"], ["rollback"]):
        assert_plain(empty.run(*command), 1, "rollcall nightly")


def test_groups_list_json_has_every_group_with_its_size(shop: Shop) -> None:
    listed = json.loads(shop.run("groups", "list", "--json").out)
    assert set(listed) == {"run_id", "as_of", "groups"}
    danes = listed["groups"]["danes"]
    assert (danes["status"], danes["members"], danes["joined"], danes["left_count"]) == ("built", 1, 1, 0)
    assert danes["as_of"] == listed["as_of"] == NIGHT


def test_groups_show_json_has_the_card_the_sql_and_the_moves(shop: Shop) -> None:
    shown: dict[str, Any] = json.loads(shop.run("groups", "show", "danes", "--json").out)
    assert shown["name"] == "Danes ' \" {x} [bold]"
    assert (shown["icon"], shown["owner"], shown["description"]) == ("🇩🇰", "team:crm", "People o'Denmark.")
    assert "country = 'DK'" in shown["definition"]
    assert [(move["event"], move["customer_id"], move["cause"]) for move in shown["moves"]] == [
        ("joined", "ada", "definition")
    ]


def test_moments_are_written_alike_in_all_json(shop: Shop) -> None:
    shown = json.loads(shop.run("groups", "show", "danes", "--json").out)
    assert shown["as_of"] == NIGHT
    assert shown["moves"][0]["occurred_at"] == NIGHT


def test_groups_show_reads_well_whatever_the_card_says(shop: Shop) -> None:
    shown = shop.run("groups", "show", "danes")
    assert shown.code == 0, shown.err
    for part in ("Danes ' \" {x} [bold]", "People o'Denmark.", "team:crm", "country = 'DK'", "ada"):
        assert part in shown.out


def test_status_json_has_the_generation_its_age_and_the_last_runs(shop: Shop) -> None:
    status = json.loads(shop.run("status", "--json").out)
    assert (status["run_id"], status["as_of"]) == (shop.manifest["run_id"], NIGHT)
    assert 0 <= status["age_seconds"] < 3600
    assert (status["runs"][0]["status"], status["runs"][0]["as_of"]) == ("success", NIGHT)


def test_an_unknown_group_is_answered_with_the_known_ones(shop: Shop) -> None:
    assert_plain(shop.run("groups", "show", "dane"), 1, "dane", "danes")


def test_wrong_usage_ends_with_2_and_shows_the_right_one(shop: Shop) -> None:
    assert_plain(shop.nightly("yesterday"), 2, "yesterday", "2026-11-01T01:00:00Z")
    assert_plain(shop.nightly(NIGHT, "--vars", "[1"), 2, "[1")
    assert_plain(shop.nightly(NIGHT, "--vars", "text"), 2, "text")


@pytest.mark.parametrize(
    ("name", "value"), [("ROLLCALL_KEEP_GENERATIONS", "1"), ("ROLLCALL_THREADS", "two"), ("ROLLCALL_MEMORY_LIMIT", "lots")]
)
def test_an_unusable_setting_is_named(shop: Shop, name: str, value: str) -> None:
    assert_plain(shop.run("status", environment={name: value}), 2, name)


def test_a_damaged_manifest_is_not_taken_for_a_setting(shop: Shop) -> None:
    manifest = shop.current / "manifest.json"
    content = manifest.read_text()
    manifest.write_text(content.replace('"last_event_id"', '"last_event"'))
    try:
        assert_plain(shop.run("status"), 1, "manifest.json")
    finally:
        manifest.write_text(content)


def test_outside_a_project_a_night_says_where_to_run_it(shop: Shop, tmp_path: Path) -> None:
    elsewhere = Shop(tmp_path, shop.home)
    (tmp_path / "orchestration").symlink_to(shop.project / "orchestration")
    assert_plain(elsewhere.nightly(NIGHT), 1, "dbt_project.yml")


def test_an_unknown_target_is_refused_with_the_known_ones(shop: Shop) -> None:
    assert_plain(shop.nightly(NIGHT, "--target", "nowhere"), 1, "nowhere", "duckdb")


def test_a_macro_that_cannot_be_read_is_named(shop: Shop) -> None:
    macro = shop.project / "macros" / "conditions" / "unfinished.sql"
    macro.write_text("{% macro unfinished( %}")
    try:
        assert_plain(shop.nightly(NIGHT), 1, "unfinished")
    finally:
        macro.unlink()


def test_a_model_outside_the_groups_that_cannot_be_read_is_named(shop: Shop) -> None:
    model = shop.project / "models" / "marts" / "orders.sql"
    content = model.read_text()
    model.write_text("select {{ no_such_macro() }}")
    try:
        assert_plain(shop.nightly(NIGHT), 1, "models/marts/orders.sql", "no_such_macro")
    finally:
        model.write_text(content)


@pytest.mark.parametrize("name", ["DANES", "a;drop", "customers", "orders", "2nd"])
def test_a_hostile_name_is_refused_before_anything_runs(shop: Shop, name: str) -> None:
    before = published(shop)
    file = shop.define(name, DANES)
    try:
        assert_plain(shop.nightly(NIGHT), 1, f"customer_groups/{name}.sql")
    finally:
        file.unlink()
    assert published(shop) == before


def test_a_group_that_would_write_over_another_table_is_refused(shop: Shop) -> None:
    """The others would be safe only if it were held; so the night stops before dbt runs."""
    before = published(shop)
    hostile = shop.define("hostile", "{{ config(alias='customers', schema='marts') }}\n" + DANES)
    warehouse = (shop.home / "warehouse.duckdb").stat().st_mtime_ns
    try:
        assert_plain(shop.nightly(NIGHT), 1, "customer_groups/hostile.sql", "alias")
    finally:
        hostile.unlink()
    assert published(shop) == before
    with shop.warehouse() as connection:
        assert connection.execute("select count(*) from marts.customers").fetchone() == (1,), warehouse


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("narcissus.sql", b"select customer_id from {{ ref('customers') }} join {{ ref('narcissus') }} using (customer_id)"),
        ("latin.sql", "select customer_id from {{ ref('customers') }} where city = 'København'".encode("latin-1")),
        ("marketing/unread.sql", b"select customer_id from {{ ref('customers') }} where {{ no_such_macro() }}"),
        ("hollow.sql", b""),
    ],
    ids=["reads itself", "is not UTF-8", "lies in a folder of its own", "is empty"],
)
def test_a_group_is_held_alone_when_its_file(shop: Shop, tmp_path: Path, file: str, content: bytes) -> None:
    own = Shop(tmp_path / "project", tmp_path / "var")
    shutil.copytree(shop.project, own.project, symlinks=True)
    (own.groups / file).parent.mkdir(exist_ok=True)
    (own.groups / file).write_bytes(content)
    own.drop_rows("customers", "1.ndjson", [{"customer_id": "ada", "country": "DK", "created_at": "2024-01-01T00:00:00Z"}])
    assert_plain(own.nightly(NIGHT), 3, Path(file).stem)
    assert own.members("danes") == ["ada"]


def test_a_broken_card_of_no_group_is_no_group(shop: Shop, tmp_path: Path) -> None:
    own = Shop(tmp_path / "project", tmp_path / "var")
    shutil.copytree(shop.project, own.project, symlinks=True)
    (own.groups / "_shared.yml").write_text("version: 2\nmodels: [x\n")
    ended = own.nightly(NIGHT)
    assert "Traceback" not in ended.err
    assert "_shared.yml" in ended.err
    assert not own.current.exists() or own.query("select group_key from groups") == [("danes",)]
