"""Orders: how many and for how much, of which products, from where and in which status."""

from tests.conditions import Conditions

shop = Conditions("orders")
customer, order, case, TABLES, CASES = shop.customer, shop.order, shop.case, shop.tables, shop.cases

# An order without a customer, or of somebody who is not one, must not disturb any case, least of all a `not in`.
order(None, amount="55")
order("a stranger", amount="55")

# Amounts and counts, over a lifetime and through a window that holds everything: the same customers either way.
for name in ("nothing", "less", "exact", "more", "refunded", "cancelled"):
    customer(f"amount {name}")
order("amount less", amount="49.99")
order("amount exact", amount="20.00")
order("amount exact", amount="30.00")
order("amount more", amount="50.01")
order("amount refunded", amount="80", status="refunded")
order("amount cancelled", amount="80", status="Canceled")
NONE_COUNTS = ("nothing", "refunded", "cancelled")
for window in ("", ", last='2 years'", ", between=['2025-01-01', '2026-01-01']", ", before='1 month'"):
    case("amount", f"total_purchases('more than', 50{window})", "more")
    case("amount", f"total_purchases('at least', 50{window})", "exact", "more")
    case("amount", f"total_purchases('less than', 50{window})", "less", *NONE_COUNTS)
    case("amount", f"total_purchases('at most', 50{window})", "less", "exact", *NONE_COUNTS)
    case("amount", f"total_purchases('exactly', 50{window})", "exact")
    case("amount", f"total_purchases('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"total_purchases('within', [49.99, 50]{window})", "less", "exact")
    case("amount", f"total_purchases('within', [0, 49.99]{window})", "less", *NONE_COUNTS)
    case("amount", f"not {{{{ total_purchases('more than', 50{window}) }}}}", "less", "exact", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 0{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at most', 1{window})", "less", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('less than', 1{window})", *NONE_COUNTS)
    case("amount", f"number_of_orders('at least', 1{window})", "less", "exact", "more")
    case("amount", f"number_of_orders('at least', 0{window})", "less", "exact", "more", *NONE_COUNTS)
    case("amount", f"number_of_orders('exactly', 2{window})", "exact")
    case("amount", f"number_of_orders('within', [1, 2]{window})", "less", "exact", "more")
    case("amount", f"no_orders({window.removeprefix(', ')})", *NONE_COUNTS)
    case("amount", f"cancelled_orders('exactly', 1{window})", "cancelled")
    case("amount", f"cancelled_orders('at most', 0{window})", "nothing", "less", "exact", "more", "refunded")
for operator, sign in {"more than": ">", "less than": "<", "at least": ">=", "at most": "<=", "exactly": "="}.items():
    same = next(each for each in CASES if each.condition == f"total_purchases('{operator}', 50)")
    case("amount", f"total_purchases('{sign}', 50)", *same.members)
case("amount", "number_of_orders('one of', [0, 2])", "exact", *NONE_COUNTS)
case("amount", "total_purchases('one of', [49.99, 50.01])", "less", "more")
case("amount", "average_order_value('one of', [25, 50.01])", "exact", "more")
case("amount", "number_of_orders('exactly', 1, which='cancelled')", "cancelled")
case("amount", "number_of_orders('exactly', 1, which='all')", "less", "more", "refunded", "cancelled")
case("amount", "total_purchases('at least', 80, which='all')", "refunded", "cancelled")
case("amount", "no_orders(which='all')", "nothing")
case("amount", "purchased()", "less", "exact", "more")
case("amount", "purchased(which='cancelled')", "cancelled")
case("amount", "not {{ purchased() }}", *NONE_COUNTS)

# Conditions that read the same orders, one of them without sums, in one group.
SHARING = (
    "{{ number_of_orders('at least', 1, last='2 years') }} and {{ total_purchases('at least', 50, last='2 years') }}"
    " and not {{ no_orders(last='2 years') }} and {{ average_order_value('less than', 50.01, last='2 years') }}"
    " and not {{ total_purchases('more than', 1000, last='2 years') }}"
)
COMMENTED = SHARING + " -- and no more"
MISPLACED = "field('order.source', 'is', 'app')"
case("amount", SHARING, "exact")

# Averages: exact, and none without an order that counts.
customer("average half a cent")
customer("average none")
order("average half a cent", amount="1.00")
order("average half a cent", amount="1.01")
case("average", "average_order_value('at least', 1.01)")
case("average", "average_order_value('more than', 1.004)", "half a cent")
case("average", "average_order_value('exactly', 1.005)", "half a cent")
case("average", "average_order_value('exactly', 1.005, last='2 years')", "half a cent")
case("average", "average_order_value('within', [0, 1.01])", "half a cent")
case("average", "not {{ average_order_value('at least', 2) }}", "half a cent", "none")

# Products and categories. Trail is below Shoes; the category of `odd` is not in the tree.
TABLES["categories"] += [{"category": "Shoes"}, {"category": "Trail", "parent": "Shoes"}, {"category": "Hats"}]
TABLES["products"] += [
    {"product_id": "shoe", "category": "Shoes"},
    {"product_id": "trail", "category": "Trail"},
    {"product_id": "hat", "category": "Hats"},
    {"product_id": "d'or", "category": "Oddments"},
]
for name in ("pair", "apart", "trail", "odd", "uncounted", "never"):
    customer(f"line {name}")
order("line pair", lines="shoe trail", source="app")
order("line apart", lines="shoe", source="web")
order("line apart", lines="hat", source="app")
order("line trail", lines="trail")
order("line odd", lines="d'or")
order("line uncounted", lines="shoe hat", status="pending", source="app")
case("line", "product_purchased('shoe')", "pair", "apart")
case("line", "product_purchased(['hat', 'trail'])", "pair", "apart", "trail")
case("line", """product_purchased("d'or")""", "odd")
case("line", "not {{ product_purchased('shoe') }}", "trail", "odd", "uncounted", "never")
case("line", "product_purchased('shoe', last='30 days')")
case("line", "category_purchased('Shoes')", "pair", "apart", "trail")
case("line", "category_purchased('Trail')", "pair", "trail")
case("line", "category_purchased(['Hats', 'Oddments'])", "apart", "odd")
case("line", "category_purchased('shoes')")
# An order with two lines of the category is one order, and its amount counts once and whole.
case("line", "number_of_orders('at least', 2, category='Shoes')")
case("line", "total_purchases('exactly', 100, category='Shoes')", "pair", "apart", "trail")
case("line", "number_of_orders('exactly', 0, product='shoe')", "trail", "odd", "uncounted", "never")
case("line", "total_purchases('less than', 50, product=['shoe', 'hat'])", "trail", "odd", "uncounted", "never")
# Product and category of one line; product and source of one order.
case("line", "number_of_orders('at least', 1, product='shoe', category='Trail')")
case("line", "number_of_orders('at least', 1, product='hat', source='web')")
case("line", "number_of_orders('at least', 1, product='shoe', source='app')", "pair")
case("line", "order_source('app')", "pair", "apart")
case("line", "order_source(['web', 'phone'])", "apart")
case("line", "not {{ order_source('app') }}", "trail", "odd", "uncounted", "never")
case("line", "number_of_orders('exactly', 0, source='app')", "trail", "odd", "uncounted", "never")

customer("status dotted")
customer("status other")
order("status dotted", status="İPTAL_edildi")
order("status other", status="pending")
case("status", "order_status('İptal edildi')", "dotted")
case(
    "status",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'is', 'İPTAL edildi'))",
    "dotted",
)
case("status", "order_status(['Pending', 'lost'])", "other")

# A status is compared in small letters, either way.
case(
    "status",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'starts with', 'PEND'))",
    "other",
)

# An order has a status whether or not it counts; case and underscores do not matter.
customer("state young")
customer("state never")
order("state young", "2026-08-31 11:00:00", status="Out_For_Delivery")
case("state", "order_status('out for delivery')", "young")
case(
    "state",
    "number_of_orders('at least', 1, which='all', where=field('order.status', 'starts with', 'Out_for'))",
    "young",
)
case("state", "number_of_orders('at least', 1, which='all', where=field('order.status', 'like', 'out_for%'))", "young")
case("state", "order_status(['OUT_for_delivery', 'lost'])", "young")
case("state", "order_status('out for')")
case("state", "order_status('out for delivery', before='1 hour')")
case("state", "order_status('out for delivery', last='1 hour')", "young")
case("state", "not {{ order_status('delivered') }}", "young", "never")
case("state", "purchased()")
