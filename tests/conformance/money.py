"""What orders and their lines come to: the referee's reading of refunds and exchange rates, told without the product's.

An order's total, less its refunds known by now and never below 0, is converted at the rate of its day and
rounded to the cent once. Without a rate the amount is unknown. A negative total is not an order: it lessens what its
customer has spent; if it was cancelled it is a cancelled order that comes to nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]

CURRENCY = "DKK"
CANCELLED = ("cancelled", "canceled")


class Money:
    """The refunds and rates of a shop as of now. A shop that tells no rate has amounts in one currency."""

    def __init__(self, shop: Mapping[str, Any], exists: Callable[[str | None], bool]) -> None:
        # Of a refund told twice there is one.
        refunds = {row["refund_id"]: row for row in shop.get("refunds") or [] if exists(row["refunded_at"])}
        # Amounts by the order's id and the line's place, None for the whole order.
        self.refunds: dict[str, dict[int | None, Fraction]] = {}
        for row in refunds.values():
            of_order, line = self.refunds.setdefault(row["order_id"], {}), row.get("line_number")
            of_order[line] = of_order.get(line, Fraction(0)) + _exact(row["amount"])
        self.rates: dict[str, list[tuple[date, Fraction]]] = {}
        for row in shop.get("exchange_rates") or []:
            begins = date.fromisoformat(row["valid_from"])
            self.rates.setdefault(currency_of(row), []).append((begins, _exact(row["rate"])))

    def rate(self, order: Row, day: date) -> Fraction | None:
        """The rate that holds on the order's day, if there is one."""
        currency = currency_of(order)
        if currency == CURRENCY or not self.rates:
            return Fraction(1)
        in_force = [(begins, rate) for begins, rate in self.rates.get(currency, []) if begins <= day]
        return max(in_force)[1] if in_force else None

    def valued(self, order: Row, day: date) -> dict[str, Any]:
        """The row with its amounts, and those of its lines, in the shop's currency; None where unknown."""
        total, rate = _exact(order["amount"]), self.rate(order, day)
        refunds = self.refunds.get(order.get("order_id", ""), {}) if total >= 0 else {}
        gross = Fraction(0) if total < 0 and not is_refund(order) else total
        refunded = sum(refunds.values(), Fraction(0))
        lines = order.get("lines") or []
        # What names no line of the order is of all of them in proportion; what is above the total is of nothing.
        left = total - sum((amount for line, amount in refunds.items() if line in range(len(lines))), Fraction(0))
        kept = max(total - refunded, Fraction(0)) / left if left > 0 else Fraction(1)
        valued = [
            _line(line, total, gross, refunds.get(place, Fraction(0)), kept, rate) for place, line in enumerate(lines)
        ]
        return {
            **order,
            "amount": _converted(max(total - refunded, Fraction(0)) if total >= 0 else gross, rate),
            "gross_amount": _converted(gross, rate),
            "charged_amount": total,
            "lines": valued,
        }


def _line(
    line: Row, total: Fraction, gross: Fraction, refunded: Fraction, kept: Fraction, rate: Fraction | None
) -> dict[str, Any]:
    """A line with its amounts. Those of an order that comes to nothing are 0, those of a refund lessen."""
    if line.get("unit_price") is None:
        return {**line, "amount": None, "gross_amount": None}
    charged = _exact(1 if line.get("quantity") is None else line["quantity"]) * _exact(line["unit_price"])
    if total < 0:
        charged = -abs(charged) if gross else Fraction(0)
        return {**line, "amount": _converted(charged, rate), "gross_amount": _converted(charged, rate)}
    net = max(charged - refunded, Fraction(0)) if charged > 0 else charged
    return {**line, "amount": _converted(net * kept, rate), "gross_amount": _converted(charged, rate)}


def currency_of(row: Row) -> str:
    """A currency in capital letters; without one it is the shop's."""
    return str(row.get("currency") or "").strip().upper() or CURRENCY


def is_cancelled(order: Row) -> bool:
    return str(order.get("status")).lower().replace("_", " ") in CANCELLED


def is_refund(order: Row) -> bool:
    """Whether a row of orders is a refund that names no order."""
    return _exact(order["amount"]) < 0 and not is_cancelled(order)


def total(orders: Iterable[Row], name: str = "amount") -> Fraction:
    """The sum of what is known."""
    return sum((_exact(order[name]) for order in orders if order.get(name) is not None), Fraction(0))


def _converted(amount: Fraction, rate: Fraction | None) -> Fraction | None:
    """To the cent, a half away from zero."""
    if rate is None:
        return None
    cents = floor(abs(amount * rate) * 100 + Fraction(1, 2))
    return Fraction(cents if amount > 0 else -cents, 100)


def _exact(number: Any) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(str(number))
