"""Conditions that people asked for and wrote eight lines of SQL instead: firsts, seconds, shares, distinct products.

How conditions are tried is said in tests/conditions.py; edges are in the unit tests of tests/definitions/conditions.
"""

import pytest

from tests.conditions import Built, Case, Conditions, assert_refused

shop = Conditions()
customer, order, case, row = shop.customer, shop.order, shop.case, shop.row
for product, category in {"boot": "Boots", "pump": "Pumps", "hat": "Hats", "cap": "Hats|Caps"}.items():
    row("products", product_id=product, category=category, labels="sale" if product == "pump" else None)
for category, parent in {"Boots": "Shoes", "Pumps": "Shoes"}.items():
    row("categories", category=category, parent=parent)

# The first record, of those that count or of all.
WELCOME = "field('order.promo_code', 'is', 'welcome', ignore_case=true)"
customer("first used")
order("first used", "2026-01-01 10:00:00", promo_code="WELCOME")
order("first used", "2026-02-01 10:00:00")
customer("first later")
order("first later", "2026-01-01 10:00:00", source="app")
order("first later", "2026-02-01 10:00:00", promo_code="WELCOME")
customer("first cancelled")
order("first cancelled", "2026-01-01 10:00:00", promo_code="Welcome", status="cancelled")
customer("first twice")
row("page_views", customer_id="first twice", viewed_at="2026-01-01 10:00:00", url="/a")
row("page_views", customer_id="first twice", viewed_at="2026-01-01 10:00:00", url="/b")
customer("first none")
case("first", f"first_record('orders', {WELCOME})", "used")
case("first", f"first_record('orders', {WELCOME}, which='all')", "used", "cancelled")
case("first", f"first_record('orders', {WELCOME}, where=\"source is null\")", "used", "later")
case("first", "first_record('page_views', field('page.url', 'is', '/b'))", "twice")
case("first", f"not {{{{ first_record('orders', {WELCOME}) }}}}", "later", "cancelled", "twice", "none")

# The second order; the clock in Copenhagen is put forward on 29 March, so that a month later is an hour sooner.
SECONDS = {
    "soon": ["2026-01-01 10:00:00", "2026-01-20 10:00:00"],
    "exact": ["2026-01-01 10:00:00", "2026-01-31 10:00:00"],
    "late": ["2026-01-01 10:00:00", "2026-04-01 10:00:00", "2026-04-02 10:00:00"],
    "month": ["2026-03-15 12:00:00", "2026-04-15 11:00:00"],
    "more than a month": ["2026-03-15 12:00:00", "2026-04-15 11:00:00.000001"],
    "once": ["2026-01-01 10:00:00"],
    "never": [],
}
for name, moments in SECONDS.items():
    customer(f"second {name}")
    for at in moments:
        order(f"second {name}", at, lines="hat", source="app" if name == "soon" else "web")
order("second once", "2026-01-02 10:00:00", status="cancelled")
case("second", "second_order('within', '30 days')", "soon", "exact")
case("second", "second_order('not within', '30 days')", "late", "month", "more than a month")
case("second", "second_order('within', '1 month')", "soon", "exact", "month")
case("second", "second_order('not within', '1 month')", "late", "more than a month")
case("second", "second_order('within', '30 days', which='all')", "soon", "exact", "once")
case("second", "second_order('within', '30 days', source='app')", "soon")
case("second", "second_order('within', '30 days', category='Hats')", "soon", "exact")
case("second", "second_order('within', '30 days', product='boot')")

# Different products and categories, line by line.
BOUGHT = {"three": ["boot pump hat"], "apart": ["boot", "hat", "hat"], "same": ["hat*2 hat", "hat"], "cap": ["cap"]}
for name, orders in BOUGHT.items():
    customer(f"bought {name}")
    for lines in orders:
        order(f"bought {name}", lines=lines, source="app" if name == "three" else None)
customer("bought unknown")
order("bought unknown", lines="nobody-knows nor-this")
customer("bought none")
case("bought", "number_of_products('at least', 3)", "three")
case("bought", "number_of_products('exactly', 2)", "apart", "unknown")
case("bought", "number_of_products('exactly', 0)", "none")
case("bought", "number_of_products('at most', 1, include_zero=false)", "same", "cap")
case("bought", "number_of_products('exactly', 1, category='Shoes')", "apart")
case("bought", "number_of_products('exactly', 2, category='Shoes')", "three")
case("bought", "number_of_products('at least', 1, label='sale')", "three")
case("bought", "number_of_products('exactly', 0, category='Shoes')", "same", "cap", "unknown", "none")
case("bought", "number_of_products('at least', 3, last='2 years', where=field('order.source', 'is', 'app'))", "three")
case("bought", "number_of_products('at least', 1, which='cancelled')")
case("bought", "number_of_categories('exactly', 3)", "three")
case("bought", "number_of_categories('exactly', 2)", "apart", "cap")
case("bought", "number_of_categories('exactly', 1)", "same")
case("bought", "number_of_categories('exactly', 0)", "unknown", "none")
case("bought", "number_of_categories('exactly', 2, category='Shoes')", "three")

# Shares of the records that are looked at.
STATUSES = {"third": "r d d", "half": "r d", "whole": "r r", "nothing": "d d d"}
for name, letters in STATUSES.items():
    customer(f"share {name}")
    for letter in letters.split():
        order(f"share {name}", status={"r": "refunded", "d": "delivered"}[letter])
customer("share none")
REFUNDED = "field('order.status', 'is', 'refunded')"
case("share", f"share_of('orders', 'more than', 0.3, {REFUNDED}, which='all')", "third", "half", "whole")
case("share", f"share_of('orders', 'more than', 0.33, {REFUNDED}, which='all')", "third", "half", "whole")
case("share", f"share_of('orders', 'at least', 0.5, {REFUNDED}, which='all')", "half", "whole")
case("share", f"share_of('orders', 'more than', 0.5, {REFUNDED}, which='all')", "whole")
case("share", f"share_of('orders', 'exactly', 0, {REFUNDED}, which='all')", "nothing")
case("share", f"share_of('orders', 'within', [0.3, 0.5], {REFUNDED}, which='all')", "third", "half")
case("share", f"share_of('orders', 'more than', 0, {REFUNDED}, last='1 day', which='all')")
case(
    "share",
    f"share_of('orders', 'exactly', 1, {REFUNDED}, where=\"status = 'refunded'\", which='all')",
    *STATUSES.keys() - {"nothing"},
)

# Addresses besides the customer's own.
customer("city own", city="Aarhus", country="DK")
customer("city other", city="Odense", country="DK")
customer("city abroad", city="Aarhus", country="US")
customer("city none")
row("addresses", address_id="1", customer_id="city other", city="AARHUS", country="DK")
row("addresses", address_id="2", customer_id="city abroad", city="Odense", country="DK")
case("city", "city_of_any_address('Aarhus', country='DK')", "own", "other")
case("city", "city_of_any_address(['Aarhus', 'Odense'], country='DK')", "own", "other", "abroad")
case("city", "not {{ city_of_any_address('Aarhus', country='DK') }}", "abroad", "none")

# Signed up, and no order since.
SIGNED = {"before": "2026-04-30 10:00:00", "after": "2026-05-02 10:00:00", "same": "2026-05-01 10:00:00", "never": None}
for name, at in SIGNED.items():
    customer(f"signed {name}", created_at="2026-05-01 10:00:00")
    for action in ("2026-05-01 10:00:00", "2026-08-30 10:00:00"):
        row("list_subscriptions", list="news", customer_id=f"signed {name}", action="subscribed", at=action)
    if at:
        order(f"signed {name}", at)
customer("signed left")
row("list_subscriptions", list="news", customer_id="signed left", action="unsubscribed", at="2026-05-01 10:00:00")
case("signed", "no_orders_since_sign_up()", "before", "never", "left")
case("signed", "no_orders_since_sign_up('news')", "before", "never")
case("signed", "no_orders_since_sign_up('no such list')")
case("signed", "not {{ no_orders_since_sign_up('news') }}", "after", "same", "left")

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN: dict[str, tuple[str, str]] = {
    "first_record('customers', 'true')": ("first_record", "unknown records 'customers'"),
    "first_record('orders', '')": ("first_record", "a condition on one record is missing"),
    "second_order('before', '30 days')": ("second_order", "unknown operator 'before'"),
    "second_order('within', 30)": ("second_order", "'30' is not a duration"),
    "number_of_products('at least', -1)": ("number_of_products", "'-1' is not a number from 0 up"),
    "number_of_categories('often', 1)": ("number_of_categories", "unknown operator 'often'"),
    "share_of('orders', 'more than', 30, 'true')": ("share_of", "30 is not a share"),
    "share_of('orders', 'more than', 0.3, '')": ("share_of", "a condition on one record is missing"),
    "share_of('orders', 'more than', '0.3', 'true')": ("share_of", "the number '0.3' is in quotes"),
    "city_of_any_address('Aarhus')": ("city", "a city without a country"),
    "no_orders_since_sign_up(['news'])": ("no_orders_since_sign_up", "is not one list"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_condition_selects_exactly_these_customers(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("topic", {case.topic: None for case in shop.cases})
def test_conditions_that_share_a_group_select_what_each_selects(built: Built, topic: str) -> None:
    assert built.together[topic] == frozenset().union(*(case.members for case in shop.cases if case.topic == topic))


@pytest.mark.parametrize("condition", BROKEN)
def test_a_wrong_condition_is_refused_by_file_name_and_fix(built: Built, condition: str) -> None:
    assert_refused(built, condition, *BROKEN[condition])
