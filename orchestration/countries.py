"""Countries by what they are called: two-letter codes of names, of three-letter codes, and of codes in other letters.

The names are those of seeds/countries.csv, which docs/countries.py makes. In which languages they are looked for is the
shop's, by the var `locales`; codes and English names always are.
"""

import csv
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CSV = Path(__file__).parents[1] / "seeds" / "countries.csv"
ENGLISH = "en"
# Of a capital sigma at the end of a word Python's lower() makes the one, DuckDB's and Spark's the other.
LAST_SIGMA, SIGMA = "\N{GREEK SMALL LETTER FINAL SIGMA}", "\N{GREEK SMALL LETTER SIGMA}"


@dataclass(frozen=True)
class Country:
    """`other_codes` are of three letters, or such as UK; `names` are by locale, the usual one first."""

    code: str
    other_codes: tuple[str, ...]
    names: dict[str, tuple[str, ...]]


def small(text: str) -> str:
    """In small letters that Python, DuckDB and Spark write alike: a dotted capital I is an i, and a sigma is one."""
    return text.replace("İ", "i").lower().replace(LAST_SIGMA, SIGMA)


def spellings(countries: Iterable[Country], part: str) -> dict[str, str]:
    """Codes by what stands for them, in small letters: `codes`, or the names in a locale."""
    found: dict[str, str] = {}
    for each in countries:
        for text in (each.code, *each.other_codes) if part == "codes" else each.names[part]:
            if found.setdefault(small(text), each.code) != each.code:
                raise ValueError(f"{text} is {found[small(text)]} and {each.code} in {part}")
    return found


@cache
def countries() -> tuple[Country, ...]:
    """All of the seed."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return tuple(
            Country(
                row["code"],
                tuple(row["other_codes"].split("|")),
                {
                    key.removeprefix("name_"): tuple(names.split("|"))
                    for key, names in row.items()
                    if key.startswith("name_")
                },
            )
            for row in csv.DictReader(file)
        )


def known_locales() -> list[str]:
    """The locales that there are names of."""
    return list(countries()[0].names)


@cache
def codes_by_name(locales: tuple[str, ...]) -> dict[str, str]:
    """Codes by everything that stands for them, in small letters: codes first, then English, then these locales."""
    found: dict[str, str] = {}
    for part in ("codes", ENGLISH, *locales):
        found = {**spellings(countries(), part), **found}
    return found


@cache
def other_two_letters() -> tuple[str, ...]:
    """Texts of two capital letters that stand for another code, such as UK for GB."""
    return tuple(each for country in countries() for each in country.other_codes if len(each) == 2)


def code_of(text: str, locales: Sequence[str] = ()) -> str | None:
    """The two-letter code of what a text names; None if that is not known."""
    return codes_by_name(tuple(locales)).get(small(text.strip()))


def meant(text: str, locales: Sequence[str] = ()) -> str:
    """What to write in place of a text that names no country."""
    names = {
        small(name): f"'{country.code}' ({name})"
        for locale in (ENGLISH, *locales)
        for country in countries()
        for name in country.names[locale]
    }
    near = difflib.get_close_matches(small(text.strip()), names, 1)
    if near:
        return f"did you mean {names[near[0]]}?"
    return "write its two-letter code, such as DK, or its name in English or in a language of the var locales"


def locale_fault(locales: object) -> str | None:
    """What is wrong with the var `locales`, and the fix."""
    if not isinstance(locales, list | tuple) or not all(isinstance(each, str) for each in locales):
        return "locales is not a list of languages; write it as `locales: [en, da]`"
    for each in locales:
        if each not in known_locales():
            near = difflib.get_close_matches(each, known_locales(), 1)
            fix = f"did you mean '{near[0]}'?" if near else f"use some of {', '.join(known_locales())}"
            return f"locales: there are no names of countries in '{each}'; {fix}"
    return None
