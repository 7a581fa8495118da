"""Amounts of order lines: what was spent on a product, a category or a label."""

from tests.conditions import Conditions

shop = Conditions("lines")
customer, order, refund, case = shop.customer, shop.order, shop.refund, shop.case

# What is spent on a category is the sum of its lines, not of whole orders; each line is less its own refunds, and less
# its part of those of the whole order.
shop.tables["categories"] += [{"category": "Boots", "parent": "Shoes"}, {"category": "Shoes"}]
shop.tables["products"] += [
    {"product_id": "tv", "category": "TV", "labels": "new"},
    {"product_id": "boot", "category": "Boots", "labels": "sale|new"},
]
for name in (
    "beside",
    "both",
    "line back",
    "part back",
    "all back",
    "in euros",
    "unpriced",
    "returned",
    "pending",
    "none",
):
    customer(f"lines {name}")
at = "2026-05-01 12:00:00"
order("lines beside", at, amount="1020", lines="tv*1@1000 boot*1@20")
order("lines both", at, amount="60", lines="boot*2@30")
order("lines both", at, amount="60", lines="boot*1@60", source="app")
order("lines line back", at, amount="150", lines="boot*1@100 boot*1@50", order_id="line back")
refund("line back", "30", line_number=1)
order("lines part back", at, amount="200", lines="tv*1@100 boot*1@100", order_id="part back")
refund("part back", "50")
refund("part back", "40", line_number=0)
# A discount is on no line: what is refunded whole leaves nothing of any.
order("lines all back", at, amount="80", lines="boot*1@100", order_id="all back")
refund("all back", "80")
order("lines in euros", at, amount="10", lines="boot*3@3.3333", currency="EUR")
order("lines unpriced", at, amount="100", lines="boot*1")
order("lines returned", at, amount="100", lines="boot*1@100")
order("lines returned", "2026-06-01 12:00:00", amount="-40", lines="boot*1@40", status="returned")
order("lines pending", at, amount="100", lines="boot*1@100", status="pending")
case("lines", "spent_on('exactly', 20, category='Shoes')", "beside")
case("lines", "spent_on('exactly', 120, category='Boots')", "both", "line back")
case("lines", "spent_on('exactly', 60, category='Shoes', source='app')", "both")
case("lines", "spent_on('exactly', 120, label=['sale'], last='1 year')", "both", "line back")
case("lines", "spent_on('at least', 1, product='tv')", "beside", "part back")
# 200 less 40 of the television's line is 160, of which 50 of the whole order leave 110: 68.75 of 100.
case("lines", "spent_on('exactly', 68.75, category='Shoes')", "part back")
case("lines", "spent_on('exactly', 41.25, product='tv')", "part back")
case("lines", "spent_on('exactly', 80, category='Shoes')", "in euros")
case("lines", "spent_on('exactly', 100, product='boot', gross=true)", "part back", "all back", "returned")
case("lines", "spent_on('exactly', 0, category='Shoes')", "all back", "unpriced", "pending", "none")
case("lines", "spent_on('exactly', 0, category='Shoes', include_zero=false)", "all back", "unpriced")
case("lines", "spent_on('exactly', 100, category='Shoes', which='all')", "pending")
case("lines", "spent_on('exactly', -40, category='Shoes', between=['2026-06-01', '2026-06-01'])", "returned")
case("lines", "spent_on('exactly', 60, category='Shoes')", "returned")
case(
    "lines",
    "spent_on('exactly', 120, line=field('line.quantity', 'at least', 1), category='Boots')",
    "both",
    "line back",
)
case("lines", "spent_on('exactly', 60, category='Shoes', where=field('order.source', 'is', 'app'))", "both")
case("lines", "purchased(where=any_line(field('line.amount', 'is', 20)))", "beside", "line back")
case(
    "lines",
    "{{ spent_on('more than', 0, category='Boots', last='1 year') }} and"
    " {{ number_of_orders('exactly', 2, last='1 year') }}",
    "both",
)
