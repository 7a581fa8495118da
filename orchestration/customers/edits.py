"""What staff enter over a customer's columns: another e-mail address, a consent, a limit, a line of an address.

Belongs here: which columns there are, whether a value can be one of theirs, and what the shop has sent for them, which
an entry says so that it ends once the shop sends another. Does not belong here: entries that are rows of their own
(entries.py), and what becomes of these (orchestration.landing.overtaken, models/staging/stg_standing_edits.sql).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import phonenumbers

from orchestration import countries
from orchestration.customers.entries import Entered, Entry, has_landed, known_customer, made_id
from orchestration.customers.profile_fields import list_fields
from orchestration.inbox import EntryError, id_of, waiting, write
from orchestration.landing.phones import number_of, region_of
from orchestration.moments import iso
from orchestration.publishing.generations import current
from orchestration.shop import Shop
from orchestration.warehouse.connections import read_only, reading_raw
from orchestration.warehouse.text import quoted

COLUMNS = (
    "first_name", "last_name", "email", "phone", "birth_date", "gender", "country", "city", "postcode", "source",
    "store_id",
)  # fmt: skip
OF_OPT = {"email": "accepts_email", "sms": "accepts_sms", "loyalty": "in_loyalty_scheme"}
OF_ADDRESS = ("line1", "postcode", "city", "country")
LIMIT = "account_limit"
MOST_AMOUNT = Decimal(10) ** 16
Row = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """A customer as entries name them: `id` is the survivor of an absorbed one, `ids` are all records of the person."""

    id: str | int
    ids: tuple[str | int, ...]


def edit(entry: Entry, customer_id: str, given: Mapping[str, str]) -> list[Entered]:
    """Other values for columns of a customer, by `column`, `address.LABEL.COLUMN` or `profile.FIELD`; blank: none.

    A label that the customer has no address of is a new address.

    Raises:
        EntryError: the customer, a column or a field does not exist, or a value cannot be one of its column.
    """
    if not given:
        raise EntryError("nothing is given; write COLUMN=VALUE, such as email=ida@example.com")
    person = person_of(entry.shop, customer_id)
    country = given.get("country") or _sent(entry.shop, person.id, "country")
    edits: list[Row] = []
    new: dict[str, Row] = {}
    for column, text in given.items():
        kind, _, rest = column.partition(".")
        if kind == "address" and rest:
            label, _, part = rest.rpartition(".")
            value = _value(entry.shop, _one_of(part, OF_ADDRESS, column), text, None)
            if found := _address(entry.shop, person, label):
                name = f"address.{label.lower()}.{part}"
                edits.append(_edit(entry, found["customer_id"], name, value, found[part]))
            else:
                new.setdefault(label, {"label": label})[part] = value
        elif kind == "profile" and rest:
            value = _profile_value(entry.shop, rest, text)
            edits.append(_edit(entry, person.id, column, value, _profile_values(entry.shop, person, rest)))
        else:
            value = _value(entry.shop, _one_of(column, COLUMNS, column), text, country)
            edits.append(_edit(entry, person.id, column, value, _sent(entry.shop, person.id, column)))
    entered = [_write(entry, edits)] if edits else []
    for row in new.values():
        made = made_id(entry.shop, "rc-")
        rows = [{"address_id": made, "customer_id": person.id, **_given(row)}]
        entered.append(Entered(write(entry.shop.home, "addresses", "addresses", entry.entered_at, rows), made))
    return entered


def opt(entry: Entry, customer_id: str, answers: Mapping[str, bool]) -> Entered:
    """Consent to e-mails or text messages, or membership of the loyalty scheme, by the keys of OF_OPT.

    Raises:
        EntryError: the customer does not exist, or nothing is answered.
    """
    if not answers:
        raise EntryError("nothing is answered; add --email, --sms or --loyalty, each with yes or no")
    person = person_of(entry.shop, customer_id)
    return _write(
        entry,
        [
            _edit(
                entry, person.id, OF_OPT[word], "true" if yes else "false", _sent(entry.shop, person.id, OF_OPT[word])
            )
            for word, yes in answers.items()
        ],
    )


def limit(entry: Entry, customer_id: str, amount: Decimal | None) -> Entered:
    """How much a customer may owe on account, in the shop's currency; None for no limit.

    Raises:
        EntryError: the customer does not exist, or the amount is below 0, too large or has parts of a cent.
    """
    if amount is not None:
        if not amount.is_finite() or not 0 <= amount < MOST_AMOUNT:
            raise EntryError(f"{amount} cannot be a limit; give an amount from 0 up, or none")
        if amount != amount.quantize(Decimal("0.01")):
            raise EntryError(f"{amount} has more than two decimals")
    person = person_of(entry.shop, customer_id)
    value = None if amount is None else f"{amount:.2f}"
    return _write(entry, [_edit(entry, person.id, LIMIT, value, _sent(entry.shop, person.id, LIMIT))])


def person_of(shop: Shop, customer_id: str) -> Person:
    """The person that an id names, by the merges that the current generation knows.

    Raises:
        EntryError: there is no such customer.
    """
    id_ = known_customer(shop, customer_id)
    generation = current(shop.home.published)
    if generation is None or not generation.workshop.exists():
        return Person(id_, (id_,))
    with read_only(generation.workshop) as connection:
        asked = "select survivor_id from staging.stg_customer_survivors where absorbed_id = ?"
        survivor = connection.execute(asked, [id_]).fetchone()
        id_ = survivor[0] if survivor else id_
        asked = "select absorbed_id from staging.stg_customer_survivors where survivor_id = ? order by 1"
        return Person(id_, (id_, *(each for (each,) in connection.execute(asked, [id_]).fetchall())))


def _one_of(name: str, names: tuple[str, ...], given: str) -> str:
    if name in names:
        return name
    if name in OF_OPT.values():
        raise EntryError(f"'{given}' is an answer of the customer; use `rollcall customers opt`")
    if name == LIMIT:
        raise EntryError(f"'{given}' is not edited; use `rollcall customers limit`")
    raise EntryError(
        f"'{given}' is not a column that can be edited; those are {', '.join(COLUMNS)}, address.LABEL.COLUMN with"
        f" {', '.join(OF_ADDRESS)}, and profile.FIELD"
    )


def _value(shop: Shop, column: str, text: str, country: str | None) -> str | None:
    """A text that was typed as its column holds it; None for blanks. `country` is the customer's."""
    text = text.strip()
    if not text:
        return None
    variables = shop.project.variables
    match column:
        case "email" if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise EntryError(f"'{text}' is not an e-mail address")
        case "phone":
            home = region_of(countries.code_of(country or "", variables.get("locales", ())) or "")
            if number_of(text, home or _home_region(variables)) is None:
                raise EntryError(f"'{text}' is not a phone number; type it as +45 12 34 56 78")
        case "birth_date":
            try:
                text = date.fromisoformat(text).isoformat()
            except ValueError:
                raise EntryError(f"'{text}' is not a date; type it as 1990-12-31") from None
        case "country":
            code = countries.code_of(text, variables.get("locales", ()))
            if code is None:
                raise EntryError(f"'{text}' is not a country; {countries.meant(text, variables.get('locales', ()))}")
            text = code
        case "store_id":
            id_of(shop.project, text)
    return text


def _home_region(variables: Mapping[str, Any]) -> str:
    return str(phonenumbers.region_code_for_country_code(int(variables.get("phone_country_code", "1"))))


def _profile_value(shop: Shop, field: str, text: str) -> str | None:
    """A value of a profile field: one of its options, if it has any; of a multi several between vertical bars."""
    declared = {row["field"]: row for row in list_fields(shop)}
    if field not in declared:
        known = ", ".join(sorted(declared)) or "none"
        raise EntryError(
            f"there is no profile field '{field}'; there are: {known}. `rollcall profile-fields add` adds one"
        )
    if not text.strip():
        return None
    kind, options = declared[field]["type"], [each.strip() for each in (declared[field]["options"] or "").split("|")]
    for part in text.split("|") if kind == "multi" else [text]:
        if kind != "text" and any(options) and part not in options:
            raise EntryError(f"'{part}' is no option of '{field}'; those are {', '.join(options)}")
    return text


def _profile_values(shop: Shop, person: Person, field: str) -> str | None:
    """What the shop has sent for a field and is current, several values between vertical bars."""
    with reading_raw(shop) as connection:
        if not has_landed(connection, "profile_field_values"):
            return None
        values = connection.execute(
            """
            select sent.value
            from raw.profile_field_values as sent
            join raw.landed_files as file on file.file_id = sent._sent_file_id
            where list_contains(?, sent.customer_id) and sent.field = ? and sent.deleted_at is null
            qualify rank() over (
                order by
                    sent.set_at desc nulls last,
                    case when sent.set_at is null then file.landed_at end desc nulls last
            ) = 1
            order by sent._line
            """,
            [list(person.ids), field],
        ).fetchall()
    return "|".join(value for (value,) in values if value is not None) or None


def _sent(shop: Shop, customer_id: str | int, column: str) -> str | None:
    """What the shop has sent for a column, as text; of a customer who has just been entered here, what was entered."""
    rows = _stored(shop, "customers", (column,), "customer_id = ?", [customer_id])
    if rows:
        sent: str | None = rows[0][column]
        return sent
    for row in waiting(shop.home, "customers"):
        if row["customer_id"] == customer_id and row.get(column) is not None:
            return _value(shop, column, str(row[column]), row.get("country"))
    return None


def _address(shop: Shop, person: Person, label: str) -> Row | None:
    """The address that the person calls so.

    Raises:
        EntryError: they call several addresses so, or the label is blank.
    """
    if not label.strip():
        raise EntryError("the address has no label; write it as address.home.city=Aarhus")
    found = _stored(
        shop,
        "addresses",
        ("customer_id", *OF_ADDRESS),
        "list_contains(?, customer_id) and lower(label) = lower(?) and deleted_at is null",
        [list(person.ids), label],
    )
    found += [
        dict.fromkeys(OF_ADDRESS) | row
        for row in waiting(shop.home, "addresses")
        if row["customer_id"] in person.ids and str(row.get("label")).lower() == label.lower()
    ]
    if len(found) > 1:
        raise EntryError(f"{person.id} has {len(found)} addresses called '{label}'; change them in the shop")
    return found[0] if found else None


def _stored(shop: Shop, table: str, columns: tuple[str, ...], where: str, values: list[Any]) -> list[Row]:
    """Rows of a raw table, ids as they are and all else as texts; none before anything has landed."""
    with reading_raw(shop) as connection:
        if not has_landed(connection, table):
            return []
        selected = ", ".join(
            quoted(name) if name == "customer_id" else f"cast({quoted(name)} as varchar)" for name in columns
        )
        try:
            rows = connection.execute(f"select {selected} from raw.{quoted(table)} where {where}", values).fetchall()
        except duckdb.BinderException:
            # Landed by an earlier version, without one of the columns.
            return []
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _edit(entry: Entry, customer_id: str | int, column: str, value: str | None, was: str | None) -> Row:
    return {
        "customer_id": customer_id,
        "column_name": column,
        "value": value,
        "was": was,
        "entered_by": entry.entered_by,
        "reason": entry.reason,
        "entered_at": iso(entry.entered_at),
    }


def _write(entry: Entry, edits: list[Row]) -> Entered:
    rows = [_given(row) for row in edits]
    return Entered(write(entry.shop.home, "customer_edits", "customer_edits", entry.entered_at, rows))


def _given(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
