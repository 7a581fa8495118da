"""The conditions that say what a customer's records come to: their names, their arguments, what they look at.

A measure that leaves out customers without records asks, where its condition cannot, for a record besides. Not here:
what there is to measure (measures.py), or how a record is described (sql_of_records.py).
"""

from orchestration.rules.fields import Terms
from orchestration.rules.language import ActivePeriods, Measure
from orchestration.rules.layout import Call, Condition, Literal, Not, Options
from orchestration.rules.logic import conjuncts, join
from orchestration.rules.measures import MEASURES
from orchestration.rules.operators import PRESENCE, WORDS, WORDS_OF_MEASURES, asked
from orchestration.rules.records import ALWAYS_SET, OWNERS
from orchestration.rules.sql_of_records import line_options, narrowed, where, where_option, which_option
from orchestration.rules.values import count_and_unit
from orchestration.rules.window_ends import as_instants
from orchestration.rules.windows import Between, DayOffset, Period
from orchestration.rules.wording import as_literal, as_number, duration_in_words, window_options

# What has the options source=, product=, category= and label=.
NARROWED = ("number_of_orders", "total_purchases", "average_order_value")


def measure(leaf: Measure, terms: Terms) -> Condition:
    """What a customer's records come to, compared."""
    op, denied = asked(leaf.op)
    known = MEASURES[leaf.measure]
    if known.of_a_number and op in PRESENCE:
        exists = _has_records(leaf, terms, with_number=True)
        return _excluding_zero(leaf, exists if (op == "is_set") != denied else Not(exists), terms)

    if leaf.measure == "share" and leaf.has is not None:
        has = where(leaf.has, OWNERS[leaf.of], terms)
        given: tuple[Literal, ...] = (leaf.of, WORDS_OF_MEASURES[op], as_number(leaf.value), has)
        share = Call(known.condition, given, tuple(_looked_at(leaf, known.condition, terms)))
        return _excluding_zero(leaf, Not(share), terms) if denied else share
    name, named = known.said_of(leaf.of, leaf.field)
    is_moment = known.kind == "moment"
    arguments: list[Literal] = [*named, (WORDS if is_moment else WORDS_OF_MEASURES)[op]]
    if leaf.value_window is not None:
        arguments.append(dict(window_options(leaf.value_window, leaf.tz or terms.time_zone)))
    elif op == "anniversary":
        pass
    elif leaf.value is not None:
        arguments.append(as_literal(leaf.value) if is_moment else as_number(leaf.value))
    options = line_options(leaf.line, terms)
    options += [("gross", True)] if leaf.measure == "spent_on" and leaf.field == "gross_amount" else []
    options += _looked_at(leaf, name, terms)
    if leaf.tz and ("time_zone", leaf.tz) not in options:
        options.append(("time_zone", leaf.tz))
    if leaf.zero == "exclude" and not denied and known.leaves_out_zero:
        options.append(("include_zero", False))
    call = Call(name, tuple(arguments), tuple(options))
    if denied or op == "is_empty" or leaf.measure == "distinct":
        return _excluding_zero(leaf, Not(call) if denied else call, terms)
    return call


def _excluding_zero(leaf: Measure, condition: Condition, terms: Terms) -> Condition:
    """The condition, without customers who have no record if the measure leaves them out."""
    return join("and", [_has_records(leaf, terms), condition]) if leaf.zero == "exclude" else condition


def _looked_at(leaf: Measure, name: str, terms: Terms, *extra: Condition) -> Options:
    """The options that say which records a measure looks at; its window goes by the measure's clock or its own."""
    nodes = conjuncts(leaf.where)
    nodes, options = narrowed(nodes, terms) if name in NARROWED else (nodes, [])
    window, here = leaf.window, leaf.tz or terms.time_zone
    if isinstance(window, Between | Period | DayOffset) and not window.tz:
        window = window.model_copy(update={"tz": leaf.tz})
    elif isinstance(window, Between) and MEASURES[leaf.measure].by_the_clock and window.tz != here:
        window = as_instants(window, window.tz or terms.time_zone)
    about = where_option("where", nodes, leaf.of, terms, *extra)
    return [*window_options(window, terms.time_zone), *options, *which_option(leaf), *about]


def _has_records(leaf: Measure, terms: Terms, with_number: bool = False) -> Call:
    """The customer has a record that the measure looks at; `with_number`, one that has the number it takes."""
    name, named = MEASURES["count"].said_of(leaf.of, None)
    extra = [Call("any_line", (where(leaf.line, "line", terms),))] if leaf.line else []
    if with_number and leaf.field not in ALWAYS_SET:
        extra.append(Call("field", (f"{OWNERS[leaf.of]}.{leaf.field}", "is set")))
    arguments: list[Literal] = [*named, WORDS["gte"], 1]
    return Call(name, tuple(arguments), tuple(_looked_at(leaf, name, terms, *extra)))


def active_periods(leaf: ActivePeriods, terms: Terms) -> Condition:
    """In how many of the last periods the records were so many."""
    op, denied = asked(leaf.op)
    each, _ = asked(leaf.per_period.op)
    looked_at = [*which_option(leaf), *where_option("where", conjuncts(leaf.where), leaf.of, terms)]
    options: Options = [
        ("period", duration_in_words(leaf.period)),
        ("periods", leaf.periods),
        ("per_period", [WORDS_OF_MEASURES[each], as_number(leaf.per_period.value)]),
        *looked_at,
    ]
    if leaf.zero == "exclude" and not denied:
        options.append(("include_zero", False))
    call = Call("active_periods", (leaf.of, WORDS_OF_MEASURES[op], as_number(leaf.value)), tuple(options))
    if denied and leaf.zero == "exclude":
        length, unit = count_and_unit(leaf.period)
        whole = duration_in_words(f"{length * leaf.periods}{unit}")
        all_periods: Options = [("between", [f"after {whole} ago", "now"])]
        any_record = Call("number_of", (leaf.of, WORDS["gte"], 1), (*all_periods, *looked_at))
        return join("and", [any_record, Not(call)])
    return Not(call) if denied else call
