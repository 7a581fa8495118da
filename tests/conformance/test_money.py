"""The referee on refunds, exchange rates and refunds without an order; every test is a mistake it catches."""

from typing import Any

import pytest

from tests.conformance.asking import count, orders, who

MAY = "2024-05-01T12:00:00Z"


def refund(order_id: str, amount: float, at: str = MAY, **more: Any) -> dict[str, Any]:
    return {
        "refund_id": f"{order_id} {amount} {more}",
        "order_id": order_id,
        "amount": amount,
        "refunded_at": at,
    } | more


def spends(measure: str, value: float, field: str = "amount", **more: Any) -> dict[str, Any]:
    return {"measure": measure, "of": "orders", "field": field, "op": "eq", "value": value, **more}


def on(product: str, value: float, **more: Any) -> dict[str, Any]:
    line = {"field": "line.product", "op": "eq", "value": product}
    return {"measure": "spent_on", "of": "orders", "line": line, "op": "eq", "value": value, **more}


def test_an_order_is_less_its_refunds_and_never_below_zero() -> None:
    shop = orders(
        some=(MAY, {"amount": 100, "order_id": "some"}),
        twice=(MAY, {"amount": 100, "order_id": "twice"}),
        above=[(MAY, {"amount": 100, "order_id": "above"}), (MAY, {"amount": 10})],
        later=(MAY, {"amount": 100, "order_id": "later"}),
    )
    shop["refunds"] = [refund("some", 50.01), refund("twice", 20), refund("twice", 30.01), refund("above", 170)]
    shop["refunds"] += [refund("some", 50.01), refund("later", 1, "2024-05-15T12:00:01Z"), refund("of none", 5)]
    assert who(spends("sum", 49.99), **shop) == "some twice"
    assert who(spends("sum", 10), **shop) == "above"
    assert who(spends("avg", 5), **shop) == "above"
    assert who(spends("sum", 100), **shop) == "later"
    assert who(spends("sum", 100, "gross_amount"), **shop) == "later some twice"
    assert who({"field": "customer.total_spent", "op": "eq", "value": 10}, **shop) == "above"


@pytest.mark.parametrize(("ordered_at", "amount"), [("2024-02-29T22:59:59Z", 745), ("2024-02-29T23:00:00Z", 800)])
def test_a_rate_is_that_of_the_day_by_the_shops_clock(ordered_at: str, amount: int) -> None:
    shop = orders(a=(ordered_at, {"amount": 100, "currency": " eur"}))
    shop["exchange_rates"] = [
        {"currency": "EUR", "valid_from": day, "rate": rate} for day, rate in (("2024-01-01", 7.45), ("2024-03-01", 8))
    ]
    assert who(spends("sum", amount), zone="Europe/Copenhagen", **shop) == "a"


def test_an_amount_without_a_rate_is_unknown_and_its_order_counts() -> None:
    shop = orders(
        none=(MAY, {"amount": 100, "currency": "USD"}),
        early=(MAY, {"amount": 100, "currency": "EUR"}),
        too=[(MAY, {"amount": 100, "currency": "USD"}), (MAY, {"amount": 50})],
    )
    shop["exchange_rates"] = [
        {"currency": "EUR", "valid_from": "2024-05-02", "rate": 8},
        {"currency": "DKK", "valid_from": "2000-01-01", "rate": 9},
    ]
    assert who(spends("sum", 0), **shop) == "early none"
    assert who(spends("avg", 50), **shop) == "too"
    assert who(count("eq", 2), **shop) == "too"
    known = {"field": "order.amount", "op": "gte", "value": 0}
    assert who(count("gte", 1, where=known), **shop) == "too"
    assert who(count("gte", 1, where={"not": [known]}), **shop) == "early none too"
    assert who(count("gte", 1, where={**known, "field": "order.charged_amount"}), **shop) == "early none too"


def test_amounts_are_rounded_to_the_cent_once_and_a_half_away_from_zero() -> None:
    shop = orders(
        a=(MAY, {"amount": 0.03, "currency": "EUR", "order_id": "a"}), b=(MAY, {"amount": -0.01, "currency": "EUR"})
    )
    shop["exchange_rates"] = [{"currency": "EUR", "valid_from": "2024-01-01", "rate": 0.5}]
    shop["refunds"] = [refund("a", 0.02)]
    assert who(spends("sum", 0.02, "gross_amount"), **shop) == "a"
    assert who(spends("sum", 0.01), **shop) == "a"
    assert who(spends("sum", -0.01), **shop) == "b"


def test_a_negative_order_lessens_sums_at_its_own_moment_and_is_not_an_order() -> None:
    shop = orders(
        a=[("2024-05-01T12:00:00Z", {"amount": 500}), ("2024-05-10T12:00:00Z", {"amount": -200, "source": "app"})],
        b=("2024-05-10T12:00:00Z", {"amount": -200, "order_id": "b"}),
    )
    shop["refunds"] = [refund("b", 100)]
    assert who(spends("sum", 300), **shop) == "a"
    assert who(spends("sum", -200), **shop) == "b"
    assert who(spends("sum", -200, window={"last": "7d"}), **shop) == "a b"
    assert who(spends("sum", -200, where={"field": "order.source", "op": "eq", "value": "app"}), **shop) == "a"
    assert who(spends("sum", 500, "gross_amount"), **shop) == "a"
    assert who(spends("avg", 300), **shop) == "a"
    assert who(spends("min", 500), **shop) == "a"
    assert who(count("eq", 0, of="any_event"), **shop) == "b"
    assert who({"measure": "last_at", "of": "orders", "op": "on_day", "value": "2024-05-01"}, **shop) == "a"
    assert who({"rank_band": 0, "of": "orders", "field_sum": "amount", "shares": [1]}, **shop) == "a"
    assert who(spends("sum", -200, zero="exclude"), **shop) == ""


def test_a_negative_cancelled_order_is_an_order_and_lessens_nothing() -> None:
    shop = orders(a=[(MAY, {"amount": 500}), (MAY, {"amount": -200, "status": "Canceled"})])
    assert who(spends("sum", 500), **shop) == "a"
    assert who(spends("avg", 250), **shop) == "a"
    assert who({"field": "customer.cancelled_order_count", "op": "eq", "value": 1}, **shop) == "a"


def test_lines_are_lessened_by_their_own_refunds_and_their_part_of_the_others() -> None:
    lines = [
        {"product": "shoe", "quantity": 2, "unit_price": 30},
        {"product": "sock", "unit_price": 40},
        {"product": "gift"},
    ]
    shop = orders(
        own=(MAY, {"amount": 100, "order_id": "own", "lines": lines}),
        part=(MAY, {"amount": 100, "order_id": "part", "lines": lines}),
        both=(MAY, {"amount": 100, "order_id": "both", "lines": lines}),
        back=[(MAY, {"amount": 100, "lines": lines}), (MAY, {"amount": -40, "lines": lines[1:2]})],
    )
    shop["refunds"] = [refund("own", 20, line_number=0), refund("part", 25)]
    shop["refunds"] += [refund("both", 20, line_number=0), refund("both", 20, line_number=7)]
    assert who(on("shoe", 40), **shop) == "own"
    assert who(on("sock", 40), **shop) == "own"
    assert who(on("shoe", 45), **shop) == "part"
    assert who(on("sock", 30), **shop) == "both part"
    assert who(on("shoe", 30), **shop) == "both"
    assert who(on("sock", 0), **shop) == "back"
    assert who(on("sock", 40, field="gross_amount"), **shop) == "back both own part"
    assert who(on("gift", 0, zero="exclude"), **shop) == "back both own part"
    assert who(on("hat", 0, zero="exclude"), **shop) == ""
