"""The rule language: which nodes a rule may have and which keys each node has, as pydantic models.

A node is known by the key that it has: `all`, `field`, `measure` and so on. Not here: what a key may hold (keys.py),
and what depends on several keys at once or on the project's columns, such as whether an operator fits (meaning.py).
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, Discriminator, Field, Tag

from orchestration.rules.keys import (
    AnyValue,
    Cities,
    Duration,
    Flag,
    GroupKey,
    LineCount,
    Name,
    OnlyTrue,
    Operator,
    Records,
    Shares,
    State,
    Text,
    TimeZone,
    Which,
    Zero,
    one_of,
    whole_number,
)
from orchestration.rules.measures import MEASURES
from orchestration.rules.node import Node, tag_of
from orchestration.rules.windows import Window

# `measure` before `field`, which a measure may have too.
NODE_KEYS = {
    "all": "All",
    "any": "AnyOf",
    "not": "NoneOf",
    "everyone": "Everyone",
    "group": "InGroup",
    "not_ordered_since": "NotOrderedSince",
    "list": "OnList",
    "sequence": "InSequence",
    "first_record": "FirstRecord",
    "last_record": "LastRecord",
    "second_order": "SecondOrder",
    "any_address": "AnyAddress",
    "rank_band": "RankBand",
    "lines": "Lines",
    "measure": "Measure",
    "field": "FieldIs",
}


class _Node(Node):
    known_by: ClassVar = NODE_KEYS


class All(_Node):
    """All of the conditions hold; without any, everybody is meant."""

    example: ClassVar = "{all: [...]}"
    nodes: list["Rule"] = Field(alias="all")


class AnyOf(_Node):
    """At least one of the conditions holds; without any, nobody is meant."""

    example: ClassVar = "{any: [...]}"
    nodes: list["Rule"] = Field(alias="any")


class NoneOf(_Node):
    """None of the conditions holds."""

    example: ClassVar = "{not: [...]}"
    nodes: list["Rule"] = Field(alias="not")


class Everyone(_Node):
    """Every customer."""

    example: ClassVar = "{everyone: true}"
    everyone: OnlyTrue


class InGroup(_Node):
    """The members of another group, those added and removed by hand included."""

    example: ClassVar = "{group: vip}"
    group: GroupKey


class OnList(_Node):
    """The newest action on a newsletter list is `state`; with no action, `default` is taken."""

    example: ClassVar = "{list: news, state: subscribed, default: unsubscribed}"
    name: Text = Field(alias="list")
    default: State = "unsubscribed"
    state: State = "subscribed"


class FieldIs(_Node):
    """A field compared: of the customer, or, inside `where`, of a record or an order line."""

    example: ClassVar = "{field: customer.country, op: eq, value: DK}"
    field: Name = Field(description="customer.country, profile.industry, order.source, line.product, ...")
    op: Operator
    value: AnyValue = None
    ci: Flag = Field(False, description="Ignore letter case.")
    tz: TimeZone | None = None
    window: Window | None = Field(None, description="For op: in_window.")
    offset_days: Annotated[int, whole_number(-366, 366, "number of days")] = Field(
        0, description="For op: anniversary; 7 asks for customers whose day is in a week."
    )
    derive: Annotated[str, one_of(("age_years",), "derived value")] | None = None


class Measure(_Node):
    """What a customer's records of a kind come to, compared."""

    example: ClassVar = "{measure: count, of: orders, op: gte, value: 3}"
    measure: Annotated[str, one_of(MEASURES, "measure")]
    of: Records
    op: Operator
    value: AnyValue = None
    field: Name | None = Field(
        None,
        description="For sum, min, max and avg: amount, gross_amount, points, rating; for spent_on: amount (as"
        " without it) or gross_amount; for distinct: product or category.",
    )
    line: "Rule | None" = Field(
        None, description="For spent_on: what an order line has to meet for its amount to be summed."
    )
    has: "Rule | None" = Field(None, description="For share: what the records meet that are counted.")
    where: "Rule | None" = None
    which: Which = "counted"
    window: Window | None = None
    value_window: Window | None = Field(None, description="For op: in_window of first_at and last_at.")
    tz: TimeZone | None = None
    zero: Zero = "include"


class PerPeriod(Node):
    """What the count of a period's records is compared with."""

    example: ClassVar = "{op: gte, value: 1}"
    op: Operator
    value: AnyValue


class ActivePeriods(_Node):
    """In how many of the last periods, counted back from now, the count of records compares as `per_period` says."""

    example: ClassVar = (
        "{measure: active_periods, of: orders, period: 1w, periods: 4, per_period: {op: gte, value: 1},"
        " op: gte, value: 3}"
    )
    measure: Literal["active_periods"]
    of: Records
    period: Duration
    periods: Annotated[int, whole_number(1, 1_000, "number of periods")]
    per_period: PerPeriod
    op: Operator
    value: AnyValue
    where: "Rule | None" = None
    which: Which = "counted"
    zero: Zero = "include"


class Step(Node):
    """A record of a sequence."""

    example: ClassVar = "{of: orders}"
    of: Records
    where: "Rule | None" = None
    which: Which = "counted"


class InSequence(_Node):
    """A second record strictly after a first, at most `within` later; the window is for the first."""

    example: ClassVar = "{sequence: [{of: orders}, {of: reviews}], within: 3d}"
    sequence: list[Step] = Field(min_length=2, max_length=2)
    within: Duration | None = None
    window: Window | None = None


class LastRecord(_Node):
    """The newest record that meets `where` also meets `has`."""

    example: ClassVar = "{last_record: orders, has: {field: order.source, op: eq, value: app}}"
    last_record: Records
    has: "Rule"
    where: "Rule | None" = None
    which: Which = "counted"


class FirstRecord(_Node):
    """The first record that meets `where` also meets `has`."""

    example: ClassVar = "{first_record: orders, has: {field: order.promo_code, op: eq, value: WELCOME}}"
    first_record: Records
    has: "Rule"
    where: "Rule | None" = None
    which: Which = "counted"


class SecondOrder(_Node):
    """The second order comes at most that long after the first."""

    example: ClassVar = "{second_order: 30d}"
    second_order: Duration
    where: "Rule | None" = None
    which: Which = "counted"


class AnyAddress(_Node):
    """One of the customer's addresses, their own or another, is in one of these cities of the country."""

    example: ClassVar = "{any_address: [Aarhus], country: DK}"
    any_address: Cities
    country: Text


class NotOrderedSince(_Node):
    """No order since the account was created or, with a list, since the subscription to it that goes on began."""

    example: ClassVar = "{not_ordered_since: sign_up, list: news}"
    not_ordered_since: Annotated[str, one_of(("sign_up",), "moment")]
    name: Text | None = Field(None, alias="list")


class RankBand(_Node):
    """A band of the customers who have a record, by descending sum; the last band takes the rest."""

    example: ClassVar = "{rank_band: 0, of: orders, field_sum: amount, shares: [0.1, 0.2]}"
    rank_band: Annotated[int, whole_number(0, 1_000, "band")]
    of: Records
    field_sum: Name
    shares: Shares
    window: Window | None = None
    which: Which = "counted"


class Lines(_Node):
    """Order lines, inside the `where` of orders: any, all, none or at least so many meet the inner `where`."""

    example: ClassVar = "{lines: any, where: {field: line.product, op: eq, value: P-1001}}"
    lines: LineCount
    where: "Rule"


def _node_tag(data: Any) -> str | None:
    tag = tag_of(data, NODE_KEYS)
    return "<ActivePeriods>" if tag == "<Measure>" and data["measure"] == "active_periods" else tag


Leaf: TypeAlias = (
    Annotated[InGroup, Tag("<InGroup>")]
    | Annotated[OnList, Tag("<OnList>")]
    | Annotated[InSequence, Tag("<InSequence>")]
    | Annotated[FirstRecord, Tag("<FirstRecord>")]
    | Annotated[LastRecord, Tag("<LastRecord>")]
    | Annotated[SecondOrder, Tag("<SecondOrder>")]
    | Annotated[AnyAddress, Tag("<AnyAddress>")]
    | Annotated[NotOrderedSince, Tag("<NotOrderedSince>")]
    | Annotated[RankBand, Tag("<RankBand>")]
    | Annotated[Lines, Tag("<Lines>")]
    | Annotated[Measure, Tag("<Measure>")]
    | Annotated[ActivePeriods, Tag("<ActivePeriods>")]
    | Annotated[FieldIs, Tag("<FieldIs>")]
)
Rule: TypeAlias = Annotated[
    Annotated[All, Tag("<All>")]
    | Annotated[AnyOf, Tag("<AnyOf>")]
    | Annotated[NoneOf, Tag("<NoneOf>")]
    | Annotated[Everyone, Tag("<Everyone>")]
    | Leaf,
    Discriminator(_node_tag),
]
# What looks at records, and at which orders.
LooksAt: TypeAlias = Measure | ActivePeriods | Step | FirstRecord | LastRecord | SecondOrder | RankBand

# Those with a `where` name Rule, which is known from here on.
_models: list[type[BaseModel]] = [Step, *_Node.__subclasses__()]
for _model in _models:
    _model.model_rebuild()


def leaves(node: Rule, path: str) -> Iterator[tuple[Leaf, str]]:
    """The conditions that a node joins, each with its place; not those inside their own `where`."""
    match node:
        case All() | AnyOf() | NoneOf():
            (key,) = (field.alias for field in type(node).model_fields.values())
            for position, each in enumerate(node.nodes):
                yield from leaves(each, f"{path}.{key}[{position}]")
        case Everyone():
            return
        case _:
            yield node, path
