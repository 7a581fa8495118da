"""Conditions on countries, however they are called in files and in groups: `country('Denmark')` fitted nobody."""

import pytest

from tests.conditions import Built, Case, Conditions, assert_refused

shop = Conditions()
customer, case, row = shop.customer, shop.case, shop.row

for name, country in {"code": "DK", "name": "Denmark", "three": "DNK", "small": "denmark", "lower": "dk"}.items():
    customer(f"land {name}", country=country, city="Aarhus")
customer("land swede", country="Sweden", city="Aarhus")
customer("land turk", country="Türkiye")
customer("land unknown", country="Atlantis")
customer("land none")
row("addresses", address_id="1", customer_id="land none", country="Denmark", city="Odense")
DANES = ("code", "name", "three", "small", "lower")
OTHERS = ("swede", "turk", "unknown", "none")
for written in ("Denmark", "DK", "dk", "DNK", " denmark "):
    case("land", f"country('{written}')", *DANES)
    case("land", f"field('customer.country', 'is', '{written}')", *DANES)
case("land", "country(['Sweden', 'TUR'])", "swede", "turk")
# By a language of the var locales.
case("land", "country(['Dänemark', 'SCHWEDEN'])", *DANES, "swede")
case("land", "not {{ country('Denmark') }}", *OTHERS)
case("land", "field('customer.country', 'is one of', ['Turkey', 'SE'])", "swede", "turk")
case("land", "field('customer.country', 'starts with', 'D')", *DANES)
case("land", "city('Aarhus', country='Denmark')", *DANES)
case("land", "city_of_any_address('Odense', country='DNK')", "none")

BROKEN = {
    "country('Denmrk')": ("country", "'Denmrk' is not a country that is known; did you mean 'DK' (denmark)?"),
    "country(['DK', 'Swedn'])": ("country", "'Swedn' is not a country that is known; did you mean 'SE' (sweden)?"),
    "country('Danmark')": ("country", "'Danmark' is not a country that is known; did you mean 'DK' (denmark)?"),
    "country('QQ')": ("country", "'QQ' is not a country that is known; write its two-letter code"),
    "city('Aarhus', country='Jylland')": ("city", "'Jylland' is not a country that is known"),
    **{
        f"field('customer.country', '{operator}', '{text}')": (
            "field('customer.country')",
            f"'{operator}' looks for '{text}' in the two-letter codes of countries, which are not names;"
            " write field('customer.country', 'is', 'DK')",
        )
        for operator, text in {
            "contains": "Denmark",
            "starts with": "denmark",
            "ends with": "DNK",
            "like": "%Dänemark%",
        }.items()
    },
    "field('customer.country', 'is', 'Denmrk')": ("field('customer.country')", "'Denmrk' is not a country"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return shop.build(tmp_path_factory.mktemp("conditions"), broken=BROKEN)


@pytest.mark.parametrize("case", shop.cases, ids=str)
def test_a_country_is_found_however_it_is_called(built: Built, case: Case) -> None:
    assert (built.members[case], built.undecided[case]) == (case.members, frozenset())


@pytest.mark.parametrize("condition", BROKEN)
def test_a_country_that_is_not_known_is_refused_with_the_nearest(built: Built, condition: str) -> None:
    name, fault = BROKEN[condition]
    assert fault in built.errors[condition], built.errors[condition] or "built"
    assert_refused(built, condition, name, fault.partition(";")[0])
