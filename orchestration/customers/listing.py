"""The customer list: searched, filtered and sorted.

Joins contacts.duckdb, which has what people know customers by, with the figures of the BI file.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import duckdb

from orchestration.customers.choices import Sort, SourceKind
from orchestration.errors import RollcallError
from orchestration.publishing.generations import Generation, NoGeneration
from orchestration.settings import Home
from orchestration.warehouse.connections import attach_raw, attach_workshop, scratch
from orchestration.warehouse.text import literal

PHONE_PART = re.compile(r"\+?([0-9]{4,})")


class NoContacts(RollcallError):
    """The current generation is an earlier version's, and has no contacts."""


class NoWorkshop(RollcallError):
    """The current generation has no workshop, in which order lines are."""


# Of counted orders, as the condition product_purchased has it.
BUYERS = """
    select orders.customer_id
    from workshop.marts.orders as orders
    join workshop.marts.order_lines as lines using (order_id)
    left join workshop.marts.products as products using (product_id)
    where orders.is_counted and orders.customer_id is not null
        and (cast(lines.product_id as varchar) = ? or lower(products.name) = lower(?))
"""

SORT_KEYS = {
    Sort.NAME: "people.sort_key",
    Sort.EMAIL: "lower(people.email)",
    Sort.PHONE: "people.phone_digits",
    Sort.POSTCODE: "people.postcode",
    Sort.STORE: "people.store_id",
    Sort.SOURCE: "people.source_kind",
    Sort.ORDERS: "figures.order_count",
    Sort.SPENT: "figures.total_spent",
    Sort.LAST_ORDER: "figures.last_ordered_at",
    Sort.POINTS: "figures.loyalty_points",
    Sort.GROUPS: "nullif(len(figures.groups), 0)",
    Sort.ACCEPTS_EMAIL: "figures.accepts_email",
    Sort.ACCEPTS_SMS: "figures.accepts_sms",
}


@dataclass(frozen=True)
class Wanted:
    """Which customers are asked for: all that each of these lets through; a part that is None lets all through.

    Each part of `search`, cut at blanks, begins a word of the name, the postcode, the e-mail address or a piece of it
    (cut at . _ - + @), or stands, if it is four digits or more, in the phone number. Accents and case do not matter.
    `bought` is the id or the name of a product that they have a counted order of.
    """

    search: str | None = None
    group: str | None = None
    store: str | None = None
    source: SourceKind | None = None
    country: str | None = None
    ordered_since: datetime | None = None
    bought: str | None = None


@dataclass(frozen=True)
class Listed:
    """A customer of a list; amounts in the shop's currency, last_ordered_at in UTC, groups by key."""

    customer_id: str | int
    first_name: str | None
    last_name: str | None
    email: str | None
    phone: str | None
    postcode: str | None
    store_id: str | int | None
    source_kind: str | None
    order_count: int
    total_spent: Decimal
    last_ordered_at: datetime | None
    loyalty_points: int
    groups: list[str]
    accepts_email: bool | None
    accepts_sms: bool | None


OF_CONTACTS = ("first_name", "last_name", "email", "phone", "postcode", "store_id", "source_kind")
COLUMNS = ", ".join(f"{'people' if name in OF_CONTACTS else 'figures'}.{name}" for name in Listed.__dataclass_fields__)


def list_customers(
    generation: Generation,
    wanted: Wanted,
    sort: Sort = Sort.NAME,
    descending: bool = False,
    limit: int | None = None,
    home: Home | None = None,
) -> tuple[list[Listed], int]:
    """The first customers of those wanted, and how many there are of these. What is missing comes last; ties by id.

    `home` is where the raw tables lie, which those are asked for who bought something.

    Raises:
        NoGeneration: there is no such group.
        NoContacts: the generation has no contacts.
        NoWorkshop: the generation does not know who bought what.
    """
    conditions, values = conditions_of(generation, wanted)
    key = SORT_KEYS[sort]
    direction = f"{'desc' if descending else 'asc'} nulls last"
    # What is searched is gone through once; everybody need not be gone through to be counted.
    once = "materialized" if conditions else "not materialized"
    with opened(generation, home if wanted.bought is not None else None) as connection:
        rows = connection.execute(
            f"with matched as {once} (select customer_id, {key} as place from {_tables(*conditions, key)}"
            f" where {' and '.join(conditions) or 'true'}),"
            f" chosen as (from matched order by place {direction}, customer_id"
            f" limit {limit if limit is not None else 'all'})"
            f" select (select count(*) from matched), {COLUMNS}"
            " from chosen join people.contacts as people using (customer_id)"
            " join bi.main.customers as figures using (customer_id)"
            f" order by chosen.place {direction}, chosen.customer_id",
            values,
        ).fetchall()
    return [Listed(*row[1:]) for row in rows], int(rows[0][0]) if rows else 0


def conditions_of(generation: Generation, wanted: Wanted) -> tuple[list[str], list[object]]:
    """SQL over `people` and `figures` that holds for customers who are wanted, and the values of its question marks.

    Raises:
        NoGeneration: there is no such group.
    """
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    for part in (wanted.search or "").split():
        begins = "contains(people.searched, ' ' || lower(strip_accents(?)))"
        if digits := PHONE_PART.fullmatch(part):
            add(f"({begins} or contains(people.phone_digits, ?))", part, digits[1])
        else:
            add(begins, part)
    if wanted.group is not None:
        require_group(generation, wanted.group)
        add(f"people.customer_id in (select customer_id from bi.customer_groups.{wanted.group})")
    if wanted.store is not None:
        add("cast(people.store_id as varchar) = ?", wanted.store)
    if wanted.source is not None:
        add("people.source_kind = ?", wanted.source.value)
    if wanted.country is not None:
        add("upper(figures.country) = upper(?)", wanted.country)
    if wanted.ordered_since is not None:
        add("figures.last_ordered_at >= ?", wanted.ordered_since.replace(tzinfo=None))
    if wanted.bought is not None:
        add(f"people.customer_id in ({BUYERS})", wanted.bought, wanted.bought)
    return conditions, values


def require_group(generation: Generation, key: str) -> None:
    """Raises NoGeneration if there is no such group; the message names those that there are."""
    if key not in generation.manifest.groups:
        known = ", ".join(generation.manifest.groups) or "none"
        raise NoGeneration(f"no group {key!r}; there are: {known}")


def _tables(*expressions: str) -> str:
    """Of a million customers, those files are read that the expressions name; each has every customer."""
    read = " ".join(expressions)
    if "figures." not in read:
        return "people.contacts as people"
    figures = "bi.main.customers as figures"
    return f"people.contacts as people join {figures} using (customer_id)" if "people." in read else figures


@contextmanager
def opened(generation: Generation, home: Home | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A generation's contacts attached as `people`, and its BI file as `bi`, for reading.

    Given the home, its workshop is attached, too, with the raw tables that its views read.

    Raises:
        NoContacts: an earlier version published it, without contacts.
        NoWorkshop: its workshop is wanted, and it has none.
    """
    if generation.manifest.contacts is None:
        raise NoContacts(
            "what is published has no contacts, since an earlier version published it; run `rollcall nightly`"
        )
    with scratch() as connection:
        connection.execute(f"attach {literal(str(generation.contacts))} as people (read_only)")
        connection.execute(f"attach {literal(str(generation.bi_file))} as bi (read_only)")
        if home is not None:
            if not generation.workshop.exists():
                raise NoWorkshop(
                    "who bought what is known of the last two nights that DuckDB built, and what is published is none"
                    " of them; run `rollcall nightly`"
                )
            attach_raw(connection, home)
            attach_workshop(connection, generation.workshop)
        yield connection
