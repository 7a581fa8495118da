"""Makes seeds/countries.csv and macros/vocabulary/country_names.sql from CLDR: `python -m docs.countries`.

CLDR, Unicode's own table of what countries are called, comes with Babel, which only this module needs; what it makes is
committed. A country is what ISO 3166 gives two letters to, and Kosovo.
"""

import csv
from collections.abc import Iterator

from babel import Locale
from babel.core import get_global

from orchestration.countries import CSV, Country, spellings

MACROS = CSV.parents[1] / "macros" / "vocabulary" / "country_names.sql"
LINE = 110
# The official languages of the European Union, and others that shops there meet.
LOCALES = (
    *("en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl"),
    *("pt", "ro", "sk", "sl", "sv", "ar", "ca", "he", "hi", "is", "ja", "ko", "nb", "nn", "ru", "sq", "sr", "tr", "uk"),
    "zh",
)
# What CLDR names beside countries: unions, the world's oceans, islands without a code of their own in ISO 3166.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Of countries that are no more.
FORMER_CODES = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
# What the United Kingdom and, in the European Union, Greece are shortened to.
OTHER_CODES = {"GB": ("UK",), "GR": ("EL",)}
# English names beside the one that Babel has of each country: CLDR's own variants, and those of ISO 3166.
OTHER_NAMES = {
    "BN": ("Brunei Darussalam",),
    "BO": ("Bolivia, Plurinational State of",),
    "CD": ("Democratic Republic of the Congo", "DR Congo"),
    "CG": ("Republic of the Congo",),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic",),
    "FK": ("Falkland Islands (Malvinas)",),
    "GB": ("Great Britain",),
    "HK": ("Hong Kong",),
    "IR": ("Iran, Islamic Republic of",),
    "KP": ("Korea, Democratic People's Republic of",),
    "KR": ("Korea, Republic of", "Republic of Korea"),
    "LA": ("Lao People's Democratic Republic",),
    "MD": ("Moldova, Republic of", "Republic of Moldova"),
    "MK": ("Macedonia", "Republic of North Macedonia"),
    "MM": ("Myanmar", "Burma"),
    "MO": ("Macao", "Macau"),
    "NL": ("The Netherlands", "Holland"),
    "PS": ("Palestine", "Palestine, State of"),
    "RU": ("Russian Federation",),
    "SY": ("Syrian Arab Republic",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "TW": ("Taiwan, Province of China",),
    "TZ": ("Tanzania, United Republic of", "United Republic of Tanzania"),
    "US": ("United States of America", "The United States", "U.S.", "U.S.A."),
    "VA": ("Holy See",),
    "VE": ("Venezuela, Bolivarian Republic of",),
    "VI": ("Virgin Islands, U.S.",),
    "VG": ("Virgin Islands, British",),
    "VN": ("Viet Nam",),
}


def countries() -> list[Country]:
    """All countries, in the order of their codes."""
    english = _territories("en")
    codes = sorted(code for code in english if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES)
    three: dict[str, list[str]] = {}
    for alias, meant in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(meant) == 1 and alias not in FORMER_CODES:
            three.setdefault(meant[0], []).append(alias)
    territories = {locale: _territories(locale) for locale in LOCALES}
    return [
        Country(
            code,
            (*three[code], *OTHER_CODES.get(code, ())),
            {
                locale: tuple(_spellings_of(locale, names[code], OTHER_NAMES.get(code, ()) if locale == "en" else ()))
                for locale, names in territories.items()
            },
        )
        for code in codes
    ]


def _territories(locale: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(locale).territories.items()}


def _spellings_of(locale: str, name: str, others: tuple[str, ...]) -> Iterator[str]:
    """A name, and how else it is typed."""
    names = [name, *others]
    if locale == "en":
        names += [each.replace("&", "and").replace("St. ", "Saint ") for each in names]
        names += [each.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for each in names]
        names += [each.replace(" SAR China", "") for each in names]
    yield from dict.fromkeys(names)


def written(all_countries: list[Country]) -> str:
    """The macros' file."""
    lines = [
        "{# Made by `python -m docs.countries` from CLDR, as seeds/countries.csv is: names of countries in small",
        "   letters, each as `;name=CODE`. See country_code() in asking/countries.sql. #}",
        "",
        "{# The two-letter codes of all countries. #}",
        "{% macro country_codes() -%}",
        "    {%- set codes -%}",
        *(f"        {text}" for text in _wrapped([each.code + " " for each in all_countries])),
        "    {%- endset -%}",
        "    {{ return(codes.split()) }}",
        "{%- endmacro %}",
    ]
    for part in ("codes", *LOCALES):
        found = spellings(all_countries, part)
        entries = [f";{name}={code}" for name, code in found.items()]
        macro = "country_other_codes" if part == "codes" else f"country_names_{part}"
        lines += [
            "",
            f"{{% macro {macro}() -%}}",
            "    {%- set names -%}",
            *_wrapped(entries),
            "    {%- endset -%}",
            "    {{ return(names.replace('\\n', '')) }}",
            "{%- endmacro %}",
        ]
    return "\n".join(lines) + "\n"


def _wrapped(entries: list[str]) -> list[str]:
    """Entries on lines that are not too long. As plain text: dbt reads it in a tenth of the time that quotes take."""
    lines = [""]
    for entry in entries:
        if lines[-1] and len(lines[-1]) + len(entry) > LINE - 8:
            lines.append("")
        lines[-1] += entry
    return [line.rstrip() for line in lines]


def main() -> None:
    """Write both files."""
    found = countries()
    CSV.parent.mkdir(exist_ok=True)
    with CSV.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "other_codes", *(f"name_{locale}" for locale in LOCALES)])
        for each in found:
            writer.writerow([each.code, "|".join(each.other_codes), *("|".join(each.names[lo]) for lo in LOCALES)])
    MACROS.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
