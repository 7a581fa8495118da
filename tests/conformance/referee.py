"""The referee: who belongs to a rule, told a second time and independently of the product.

`select(rule, shop, now, settings)` reads a rule of shared/conformance/README.md and a shop in the shape of a case of
cases.yaml, and tells the customers. It shares no code and no reading of the rules with the macros: it looks at one
customer after another, one record after another, with exact numbers. Slow is fine here, hard to read is not.

In order: the shop as of `now` (what exists, what merges move), the nodes and leaves of a rule, operators on values.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import phonenumbers

from tests.conformance import money
from tests.conformance.clock import Clock, completed_years, is_anniversary
from tests.conformance.countries import country
from tests.conformance.persons import columns_of_all, survivors

Rule: TypeAlias = Mapping[str, Any]
Fields: TypeAlias = Mapping[str, Any]
# A value of the data, or None for a missing one; an attribute is a list of them, and a scalar is a list of one.
Values: TypeAlias = Sequence[Any]

# How `where` calls the records of a kind: `order.amount`.
PREFIXES = {"orders": "order", "logins": "login", "reviews": "review", "page_views": "page", "messages": "message"}
LATER = ("opened_at", "clicked_at")
IDS = {"orders": "order_id", "reviews": "review_id", "messages": "message_id"}

# The columns of landing table `customers`; every other attribute of a customer is a profile field.
COLUMNS = frozenset(
    {
        *("customer_id", "first_name", "last_name", "email", "phone", "birth_date", "gender", "country", "city"),
        *("postcode", "created_at", "last_login_at", "source", "store_id", "accepts_email", "accepts_sms"),
        *("in_loyalty_scheme", "account_limit", "updated_at", "deleted_at"),
    }
)
PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)([.][0-9]+)?")
MOST_INTEGER_DIGITS = 28


@dataclass(frozen=True)
class Settings:
    """What a shop decides: its time zone, and the country of phone numbers that name none, digits only."""

    time_zone: str = "UTC"
    phone_country_code: str = "1"


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
    # Rows of orders that are none: refunds that name no order.
    refunds: list[Record] = field(default_factory=list)
    # (list, action, at)
    list_events: list[tuple[str, str, datetime]] = field(default_factory=list)
    addresses: list[Fields] = field(default_factory=list)


def select(rule: Rule, shop: Mapping[str, Any], now: datetime, settings: Settings) -> frozenset[str]:
    """The ids of the customers whom `rule` selects as of `now`, an aware moment.

    `shop` has the keys of a case: customers, orders (with lines), refunds, exchange_rates, logins, reviews, page_views,
    messages, list_events, addresses, groups, manual, merges, categories, each optional. ValueError or KeyError for what
    is no rule.
    """
    return Roll(shop, now, settings).select(rule)


class Roll:
    """A shop as of a moment, asked about rules."""

    def __init__(self, shop: Mapping[str, Any], now: datetime, settings: Settings) -> None:
        self.now = now.astimezone(UTC)
        self.settings = settings
        profiles = shop.get("customers") or []
        shop = self.without_withdrawn(shop)
        self.groups: Mapping[str, Any] = shop.get("groups") or {}
        self.parents = parents(shop.get("categories") or {})
        # Who stands for whom in the end, by absorbed customer.
        self.survivors: dict[str, str] = {}
        self.money = money.Money(shop, self.exists)
        self.customers = self.read_customers(shop.get("customers") or [], shop.get("merges") or [])
        self.read_profiles(map(landed, profiles))
        self.read_records(shop)
        self.manual = self.read_manual(shop.get("manual") or [])
        # Members of the groups that were asked for so far.
        self.known: dict[str, frozenset[str]] = {}

    # The shop as of now

    def clock(self, leaf: Mapping[str, Any] | None = None) -> Clock:
        """The clock that a leaf goes by: of its `tz`, else the shop's."""
        return Clock(self.now, ZoneInfo((leaf or {}).get("tz") or self.settings.time_zone))

    def moment(self, text: str) -> datetime:
        """A moment of a record. ValueError if it has none."""
        moment = self.clock().moment(text)
        if moment is None:
            raise ValueError(f"{text!r} is no moment")
        return moment

    def exists(self, at: str | None) -> bool:
        """Whether something dated `at` exists as of now; without a date it always did."""
        return at is None or self.moment(at) <= self.now

    def without_withdrawn(self, shop: Mapping[str, Any]) -> dict[str, Any]:
        """The shop without the rows that it has withdrawn by now."""
        return {
            name: [row for row in rows if not self.is_withdrawn(row)] if isinstance(rows, list) else rows
            for name, rows in shop.items()
        }

    def is_withdrawn(self, row: Any) -> bool:
        """Whether a row has been withdrawn by now."""
        at = row.get("deleted_at") if isinstance(row, Mapping) else None
        return at is not None and self.exists(at)

    def read_customers(self, rows: Sequence[Fields], merges: Iterable[Fields]) -> dict[str, Customer]:
        """Customers by id, with what is known of those they absorbed."""
        rows = [landed(row) for row in rows]
        existing = {row["id"]: row for row in rows if self.exists(row.get("created_at"))}
        known = [merge for merge in merges if self.exists(merge.get("at"))]
        absorbed_by = survivors(known, existing.keys(), self.moment)
        self.survivors = {absorbed: survivor for absorbed, (survivor, _) in absorbed_by.items()}

        def number(row: Fields) -> str | None:
            return dialled(row.get("phone"), row.get("country"), self.settings.phone_country_code)

        customers = {}
        for customer_id, row in existing.items():
            if customer_id not in self.survivors:
                others = [
                    (found_at, existing[absorbed])
                    for absorbed, (survivor, found_at) in absorbed_by.items()
                    if survivor == customer_id and absorbed in existing
                ]
                customers[customer_id] = Customer(customer_id, columns_of_all(row, others, self.moment, number))
        return customers

    def read_profiles(self, rows: Iterable[Fields]) -> None:
        """Give the profile fields to their customers; they are rows of their own, and stay if a record is withdrawn."""
        for row in rows:
            customer = self.owner(row["id"])
            if customer is not None:
                for name, value in row.items():
                    if name != "id" and name not in COLUMNS:
                        customer.profile.setdefault(name, []).extend(elements(value))

    def owner(self, customer_id: str | None) -> Customer | None:
        """The customer to whom a record of `customer_id` belongs, if any."""
        if customer_id is None:
            return None
        return self.customers.get(self.survivors.get(customer_id, customer_id))

    def read_records(self, shop: Mapping[str, Any]) -> None:
        """Give every record up to now to its customer, once."""
        seen: dict[tuple[Any, ...], Fields] = {}
        for kind in PREFIXES:
            for given in shop.get(kind) or []:
                # What was opened or clicked later is not known yet.
                row = given | {name: None for name in LATER if name in given and not self.exists(given[name])}
                record = Record(kind, self.moment(row["ordered_at" if kind == "orders" else "at"]), row)
                customer = self.owner(row.get("customer_id"))
                if customer is None or record.at > self.now:
                    continue
                identity = identify(record, customer)
                if identity is not None and identity in seen:
                    if kind in IDS and seen[identity] != row:
                        raise ValueError(f"two different {kind} are called {identity[1]}")
                    continue
                if identity is not None:
                    seen[identity] = row
                if kind == "orders":
                    record = replace(record, fields=self.money.valued(row, self.clock().day(record.at)))
                is_refund = kind == "orders" and money.is_refund(row)
                (customer.refunds if is_refund else customer.records).append(record)
        for row in shop.get("addresses") or []:
            customer = self.owner(row["customer_id"])
            if customer is not None:
                customer.addresses.append({**row, "country": country(row.get("country"))})
        for row in shop.get("list_events") or []:
            customer, at = self.owner(row["customer_id"]), self.moment(row["at"])
            if customer is not None and at <= self.now:
                customer.list_events.append((row["list"], row["action"], at))

    def read_manual(self, entries: Iterable[Fields]) -> dict[str, dict[str, str]]:
        """What a person decided that still holds: action by customer, by group."""
        newest: dict[tuple[str, str], tuple[datetime, bool]] = {}
        for entry in entries:
            customer = self.owner(entry["customer_id"])
            expires = entry.get("expires_at")
            if customer is None or not self.exists(entry.get("at")) or (expires and self.exists(expires)):
                continue
            at = self.moment(entry["at"]) if entry.get("at") else datetime.min.replace(tzinfo=UTC)
            # True sorts last: a removal wins a tie.
            key, decision = (entry["group"], customer.id), (at, entry["action"] == "remove")
            newest[key] = max(newest.get(key, decision), decision)
        decided: dict[str, dict[str, str]] = {}
        for (group, customer_id), (_, is_removal) in newest.items():
            decided.setdefault(group, {})[customer_id] = "remove" if is_removal else "add"
        return decided

    # Rules

    def select(self, rule: Rule, asking: tuple[str, ...] = ()) -> frozenset[str]:
        """Who meets a rule; `asking` are the groups that are being worked out for it."""
        return frozenset(each.id for each in self.customers.values() if self.meets(rule, each, asking))

    def meets(self, rule: Rule, customer: Customer, asking: tuple[str, ...] = ()) -> bool:
        """Whether one customer meets a rule."""
        match rule:
            case {"all": children}:
                return all(self.meets(child, customer, asking) for child in children)
            case {"any": children}:
                return any(self.meets(child, customer, asking) for child in children)
            case {"not": children}:
                return not any(self.meets(child, customer, asking) for child in children)
            case {"everyone": True}:
                return True
            case {"measure": "active_periods"}:
                return self.meets_active_periods(rule, customer)
            case {"measure": _}:
                return self.meets_measure(rule, customer)
            case {"field": name}:
                return self.passes(rule, self.attribute(customer, name, is_of_phones(rule)), rule.get("window"))
            case {"sequence": [first, second]}:
                return self.meets_sequence(rule, first, second, customer)
            case {"first_record": kind} | {"last_record": kind}:
                return self.meets_record(rule, kind, customer)
            case {"second_order": duration}:
                moments = [record.at for record in self.records(rule, "orders", customer)]
                return len(moments) > 1 and moments[1] <= self.clock().shift(moments[0], duration, 1)
            case {"any_address": cities, "country": where}:
                places = [customer.columns, *customer.addresses]
                found = {(str(each.get("city")).lower(), str(each.get("country")).lower()) for each in places}
                return any((city.lower(), str(country(where)).lower()) in found for city in cities)
            case {"not_ordered_since": "sign_up"}:
                since = self.signed_up(customer, rule.get("list"))
                return since is not None and all(each.at < since for each in only("orders", customer.records))
            case {"list": name}:
                return str(rule["state"]) == self.list_state(name, rule.get("default", "unsubscribed"), customer)
            case {"group": key}:
                return customer.id in self.members(key, asking)
            case {"rank_band": band}:
                return int(band) == self.band(rule, customer)
        if rule:
            raise ValueError(f"{rule!r} is no rule")
        return False

    def members(self, key: str, asking: tuple[str, ...]) -> frozenset[str]:
        """The published members of a group."""
        if key in asking:
            raise ValueError(f"group {key} asks for itself: {' > '.join(asking)}")
        if key in self.known:
            return self.known[key]
        group = self.groups[key]
        if "members" in group:
            owners = [self.owner(customer_id) for customer_id in group["members"]]
            chosen = frozenset(owner.id for owner in owners if owner is not None)
        else:
            chosen = self.select(group["rule"], (*asking, key))
        decided = self.manual.get(key, {})
        added = {customer_id for customer_id, action in decided.items() if action == "add"}
        self.known[key] = (chosen | added) - (decided.keys() - added)
        return self.known[key]

    def attribute(self, customer: Customer, name: str, is_of_phones: bool = False) -> Values:
        """The values of `customer.X`: a column, a figure of the mart, else a profile field; or as numbers to dial."""
        prefix, name = name.split(".", 1)
        if prefix != "customer":
            raise ValueError(f"{prefix}.{name} is no attribute of a customer")
        if name == "phone" and is_of_phones:
            return self.numbers(customer)
        if name in FIGURES:
            refunds = customer.refunds if name == "total_spent" else []
            return [FIGURES[name]([*customer.records, *refunds])]
        if name == "customer_id":
            return [customer.id]
        if name == "last_login_at":
            moments = [record.at for record in customer.records if record.kind == "logins"]
            column = customer.columns.get(name)
            # A login after now counts as one now.
            return [max([*moments, *([min(self.moment(column), self.now)] if column else [])], default=None)]
        if name == "created_at":
            return [self.moment(value) for value in elements(customer.columns.get(name))]
        return elements(customer.columns.get(name)) if name in COLUMNS else customer.profile.get(name, [])

    def numbers(self, customer: Customer) -> Values:
        """The customer's phone numbers, read by the country of the record that they are of."""
        country = customer.columns.get("phone_country", customer.columns.get("country"))
        of_shop = self.settings.phone_country_code
        return [dialled(each, country, of_shop) for each in elements(customer.columns.get("phone"))]

    def list_state(self, name: str, default: str, customer: Customer) -> str:
        """What the customer last said about a list."""
        actions = [(at, action == "unsubscribed", action) for of, action, at in customer.list_events if of == name]
        return max(actions)[2] if actions else default

    # Records

    def records(self, asked: Mapping[str, Any], kind: str, customer: Customer) -> list[Record]:
        """A customer's records of a kind that meet the `where` and lie in the `window` of what is asked, oldest first.

        Every order counts, so that `which` leaves some out only where it says `cancelled`.

        The `tz` of what is asked is for its window; a condition in its `where` has its own or none.
        """
        return self.looked_at(asked, kind, customer.records)

    def looked_at(self, asked: Mapping[str, Any], kind: str, records: Sequence[Record]) -> list[Record]:
        span = self.clock(asked).window(asked.get("window") or {})
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
                return self.passes(where, values(name), where.get("window"))
        raise ValueError(f"{where!r} is no condition on a record")

    def meets_measure(self, rule: Rule, customer: Customer) -> bool:
        records = self.records(rule, rule["of"], customer)
        if rule["measure"] == "spent_on":
            records = [record for record in records if self.lines_on(rule, [record])]
        if rule.get("zero") == "exclude" and not records:
            return False
        return self.passes(rule, [self.figure(rule, customer)], rule.get("value_window"))

    def figure(self, rule: Rule, customer: Customer) -> Any:
        """What a measure comes to for a customer. Refunds that name no order lessen sums of amounts, nothing else."""
        refunds = self.looked_at(rule, rule["of"], customer.refunds) if rule["of"] == "orders" else []
        return self.measured(rule, self.records(rule, rule["of"], customer), refunds)

    def lines_on(self, rule: Rule, records: Iterable[Record]) -> list[Fields]:
        """The lines that `spent_on` looks at."""
        lines = [line for record in records for line in record.fields.get("lines") or []]
        return [line for line in lines if self.line_meets(rule["line"], line)]

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
                met = sum(self.record_meets(rule["has"], record) for record in records)
                return Fraction(met, len(records)) if records else None
            case "first_at":
                return records[0].at if records else None
            case "last_at":
                return records[-1].at if records else None
            case "days_since_last":
                clock = self.clock(rule)
                return (clock.today - clock.day(records[-1].at)).days if records else None
        raise ValueError(f"{rule['measure']!r} is no measure")

    def meets_active_periods(self, rule: Rule, customer: Customer) -> bool:
        counts = self.counts_by_period(rule, customer)
        if rule.get("zero") == "exclude" and not any(counts):
            return False
        return self.passes(rule, [self.active(rule, counts)], None)

    def counts_by_period(self, rule: Rule, customer: Customer) -> list[int]:
        """Records in each of the last N periods, newest first; a period has its newer end and not its older one."""
        clock = self.clock(rule)
        moments = [record.at for record in self.records(rule, rule["of"], customer)]
        # The first period ends now: an hour that the clock passes twice would shift even no step at all.
        ends = [self.now, *(clock.shift(self.now, rule["period"], -steps) for steps in range(1, rule["periods"] + 1))]
        return [sum(older < moment <= newer for moment in moments) for newer, older in pairwise(ends)]

    def active(self, rule: Rule, counts: Sequence[int]) -> int:
        """In how many periods the count is as `per_period` asks."""
        return sum(self.passes(rule["per_period"], [count], None) for count in counts)

    def meets_sequence(self, rule: Rule, first: Rule, second: Rule, customer: Customer) -> bool:
        clock = self.clock(rule)
        shared = {key: rule[key] for key in ("tz",) if key in rule}
        window = {"window": rule["window"]} if rule.get("window") else {}
        for start in self.records({**first, **shared, **window}, first["of"], customer):
            latest = clock.shift(start.at, rule["within"], 1) if rule.get("within") else self.now
            for then in self.records({**second, **shared}, second["of"], customer):
                if start.at < then.at <= latest:
                    return True
        return False

    def meets_record(self, rule: Rule, kind: str, customer: Customer) -> bool:
        """Whether the first or the last record meets `has`."""
        end = 0 if "first_record" in rule else -1
        records = self.records(rule, kind, customer)
        there = [record for record in records if record.at == records[end].at]
        if kind in IDS and all(has(record, IDS[kind]) for record in there):
            there = [sorted(there, key=lambda record: str(record.fields[IDS[kind]]))[end]] if there else []
        return any(self.record_meets(rule["has"], record) for record in there)

    def signed_up(self, customer: Customer, name: str | None) -> datetime | None:
        """When the customer registered or, with a list, when the subscription to it began that goes on."""
        if name is None:
            created: list[datetime] = list(self.attribute(customer, "customer.created_at"))
            return created[0] if created else datetime.min.replace(tzinfo=UTC)
        since = None
        for at, is_end in sorted((at, act == "unsubscribed") for of, act, at in customer.list_events if of == name):
            since = None if is_end else since or at
        return since

    def band(self, rule: Rule, customer: Customer) -> int | None:
        """The band of a customer, from 0; None for one without a record."""
        sums = {}
        for each in self.customers.values():
            records = self.records(rule, rule["of"], each)
            if records:
                sums[each.id] = self.figure({**rule, "measure": "sum", "field": rule["field_sum"]}, each)
        if customer.id not in sums:
            return None
        place = sorted(sums, key=lambda customer_id: (-sums[customer_id], customer_id)).index(customer.id)
        for band, share in enumerate(rule["shares"]):
            size = math.ceil(exact(share) * len(sums))
            if place < size:
                return band
            place -= size
        return len(rule["shares"])

    # Operators

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
            present = [completed_years(day, self.clock(leaf).today) for day in self.days_of(present, leaf)]
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
        clock = self.clock(leaf)
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
            clock = self.clock(leaf)
            if op == "in_window" and window and "tz" in window and is_day(clock, value):
                # A day is that day by the clock of whatever it is compared with.
                clock = self.clock(window)
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
            code = self.settings.phone_country_code
            ours = asked_phone(text_of(wanted), code)
            theirs = value if leaf.get("field") == "customer.phone" else phone(text_of(value), code)
            # A text without a digit is no phone number.
            return theirs is not None and ours is not None and TEXT_OPERATORS[op](theirs, ours)
        text, asked = text_of(value), text_of(wanted)
        if ignores_case:
            text, asked = text.lower(), asked.lower()
        return TEXT_OPERATORS[op](text, asked)

    def matches_moment(self, leaf: Mapping[str, Any], moment: datetime, window: Mapping[str, Any] | None) -> bool:
        """The operators on moments. A bound that is a day means the whole of it."""
        op, clock = leaf["op"], self.clock(leaf)
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


# Customers


def landed(row: Fields) -> dict[str, Any]:
    """A customer with texts as they are kept: letters composed, countries by their codes, no blanks around columns."""

    def kept(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [kept(name, each) for each in value]
        if not isinstance(value, str):
            return value
        composed = unicodedata.normalize("NFC", value)
        if name == "country":
            return country(composed)
        return composed.strip() if name in COLUMNS else composed

    return {name: kept(name, value) for name, value in row.items()}


# Records


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
        raise ValueError(f"{prefix}.{name} is no field of a record")
    if (prefix, name, record.kind) == ("order", "currency", "orders"):
        return [money.currency_of(record.fields)]
    return elements(record.fields.get(name)) if prefix == PREFIXES[record.kind] else []


def line_values(line: Fields, name: str) -> Values:
    """The values of `line.product`."""
    prefix, name = name.split(".", 1)
    if prefix != "line":
        raise ValueError(f"{prefix}.{name} is no field of an order line")
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


def parents(categories: Any) -> dict[str, list[str]]:
    """Parents by category, from `{category: parent}` or `[{category, parent}]`."""
    if isinstance(categories, Mapping):
        categories = [{"category": category, "parent": parent} for category, parent in categories.items()]
    found: dict[str, list[str]] = {}
    for row in categories:
        if row.get("parent") is not None:
            found.setdefault(row["category"], []).append(row["parent"])
    return found


def only(kind: str, records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.kind == kind]


# The figures that the mart keeps per customer. Every order counts.
FIGURES: Mapping[str, Callable[[Sequence[Record]], Any]] = {
    "order_count": lambda records: len(only("orders", records)),
    "review_count": lambda records: len(only("reviews", records)),
    "cancelled_order_count": lambda records: sum(money.is_cancelled(order.fields) for order in only("orders", records)),
    "total_spent": lambda records: money.total(order.fields for order in only("orders", records)),
    "first_ordered_at": lambda records: min((order.at for order in only("orders", records)), default=None),
    "last_ordered_at": lambda records: max((order.at for order in only("orders", records)), default=None),
}


# Values


def elements(value: Any) -> list[Any]:
    """An attribute as a list: a scalar is a list of one, a missing one of none."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def text_of(value: Any) -> str:
    """A value as text: booleans as JSON writes them, a moment as anything that is not empty."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def exact(number: Any) -> Fraction:
    """A number as it is written: 0.15 is 15/100, not the nearest double."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def number_of(value: Any) -> Fraction | None:
    """The number that a value looks like, if it does."""
    if isinstance(value, Fraction):
        return value
    parts = PLAIN_NUMBER.fullmatch(text_of(value))
    return Fraction(parts[0]) if parts and len(parts[1]) <= MOST_INTEGER_DIGITS else None


def equal(value: Any, wanted: Any, ignores_case: bool) -> bool:
    """Booleans in any letter case, numbers by value, everything else by text."""
    number, wanted_number = number_of(value), number_of(wanted)
    if number is not None and wanted_number is not None:
        return number == wanted_number
    text, wanted_text = text_of(value), text_of(wanted)
    if ignores_case or isinstance(value, bool) or isinstance(wanted, bool):
        return text.lower() == wanted_text.lower()
    return text == wanted_text


def is_day(clock: Clock, value: Any) -> bool:
    """Whether a value of the data is a date without a time."""
    return not isinstance(value, datetime) and type(clock.read(str(value))) is date


def as_status(value: Any) -> Any:
    """A status without regard to letter case, with `_` read as a blank."""
    return value.lower().replace("_", " ") if isinstance(value, str) else value


def is_like(text: str, pattern: str) -> bool:
    """SQL's LIKE without an escape: `%` is any text, `_` one character."""
    parts = {"%": ".*", "_": "."}
    return re.fullmatch("".join(parts.get(each, re.escape(each)) for each in pattern), text, re.DOTALL) is not None


def is_of_phones(leaf: Mapping[str, Any]) -> bool:
    """Whether a leaf compares phone numbers."""
    return str(leaf["op"]).endswith("_phone")


def dialled(text: str | None, country: str | None, shop_code: str) -> str | None:
    """A customer's number as `+`, the country and the digits; None for what is not a possible number of any country."""
    region = (country or "").upper()
    if region not in phonenumbers.SUPPORTED_REGIONS:
        region = phonenumbers.region_code_for_country_code(int(shop_code))
    text = re.sub(r"^00", "+", re.sub(r"[ ()./-]", "", text.replace("(0)", "\N{FULLWIDTH TILDE}") if text else ""))
    # With the zero in brackets, which Italians dial, without it, and without a zero that the country does not have.
    for each in (text.replace("\N{FULLWIDTH TILDE}", "0"), text.replace("\N{FULLWIDTH TILDE}", "")):
        try:
            number = phonenumbers.parse(each, region)
        except phonenumbers.NumberParseException:
            continue
        national = phonenumbers.national_significant_number(number)
        for digits in (national, national.removeprefix("0")):
            with suppress(phonenumbers.NumberParseException):
                found = phonenumbers.parse(f"+{number.country_code}{digits}")
                if phonenumbers.is_possible_number_with_reason(found) == phonenumbers.ValidationResult.IS_POSSIBLE:
                    return f"+{number.country_code}{digits}"
    return None


def asked_phone(text: str, country_code: str) -> str | None:
    """What a condition names: a number of the shop's country if it names none, or a pattern."""
    number = None if {"%", "_"} & set(text) else dialled(text, None, country_code)
    if number:
        return number
    text = re.sub(r"(?i)(?<=[0-9%_])[^\w%]*(ext(ension)?|x|#)[.: ]*[0-9]+ *$", "", text)
    # A pattern that begins with a wildcard is of any country.
    pattern = "".join(each for each in text.replace("(0)", "") if each in "+0123456789%_")
    return pattern if pattern[:1] in ("%", "_") else phone(text, country_code)


def phone(text: str, country_code: str) -> str | None:
    """What a profile field has, or a pattern, of which wildcards stay. None without a digit."""
    kept = "".join(each for each in text.replace("(0)", "") if each in "+0123456789%_")
    kept = kept[:1] + kept[1:].replace("+", "")
    if not any(each.isdigit() for each in kept):
        return None
    if kept.startswith("00"):
        kept = "+" + kept[2:]
    if kept.isdigit() and kept.startswith(country_code):
        without, whole = (
            phonenumbers.is_possible_number_with_reason(phonenumbers.PhoneNumber(int(country_code), int(each)))
            == phonenumbers.ValidationResult.IS_POSSIBLE
            for each in (kept.removeprefix(country_code) or "0", kept)
        )
        if without and not whole:
            return f"+{kept}"
    return kept if kept.startswith("+") else f"+{country_code}{kept.removeprefix('0')}"


DATE_OPERATORS = frozenset(
    ["before", "after", "on_or_before", "on_or_after", "on_day", "same_second", "in_window", "anniversary"]
)
ORDERINGS: Mapping[str, Callable[[Fraction, Any], bool]] = {
    "gt": lambda number, bound: number > exact(bound),
    "gte": lambda number, bound: number >= exact(bound),
    "lt": lambda number, bound: number < exact(bound),
    "lte": lambda number, bound: number <= exact(bound),
    "between": lambda number, bounds: exact(bounds[0]) <= number <= exact(bounds[1]),
}
TEXT_OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda text, wanted: wanted in text,
    "starts_with": lambda text, wanted: text.startswith(wanted),
    "ends_with": lambda text, wanted: text.endswith(wanted),
    "like": is_like,
    "regex": lambda text, pattern: re.search(pattern, text) is not None,
    "eq_phone": lambda text, wanted: text == wanted,
    "like_phone": is_like,
}
