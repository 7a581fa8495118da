"""What the columns of a file hold, as far as an erasure asks: whose a row is, and what in it tells of a person.

Belongs here: reading that from the contract, or from the mapping that the file landed by. Does not belong here: rows.
"""

from dataclasses import dataclass

from orchestration.landing.contract import Table
from orchestration.landing.mapping import Value
from orchestration.landing.mapping_files import KindOfFile

CUSTOMERS = frozenset({"customer_id", "survivor_id", "absorbed_id"})
ADDRESSES = frozenset({"email", "phone", "value"})
# What an order knows of the person who gave it; without them, it stays for the totals.
OF_BUYERS = frozenset({"email", "phone", "first_name", "last_name", "city"})
MOMENTS = frozenset({"created_at", "ordered_at"})
ORDERS, SUPPRESSIONS = "orders", "suppressions"
OF_ORDERS = (ORDERS, "order_lines", "refunds")


@dataclass(frozen=True)
class Holds:
    """Columns of a file by their headers, as headers are compared.

    `customers` name whose a row is; where they are empty, `addresses` or the order (`orders`) may tell. `moments` say
    when somebody registered or ordered. Where ids are worked out of their columns by an expression (`is_worked_out`),
    a row may be somebody's whose id does not stand in it. Of a row that stays, which is one of orders, `kept` stays as
    it is, and the ids' place is taken by pseudonyms; the rest becomes empty. `hashed` stays as a keyed hash. A file of
    which nothing is known (`is_unknown`) is looked through in all columns.
    """

    customers: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    kept: frozenset[str] | None = None
    hashed: frozenset[str] = frozenset()
    is_worked_out: bool = False
    is_unknown: bool = False

    @property
    def nobody(self) -> bool:
        """Whether no row of such a file can be about a person."""
        return not (self.customers or self.addresses or self.is_unknown)


UNKNOWN = Holds(is_unknown=True)


def of_table(table: Table) -> Holds:
    """Of a file in our own columns."""
    names = {column.name for column in table.columns}
    by_header = table.headers

    def headers(wanted: frozenset[str]) -> frozenset[str]:
        return frozenset(header for header, name in by_header.items() if name in wanted)

    if table.name == ORDERS:
        kept = headers(frozenset(names - OF_BUYERS - CUSTOMERS))
        return Holds(headers(CUSTOMERS), headers(ADDRESSES), headers(frozenset({"order_id"})), headers(MOMENTS), kept)
    if table.name == SUPPRESSIONS:
        return Holds(addresses=headers(frozenset({"value"})), hashed=headers(frozenset({"value"})))
    # Values of profile fields and of edits are no address by which a row is somebody's.
    addresses = headers(ADDRESSES if not names & CUSTOMERS else ADDRESSES - {"value"})
    return Holds(headers(CUSTOMERS), addresses, moments=headers(MOMENTS))


def of_mapping(kind: KindOfFile) -> Holds:
    """Of a file in another system's columns."""
    headers: dict[str, set[str]] = {}
    for header, name in kind.headers().items():
        headers.setdefault(name, set()).add(header)
    customers, addresses, orders, moments, kept = (set[str]() for _ in range(5))
    is_worked_out = False
    for table, mapped in kind.said.tables.items():
        for target, value in mapped.columns.items():
            read = _read_by(kind, ("tables", table, "columns", target), value)
            if value.made_id is not None:
                addresses |= read
            elif target in CUSTOMERS:
                customers |= read
                is_worked_out |= value.sql is not None
            elif target in ADDRESSES:
                addresses |= read
            elif table in OF_ORDERS and target not in OF_BUYERS:
                kept |= read
            orders |= read if target == "order_id" and table == ORDERS else set()
            moments |= read if target in MOMENTS else set()
        if table in OF_ORDERS:
            for at, value in enumerate(mapped.key):
                kept |= _read_by(kind, ("tables", table, "key", at), value)
            expression = kind.of("tables", table, "where")
            kept |= set(expression.columns) if expression else set()

    def with_headers(names: set[str]) -> frozenset[str]:
        return frozenset(header for name in names for header in headers.get(name, ()))

    return Holds(
        with_headers(customers),
        with_headers(addresses),
        with_headers(orders),
        with_headers(moments),
        kept=with_headers(kept - addresses) if ORDERS in kind.said.tables else None,
        is_worked_out=is_worked_out,
    )


def _read_by(kind: KindOfFile, place: tuple[str | int, ...], value: Value) -> set[str]:
    expression = kind.of(*place)
    if expression is not None:
        return set(expression.columns)
    name = value.column or value.made_id
    return {name} if name else set()
