"""Three nights of one shop in which much goes wrong, for tests that each tell of one mistake."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from tests import rows
from tests.periods import astray
from tests.rows import entry, merge, order, order_line, sms
from tests.workspace import PROJECT, Workspace

FIRST, SECOND, THIRD = "2025-03-01T01:00:00Z", "2025-03-02T01:00:00Z", "2025-03-03T01:00:00Z"
BEFORE, BETWEEN, LATELY = "2025-02-01T12:00:00Z", "2025-03-01T12:00:00Z", "2025-03-02T12:00:00Z"
CUSTOMERS_WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
DANES = CUSTOMERS_WHERE + "country = 'DK'"
GROUPS = {
    "everybody": CUSTOMERS_WHERE + "{{ auto_member() }}",
    "danes": DANES,
    "friends": CUSTOMERS_WHERE + "{{ added_by_hand() }}",
    "club": CUSTOMERS_WHERE + "{{ sms_code_sent('CLUB') }}",
    "active": CUSTOMERS_WHERE + "{{ last_login('within', '7 days') }}",
    "ordered": CUSTOMERS_WHERE + "customer_id in (select customer_id from {{ ref('orders') }})",
    "sporty": CUSTOMERS_WHERE + "{{ category_purchased('Sport') }}",
    "noted": CUSTOMERS_WHERE + "customer_id in (select customer_id from {{ ref('stg_notes') }})",
    "housed": CUSTOMERS_WHERE + "customer_id in (select customer_id from {{ ref('stg_addresses') }})",
    "blocked": CUSTOMERS_WHERE + "customer_id in (select customer_id from {{ ref('int_suppressed_customers') }})",
    "asked": CUSTOMERS_WHERE
    + "customer_id in (select customer_id from {{ ref('stg_profile_field_values') }} where field in"
    + " (select field from {{ ref('stg_profile_fields') }} where required))",
    "seeded": CUSTOMERS_WHERE + "customer_id in (select customer_id from {{ ref('favourites') }})",
    "odd_days": CUSTOMERS_WHERE + "customer_id = 'tim' and extract(day from {{ as_of() }}) % 2 = 1",
    "picky": DANES,
    "paused": DANES,
    "doomed": CUSTOMERS_WHERE + "{{ added_by_hand() }}",
}
MESSAGE = "version: 2\nmodels:\n  - name: {key}\n    config:\n      meta: {{message: Welcome}}\n"


# Later than the customer that one of them absorbs.
customer = partial(rows.customer, created_at="2024-06-01T00:00:00Z")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment.removesuffix("Z"))


def drop(shop: Workspace, name: str, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    for table, sent in tables.items():
        shop.drop_rows(table, f"{name}.ndjson", sent)


def drop_first(shop: Workspace) -> None:
    customers = [
        customer("ann", "DK", phone="11111111"),
        customer("frd", "DK", phone="44444444"),
        customer("tex", phone="22222222"),
        customer("two"),
        customer("gil", "DK"),
        customer("hal", "DK"),
        customer("ivy", last_login_at="2025-02-27T12:00:00Z"),
        customer("sam"),
        customer("abe", "DK", created_at="2024-01-01T00:00:00Z"),
        customer("lou"),
        customer("mia", "DK"),
        customer("kat"),
        customer("nils", email="Nils@example.com"),
        customer("oda"),
        customer("oda2"),
        customer("pat"),
        customer("tim"),
    ]
    orders = [order("1", "gil"), order("2", "oda"), order("3", "pat"), order("4", "oda2", BETWEEN)]
    drop(
        shop,
        "1",
        {
            "customers": customers,
            "orders": orders,
            "order_lines": [order_line("3", "boot")],
            "products": [{"product_id": "boot", "category": "Outdoor|Trail"}],
            "categories": [{"category": "Sport"}, {"category": "Shoes"}, {"category": "Trail", "parent": "Shoes"}],
            "sms_messages": [sms("1", "22222222"), sms("2", "77777777")],
            "manual_members": [
                entry("friends", phone="11 11 11 11"),
                entry("danes", "remove", phone="44444444"),
                entry("doomed", customer_id="ann"),
                entry("paused", customer_id="oda"),
            ],
            "profile_fields": [{"field": "size", "type": "text", "required": False}],
            "profile_field_values": [{"customer_id": "nils", "field": "size", "value": "42"}],
        },
    )
    drop(shop, "2", {"customers": [customer("hal", deleted_at=LATELY)]})


def drop_second(shop: Workspace) -> None:
    drop(
        shop,
        "3",
        {
            "customers": [
                customer("ann", "DK", phone="99999999"),
                customer("new", phone="11111111", created_at=BETWEEN),
                customer("tex", phone="33333333"),
                customer("two", phone="22222222"),
                customer("frd", "DK", phone="55555555"),
                customer("ivy", last_login_at="2025-03-02T05:00:00Z"),
                customer("kit", created_at=BETWEEN),
            ],
            "customer_merges": [merge("sam", "abe", BETWEEN), merge("lou", "mia", BETWEEN)],
            "manual_members": [entry("picky", "remove", BETWEEN, customer_id="ann")],
            "categories": [{"category": "Shoes", "parent": "Sport"}],
            "notes": [{"note_id": "1", "customer_id": "nils", "text": "Called", "written_at": BEFORE}],
            "addresses": [{"address_id": "1", "customer_id": "nils", "city": "Odense"}],
            "suppressions": [{"kind": "email", "value": "nils@example.com", "reason": "bounced", "added_at": BEFORE}],
            "profile_fields": [{"field": "size", "type": "text", "required": True}],
        },
    )
    drop(shop, "4", {"customers": [customer("gil", deleted_at=BETWEEN)]})


def drop_third(shop: Workspace) -> None:
    drop(
        shop,
        "5",
        {
            "customers": [customer("gil", "DK"), customer("late", phone="77777777", created_at=LATELY)],
            "orders": [order("3", "pat", deleted_at=LATELY)],
            "customer_merges": [
                merge("abe", "abe", LATELY),
                merge("kit", "kat", LATELY),
                merge("lou", "mia", BETWEEN, deleted_at=LATELY),
            ],
            "manual_members": [entry("doomed", entered_at=LATELY, customer_id="oda")],
        },
    )


def mistakes(folder: Path) -> dict[str, Any]:
    """What was seen of the shop after each night, by the night's moment, and more."""
    shop = Workspace.open(folder, GROUPS)
    seeds = shop.project / "seeds"
    if seeds.is_symlink():
        seeds.unlink()
        shutil.copytree(PROJECT / "seeds", seeds)
    seeds.mkdir(exist_ok=True)
    favourites = seeds / "favourites.csv"
    favourites.write_text("customer_id\nnobody\n")
    for key in ("danes", "club"):
        shop.write_card(key, MESSAGE.format(key=key))
    drop_first(shop)
    nights = [shop.nightly(FIRST)]
    seen: dict[Any, Any] = {FIRST: look(shop)}

    drop_second(shop)
    favourites.write_text("customer_id\nann\n")
    shop.define("picky", DANES + " and no_such_column")
    shop.define("paused", "{{ config(enabled=false) }}\n" + DANES)
    shop.undefine("doomed")
    nights.append(shop.nightly(SECOND))
    seen |= {SECOND: look(shop), "second_out": nights[1].out + nights[1].err, "joined": {SECOND: joined_at(shop)}}
    seen["columns"] = shop.query("select customer_id, country, created_at from customers where customer_id = 'sam'")
    seen["last_sizes"] = shop.query(
        f"select group_key, members, left_count from group_sizes where as_of = '{at(SECOND)}'"
        " and group_key not in (select group_key from groups) order by 1"
    )

    drop_third(shop)
    shop.define("picky", DANES)
    shop.define("paused", DANES)
    shop.define("doomed", GROUPS["doomed"])
    rebuilt = shop.run("land", "--rebuild")
    nights.append(shop.nightly(THIRD))
    seen |= {THIRD: look(shop), "moves": moves_of(shop), **private(shop)}
    seen["joined"][THIRD] = joined_at(shop)
    seen["survivors"] = set(
        shop.query(
            "select distinct customer_id, survivor_id, occurred_at from membership_events where survivor_id is not null"
        )
    )
    assert shop.run("rollback").code == 0
    seen["rolled_back"] = look(shop)
    nights.append(shop.nightly(THIRD))
    seen["again"] = look(shop)
    assert rebuilt.code == 0, rebuilt.err
    assert [night.code for night in nights] == [0, 3, 0, 0], [night.err or night.out for night in nights]
    seen["codes"] = [night.code for night in nights]
    seen["joined_at"] = lambda night, key: seen["joined"][night][key]
    return seen


def look(shop: Workspace) -> dict[str, Any]:
    keys = {key for (key,) in shop.query("select group_key from groups")}
    members = {key: shop.members(key) for key in keys}
    return members | {
        "astray": astray(shop),
        "outbox": shop.query("select group_key, customer_id from outbox_messages order by all"),
    }


def joined_at(shop: Workspace) -> dict[str, set[tuple[str, datetime]]]:
    found: dict[str, set[tuple[str, datetime]]] = {}
    for key, customer_id, moment in shop.query("select group_key, customer_id, joined_at from group_memberships"):
        found.setdefault(key, set()).add((customer_id, moment))
    return found


def moves_of(shop: Workspace) -> Any:
    """(customer, event, cause) of a group's membership events in a night."""
    rows = shop.query("select group_key, occurred_at, customer_id, event, cause from membership_events")

    def moves(key: str, night: str) -> set[tuple[str, str, str]]:
        return {tuple(move) for group, moment, *move in rows if (group, moment) == (key, at(night))}  # type: ignore[misc]

    return moves


def private(shop: Workspace) -> dict[str, Any]:
    """The rights and the rows of what a night leaves for the next alone."""
    folder = shop.current.resolve() / "remembered"
    paths = [folder, *folder.rglob("*")]
    rows = [
        row for file in folder.rglob("*.parquet") for row in duckdb.execute(f"from read_parquet('{file}')").fetchall()
    ]
    return {"private_modes": {oct(path.stat().st_mode & 0o777) for path in paths}, "private_rows": rows}
