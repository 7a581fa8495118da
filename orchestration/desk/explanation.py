"""Why a customer is in a group, or is not: each condition of the published definition, judged of them alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from orchestration.desk.asking import question
from orchestration.desk.compiling import Compiled, Draft, compile_draft
from orchestration.desk.evidence import Evidence, read_evidence
from orchestration.desk.funnel import judged_sql, wanted
from orchestration.desk.preview import BY_HAND, MARTS_CUSTOMERS, published_definition, split_or_reason
from orchestration.desk.rendering import Renderer
from orchestration.desk.tree import Leaf, Part, Tree
from orchestration.errors import RollcallError
from orchestration.groups.files import group_file
from orchestration.publishing.generations import Generation
from orchestration.publishing.read import landed_since
from orchestration.shop import Shop
from orchestration.warehouse.connections import PUBLISHED, WORKSHOP
from orchestration.warehouse.text import literal

SURVIVORS = f"{WORKSHOP}.staging.stg_customer_survivors"
Rows = list[dict[str, Any]]


class NotKnown(RollcallError):
    """The customer does not exist, or the group is not published; the message says what to do."""


@dataclass(frozen=True)
class Judged:
    """A condition of one customer. `verdict` is none if it is neither true nor false; `wanted` is what lets them in."""

    condition: str
    verdict: bool | None
    wanted: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Verdict:
    """A part of the tree: `word` is `and`, `or`, `not` or `condition`; the last has the number of the condition."""

    word: str
    verdict: bool | None
    condition: int | None
    children: "tuple[Verdict, ...]"


@dataclass(frozen=True)
class ByHand:
    """What somebody entered of the customer and the group, which the rule does not change."""

    action: str
    entered_by: str | None
    reason: str | None
    entered_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True)
class Moved:
    """A membership event; `survivor_id` is the customer who absorbed this one, where that was the cause."""

    event: str
    occurred_at: datetime
    cause: str
    survivor_id: Any


@dataclass(frozen=True)
class Explanation:
    """`is_member` is what is published; `by_rule` what the definition says, of an `unsplit` one without conditions.

    `has_changed`: the file has been edited since it was published. `absorbed`: the customers merged into this one;
    `survivor_of` is the id that was asked for, if it was merged into this customer. `held` is why the group kept its
    last members, of `held_as_of`; `behind` is when the latest file landed, if that was after the night.
    """

    key: str
    customer_id: Any
    as_of: datetime
    is_member: bool
    by_rule: bool
    conditions: tuple[Judged, ...]
    tree: Verdict | None
    unsplit: str | None
    by_hand: ByHand | None
    joined_at: datetime | None
    events: tuple[Moved, ...]
    absorbed: tuple[Any, ...]
    survivor_of: str | None
    held: str | None
    held_as_of: datetime | None
    behind: datetime | None
    has_changed: bool


def explain(renderer: Renderer, shop: Shop, generation: Generation, key: str, customer_id: str) -> Explanation:
    """Why a customer is in a group, or is not, by the current generation.

    Raises:
        NotKnown: the customer does not exist, or the group is not published.
        Refused: the published definition does not compile any more.
        NotAnswered: it cannot be run, or takes too long.
        NoWorkshop: the generation cannot be asked.
        RawClosed: a landing goes on for longer than a query waits.
    """
    group = generation.manifest.groups.get(key)
    if group is None:
        raise NotKnown(
            f"the group '{key}' is not published; `rollcall groups list` has those that are, and `rollcall preview"
            f" {key}` shows whom it would select"
        )
    with question(shop, generation, Draft("", f"the published definition of {key}", key)) as connection:
        someone, survivor_of = _customer(connection, customer_id)
        draft = published_definition(connection, key)
        if not draft.text:
            raise NotKnown(f"the group '{key}' is held since its first night: {group.error}")
        compiled = compile_draft(renderer, shop, draft, generation.manifest.as_of)
        tree, unsplit = split_or_reason(compiled)
        values: Sequence[bool | None] = ()
        conditions: tuple[Judged, ...] = ()
        this_one = f"customer_id = {_as_id(someone)}"
        if tree is None:
            ((by_rule,),) = connection.execute(
                f"select count(*) > 0 from (\n{compiled.laid_out}\n) as selection where {this_one}"
            ).fetchall()
        else:
            ((_, *values),) = verdicts(connection, compiled, tree, this_one)
            by_rule = value_of(tree.root, values) is True
            conditions = _judged(connection, compiled, tree, values, someone)
        joined_at = _joined_at(connection, key, someone)
        return Explanation(
            key,
            someone,
            generation.manifest.as_of,
            joined_at is not None,
            by_rule,
            conditions,
            _verdict(tree.root, values) if tree is not None and tree.root is not None else None,
            unsplit,
            _by_hand(connection, key, someone),
            joined_at,
            _events(connection, key, someone),
            tuple(row["absorbed_id"] for row in _rows(connection, ABSORBED, id=someone)),
            survivor_of,
            group.error if group.status == "held" else None,
            group.as_of if group.status == "held" else None,
            landed_since(connection),
            _has_changed(shop, key, draft.text),
        )


ABSORBED = f"select absorbed_id from {SURVIVORS} where survivor_id = $id order by absorbed_id"


def verdicts(
    connection: duckdb.DuckDBPyConnection, compiled: Compiled, tree: Tree, where: str = "true"
) -> list[tuple[Any, ...]]:
    """Of each customer the id and what each condition comes to, in the order of the tree's conditions."""
    return connection.execute(f"{judged_sql(compiled.reads, tree, ['customer_id'], where)} from judged").fetchall()


def value_of(part: Part | None, values: Sequence[bool | None]) -> bool | None:
    """What a part of the tree comes to, by SQL's logic: what is missing is neither true nor false."""
    if part is None:
        return True
    if isinstance(part, Leaf):
        return values[part.number]
    children = [value_of(each, values) for each in part.children]
    if part.word == "not":
        return None if children[0] is None else not children[0]
    decides = part.word == "or"
    if decides in children:
        return decides
    return None if None in children else not decides


def _verdict(part: Part, values: Sequence[bool | None]) -> Verdict:
    verdict = value_of(part, values)
    if isinstance(part, Leaf):
        return Verdict("condition", verdict, part.number, ())
    return Verdict(part.word, verdict, None, tuple(_verdict(each, values) for each in part.children))


def _judged(
    connection: duckdb.DuckDBPyConnection,
    compiled: Compiled,
    tree: Tree,
    values: Sequence[bool | None],
    customer_id: object,
) -> tuple[Judged, ...]:
    wants = wanted(tree.root)
    return tuple(
        Judged(
            condition.text,
            values[number],
            wants[number],
            read_evidence(connection, compiled.reads, tree.source, condition.parse, customer_id),
        )
        for number, condition in enumerate(tree.conditions)
    )


def _customer(connection: duckdb.DuckDBPyConnection, asked: str) -> tuple[Any, str | None]:
    """The customer of that id, or who absorbed it, with the id in that case."""
    kind = connection.execute(f"select customer_id from {MARTS_CUSTOMERS} limit 0").description[0][1]
    own = f"try_cast($id as {kind})"
    found = _rows(connection, f"select customer_id from {MARTS_CUSTOMERS} where customer_id = {own}", id=asked)
    if found:
        return found[0]["customer_id"], None
    survivors = _rows(connection, f"select survivor_id from {SURVIVORS} where absorbed_id = {own}", id=asked)
    if survivors:
        return survivors[0]["survivor_id"], asked
    raise NotKnown(f"no customer {asked!r}; `rollcall customers list --search TEXT` finds one")


def _joined_at(connection: duckdb.DuckDBPyConnection, key: str, customer_id: object) -> datetime | None:
    """Since when the customer has been a member; None if they are not."""
    rows = _rows(
        connection,
        f"select joined_at from {PUBLISHED}.main.group_memberships where group_key = $key and customer_id = $id",
        key=key,
        id=customer_id,
    )
    return rows[0]["joined_at"] if rows else None


def _events(connection: duckdb.DuckDBPyConnection, key: str, customer_id: object) -> tuple[Moved, ...]:
    columns = {row[0] for row in connection.execute(f"describe {PUBLISHED}.main.membership_events").fetchall()}
    survivor = "survivor_id" if "survivor_id" in columns else "null as survivor_id"
    rows = _rows(
        connection,
        f"select event, occurred_at, cause, {survivor} from {PUBLISHED}.main.membership_events"
        " where group_key = $key and customer_id = $id order by event_id",
        key=key,
        id=customer_id,
    )
    return tuple(Moved(**row) for row in rows)


def _by_hand(connection: duckdb.DuckDBPyConnection, key: str, customer_id: object) -> ByHand | None:
    rows = _rows(
        connection,
        f"select action, entered_by, reason, entered_at, expires_at from {BY_HAND}"
        " where group_key = $key and customer_id = $id",
        key=key,
        id=customer_id,
    )
    return ByHand(**rows[0]) if rows else None


def _has_changed(shop: Shop, key: str, published: str) -> bool:
    try:
        text = group_file(shop.project, key).read_text(encoding="utf-8", errors="replace")
    except RollcallError:
        return True
    return text.split() != published.split()


def _as_id(customer_id: object) -> str:
    return literal(customer_id) if isinstance(customer_id, str) else str(customer_id)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> Rows:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
