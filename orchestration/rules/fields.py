"""What a rule may name in a shop: the columns of this project's customers, and the fields of records and order lines.

The columns are read from the mart's contract. Not here: which fields a record has (records.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from orchestration.rules.faults import near, shown, wrong
from orchestration.rules.operators import Kind
from orchestration.rules.records import FIELDS, OTHER_NAMES, OTHER_SPELLINGS, WHICH_ORDERS
from orchestration.rules.statuses import normalised
from orchestration.settings import Project

# Columns of customers by what the conditions, and people, call them; docs/rules.md lists them.
SYNONYMS = {
    "id": "customer_id",
    "account_created": "created_at",
    "birthday": "birth_date",
    "last_login": "last_login_at",
    "loyalty_member": "in_loyalty_scheme",
    "unused_points": "loyalty_points",
    "number_of_orders": "order_count",
    "total_purchases": "total_spent",
    "cancelled_orders": "cancelled_order_count",
    "product_reviews": "review_count",
    "first_order": "first_ordered_at",
    "last_order": "last_ordered_at",
}


@dataclass(frozen=True)
class Terms:
    """What rules depend on besides themselves: the customers' columns with their kinds, the clock, the type of ids.

    `groups` are the groups that a rule may name; any, when None. `locales` are the languages, beside English, in which
    countries are named.
    """

    columns: Mapping[str, Kind]
    time_zone: str
    has_text_ids: bool
    groups: frozenset[str] | None = None
    locales: tuple[str, ...] = ()
    # The statuses of the orders that count and of the cancelled ones, as texts are compared; None is any.
    statuses: Mapping[str, frozenset[str] | None] = field(default_factory=lambda: dict.fromkeys(WHICH_ORDERS))

    @classmethod
    def of(cls, project: Project) -> "Terms":
        """Read the contract of the customers mart and the project's vars."""
        id_type = str(project.variables["id_type"])
        document = yaml.safe_load((project.directory / "models" / "marts" / "customers.yml").read_text("utf-8"))
        (customers,) = (model for model in document["models"] if model["name"] == "customers")
        return cls(
            columns={
                column["name"]: _kind(id_type if "id_type" in column["data_type"] else column["data_type"])
                for column in customers["columns"]
            },
            time_zone=str(project.variables["time_zone"]),
            has_text_ids=_kind(id_type) == "text",
            locales=tuple(str(each) for each in project.variables.get("locales") or ()),
            statuses={
                "counted": _statuses(project.variables["counted_statuses"]),
                "cancelled": _statuses(project.variables["cancelled_statuses"]),
                "all": None,
            },
        )


def _statuses(listed: Iterable[object]) -> frozenset[str] | None:
    statuses = frozenset(normalised(str(each)) for each in listed)
    return None if "*" in statuses else statuses


def _kind(data_type: str) -> Kind:
    spelled = data_type.lower()
    if spelled in ("varchar", "text", "string"):
        return "text"
    if spelled.startswith("timestamp"):
        return "moment"
    return "date" if spelled == "date" else "boolean" if spelled == "boolean" else "number"


def resolved(field: str, owner: str, terms: Terms) -> tuple[str, Kind]:
    """A field of a rule as the vocabulary names it, and its kind. `owner` is what is asked: customer, order, line, ...

    `customer.X` is the column X of customers, or the one that X is a synonym of; `profile.X` is the profile field X.

    Raises:
        PydanticCustomError: nothing of the owner has that name.
    """
    given, _, short = field.partition(".")
    prefix = OTHER_SPELLINGS.get(given, given)
    if owner == "customer" and prefix in ("customer", "profile") and short:
        if prefix == "profile":
            return f"profile.{short}", "any"
        column = short if short in terms.columns else SYNONYMS.get(short, short)
        if column in terms.columns:
            return f"customer.{column}", terms.columns[column]
        # Taken for a profile field, which nobody has, it would select nobody, or with `ne` everybody.
        raise wrong(f"{shown(field)} is not a column of customers", _column_meant(short, terms))
    if owner == "customer":
        if prefix in FIELDS:
            raise wrong(f"{shown(field)} is not a field of a customer", "ask for it in the `where` of a measure")
        raise wrong(f"{shown(field)} is not a field of a customer", "write customer.country, profile.industry, ...")
    short = OTHER_NAMES.get(f"{prefix}.{short}", short)
    if prefix != owner or short not in FIELDS[owner]:
        meant = near(short, FIELDS[owner])
        fix = f"did you mean '{owner}.{meant}'?" if meant else None
        if owner == "order" and prefix == "line":
            fix = "ask for it in {lines: any, where: ...}"
        known = ", ".join(f"{owner}.{each}" for each in FIELDS[owner])
        raise wrong(f"{shown(field)} is not a field of {_a(owner)}", fix or f"use one of {known}")
    return f"{owner}.{short}", FIELDS[owner][short]


def _column_meant(short: str, terms: Terms) -> str:
    meant = near(short, [*terms.columns, *SYNONYMS])
    fix = f"did you mean 'customer.{meant}'?" if meant else f"use one of {', '.join(terms.columns)}."
    return f"{fix} A profile field is written 'profile.{short}'"


def _a(owner: str) -> str:
    return f"an {owner}" if owner[0] in "aeiou" else f"a {owner}"
