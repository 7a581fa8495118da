"""Random rules about a shop. Their values are taken from that shop: its texts, sums, counts, moments and ages.

The tables tell which fields a condition may name and which operators these take, `LEAVES` how often which leaf is
drawn. Whatever is drawn is a valid rule: numbers are compared with numbers, windows end after they start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.conformance import edges
from tests.conformance.condition_maker import ConditionMaker
from tests.conformance.maker import LISTS, Rule, ShopData
from tests.conformance.records import IDS, PREFIXES, Customer, Record
from tests.conformance.referee import Roll

# Attributes by the operators they take. A profile field is one that is not a column of `customers`.
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


@dataclass
class RuleMaker(ConditionMaker):
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
