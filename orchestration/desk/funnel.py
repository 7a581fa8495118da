"""How many customers each condition of a group lets through, and how many it alone keeps out: exactly, in one query.

The query groups all customers by the values of the conditions, of which there are few combinations, and counts from
those. A value may be missing (NULL), which is neither true nor false.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from orchestration.desk.tree import Joined, Leaf, Part, Tree
from orchestration.warehouse.text import common_tables


@dataclass(frozen=True)
class Counted:
    """A condition as the file has it, and of how many customers what is true.

    `unknown`: it is neither true nor false. `kept_out_by_it_alone`: satisfy all other conditions, and are out.
    `one_away`: are out, and would be in if this condition alone changed.
    """

    condition: str
    satisfied_by: int
    unknown: int
    kept_out_by_it_alone: int
    one_away: int


@dataclass(frozen=True)
class Counts:
    """A part of the tree: `word` is `and`, `or`, `not` or `condition`; the last has the number of the condition."""

    word: str
    satisfied_by: int
    condition: int | None
    children: "tuple[Counts, ...]"


@dataclass(frozen=True)
class Funnel:
    """Of `customers`, `selected` are selected; without a tree everybody is."""

    customers: int
    selected: int
    conditions: tuple[Counted, ...]
    tree: Counts | None


def read_funnel(connection: duckdb.DuckDBPyConnection, reads: Sequence[tuple[str, str]], tree: Tree) -> Funnel:
    """The funnel of a tree; `reads` are the common table expressions that its conditions name."""
    row = connection.execute(funnel_sql(reads, tree)).fetchone()
    assert row is not None
    numbers = iter(int(each or 0) for each in row)
    customers = next(numbers)
    if tree.root is None:
        return Funnel(customers, customers, (), None)
    selected = next(numbers)
    conditions = tuple(
        Counted(each.text, next(numbers), next(numbers), next(numbers), next(numbers)) for each in tree.conditions
    )
    return Funnel(customers, selected, conditions, _counts(tree.root, numbers, conditions))


def funnel_sql(reads: Sequence[tuple[str, str]], tree: Tree) -> str:
    """A row of counts: of all customers, of those selected, of each condition, and of what joins them."""
    counts = ["sum(customers)", *_counts_of_conditions(tree)] if tree.root is not None else ["sum(customers)"]
    columns = [_column(number) for number in range(len(tree.conditions))]
    judged = judged_sql(reads, tree, [])
    return (
        f"{judged},\ncombinations as (select {', '.join([*columns, 'count(*) as customers'])} from judged group by all)"
        f"\nselect {', '.join(counts)} from combinations"
    )


def judged_sql(reads: Sequence[tuple[str, str]], tree: Tree, columns: Sequence[str], where: str = "true") -> str:
    """`with ..., judged as (...)`: columns of the customers, and each condition as a column c0, c1, ..."""
    conditions = [
        f"cast(({each.sql}\n) as boolean) as {_column(number)}" for number, each in enumerate(tree.conditions)
    ]
    selected = ",\n".join([*columns, *conditions]) or "1"
    judged = f"judged as (select {selected} from {tree.source} where {where})"
    return "with " + ",\n".join([*common_tables(reads), judged])


def tree_sql(part: Part | None, instead: Mapping[int, str] | None = None) -> str:
    """A part of the tree over the columns of `judged`; `instead` gives other values for some of them."""
    if part is None:
        return "true"
    if isinstance(part, Leaf):
        return (instead or {}).get(part.number, _column(part.number))
    children = [tree_sql(each, instead) for each in part.children]
    return f"(not {children[0]})" if part.word == "not" else f"({f' {part.word} '.join(children)})"


def _column(number: int) -> str:
    return f"c{number}"


def _counts_of_conditions(tree: Tree) -> Iterator[str]:
    is_out = f"{tree_sql(tree.root)} is not true"
    yield _count_where(tree_sql(tree.root))
    wants = wanted(tree.root)
    for number in range(len(tree.conditions)):
        column = _column(number)
        changed = [f"{tree_sql(tree.root, {number: value})} is true" for value in ("true", "false")]
        is_one_away = f"{is_out} and ({' or '.join(changed)})"
        others = [f"{_column(other)} is {str(want).lower()}" for other, want in wants.items() if other != number]
        yield _count_where(column)
        yield _count_where(f"{column} is null")
        yield _count_where(" and ".join([is_one_away, *others]))
        yield _count_where(is_one_away)
    for part in _joined(tree.root):
        yield _count_where(tree_sql(part))


def _count_where(condition: str) -> str:
    return f"sum(customers) filter (where {condition})"


def wanted(part: Part | None, value: bool = True) -> dict[int, bool]:
    """Which value of each condition lets customers in: false below an odd number of `not`."""
    if part is None:
        return {}
    if isinstance(part, Leaf):
        return {part.number: value}
    found: dict[int, bool] = {}
    for each in part.children:
        found = {**wanted(each, value != (part.word == "not")), **found}
    return found


def _joined(part: Part | None) -> Iterator[Joined]:
    """What joins conditions, a parent before its children."""
    if isinstance(part, Joined):
        yield part
        for each in part.children:
            yield from _joined(each)


def _counts(part: Part, numbers: Iterator[int], conditions: Sequence[Counted]) -> Counts:
    if isinstance(part, Leaf):
        return Counts("condition", conditions[part.number].satisfied_by, part.number, ())
    satisfied_by = next(numbers)
    return Counts(part.word, satisfied_by, None, tuple(_counts(each, numbers, conditions) for each in part.children))
