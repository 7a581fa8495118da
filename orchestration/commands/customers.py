"""`rollcall customers`: who the customers are, and what staff enter about them."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from orchestration.commands import customer_edits, imports
from orchestration.commands.console import AsJson, current, out, plain
from orchestration.commands.entering import SIGNED, By, Now, Reason, tell
from orchestration.customers.choices import KINDS_OF_POINTS, Sort, SourceKind
from orchestration.moments import iso
from orchestration.shop import Shop

if TYPE_CHECKING:
    from orchestration.customers.listing import Listed

app = typer.Typer(help="The customers: who they are, and what is known of them.", no_args_is_help=True)
app.command("template")(imports.template)
app.command("import")(imports.import_)
SHOWN = 50
# What a profile shows elsewhere, or not at all.
NOT_IN_A_LINE = ("customer_id", "first_name", "last_name", "normalised_phone", "groups")


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
    bought: Annotated[str | None, typer.Option(help="Who have bought this product, by its id or name.")] = None,
    sort: Annotated[Sort, typer.Option(help="Surname, or another column.")] = Sort.NAME,
    descending: Annotated[bool, typer.Option("--descending", help="Highest first.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = SHOWN,
    as_json: AsJson = False,
) -> None:
    """Customers with what they are known by, their orders, points, groups and consent, by surname."""
    from orchestration.customers.listing import Wanted, list_customers

    shop = Shop.here()
    wanted = Wanted(search, group, store, source, country, since, bought)
    listed, count = list_customers(current(shop), wanted, sort, descending, limit, shop.home)
    if as_json:
        print(json.dumps([asdict(each) for each in listed], indent=2, default=plain))
        return
    table = Table()
    for column in ("customer", "contact", "orders", "groups", "accepts"):
        table.add_column(column, overflow="fold")
    for each in listed:
        table.add_row(*(escape(cell) for cell in _cells(each)))
    out.print(table)
    if count > len(listed):
        print(f"{len(listed)} of {count:,}; --limit shows more", file=sys.stderr)


def _cells(each: "Listed") -> list[str]:
    accepts = [word for word, yes in (("e-mail", each.accepts_email), ("SMS", each.accepts_sms)) if yes]
    last = f"last {each.last_ordered_at:%Y-%m-%d}" if each.last_ordered_at else None
    return [
        _lines(_name(each.first_name, each.last_name), each.customer_id, each.source_kind, each.store_id),
        _lines(each.email, each.phone, each.postcode),
        _lines(f"{each.order_count:,} of {each.total_spent:,.2f}", last, f"{each.loyalty_points:,} points"),
        _lines(*each.groups) or "None",
        _lines(*accepts) or "nothing",
    ]


def _name(first_name: str | None, last_name: str | None) -> str:
    return " ".join(part for part in (first_name, last_name) if part) or "no name"


def _lines(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part is not None)


@app.command("show")
def show(
    customer_id: Annotated[str | None, typer.Argument()] = None,
    order: Annotated[str | None, typer.Option(help="An order instead, by its id, with its customer's notes.")] = None,
    as_json: AsJson = False,
) -> None:
    """Everything that is known of a customer, or of one order."""
    from orchestration.customers.profile import BY_HAND, read_profile

    if (customer_id is None) == (order is None):
        raise typer.BadParameter("give the id of a customer, or --order with that of an order")
    if order is not None:
        _show_order(order, as_json)
        return
    assert customer_id is not None
    shop = Shop.here()
    profile = read_profile(shop, current(shop), customer_id)
    if as_json:
        print(json.dumps(asdict(profile), indent=2, default=plain))
        return
    facts = profile.facts
    name = _name(facts["first_name"], facts["last_name"])
    out.print(f"{name} ({facts['customer_id']})", style="bold", highlight=False, markup=False)
    if profile.survivor_of is not None:
        out.print(f"{profile.survivor_of} was absorbed by this customer", highlight=False, markup=False)
    by_hand = {row["column_name"]: row for row in profile.sections.get(BY_HAND, [])}
    for column, value in facts.items():
        entered = f" ({_entered(by_hand[column])})" if column in by_hand else ""
        if entered or (value is not None and column not in NOT_IN_A_LINE):
            out.print(f"{column.replace('_', ' ')}: {_text(value)}{entered}", highlight=False, markup=False)
    out.print(f"groups: {', '.join(facts['groups']) or 'None'}", highlight=False, markup=False)
    if profile.lacks:
        out.print(f"lacks what is required: {', '.join(profile.lacks)}", style="red", highlight=False, markup=False)
    _print_sections(profile.sections, profile.as_of, profile.behind)


def _entered(row: dict[str, Any]) -> str:
    why = f": {row['reason']}" if row["reason"] else ""
    return f"entered by {row['entered_by'] or 'somebody'}, {row['entered_at']:%Y-%m-%d %H:%M}{why}"


def _show_order(order_id: str, as_json: bool) -> None:
    from orchestration.customers.orders import read_order

    shop = Shop.here()
    order = read_order(shop, current(shop), order_id)
    if as_json:
        print(json.dumps(asdict(order), indent=2, default=plain))
        return
    out.print(f"order {order.facts['order_id']}", style="bold", highlight=False, markup=False)
    for column, value in order.facts.items():
        if value is not None and column != "order_id":
            out.print(f"{column.replace('_', ' ')}: {_text(value)}", highlight=False, markup=False)
    _print_sections(order.sections, order.as_of, order.behind)


def _print_sections(sections: dict[str, list[dict[str, Any]]], as_of: datetime, behind: datetime | None) -> None:
    for title, rows in sections.items():
        if rows:
            table = Table(*(column.replace("_", " ") for column in rows[0]), title=title.replace("_", " "))
            for row in rows:
                table.add_row(*(escape(_text(value)) for value in row.values()))
            out.print(table)
    print(f"as of {iso(as_of)}", file=sys.stderr)
    if behind is not None:
        print(
            f"a file has landed since then, at {iso(behind.replace(tzinfo=UTC))}; the next night counts it",
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


@app.command("add")
def add(
    first_name: str,
    last_name: str,
    email: Annotated[str | None, typer.Option()] = None,
    phone: Annotated[str | None, typer.Option()] = None,
    postcode: Annotated[str | None, typer.Option()] = None,
    city: Annotated[str | None, typer.Option()] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, or a name.")] = None,
    birth_date: Annotated[str | None, typer.Option(help="Such as 1990-12-31.")] = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Enter a new customer."""
    from orchestration.customers import entries

    columns = {
        "first_name": first_name,
        "last_name": last_name,
        "email": email,
        "phone": phone,
        "postcode": postcode,
        "city": city,
        "country": country,
        "birth_date": birth_date,
    }
    tell(f"added {first_name} {last_name}", lambda entry: entries.add_customer(entry, columns), by, now=now)


@app.command("note")
def note(customer_id: str, text: str, by: By = None, now: Now = False) -> None:
    """Write a note about a customer."""
    from orchestration.customers import entries

    tell(f"noted about {customer_id}", lambda entry: entries.add_note(entry, customer_id, text), by, now=now)


@app.command("points", context_settings=SIGNED)
def points(
    customer_id: str,
    points: Annotated[int, typer.Argument(help="How many; below 0 takes some away.")],
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(KINDS_OF_POINTS)}.")] = "correction",
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Give a customer loyalty points, or take some away."""
    from orchestration.customers import entries

    tell(
        f"{points:+,} points for {customer_id}",
        lambda e: entries.add_points(e, customer_id, points, kind),
        by,
        reason,
        now,
    )


@app.command("credit", context_settings=SIGNED)
def credit(
    customer_id: str,
    amount: Annotated[str, typer.Argument(help="In the shop's currency; below 0 takes some away.")],
    reason: Reason = None,
    by: By = None,
    now: Now = False,
) -> None:
    """Give a customer store credit, or take some away."""
    from orchestration.customers import entries

    try:
        given = Decimal(amount)
    except InvalidOperation:
        raise typer.BadParameter(f"'{amount}' is not an amount; write it as 12.50") from None
    tell(
        f"{given:+,} credit for {customer_id}",
        lambda entry: entries.add_credit(entry, customer_id, given),
        by,
        reason,
        now,
    )


@app.command("merge")
def merge(survivor_id: str, absorbed_id: str, reason: Reason = None, by: By = None, now: Now = False) -> None:
    """Two customers are one: the first goes on, and takes over what the second has."""
    from orchestration.customers import entries

    tell(
        f"{absorbed_id} is merged into {survivor_id}",
        lambda entry: entries.merge(entry, survivor_id, absorbed_id),
        by,
        reason,
        now,
    )


@app.command("unmerge")
def unmerge(customer_id: str, reason: Reason = None, by: By = None, now: Now = False) -> None:
    """Part a customer from the one who absorbed them."""
    from orchestration.customers import entries

    tell(f"{customer_id} is parted", lambda entry: entries.merge(entry, customer_id, customer_id), by, reason, now)


@app.command("block")
def block(address: str, reason: Reason = None, by: By = None, now: Now = False) -> None:
    """Have an e-mail address, phone number or IP address avoided."""
    from orchestration.customers import entries

    tell(f"{address} is blocked", lambda entry: entries.suppress_address(entry, address, "block"), by, reason, now)


@app.command("unblock")
def unblock(address: str, reason: Reason = None, by: By = None, now: Now = False) -> None:
    """Let an address be used again that was blocked."""
    from orchestration.customers import entries

    tell(f"{address} is unblocked", lambda entry: entries.suppress_address(entry, address, "unblock"), by, reason, now)


@app.command("erase")
def erase(
    customer_id: str,
    by: By = None,
    now: Now = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget a customer: the next night takes them out of all that is kept; their orders stay, without the person."""
    from orchestration.customers import entries
    from orchestration.customers.export_ledger import exported_elsewhere

    if not yes:
        typer.confirm(f"Forget {customer_id} for good? It cannot be undone", abort=True)
    elsewhere = exported_elsewhere(Shop.here().home)
    tell(f"{customer_id} is to be forgotten", lambda entry: entries.request_erasure(entry, customer_id), by, now=now)
    if elsewhere:
        print("these files may hold them, and are yours to look through:")
    for each in elsewhere:
        print(f"  {each.path}, written {each.at} of {', '.join(each.groups) or 'customers'}")


app.command("edit")(customer_edits.edit)
app.command("opt")(customer_edits.opt)
app.command("limit", context_settings=SIGNED)(customer_edits.limit)
