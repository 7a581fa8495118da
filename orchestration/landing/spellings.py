"""How people head columns and write yes and no: what a heading of a file that nobody described means.

Belongs here: which column each spelling means. The spellings are data, in customer_headings.yml, order_headings.yml and
words.yml. Does not belong here: the headers that the contract or a mapping names (headers.py).
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from orchestration.landing.headers import normalised

About = Literal["customer", "order"]
FOLDER = Path(__file__).parent


def targets(about: About = "customer") -> tuple[str, ...]:
    """The columns that headings can mean."""
    return tuple(_read(f"{about}_headings"))


def compared(heading: str) -> str:
    """A heading as it is compared: letters and digits alone, small and without accents."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[\W_]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def meant(heading: str, about: About = "customer") -> str | None:
    """The column that people mean by a heading in a file of customers or orders, if any."""
    return _by_spelling(about).get(compared(heading))


def known_headers(about: About = "customer") -> dict[str, str]:
    """Columns by every spelling as the landing compares headers, by which it tells a file's delimiter."""
    return {
        normalised(spelling): column
        for column, spellings in _read(f"{about}_headings").items()
        for spelling in (column, *spellings)
    }


@cache
def words() -> dict[str, Literal["true", "false"]]:
    """What people write for yes and for no, in small letters."""
    return {word: "true" if says == "yes" else "false" for says, each in _read("words").items() for word in each}


@cache
def _by_spelling(about: About) -> dict[str, str]:
    return {
        compared(spelling): column
        for column, spellings in _read(f"{about}_headings").items()
        for spelling in (column, *spellings)
    }


@cache
def _read(name: str) -> dict[str, list[str]]:
    return dict(yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8")))
