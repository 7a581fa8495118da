"""What a customer's records can come to: each measure with the conditions that say it, and what may be asked of it.

Not here: which records a measure looks at, which a rule says (language.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orchestration.rules.operators import NUMERIC, OF_KIND, Kind
from orchestration.rules.values import ANY_NUMBER, LONGEST, Span

COUNT = Span(least=0)


@dataclass(frozen=True)
class MeasureKind:
    """What is known of a measure.

    `condition` says it of any records; `shorter` of some, by records and field, without naming them. `of_a_number`: it
    is taken of one of the records' numbers; else `fields` are what it may be taken of, if anything.
    """

    condition: str = ""
    shorter: Mapping[tuple[str, str | None], str] = field(default_factory=dict)
    kind: Kind = "number"
    span: Span = ANY_NUMBER
    of_a_number: bool = False
    fields: tuple[str, ...] = ()
    # Without records there is none; else it is 0, which some conditions can leave out.
    may_be_missing: bool = False
    leaves_out_zero: bool = False
    by_the_clock: bool = False

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators that ask for it."""
        return OF_KIND[self.kind] if self.may_be_missing else NUMERIC

    def said_of(self, records: str, field: str | None) -> tuple[str, list[str]]:
        """The condition that says it, and what that has to name: the records and the field, or neither."""
        shorter = self.shorter.get((records, field))
        return (shorter, []) if shorter else (self.condition, [records, *([field] if field else [])])


MEASURES = {
    "count": MeasureKind(
        "number_of",
        {("orders", None): "number_of_orders", ("reviews", None): "product_reviews"},
        span=COUNT,
        leaves_out_zero=True,
    ),
    "sum": MeasureKind("total_of", {("orders", "amount"): "total_purchases"}, of_a_number=True, leaves_out_zero=True),
    "spent_on": MeasureKind(
        shorter={("orders", each): "spent_on" for each in (None, "amount", "gross_amount")},
        fields=("amount", "gross_amount"),
        leaves_out_zero=True,
    ),
    "min": MeasureKind("lowest_of", of_a_number=True, may_be_missing=True),
    "max": MeasureKind("highest_of", of_a_number=True, may_be_missing=True),
    "avg": MeasureKind(
        "average_of",
        {("orders", "amount"): "average_order_value"},
        # Averages are compared by way of value x count, which has to fit into 38 digits.
        span=Span(-(10**18), 10**18),
        of_a_number=True,
        may_be_missing=True,
    ),
    "distinct": MeasureKind(
        shorter={("orders", "product"): "number_of_products", ("orders", "category"): "number_of_categories"},
        fields=("product", "category"),
        span=COUNT,
    ),
    "share": MeasureKind("share_of", span=Span(0, 1)),
    "first_at": MeasureKind("first_of", kind="moment", may_be_missing=True, by_the_clock=True),
    "last_at": MeasureKind("last_of", kind="moment", may_be_missing=True, by_the_clock=True),
    "days_since_last": MeasureKind(
        "days_since_last", span=Span(-LONGEST["d"], LONGEST["d"]), may_be_missing=True, by_the_clock=True
    ),
    "active_periods": MeasureKind("active_periods", span=COUNT, leaves_out_zero=True),
}
