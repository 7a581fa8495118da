"""Customers, points, lists and codes, ranks: each where there is something to count or to spell."""

from tests.conditions import LATER, LONG_AGO, Conditions
from tests.rows import promo_code

shop = Conditions("customers")
customer, order, case, TABLES = shop.customer, shop.order, shop.case, shop.tables

# Cities and countries.
PLACES = {
    "capitals": ("KØBENHAVN", "dk"),
    "abroad": ("København", "SE"),
    "without a city": (None, "DK"),
    "without a country": ("København", None),
    "of the saint": ("Saint-Rémy-d'Or", "FR"),
}
for name, (city, country) in PLACES.items():
    customer(f"place {name}", city=city, country=country)
case("place", "city('København', country='DK')", "capitals")
case("place", "city(['Aarhus', 'københavn'], country='SE')", "abroad")
case("place", """city("saint-rémy-d'or", country='fr')""", "of the saint")
case("place", "not {{ city('København', country='DK') }}", *(PLACES.keys() - {"capitals"}))
case("place", "country('DK')", "capitals", "without a city")
case("place", "country(['se', 'FR'])", "abroad", "of the saint")
case("place", "not {{ country('DK') }}", "abroad", "without a country", "of the saint")
case("place", "auto_member()", *PLACES)

# Small letters are the engine's on both sides: Python has others for these two.
customer("letter dotted", city="İstanbul", country="TR")
customer("letter sigma", city="ΑΘΗΝΑΣ", country="GR", gender="ΆΝΔΡΑΣ")
case("letter", "city('İstanbul', country='tr')", "dotted")
case("letter", "city('ΑΘΗΝΑΣ', country='GR')", "sigma")
case("letter", "gender(['ΆΝΔΡΑΣ'])", "sigma")

# Points: the balance of the ledger at as_of; no entries are a balance of nothing.
for name in ("none", "fifty", "overdrawn", "later"):
    customer(f"points {name}")
entry = {"kind": "correction", "occurred_at": LONG_AGO}
TABLES["loyalty_points"] += [
    entry | {"entry_id": "1", "customer_id": "points fifty", "points": 60},
    entry | {"entry_id": "2", "customer_id": "points fifty", "points": -10},
    entry | {"entry_id": "3", "customer_id": "points overdrawn", "points": -5},
    entry | {"entry_id": "4", "customer_id": "points later", "points": 50, "occurred_at": LATER},
]
case("points", "unused_points('more than', 49)", "fifty")
case("points", "unused_points('more than', 50)")
case("points", "unused_points('exactly', 0)", "none", "later")
case("points", "unused_points('less than', 1)", "none", "overdrawn", "later")
case("points", "unused_points('within', [0, 50])", "none", "fifty", "later")

# Promo codes.
for name in ("small", "other", "later", "none"):
    customer(f"promo {name}")
TABLES["promo_code_entries"] += [
    promo_code("promo small", "student10", LONG_AGO),
    promo_code("promo other", "STUDENT1", LONG_AGO),
    promo_code("promo later", "STUDENT10", LATER),
]
case("promo", "promo_code_entered('STUDENT10')", "small")
case("promo", "promo_code_entered(['Student1', 'STUDENT10'])", "small", "other")
case("promo", "not {{ promo_code_entered('STUDENT10') }}", "other", "later", "none")

# Codes are compared in the engine's small letters too.
customer("code dotted")
TABLES["promo_code_entries"].append(promo_code("code dotted", " İNDİRİM ", LONG_AGO))
case("code", "promo_code_entered(['İndirİm', 10])", "dotted")

# Ranks are among customers: orders of people who are not take no place.
for name in ("best", "second"):
    customer(f"rank {name}")
order("rank best", amount="20", source="ranked")
order("rank second", amount="10", source="ranked")
order("a stranger", amount="30", source="ranked")
order("another stranger", amount="5", source="ranked")
case("rank", "top_customers(1, source='ranked')", "best")
case("rank", "top_customers('50 %', by='number_of_orders', source='ranked')", "best")
case("rank", "rank_band(0, [0.5], where=\"source = 'ranked'\")", "best")
case("rank", "rank_band(1, [0.5], where=\"source = 'ranked'\")", "second")
