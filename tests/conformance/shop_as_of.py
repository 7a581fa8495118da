"""A shop as of a moment: which customers there are, and what is known of each, merges and withdrawals included."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests.conformance import money
from tests.conformance.countries import country
from tests.conformance.moments import AsOf
from tests.conformance.persons import columns_of_all, survivors
from tests.conformance.phones import dialled
from tests.conformance.records import IDS, PREFIXES, Customer, Fields, Record, identify, only
from tests.conformance.values import Values, elements

LATER = ("opened_at", "clicked_at")

# The columns of landing table `customers`; every other attribute of a customer is a profile field.
COLUMNS = frozenset(
    {
        *("customer_id", "first_name", "last_name", "email", "phone", "birth_date", "gender", "country", "city"),
        *("postcode", "created_at", "last_login_at", "source", "store_id", "accepts_email", "accepts_sms"),
        *("in_loyalty_scheme", "account_limit", "updated_at", "deleted_at"),
    }
)


class ShopAsOf:
    """The customers of a shop, and what people decided about groups."""

    def __init__(self, shop: Mapping[str, Any], as_of: AsOf) -> None:
        self.as_of = as_of
        profiles = shop.get("customers") or []
        shop = as_of.without_withdrawn(shop)
        self.groups: Mapping[str, Any] = shop.get("groups") or {}
        self.categories: Any = shop.get("categories") or {}
        # Who stands for an absorbed customer in the end, by the absorbed.
        self.survivors: dict[str, str] = {}
        self.money = money.Money(shop, as_of.exists)
        self.customers = self.read_customers(shop.get("customers") or [], shop.get("merges") or [])
        self.read_profiles(map(landed, profiles))
        self.read_records(shop)
        self.manual = self.read_manual(shop.get("manual") or [])

    def read_customers(self, rows: Sequence[Fields], merges: Iterable[Fields]) -> dict[str, Customer]:
        """Customers by id, with what is known of those they absorbed."""
        rows = [landed(row) for row in rows]
        existing = {row["id"]: row for row in rows if self.as_of.exists(row.get("created_at"))}
        known = [merge for merge in merges if self.as_of.exists(merge.get("at"))]
        absorbed_by = survivors(known, existing.keys(), self.as_of.moment)
        self.survivors = {absorbed: survivor for absorbed, (survivor, _) in absorbed_by.items()}

        def number(row: Fields) -> str | None:
            return dialled(row.get("phone"), row.get("country"), self.as_of.settings.phone_country_code)

        customers = {}
        for customer_id, row in existing.items():
            if customer_id not in self.survivors:
                others = [
                    (found_at, existing[absorbed])
                    for absorbed, (survivor, found_at) in absorbed_by.items()
                    if survivor == customer_id and absorbed in existing
                ]
                customers[customer_id] = Customer(customer_id, columns_of_all(row, others, self.as_of.moment, number))
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
        """The customer that a record of `customer_id` belongs to, if any."""
        if customer_id is None:
            return None
        return self.customers.get(self.survivors.get(customer_id, customer_id))

    def read_records(self, shop: Mapping[str, Any]) -> None:
        """Give every record up to now to its customer, once."""
        seen: dict[tuple[Any, ...], Fields] = {}
        for kind in PREFIXES:
            for given in shop.get(kind) or []:
                # What was opened or clicked later is not known yet.
                row = given | {name: None for name in LATER if name in given and not self.as_of.exists(given[name])}
                record = Record(kind, self.as_of.moment(row["ordered_at" if kind == "orders" else "at"]), row)
                customer = self.owner(row.get("customer_id"))
                if customer is None or record.at > self.as_of.now:
                    continue
                identity = identify(record, customer)
                if identity is not None and identity in seen:
                    if kind in IDS and seen[identity] != row:
                        raise ValueError(f"two different {kind} are called {identity[1]}")
                    continue
                if identity is not None:
                    seen[identity] = row
                if kind == "orders":
                    record = replace(record, fields=self.money.valued(row, self.as_of.clock().day(record.at)))
                is_refund = kind == "orders" and money.is_refund(row)
                (customer.refunds if is_refund else customer.records).append(record)
        for row in shop.get("addresses") or []:
            customer = self.owner(row["customer_id"])
            if customer is not None:
                customer.addresses.append({**row, "country": country(row.get("country"))})
        for row in shop.get("list_events") or []:
            customer, at = self.owner(row["customer_id"]), self.as_of.moment(row["at"])
            if customer is not None and at <= self.as_of.now:
                customer.list_events.append((row["list"], row["action"], at))

    def read_manual(self, entries: Iterable[Fields]) -> dict[str, dict[str, str]]:
        """What a person decided that still holds: action by customer, by group."""
        newest: dict[tuple[str, str], tuple[datetime, bool]] = {}
        for entry in entries:
            customer = self.owner(entry["customer_id"])
            expires = entry.get("expires_at")
            if customer is None or not self.as_of.exists(entry.get("at")) or (expires and self.as_of.exists(expires)):
                continue
            at = self.as_of.moment(entry["at"]) if entry.get("at") else datetime.min.replace(tzinfo=UTC)
            # True sorts last: a removal wins a tie.
            key, decision = (entry["group"], customer.id), (at, entry["action"] == "remove")
            newest[key] = max(newest.get(key, decision), decision)
        decided: dict[str, dict[str, str]] = {}
        for (group, customer_id), (_, is_removal) in newest.items():
            decided.setdefault(group, {})[customer_id] = "remove" if is_removal else "add"
        return decided

    def attribute(self, customer: Customer, name: str, is_of_phones: bool = False) -> Values:
        """The values of `customer.X`: a column, a figure of the mart, else a profile field; or as numbers to dial."""
        prefix, name = name.split(".", 1)
        if prefix != "customer":
            raise ValueError(f"{prefix}.{name} is not an attribute of a customer")
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
            return [
                max([*moments, *([min(self.as_of.moment(column), self.as_of.now)] if column else [])], default=None)
            ]
        if name == "created_at":
            return [self.as_of.moment(value) for value in elements(customer.columns.get(name))]
        return elements(customer.columns.get(name)) if name in COLUMNS else customer.profile.get(name, [])

    def numbers(self, customer: Customer) -> Values:
        """The customer's phone numbers, read by the country of the record that they are of."""
        country = customer.columns.get("phone_country", customer.columns.get("country"))
        of_shop = self.as_of.settings.phone_country_code
        return [dialled(each, country, of_shop) for each in elements(customer.columns.get("phone"))]

    def list_state(self, name: str, default: str, customer: Customer) -> str:
        """What the customer last said about a list."""
        actions = [(at, action == "unsubscribed", action) for of, action, at in customer.list_events if of == name]
        return max(actions)[2] if actions else default

    def signed_up(self, customer: Customer, name: str | None) -> datetime | None:
        """When the customer registered or, with a list, when the subscription to it began that goes on."""
        if name is None:
            created: list[datetime] = list(self.attribute(customer, "customer.created_at"))
            return created[0] if created else datetime.min.replace(tzinfo=UTC)
        since = None
        for at, is_end in sorted((at, act == "unsubscribed") for of, act, at in customer.list_events if of == name):
            since = None if is_end else since or at
        return since


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


# The figures that the mart keeps per customer. Every order counts.
FIGURES: Mapping[str, Callable[[Sequence[Record]], Any]] = {
    "order_count": lambda records: len(only("orders", records)),
    "review_count": lambda records: len(only("reviews", records)),
    "cancelled_order_count": lambda records: sum(money.is_cancelled(order.fields) for order in only("orders", records)),
    "total_spent": lambda records: money.total(order.fields for order in only("orders", records)),
    "first_ordered_at": lambda records: min((order.at for order in only("orders", records)), default=None),
    "last_ordered_at": lambda records: max((order.at for order in only("orders", records)), default=None),
}
