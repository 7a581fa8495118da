"""Cases of the rule language as shops that a night can run on: landing rows, groups and vars.

Cases of one moment share a shop, so that many cost one night. What would make them disturb each other is kept apart:
customers, records and groups carry the case's id; cases that rank customers against each other, and cases that know
the same product by other categories, go to shops of their own. Nothing here says what a rule means.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from orchestration.landing.contract import Contract
from orchestration.rules.fields import SYNONYMS, Terms
from orchestration.settings import Project
from tests.workspace import PROJECT

Row = dict[str, Any]
Rule = dict[str, Any]

LONG_AGO = "1970-01-01T00:00:00Z"
# Every order counts in a case, at once.
VARIABLES = {
    "time_zone": "UTC",
    "phone_country_code": "1",
    "counted_statuses": ["*"],
    "order_maturity_hours": 0,
    "id_type": "varchar",
}
_CONTRACT = Contract.read(Project(PROJECT).landing_contract, VARIABLES)
COLUMNS = {
    column.name: column.data_type.lower()
    for table in _CONTRACT.tables
    if table.name == "customers"
    for column in table.columns
}
FIELDS_OF_CUSTOMERS = frozenset({*Terms.of(Project(PROJECT)).columns, *SYNONYMS})


@dataclass
class CaseShop:
    """One night's shop. `tables` are landing rows; `groups` rules by key, each after those it refers to; `asked` says
    which case and which of its rules a group answers."""

    now: str
    variables: dict[str, Any]
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, Rule] = field(default_factory=dict)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    products: dict[str, Row] = field(default_factory=dict)
    categories: dict[str, str | None] = field(default_factory=dict)


def shops_of(cases: Sequence[Mapping[str, Any]], variables: Mapping[str, Any] = VARIABLES) -> list[CaseShop]:
    """The fewest shops that hold all cases. A case has a `rule`, or several by name in `rules`."""
    shops: list[tuple[CaseShop, bool]] = []
    for number, case in enumerate(cases):
        alone = "exchange_rates" in case or _ranks([case.get("rule"), case.get("rules"), case.get("groups")])
        products, categories = _catalogue(case), _categories(case)
        for shop, shared in shops:
            if shared and not alone and shop.now == case["now"] and _agree(shop, products, categories):
                break
        else:
            shop = CaseShop(case["now"], dict(variables))
            shops.append((shop, not alone))
        shop.products |= products
        shop.categories |= categories
        _add(shop, case, number)
    for shop, _ in shops:
        shop.tables["products"] = list(shop.products.values())
        shop.tables["categories"] = [{"category": name, "parent": parent} for name, parent in shop.categories.items()]
        _add_rates_of_one(shop.tables)
    return [shop for shop, _ in shops]


def customer_id(case: str, name: str) -> str:
    """The id in the shop of a customer of a case."""
    return f"{case}/{name}"


def with_profile_fields(rule: Any) -> Any:
    """A rule as the product reads it: what is called `customer.X` and is not a column of customers is the field X."""
    if isinstance(rule, list):
        return [with_profile_fields(each) for each in rule]
    if not isinstance(rule, dict):
        return rule
    found = {name: with_profile_fields(value) for name, value in rule.items()}
    name = str(rule.get("field", ""))
    if name.startswith("customer.") and name.removeprefix("customer.") not in FIELDS_OF_CUSTOMERS:
        found["field"] = f"profile.{name.removeprefix('customer.')}"
    return found


def _add(shop: CaseShop, case: Mapping[str, Any], number: int) -> None:
    rules = case.get("rules", {"": case.get("rule")})
    groups = case.get("groups", {})
    keys = {name: f"case_{number}_{re.sub('[^a-z0-9_]', '_', name.lower())}"[:48] for name in groups}
    named = set(_fields([rules, groups]))
    used = {name.removeprefix("customer.") for name in named}
    profile = {name for name in _attributes(case) if not _is_column(name, case, used)}
    # A field that no customer of the case has is still one that the shop has declared.
    profile |= {name.removeprefix("customer.") for name in named if name.startswith("customer.")} - FIELDS_OF_CUSTOMERS
    declared = profile | {name.removeprefix("profile.") for name in named if name.startswith("profile.")}

    def translated(rule: Any) -> Any:
        if isinstance(rule, list):
            return [translated(each) for each in rule]
        if not isinstance(rule, dict):
            return rule
        found = {name: translated(value) for name, value in rule.items()}
        if "group" in rule and isinstance(rule["group"], str):
            found["group"] = keys[rule["group"]]
        name = str(rule.get("field", "")).removeprefix("customer.")
        if name in profile and rule["field"] != name:
            found["field"] = f"profile.{name}"
        return found

    for name in _in_order(groups):
        # A list of members is a group that nobody belongs to by rule; so is one without a rule.
        shop.groups[keys[name]] = translated(groups[name].get("rule")) or {"any": []}
    for position, (name, rule) in enumerate(rules.items()):
        key = f"case_{number}_rule_{position}"
        shop.groups[key] = translated(rule)
        shop.asked[key] = (case["id"], name)
    for name in sorted(declared):
        row = {"field": name, "type": "multi"}
        if row not in shop.tables["profile_fields"]:
            shop.tables["profile_fields"].append(row)
    _add_rows(shop.tables, case, keys, profile)


def _add_rows(
    tables: dict[str, list[Row]], case: Mapping[str, Any], keys: Mapping[str, str], profile: set[str]
) -> None:
    def owner(row: Mapping[str, Any], column: str = "customer_id") -> str | None:
        return customer_id(case["id"], row[column]) if row.get(column) is not None else None

    def identified(row: Mapping[str, Any], column: str, position: int) -> str:
        return f"{case['id']}/{row.get(column, f'{position:06}')}"

    for customer in case["customers"]:
        row = {"customer_id": owner(customer, "id"), "created_at": LONG_AGO}
        for name, value in customer.items():
            if name == "id":
                continue
            if name not in profile:
                row[name] = value
                continue
            for each in value if isinstance(value, list) else [value]:
                tables["profile_field_values"].append(
                    {"customer_id": row["customer_id"], "field": name, "value": _as_text(each)}
                )
        tables["customers"].append({name: value for name, value in row.items() if value is not None})
    for position, order in enumerate(case.get("orders", [])):
        order_id = identified(order, "order_id", position)
        kept = ("ordered_at", "status", "currency", "source", "points", "promo_code", "store_id", "deleted_at")
        tables["orders"].append(
            {name: order[name] for name in kept if order.get(name) is not None}
            | {"order_id": order_id, "customer_id": owner(order), "total_amount": order["amount"]}
        )
        for number, line in enumerate(order.get("lines", [])):
            tables["order_lines"].append(
                {"order_id": order_id, "line_number": number, "product_id": line["product"]}
                | {name: line[name] for name in ("quantity", "unit_price") if line.get(name) is not None}
                | ({} if line.get("quantity") is not None else {"quantity": 1})
            )
    for refund in case.get("refunds", []):
        names = {name: f"{case['id']}/{refund[name]}" for name in ("refund_id", "order_id")}
        tables["refunds"].append({**refund, **names})
    tables["exchange_rates"] += case.get("exchange_rates", [])
    for table, moment, key in (
        ("logins", "logged_in_at", None),
        ("page_views", "viewed_at", None),
        ("reviews", "reviewed_at", "review_id"),
        ("messages", "sent_at", "message_id"),
    ):
        for position, record in enumerate(case.get(table, [])):
            row = {name: value for name, value in record.items() if name not in ("at", "product", key)}
            row |= {"customer_id": owner(record), moment: record["at"]}
            row |= {"product_id": record["product"]} if "product" in record else {}
            tables[table].append(row | ({key: identified(record, key, position)} if key else {}))
    for position, address in enumerate(case.get("addresses", [])):
        row = {**address, "customer_id": owner(address), "address_id": f"{case['id']}/{position:06}"}
        tables["addresses"].append(row)
    for action in case.get("list_events", []):
        tables["list_subscriptions"].append({**action, "customer_id": owner(action)})
    for name, group in case.get("groups", {}).items():
        for member in group.get("members", []):
            tables["manual_members"].append(
                {"group_key": keys[name], "action": "add", "customer_id": customer_id(case["id"], member)}
                | {"entered_at": LONG_AGO}
            )
    for entry in case.get("manual", []):
        row = {"group_key": keys.get(entry["group"], entry["group"]), "action": entry["action"]}
        row |= {
            "customer_id": owner(entry),
            "entered_at": entry.get("at", LONG_AGO),
            "expires_at": entry.get("expires_at"),
            "deleted_at": entry.get("deleted_at"),
        }
        tables["manual_members"].append({name: value for name, value in row.items() if value is not None})
    for merge in case.get("merges", []):
        tables["customer_merges"].append(
            {"survivor_id": owner(merge, "survivor"), "absorbed_id": owner(merge, "absorbed")}
            | {"merged_at": merge.get("at", LONG_AGO), "deleted_at": merge.get("deleted_at")}
        )


def _add_rates_of_one(tables: dict[str, list[Row]]) -> None:
    """A rate of 1 for every currency, if no rates were given: the amounts of such a case are compared as written."""
    if tables["exchange_rates"]:
        return
    named = {str(order["currency"]).strip().upper() for order in tables["orders"] if "currency" in order}
    tables["exchange_rates"] += [
        {"currency": currency, "valid_from": LONG_AGO[:10], "rate": 1} for currency in sorted(named)
    ]


def _as_text(value: Any) -> str | None:
    """A profile field holds texts; true and numbers are spelled as JSON spells them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _attributes(case: Mapping[str, Any]) -> set[str]:
    return {name for customer in case["customers"] for name in customer} - {"id"}


def _is_column(name: str, case: Mapping[str, Any], used: set[str]) -> bool:
    """Whether an attribute can be loaded as a column of customers: one value of the column's type for each customer,
    and a required one for all of them if a rule asks for it."""
    if name not in COLUMNS:
        return False
    values = [customer.get(name) for customer in case["customers"]]
    if name in ("created_at",) and None in values and name in used:
        return False
    if any(isinstance(value, list) for value in values):
        return False
    return COLUMNS[name] != "varchar" or all(value is None or isinstance(value, str) for value in values)


def _catalogue(case: Mapping[str, Any]) -> dict[str, Row]:
    """The products of a case's order lines; several categories or labels are separated by bars."""
    found: dict[str, Row] = {}
    for order in case.get("orders", []):
        for line in order.get("lines", []):
            category = line.get("category")
            categories = category if isinstance(category, list) else [category] if category is not None else []
            found[line["product"]] = {
                "product_id": line["product"],
                "category": "|".join(categories) or None,
                "labels": "|".join(line.get("labels") or []) or None,
            }
    return found


def _categories(case: Mapping[str, Any]) -> dict[str, str | None]:
    given = case.get("categories", {})
    pairs = given.items() if isinstance(given, dict) else [(each["category"], each.get("parent")) for each in given]
    return dict(pairs)


def _agree(shop: CaseShop, products: Mapping[str, Row], categories: Mapping[str, str | None]) -> bool:
    return all(shop.products.get(name, row) == row for name, row in products.items()) and (
        # A tree is about names that others may use without one.
        shop.categories == dict(categories) or not (shop.categories or categories)
    )


def _fields(rule: Any) -> Iterator[str]:
    if isinstance(rule, dict):
        if isinstance(rule.get("field"), str):
            yield rule["field"]
        for value in rule.values():
            yield from _fields(value)
    elif isinstance(rule, list):
        for value in rule:
            yield from _fields(value)


def _ranks(rule: Any) -> bool:
    if isinstance(rule, dict):
        return "rank_band" in rule or any(_ranks(value) for value in rule.values())
    return isinstance(rule, list) and any(_ranks(value) for value in rule)


def _in_order(groups: Mapping[str, Any]) -> list[str]:
    """Names of groups, each after those that its rule refers to."""
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        for each in _groups_named(groups[name]):
            visit(each)
        ordered.append(name)

    for name in groups:
        visit(name)
    return ordered


def _groups_named(rule: Any) -> Iterator[str]:
    if isinstance(rule, dict):
        if isinstance(rule.get("group"), str):
            yield rule["group"]
        for value in rule.values():
            yield from _groups_named(value)
    elif isinstance(rule, list):
        for value in rule:
            yield from _groups_named(value)
