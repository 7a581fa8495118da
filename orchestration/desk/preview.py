"""What a definition would select if the night of the current generation had run it: nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from orchestration.desk.asking import NotAnswered, question
from orchestration.desk.compiling import Compiled, Draft, Refused, compile_draft
from orchestration.desk.evidence import customers_columns, looks
from orchestration.desk.funnel import Funnel, read_funnel
from orchestration.desk.rendering import Renderer
from orchestration.desk.tree import Tree, Unsplit
from orchestration.publishing.generations import Generation
from orchestration.publishing.read import landed_since
from orchestration.shop import Shop
from orchestration.warehouse.connections import PUBLISHED, WORKSHOP
from orchestration.warehouse.text import common_tables, literal, quoted

SAMPLE = 10
MARTS_CUSTOMERS = f"{WORKSHOP}.marts.customers"
BY_HAND = f"{WORKSHOP}.intermediate.int_manual_members"


@dataclass(frozen=True)
class Change:
    """Against what is published; `is_recounted`: data has landed since, so that its definition was run on the same."""

    before: int
    joins: int
    leaves: int
    is_recounted: bool


@dataclass(frozen=True)
class Sample:
    """Some members, always the same, with what the conditions look at."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Preview:
    """What a draft selects as of the current generation's night. `size` has those added by hand, less those removed.

    `funnel` is of the rule alone; where the SQL cannot be split, `unsplit` says why. `change` is none where nothing is
    published to compare with; `behind` is when the latest file landed, if that was after the night.
    """

    key: str | None
    as_of: datetime
    size: int
    selected: int
    added_by_hand: int
    removed_by_hand: int
    change: Change | None
    funnel: Funnel | None
    unsplit: str | None
    sample: Sample
    behind: datetime | None
    held: str | None


def preview(renderer: Renderer, shop: Shop, generation: Generation, draft: Draft) -> Preview:
    """What a draft selects.

    Raises:
        Refused: the gate refuses it, or it does not compile.
        NotAnswered: its SQL fails, selects something else than a set of customers, or takes too long.
        NoWorkshop: the generation cannot be asked.
        RawClosed: a landing goes on for longer than a query waits.
    """
    as_of = generation.manifest.as_of
    compiled = compile_draft(renderer, shop, draft, as_of)
    tree, unsplit = split_or_reason(compiled)
    published = generation.manifest.groups.get(draft.key or "")
    with question(shop, generation, draft) as connection:
        select(connection, compiled, "selected")
        _require_set(connection, draft)
        counts = _by_hand(connection, draft.key)
        behind = landed_since(connection)
        change = None
        if published is not None and draft.key is not None:
            is_comparable = behind is None or _select_published(connection, renderer, shop, generation, draft.key)
            change = _change(connection, draft.key, is_recounted=behind is not None) if is_comparable else None
        funnel = read_funnel(connection, compiled.reads, tree) if tree is not None else None
        sample = _sample(connection, compiled, tree)
    return Preview(
        draft.key,
        as_of,
        *counts,
        change,
        funnel,
        unsplit,
        sample,
        behind,
        published.error if published is not None and published.status == "held" else None,
    )


def split_or_reason(compiled: Compiled) -> tuple[Tree | None, str | None]:
    """The tree of a definition's conditions, or why it has none."""
    try:
        return compiled.tree(), None
    except Unsplit as reason:
        return None, str(reason)


def select(connection: duckdb.DuckDBPyConnection, compiled: Compiled, table: str) -> None:
    """Keep what a definition selects as a temporary table."""
    connection.execute(f"create or replace temp table {table} as\n{compiled.laid_out}")


def _require_set(connection: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """As macros/memberships/customer_group.sql has it for the night."""
    cursor = connection.execute("select * from selected limit 0")
    names = [column[0] for column in cursor.description]
    if names != ["customer_id"]:
        raise NotAnswered(f"{draft.place}: it selects {', '.join(names)}; select customer_id and nothing else")
    ((rows, known, distinct, found),) = connection.execute(
        "select count(*), count(customer_id), count(distinct customer_id), (select count(*) from"
        f" {MARTS_CUSTOMERS} where customer_id in (select customer_id from selected)) from selected"
    ).fetchall()
    if rows != known:
        fault = f"it selects {rows - known} rows without a customer_id; add: where customer_id is not null"
    elif known != distinct:
        fault = (
            f"it selects customers more than once, {known - distinct} rows too many; use `customer_id in (select ...)`"
            " instead of a join, or select distinct"
        )
    elif distinct != found:
        fault = (
            f"it selects {distinct - found} ids that are not customers'; select from customers, or add: where"
            " customer_id in (select customer_id from customers)"
        )
    else:
        return
    raise NotAnswered(f"{draft.place}: {fault}")


def _by_hand(connection: duckdb.DuckDBPyConnection, key: str | None) -> tuple[int, int, int, int]:
    """Make `members` of `selected`: with those added by hand, without those removed; counts of all four."""
    by_hand = f"select customer_id, action from {BY_HAND} where group_key = {literal(key or '')}"
    connection.execute(
        f"create temp table members as with by_hand as ({by_hand})"
        " select customer_id from selected where customer_id not in (select customer_id from by_hand)"
        " union all select customer_id from by_hand where action = 'add'"
    )
    ((size, selected, added, removed),) = connection.execute(
        "select (select count(*) from members), (select count(*) from selected),"
        " (select count(*) from members where customer_id not in (select customer_id from selected)),"
        " (select count(*) from selected where customer_id not in (select customer_id from members))"
    ).fetchall()
    return size, selected, added, removed


def _select_published(
    connection: duckdb.DuckDBPyConnection, renderer: Renderer, shop: Shop, generation: Generation, key: str
) -> bool:
    """Make `before_rule` of what the published definition selects today; whether it can still be run."""
    try:
        published = compile_draft(renderer, shop, published_definition(connection, key), generation.manifest.as_of)
        select(connection, published, "before_rule")
    except (Refused, duckdb.BinderException, duckdb.CatalogException):
        return False
    return True


def published_definition(connection: duckdb.DuckDBPyConnection, key: str) -> Draft:
    """The text of a group's file that its published members follow from; empty if it was never built."""
    ((definition,),) = connection.execute(
        f"select definition from {PUBLISHED}.main.groups where group_key = ?", [key]
    ).fetchall()
    return Draft(definition or "", f"the published definition of {key}", key)


def _change(connection: duckdb.DuckDBPyConnection, key: str, is_recounted: bool) -> Change:
    by_hand = f"select customer_id, action from {BY_HAND} where group_key = {literal(key)}"
    before = f"select customer_id from {PUBLISHED}.main.group_memberships where group_key = {literal(key)}"
    if is_recounted:
        before = (
            f"select customer_id from before_rule where customer_id not in (select customer_id from ({by_hand}))"
            f" union all select customer_id from ({by_hand}) where action = 'add'"
        )
    ((count, joins, leaves),) = connection.execute(
        f"with before as ({before}) select (select count(*) from before),"
        " (select count(*) from members where customer_id not in (select customer_id from before)),"
        " (select count(*) from before where customer_id not in (select customer_id from members))"
    ).fetchall()
    return Change(count, joins, leaves, is_recounted)


def _sample(connection: duckdb.DuckDBPyConnection, compiled: Compiled, tree: Tree | None) -> Sample:
    known = [row[0] for row in connection.execute(f"describe {MARTS_CUSTOMERS}").fetchall()]
    columns = _columns(tree, known)
    with_measures = {**columns, **_measures(tree)}
    for chosen in (with_measures, columns):
        try:
            rows = connection.execute(_sample_sql(compiled.reads, chosen)).fetchall()
        except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException):
            # A measure whose SQL cannot be written back.
            continue
        return Sample(("customer_id", *chosen), tuple(rows))
    return Sample(("customer_id",), ())


def _columns(tree: Tree | None, known: Sequence[str]) -> dict[str, str]:
    named = [name for each in tree.conditions for name in customers_columns(each.parse)] if tree is not None else []
    return {name: f"customers.{quoted(name)}" for name in named if name in known and name != "customer_id"}


def _measures(tree: Tree | None) -> dict[str, str]:
    """What conditions on records compare, one value for a customer."""
    found: dict[str, str] = {}
    for condition in tree.conditions if tree is not None else ():
        for look in looks(condition.parse):
            sql = (
                f"(select max({look.measure}) from {look.source} where customer_id = customers.customer_id)"
                if look.source is not None
                else None
            )
            if sql is not None and sql not in found.values():
                number = sum(name.split(" ")[0] == look.label for name in found) + 1
                found[look.label if number == 1 else f"{look.label} {number}"] = sql
    return found


def _sample_sql(reads: Sequence[tuple[str, str]], columns: dict[str, str]) -> str:
    sampled = f"sampled as (select customer_id from members order by hash(customer_id), customer_id limit {SAMPLE})"
    selected = ["customers.customer_id", *(f"{sql} as {quoted(name)}" for name, sql in columns.items())]
    return (
        f"with {', '.join([*common_tables(reads), sampled])}"
        f" select {', '.join(selected)} from {MARTS_CUSTOMERS} as customers"
        " where customers.customer_id in (select customer_id from sampled) order by customers.customer_id"
    )
