"""Ranking: scores, the best customers, bands."""

from tests.conditions import LONG_AGO, Conditions

shop = Conditions("ranking")
customer, order, row, case, cases = shop.customer, shop.order, shop.row, shop.case, shop.cases_of

# Ten have orders that count. By sum: a, b and c alike, d to j. By number: j 5, i 4, h 3, the others 1. By the last
# order: j newest, f and g alike, a oldest.
SUMS = {"a": 100, "b": 90, "c": 90, "d": 80, "e": 70, "f": 60, "g": 50, "h": 40, "i": 30, "j": 20}
NUMBERS = {"h": 3, "i": 4, "j": 5}
for day, (name, total) in enumerate(SUMS.items(), 1):
    customer(f"rank {name}")
    times = NUMBERS.get(name, 1)
    last = f"2026-01-{7 if name == 'f' else day:02} 12:00:00"
    for _ in range(times - 1):
        order(f"rank {name}", "2025-06-01 12:00:00", "0", source="web")
    order(f"rank {name}", last, str(total), source="app" if name in "jb" else "web", points=day)
customer("rank none")
customer("rank uncounted")
order("rank uncounted", "2026-01-20 12:00:00", "1000", status="pending")
order("a stranger", "2026-01-20 12:00:00", "1000")
order(None, "2026-01-20 12:00:00", "1000")
cases(
    "rank",
    "rfm_score({})",
    {
        "'monetary', 'exactly', 5": "a b",
        "'monetary', 'exactly', 4": "c d",
        "'monetary', 'exactly', 1": "i j",
        "'monetary', 'at least', 4": "a b c d",
        "'monetary', 'within', [2, 3]": "e f g h",
        "'frequency', 'exactly', 5": "i j",
        "'frequency', 'exactly', 4": "a h",
        "'frequency', 'at most', 1": "f g",
        "'recency', 'exactly', 5": "i j",
        "'recency', 'exactly', 4": "f h",
        "'recency', 'exactly', 3": "e g",
        "'recency', 'one of', [1, 5]": "a b i j",
        "'recency', 'at least', 1": " ".join(SUMS),
    },
)
case("rank", "not {{ rfm_score('recency', 'at least', 1) }}", "none", "uncounted")
cases(
    "rank",
    "top_customers({})",
    {
        "1": "a",
        "2": "a b",
        "100": " ".join(SUMS),
        "'10 %'": "a",
        "'10.1 %'": "a b",
        "'0.5 %'": "a",
        "'100 %'": " ".join(SUMS),
        "4, by='number_of_orders'": "j i h a",
        "'30 %', by='number_of_orders'": "j i h",
        "1, source='app'": "b",
        "'51 %', source='app'": "b j",
        "2, between=['2026-01-08', none]": "h i",
        "2, by='number_of_orders', between=['2026-01-08', none]": "h i",
        "1, where=field('order.amount', 'less than', 100)": "b",
        "3, last='1 month'": "",
    },
)
case("rank", "not {{ top_customers(100) }}", "none", "uncounted")
cases(
    "rank",
    "rank_band({})",
    {
        "0, [0.1, 0.2]": "a",
        "1, [0.1, 0.2]": "b c",
        "2, [0.1, 0.2]": "d e f g h i j",
        "0, [0.11]": "a b",
        "0, [0.2]": "a b",
        "1, [0.15, 0.15]": "c d",
        "0, [0.3, 0.7]": "a b c",
        "1, [0.3, 0.7]": "d e f g h i j",
        "0, [1]": " ".join(SUMS),
        "1, [1]": "",
        "0, [0.1], field='points'": "j",
        "0, [0.5], where=\"source = 'app'\"": "b",
        "1, [0.5], between=['2026-01-09', none]": "j",
        "0, [0.5], of='reviews', field='rating'": "d",
        "1, [0.5], of='reviews', field='rating'": "c",
    },
)
# Two small ratings come to more than a great one.
for number, (name, rating) in enumerate((("c", 5), ("d", 4), ("d", 4))):
    row("reviews", review_id=str(number), customer_id=f"rank {name}", reviewed_at=LONG_AGO, rating=rating)
