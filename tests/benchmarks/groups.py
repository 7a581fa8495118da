"""The benchmark's groups, each twice: as an analyst writes it, and as the shortest SQL that a person would write.

Half by lifetime totals, a quarter by windows of 30 to 365 days, a quarter by product, category or source. The
plain SQL reads the floor's tables (floor.py): customers, and orders with is_counted.
"""

from dataclasses import dataclass
from itertools import islice, product

COUNTED = "select customer_id from orders where is_counted and customer_id is not null"


@dataclass(frozen=True)
class Definition:
    """`written` is the condition with macros, `plain` the same without."""

    key: str
    written: str
    plain: str


def definitions(count: int) -> list[Definition]:
    """The first `count` groups of the mixture."""
    lifetime, windows, bought = _lifetime(), _windows(), _bought()
    chosen = [*islice(lifetime, count - count // 4 * 2), *islice(windows, count // 4), *islice(bought, count // 4)]
    assert len(chosen) == count, f"the mixture has no {count} groups"
    return chosen


def _lifetime():  # type: ignore[no-untyped-def]
    for amount, orders in product((500, 1500, 5000, 20000, 50000), (3, 10, 30)):
        yield Definition(
            f"spent_{amount}_orders_{orders}",
            f"{{{{ total_purchases('more than', {amount}) }}}} and {{{{ number_of_orders('more than', {orders}) }}}}",
            f"total_spent > {amount} and order_count > {orders}",
        )
    for cancelled, amount in product((0, 1, 2, 4), (50, 500, 5000)):
        yield Definition(
            f"cancelled_{cancelled}_below_{amount}",
            f"{{{{ cancelled_orders('more than', {cancelled}) }}}}"
            f" and {{{{ total_purchases('less than', {amount}) }}}}",
            f"cancelled_order_count > {cancelled} and total_spent < {amount}",
        )
    for orders, (low, high) in product((1, 2, 5, 8), ((0, 300), (300, 600), (600, 1200), (1200, 5000), (5000, 99999))):
        yield Definition(
            f"orders_{orders}_average_{low}_to_{high}",
            f"{{{{ number_of_orders('at least', {orders}) }}}}"
            f" and {{{{ average_order_value('within', [{low}, {high}]) }}}}",
            f"order_count >= {orders} and total_spent between {low} * order_count and {high} * order_count",
        )
    for months in range(1, 25):
        yield Definition(
            f"inactive_{months}_months",
            f"{{{{ last_order('not within', '{months} months') }}}}",
            f"last_ordered_at < months_ago({months})",
        )


def _windows():  # type: ignore[no-untyped-def]
    for days, orders in product((30, 60, 90, 180, 365), (1, 3, 5)):
        yield Definition(
            f"orders_{orders}_in_{days}_days",
            f"{{{{ number_of_orders('at least', {orders}, last='{days} days') }}}}",
            f"customer_id in ({COUNTED} and ordered_at >= as_of() - interval {days} day"
            f" group by 1 having count(*) >= {orders})",
        )
    for days, amount in product((30, 90, 365), (1000, 5000, 20000, 40000)):
        yield Definition(
            f"spent_{amount}_in_{days}_days",
            f"{{{{ total_purchases('more than', {amount}, last='{days} days') }}}}",
            f"customer_id in ({COUNTED} and ordered_at >= as_of() - interval {days} day"
            f" group by 1 having sum(total_amount) > {amount})",
        )


def _bought():  # type: ignore[no-untyped-def]
    sources = ("web", "app", "store", "phone")
    categories = ("Running shoes", "Shoes")
    for number in range(12):
        name = sources[number // 3]
        yield Definition(
            *(
                (
                    f"source_{name}",
                    f"{{{{ order_source('{name}') }}}}",
                    f"customer_id in ({COUNTED} and source = '{name}')",
                ),
                (
                    f"category_{number}",
                    f"{{{{ category_purchased('{categories[number % 2]}', last='{30 * (number + 1)} days') }}}}",
                    f"customer_id in ({COUNTED} and ordered_at >= as_of() - interval {30 * (number + 1)} day"
                    f" and order_id in (select order_id from order_lines where product_id in (select product_id from"
                    f" product_categories where category = '{categories[number % 2]}')))",
                ),
                (
                    f"product_{number}",
                    f"{{{{ product_purchased('p{10001 + number}') }}}}",
                    f"customer_id in ({COUNTED} and order_id in"
                    f" (select order_id from order_lines where product_id = 'p{10001 + number}'))",
                ),
            )[number % 3]
        )
    for number in range(12, 40):
        yield Definition(
            f"product_{number}",
            f"{{{{ number_of_orders('at least', 2, product='p{10001 + number}') }}}}",
            f"customer_id in ({COUNTED} and order_id in (select order_id from order_lines"
            f" where product_id = 'p{10001 + number}') group by 1 having count(*) >= 2)",
        )
