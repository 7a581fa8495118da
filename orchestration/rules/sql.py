"""From a rule to the SQL of a group: which condition says what each node asks, with which words.

Customers' conditions are joined by SQL's own and, or, not; inside a `where` the macros all_of, any_of and none_of join.
A denying operator is `not` before the condition that it denies. How it is laid out is layout.py's.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from orchestration.rules.fields import Terms, resolved
from orchestration.rules.language import (
    ActivePeriods,
    All,
    AnyAddress,
    AnyOf,
    Everyone,
    FieldIs,
    FirstRecord,
    InGroup,
    InSequence,
    LastRecord,
    Lines,
    LooksAt,
    Measure,
    NoneOf,
    NotOrderedSince,
    OnList,
    RankBand,
    Rule,
    SecondOrder,
)
from orchestration.rules.layout import Call, Condition, Joined, Literal, Not, group_file
from orchestration.rules.measures import MEASURES
from orchestration.rules.operators import COMPARING, MATCHING, PRESENCE, WORDS, WORDS_OF_MEASURES, asked
from orchestration.rules.records import ALWAYS_SET, LINES, OWNERS
from orchestration.rules.values import (
    NUMBER,
    Relative,
    Value,
    bound_in_words,
    count_and_unit,
    duration_in_words,
    number,
    plain_digits,
)
from orchestration.rules.window_ends import as_instants, fixed_end
from orchestration.rules.windows import Ago, BeforeAgo, Between, DayOffset, Last, Next, Period, Window

# What has the options source=, product=, category= and label=.
NARROWED = ("number_of_orders", "total_purchases", "average_order_value")
NARROWING = {
    "order.source": ("eq", "in"),
    "line.product": ("eq", "in"),
    "line.category": ("in_tree",),
    "line.label": ("eq", "in"),
}

Options = list[tuple[str, Literal]]


def group_sql(rule: Rule, terms: Terms) -> str:
    """The text of a group's .sql file that selects whom the rule means."""
    condition = _Writer(terms).condition(rule, "customer")
    return group_file(Call("auto_member") if condition is True else condition)


def _join(word: str, conditions: Iterable[Condition]) -> Condition:
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
            return _join("or" if condition.word == "and" else "and", map(_deny, condition.conditions))
    return Not(condition)


class _Writer:
    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def condition(self, node: Rule, owner: str, inside_or: bool = False) -> Condition:
        """A node as a condition on what `owner` names: the customer, a record, an order line."""
        match node:
            case All():
                return _join("and", [self.condition(each, owner) for each in node.nodes])
            case AnyOf():
                return _join("or", [self.condition(each, owner, inside_or=len(node.nodes) > 1) for each in node.nodes])
            case NoneOf() if inside_or or owner != "customer":
                return _deny(_join("or", [self.condition(each, owner, inside_or=True) for each in node.nodes]))
            case NoneOf():
                denied = [alternative for each in node.nodes for alternative in _alternatives(each)]
                return _join("and", [_deny(self.condition(each, owner)) for each in denied])
            case Everyone():
                return True
            case FieldIs():
                return self._field(node, owner)
            case Lines():
                inner = self._where(node.where, "line")
                if isinstance(node.lines, int):
                    return Call("at_least_lines", (node.lines, inner))
                return Call(LINES[node.lines], (inner,))
            case InGroup():
                return Call("in_group", (node.group,))
            case OnList():
                options: Options = [("state", node.state)] if node.state != "subscribed" else []
                options += [("default", node.default)] if node.default != "unsubscribed" else []
                return Call("on_list", (node.name,), tuple(options))
            case Measure():
                return self._measure(node)
            case ActivePeriods():
                return self._active_periods(node)
            case InSequence():
                first, then = node.sequence
                options = [("within", duration_in_words(node.within))] if node.within else []
                options += self._window(node.window)
                options += self._option("first_where", _conjuncts(first.where), first.of)
                options += self._option("then_where", _conjuncts(then.where), then.of)
                options += [*_which(first, "first_which"), *_which(then, "then_which")]
                return Call("sequence", (first.of, then.of), tuple(options))
            case FirstRecord():
                return self._record("first_record", node.first_record, node)
            case LastRecord():
                return self._record("last_record", node.last_record, node)
            case SecondOrder():
                nodes, narrowed = self._narrowed(_conjuncts(node.where))
                options = [*narrowed, *_which(node), *self._option("where", nodes, "orders")]
                return Call("second_order", ("within", duration_in_words(node.second_order)), tuple(options))
            case AnyAddress():
                return Call("city_of_any_address", (list(node.any_address),), (("country", node.country),))
            case NotOrderedSince():
                return Call("no_orders_since_sign_up", (node.name,) if node.name else ())
            case RankBand():
                options = [("of", node.of)] if node.of != "orders" else []
                options += [("field", node.field_sum)] if node.field_sum != "amount" else []
                return Call(
                    "rank_band",
                    (node.rank_band, list(node.shares)),
                    (*options, *self._window(node.window), *_which(node)),
                )

    def _record(self, name: str, records: str, node: FirstRecord | LastRecord) -> Call:
        options = self._option("where", _conjuncts(node.where), records)
        return Call(name, (records, self._where(node.has, OWNERS[records])), (*options, *_which(node)))

    # Inside where=

    def _where(self, node: Rule, owner: str) -> Literal:
        """A node as the value of a where=."""
        return _as_call(self.condition(node, owner))

    def _option(self, name: str, nodes: Sequence[Rule], records: str, *extra: Condition) -> Options:
        """The nodes as an option called `name`, which is left out where it would say nothing."""
        condition = _join("and", [*(self.condition(each, OWNERS[records]) for each in nodes), *extra])
        return [] if condition is True else [(name, _as_call(condition))]

    # Fields

    def _field(self, leaf: FieldIs, owner: str) -> Condition:
        name, kind = resolved(leaf.field, owner, self._terms)
        op, denied = asked(leaf.op)
        arguments: list[Literal] = [name, WORDS[op]]
        if op == "in_window" and leaf.window is not None:
            arguments.append(dict(self._window(leaf.window, leaf.tz)))
        elif op == "anniversary":
            arguments += [leaf.offset_days] if leaf.offset_days else []
        elif leaf.value is not None:
            is_number = op in COMPARING or kind == "number" or leaf.derive is not None
            written = _as_text if op in MATCHING else _as_number if is_number else _as_literal
            arguments.append(written(leaf.value))
        options: Options = [("ignore_case", True)] if leaf.ci else []
        options += [("time_zone", leaf.tz)] if leaf.tz else []
        options += [("derive", leaf.derive)] if leaf.derive else []
        call = Call("field", tuple(arguments), tuple(options))
        return Not(call) if denied else call

    # Measures

    def _measure(self, leaf: Measure) -> Condition:
        op, denied = asked(leaf.op)
        known = MEASURES[leaf.measure]
        if known.of_a_number and op in PRESENCE:
            exists = self._has_records(leaf, with_number=True)
            return self._excluding_zero(leaf, exists if (op == "is_set") != denied else Not(exists))

        if leaf.measure == "share" and leaf.has is not None:
            has = self._where(leaf.has, OWNERS[leaf.of])
            given: tuple[Literal, ...] = (leaf.of, WORDS_OF_MEASURES[op], _as_number(leaf.value), has)
            share = Call(known.condition, given, tuple(self._looked_at(leaf, known.condition)))
            return self._excluding_zero(leaf, Not(share)) if denied else share
        name, named = known.said_of(leaf.of, leaf.field)
        is_moment = known.kind == "moment"
        arguments: list[Literal] = [*named, (WORDS if is_moment else WORDS_OF_MEASURES)[op]]
        if leaf.value_window is not None:
            arguments.append(dict(self._window(leaf.value_window, leaf.tz)))
        elif op == "anniversary":
            pass
        elif leaf.value is not None:
            arguments.append(_as_literal(leaf.value) if is_moment else _as_number(leaf.value))
        options = [*self._spent_on(leaf), *self._looked_at(leaf, name)]
        if leaf.tz and ("time_zone", leaf.tz) not in options:
            options.append(("time_zone", leaf.tz))
        if leaf.zero == "exclude" and not denied and known.leaves_out_zero:
            options.append(("include_zero", False))
        call = Call(name, tuple(arguments), tuple(options))
        if denied or op == "is_empty" or leaf.measure == "distinct":
            return self._excluding_zero(leaf, Not(call) if denied else call)
        return call

    def _spent_on(self, leaf: Measure) -> Options:
        """On what kind of lines is spent: product=, category= and label= where they say it, the rest as line=."""
        said: dict[str, Literal] = {}
        rest: list[Rule] = []
        for node in _conjuncts(leaf.line):
            option = self._narrowing(node)
            if option and option[0] not in said:
                said.update([option])
            else:
                rest.append(node)
        options: Options = list(said.items())
        if leaf.line is not None and (rest or not options):
            options.append(("line", _as_call(_join("and", [self.condition(each, "line") for each in rest]))))
        return [*options, ("gross", True)] if leaf.measure == "spent_on" and leaf.field == "gross_amount" else options

    def _excluding_zero(self, leaf: Measure, condition: Condition) -> Condition:
        """The condition, without customers who have no record if the measure leaves them out."""
        return _join("and", [self._has_records(leaf), condition]) if leaf.zero == "exclude" else condition

    def _looked_at(self, leaf: Measure, name: str, *extra: Condition) -> Options:
        """The options that say which records a measure looks at; its window goes by the measure's clock or its own."""
        nodes = _conjuncts(leaf.where)
        nodes, narrowed = self._narrowed(nodes) if name in NARROWED else (nodes, [])
        window, here = leaf.window, leaf.tz or self._terms.time_zone
        if isinstance(window, Between | Period | DayOffset) and not window.tz:
            window = window.model_copy(update={"tz": leaf.tz})
        elif isinstance(window, Between) and MEASURES[leaf.measure].by_the_clock and window.tz != here:
            window = as_instants(window, window.tz or self._terms.time_zone)
        where = self._option("where", nodes, leaf.of, *extra)
        return [*self._window(window), *narrowed, *_which(leaf), *where]

    def _has_records(self, leaf: Measure, with_number: bool = False) -> Call:
        """The customer has a record that the measure looks at; `with_number`, one that has the number it takes."""
        name, named = MEASURES["count"].said_of(leaf.of, None)
        extra = [Call("any_line", (self._where(leaf.line, "line"),))] if leaf.line else []
        if with_number and leaf.field not in ALWAYS_SET:
            extra.append(Call("field", (f"{OWNERS[leaf.of]}.{leaf.field}", "is set")))
        arguments: list[Literal] = [*named, WORDS["gte"], 1]
        return Call(name, tuple(arguments), tuple(self._looked_at(leaf, name, *extra)))

    def _narrowed(self, nodes: Sequence[Rule]) -> tuple[list[Rule], Options]:
        """Of what orders must meet: the nodes left over once source=, product=, category= and label= say the others.

        The last three are about one and the same line, as the conditions inside one {lines: any} are.
        """
        rest: list[Rule] = []
        said: dict[str, Options] = {}
        for node in nodes:
            about, inner = ("order", [node])
            if isinstance(node, Lines) and node.lines == "any":
                about, inner = ("line", _conjuncts(node.where))
            options = [option for each in inner if (option := self._narrowing(each))]
            if options and len(dict(options)) == len(inner) and about not in said:
                said[about] = options
            else:
                rest.append(node)
        return rest, [option for options in said.values() for option in options]

    def _narrowing(self, node: Rule) -> tuple[str, Literal] | None:
        """A field compared as an option of the conditions on orders, if one says the same."""
        if not isinstance(node, FieldIs) or node.ci or node.op not in NARROWING.get(node.field, ()):
            return None
        if node.field == "line.product" and not self._terms.has_text_ids:
            return None
        compared: list[Value | None] = [*node.value] if isinstance(node.value, list) else [node.value]
        # Options compare texts; field() knows that 7, '7' and '7.0' are one number.
        if not all(isinstance(each, str) and not NUMBER.fullmatch(each) for each in compared):
            return None
        return node.field.partition(".")[2], _as_literal(node.value)

    def _active_periods(self, leaf: ActivePeriods) -> Condition:
        op, denied = asked(leaf.op)
        each, _ = asked(leaf.per_period.op)
        where = [*_which(leaf), *self._option("where", _conjuncts(leaf.where), leaf.of)]
        options: Options = [
            ("period", duration_in_words(leaf.period)),
            ("periods", leaf.periods),
            ("per_period", [WORDS_OF_MEASURES[each], _as_number(leaf.per_period.value)]),
            *where,
        ]
        if leaf.zero == "exclude" and not denied:
            options.append(("include_zero", False))
        call = Call("active_periods", (leaf.of, WORDS_OF_MEASURES[op], _as_number(leaf.value)), tuple(options))
        if denied and leaf.zero == "exclude":
            length, unit = count_and_unit(leaf.period)
            whole = duration_in_words(f"{length * leaf.periods}{unit}")
            all_periods: Options = [("between", [f"after {whole} ago", "now"])]
            return _join("and", [Call("number_of", (leaf.of, WORDS["gte"], 1), (*all_periods, *where)), Not(call)])
        return Not(call) if denied else call

    # Windows

    def _window(self, window: Window | None, clock: str | None = None) -> Options:
        """The window's arguments; a `clock` is that of the condition, which names it beside the window."""
        options: Options = []
        match window:
            case Last():
                return [("last", duration_in_words(window.last))]
            case BeforeAgo():
                return [("before", duration_in_words(window.before_ago))]
            case Next():
                return [("between", ["now", f"{duration_in_words(window.next)} ahead"])]
            case Ago():
                older, newer = map(duration_in_words, window.ago)
                return [("between", [f"{older} ago", f"before {newer} ago"])]
            case Period():
                options = [("period", window.period.replace("_", " "))]
            case DayOffset():
                options = [("period", _day(window.day_offset))]
            case Between():
                start, end = (self._bound(window, each, clock) for each in (window.start, window.end))
                if start and not window.from_inclusive:
                    start = f"after {start}"
                if end and not window.to_inclusive:
                    end = f"before {end}"
                options = [("between", [start, end])]
            case None:
                return []
        return [*options, ("time_zone", window.tz)] if window.tz else options

    def _bound(self, window: Between, bound: str | Relative | None, clock: str | None = None) -> str | None:
        if isinstance(bound, Relative):
            return f"the day {bound_in_words(bound)}" if window.granularity else bound_in_words(bound)
        return None if bound is None else fixed_end(window, bound, window.tz or clock or self._terms.time_zone)


def _which(leaf: LooksAt, name: str = "which") -> Options:
    """The option that says which orders are looked at, where it is not those that count."""
    return [(name, leaf.which)] if leaf.which != "counted" else []


def _conjuncts(node: Rule | None) -> list[Rule]:
    """The nodes that must hold for the node to hold."""
    if isinstance(node, All):
        return [inner for each in node.nodes for inner in _conjuncts(each)]
    return [] if node is None else [node]


def _alternatives(node: Rule) -> list[Rule]:
    """The nodes of which one must hold for the node to hold."""
    return [inner for each in node.nodes for inner in _alternatives(each)] if isinstance(node, AnyOf) else [node]


def _as_call(condition: Condition) -> Literal:
    """A condition as the text of a where=, in calls alone."""
    match condition:
        case Call():
            return condition
        case bool():
            return str(condition).lower()
        case Not(Joined("or", conditions)):
            return Call("none_of", tuple(map(_as_call, conditions)))
        case Not():
            return Call("none_of", (_as_call(condition.condition),))
        case Joined():
            return Call("all_of" if condition.word == "and" else "any_of", tuple(map(_as_call, condition.conditions)))


def _as_literal(value: Value | None) -> Literal:
    return bound_in_words(value) if isinstance(value, Relative) else value


def _as_text(value: Value) -> str:
    assert isinstance(value, str | int | Decimal)
    return value if isinstance(value, str) else plain_digits(value)


def _as_number(value: Value | None) -> Literal:
    assert value is not None
    return [number(each) for each in value] if isinstance(value, list) else number(value)


def _day(offset: int) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(offset) or f"{abs(offset)} days {'ago' if offset < 0 else 'ahead'}"
