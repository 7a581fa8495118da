"""The referee: who belongs to a rule, told a second time and independently of the product.

`select(rule, shop, now, settings)` reads a rule of shared/conformance/README.md and a shop in the shape of a case of
cases.yaml, and tells the customers. It shares no code and no reading of the rules with the macros: it looks at one
customer after another, one record after another, with exact numbers. Slow is fine here, hard to read is not.

What it knows lies in modules, each of which builds on those before it: clock.py and moments.py, values.py and
phones.py, operators.py, records.py, measures.py; persons.py, money.py and shop_as_of.py. Here are the nodes and the
leaves of a rule, and the groups.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.conformance.countries import country
from tests.conformance.measures import Measures
from tests.conformance.moments import AsOf, Settings
from tests.conformance.operators import Operators, parents
from tests.conformance.phones import is_of_phones
from tests.conformance.records import IDS, Customer, Records, Rule, has, only
from tests.conformance.shop_as_of import ShopAsOf
from tests.conformance.values import exact


def select(rule: Rule, shop: Mapping[str, Any], now: datetime, settings: Settings) -> frozenset[str]:
    """The ids of the customers that `rule` selects as of `now`, an aware moment.

    `shop` has the keys of a case: customers, orders (with lines), refunds, exchange_rates, logins, reviews, page_views,
    messages, list_events, addresses, groups, manual, merges, categories, each optional. ValueError or KeyError for what
    is not a rule.
    """
    return Roll(shop, now, settings).select(rule)


class Roll:
    """A shop as of a moment, asked about rules."""

    def __init__(self, shop: Mapping[str, Any], now: datetime, settings: Settings) -> None:
        self.as_of = AsOf(now.astimezone(UTC), settings)
        self.shop = ShopAsOf(shop, self.as_of)
        self.customers = self.shop.customers
        self.operators = Operators(self.as_of, parents(self.shop.categories))
        self.records = Records(self.as_of, self.operators)
        self.measures = Measures(self.as_of, self.operators, self.records)
        # Members of the groups that were asked for so far.
        self.known: dict[str, frozenset[str]] = {}

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
                return self.measures.meets_active_periods(rule, customer)
            case {"measure": _}:
                return self.measures.meets(rule, customer)
            case {"field": name}:
                return self.operators.passes(
                    rule, self.shop.attribute(customer, name, is_of_phones(rule)), rule.get("window")
                )
            case {"sequence": [first, second]}:
                return self.meets_sequence(rule, first, second, customer)
            case {"first_record": kind} | {"last_record": kind}:
                return self.meets_record(rule, kind, customer)
            case {"second_order": duration}:
                moments = [record.at for record in self.records.of(rule, "orders", customer)]
                return len(moments) > 1 and moments[1] <= self.as_of.clock().shift(moments[0], duration, 1)
            case {"any_address": cities, "country": where}:
                places = [customer.columns, *customer.addresses]
                found = {(str(each.get("city")).lower(), str(each.get("country")).lower()) for each in places}
                return any((city.lower(), str(country(where)).lower()) in found for city in cities)
            case {"not_ordered_since": "sign_up"}:
                since = self.shop.signed_up(customer, rule.get("list"))
                return since is not None and all(each.at < since for each in only("orders", customer.records))
            case {"list": name}:
                return str(rule["state"]) == self.shop.list_state(name, rule.get("default", "unsubscribed"), customer)
            case {"group": key}:
                return customer.id in self.members(key, asking)
            case {"rank_band": band}:
                return int(band) == self.band(rule, customer)
        if rule:
            raise ValueError(f"{rule!r} is not a rule")
        return False

    def members(self, key: str, asking: tuple[str, ...]) -> frozenset[str]:
        """The published members of a group."""
        if key in asking:
            raise ValueError(f"group {key} asks for itself: {' > '.join(asking)}")
        if key in self.known:
            return self.known[key]
        group = self.shop.groups[key]
        if "members" in group:
            owners = [self.shop.owner(customer_id) for customer_id in group["members"]]
            chosen = frozenset(owner.id for owner in owners if owner is not None)
        else:
            chosen = self.select(group["rule"], (*asking, key))
        decided = self.shop.manual.get(key, {})
        added = {customer_id for customer_id, action in decided.items() if action == "add"}
        self.known[key] = (chosen | added) - (decided.keys() - added)
        return self.known[key]

    def meets_sequence(self, rule: Rule, first: Rule, second: Rule, customer: Customer) -> bool:
        clock = self.as_of.clock(rule)
        shared = {key: rule[key] for key in ("tz",) if key in rule}
        window = {"window": rule["window"]} if rule.get("window") else {}
        for start in self.records.of({**first, **shared, **window}, first["of"], customer):
            latest = clock.shift(start.at, rule["within"], 1) if rule.get("within") else self.as_of.now
            for then in self.records.of({**second, **shared}, second["of"], customer):
                if start.at < then.at <= latest:
                    return True
        return False

    def meets_record(self, rule: Rule, kind: str, customer: Customer) -> bool:
        """Whether the first or the last record meets `has`."""
        end = 0 if "first_record" in rule else -1
        records = self.records.of(rule, kind, customer)
        there = [record for record in records if record.at == records[end].at]
        if kind in IDS and all(has(record, IDS[kind]) for record in there):
            there = [sorted(there, key=lambda record: str(record.fields[IDS[kind]]))[end]] if there else []
        return any(self.records.record_meets(rule["has"], record) for record in there)

    def band(self, rule: Rule, customer: Customer) -> int | None:
        """The band of a customer, from 0; None for one without a record."""
        sums = {}
        for each in self.customers.values():
            records = self.records.of(rule, rule["of"], each)
            if records:
                sums[each.id] = self.measures.figure({**rule, "measure": "sum", "field": rule["field_sum"]}, each)
        if customer.id not in sums:
            return None
        place = sorted(sums, key=lambda customer_id: (-sums[customer_id], customer_id)).index(customer.id)
        for band, share in enumerate(rule["shares"]):
            size = math.ceil(exact(share) * len(sums))
            if place < size:
                return band
            place -= size
        return len(rule["shares"])
