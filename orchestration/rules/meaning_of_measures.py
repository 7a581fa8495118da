"""Whether a measure can be asked: of these records, of this field, with what stands beside them, by one clock.

Not here: what there is to measure, and which operators ask for it (measures.py).
"""

from orchestration.rules.faults import shown
from orchestration.rules.fitting import Reader, check_compared_window, check_value, check_window, operator_fits
from orchestration.rules.language import ActivePeriods, Measure
from orchestration.rules.meaning_of_records import check_lines, check_looked_at, check_number_field, check_where
from orchestration.rules.measures import COUNT, MEASURES
from orchestration.rules.operators import KINDS, NUMERIC, asked
from orchestration.rules.values import LONGEST, count_and_unit
from orchestration.rules.window_ends import goes_by_the_calendar


def check_measure(reader: Reader, leaf: Measure, path: str) -> None:
    """What a customer's records come to, compared."""
    op, _ = asked(leaf.op)
    known = MEASURES[leaf.measure]
    check_looked_at(reader, leaf, path, leaf.of)
    check_window(reader, leaf.window, f"{path}.window", leaf.tz)
    check_window(reader, leaf.value_window, f"{path}.value_window", leaf.tz)
    _check_taken_of(reader, leaf, path)
    _check_has(reader, leaf, path)
    if not operator_fits(reader, leaf, op, path, f"{leaf.measure} is {KINDS[known.kind]}", known.operators):
        return
    check_value(reader, leaf, op, known.kind, path, known.span)
    check_compared_window(reader, leaf.value_window, op, path, "value_window")
    _check_clock(reader, leaf, path)


def _check_taken_of(reader: Reader, leaf: Measure, path: str) -> None:
    """Of which field a measure is taken, and of which lines."""
    known = MEASURES[leaf.measure]
    if known.of_a_number:
        if leaf.field is None:
            reader.fault(path, f"'field' is missing, which {leaf.measure} is taken of", "write field: amount")
        else:
            check_number_field(reader, leaf.field, f"{path}.field", leaf.of)
    elif leaf.measure == "distinct":
        if leaf.of != "orders":
            reader.fault(f"{path}.of", f"{leaf.of} have no lines", "write of: orders")
        elif leaf.field not in known.fields:
            missing = "'field' is missing, which says what is counted"
            what = missing if leaf.field is None else f"{shown(leaf.field)} cannot be counted"
            fix = f"write field: {' or '.join(known.fields)}"
            reader.fault(path, what, fix)
    elif leaf.measure == "spent_on":
        _check_spent_on(reader, leaf, path)
    elif leaf.field is not None:
        reader.fault(f"{path}.field", f"{leaf.measure} is of whole records", "leave field out")
    if leaf.measure != "spent_on" and leaf.line is not None:
        fix = "use measure: spent_on, or {lines: any, where: ...}"
        reader.fault(f"{path}.line", f"{leaf.measure} is not of lines", fix)


def _check_spent_on(reader: Reader, leaf: Measure, path: str) -> None:
    amounts = MEASURES["spent_on"].fields
    if leaf.of != "orders":
        reader.fault(f"{path}.of", f"{leaf.of} have no lines", "write of: orders")
    if leaf.field not in (None, *amounts):
        reader.fault(
            f"{path}.field", f"{shown(leaf.field)} is not an amount of a line", f"write {' or '.join(amounts)}"
        )
    if leaf.line is None:
        fix = "write line: {field: line.category, ...}; whole orders are measure: sum"
        reader.fault(path, "'line' is missing, which says on what", fix)
    else:
        check_lines(reader, leaf.line, f"{path}.line")


def _check_has(reader: Reader, leaf: Measure, path: str) -> None:
    """What a share is a share of the records by; no other measure has it."""
    if leaf.measure == "share" and leaf.has is None:
        reader.fault(path, "'has' is missing, which says what is counted", "write has: {field: order.source, ...}")
    elif leaf.measure != "share" and leaf.has is not None:
        reader.fault(f"{path}.has", f"{leaf.measure} is of all records", "use measure: share, or write it as where")
    else:
        check_where(reader, leaf.has, f"{path}.has", leaf.of, leaf.which, leaf.where)


def _check_clock(reader: Reader, leaf: Measure, path: str) -> None:
    """A measure that goes by a clock goes by that of its window, if that goes by one."""
    by_the_clock = MEASURES[leaf.measure].by_the_clock
    if leaf.tz and not by_the_clock:
        reader.fault(
            f"{path}.tz", f"{leaf.measure} does not go by a clock", "write tz inside the window, or leave it out"
        )
    if by_the_clock and goes_by_the_calendar(leaf.window):
        here = leaf.tz or reader.terms.time_zone
        there = leaf.window.tz or here
        if here != there:
            clocks = f"{leaf.measure} goes by the clock of {here}, its window by that of {there}"
            reader.fault(f"{path}.tz", clocks, "write the same tz in both")


def check_active_periods(reader: Reader, leaf: ActivePeriods, path: str) -> None:
    """In how many periods the records were so many."""
    check_looked_at(reader, leaf, path, leaf.of)
    length, unit = count_and_unit(leaf.period)
    if not length:
        reader.fault(f"{path}.period", f"{leaf.period} is not a length of time", "write a longer one, such as 1d")
    elif length * leaf.periods > LONGEST[unit]:
        reader.fault(f"{path}.periods", "they reach back more than 100 years", "write fewer or shorter periods")
    for compared, place in ((leaf, path), (leaf.per_period, f"{path}.per_period")):
        op, denied = asked(compared.op)
        if not operator_fits(reader, compared, op, place, "a count is a number", NUMERIC):
            continue
        if denied and compared is leaf.per_period:
            reader.fault(f"{place}.op", f"{compared.op} is not for periods", f"use one of {', '.join(NUMERIC)}")
        else:
            check_value(reader, compared, op, "number", place, COUNT)
