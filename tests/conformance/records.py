"""Records of customers, such as orders and logins: what they hold, and which of them a rule looks at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from tests.conformance import money
from tests.conformance.moments import AsOf
from tests.conformance.operators import Operators
from tests.conformance.values import Values, elements

Rule: TypeAlias = Mapping[str, Any]
Fields: TypeAlias = Mapping[str, Any]

# How `where` calls the records of a kind: `order.amount`.
PREFIXES = {"orders": "order", "logins": "login", "reviews": "review", "page_views": "page", "messages": "message"}
IDS = {"orders": "order_id", "reviews": "review_id", "messages": "message_id"}


@dataclass(frozen=True)
class Record:
    """An order, login, review, page view or message; `fields` are as in a case."""

    kind: str
    at: datetime
    fields: Fields


@dataclass
class Customer:
    """A customer as of now, with what came over from customers merged into this one."""

    id: str
    columns: Fields
    profile: dict[str, list[Any]] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    # Rows of orders that are not orders: refunds that name no order.
    refunds: list[Record] = field(default_factory=list)
    # (list, action, at)
    list_events: list[tuple[str, str, datetime]] = field(default_factory=list)
    addresses: list[Fields] = field(default_factory=list)


@dataclass(frozen=True)
class Records:
    """Which records a rule looks at, and what `where` asks of one of them."""

    as_of: AsOf
    operators: Operators

    def of(self, asked: Mapping[str, Any], kind: str, customer: Customer) -> list[Record]:
        """A customer's records of a kind that meet the `where` and lie in the `window` of what is asked, oldest first.

        Every order counts, so that `which` leaves some out only where it says `cancelled`.

        The `tz` of what is asked is for its window; a condition in its `where` has its own or none.
        """
        return self.looked_at(asked, kind, customer.records)

    def looked_at(self, asked: Mapping[str, Any], kind: str, records: Sequence[Record]) -> list[Record]:
        span = self.as_of.clock(asked).window(asked.get("window") or {})
        found = [
            record
            for record in records
            if kind in (record.kind, "any_event")
            and record.at in span
            and (asked.get("which") != "cancelled" or money.is_cancelled(record.fields))
            and self.record_meets(asked.get("where"), record)
        ]
        return sorted(found, key=lambda record: record.at)

    def record_meets(self, where: Rule | None, record: Record) -> bool:
        """Whether one record meets a `where`."""
        match where:
            case None:
                return True
            case {"lines": how, "where": of_line}:
                return enough(how, [self.line_meets(of_line, line) for line in record.fields.get("lines") or []])
        return self.fields_meet(
            where, lambda inner: self.record_meets(inner, record), lambda name: record_values(record, name)
        )

    def line_meets(self, where: Rule, line: Fields) -> bool:
        """Whether one order line meets a `where`."""
        return self.fields_meet(where, lambda inner: self.line_meets(inner, line), lambda name: line_values(line, name))

    def fields_meet(self, where: Rule, meets: Callable[[Rule], bool], values: Callable[[str], Values]) -> bool:
        """A node or a field of a `where`, given how its children and its fields are read."""
        match where:
            case {"all": children}:
                return all(meets(child) for child in children)
            case {"any": children}:
                return any(meets(child) for child in children)
            case {"not": children}:
                return not any(meets(child) for child in children)
            case {"field": name}:
                return self.operators.passes(where, values(name), where.get("window"))
        raise ValueError(f"{where!r} is not a condition on a record")


def identify(record: Record, customer: Customer) -> tuple[Any, ...] | None:
    """What makes a record the same as another; None if nothing does."""
    if record.kind == "logins":
        return record.kind, customer.id, record.at
    if record.kind == "page_views":
        return record.kind, customer.id, record.at, record.fields.get("url"), record.fields.get("product")
    return (record.kind, record.fields[IDS[record.kind]]) if has(record, IDS[record.kind]) else None


def has(record: Record, name: str | None) -> bool:
    return name is not None and record.fields.get(name) is not None


def record_values(record: Record, name: str) -> Values:
    """The values of `order.amount`; missing for a record of another kind."""
    prefix, name = name.split(".", 1)
    if prefix not in PREFIXES.values():
        raise ValueError(f"{prefix}.{name} is not a field of a record")
    if (prefix, name, record.kind) == ("order", "currency", "orders"):
        return [money.currency_of(record.fields)]
    return elements(record.fields.get(name)) if prefix == PREFIXES[record.kind] else []


def line_values(line: Fields, name: str) -> Values:
    """The values of `line.product`."""
    prefix, name = name.split(".", 1)
    if prefix != "line":
        raise ValueError(f"{prefix}.{name} is not a field of an order line")
    return elements(line.get(name))


def enough(how: Any, met: Sequence[bool]) -> bool:
    """Whether enough lines meet a condition: `any`, `all`, `none` or `{at_least: n}`."""
    match how:
        case "any":
            return any(met)
        case "all":
            return all(met)
        case "none":
            return not any(met)
        case {"at_least": number}:
            return sum(met) >= int(number)
    raise ValueError(f"{how!r} tells no number of lines")


def only(kind: str, records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.kind == kind]
