"""Whether values meet the operator of a leaf: texts, numbers, moments, phone numbers, categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.conformance.clock import completed_years, is_anniversary
from tests.conformance.countries import country
from tests.conformance.moments import AsOf
from tests.conformance.phones import asked_phone, phone
from tests.conformance.values import (
    ORDERINGS,
    TEXT_OPERATORS,
    Values,
    as_status,
    elements,
    equal,
    is_day,
    number_of,
    text_of,
)

DATE_OPERATORS = frozenset(
    ["before", "after", "on_or_before", "on_or_after", "on_day", "same_second", "in_window", "anniversary"]
)


@dataclass(frozen=True)
class Operators:
    """The operators as of a moment; `parents` are those of a category."""

    as_of: AsOf
    parents: Mapping[str, list[str]]

    def passes(self, leaf: Mapping[str, Any], values: Values, window: Mapping[str, Any] | None) -> bool:
        """Whether values meet the operator of a leaf. A negated operator is the opposite of the positive one."""
        op = leaf["op"]
        positive = {"ne": "eq", "is_not_set": "is_set", "is_not_empty": "is_empty"}.get(op)
        if positive is None and op.startswith("not_"):
            positive = op.removeprefix("not_")
        if positive is not None:
            return not self.passes({**leaf, "op": positive}, values, window)
        present = [value for value in values if value is not None]
        if leaf.get("derive") == "age_years":
            present = [completed_years(day, self.as_of.clock(leaf).today) for day in self.days_of(present, leaf)]
        if op == "is_set":
            return bool(present)
        if op == "is_empty":
            return all(text_of(value) == "" for value in present)
        if op == "has_all":
            one = {**leaf, "op": "eq"}
            return bool(present) and all(
                any(self.matches({**one, "value": wanted}, value, None) for value in present)
                for wanted in leaf["value"]
            )
        return any(self.matches(leaf, value, window) for value in present)

    def days_of(self, values: Values, leaf: Mapping[str, Any]) -> list[date]:
        """The days of those values that are moments."""
        clock = self.as_of.clock(leaf)
        return [clock.day(moment) for value in values if (moment := clock.moment(value)) is not None]

    def matches(self, leaf: Mapping[str, Any], value: Any, window: Mapping[str, Any] | None) -> bool:
        """Whether one value that is not missing meets a positive operator."""
        op, wanted = leaf["op"], leaf.get("value")
        if leaf.get("field") == "order.status" and op not in ("like", "regex"):
            value = as_status(value)
            wanted = [as_status(each) for each in wanted] if isinstance(wanted, list) else as_status(wanted)
        if leaf.get("field") == "customer.country" and op in ("eq", "in"):
            wanted = [country(each) for each in wanted] if isinstance(wanted, list) else country(wanted)
        if op in DATE_OPERATORS:
            clock = self.as_of.clock(leaf)
            if op == "in_window" and window and "tz" in window and is_day(clock, value):
                # A day is that day by the clock of whatever it is compared with.
                clock = self.as_of.clock(window)
            moment = clock.moment(value)
            return moment is not None and self.matches_moment(leaf, moment, window)
        if op in ORDERINGS:
            number = number_of(value)
            return number is not None and ORDERINGS[op](number, wanted)
        if op == "in_tree":
            return not self.branch(text_of(value)).isdisjoint(text_of(each) for each in elements(wanted))
        ignores_case = bool(leaf.get("ci")) or leaf.get("field") == "order.currency"
        if op == "eq":
            return equal(value, wanted, ignores_case)
        if op == "in":
            assert wanted is not None
            return any(equal(value, each, ignores_case) for each in wanted)
        if op in ("eq_phone", "like_phone"):
            code = self.as_of.settings.phone_country_code
            ours = asked_phone(text_of(wanted), code)
            theirs = value if leaf.get("field") == "customer.phone" else phone(text_of(value), code)
            # A text without a digit is not a phone number.
            return theirs is not None and ours is not None and TEXT_OPERATORS[op](theirs, ours)
        text, asked = text_of(value), text_of(wanted)
        if ignores_case:
            text, asked = text.lower(), asked.lower()
        return TEXT_OPERATORS[op](text, asked)

    def matches_moment(self, leaf: Mapping[str, Any], moment: datetime, window: Mapping[str, Any] | None) -> bool:
        """The operators on moments. A bound that is a day means the whole of it."""
        op, clock = leaf["op"], self.as_of.clock(leaf)
        if op == "in_window":
            assert window is not None
            return moment in clock.window(window)
        if op == "anniversary":
            return is_anniversary(clock.day(moment), clock.today + timedelta(days=leaf.get("offset_days", 0)))
        bound = clock.bound(leaf["value"])
        if op == "same_second":
            assert isinstance(bound, datetime)
            return moment.replace(microsecond=0) == bound.replace(microsecond=0)
        if op == "on_day":
            return clock.day(moment) == (clock.day(bound) if isinstance(bound, datetime) else bound)
        if isinstance(bound, datetime):
            before, after = moment < bound, moment > bound
        else:
            before, after = moment < clock.midnight(bound), moment >= clock.midnight(bound + timedelta(days=1))
        return {"before": before, "after": after, "on_or_before": not after, "on_or_after": not before}[str(op)]

    def branch(self, category: str) -> set[str]:
        """A category and all above it."""
        found: set[str] = set()
        todo = [category]
        while todo:
            this = todo.pop()
            if this not in found:
                found.add(this)
                todo.extend(self.parents.get(this, ()))
        return found


def parents(categories: Any) -> dict[str, list[str]]:
    """Parents by category, from `{category: parent}` or `[{category, parent}]`."""
    if isinstance(categories, Mapping):
        categories = [{"category": category, "parent": parent} for category, parent in categories.items()]
    found: dict[str, list[str]] = {}
    for row in categories:
        if row.get("parent") is not None:
            found.setdefault(row["category"], []).append(row["parent"])
    return found
