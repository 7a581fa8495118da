"""Inside where=, of order lines: what one line must meet, or all of them, or so many."""

from tests.conditions import Conditions

shop = Conditions("lines")
customer, order, case, TABLES = shop.customer, shop.order, shop.case, shop.tables

# What is said of a line holds on one and the same line, what is said of an order on one order.
LINES = {
    "same": ["hat*2"],
    "apart": ["hat*1 shoe*2"],
    "two orders": ["hat*1", "shoe*2"],
    "bare": [""],
    "double": ["hat*1 hat*1"],
    "mixed": ["hat*1 trail*1", "shoe*1"],
    "none": [],
}
for name, orders in LINES.items():
    customer(f"lines {name}")
    for lines in orders:
        order(f"lines {name}", lines=lines)
HAT, TWO = "field('line.product', 'is', 'hat')", "field('line.quantity', 'at least', 2)"
HATS = ("same", "apart", "two orders", "double", "mixed")
for where, members in {
    f"any_line({HAT})": HATS,
    f"any_line(all_of({HAT}, {TWO}))": ("same",),
    "any_line(\"product_id = 'hat' and quantity >= 2\")": ("same",),
    f"all_of(any_line({HAT}), any_line({TWO}))": ("same", "apart"),
    "all_of(any_line(\"product_id = 'hat' or product_id = 'cap'\"), any_line('quantity >= 2'))": ("same", "apart"),
    f"all_lines({HAT})": ("same", "two orders", "bare", "double"),
    "all_lines(\"product_id = 'hat' or product_id = 'shoe'\")": (
        "same",
        "apart",
        "two orders",
        "bare",
        "double",
        "mixed",
    ),
    f"no_line({HAT})": ("two orders", "bare", "mixed"),
    f"none_of(no_line({HAT}))": HATS,
    f"no_line(any_of({HAT}, {TWO}))": ("bare", "mixed"),
    f"at_least_lines(1, {HAT})": HATS,
    f"at_least_lines(2, {HAT})": ("double",),
    f"at_least_lines(3, {HAT})": (),
    f"any_line(none_of({HAT}))": ("apart", "two orders", "mixed"),
    f"all_of(all_lines({HAT}), any_line({HAT}))": ("same", "two orders", "double"),
}.items():
    case("lines", f"number_of_orders('at least', 1, where={where})", *members)
case(
    "lines",
    f"{{{{ purchased(where=any_line({HAT})) }}}} and {{{{ purchased(where=any_line({TWO})) }}}}",
    "same",
    "apart",
    "two orders",
)
case("lines", "number_of_orders('exactly', 2, where=any_line('true'))", "two orders", "mixed")
case("lines", "number_of_orders('exactly', 1, where=no_line(\"quantity > 0\"))", "bare")
case(
    "lines",
    "number_of_orders('at least', 1, product='hat', where=no_line(\"product_id = 'trail'\"))",
    *{*HATS} - {"mixed"},
)

# A price may be missing, a quantity may be none or fewer.
customer("price cheap")
customer("price unknown")
customer("price returned")
order("price cheap", lines="hat*1@9.95")
order("price unknown", lines="hat*1")
order("price returned", lines="hat*-1@9.9501")
for comparison, members in {
    "'at most', 9.95": ("cheap",),
    "'more than', 9.95": ("returned",),
    "'is', 9.9500": ("cheap",),
    "'is empty'": ("unknown",),
    "'is set'": ("cheap", "returned"),
    "'within', [9.95, 9.9501]": ("cheap", "returned"),
    "'is one of', [1, 9.95]": ("cheap",),
}.items():
    case("price", f"purchased(where=any_line(field('line.unit_price', {comparison})))", *members)
case("price", "purchased(where=any_line(none_of(field('line.unit_price', 'at most', 9.95))))", "unknown", "returned")
case("price", "purchased(where=any_line(field('line.quantity', 'less than', 0)))", "returned")
# Plain SQL is neither true nor false where something is missing; of a whole order there is nothing in between.
case("price", "purchased(where=any_line('unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=all_lines('unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=no_line('unit_price > 5'))", "unknown")
case("price", "purchased(where=any_line(none_of('unit_price > 5')))", "unknown")
case("price", "purchased(where=all_lines(none_of('unit_price > 5', 'unit_price < 0')))", "unknown")
case("price", "purchased(where=at_least_lines(1, 'unit_price > 5'))", "cheap", "returned")
case("price", "purchased(where=all_lines(any_of('unit_price > 5', 'quantity > 0')))", "cheap", "unknown", "returned")

# A product may be in several categories, each below others, and have several labels; blanks around them do not matter.
# Trail is below Shoes, as orders.py says.
TABLES["categories"] += [{"category": "Beach", "parent": "Summer"}, {"category": "Summer", "parent": "Seasons"}]
TABLES["products"] += [
    {"product_id": "sandal", "category": "Beach|Trail", "labels": "new|on sale"},
    {"product_id": "spaced", "category": " Beach | Hats ", "labels": " new "},
    {"product_id": "summer", "category": "Summer", "labels": "renewed"},
    {"product_id": "plain", "labels": ""},
]
for name in ("sandal", "spaced", "summer", "plain", "unheard-of"):
    customer(f"tree {name}")
    order(f"tree {name}", lines=name)
BEACH = ("sandal", "spaced")
for comparison, members in {
    "category', 'is', 'Beach'": BEACH,
    "category', 'is', 'Summer'": ("summer",),
    "category', 'is one of', ['Trail', 'Summer']": ("sandal", "summer"),
    "category', 'in tree', 'Beach'": BEACH,
    "category', 'in tree', 'Summer'": (*BEACH, "summer"),
    "category', 'in tree', 'Seasons'": (*BEACH, "summer"),
    "category', 'in tree', ['Hats', 'Shoes']": BEACH,
    "category', 'in tree', 'beach'": (),
    "category', 'has all of', ['Beach', 'Trail']": ("sandal",),
    "category', 'has all of', ['Beach']": BEACH,
    "category', 'contains', 'each'": BEACH,
    "category', 'starts with', 'sum'": (),
    "category', 'starts with', 'sum', ignore_case=true": ("summer",),
    "category', 'is', 'BEACH', ignore_case=true": BEACH,
    "category', 'is empty'": ("plain", "unheard-of"),
    "category', 'is set'": (*BEACH, "summer"),
    "label', 'is', 'new'": BEACH,
    "label', 'is', 'on sale'": ("sandal",),
    "label', 'has all of', ['new', 'on sale']": ("sandal",),
    "label', 'ends with', 'new'": BEACH,
    "label', 'contains', 'new'": (*BEACH, "summer"),
    "label', 'is empty'": ("plain", "unheard-of"),
}.items():
    case("tree", f"purchased(where=any_line(field('line.{comparison})))", *members)
case("tree", "purchased(where=any_line(none_of(field('line.category', 'in tree', 'Summer'))))", "plain", "unheard-of")
case("tree", "purchased(where=any_line(none_of(field('line.label', 'is', 'new'))))", "summer", "plain", "unheard-of")
case("tree", "category_purchased('Seasons')", *BEACH, "summer")
case("tree", "category_purchased(['Hats', 'Trail'])", *BEACH)
case("tree", "number_of_orders('exactly', 1, category=['Beach', 'Trail', 'Hats'])", *BEACH)
case("tree", "total_purchases('exactly', 100, category=['Beach', 'Seasons'])", *BEACH, "summer")
case("tree", "label_purchased('new')", *BEACH)
case("tree", "label_purchased(['on sale', 'renewed'])", "sandal", "summer")
case("tree", "label_purchased('sale')")
case("tree", "label_purchased('New')")
case("tree", "label_purchased('new', last='1 month')")
case("tree", "not {{ label_purchased('new') }}", "summer", "plain", "unheard-of")
case("tree", "number_of_orders('at least', 1, label='new', category='Hats')", "spaced")
case("tree", "no_orders(label=['new', 'renewed'])", "plain", "unheard-of")
