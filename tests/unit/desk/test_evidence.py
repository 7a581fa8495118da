"""What is found of a customer, and what they lack."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from orchestration.desk.evidence import Evidence, looks, missing_in_words, read_evidence
from orchestration.desk.parse import expression_of
from tests.unit.desk.made import CUSTOMERS, shop

CONNECTION = shop()
CONNECTION.execute(
    "create table w.marts.orders as select * from (values (1, 10.5), (1, 20.0), (2, 5.0)) as o (customer_id, amount)"
)
READS = [
    ("read_1", "select customer_id, count(*) as record_count, sum(amount) as amount_sum from w.marts.orders"
     " group by customer_id"),
]  # fmt: skip


def found(condition: str, customer: int) -> list[Evidence]:
    return list(read_evidence(CONNECTION, READS, CUSTOMERS, expression_of(condition), customer))


def values(condition: str, customer: int) -> list[tuple[Any, ...]]:
    return [
        (each.looked_at, each.found, each.operator, *each.needed, each.missing) for each in found(condition, customer)
    ]


@pytest.mark.parametrize(
    ("condition", "customer", "told"),
    [
        ("x > 1", 1, [("x", 0, ">", 1, "2 more")]),
        ("3 <= x", 1, [("x", 0, ">=", 3, "3 more")]),
        ("coalesce(x >= 0, false)", 1, [("x", 0, ">=", 0, None)]),
        ("not (x >= 0)", 1, [("x", 0, "<", 0, "1 fewer")]),
        ("x between 2 and 5", 1, [("x", 0, "between", 2, 5, "2 more")]),
        ("x in (2, 3)", 1, [("x", 0, "in", 2, 3, None)]),
        ("s is null", 1, [("s", "a", "is empty", None)]),
        ("lower(s) = 'b'", 1, [("s", "a", "=", "b", None)]),
        ("x > 1 and y > 1", 1, [("x", 0, ">", 1, "2 more"), ("y", 0, ">", 1, "2 more")]),
        ("customer_id in (select customer_id from read_1 where record_count >= 3)", 1,
         [("record_count", 2, ">=", 3, "1 more")]),
        ("customer_id in (select customer_id from read_1 where record_count >= 3)", 9,
         [("record_count", None, ">=", 3, "3 more")]),
        # Where nothing satisfies too, the set is that of those who fail.
        ("customer_id not in (select customer_id from read_1 where not (record_count < 2))", 1,
         [("record_count", 2, "<", 2, "1 fewer")]),
        ("customer_id in (select customer_id from read_1 where amount_sum > 15.25 * record_count)", 1,
         [("amount_sum", Decimal("30.5"), ">", Decimal("30.50"), "more than 0.00 more")]),
        ("customer_id in (select customer_id from (select customer_id, row_number() over (order by sum(amount) desc,"
         " customer_id) as place from w.marts.orders group by customer_id) as ranked where place <= 1)", 2,
         [("place", 2, "<=", 1, "1 fewer")]),
        # Of several records none is the one.
        ("customer_id in (select customer_id from w.marts.orders where amount > 50)", 1, []),
        ("exists (select 1)", 1, []),
    ],
)  # fmt: skip
def test_each_comparison_tells_the_value_the_threshold_and_the_difference(
    condition: str, customer: int, told: list[tuple[Any, ...]]
) -> None:
    assert values(condition, customer) == told


@pytest.mark.parametrize(
    ("value", "operator", "needed", "words"),
    [
        (207.5, ">=", [500], "292.5 more"),
        (Decimal("207.50"), ">", [500], "more than 292.50 more"),
        (Decimal("500"), ">", [500], "more than 0 more"),
        (5, "<", [5], "1 fewer"),
        (7, "=", [5], "2 fewer"),
        (9, "between", [1, 5], "4 fewer"),
        (datetime(2026, 1, 1), ">=", [datetime(2026, 1, 3, 12)], "3 days later"),
        (date(2026, 1, 3), "<", [date(2026, 1, 1)], "2 days earlier"),
        (None, ">", [5], None),
        ("5", ">", [5], None),
        (True, "=", [False], None),
        (6, ">", [5], None),
        ("a", "in", ["b", "c"], None),
    ],
)
def test_what_is_missing_is_said_in_words(value: Any, operator: str, needed: list[Any], words: str | None) -> None:
    assert missing_in_words(value, operator, needed) == words


def test_a_condition_below_not_needs_the_opposite() -> None:
    (look,) = looks(expression_of("x > 1"), is_negated=True)
    assert look.operator == "<="
