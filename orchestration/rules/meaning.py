"""Whether a rule of the right shape can be asked: which fields there are, and which operators and values fit them.

Everything that the generated conditions would refuse when a group is compiled is refused here first, by its place in
the rule. Belongs here: faults that show only from several keys together, or from the project's columns.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeGuard

from pydantic_core import PydanticCustomError

from orchestration import countries
from orchestration.rules import values
from orchestration.rules.faults import Fault, faults_in, placed, shown, unknown, wrong
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
    PerPeriod,
    RankBand,
    Rule,
    SecondOrder,
)
from orchestration.rules.measures import COUNT, MEASURES
from orchestration.rules.operators import (
    BY_THE_CLOCK,
    COMPARING,
    DATING,
    EQUALITY,
    IGNORING_CASE,
    KINDS,
    MATCHING,
    NUMERIC,
    OF_KIND,
    PHONES,
    SEARCHING,
    WITHOUT_VALUE,
    Kind,
    asked,
)
from orchestration.rules.records import OWNERS, number_fields
from orchestration.rules.statuses import none_can_meet
from orchestration.rules.values import (
    ANY_NUMBER,
    LONGEST,
    Relative,
    Span,
    Value,
    count_and_unit,
    day_of,
    is_day,
    is_surely_longer,
    span_of,
)
from orchestration.rules.windows import Between, DayOffset, Period, Window

Compared: TypeAlias = FieldIs | Measure | ActivePeriods | PerPeriod


def faults(rule: Rule, terms: Terms) -> list[Fault]:
    """Everything in the rule that cannot be asked of this shop's customers."""
    reader = _Reader(terms)
    reader.node(rule, "rule", "customer")
    return reader.faults


class _Reader:
    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.faults: list[Fault] = []

    def fault(self, path: str, fault: str, mend: str) -> None:
        self.faults.append(Fault(path, f"{fault}; {mend}"))

    def tried(self, path: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """What the work returns, or None and a fault at the path."""
        try:
            return work(*arguments)
        except PydanticCustomError as error:
            self.faults += faults_in(error.context, path)
            return None

    def node(self, node: Rule, path: str, owner: str) -> None:
        match node:
            case All() | AnyOf() | NoneOf():
                (key,) = (field.alias for field in type(node).model_fields.values())
                for position, each in enumerate(node.nodes):
                    self.node(each, f"{path}.{key}[{position}]", owner)
            case FieldIs():
                self.field(node, path, owner)
            case Lines():
                if owner != "order":
                    self.fault(path, "only an order has lines", "ask for them in the `where` of orders")
                self.node(node.where, f"{path}.where", "line")
            case Everyone():
                pass
            case _ if owner != "customer":
                self.fault(path, "inside `where` only fields can be asked for", f"write {FieldIs.example}")
            case Measure():
                self.measure(node, path)
            case ActivePeriods():
                self.active_periods(node, path)
            case InSequence():
                for position, step in enumerate(node.sequence):
                    self.looked_at(step, f"{path}.sequence[{position}]", step.of)
                self.window(node.window, f"{path}.window")
            case FirstRecord() | LastRecord():
                records = node.first_record if isinstance(node, FirstRecord) else node.last_record
                self.looked_at(node, path, records)
                self.where(node.has, f"{path}.has", records, node.which, node.where)
            case SecondOrder():
                self.looked_at(node, path, "orders")
            case RankBand():
                self.looked_at(node, path, node.of)
                self.number_field(node.field_sum, f"{path}.field_sum", node.of)
                if node.rank_band > len(node.shares):
                    self.fault(
                        f"{path}.rank_band",
                        f"there is no band {node.rank_band}",
                        f"write 0 to {len(node.shares)}; the last takes the rest",
                    )
                self.window(node.window, f"{path}.window")
            case InGroup() if self.terms.groups is not None and node.group not in self.terms.groups:
                mend = unknown(node.group, sorted(self.terms.groups), "name a file of models/customer_groups")
                self.fault(f"{path}.group", f"there is no group '{node.group}'", mend)
            case AnyAddress():
                self.countries([node.country], f"{path}.country")
            case InGroup() | OnList() | NotOrderedSince():
                pass

    def looked_at(self, node: LooksAt, path: str, records: str) -> None:
        """Which records a leaf looks at: its `which`, and its `where` if it has one."""
        if node.which != "counted" and records != "orders":
            self.fault(f"{path}.which", f"{node.which} says which orders, not which {records}", "leave which out")
        elif not isinstance(node, RankBand):
            self.where(node.where, f"{path}.where", records, node.which)

    def where(self, node: Rule | None, path: str, records: str, which: str, *others: Rule | None) -> None:
        """A condition on a record. `others` are conditions that the same record has to meet."""
        if node is None:
            return
        before = len(self.faults)
        self.node(node, path, OWNERS[records])
        statuses = self.terms.statuses[which] if records == "orders" else None
        if statuses is None or len(self.faults) > before:
            return
        if none_can_meet([node, *(each for each in others if each)], statuses):
            known = ", ".join(sorted(statuses)) or "none"
            what = "that counts" if which == "counted" else f"that is {which}"
            mend = "write which: all to look at every order" + ("" if which == "cancelled" else ", or which: cancelled")
            self.fault(path, f"no order {what} can meet it: their statuses are {known}", mend)

    # A field and its value

    def field(self, leaf: FieldIs, path: str, owner: str) -> None:
        op, _ = asked(leaf.op)
        self.window(leaf.window, f"{path}.window", leaf.tz)
        found = self.tried(f"{path}.field", resolved, leaf.field, owner, self.terms)
        if not found:
            return
        kind: Kind = found[1]
        if leaf.derive and kind not in ("date", "moment", "any"):
            self.fault(f"{path}.derive", f"{leaf.field} is {KINDS[kind]} and has no age", "leave derive out")
            return
        if leaf.derive:
            kind = "number"
        if op not in OF_KIND[kind]:
            what = "an age in years" if leaf.derive else KINDS[kind]
            self.unfit(path, leaf.op, f"{leaf.field} is {what}", OF_KIND[kind])
            return
        self.value(leaf, op, kind, path)
        if found[0] == "customer.country" and op in (*EQUALITY, "has_all"):
            self.countries([*leaf.value] if isinstance(leaf.value, list) else [leaf.value], f"{path}.value")
        elif found[0] == "customer.country" and op in SEARCHING and op != "regex":
            self.no_name_of_a_country(leaf, op, f"{path}.value")
        if (op == "in_window") != (leaf.window is not None):
            self.windowed(op, f"{path}.window", "window")
        if op != "anniversary" and "offset_days" in leaf.model_fields_set:
            self.fault(f"{path}.offset_days", f"{leaf.op} knows no offset", "use op: anniversary, or leave it out")
        if leaf.ci and (op not in IGNORING_CASE or kind not in ("text", "category", "any")):
            self.fault(f"{path}.ci", f"{leaf.op} of {KINDS[kind]} knows no letter case", "leave ci out")
        of_days = op in EQUALITY and kind in ("date", "moment")
        if leaf.tz and not (op in BY_THE_CLOCK or of_days or leaf.derive):
            self.fault(f"{path}.tz", f"{leaf.op} goes by no clock", "leave tz out")

    def countries(self, given: Sequence[object], path: str) -> None:
        """What names no country selects nobody, or with `ne` everybody."""
        for each in given:
            if isinstance(each, str) and each.strip() and not countries.code_of(each, self.terms.locales):
                mend = countries.meant(each, self.terms.locales)
                self.fault(path, f"{shown(each)} is not a country that is known", mend)

    def no_name_of_a_country(self, leaf: FieldIs, op: str, path: str) -> None:
        """Codes are stored, in which no name is found."""
        text = str(leaf.value).strip("%") if op == "like" else str(leaf.value)
        code = countries.code_of(text, self.terms.locales)
        if code and text.strip().upper() != code:
            because = f"{leaf.op} looks for {shown(leaf.value)} in the two-letter codes of countries, where no name is"
            self.fault(path, because, f"write op: {'not_' * leaf.op.startswith('not_')}eq and value: {code}")

    def unfit(self, path: str, op: str, because: str, fitting: tuple[str, ...]) -> None:
        self.fault(
            f"{path}.op",
            f"{because}, which {op} cannot ask",
            f"use one of {', '.join(fitting)}, or not_ before one of them",
        )

    def windowed(self, op: str, path: str, key: str) -> None:
        if op == "in_window":
            self.fault(path.rpartition(".")[0], f"'{key}' is missing", f"write {key}: {{last: 60d}}")
        else:
            self.fault(path, f"{op} knows no window", "use it with op: in_window, or leave it out")

    def value(self, leaf: Compared, op: str, kind: Kind, path: str, span: Span = ANY_NUMBER) -> None:
        """The value must fit the operator and the kind of what is compared, and lie in the span."""
        given = leaf.value
        if op in WITHOUT_VALUE:
            if given is not None:
                self.fault(f"{path}.value", f"{leaf.op} takes no value", "leave it out")
        elif given is None:
            self.fault(path, f"'value' is missing, which {leaf.op} compares with", f"write {leaf.example}")
        else:
            self.tried(f"{path}.value", _require_fitting, leaf.op, op, kind, given, span)

    # Measures

    def measure(self, leaf: Measure, path: str) -> None:
        op, _ = asked(leaf.op)
        known = MEASURES[leaf.measure]
        self.looked_at(leaf, path, leaf.of)
        self.window(leaf.window, f"{path}.window", leaf.tz)
        self.window(leaf.value_window, f"{path}.value_window", leaf.tz)
        if known.of_a_number:
            if leaf.field is None:
                self.fault(path, f"'field' is missing, of which {leaf.measure} is taken", "write field: amount")
            else:
                self.number_field(leaf.field, f"{path}.field", leaf.of)
        elif leaf.measure == "distinct":
            self.distinct(leaf, path)
        elif leaf.measure == "spent_on":
            self.spent_on(leaf, path)
        elif leaf.field is not None:
            self.fault(f"{path}.field", f"{leaf.measure} is of whole records", "leave field out")
        if leaf.measure != "spent_on" and leaf.line is not None:
            self.fault(
                f"{path}.line", f"{leaf.measure} is of no lines", "use measure: spent_on, or {lines: any, where: ...}"
            )
        if leaf.measure == "share" and leaf.has is None:
            self.fault(path, "'has' is missing, which says what is counted", "write has: {field: order.source, ...}")
        elif leaf.measure != "share" and leaf.has is not None:
            self.fault(f"{path}.has", f"{leaf.measure} is of all records", "use measure: share, or write it as where")
        else:
            self.where(leaf.has, f"{path}.has", leaf.of, leaf.which, leaf.where)
        if op not in known.operators:
            self.unfit(path, leaf.op, f"{leaf.measure} is {KINDS[known.kind]}", known.operators)
            return
        self.value(leaf, op, known.kind, path, known.span)
        if (op == "in_window") != (leaf.value_window is not None):
            self.windowed(op, f"{path}.value_window", "value_window")
        if leaf.tz and not known.by_the_clock:
            self.fault(f"{path}.tz", f"{leaf.measure} goes by no clock", "write tz inside the window, or leave it out")
        if known.by_the_clock and _goes_by_the_calendar(leaf.window):
            here = leaf.tz or self.terms.time_zone
            there = leaf.window.tz or here
            if here != there:
                clocks = f"{leaf.measure} goes by the clock of {here}, its window by that of {there}"
                self.fault(f"{path}.tz", clocks, "write the same tz in both")

    def distinct(self, leaf: Measure, path: str) -> None:
        if leaf.of != "orders":
            self.fault(f"{path}.of", f"{leaf.of} have no lines", "write of: orders")
        elif leaf.field not in MEASURES["distinct"].fields:
            what = "'field' is missing" if leaf.field is None else f"{shown(leaf.field)} is nothing to count"
            mend = f"write field: {' or '.join(MEASURES['distinct'].fields)}"
            self.fault(path, f"{what}, of which different ones are counted", mend)

    def spent_on(self, leaf: Measure, path: str) -> None:
        if leaf.of != "orders":
            self.fault(f"{path}.of", f"{leaf.of} have no lines", "write of: orders")
        amounts = MEASURES["spent_on"].fields
        if leaf.field not in (None, *amounts):
            self.fault(f"{path}.field", f"{shown(leaf.field)} is no amount of a line", f"write {' or '.join(amounts)}")
        if leaf.line is None:
            mend = "write line: {field: line.category, ...}; whole orders are measure: sum"
            self.fault(path, "'line' is missing, which says on what", mend)
        else:
            self.node(leaf.line, f"{path}.line", "line")

    def number_field(self, field: str, path: str, records: str) -> None:
        known = number_fields(records)
        if field not in known:
            mend = unknown(field, known) if known else f"{records} have none; count them instead"
            self.fault(path, f"{shown(field)} is no number of {records}", mend)

    def active_periods(self, leaf: ActivePeriods, path: str) -> None:
        self.looked_at(leaf, path, leaf.of)
        length, unit = count_and_unit(leaf.period)
        if not length:
            self.fault(f"{path}.period", f"{leaf.period} is no length of time", "write a longer one, such as 1d")
        elif length * leaf.periods > LONGEST[unit]:
            self.fault(f"{path}.periods", "they reach back more than 100 years", "write fewer or shorter periods")
        for compared, place in ((leaf, path), (leaf.per_period, f"{path}.per_period")):
            op, denied = asked(compared.op)
            if op not in NUMERIC:
                self.unfit(place, compared.op, "a count is a number", NUMERIC)
            elif denied and compared is leaf.per_period:
                self.fault(f"{place}.op", f"{compared.op} is not for periods", f"use one of {', '.join(NUMERIC)}")
            else:
                self.value(compared, op, "number", place, COUNT)

    # Windows

    def window(self, window: Window | None, path: str, clock: str | None = None) -> None:
        if not isinstance(window, Between):
            return
        start, end, zone = window.start, window.end, window.tz or clock or self.terms.time_zone
        if start is None or end is None or isinstance(start, Relative) != isinstance(end, Relative):
            return
        if not _is_in_order(window, zone):
            self.fault(path, "no moment lies between its ends", "write the earlier end as `from`")


def _goes_by_the_calendar(window: Window | None) -> TypeGuard[Between | Period | DayOffset]:
    """Whether a clock says its ends anew every night; other ends can be written as instants."""
    if isinstance(window, Between):
        ends = (window.start, window.end)
        return any(isinstance(end, Relative) and (window.granularity or end.duration[-1] in "my") for end in ends)
    return isinstance(window, Period | DayOffset)


def _is_in_order(window: Between, zone: str) -> bool:
    """Whether a window with two ends of the same sort holds a moment, on some nights at least."""
    both_included = window.from_inclusive and window.to_inclusive
    match window.start, window.end:
        case Relative(), Relative() if window.granularity and (days := _days_of(window)):
            return days[0] <= days[1]
        case Relative("ago", older), Relative("ago", newer):
            return not is_surely_longer(newer, older, or_equal=not both_included)
        case Relative("ahead", nearer), Relative("ahead", farther):
            return not is_surely_longer(nearer, farther, or_equal=not both_included)
        case Relative(direction, _), Relative():
            return direction == "ago"
        case str(first), str(last):
            if window.granularity:
                first, last = day_of(first, zone), day_of(last, zone)
            begins = span_of(first, zone)[0 if window.from_inclusive else 1]
            ends = span_of(last, zone)[1 if window.to_inclusive else 0]
            instants_included = both_included and not is_day(last)
            return begins < ends or (begins == ends and instants_included)
    return True


def _days_of(window: Between) -> tuple[int, int] | None:
    """The first and last day of a window of whole days, from the night's on; None unless days or weeks count them."""
    found = []
    for end, step in ((window.start, not window.from_inclusive), (window.end, -(not window.to_inclusive))):
        if not isinstance(end, Relative) or end.duration[-1] not in "dw":
            return None
        count, unit = count_and_unit(end.duration)
        length = count * {"d": 1, "w": 7}[unit]
        found.append((length if end.direction == "ahead" else -length) + step)
    return found[0], found[1]


def _require_fitting(spelt: str, op: str, kind: Kind, given: Value, span: Span) -> None:
    """Nothing, if the value fits; `spelt` is the operator as the rule has it."""
    if op in ("in", "has_all") or (op == "in_tree" and isinstance(given, list)):
        if not isinstance(given, list) or not given:
            raise wrong(f"{spelt} needs a list with at least one value", "write it in brackets: [a, b]")
        for position, each in enumerate(given):
            _require_scalar(spelt, kind, each, span, f"[{position}]")
    elif op == "between":
        if not isinstance(given, list) or len(given) != 2:
            raise wrong(f"{spelt} needs two ends", "write [lowest, highest]")
        for position, each in enumerate(given):
            _require_scalar(spelt, "number", each, span, f"[{position}]")
        if values.number(given[0]) > values.number(given[1]):
            raise wrong(f"no number lies between {shown(given[0])} and {shown(given[1])}", "write the lower one first")
    elif isinstance(given, list):
        raise wrong(f"{spelt} needs one value, not a list", "use in to name several")
    elif op in DATING:
        if not isinstance(given, Relative):
            values.moment(given)
    else:
        _require_scalar(spelt, "number" if op in COMPARING else kind, given, span)
        if op in MATCHING and isinstance(given, bool):
            raise wrong(f"{shown(given)} is no text", "write one, in quotes")
        if op == "regex":
            values.regular_expression(str(given))
        if op in PHONES and not any(each in "0123456789%" for each in str(given)):
            raise wrong(f"{shown(given)} is no phone number", "write one such as +45 12 34 56 78")


def _require_scalar(spelt: str, kind: Kind, given: object, span: Span, at: str = "") -> None:
    """Nothing, if a single value is one that the kind can be compared with."""
    if isinstance(given, Relative):
        raise wrong(f"{spelt} compares with no distance from now", "use before, after, on_or_before or on_or_after")
    try:
        if kind == "number":
            number = values.number(given)
            if span.least is not None and number < span.least:
                raise wrong(f"{number} is less than it can be", f"write a number from {span.least} up")
            if span.most is not None and number > span.most:
                raise wrong(f"{number} is more than it can be", f"write a number up to {span.most}")
        elif kind in ("date", "moment"):
            values.moment(given)
        elif kind == "boolean" and str(given).lower() not in ("true", "false"):
            raise wrong(f"{shown(given)} is neither true nor false", "write one of them")
        elif kind in ("text", "category") and isinstance(given, bool):
            raise wrong(f"{shown(given)} is no text", "write one, in quotes if it is meant as text")
    except PydanticCustomError as error:
        raise placed(error, at) from None
