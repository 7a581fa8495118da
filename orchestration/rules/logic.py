"""And, or, not: how conditions are joined and denied, between customers' conditions and inside a `where`.

SQL's own and, or, not join customers' conditions; inside a `where` the macros all_of, any_of and none_of do. Not here:
the conditions themselves (sql.py, sql_of_records.py).
"""

from collections.abc import Callable, Iterable

from orchestration.rules.language import All, AnyOf, Everyone, Leaf, NoneOf, Rule
from orchestration.rules.layout import Call, Condition, Joined, Literal, Not

Say = Callable[[Leaf], Condition]


def joined(node: Rule, say: Say, of_customers: bool, inside_or: bool = False) -> Condition:
    """A node as a condition, whose leaves `say` says."""

    def inner(each: Rule, inside_or: bool = False) -> Condition:
        return joined(each, say, of_customers, inside_or)

    match node:
        case All():
            return join("and", map(inner, node.nodes))
        case AnyOf():
            return join("or", [inner(each, inside_or=len(node.nodes) > 1) for each in node.nodes])
        case NoneOf() if inside_or or not of_customers:
            return _deny(join("or", [inner(each, inside_or=True) for each in node.nodes]))
        case NoneOf():
            denied = [alternative for each in node.nodes for alternative in _alternatives(each)]
            return join("and", [_deny(inner(each)) for each in denied])
        case Everyone():
            return True
        case _:
            return say(node)


def join(word: str, conditions: Iterable[Condition]) -> Condition:
    """The conditions joined; those joined by the same word become part of it, one alone stays as it is."""
    flat: list[Condition] = []
    for each in conditions:
        flat += each.conditions if isinstance(each, Joined) and each.word == word else [each]
    if not flat:
        return word == "and"
    return flat[0] if len(flat) == 1 else Joined(word, tuple(flat))


def _deny(condition: Condition) -> Condition:
    match condition:
        case bool():
            return not condition
        case Not():
            return condition.condition
        case Joined() if all(isinstance(each, Not) for each in condition.conditions):
            return join("or" if condition.word == "and" else "and", map(_deny, condition.conditions))
    return Not(condition)


def conjuncts(node: Rule | None) -> list[Rule]:
    """The nodes that must hold for the node to hold."""
    if isinstance(node, All):
        return [inner for each in node.nodes for inner in conjuncts(each)]
    return [] if node is None else [node]


def _alternatives(node: Rule) -> list[Rule]:
    """The nodes of which one must hold for the node to hold."""
    return [inner for each in node.nodes for inner in _alternatives(each)] if isinstance(node, AnyOf) else [node]


def as_call(condition: Condition) -> Literal:
    """A condition as the text of a where=, in calls alone."""
    match condition:
        case Call():
            return condition
        case bool():
            return str(condition).lower()
        case Not(Joined("or", conditions)):
            return Call("none_of", tuple(map(as_call, conditions)))
        case Not():
            return Call("none_of", (as_call(condition.condition),))
        case Joined():
            return Call("all_of" if condition.word == "and" else "any_of", tuple(map(as_call, condition.conditions)))
