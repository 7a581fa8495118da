"""From a rule to the SQL of a group: which condition on customers says what each node asks.

A denying operator is `not` before the condition that it denies. Not here: conditions on what customers have records of
(sql_of_records.py, sql_of_measures.py), how conditions are joined (logic.py), and how all is laid out (layout.py).
"""

from orchestration.rules.fields import Terms
from orchestration.rules.language import (
    ActivePeriods,
    AnyAddress,
    FieldIs,
    FirstRecord,
    InGroup,
    InSequence,
    LastRecord,
    Leaf,
    Lines,
    Measure,
    NotOrderedSince,
    OnList,
    RankBand,
    Rule,
    SecondOrder,
)
from orchestration.rules.layout import Call, Condition, Options, group_file
from orchestration.rules.logic import conjuncts, joined
from orchestration.rules.records import OWNERS
from orchestration.rules.sql_of_measures import active_periods, measure
from orchestration.rules.sql_of_records import leaf_condition, narrowed, where, where_option, which_option
from orchestration.rules.wording import duration_in_words, window_options


def group_sql(rule: Rule, terms: Terms) -> str:
    """The text of a group's .sql file that selects the customers that the rule means."""
    condition = joined(rule, lambda leaf: _condition(leaf, terms), of_customers=True)
    return group_file(Call("auto_member") if condition is True else condition)


def _condition(leaf: Leaf, terms: Terms) -> Condition:
    """A leaf as a condition on customers."""
    match leaf:
        case FieldIs() | Lines():
            return leaf_condition(leaf, "customer", terms)
        case InGroup():
            return Call("in_group", (leaf.group,))
        case OnList():
            options: Options = [("state", leaf.state)] if leaf.state != "subscribed" else []
            options += [("default", leaf.default)] if leaf.default != "unsubscribed" else []
            return Call("on_list", (leaf.name,), tuple(options))
        case Measure():
            return measure(leaf, terms)
        case ActivePeriods():
            return active_periods(leaf, terms)
        case InSequence():
            return _sequence(leaf, terms)
        case FirstRecord():
            return _record("first_record", leaf.first_record, leaf, terms)
        case LastRecord():
            return _record("last_record", leaf.last_record, leaf, terms)
        case SecondOrder():
            nodes, narrowing = narrowed(conjuncts(leaf.where), terms)
            options = [*narrowing, *which_option(leaf), *where_option("where", nodes, "orders", terms)]
            return Call("second_order", ("within", duration_in_words(leaf.second_order)), tuple(options))
        case AnyAddress():
            return Call("city_of_any_address", (list(leaf.any_address),), (("country", leaf.country),))
        case NotOrderedSince():
            return Call("no_orders_since_sign_up", (leaf.name,) if leaf.name else ())
        case RankBand():
            options = [("of", leaf.of)] if leaf.of != "orders" else []
            options += [("field", leaf.field_sum)] if leaf.field_sum != "amount" else []
            options += [*window_options(leaf.window, terms.time_zone), *which_option(leaf)]
            return Call("rank_band", (leaf.rank_band, list(leaf.shares)), tuple(options))


def _sequence(leaf: InSequence, terms: Terms) -> Call:
    first, then = leaf.sequence
    options: Options = [("within", duration_in_words(leaf.within))] if leaf.within else []
    options += window_options(leaf.window, terms.time_zone)
    options += where_option("first_where", conjuncts(first.where), first.of, terms)
    options += where_option("then_where", conjuncts(then.where), then.of, terms)
    options += [*which_option(first, "first_which"), *which_option(then, "then_which")]
    return Call("sequence", (first.of, then.of), tuple(options))


def _record(name: str, records: str, leaf: FirstRecord | LastRecord, terms: Terms) -> Call:
    options = [*where_option("where", conjuncts(leaf.where), records, terms), *which_option(leaf)]
    return Call(name, (records, where(leaf.has, OWNERS[records], terms)), tuple(options))
