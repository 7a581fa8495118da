"""Random shops: customers, their records, lists, groups, merges and a tree of categories, all full of edges.

Every text, number and moment is from a short pool, so that ties, duplicates and near misses are common. Products are
the same wherever they occur in a shop.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tests.conformance import edges
from tests.conformance.maker import CATEGORIES, LISTS, Maker, Rule, ShopData
from tests.conformance.rule_maker import FLAG_FIELDS, RuleMaker

CUSTOMER_IDS = ["c1", "c10", "c2", "C1", "10", "9", "ø", "Z", "a b", "o'c", "c_1", "c%", *(f"m{n}" for n in range(12))]
PRODUCTS = ["p1", "P1", "p-3", "7", "æ", "two words"]
LABELS = ["new", "New", "sale", "50%", "a_b", "æ"]
STATUSES = ["delivered", "shipped", "Out_For_Delivery", "out for delivery", "Cancelled", "canceled", "pending"]
AMOUNTS = [10, 0, 10.0, 19.99, 20, 0.1, 0.2, 0.3, 100, 33.33, 66.67, 1000.5, 12345.67, 250]
BELOW_ZERO = [-10, -0.01, -33.33, -500]
PRICES = [None, 0, 0.5, 9.99, 10, 33.33, 1999.95]
# USD has no rate, the shop's own and one before its first rate have none that counts.
CURRENCIES = ["DKK", "DKK", "dkk", None, "SEK", "SEK", " sek", "EUR", "eur ", "USD"]
RATES = [1, 0.7, 7.45, 8, 0.0433, 0.5, 1.3333333333]
POINTS = [None, 0, 1, 5, 10, 10, 100]
URLS = ["https://shop.example/", "/segment-12", "/Segment-1", "/a?x=1&y=%20z", "/æ_ø", "", None, "/p/7"]
CAMPAIGNS = ["spring", "Spring", "50% off", "it's here", None, ""]
# By which columns a row is withdrawn.
KEYS = {
    "customers": ["id"],
    "orders": ["order_id"],
    "logins": ["customer_id", "at"],
    "reviews": ["review_id"],
    "page_views": ["customer_id", "at", "url", "product"],
    "messages": ["message_id"],
    "list_events": ["list", "customer_id", "action", "at"],
    "manual": ["group", "action", "customer_id", "at"],
    "merges": ["survivor", "absorbed"],
}
EVERYDAY = {
    "first_name": edges.TEXTS,
    "last_name": ["Hansen", "hansen", "Sørensen", None, "", "O'Neil", "de la Cruz"],
    "email": ["a@example.com", "A@Example.com", "b.b@example.org", "b_b@example.org", "+tag@example.com", None, ""],
    "gender": ["female", "male", None, "Female"],
    "country": ["DK", "SE", "dk", None, "NO", "Denmark"],
    "city": ["Aarhus", "aarhus", "Århus", "København", None, "", "Aarhus N"],
    "postcode": ["8000", "0800", "800", "08000", None, "8000 C", "DK-8000"],
    "source": ["web", "app", "Web", None],
    "store_id": ["1", "01", "2", None, "s1"],
}


class ShopMaker(Maker):
    """Draws a shop, table by table."""

    def shop(self) -> ShopData:
        """A shop in the shape of a case; its groups and the manual members of them come last."""
        ids = self.sample(CUSTOMER_IDS, 8, 20)
        self.long_ago = edges.write(self.now - timedelta(days=1000))
        self.seen: list[datetime] = []
        customers = [self.customer(customer_id, place) for place, customer_id in enumerate(ids)]
        existing = [row["id"] for row in customers if self.clock.moment(row["created_at"]) in self.until_now]
        # Records of nobody: without a customer, of one that is not known.
        owners = [*ids, *ids, *ids, *ids, None, "ghost"]
        catalogue = [self.product(product) for product in PRODUCTS]
        shop: ShopData = {"customers": customers}
        shop["orders"] = self.rows(len(ids) * 3, lambda number: self.order(number, owners, catalogue))
        shop["refunds"] = self.rows(len(ids) * 2, lambda number: self.refund(number, shop["orders"]))
        shop["exchange_rates"] = self.exchange_rates()
        shop["logins"] = self.rows(len(ids) * 2, lambda _: self.event(owners))
        shop["reviews"] = self.rows(len(ids), lambda number: self.review(number, owners))
        shop["page_views"] = self.rows(len(ids) * 3 // 2, lambda _: self.page_view(ids))
        shop["messages"] = self.rows(len(ids) * 3 // 2, lambda number: self.message(number, ids))
        shop["addresses"] = self.rows(len(ids) // 2, lambda _: self.address(ids))
        shop["list_events"] = self.rows(len(ids), lambda _: self.list_event(ids))
        shop["categories"] = self.tree()
        shop["merges"] = self.merges(existing)
        shop["groups"] = self.groups(shop, ids)
        manual = self.rows(len(ids) // 2, lambda _: self.manual_entry(list(shop["groups"]), ids))
        # Of a decision told twice in one file, the later row is the one that lands.
        shop["manual"] = list(
            {(row["group"], row["action"], row["customer_id"], row["at"]): row for row in manual}.values()
        )
        return self.withdrawing(shop)

    def withdrawing(self, shop: ShopData) -> ShopData:
        """The same shop; a few rows are withdrawn, by now or later, each with all others of its key."""
        for table, key in KEYS.items():
            withdrawn: dict[tuple[Any, ...], str | None] = {}
            for place, row in enumerate(shop[table]):
                identity = tuple(row.get(name) for name in key)
                may_be = (table != "customers" or place > 3) and self.chance(4)
                moment = (
                    self.pick(self.ahead) if may_be and self.chance(30) else self.pick(self.past) if may_be else None
                )
                at = withdrawn.setdefault(identity, edges.write(moment) if moment else None)
                if at:
                    row["deleted_at"] = at
        return shop

    @property
    def until_now(self) -> Any:
        return self.clock.window({"to": edges.write(self.now)})

    def rows(self, most: int, make: Callable[[int], Rule]) -> list[Rule]:
        """Up to `most` rows, now and then two at once, or the same one twice."""
        found: list[Rule] = []
        for number in range(self.number(most // 2, most)):
            row = make(number)
            if found and self.chance(15):
                row |= self.twin(found[-1])
            found.append(dict(found[-1]) if found and self.chance(4) else row)
        return found

    def twin(self, row: Rule) -> Rule:
        """What makes another row happen to the same customer at the same moment, and mostly to the same thing."""
        named = ["customer_id", "at", "ordered_at", *(["list", "group", "url"] if self.chance(70) else [])]
        return {name: row[name] for name in named if name in row}

    def moment(self) -> datetime:
        """When something happens: on or beside an edge, or near something else that happened; rarely after now."""
        if self.seen and self.chance(35):
            near = self.pick(self.seen[-8:])
            within = self.clock.shift(near, self.pick(edges.WITHIN), self.pick([1, 1, -1]))
            moment = self.pick([within, near, within + edges.INSTANT, within - edges.INSTANT, near + edges.INSTANT])
        else:
            moment = self.pick(self.past)
        if moment > self.now and self.chance(80):
            moment = self.pick(self.past)
        if self.chance(3):
            moment = self.pick(self.ahead)
        self.seen.append(moment)
        return moment

    def customer(self, customer_id: str, place: int) -> Rule:
        """The first four exist; others may come after now. A profile field may be missing, or not be there at all."""
        row: Rule = {"id": customer_id}
        created = self.pick(self.ahead) if place > 3 and self.chance(6) else self.pick(self.past)
        row["created_at"] = edges.write(created)
        row |= {name: self.pick(pool) for name, pool in EVERYDAY.items()}
        row["phone"] = self.pick(edges.PHONES)
        row["birth_date"] = self.pick([None, *map(date.isoformat, edges.birth_dates(self.now, self.zone.key))])
        # Within a year: the landing rejects a customer who logs in later than the moment of landing.
        soon = [moment for moment in self.ahead if moment <= self.now + timedelta(days=366)]
        login = self.pick(soon) if self.chance(10) else self.pick(self.past)
        row["last_login_at"] = self.pick([None, edges.write(login)])
        row["updated_at"] = self.pick([None, edges.write(self.pick(self.past))])
        row |= {name: self.pick([True, False, None]) for name in FLAG_FIELDS if name != "vip"}
        row["account_limit"] = self.pick([None, 0, 100, 100.5, 250, 7, 1000, -5])
        profile: Mapping[str, Callable[[], Any]] = {
            "nickname": lambda: self.pick(edges.TEXTS),
            "score": lambda: self.pick(edges.NUMBERS),
            "vip": lambda: self.pick(edges.FLAGS),
            "tags": lambda: self.sample(edges.TAGS, 0, 3),
            "numbers": lambda: self.sample(edges.NUMBERS, 0, 3),
            "renews": self.date_text,
            "child_born": lambda: self.pick(edges.birth_dates(self.now, self.zone.key)).isoformat(),
        }
        return row | {name: make() for name, make in profile.items() if self.chance(85)}

    def date_text(self) -> Any:
        """A date or moment of a profile field, past or to come, in any form; sometimes no date."""
        if self.chance(20):
            return self.pick([None, *edges.NO_DATES, *self.gaps()])
        moment = self.pick(self.ahead) if self.chance(50) else self.pick(self.past)
        return edges.write_as(self.pick(["utc", *edges.WAYS]), moment, self.zone)

    def gaps(self) -> list[str]:
        """Naive moments that the clock never shows, since it is put forward over them."""
        changes = [change.astimezone(self.zone) for change in edges.clock_changes(self.now, self.zone)]
        forward = [change for change in changes if change.dst()]
        return [(change.replace(tzinfo=None) - timedelta(minutes=30)).isoformat() for change in forward]

    def product(self, product: str) -> Rule:
        category = self.pick([self.pick(CATEGORIES), self.sample(CATEGORIES, 2, 3), None])
        return {"product": product, "category": category, "labels": self.sample(LABELS, 0, 2)}

    def order(self, number: int, owners: Sequence[str | None], catalogue: Sequence[Rule]) -> Rule:
        lines = [
            self.pick(catalogue) | {"quantity": self.pick([1, 2, 3, 5, 50]), "unit_price": self.pick(PRICES)}
            for _ in range(self.number(0, 3))
        ]
        return {
            # As text, o10 comes before o9.
            "order_id": f"o{number}",
            "customer_id": self.pick(owners),
            "ordered_at": edges.write(self.moment()),
            "status": self.pick(STATUSES),
            "amount": self.pick(BELOW_ZERO if self.chance(10) else AMOUNTS),
            "currency": self.pick(CURRENCIES),
            "source": self.pick(["web", "app", "Web", None]),
            "store_id": self.pick(["1", "2", "01", None]),
            "promo_code": self.pick([None, "SPRING", "spring", "10%", ""]),
            "points": self.pick(POINTS),
            "lines": lines,
        }

    def refund(self, number: int, orders: Sequence[Rule]) -> Rule:
        """Of an order, a line of it, a line that it has not, or of an order that is not known; at times of too much."""
        order = self.pick(orders)
        amounts = [
            0.01,
            5,
            10,
            19.99,
            33.33,
            66.67,
            100,
            20000,
            *([order["amount"]] * 3 if order["amount"] > 0 else []),
        ]
        row = {"refund_id": f"f{number}", "order_id": "o-none" if self.chance(5) else order["order_id"]}
        row |= {"amount": self.pick(amounts)} | ({"line_number": self.number(0, 2)} if self.chance(40) else {})
        return row | {"refunded_at": edges.write(self.pick(self.ahead) if self.chance(10) else self.moment())}

    def exchange_rates(self) -> list[Rule]:
        """Rates that begin long ago, or on days, by the shop's clock, on which something may happen, or beside."""
        found: dict[tuple[str, str], Rule] = {}
        for currency in ["SEK", "SEK", "sek ", "EUR", "EUR", "eur", "DKK"]:
            begins = self.pick([*self.past, *self.seen]) if self.chance(70) else min(self.past)
            day = self.clock.day(begins) + timedelta(days=self.pick([0, 0, 1]))
            row: Rule = {"currency": currency, "valid_from": day.isoformat(), "rate": self.pick(RATES)}
            found[currency.strip().upper(), row["valid_from"]] = row
        return list(found.values())

    def event(self, owners: Sequence[str | None]) -> Rule:
        """Who and when; a login is no more than that."""
        return {"customer_id": self.pick([each for each in owners if each]), "at": edges.write(self.moment())}

    def review(self, number: int, owners: Sequence[str | None]) -> Rule:
        told = {"product": self.pick([*PRODUCTS, None]), "rating": self.pick([5, 4, 3, 1, None])}
        return {"review_id": f"r{number}", **self.event(owners), **told}

    def page_view(self, ids: Sequence[str]) -> Rule:
        return {**self.event(ids), "url": self.pick(URLS), "product": self.pick([None, None, *PRODUCTS])}

    def message(self, number: int, ids: Sequence[str]) -> Rule:
        row = {"message_id": f"m{number}", **self.event(ids)}
        row |= {"channel": self.pick(["email", "sms", "Email", None]), "campaign": self.pick(CAMPAIGNS)}
        sent = self.clock.moment(row["at"])
        for name in ("opened_at", "clicked_at"):
            later = [moment for moment in self.past if sent and moment >= sent]
            row[name] = edges.write(self.pick(later)) if later and self.chance(50) else None
        return row

    def address(self, ids: Sequence[str]) -> Rule:
        return {"customer_id": self.pick(ids), "city": self.pick(edges.CITIES), "country": self.pick(edges.COUNTRIES)}

    def list_event(self, ids: Sequence[str]) -> Rule:
        action = self.pick(["subscribed", "unsubscribed"])
        return {"list": self.pick(LISTS), "action": action, **self.event(ids)}

    def tree(self) -> dict[str, str | None]:
        """Parents by category, root first; `loose` is in no tree."""
        parents: dict[str, str | None] = {"root": None}
        for category in CATEGORIES[1:-1]:
            parents[category] = self.pick([*parents, None])
        return parents

    def merges(self, existing: Sequence[str]) -> list[Rule]:
        """Up to three customers absorbed by ones before them, at times in a chain, at times not yet, at times by two,
        at times found to be two after all."""
        absorbed = [customer for customer in existing[1:] if self.chance(15)][:3]
        found = {}
        for customer in absorbed:
            before = existing[: existing.index(customer)]
            for survivor in [self.pick(before), *([customer] if self.chance(15) else [self.pick(before)])]:
                at = edges.write(self.pick(self.ahead) if self.chance(15) else self.pick(self.past))
                found[survivor, customer] = {"survivor": survivor, "absorbed": customer, "at": at}
        return list(found.values())

    def groups(self, shop: ShopData, ids: Sequence[str]) -> dict[str, Rule]:
        """Groups for rules to refer to: fixed members, a rule, and a rule about other groups."""
        groups: dict[str, Rule] = {"g_fixed": {"members": self.sample([*ids, "ghost"], 0, 8)}}
        groups["g_rule"] = {"rule": {} if self.chance(4) else self.about(shop, {}).rule(1)}
        groups["g_nested"] = {"rule": self.about(shop, groups).rule(2)}
        return groups

    def about(self, shop: ShopData, groups: Mapping[str, Rule]) -> "RuleMaker":
        return RuleMaker(self.draw, self.now, self.settings, {**shop, "groups": dict(groups)})

    def manual_entry(self, groups: Sequence[str], ids: Sequence[str]) -> Rule:
        entry = {"group": self.pick(groups), "action": self.pick(["add", "remove"]), **self.event(ids)}
        if self.chance(30):
            entry["expires_at"] = edges.write(self.pick([*self.ahead, *self.past]))
        return entry
