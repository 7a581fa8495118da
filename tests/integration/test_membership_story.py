"""Three nights of one shop, the first of them twice: who joins and leaves, why, and since when they belong."""

from datetime import datetime
from typing import Any

import pytest

from tests.periods import astray
from tests.rows import customer, order, order_line
from tests.workspace import Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
CUSTOMERS_WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
NORDIC = "{% macro is_nordic() -%} country in (COUNTRIES) {%- endmacro %}\n"

GROUPS = {
    "buyers": CUSTOMERS_WHERE + "{{ number_of_orders('at least', 1) }}",
    "recent": CUSTOMERS_WHERE + "{{ last_order('within', '30 days') }}",
    "inactive": CUSTOMERS_WHERE + "{{ last_order('not within', '30 days') }}",
    "cancellers": CUSTOMERS_WHERE + "{{ cancelled_orders('at least', 1) }}",
    "sporty": CUSTOMERS_WHERE + "{{ category_purchased('Sport') }}",
    "odd_days": CUSTOMERS_WHERE + "customer_id = 'ada' and extract(day from {{ as_of() }}) % 2 = 1",
    "edited": CUSTOMERS_WHERE + "country = 'DK'",
    "nordic": CUSTOMERS_WHERE + "{{ is_nordic() }}",
    "doomed": CUSTOMERS_WHERE + "country = 'DK'",
    "old_name": CUSTOMERS_WHERE + "country = 'DK'",
}


def at(night: str) -> datetime:
    return datetime.fromisoformat(night.removesuffix("Z"))


def checksums(manifest: dict[str, Any]) -> dict[str, Any]:
    """Of the tables whose rows do not name the run."""
    return {table: facts for table, facts in manifest["tables"].items() if table not in ("run", "night_findings")}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shop after its last night, and what was seen of it after each night before."""
    shop = Workspace.open(tmp_path_factory.mktemp("story"), GROUPS)
    macro = shop.project / "macros" / "conditions" / "is_nordic.sql"
    macro.write_text(NORDIC.replace("COUNTRIES", "'DK'"))
    shop.drop_rows(
        "customers",
        "1.ndjson",
        [
            customer("ada", "DK"),
            customer("ben", "SE"),
            customer("cem", "DE"),
            customer("dia", "NO"),
            customer("eli", "FI"),
            customer("gus", "PL"),
        ],
    )
    shop.drop_rows(
        "orders",
        "1.ndjson",
        [
            order("1", "ada", "2025-01-30T12:00:00Z"),
            order("2", "ben", "2025-02-01T12:00:00Z"),
            order("3", "cem", "2025-02-28T12:00:00Z"),
            order("6", "eli", "2025-02-01T12:00:00Z"),
            order("7", "gus", "2025-01-10T12:00:00Z"),
        ],
    )
    shop.drop_rows("order_lines", "1.ndjson", [order_line("7", "boot")])
    shop.drop_rows("products", "1.ndjson", [{"product_id": "boot", "category": "Trail"}])
    shop.drop_rows(
        "categories",
        "1.ndjson",
        [{"category": "Sport"}, {"category": "Shoes"}, {"category": "Trail", "parent": "Shoes"}],
    )
    nights = [shop.nightly(FIRST)]
    seen: dict[str, Any] = {"first": shop.manifest, "first_events": shop.events()}
    nights.append(shop.nightly(FIRST))
    seen |= {"again": shop.manifest, "again_events": shop.events()}

    shop.drop_rows("customers", "2.ndjson", [customer("fay", "SE")])
    shop.drop_rows(
        "orders",
        "2.ndjson",
        [
            order("2", "ben", "2025-02-01T12:00:00Z", "cancelled"),
            order("4", "dia", "2025-02-27T12:00:00Z"),
            order("5", "fay", "2025-02-27T12:00:00Z"),
            order("6", "dia", "2025-02-01T12:00:00Z"),
        ],
    )
    shop.drop_rows("categories", "2.ndjson", [{"category": "Shoes", "parent": "Sport"}])
    shop.define("edited", CUSTOMERS_WHERE + "country in ('DK', 'NO')")
    macro.write_text(NORDIC.replace("COUNTRIES", "'DK', 'FI'"))
    shop.undefine("doomed")
    shop.groups.joinpath("old_name.sql").rename(shop.groups / "new_name.sql")
    nights.append(shop.nightly(SECOND))
    seen |= {"second": shop.manifest, "second_parquet": sorted(path.name for path in parquet_groups(shop))}

    nights.append(shop.nightly(THIRD))
    assert [night.code for night in nights] == [0, 0, 0, 0], [night.err for night in nights]
    return seen | {"shop": shop}


def parquet_groups(shop: Workspace) -> list[Any]:
    return list((shop.current / "parquet" / "customer_groups").iterdir())


def moves(story: dict[str, Any], night: str, key: str) -> set[tuple[str, str, str]]:
    """(customer, event, cause) of a group's membership events in a night."""
    return set(
        story["shop"].query(
            f"select customer_id, event, cause from membership_events"
            f" where occurred_at = '{at(night)}' and group_key = '{key}'"
        )
    )


def test_a_night_run_again_publishes_the_very_same_tables(story: dict[str, Any]) -> None:
    assert checksums(story["again"]) == checksums(story["first"])
    assert story["again"]["run_id"] != story["first"]["run_id"]


def test_a_night_run_again_adds_no_event(story: dict[str, Any]) -> None:
    assert story["again_events"] == story["first_events"]


def test_a_night_run_again_reports_the_same_moves(story: dict[str, Any]) -> None:
    assert story["again"]["groups"] == story["first"]["groups"]
    assert story["again"]["groups"]["buyers"]["joined"] == 4


def test_a_new_group_has_its_members_join_by_definition(story: dict[str, Any]) -> None:
    assert moves(story, FIRST, "buyers") == {(name, "joined", "definition") for name in ("ada", "ben", "eli", "gus")}


def test_changed_orders_move_exactly_the_customers_they_concern(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "buyers") == {
        ("ben", "left", "data"),
        ("cem", "joined", "time"),
        ("dia", "joined", "data"),
        ("eli", "left", "data"),
        ("fay", "joined", "data"),
    }


def test_a_cancelled_order_is_counted_apart(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "cancellers") == {("ben", "joined", "data")}


def test_an_order_is_not_counted_within_its_first_24_hours(story: dict[str, Any]) -> None:
    assert ("buyers", "cem", "joined", "definition") not in story["first_events"]
    assert ("cem", "joined", "time") in moves(story, SECOND, "buyers")


def test_a_window_that_moves_on_is_told_from_new_data(story: dict[str, Any]) -> None:
    assert ("ada", "left", "time") in moves(story, SECOND, "recent")
    assert ("ada", "joined", "time") in moves(story, SECOND, "inactive")
    assert ("dia", "joined", "data") in moves(story, SECOND, "recent")


def test_a_category_moved_far_above_a_product_is_a_change_of_data(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "sporty") == {("gus", "joined", "data")}


def test_an_edited_group_moves_its_members_by_definition(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "edited") == {("dia", "joined", "definition")}


def test_an_edited_macro_moves_the_members_of_its_groups_by_definition(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "nordic") == {("eli", "joined", "definition")}


def test_a_deleted_group_is_gone_from_what_is_published_and_from_the_warehouse(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    tables = [
        name for (name,) in shop.query("select table_name from duckdb_tables() where schema_name = 'customer_groups'")
    ]
    assert "doomed" not in tables and "old_name" not in tables
    assert "doomed" not in story["second"]["groups"] and "doomed" not in story["second_parquet"]
    assert shop.query("select count(*) from groups where group_key in ('doomed', 'old_name')") == [(0,)]
    with shop.workshop() as workshop:
        left = workshop.execute(
            "select table_name from duckdb_tables() where schema_name = 'customer_groups' order by 1"
        ).fetchall()
    assert [name for (name,) in left] == sorted(set(GROUPS) - {"doomed", "old_name"} | {"new_name"})


def test_a_deleted_group_loses_its_members_but_the_shop_no_customer(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "doomed") == {("ada", "left", "deleted")}
    assert story["shop"].query("select count(*) from customers") == [(7,)]


def test_a_renamed_group_is_left_and_joined(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "old_name") == {("ada", "left", "deleted")}
    assert moves(story, SECOND, "new_name") == {("ada", "joined", "definition")}


def test_those_who_stay_keep_the_day_they_joined(story: dict[str, Any]) -> None:
    joined = dict(story["shop"].query("select customer_id, joined_at from customer_groups.buyers"))
    assert joined == {"ada": at(FIRST), "cem": at(SECOND), "dia": at(SECOND), "fay": at(SECOND), "gus": at(FIRST)}


def test_those_who_come_back_start_again(story: dict[str, Any]) -> None:
    assert moves(story, SECOND, "odd_days") == {("ada", "left", "time")}
    assert moves(story, THIRD, "odd_days") == {("ada", "joined", "time")}
    assert story["shop"].query("select joined_at from customer_groups.odd_days") == [(at(THIRD),)]


def test_a_night_without_news_moves_people_by_time_alone(story: dict[str, Any]) -> None:
    third = story["shop"].query(
        f"select group_key, customer_id, event, cause from membership_events where occurred_at = '{at(THIRD)}'"
    )
    assert third == [("odd_days", "ada", "joined", "time")]


def test_events_alone_tell_who_is_in_every_group(story: dict[str, Any]) -> None:
    assert (
        story["shop"].query(
            """
        select group_key, customer_id from membership_events
        group by all having count(*) filter (where event = 'joined') - count(*) filter (where event = 'left') = 1
        except select group_key, customer_id from group_memberships
        """
        )
        == []
    )
    assert story["shop"].query("select count(*) = count(distinct event_id) from membership_events") == [(True,)]


def test_a_customer_who_comes_back_has_two_periods(story: dict[str, Any]) -> None:
    assert astray(story["shop"]) == []
    periods = story["shop"].query(
        "select joined_at, left_at, leave_cause from membership_periods"
        " where group_key = 'odd_days' and customer_id = 'ada' order by 1"
    )
    assert periods == [(at(FIRST), at(SECOND), "time"), (at(THIRD), None, None)]


def test_every_night_has_its_sizes_once(story: dict[str, Any]) -> None:
    sizes = story["shop"].query(
        "select as_of, members, joined, left_count from group_sizes where group_key = 'buyers' order by 1"
    )
    assert sizes == [(at(FIRST), 4, 4, 0), (at(SECOND), 5, 3, 2), (at(THIRD), 5, 0, 0)]


def test_parquet_tells_what_the_bi_file_tells(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    for table in [name for (name,) in shop.query("select table_name from duckdb_tables() where schema_name = 'main'")]:
        parquet = f"read_parquet('{shop.current}/parquet/{table}/*.parquet')"
        columns = ", ".join(name for (name,) in shop.query(f"select column_name from (describe {table})"))
        assert shop.query(f"(select {columns} from {parquet}) except all (from {table})") == [], table
        assert shop.query(f"(from {table}) except all (select {columns} from {parquet})") == [], table
