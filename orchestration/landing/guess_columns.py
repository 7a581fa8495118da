"""What the columns of a file mean, by their headings, and which landing tables come of it.

Belongs here: headings, and what a sample shows of orders and their lines. Does not belong here: how values are written
(guess_form.py), or the YAML (guess_text.py).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb

from orchestration.landing.files import Refused
from orchestration.landing.headers import normalised
from orchestration.landing.mapping import ROW
from orchestration.landing.spellings import compared, meant
from orchestration.warehouse.text import quoted

Kind = Literal["text", "number", "moment", "yes or no"]
KINDS: dict[str, Kind] = {
    "created_at": "moment", "last_login_at": "moment", "birth_date": "moment", "ordered_at": "moment",
    "account_limit": "number", "total_amount": "number", "quantity": "number", "unit_price": "number",
    "accepts_email": "yes or no", "accepts_sms": "yes or no", "in_loyalty_scheme": "yes or no",
}  # fmt: skip
NAME, PRODUCT_NAME = "name", "product_name"
# Of orders of which the file says no more.
STATUS = "delivered"
# What a file of customers may have that no column of theirs holds.
BESIDE = {"line1", "note"}
# What orders know of who placed them, headed as in a file of customers.
OF_WHO_ORDERED = {
    "customer_id", "email", "phone", NAME, "first_name", "last_name", "city", "country", "source", "store_id",
}  # fmt: skip
OF_LINES = {"product_id", "quantity", "unit_price", PRODUCT_NAME}
SHOWN_HEADINGS, SHOWN_WORDS, LONGEST_WORD = 30, 10, 40


@dataclass(frozen=True)
class Taken:
    """Where a column of a table comes from, as a mapping says it, and what somebody should look at.

    `numbers` are the columns of the file that it calculates with.
    """

    value: str | dict[str, str]
    note: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableGuess:
    """A landing table of the proposal."""

    columns: dict[str, Taken]
    key: str = ""
    where: str = ""


@dataclass(frozen=True)
class Columns:
    """`headings` by what they mean, and notes on them; `unread` are those that mean nothing known."""

    is_orders: bool
    headings: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> list[str]:
        """The columns whose values are of a kind, by what they mean."""
        return [name for name in self.headings if KINDS.get(name, "text") == kind]

    def tables(
        self, connection: duckdb.DuckDBPyConnection, sample: str, variables: Mapping[str, Any]
    ) -> dict[str, TableGuess]:
        """The landing tables. `sample` is a table of texts by what the columns mean."""
        if not self.is_orders:
            return {"customers": TableGuess(self._customers())}
        return self._orders(connection, sample, variables)

    def _taken(self, name: str, note: str = "") -> Taken:
        return Taken(self.headings[name], " ".join(filter(None, (note, self.notes.get(name, "")))))

    def _customers(self) -> dict[str, Taken]:
        columns = {}
        if "customer_id" in self.headings:
            columns["customer_id"] = self._taken("customer_id")
        else:
            columns["customer_id"] = Taken(
                {"made_id": self.headings["email"]}, "The file has no ids: they are made of the e-mail addresses."
            )
        columns |= self._names(quoted)
        return columns | {name: self._taken(name) for name in self.headings if name not in {*columns, NAME}}

    def _names(self, spelled: Callable[[str], str]) -> dict[str, Taken]:
        """A whole name cut at its last blank, if there is no other."""
        if NAME not in self.headings:
            return {}
        name = spelled(self.headings[NAME])
        first = rf"nullif(regexp_replace(trim({name}), '\s*\S+$', ''), '')"
        last = rf"nullif(regexp_extract(trim({name}), '\S+$'), '')"
        return {"first_name": Taken({"sql": first}, "Cut at the last blank."), "last_name": Taken({"sql": last})}

    def _orders(
        self, connection: duckdb.DuckDBPyConnection, sample: str, variables: Mapping[str, Any]
    ) -> dict[str, TableGuess]:
        order = self.headings["order_id"]
        has_lines = "product_id" in self.headings
        rows = _row(connection, f"select count(order_id), count(distinct order_id) from {sample}")
        is_keyed = has_lines or rows[0] != rows[1]
        columns = {"order_id": self._taken("order_id")}
        columns |= self._names(lambda name: f"min({quoted(name)})" if is_keyed else quoted(name))
        for name in self.headings:
            if name not in {*columns, *OF_LINES, NAME, "status", "total_amount"}:
                columns[name] = self._taken(name)
        columns["status"] = self._status(connection, sample, variables, is_keyed=is_keyed)
        columns["total_amount"] = self._total(connection, sample, is_keyed=is_keyed)
        tables = {"orders": TableGuess(columns, key=order if is_keyed else "")}
        if has_lines:
            product = self.headings["product_id"]
            number = f"row_number() over (partition by {quoted(order)} order by {ROW})"
            lines = {
                "order_id": Taken(order),
                "line_number": Taken({"sql": number}),
                "product_id": self._taken("product_id"),
                "quantity": self._taken("quantity")
                if "quantity" in self.headings
                else Taken({"value": "1"}, "The file has no quantities: each line is taken for one piece."),
            }
            if "unit_price" in self.headings:
                lines["unit_price"] = self._taken("unit_price", "Is it the price of one piece, or of the line?")
            where = f"{quoted(product)} is not null"
            tables["order_lines"] = TableGuess(lines, where=where)
            if PRODUCT_NAME in self.headings:
                named = {"product_id": Taken(product), "name": self._taken(PRODUCT_NAME)}
                tables["products"] = TableGuess(named, key=product, where=where)
        return tables

    def _status(
        self, connection: duckdb.DuckDBPyConnection, sample: str, variables: Mapping[str, Any], *, is_keyed: bool
    ) -> Taken:
        if "status" not in self.headings:
            return Taken({"value": STATUS}, f"The file has no status: each order is taken for {STATUS}.")
        names = ("counted_statuses", "cancelled_statuses", "other_statuses")
        known = {compared(str(word)) for name in names for word in variables.get(name) or ()}
        seen = connection.execute(
            f"select status, count(*) from {sample} where length(status) <= {LONGEST_WORD}"
            f" group by status order by count(*) desc, status limit {SHOWN_WORDS}"
        ).fetchall()
        strange = [f"'{word}' ({times:,})" for word, times in seen if compared(word) not in known]
        note = (
            f"What do {', '.join(strange)} mean? Say it under values, or in the statuses of dbt_project.yml."
            if strange
            else ""
        )
        lacking = f"select order_id from {sample} group by order_id having count(status) = 0"
        if not _row(connection, f"select count(*) from ({lacking})")[0]:
            return self._taken("status", note)
        status = quoted(self.headings["status"])
        sql = f"coalesce({f'min({status})' if is_keyed else status}, '{STATUS}')"
        return Taken({"sql": sql}, f"Some orders have no status: they are taken for {STATUS}. {note}".strip())

    def _total(self, connection: duckdb.DuckDBPyConnection, sample: str, *, is_keyed: bool) -> Taken:
        if "total_amount" not in self.headings:
            pieces, price = self.headings["quantity"], self.headings["unit_price"]
            sql = f"cast(sum({quoted(pieces)} * {quoted(price)}) as decimal(18, 2))"
            return Taken({"sql": sql}, "The file has no totals: they are the sums of the lines.", (pieces, price))
        total = self.headings["total_amount"]
        if not is_keyed:
            return self._taken("total_amount")
        differing = _row(
            connection,
            f"select count(*) from (from {sample} select order_id where total_amount is not null"
            " group by order_id having count(distinct total_amount) > 1)",
        )
        if not differing[0]:
            note = "All rows of an order have the same, so it is taken for the order's."
            return self._taken("total_amount", note)
        note = "It differs between the rows of an order, so it is taken for a row's, and summed up."
        return Taken({"sql": f"cast(sum({quoted(total)}) as decimal(18, 2))"}, note, (total,))


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row


def understood(headings: Sequence[str]) -> Columns:
    """What the headings of a file mean. Raises Refused if that makes neither customers nor orders."""
    counted = Counter(normalised(heading) for heading in headings)
    usable = [
        heading
        for heading in headings
        if heading.isprintable() and counted[normalised(heading)] == 1 and not _is_reserved(heading)
    ]
    about_orders = {heading: _of_orders(heading) for heading in usable}
    found = set(about_orders.values())
    ids = [heading for heading in usable if compared(heading) == "id"]
    if "order_id" not in found and ids and {"ordered_at", "total_amount"} <= found:
        about_orders[ids[0]] = "order_id"
    is_orders = "order_id" in about_orders.values() and bool({"ordered_at", "total_amount", "product_id"} & found)
    meanings = about_orders if is_orders else {heading: _of_customers(heading) for heading in usable}
    chosen: dict[str, str] = {}
    notes: dict[str, str] = {}
    # A heading that is the column's own name comes before other spellings of it.
    for heading in sorted(usable, key=lambda each: normalised(each) != meanings[each]):
        name = meanings[heading]
        if name is None:
            continue
        if name in chosen:
            notes[name] = f"{notes.get(name, '')} Or is it '{heading}'?".strip()
        else:
            chosen[name] = heading
    if {"first_name", "last_name"} & set(chosen):
        chosen.pop(NAME, None)
    chosen = {name: heading for heading in headings for name, each in chosen.items() if each == heading}
    _require(is_orders, chosen, headings)
    read = set(chosen.values())
    unread = tuple(heading for heading in headings if heading and heading not in read)
    return Columns(is_orders, chosen, notes, unread)


def _is_reserved(heading: str) -> bool:
    return not heading.strip() or heading.startswith("_given_") or normalised(heading) == ROW


def _of_orders(heading: str) -> str | None:
    name = meant(heading, "order")
    if name is None and compared(heading) != "id":
        name = meant(heading)
        return name if name in OF_WHO_ORDERED else None
    return name


def _of_customers(heading: str) -> str | None:
    name = meant(heading)
    return None if name in BESIDE else name


def _require(is_orders: bool, chosen: Mapping[str, str], headings: Sequence[str]) -> None:
    """Raise Refused if the landing table needs what no column means."""
    there = ", ".join(f"'{heading}'" for heading in headings[:SHOWN_HEADINGS])
    rest = f"; the file has {there}. docs/mappings.md says how to write a mapping by hand"
    if is_orders:
        lacking = []
        if "ordered_at" not in chosen:
            lacking.append("when an order was placed (ordered_at)")
        if "total_amount" not in chosen and not {"product_id", "quantity", "unit_price"} <= set(chosen):
            lacking.append("what it cost (total_amount)")
        if lacking:
            raise Refused(f"seems to hold orders, and no column is known to say {' and '.join(lacking)}{rest}")
    elif not {"customer_id", "email"} & set(chosen):
        raise Refused(
            "seems to hold neither customers nor orders: no column is known to be an order's number, or a customer's id"
            f" or e-mail address{rest}"
        )
