"""`rollcall customers`: who the customers are."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from orchestration.commands.console import AsJson, current, out
from orchestration.customers.listing import Listed, Sort, SourceKind, Wanted, list_customers
from orchestration.customers.profile import read_profile
from orchestration.moments import iso
from orchestration.shop import Shop

app = typer.Typer(help="The customers: who they are, and what is known of them.", no_args_is_help=True)
SHOWN = 50


@app.command("list")
def list_them(
    search: Annotated[
        str | None, typer.Option(help="Beginnings of names, postcode or e-mail; digits of a phone.")
    ] = None,
    group: Annotated[str | None, typer.Option(help="Members of this group.")] = None,
    store: Annotated[str | None, typer.Option(help="Customers of this store, by its id.")] = None,
    source: Annotated[SourceKind | None, typer.Option(help="How they came.")] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, such as DK.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Who have ordered since then, in UTC.")] = None,
    sort: Annotated[Sort, typer.Option(help="Surname, or another column.")] = Sort.NAME,
    descending: Annotated[bool, typer.Option("--descending", help="Highest first.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = SHOWN,
    as_json: AsJson = False,
) -> None:
    """Customers with what they are known by, their orders, points, groups and consent, by surname."""
    wanted = Wanted(search, group, store, source, country, since)
    listed, count = list_customers(current(Shop.here()), wanted, sort, descending, limit)
    if as_json:
        print(json.dumps([asdict(each) for each in listed], indent=2, default=_plain))
        return
    table = Table("customer", "e-mail and phone", "postcode", "store", "source")
    for column in ("orders", "spent", "last order", "points"):
        table.add_column(column, justify="right")
    table.add_column("groups")
    table.add_column("accepts")
    for each in listed:
        table.add_row(*(escape(cell) for cell in _cells(each)))
    out.print(table)
    if count > len(listed):
        print(f"{len(listed)} of {count:,}; --limit shows more", file=sys.stderr)


def _cells(each: Listed) -> list[str]:
    name = " ".join(part for part in (each.first_name, each.last_name) if part)
    accepts = [word for word, yes in (("e-mail", each.accepts_email), ("SMS", each.accepts_sms)) if yes]
    return [
        f"{name or 'no name'}\n{each.customer_id}",
        "\n".join(part for part in (each.email, each.phone) if part),
        each.postcode or "",
        "" if each.store_id is None else str(each.store_id),
        each.source_kind or "",
        f"{each.order_count:,}",
        f"{each.total_spent:,.2f}",
        f"{each.last_ordered_at:%Y-%m-%d}" if each.last_ordered_at else "",
        f"{each.loyalty_points:,}",
        "\n".join(each.groups) or "None",
        "\n".join(accepts) or "nothing",
    ]


def _plain(value: Any) -> Any:
    """Amounts as texts, so that no digit is lost; moments as ISO 8601."""
    return str(value) if isinstance(value, Decimal) else iso(value.replace(tzinfo=UTC))


@app.command("show")
def show(customer_id: str, as_json: AsJson = False) -> None:
    """Everything that is known of a customer."""
    shop = Shop.here()
    profile = read_profile(shop, current(shop), customer_id)
    if as_json:
        print(json.dumps(asdict(profile), indent=2, default=_plain))
        return
    facts = profile.facts
    name = " ".join(part for part in (facts["first_name"], facts["last_name"]) if part) or "no name"
    out.print(f"{name} ({facts['customer_id']})", style="bold", highlight=False, markup=False)
    if profile.survivor_of is not None:
        out.print(f"{profile.survivor_of} was absorbed by this customer", highlight=False, markup=False)
    for column, value in facts.items():
        if value is not None and column not in ("customer_id", "first_name", "last_name", "normalised_phone", "groups"):
            out.print(f"{column.replace('_', ' ')}: {_text(value)}", highlight=False, markup=False)
    out.print(f"groups: {', '.join(facts['groups']) or 'None'}", highlight=False, markup=False)
    for title, rows in profile.sections.items():
        if rows:
            table = Table(*(column.replace("_", " ") for column in rows[0]), title=title.replace("_", " "))
            for row in rows:
                table.add_row(*(escape(_text(value)) for value in row.values()))
            out.print(table)
    print(f"as of {iso(profile.as_of)}", file=sys.stderr)
    if profile.behind is not None:
        print(
            f"a file has landed since then, at {iso(profile.behind.replace(tzinfo=UTC))}; the next night counts it",
            file=sys.stderr,
        )


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
