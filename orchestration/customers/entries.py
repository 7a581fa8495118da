"""What staff enter about a customer: each entry is a file of the inbox, which the next night lands.

Belongs here: which rows of which landing table an entry is, and what has to be known before it is made. Does not belong
here: how the file is written (orchestration.inbox), and what its rows do (models).
"""

import ipaddress
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

from orchestration.customers.choices import KINDS_OF_POINTS
from orchestration.inbox import EntryError, alone, id_of, waiting, write
from orchestration.landing.ledger import GUEST_ID
from orchestration.moments import iso
from orchestration.publishing.generations import Generation, current
from orchestration.shop import Shop
from orchestration.warehouse.connections import read_only, reading_raw


@dataclass(frozen=True)
class Entered:
    """An entry that was written down: its file, which the next night lands, and the id that it was given, if any."""

    file: Path
    id: str | int | None = None


@dataclass(frozen=True)
class Entry:
    """Who enters something, when (UTC) and why."""

    shop: Shop
    entered_by: str
    entered_at: datetime
    reason: str | None = None


def add_customer(entry: Entry, columns: Mapping[str, str | None]) -> Entered:
    """A new customer, with an id of ours; `columns` are those of the landing table customers.

    Raises:
        EntryError: first name or surname is missing.
    """
    for column, words in (("first_name", "first name"), ("last_name", "surname")):
        if not (columns.get(column) or "").strip():
            raise EntryError(f"a new customer needs a {words}")
    made = made_id(entry.shop, "n")
    row = {"customer_id": made, **columns, "created_at": iso(entry.entered_at)}
    return Entered(_write(entry, "customers", row), made)


def add_note(entry: Entry, customer_id: str, text: str) -> Entered:
    """A note about a customer.

    Raises:
        EntryError: the customer does not exist, or the text is empty.
    """
    if not text.strip():
        raise EntryError("the note is empty")
    made = made_id(entry.shop, "rc-")
    row = {"note_id": made, "customer_id": known_customer(entry.shop, customer_id), "text": text}
    return Entered(
        _write(entry, "notes", {**row, "written_by": entry.entered_by, "written_at": iso(entry.entered_at)}), made
    )


def add_points(entry: Entry, customer_id: str, points: int, kind: str) -> Entered:
    """An entry of the point ledger; points below 0 take some away.

    Raises:
        EntryError: the customer does not exist, or has fewer points left than the entry takes.
    """
    if points == 0:
        raise EntryError("0 points change nothing")
    if kind not in KINDS_OF_POINTS:
        raise EntryError(f"'{kind}' is not a kind of points; use one of {', '.join(KINDS_OF_POINTS)}")
    return _into_ledger(entry, "loyalty_points", customer_id, "points", points, {"kind": kind})


def add_credit(entry: Entry, customer_id: str, amount: Decimal) -> Entered:
    """An entry of the store credit ledger, in the shop's currency; an amount below 0 takes some away.

    Raises:
        EntryError: the customer does not exist, or has less credit left than the entry takes; or the amount has
            parts of a cent.
    """
    if amount == 0:
        raise EntryError("an amount of 0 changes nothing")
    if amount != amount.quantize(Decimal("0.01")):
        raise EntryError(f"{amount} has more than two decimals")
    return _into_ledger(entry, "store_credit", customer_id, "amount", amount, {})


def merge(entry: Entry, survivor_id: str, absorbed_id: str) -> Entered:
    """Two customers are one: the survivor goes on. Named twice, a customer is parted from what absorbed them.

    Raises:
        EntryError: one of them does not exist.
    """
    row = {
        "survivor_id": known_customer(entry.shop, survivor_id),
        "absorbed_id": known_customer(entry.shop, absorbed_id),
    }
    return Entered(_write(entry, "customer_merges", {**row, "merged_at": iso(entry.entered_at)}))


def suppress_address(entry: Entry, address: str, action: Literal["block", "unblock"]) -> Entered:
    """An e-mail address, phone number or IP address is not to be written to, or may be again.

    Raises:
        EntryError: it is none of the three.
    """
    row = {"kind": _kind_of(address), "value": address.strip(), "reason": entry.reason}
    row |= {"added_at": iso(entry.entered_at)}
    row |= {"deleted_at": iso(entry.entered_at)} if action == "unblock" else {}
    return Entered(_write(entry, "suppressions", row))


def request_erasure(entry: Entry, customer_id: str) -> Entered:
    """A customer asks to be forgotten; the next night does it.

    Raises:
        EntryError: the customer does not exist.
    """
    row = {"customer_id": known_customer(entry.shop, customer_id), "requested_at": iso(entry.entered_at)}
    return Entered(_write(entry, "erasure_requests", row))


def _into_ledger(
    entry: Entry, table: str, customer_id: str, column: str, value: int | Decimal, also: Mapping[str, Any]
) -> Entered:
    known = known_customer(entry.shop, customer_id)
    made = made_id(entry.shop, "rc-")
    row = {"entry_id": made, "customer_id": known, column: _number(value), **also, "note": entry.reason}
    with alone(entry.shop.home):
        if value < 0 and (left := _balance(entry.shop, table, column, known)) + value < 0:
            raise EntryError(f"{type(value)(left):,} are left, so {-value:,} cannot be taken")
        return Entered(_write(entry, table, {**row, "occurred_at": iso(entry.entered_at)}), made)


def _number(value: int | Decimal) -> int | str:
    """As JSON holds it: an amount as a text, so that no digit is lost."""
    return value if isinstance(value, int) else str(value)


def _balance(shop: Shop, table: str, column: str, customer_id: str | int) -> Decimal:
    """What is left in a ledger: by the current generation, with what has landed since it, and what waits to land."""
    generation = current(shop.home.published)
    balance = Decimal(0) if generation is None else _published_balance(generation, table, customer_id)
    since = 0 if generation is None else generation.manifest.last_file_id
    with reading_raw(shop) as connection:
        if has_landed(connection, table):
            ((landed,),) = connection.execute(
                f"select coalesce(sum({column}), 0) from raw.{table} where customer_id = ? and _file_id > ?",
                [customer_id, since],
            ).fetchall()
            balance += landed
    return balance + sum(
        Decimal(str(row[column])) for row in waiting(shop.home, table) if row["customer_id"] == customer_id
    )


def _published_balance(generation: Generation, table: str, customer_id: str | int) -> Decimal:
    with read_only(generation.bi_file) as connection:
        rows = connection.execute(
            f"select cast({table} as decimal(18, 2)) from customers where customer_id = ?", [customer_id]
        ).fetchall()
    return rows[0][0] if rows else Decimal(0)


def known_customer(shop: Shop, customer_id: str) -> str | int:
    """The id as the shop's type has it, of a customer who has landed or was entered here.

    Raises:
        EntryError: the customer does not exist, or the text cannot be an id.
    """
    id_ = id_of(shop.project, customer_id.strip())
    with reading_raw(shop) as connection:
        found = "select 1 from raw.customers where customer_id = ?"
        if has_landed(connection, "customers") and connection.execute(found, [id_]).fetchone():
            return id_
        if _is_guest(connection, id_):
            return id_
    if any(row["customer_id"] == id_ for row in waiting(shop.home, "customers")):
        return id_
    raise EntryError(f"there is no customer '{customer_id}'; `rollcall customers list --search TEXT` finds one")


def has_landed(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether there is such a raw table, on a connection that reads them."""
    return connection.execute("select 1 from duckdb_tables() where table_name = ?", [table]).fetchone() is not None


def _is_guest(connection: duckdb.DuckDBPyConnection, id_: str | int) -> bool:
    """Whether the id was made for a guest; in a warehouse of an earlier version there are none."""
    there = "select 1 from duckdb_columns() where table_name = 'orders' and column_name = ?"
    if not connection.execute(there, [GUEST_ID]).fetchone():
        return False
    return connection.execute(f"select 1 from raw.orders where {GUEST_ID} = ?", [id_]).fetchone() is not None


def made_id(shop: Shop, prefix: str) -> str | int:
    """An id that the shop cannot have: 20 hex digits after a prefix; where ids are numbers, a random one below 0."""
    if shop.project.variables["id_type"] == "varchar":
        return prefix + secrets.token_hex(10)
    return -1 - secrets.randbelow(2**63)


def _kind_of(address: str) -> str:
    text = address.strip()
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        return "email"
    try:
        ipaddress.ip_address(text)
    except ValueError:
        pass
    else:
        return "ip"
    if re.fullmatch(r"\+?[\d\s()./-]+", text) and sum(each.isdigit() for each in text) >= 5:
        return "phone"
    raise EntryError(f"'{address}' is not an e-mail address, a phone number or an IP address")


def _write(entry: Entry, table: str, row: Mapping[str, Any]) -> Path:
    given = {name: value for name, value in row.items() if value is not None}
    return write(entry.shop.home, table, table, entry.entered_at, [given])
