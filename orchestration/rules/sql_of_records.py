"""The conditions on one record or order line: the call of `field`, and what stands in a where= or an option like it.

Not here: which customers the records make members (sql.py, sql_of_measures.py).
"""

from collections.abc import Sequence

from orchestration.rules.fields import Terms, resolved
from orchestration.rules.language import FieldIs, Leaf, Lines, LooksAt, Rule
from orchestration.rules.layout import Call, Condition, Literal, Not, Options
from orchestration.rules.logic import as_call, conjuncts, join, joined
from orchestration.rules.operators import COMPARING, MATCHING, WORDS, asked
from orchestration.rules.records import LINES, OWNERS
from orchestration.rules.values import NUMBER, Value
from orchestration.rules.wording import as_literal, as_number, as_text, window_options

# Fields that the conditions on orders have an option for, with the operators that it asks.
NARROWING = {
    "order.source": ("eq", "in"),
    "line.product": ("eq", "in"),
    "line.category": ("in_tree",),
    "line.label": ("eq", "in"),
}


def where(node: Rule, owner: str, terms: Terms) -> Literal:
    """A node as the value of a where=, of what `owner` names: a record, an order line."""
    return as_call(_condition(node, owner, terms))


def where_option(name: str, nodes: Sequence[Rule], records: str, terms: Terms, *extra: Condition) -> Options:
    """The nodes as an option called `name`, which is left out where it would say nothing."""
    condition = join("and", [*(_condition(each, OWNERS[records], terms) for each in nodes), *extra])
    return [] if condition is True else [(name, as_call(condition))]


def which_option(leaf: LooksAt, name: str = "which") -> Options:
    """The option that says which orders are looked at, where it is not those that count."""
    return [(name, leaf.which)] if leaf.which != "counted" else []


def _condition(node: Rule, owner: str, terms: Terms) -> Condition:
    return joined(node, lambda leaf: leaf_condition(leaf, owner, terms), of_customers=False)


def leaf_condition(leaf: Leaf, owner: str, terms: Terms) -> Condition:
    """A field or lines as a condition on what `owner` names: the customer, a record, an order line."""
    match leaf:
        case FieldIs():
            return _field(leaf, owner, terms)
        case Lines():
            inner = where(leaf.where, "line", terms)
            if isinstance(leaf.lines, int):
                return Call("at_least_lines", (leaf.lines, inner))
            return Call(LINES[leaf.lines], (inner,))
    raise AssertionError(f"{leaf.example} inside a where")


def _field(leaf: FieldIs, owner: str, terms: Terms) -> Condition:
    name, kind = resolved(leaf.field, owner, terms)
    op, denied = asked(leaf.op)
    arguments: list[Literal] = [name, WORDS[op]]
    if op == "in_window" and leaf.window is not None:
        arguments.append(dict(window_options(leaf.window, leaf.tz or terms.time_zone)))
    elif op == "anniversary":
        arguments += [leaf.offset_days] if leaf.offset_days else []
    elif leaf.value is not None:
        is_number = op in COMPARING or kind == "number" or leaf.derive is not None
        written = as_text if op in MATCHING else as_number if is_number else as_literal
        arguments.append(written(leaf.value))
    options: Options = [("ignore_case", True)] if leaf.ci else []
    options += [("time_zone", leaf.tz)] if leaf.tz else []
    options += [("derive", leaf.derive)] if leaf.derive else []
    call = Call("field", tuple(arguments), tuple(options))
    return Not(call) if denied else call


def narrowed(nodes: Sequence[Rule], terms: Terms) -> tuple[list[Rule], Options]:
    """Of what orders must meet: the nodes left over once source=, product=, category= and label= say the others.

    The last three are about one and the same line, as the conditions inside one {lines: any} are.
    """
    rest: list[Rule] = []
    said: dict[str, Options] = {}
    for node in nodes:
        about, inner = ("order", [node])
        if isinstance(node, Lines) and node.lines == "any":
            about, inner = ("line", conjuncts(node.where))
        options = [option for each in inner if (option := _narrowing(each, terms))]
        if options and len(dict(options)) == len(inner) and about not in said:
            said[about] = options
        else:
            rest.append(node)
    return rest, [option for options in said.values() for option in options]


def line_options(node: Rule | None, terms: Terms) -> Options:
    """Which lines are meant: product=, category= and label= where they say it, the rest as line=."""
    rest: list[Rule] = []
    said: dict[str, Literal] = {}
    for each in conjuncts(node):
        option = _narrowing(each, terms)
        if option and option[0] not in said:
            said.update([option])
        else:
            rest.append(each)
    if node is not None and (rest or not said):
        said["line"] = as_call(join("and", [_condition(each, "line", terms) for each in rest]))
    return list(said.items())


def _narrowing(node: Rule, terms: Terms) -> tuple[str, Literal] | None:
    """A field compared as an option of the conditions on orders, if one says the same."""
    if not isinstance(node, FieldIs) or node.ci or node.op not in NARROWING.get(node.field, ()):
        return None
    if node.field == "line.product" and not terms.has_text_ids:
        return None
    compared: list[Value | None] = [*node.value] if isinstance(node.value, list) else [node.value]
    # Options compare texts; field() knows that 7, '7' and '7.0' are one number.
    if not all(isinstance(each, str) and not NUMBER.fullmatch(each) for each in compared):
        return None
    return node.field.partition(".")[2], as_literal(node.value)
