"""Measures: what a customer's records come to, and in how many periods there were some."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.conformance import money
from tests.conformance.moments import AsOf
from tests.conformance.operators import Operators
from tests.conformance.records import Customer, Fields, Record, Records, Rule, has
from tests.conformance.values import elements, exact, text_of


@dataclass(frozen=True)
class Measures:
    """What records come to; a rule says which of them and how."""

    as_of: AsOf
    operators: Operators
    records: Records

    def meets(self, rule: Rule, customer: Customer) -> bool:
        records = self.records.of(rule, rule["of"], customer)
        if rule["measure"] == "spent_on":
            records = [record for record in records if self.lines_on(rule, [record])]
        if rule.get("zero") == "exclude" and not records:
            return False
        return self.operators.passes(rule, [self.figure(rule, customer)], rule.get("value_window"))

    def figure(self, rule: Rule, customer: Customer) -> Any:
        """What a measure comes to for a customer. Refunds that name no order lessen sums of amounts, nothing else."""
        refunds = self.records.looked_at(rule, rule["of"], customer.refunds) if rule["of"] == "orders" else []
        return self.measured(rule, self.records.of(rule, rule["of"], customer), refunds)

    def lines_on(self, rule: Rule, records: Iterable[Record]) -> list[Fields]:
        """The lines that `spent_on` looks at."""
        lines = [line for record in records for line in record.fields.get("lines") or []]
        return [line for line in lines if self.records.line_meets(rule["line"], line)]

    def measured(self, rule: Rule, records: Sequence[Record], refunds: Sequence[Record] = ()) -> Any:
        """What a measure comes to: a number or a moment, None if there is none. `records` are oldest first."""
        refunds = refunds if rule.get("field", "amount") == "amount" else ()
        lessened = money.total(record.fields for record in refunds)
        numbers = [exact(record.fields[rule["field"]]) for record in records if has(record, rule.get("field"))]
        match rule["measure"]:
            case "count":
                return len(records)
            case "sum":
                return sum(numbers, lessened)
            case "spent_on":
                return money.total(self.lines_on(rule, [*records, *refunds]), rule.get("field", "amount"))
            case "min":
                return min(numbers, default=None)
            case "max":
                return max(numbers, default=None)
            case "avg":
                return sum(numbers, lessened) / len(numbers) if numbers else None
            case "distinct":
                lines = [line for record in records for line in record.fields.get("lines") or []]
                return len({text_of(each) for line in lines for each in elements(line.get(rule["field"]))})
            case "share":
                met = sum(self.records.record_meets(rule["has"], record) for record in records)
                return Fraction(met, len(records)) if records else None
            case "first_at":
                return records[0].at if records else None
            case "last_at":
                return records[-1].at if records else None
            case "days_since_last":
                clock = self.as_of.clock(rule)
                return (clock.today - clock.day(records[-1].at)).days if records else None
        raise ValueError(f"{rule['measure']!r} is not a measure")

    def meets_active_periods(self, rule: Rule, customer: Customer) -> bool:
        counts = self.counts_by_period(rule, customer)
        if rule.get("zero") == "exclude" and not any(counts):
            return False
        return self.operators.passes(rule, [self.active(rule, counts)], None)

    def counts_by_period(self, rule: Rule, customer: Customer) -> list[int]:
        """Records in each of the last N periods, newest first; a period has its newer end and not its older one."""
        clock = self.as_of.clock(rule)
        moments = [record.at for record in self.records.of(rule, rule["of"], customer)]
        # The first period ends now: an hour that the clock passes twice would shift even no step at all.
        ends = [
            self.as_of.now,
            *(clock.shift(self.as_of.now, rule["period"], -steps) for steps in range(1, rule["periods"] + 1)),
        ]
        return [sum(older < moment <= newer for moment in moments) for newer, older in pairwise(ends)]

    def active(self, rule: Rule, counts: Sequence[int]) -> int:
        """In how many periods the count is as `per_period` asks."""
        return sum(self.operators.passes(rule["per_period"], [count], None) for count in counts)
