"""What countries are called: the seed, the macros that are made of it, and what a text stands for."""

import unicodedata

import duckdb
import pytest

from docs.countries import MACROS, written
from docs.countries import countries as countries_of_cldr
from orchestration.countries import (
    CSV,
    LAST_SIGMA,
    SIGMA,
    code_of,
    countries,
    known_locales,
    locale_fault,
    meant,
    small,
)
from orchestration.shop_vars import UnusableVar, require_usable
from tests.unit.usable_vars import USABLE


def test_the_seed_and_the_macros_are_made_of_the_same_names() -> None:
    assert list(countries()) == countries_of_cldr()
    assert MACROS.read_text("utf-8") == written(list(countries()))
    assert CSV.stat().st_size < 500_000


def test_the_engine_writes_the_same_small_letters() -> None:
    names = [text for each in countries() for texts in each.names.values() for text in texts]
    given = [*names, *(name.upper() for name in names)]
    small_in_sql = f"replace(lower(name), '{LAST_SIGMA}', '{SIGMA}')"
    found = duckdb.execute(f"select list_transform(?::varchar[], lambda name: {small_in_sql})", [given]).fetchone()
    assert found == ([small(name) for name in given],)
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []


@pytest.mark.parametrize(
    ("text", "locales", "code"),
    [
        ("Denmark", (), "DK"),
        (" denmark ", (), "DK"),
        ("DNK", (), "DK"),
        ("dk", (), "DK"),
        ("UK", (), "GB"),
        ("EL", (), "GR"),
        ("Turkey", (), "TR"),
        ("Türkiye", (), "TR"),
        ("Czech Republic", (), "CZ"),
        ("Bosnia and Herzegovina", (), "BA"),
        ("Cote d'Ivoire", (), "CI"),
        ("Kosovo", (), "XK"),
        ("Danmark", (), None),
        ("Danmark", ("da",), "DK"),
        ("DÄNEMARK", ("da", "de"), "DK"),
        ("İsveç", ("tr",), "SE"),
        ("Данія", ("uk",), "DK"),
        ("Atlantis", ("da",), None),
        ("QQ", (), None),
        ("European Union", (), None),
        ("", (), None),
    ],
)
def test_a_country_is_known_by_its_names_and_its_other_codes(
    text: str, locales: tuple[str, ...], code: str | None
) -> None:
    assert code_of(text, locales) == code


def test_a_country_in_capital_letters_is_known_in_every_language() -> None:
    """ΚΎΠΡΟΣ was not a country: of its last letter Python made another small one than DuckDB."""
    for locale in known_locales():
        for country in countries():
            for name in country.names[locale]:
                # Except for ß, whose capitals are two letters, and the Turkish i without a dot.
                if name.upper().lower() == name.lower():
                    assert code_of(name.upper(), (locale,)) == code_of(name, (locale,)), (locale, name)


def test_what_no_country_is_called_is_told_with_the_nearest() -> None:
    assert meant("Denmrk") == "did you mean 'DK' (Denmark)?"
    assert meant("Danmrk", ("da",)) == "did you mean 'DK' (Danmark)?"
    assert meant("42").startswith("write its two-letter code")


def test_a_language_without_names_is_refused_by_the_var() -> None:
    assert locale_fault(["en", *known_locales()]) is None
    with pytest.raises(UnusableVar, match=r"locales: there are no names of countries in 'dk'; (did you mean|use some)"):
        require_usable({**USABLE, "locales": ["en", "dk"]})
    with pytest.raises(UnusableVar, match=r"locales is not a list of languages; write it as `locales: \[en, da\]`"):
        require_usable({**USABLE, "locales": "da"})
