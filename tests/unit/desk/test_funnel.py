"""The funnel against the same counted one customer at a time."""

from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.desk.funnel import judged_sql, read_funnel, tree_sql
from orchestration.desk.tree import Joined, Leaf, Part
from tests.unit.desk.made import CUSTOMERS, HEAD, rendered, shop, tree_of

READS = [("read_1", f"select customer_id, max(y) as most from {CUSTOMERS} group by customer_id")]
# What a condition may be made of, bare or in brackets.
CONDITIONS = {
    "a": "x > 0",
    "b": "(x > 0 and y > 0)",
    "c": "customer_id in (select customer_id from read_1 where most = 2)",
    "d": "customer_id not in (select customer_id from read_1 where not (coalesce(most, 0) < 2))",
    "e": "coalesce(s = 'a', false)",
    "f": "true",
    "bare_and": "x > 0 and y < 2",
    "bare_or": "x = 1 or y = 1",
}
LEAVES = [f"{{{{ {name} }}}}" for name in CONDITIONS] + [
    "x = 1", "y between 0 and 1", "s is null", "s in ('a', 'b)')", "(x + y) > 1", "x < y", "null", "not x = 2",
]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"{two[0]} and {two[1]}"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        inner.map(lambda one: f"not ({one})"),
        inner.map(lambda one: f"not {one}"),
    ),
    max_leaves=7,
)
CONNECTION = shop()
WITH_READS = "with read_1 as (" + READS[0][1] + ") "
Values = Sequence[bool | None]


def value(part: Part, values: Values) -> bool | None:
    """SQL's own logic, in which what is missing is neither."""
    if isinstance(part, Leaf):
        return values[part.number]
    children = [value(each, values) for each in part.children]
    if part.word == "not":
        return None if children[0] is None else not children[0]
    decides = part.word == "or"
    if decides in children:
        return decides
    return None if None in children else not decides


def wanted(part: Part, want: bool = True) -> dict[int, bool]:
    if isinstance(part, Leaf):
        return {part.number: want}
    found: dict[int, bool] = {}
    for each in part.children:
        for number, wants in wanted(each, want != (part.word == "not")).items():
            found.setdefault(number, wants)
    return found


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_the_funnel_counts_what_counting_one_by_one_counts(where: str) -> None:
    definition = HEAD + "where " + where
    tree = tree_of(definition, CONDITIONS)
    funnel = read_funnel(CONNECTION, READS, tree)
    members = {row[0] for row in CONNECTION.execute(WITH_READS + rendered(definition, CONDITIONS)).fetchall()}
    rows = CONNECTION.execute(judged_sql(READS, tree, ["customer_id"]) + " from judged").fetchall()
    root = tree.root
    assert root is not None
    assert {row[0] for row in rows if value(root, row[1:])} == members
    assert (funnel.customers, funnel.selected) == (len(rows), len(members))
    wants = wanted(root)
    for number, counted in enumerate(funnel.conditions):
        out = [row[1:] for row in rows if not value(root, row[1:])]
        one_away = [
            values
            for values in out
            if any(value(root, [*values[:number], other, *values[number + 1 :]]) for other in (True, False))
        ]
        others = [values for values in one_away if all(values[each] is wants[each] for each in wants if each != number)]
        assert counted.satisfied_by == sum(row[1 + number] is True for row in rows)
        assert counted.unknown == sum(row[1 + number] is None for row in rows)
        assert (counted.one_away, counted.kept_out_by_it_alone) == (len(one_away), len(others))


def test_who_has_no_value_is_kept_out_and_told_apart() -> None:
    funnel = read_funnel(CONNECTION, READS, tree_of(HEAD + "where x > 0 and y = 1"))
    (x, y) = funnel.conditions
    assert (x.satisfied_by, x.unknown, x.kept_out_by_it_alone) == (24, 12, 6)
    assert (y.satisfied_by, y.unknown, y.one_away) == (12, 12, 18)


def test_of_conditions_joined_by_or_none_keeps_anybody_out_alone() -> None:
    funnel = read_funnel(CONNECTION, READS, tree_of(HEAD + "where x = 1 or y = 1"))
    assert [each.kept_out_by_it_alone for each in funnel.conditions] == [0, 0]
    assert [each.one_away for each in funnel.conditions] == [27, 27]


def test_without_conditions_everybody_is_selected() -> None:
    funnel = read_funnel(CONNECTION, READS, tree_of(HEAD))
    assert (funnel.customers, funnel.selected, funnel.conditions, funnel.tree) == (48, 48, (), None)


def test_the_tree_counts_what_joins_the_conditions() -> None:
    tree = tree_of(HEAD + "where {{ a }} and not (y = 1 or s = 'a')", CONDITIONS)
    counted = read_funnel(CONNECTION, READS, tree).tree
    assert counted is not None and isinstance(tree.root, Joined)
    below_not: Callable[[Part], Part] = lambda part: part.children[0] if isinstance(part, Joined) else part  # noqa: E731
    either = below_not(tree.root.children[1])
    ((expected,),) = CONNECTION.execute(
        judged_sql(READS, tree, []) + f" select count(*) from judged where {tree_sql(either)}"
    ).fetchall()
    assert counted.children[1].children[0].satisfied_by == expected == 24
