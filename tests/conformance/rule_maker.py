"""Random rules about a shop. Their values are taken from that shop: its texts, sums, counts, moments and ages.

The tables tell which fields a condition may name and which operators these take, `LEAVES` how often which leaf is
drawn. Whatever is drawn is a valid rule: numbers are compared with numbers, windows end after they start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.conformance import edges
from tests.conformance.clock import Clock
from tests.conformance.countries import CALLED, CODES, country
from tests.conformance.maker import CATEGORIES, COPENHAGEN, LISTS, Maker, Rule, ShopData
from tests.conformance.phones import dialled
from tests.conformance.records import IDS, PREFIXES, Customer, Record
from tests.conformance.referee import Roll
from tests.conformance.values import number_of, text_of

# Attributes by the operators they take. A profile field is one that is no column of `customers`.
TEXT_COLUMNS = ["first_name", "last_name", "email", "gender", "country", "city", "postcode", "source", "store_id"]
TEXT_FIELDS = [*TEXT_COLUMNS, "nickname", "nickname", "phone"]
LIST_FIELDS = ["tags", "tags", "numbers"]
NUMBER_FIELDS = ["score", "score", "account_limit", "order_count", "total_spent", "review_count", "numbers"]
NUMBER_FIELDS += ["cancelled_order_count"]
FLAG_FIELDS = ["accepts_email", "accepts_sms", "in_loyalty_scheme", "vip"]
PAST_DATE_FIELDS = ["created_at", "last_login_at", "birth_date", "child_born", "first_ordered_at", "last_ordered_at"]
DATE_FIELDS = [*PAST_DATE_FIELDS, "renews"]
BIRTHDAY_FIELDS = ["birth_date", "child_born"]
# Fields of records by kind: name and type. `status` and `id` take eq, ne, in and not_in only.
RECORD_FIELDS: dict[str, list[tuple[str, str]]] = {
    "orders": [
        *(("amount", "number"), ("amount", "number"), ("gross_amount", "number"), ("charged_amount", "number")),
        *(("points", "number"), ("status", "id"), ("currency", "text")),
        *(("source", "text"), ("promo_code", "text"), ("store_id", "id"), ("ordered_at", "date")),
    ],
    "logins": [],
    "reviews": [("rating", "number"), ("product", "id")],
    "page_views": [("url", "text"), ("url", "text"), ("product", "id")],
    "messages": [("channel", "text"), ("campaign", "text"), ("opened_at", "date"), ("clicked_at", "date")],
}
LINE_FIELDS = [
    ("product", "id"),
    ("category", "tree"),
    ("category", "tree"),
    ("category", "list"),
    ("labels", "list"),
    *(("quantity", "number"), ("unit_price", "number"), ("amount", "number"), ("gross_amount", "number")),
]
NUMERIC = {"orders": ["amount", "amount", "gross_amount", "points"], "reviews": ["rating"]}
KINDS = ["orders", "orders", "orders", "logins", "reviews", "page_views", "messages"]
PER_PERIOD = [("gte", 1), ("gte", 1), ("eq", 0), ("gte", 2), ("lt", 2), ("eq", 1)]
NEGATED = {"eq": ("ne", "ne", "not_eq"), "is_set": ("is_not_set",), "is_empty": ("is_not_empty",)}


@dataclass
class RuleMaker(Maker):
    """Draws rules about a shop. The referee's own look at the shop tells which values lie on its edges."""

    shop: ShopData = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.roll = Roll(self.shop, self.now, self.settings)
        self.customers: list[Customer] = list(self.roll.customers.values())
        self.groups = list(self.shop.get("groups") or {})

    def rule(self, depth: int) -> Rule:
        """A leaf, or a node whose children are at most `depth` - 1 deep."""
        if depth <= 0 or self.chance(30):
            return self.leaf()
        if self.chance(2):
            return self.pick([{"any": []}, {"all": []}, {"everyone": True}])
        node = self.pick(["all", "any", "not"])
        return {node: [self.rule(depth - 1) for _ in range(self.pick([1, 2] if node == "not" else [1, 2, 2, 3]))]}

    def leaf(self) -> Rule:
        return self.pick(LEAVES if self.groups else LEAVES[:-GROUP_LEAVES])(self)

    def negated(self, condition: Rule, percent: int = 25) -> Rule:
        """A condition, or its opposite by the negated operator."""
        if not self.chance(percent):
            return condition
        op = condition["op"]
        return {**condition, "op": self.pick(NEGATED.get(op, (f"not_{op}",)))}

    # Conditions on a field, whosever field it is. `values` are those of the shop, missing ones left out.

    def condition(self, name: str, type_: str, values: Sequence[Any]) -> Rule:
        """A condition on the field of that name."""
        if self.chance(8):
            return {"field": name, **self.negated({"op": self.pick(["is_set", "is_empty"])}, 50)}
        made = CONDITIONS[type_](self, values)
        if name == "customer.country" and made["op"] in ("eq", "in"):
            named = made["value"]
            made["value"] = [*map(self.country, named)] if isinstance(named, list) else self.country(named)
        elif name == "customer.country" and country(str(made["value"]).strip("%")) in CALLED:
            # A name is no part of a code, and refused.
            made["value"] = "D"
        return {"field": name, **self.negated(made)}

    def country(self, text: Any) -> str:
        """A country in place of what is none, and now and then of another."""
        return str(text) if str(text).lower() in CODES and self.chance(60) else str(self.pick(edges.COUNTRIES))

    def text(self, values: Sequence[Any]) -> Rule:
        """eq, in, and everything that looks into a text; the needle is cut from one of the values."""
        texts = [text_of(value) for value in values] or [str(each) for each in edges.TEXTS if each]
        chosen = self.pick(texts) if self.chance(90) else str(self.pick(edges.some(edges.TEXTS)))
        op = self.pick(["eq", "in", "contains", "starts_with", "ends_with", "like", "regex"])
        case: Rule = {}
        if self.chance(30):
            case = {"ci": True}
            chosen = self.pick([chosen, chosen.upper(), chosen.lower()])
        if op == "eq":
            return {"op": op, "value": self.as_written(chosen), **case}
        if op == "in":
            return {
                "op": op,
                "value": [chosen, *(self.as_written(self.pick(texts)) for _ in range(self.number(0, 2)))],
            } | case
        if op == "regex":
            return {"op": op, "value": self.pick(edges.REGEXES), **case}
        if not chosen:
            chosen = "a"
        start, end = sorted((self.number(0, len(chosen) - 1), self.number(0, len(chosen) - 1)))
        front, middle, back = chosen[: end + 1], chosen[start : end + 1], chosen[start:]
        pieces = {"contains": middle, "starts_with": front, "ends_with": back}
        gap = f"{chosen[:start]}_{chosen[start + 1 :]}"
        pieces["like"] = self.pick([f"{front}%", f"%{back}", f"%{middle}%", chosen, gap, *edges.PATTERNS])
        return {"op": op, "value": pieces[op], **case}

    def as_written(self, text: str) -> Any:
        """A text, or the number that looks like it."""
        number = number_of(text)
        return edges.number(number) if number is not None and self.chance(50) else text

    def identity(self, values: Sequence[Any]) -> Rule:
        """eq and in only."""
        texts = [text_of(value) for value in values] or ["1"]
        if self.chance(50):
            return {"op": "eq", "value": self.pick(texts)}
        return {"op": "in", "value": [self.pick(texts) for _ in range(self.number(1, 3))]}

    def listed(self, values: Sequence[Any]) -> Rule:
        """has_all besides what a text takes."""
        texts = [text_of(value) for value in values] or ["red"]
        if self.chance(35):
            return {"op": "has_all", "value": [self.as_written(self.pick(texts)) for _ in range(self.number(1, 2))]}
        return self.text(values)

    def tree(self, values: Sequence[Any]) -> Rule:
        if self.chance(60):
            return {"op": "in_tree", "value": self.pick(CATEGORIES)}
        return {"op": "in_tree", "value": self.sample(CATEGORIES, 1, 3)}

    def flag(self, values: Sequence[Any]) -> Rule:
        if self.chance(80):
            return {"op": "eq", "value": self.pick([True, False, "true", "false"])}
        return {"op": "in", "value": self.pick([[True], [False, True], ["false"]])}

    def phone(self, values: Sequence[Any]) -> Rule:
        """The number of somebody in another way of writing; the country of it stays or is the shop's."""
        chosen = str(self.pick(values or edges.some(edges.PHONES)))
        # What is no possible number is refused.
        if self.chance(40) and dialled(chosen, None, COPENHAGEN.phone_country_code):
            return {"op": "eq_phone", "value": self.pick([chosen, chosen.replace(" ", ""), chosen.replace("+", "00")])}
        cut = self.number(4, len(chosen))
        patterns = [
            f"{chosen[:cut]}%",
            "+45%",
            "0045 12%",
            "+1%",
            f"{chosen[: cut - 1]}_{chosen[cut:]}",
            "+46%",
            "012%",
        ]
        return {"op": "like_phone", "value": self.pick(patterns)}

    def compared(self, values: Sequence[Any], least: int | None = None) -> Rule:
        """Comparison with numbers that occur; with none below `least`, which a rule may not name."""
        numbers = sorted({number for value in values if (number := number_of(value)) is not None})
        if not numbers:
            numbers = [Fraction(0), Fraction(1)]
        chosen = self.pick(numbers)
        if self.chance(10):
            chosen += self.pick([Fraction(1), Fraction(-1), Fraction(1, 100)])
        if least is not None:
            chosen, numbers = max(chosen, Fraction(least)), [max(each, Fraction(least)) for each in numbers]
        op = self.pick(["gte", "gt", "lt", "lte", "eq", "in", "between"])
        if op == "in":
            return {"op": op, "value": [edges.number(each) for each in (chosen, self.pick(numbers))]}
        if op == "between":
            return {"op": op, "value": [edges.number(each) for each in sorted((chosen, self.pick(numbers)))]}
        value = edges.number(chosen)
        return {"op": op, "value": str(value) if self.chance(10) else value}

    def dated(self, values: Sequence[Any], window_key: str = "window", takes_zone: bool = True) -> Rule:
        """Comparison with moments that occur, the days they are in, and moments relative to now."""
        found = [moment for value in values if (moment := self.clock.moment(value)) is not None]
        condition: Rule = {"tz": self.pick(edges.OTHER_ZONES)} if takes_zone and self.chance(25) else {}
        op = self.pick(
            ["before", "after", "on_or_before", "on_or_after", "in_window", "in_window", "on_day", "same_second"]
        )
        if op == "in_window":
            window = self.window(found, condition.get("tz"))
            if window.keys() <= {"period", "day_offset"} and self.chance(30):
                window["tz"] = self.pick(edges.OTHER_ZONES)
            return {"op": op, window_key: window, **condition}
        return {"op": op, "value": self.bound(found, op != "same_second"), **condition}

    def birthday(self, values: Sequence[Any]) -> Rule:
        """Ages and anniversaries besides what a moment takes."""
        days = [day for value in values if (moment := self.clock.moment(value)) and (day := self.clock.day(moment))]
        if self.chance(50):
            ages = {self.clock.today.year - day.year - back for day in days for back in (0, 1)} or {18}
            return {**self.compared(sorted(ages)), "derive": "age_years"}
        if self.chance(60):
            return {"op": "anniversary", **({"offset_days": self.pick([1, -1, 7, -7])} if self.chance(50) else {})}
        return self.dated(values)

    def bound(self, found: Sequence[datetime], takes_days: bool) -> Any:
        """A moment near those found, in some form."""
        if takes_days and self.chance(25):
            if any(moment > self.now for moment in found) and self.chance(50):
                return {"ahead": self.duration(found, 1)}
            return {"ago": self.duration(found)}
        chosen = self.pick(found) if found and self.chance(85) else self.pick(self.past)
        chosen += self.pick([0, 0, 0, 1, -1]) * edges.INSTANT
        ways = edges.WAYS if takes_days else [way for way in edges.WAYS if way not in ("day", "minutes")]
        return edges.write_as(self.pick(ways), chosen, self.zone)

    def window(self, found: Sequence[datetime], tz: str | None = None) -> Rule:
        """Any window, mostly with an end near something found; one ahead only if something found is.

        `tz` is the zone of the condition that the window is for.
        """
        is_past = all(moment <= self.now for moment in found)
        kinds = ["last", "last", "ago", "before_ago", "range", "range", "range", "period", "day"]
        kind = self.pick(kinds if is_past else [*kinds, "next", "next", "next"])
        if kind == "range" and self.chance(20):
            return self.whole_days(found)
        if kind == "range":
            return self.between(found, ZoneInfo(tz) if tz else self.zone)
        if kind == "ago":
            first, second = self.duration(found), self.pick(edges.DURATIONS)
            newer, older = sorted((first, second), key=edges.DURATIONS.index)
            return {"ago": [older, newer]} if newer != older else {"ago": ["2y", "1h"]}
        if kind == "period":
            periods = edges.CALENDAR_PAST if is_past else edges.CALENDAR_PAST + edges.CALENDAR_AHEAD
            return {
                "period": self.aimed(periods, lambda name: map(self.clock.midnight, self.clock.period(name)), found)
            }
        if kind == "day":
            offsets = edges.DAY_OFFSETS if is_past else [*edges.DAY_OFFSETS, 1, 2, 7]
            return {"day_offset": self.aimed(offsets, self.ends_of_day, found)}
        return {kind: self.duration(found, 1 if kind == "next" else -1)}

    def whole_days(self, found: Sequence[datetime]) -> Rule:
        """From the beginning of a day that moves with the night, or to the end of one."""
        end = self.pick(["from", "from", "to"])
        window: Rule = {end: {"ago": self.duration(found)}, "granularity": "day"}
        return window | ({f"{end}_inclusive": False} if self.chance(20) else {})

    def duration(self, found: Sequence[datetime], times: int = -1) -> str:
        """How long ago, or ahead, something found was to the second, if it was."""
        return self.aimed(edges.DURATIONS, lambda each: [self.clock.shift(self.now, each, times)], found)

    def ends_of_day(self, offset: int) -> list[datetime]:
        day = self.clock.today + timedelta(days=offset)
        return [self.clock.midnight(day), self.clock.midnight(day + timedelta(days=1))]

    def between(self, found: Sequence[datetime], zone: ZoneInfo) -> Rule:
        """`{from, to, ...}` with at least one end, and never an end before its start."""
        ends = sorted(self.pick(found) if found and self.chance(75) else self.pick(self.past) for _ in range(2))
        names = self.pick([["from"], ["to"], ["from", "to"], ["from", "to"]])
        window: Rule = {}
        if self.chance(25):
            window["tz"] = self.pick(edges.OTHER_ZONES)
            zone = ZoneInfo(window["tz"])
        ways = ["utc", "day", "day", "offset", "naive"]
        if self.chance(25):
            window["granularity"] = "day"
            ways = ["utc", "offset", "naive", "day"]
        for name, end in zip(("from", "to"), ends, strict=True):
            if name in names:
                window[name] = edges.write_as(self.pick(ways), end, zone)
                if self.chance(25):
                    window[f"{name}_inclusive"] = self.pick([False, False, True])
        if Clock(self.now, zone).window(window).is_empty:
            return {name: each for name, each in window.items() if not name.startswith("to")}
        return window

    # Leaves

    def attribute(self, names: Sequence[str], type_: str) -> Rule:
        name = f"customer.{self.pick(names)}"
        values = [value for customer in self.customers for value in self.roll.shop.attribute(customer, name)]
        return self.condition(name, type_, edges.some(values))

    def records(self, kind: str) -> list[Record]:
        return [
            record for customer in self.customers for record in customer.records if kind in (record.kind, "any_event")
        ]

    def where(self, kind: str, depth: int = 1) -> Rule:
        """A condition on a record of that kind."""
        if depth and self.chance(25):
            node = self.pick(["all", "any", "not"])
            return {node: [self.where(kind, depth - 1) for _ in range(self.number(1, 2))]}
        if kind == "orders" and self.chance(40):
            how = self.pick(["any", "all", "none", {"at_least": 1}, {"at_least": 2}])
            return {"lines": how, "where": self.line_where()}
        name, type_ = self.pick(RECORD_FIELDS[kind])
        values = edges.some([record.fields.get(name) for record in self.records(kind)])
        return self.condition(f"{PREFIXES[kind]}.{name}", type_, values)

    def line_where(self, depth: int = 1) -> Rule:
        if depth and self.chance(30):
            node = self.pick(["all", "any", "not"])
            return {node: [self.line_where(0) for _ in range(self.number(1, 2))]}
        name, type_ = self.pick(LINE_FIELDS)
        lines = [line for record in self.records("orders") for line in record.fields["lines"]]
        values = [line.get(name) for line in lines]
        flat = [value for each in values for value in (each if isinstance(each, list) else [each])]
        return self.condition(f"line.{name}", type_, edges.some(flat))

    def of(self, kinds: Sequence[str], where_percent: int = 40) -> Rule:
        """`{of, where?}`."""
        kind = self.pick(kinds)
        takes_where = bool(RECORD_FIELDS.get(kind)) and self.chance(where_percent)
        return {"of": kind, **({"where": self.where(kind)} if takes_where else {}), **self.which(kind)}

    def which(self, kind: str) -> Rule:
        """Sometimes, which orders."""
        takes_which = kind == "orders" and self.chance(15)
        return {"which": self.pick(["all", "cancelled", "cancelled", "counted"])} if takes_which else {}

    def measured(self, measure: str, kinds: Sequence[str]) -> tuple[Rule, list[Any]]:
        """A measure without its operator, and what it comes to for every customer; tried again if all are alike."""
        for _ in range(3):
            leaf: Rule = {"measure": measure, **self.of(kinds)}
            if measure in ("sum", "min", "max", "avg"):
                leaf["field"] = self.pick(NUMERIC[leaf["of"]])
            if measure == "days_since_last" and "where" not in leaf and self.chance(30):
                leaf["tz"] = self.pick(edges.OTHER_ZONES)
            if self.chance(55):
                leaf["window"] = self.window([record.at for record in self.records(leaf["of"])], leaf.get("tz"))
            values = [self.roll.measures.figure(leaf, customer) for customer in self.customers]
            if len(set(values)) > 1:
                break
        return leaf | ({"zero": "exclude"} if self.chance(15) else {}), edges.some(values)

    def counted(self) -> Rule:
        leaf, values = self.measured("count", [*KINDS, "any_event"])
        return leaf | self.negated(self.compared(values, least=0))

    def figured(self) -> Rule:
        leaf, values = self.measured(
            self.pick(["sum", "sum", "avg", "avg", "min", "max"]), ["orders", "orders", "reviews"]
        )
        # A sum is 0 without records: of it, nobody asks whether there is one.
        asks_for_any = leaf["measure"] != "sum" and self.chance(8)
        return leaf | self.negated({"op": self.pick(["is_set", "is_empty"])} if asks_for_any else self.compared(values))

    def timed(self) -> Rule:
        leaf, values = self.measured(self.pick(["first_at", "last_at"]), [*KINDS, "any_event"])
        if self.chance(8):
            return leaf | self.negated({"op": self.pick(["is_set", "is_empty"])})
        # Whether its time zone would be that of a condition in `where`, too, is nowhere said.
        condition = self.dated(values, "value_window", takes_zone="where" not in leaf)
        return leaf | self.negated(condition)

    def days_since(self) -> Rule:
        leaf, values = self.measured("days_since_last", [*KINDS, "any_event"])
        condition = {"op": self.pick(["is_set", "is_empty"])} if self.chance(8) else self.compared(values)
        return leaf | self.negated(condition)

    def active_periods(self) -> Rule:
        leaf = {"measure": "active_periods", **self.of([*KINDS, "any_event"], 25)}
        found = [record.at for record in self.records(str(leaf["of"]))]
        leaf |= {"period": self.aimed(edges.PERIODS, self.ends_of_periods, found), "periods": self.number(1, 5)}
        leaf["per_period"] = dict(zip(("op", "value"), self.pick(PER_PERIOD), strict=True))
        leaf |= {"zero": "exclude"} if self.chance(15) else {}
        active = [
            self.roll.measures.active(leaf, self.roll.measures.counts_by_period(leaf, each)) for each in self.customers
        ]
        return leaf | self.negated(self.compared(active, least=0))

    def ends_of_periods(self, period: str) -> list[datetime]:
        return [self.clock.shift(self.now, period, -steps) for steps in (1, 2, 3)]

    def sequence(self) -> Rule:
        """`within` mostly ends to the second with somebody's second record."""
        first = self.of(KINDS, 20)
        second = self.of([first["of"], *KINDS], 20)
        leaf: Rule = {"sequence": [first, second]}
        if self.chance(80):
            starts = [record.at for record in self.records(first["of"])]
            ends = [record.at for record in self.records(second["of"])]
            leaf["within"] = self.aimed(
                edges.WITHIN, lambda each: [self.clock.shift(start, each, 1) for start in starts], ends
            )
        if self.chance(30):
            leaf["window"] = self.window([record.at for record in self.records(first["of"])])
        return leaf

    def last_record(self) -> Rule:
        kind = self.pick(["orders", "orders", *IDS, "page_views"])
        where = {"where": self.where(kind, 0)} if self.chance(40) else {}
        end = self.pick(["last_record", "last_record", "first_record"])
        return {end: kind, "has": self.where(kind), **where, **self.which(kind)}

    def second_order(self) -> Rule:
        """Mostly to the second with somebody's second order."""
        looked_at = self.of(["orders"], 25)
        looked_at.pop("of")
        pairs = [
            [record.at for record in self.roll.records.of(looked_at, "orders", customer)][:2]
            for customer in self.customers
        ]
        ends = [pair[1] for pair in pairs if len(pair) > 1]

        def reached(duration: str) -> list[datetime]:
            return [self.clock.shift(pair[0], duration, 1) for pair in pairs if pair]

        return {"second_order": self.aimed(edges.WITHIN, reached, ends), **looked_at}

    def distinct(self) -> Rule:
        leaf: Rule = {"measure": "distinct", **self.of(["orders"]), "field": self.pick(["product", "category"])}
        if self.chance(40):
            leaf["window"] = self.window([record.at for record in self.records("orders")])
        values = [self.roll.measures.figure(leaf, each) for each in self.customers]
        leaf |= {"zero": "exclude"} if self.chance(15) else {}
        return leaf | self.negated(self.compared(values, least=0))

    def spent_on(self) -> Rule:
        leaf: Rule = {"measure": "spent_on", **self.of(["orders"]), "line": self.line_where()}
        leaf |= {"field": self.pick(["amount", "gross_amount", "gross_amount"])} if self.chance(50) else {}
        if self.chance(40):
            leaf["window"] = self.window([record.at for record in self.records("orders")])
        values = [self.roll.measures.figure(leaf, each) for each in self.customers]
        leaf |= {"zero": "exclude"} if self.chance(15) else {}
        return leaf | self.negated(self.compared(values))

    def share(self) -> Rule:
        kind = self.pick(["orders", "orders", "reviews", "messages"])
        leaf: Rule = {"measure": "share", "of": kind, "has": self.where(kind), **self.which(kind)}
        if self.chance(30):
            leaf["window"] = self.window([record.at for record in self.records(kind)])
        op = self.pick(["gt", "gte", "lt", "lte", "eq", "between"])
        share = self.pick([0, 0.25, 0.3, 0.3333, 0.5, 1])
        return leaf | self.negated({"op": op, "value": [0.25, 0.5] if op == "between" else share})

    def any_address(self) -> Rule:
        return {"any_address": self.sample(edges.CITIES, 1, 2), "country": self.pick(edges.COUNTRIES)}

    def not_ordered_since(self) -> Rule:
        return {"not_ordered_since": "sign_up", **({"list": self.pick(LISTS)} if self.chance(60) else {})}

    def subscribed(self) -> Rule:
        actions = ["subscribed", "unsubscribed"]
        leaf = {"list": self.pick(LISTS), "state": self.pick(actions)}
        return leaf | ({"default": self.pick(actions)} if self.chance(50) else {})

    def group(self) -> Rule:
        return {"group": self.pick(self.groups)}

    def ranked(self) -> Rule:
        kind = self.pick(["orders", "orders", "reviews"])
        shares = self.pick([[0.5], [0.15, 0.35], [0.1, 0.2, 0.3], [0.07, 0.28], [0.3333], [0.25, 0.25, 0.5]])
        leaf = {"rank_band": self.number(0, len(shares)), "of": kind, "field_sum": self.pick(NUMERIC[kind])}
        leaf |= {"shares": shares, **self.which(kind)}
        return leaf | ({"window": self.window([record.at for record in self.records(kind)])} if self.chance(40) else {})


Condition = Callable[[RuleMaker, Sequence[Any]], Rule]
CONDITIONS: Mapping[str, Condition] = {
    "text": RuleMaker.text,
    "id": RuleMaker.identity,
    "list": RuleMaker.listed,
    "tree": RuleMaker.tree,
    "flag": RuleMaker.flag,
    "phone": RuleMaker.phone,
    "number": RuleMaker.compared,
    "date": RuleMaker.dated,
    "birthday": RuleMaker.birthday,
}
# As often as they stand here. Groups stand last, for a shop without.
GROUP_LEAVES = 2
LEAVES: list[Callable[[RuleMaker], Rule]] = [
    *[lambda maker: maker.attribute(TEXT_FIELDS, "text")] * 4,
    *[lambda maker: maker.attribute(NUMBER_FIELDS, "number")] * 2,
    *[lambda maker: maker.attribute(DATE_FIELDS, "date")] * 3,
    *[lambda maker: maker.attribute(LIST_FIELDS, "list")] * 2,
    *[lambda maker: maker.attribute(BIRTHDAY_FIELDS, "birthday")] * 2,
    *[lambda maker: maker.attribute(["renews"], "date")] * 2,
    lambda maker: maker.attribute(FLAG_FIELDS, "flag"),
    lambda maker: maker.attribute(["phone"], "phone"),
    *[RuleMaker.counted] * 4,
    *[RuleMaker.figured] * 3,
    *[RuleMaker.timed] * 2,
    RuleMaker.days_since,
    *[RuleMaker.active_periods] * 2,
    *[RuleMaker.sequence] * 2,
    *[RuleMaker.last_record] * 2,
    RuleMaker.second_order,
    RuleMaker.distinct,
    *[RuleMaker.spent_on] * 2,
    RuleMaker.share,
    RuleMaker.any_address,
    RuleMaker.not_ordered_since,
    RuleMaker.subscribed,
    *[RuleMaker.ranked] * 2,
    *[RuleMaker.group] * GROUP_LEAVES,
]
