"""Whether a rule of the right shape can be asked of this shop's customers; if not, every fault with its place.

Everything that the generated conditions would refuse when a group is compiled is refused here first. Belongs here:
faults that show only from several keys together, or from the project's columns. Not here: what a single key may hold
(keys.py).
"""

from orchestration.rules.faults import Fault, unknown
from orchestration.rules.fields import Terms
from orchestration.rules.fitting import Reader, check_window
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
    leaves,
)
from orchestration.rules.meaning_of_fields import check_countries
from orchestration.rules.meaning_of_measures import check_active_periods, check_measure
from orchestration.rules.meaning_of_records import check_leaf, check_looked_at, check_number_field, check_where


def faults(rule: Rule, terms: Terms) -> list[Fault]:
    """Everything in the rule that cannot be asked of this shop's customers."""
    reader = Reader(terms)
    for leaf, path in leaves(rule, "rule"):
        _check(reader, leaf, path)
    return reader.faults


def _check(reader: Reader, leaf: Leaf, path: str) -> None:
    """A condition on customers."""
    match leaf:
        case FieldIs() | Lines():
            check_leaf(reader, leaf, path, "customer")
        case Measure():
            check_measure(reader, leaf, path)
        case ActivePeriods():
            check_active_periods(reader, leaf, path)
        case InSequence():
            for position, step in enumerate(leaf.sequence):
                check_looked_at(reader, step, f"{path}.sequence[{position}]", step.of)
            check_window(reader, leaf.window, f"{path}.window")
        case FirstRecord() | LastRecord():
            records = leaf.first_record if isinstance(leaf, FirstRecord) else leaf.last_record
            check_looked_at(reader, leaf, path, records)
            check_where(reader, leaf.has, f"{path}.has", records, leaf.which, leaf.where)
        case SecondOrder():
            check_looked_at(reader, leaf, path, "orders")
        case RankBand():
            check_looked_at(reader, leaf, path, leaf.of)
            check_number_field(reader, leaf.field_sum, f"{path}.field_sum", leaf.of)
            if leaf.rank_band > len(leaf.shares):
                fix = f"write 0 to {len(leaf.shares)}; the last takes the rest"
                reader.fault(f"{path}.rank_band", f"there is no band {leaf.rank_band}", fix)
            check_window(reader, leaf.window, f"{path}.window")
        case InGroup() if reader.terms.groups is not None and leaf.group not in reader.terms.groups:
            fix = unknown(leaf.group, sorted(reader.terms.groups), "name a file of models/customer_groups")
            reader.fault(f"{path}.group", f"there is no group '{leaf.group}'", fix)
        case AnyAddress():
            check_countries(reader, [leaf.country], f"{path}.country")
        case InGroup() | OnList() | NotOrderedSince():
            pass
