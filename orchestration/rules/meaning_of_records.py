"""Whether a `where` can be asked of records: only fields and lines are, and an order of some status can meet it.

Not here: what the records that meet it come to (meaning_of_measures.py).
"""

from orchestration.rules.faults import shown, unknown
from orchestration.rules.fitting import Reader
from orchestration.rules.language import FieldIs, Leaf, Lines, LooksAt, RankBand, Rule, leaves
from orchestration.rules.meaning_of_fields import check_field
from orchestration.rules.records import OWNERS, number_fields
from orchestration.rules.statuses import none_can_meet


def check_leaf(reader: Reader, leaf: Leaf, path: str, owner: str) -> None:
    """A condition on what `owner` names: the customer, a record, an order line."""
    match leaf:
        case FieldIs():
            check_field(reader, leaf, path, owner)
        case Lines():
            if owner != "order":
                reader.fault(path, "only an order has lines", "ask for them in the `where` of orders")
            check_lines(reader, leaf.where, f"{path}.where")
        case _:
            reader.fault(path, "inside `where` only fields can be asked for", f"write {FieldIs.example}")


def check_lines(reader: Reader, node: Rule, path: str) -> None:
    """A condition on an order line."""
    for leaf, place in leaves(node, path):
        check_leaf(reader, leaf, place, "line")


def check_where(reader: Reader, node: Rule | None, path: str, records: str, which: str, *others: Rule | None) -> None:
    """A condition on a record. `others` are conditions that the same record has to meet."""
    if node is None:
        return
    before = len(reader.faults)
    for leaf, place in leaves(node, path):
        check_leaf(reader, leaf, place, OWNERS[records])
    statuses = reader.terms.statuses[which] if records == "orders" else None
    if statuses is None or len(reader.faults) > before:
        return
    if none_can_meet([node, *(each for each in others if each)], statuses):
        known = ", ".join(sorted(statuses)) or "none"
        what = "that counts" if which == "counted" else f"that is {which}"
        fix = "write which: all to look at every order" + ("" if which == "cancelled" else ", or which: cancelled")
        reader.fault(path, f"no order {what} can meet it: their statuses are {known}", fix)


def check_looked_at(reader: Reader, node: LooksAt, path: str, records: str) -> None:
    """Which records a leaf looks at: its `which`, and its `where` if it has one."""
    if node.which != "counted" and records != "orders":
        reader.fault(f"{path}.which", f"{node.which} says which orders, not which {records}", "leave which out")
    elif not isinstance(node, RankBand):
        check_where(reader, node.where, f"{path}.where", records, node.which)


def check_number_field(reader: Reader, field: str, path: str, records: str) -> None:
    """A number of the records, of which a sum or the like is taken."""
    known = number_fields(records)
    if field not in known:
        fix = unknown(field, known) if known else f"{records} have none; count them instead"
        reader.fault(path, f"{shown(field)} is not a numeric field of {records}", fix)
