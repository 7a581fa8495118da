"""Groups that do what a group may not, and files that are not groups, in one night: each is held, by file and fault.

Two nights of one shop. In the first all is well; in the second each group is broken in its own way, and customers have
values that no error may quote.
"""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.receiver import Receiver
from tests.rows import customer, order, order_line
from tests.workspace import Workspace

FIRST, BROKEN = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z"
WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GOOD = WHERE + "country = 'DK'\n"
# Part of every private value of the shop.
MARK = "zqxjw"
PRIVATE = f"{MARK} O'Hara\"\n  models/customer_groups/x.sql: {MARK}@example.com; fix"
BIG = "order_id in (select order_id from big)"
OWN = "exists (select 1 from {{ ref('orders') }} as o where o.customer_id = customers.customer_id and "

# What each group becomes, and what its error has to say besides the name of its file.
REFUSED = {
    "clock": (WHERE + "created_at > now()", "line 3: now asks the clock; write {{ as_of() }}"),
    "clock_in_where": (WHERE + '{{ purchased(where="ordered_at < current_date") }}', "line 3: current_date asks"),
    "dice": (WHERE + "random() < 0.5", "line 3: random throws dice"),
    "sample": ("select customer_id from {{ ref('customers') }} using sample 5", "line 1: a sample takes"),
    "limited": ("select customer_id from {{ ref('customers') }} limit 5", "line 1: a limit without a total order"),
    "last_night": (WHERE + "customer_id in (select customer_id from customer_groups.good)", "write in_group('good')"),
    "raw_table": ("select customer_id from raw.customers", "line 1: it reads the table raw.customers"),
    "file": ("select customer_id from 'list.csv'", "which it does not ref"),
    "function": ("select customer_id from read_csv('list.csv')", "it reads from the function read_csv"),
    "setting": (WHERE + "current_setting('TimeZone') = 'UTC'", "line 3: current_setting asks"),
    "source_of_landing": ("select customer_id\nfrom {{ source('raw', 'customers') }}", "line 2: source reads a landed"),
    "query": (WHERE + "{{ run_query('select 1') }}", "line 3: run_query asks the warehouse"),
    "variable": (WHERE + "country = '{{ env_var('NOWHERE') }}'", "line 3: env_var depends on where"),
    "misspelled": (WHERE + "{{ total_purchase('more than', 1) }}", "did you mean total_purchases?"),
    "misspelled_model": ("select customer_id from {{ ref('custmers') }}", "did you mean customers?"),
    "materialized": ("{{ config(materialized='table') }}\n" + GOOD, "line 1: a group may not set materialized"),
    "tagged": ("{{ config(tags=5) }}\n" + GOOD, "line 1: tags are neither"),
    "published": ("select customer_id from {{ ref('published_customers') }}", "is made of the groups"),
    "rolled": ("select customer_id from {{ ref('membership_roll') }}", "is made of the groups"),
    "own_query": (WHERE + OWN + "{{ field('customer.source', 'is', 'web') }})", "line 3: field('customer.source')"),
}
CARDS = {
    "meta_left_empty": ("config:\n      meta:\n", "meta is not a list of names"),
    "meta_a_text": ("config: {meta: vip}\n", "meta is not a list of names"),
    "enabled_maybe": ("config: {enabled: maybe}\n", "enabled is neither true nor false"),
    "owner_a_number": ("config: {meta: {owner: 5}}\n", "owner is not a text"),
    "variable_on_card": ("description: \"{{ env_var('NOWHERE') }}\"\n", "env_var in braces"),
    "hooked": ("config: {post_hook: 'drop table marts.customers'}\n", "a group may not set post_hook"),
}
OTHER_FILES = {"broken_yaml": ".yaml", "open_docs": ".md", "python": ".py", "folder": ".sql/"}
# These fail at a value of the data, or at a name that is one.
AT_VALUES = {
    "cast": WHERE + "cast(email as integer) = 5",
    "date": WHERE + "cast(email as date) is not null",
    "spoken": WHERE + "error(email) is null",
    "pattern": WHERE + "regexp_matches('x', '(' || email)",
    "ids": "select email as customer_id from {{ ref('customers') }} where email is not null",
    "named": WHERE + f'"{MARK}@example.com" = 1',
}
FINE = {
    "semicolon": WHERE + "country = 'DK';\n-- done;\n",
    "commented_out": WHERE
    + "country = 'DK'\n-- and {{ promo_code_entered('X') }}\n/* or {{ sms_code_sent('X') }} */\n",
    "campaign_buyers": WHERE + "{{ purchased(where=field('customer.source', 'is', 'campaign')) }}",
    "campaign_lines": WHERE
    + "{{ purchased(where=any_line(all_of(field('customer.source', 'is', 'campaign'), 'quantity > 0'))) }}",
    "reads_outside": "with big as (select order_id from {{ ref('orders') }} where total_amount > 150)\n"
    + WHERE
    + f"{{{{ number_of_orders('at least', 1, where='{BIG}') }}}}"
    + f" and {{{{ number_of_orders('at most', 9, where='{BIG}') }}}}",
    "reads_customers": WHERE
    + "{{ number_of_orders('at least', 1, where='ordered_at > created_at') }}"
    + " and {{ number_of_orders('at most', 9, where='ordered_at > created_at') }}",
    "not_yet": WHERE + "{{ purchased(period='today') }} or {{ purchased(period='yesterday') }}",
}
KINDS = {
    "everybody": ("{{ auto_member() }}", "auto"),
    "coded": ("{{ promo_code_entered('X') }}\n    or {{ promo_code_entered('Y') }}", "promo"),
    "texted": ("{{ sms_code_sent('CLUB') }}", "sms"),
    "by_hand": ("{{ added_by_hand() }}", "manual"),
    "narrowed": ("{{ promo_code_entered('X') }} and country = 'DK'", "rule"),
    "reversed": ("not {{ promo_code_entered('X') }}", "rule"),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    keys = [*REFUSED, *CARDS, *OTHER_FILES, *AT_VALUES, "good"]
    kinds = {key: WHERE + sql for key, (sql, _) in KINDS.items()}
    shop = Workspace.open(tmp_path_factory.mktemp("gate"), dict.fromkeys(keys, GOOD) | FINE | kinds)
    customers = [
        customer("danish", "DK", source="campaign"),
        customer("swedish", "SE", source="web", email=PRIVATE),
    ]
    orders = [
        order("1", "danish", source="web", total_amount=100),
        order("2", "swedish", source="campaign", total_amount=200),
    ]
    shop.drop_rows("customers", "1.ndjson", customers)
    shop.drop_rows("orders", "1.ndjson", orders)
    shop.drop_rows("order_lines", "1.ndjson", [order_line("1", "P"), order_line("2", "P")])
    first = shop.nightly(FIRST)
    assert first.code == 0, first.err
    before = shop.query("select group_key, kind, definition from groups")

    for key, (sql, _) in REFUSED.items():
        shop.define(key, sql)
    for key, sql in AT_VALUES.items():
        shop.define(key, sql)
    for key, (card, _) in CARDS.items():
        shop.write_card(key, f"version: 2\nmodels:\n  - name: {key}\n    {card}")
    shop.groups.joinpath("broken_yaml.yaml").write_text("models: [\n")
    shop.groups.joinpath("open_docs.md").write_text("{% docs open_docs %}\nno end\n")
    shop.undefine("python")
    shop.groups.joinpath("python.py").write_text("def model(dbt, session):\n    return None\n")
    shop.undefine("folder")
    shop.groups.joinpath("folder.sql").mkdir()
    with Receiver() as receiver:
        night = shop.run("nightly", "--as-of", BROKEN, environment={"ROLLCALL_WEBHOOK_URL": receiver.url})
    return {
        "shop": shop,
        "night": night,
        "posts": receiver.posts,
        "before": {key: (kind, definition) for key, kind, definition in before},
        "groups": {
            row[0]: row for row in shop.query("select group_key, status, members, error, kind, definition from groups")
        },
        "findings": shop.query("select kind, example, detail from night_findings"),
        "listed": shop.run("status").out + shop.run("groups", "show", "cast").out,
    }


def error_of(story: dict[str, Any], key: str) -> str:
    return story["groups"][key][3] or ""


@pytest.mark.parametrize("key", [*REFUSED, *CARDS, *OTHER_FILES, *AT_VALUES])
def test_what_a_group_may_not_do_holds_that_group_at_its_last_members(story: dict[str, Any], key: str) -> None:
    assert story["night"].code == 3, story["night"].err
    held = story["groups"][key]
    assert held[1] == "held"
    assert held[2] == 1


@pytest.mark.parametrize(("key", "fault"), [(key, fault) for key, (_, fault) in REFUSED.items()])
def test_the_error_names_the_file_the_line_the_word_and_the_fix(story: dict[str, Any], key: str, fault: str) -> None:
    error = error_of(story, key)
    assert error.startswith(f"models/customer_groups/{key}.sql: ")
    assert fault in error


@pytest.mark.parametrize(("key", "fault"), [(key, fault) for key, (_, fault) in CARDS.items()])
def test_a_card_that_dbt_cannot_read_holds_its_group_by_name(story: dict[str, Any], key: str, fault: str) -> None:
    error = error_of(story, key)
    assert error.startswith(f"models/customer_groups/{key}.yml: ")
    assert fault in error


@pytest.mark.parametrize(("key", "suffix"), OTHER_FILES.items())
def test_a_file_that_is_not_a_group_holds_the_group_of_its_name(story: dict[str, Any], key: str, suffix: str) -> None:
    assert error_of(story, key).startswith(f"models/customer_groups/{key}{suffix.removesuffix('/')}: ")


@pytest.mark.parametrize("key", ["good", *FINE, *KINDS])
def test_all_other_groups_are_built(story: dict[str, Any], key: str) -> None:
    assert story["groups"][key][1] == "built", error_of(story, key)


def test_a_customers_field_inside_where_is_the_customers_and_not_the_orders(story: dict[str, Any]) -> None:
    assert story["shop"].members("campaign_buyers") == ["danish"]
    assert story["shop"].members("campaign_lines") == ["danish"]


def test_what_reads_something_from_outside_is_not_read_once_for_several_conditions(story: dict[str, Any]) -> None:
    assert story["shop"].members("reads_outside") == ["swedish"]
    assert story["shop"].members("reads_customers") == ["danish", "swedish"]


@pytest.mark.parametrize("key", ["semicolon", "commented_out"])
def test_a_semicolon_at_the_end_and_a_condition_behind_a_comment_are_read_as_meant(
    story: dict[str, Any], key: str
) -> None:
    assert story["shop"].members(key) == ["danish"]


def test_windows_in_which_no_order_counts_yet_are_warned_of(story: dict[str, Any]) -> None:
    warned = [detail for kind, key, detail in story["findings"] if (kind, key) == ("condition_warning", "not_yet")]
    assert len(warned) == 2
    assert all(each.startswith("models/customer_groups/not_yet.sql: purchased: ") for each in warned)


@pytest.mark.parametrize(("key", "kind"), [(key, kind) for key, (_, kind) in KINDS.items()])
def test_the_kind_of_a_group_without_a_card_follows_from_its_conditions(
    story: dict[str, Any], key: str, kind: str
) -> None:
    assert story["groups"][key][4] == kind


@pytest.mark.parametrize("key", ["clock", "cast", "materialized", "broken_yaml", "python"])
def test_the_definition_of_a_held_group_is_that_of_the_members_shown(story: dict[str, Any], key: str) -> None:
    assert story["before"][key] == ("rule", GOOD.strip())
    assert story["groups"][key][4:] == ("rule", GOOD.strip())


@pytest.mark.parametrize("key", AT_VALUES)
def test_no_value_of_the_data_is_in_the_error_of_a_held_group(story: dict[str, Any], key: str) -> None:
    error = error_of(story, key)
    assert error.startswith(f"models/customer_groups/{key}.sql: ")
    assert MARK not in error and "\n" not in error


def test_no_value_of_the_data_is_told_anywhere(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    assert MARK not in story["night"].out + story["night"].err + story["listed"]
    assert MARK not in json.dumps(story["posts"])
    assert MARK not in (shop.current / "manifest.json").read_text()
    assert MARK.encode() not in (shop.current / "rollcall.duckdb").read_bytes()
    for file in sorted((shop.home / "dagster").rglob("*")):
        if file.is_file():
            assert MARK not in texts(file), file.name


def texts(file: Path) -> str:
    """What a file of Dagster's holds; of a database also what it keeps apart."""
    if file.suffix != ".db":
        return file.read_bytes().decode(errors="replace")
    with sqlite3.connect(file) as connection:
        return "\n".join(connection.iterdump())


def test_the_code_location_of_dagster_imports_after_such_a_night(story: dict[str, Any]) -> None:
    shop: Workspace = story["shop"]
    ended = shop.run("prepare")
    assert ended.code == 0, ended.err
    assert "Traceback" not in ended.err
