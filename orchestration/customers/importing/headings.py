"""Which column of customers each heading of a file means: proposed by how people head columns, or said by hand.

Belongs here: headings. The spellings are data, in headings.yml. Does not belong here: what is in the cells.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from orchestration.inbox import EntryError
from orchestration.landing.contract import hint
from orchestration.landing.headers import normalised

SPELLINGS = Path(__file__).with_name("headings.yml")
# What a template has, and a file may have beside the columns of customers: an address, a note, and a name in one piece.
TEMPLATE = ("first_name", "last_name", "email", "phone", "line1", "postcode", "city", "country", "note")
ADDRESS = ("line1", "postcode", "city", "country")
NAME, NOTE, ID = "name", "note", "customer_id"
SHOWN = 10


def targets() -> tuple[str, ...]:
    """The columns that a file can bring."""
    return tuple(_spellings())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    found = yaml.safe_load(SPELLINGS.read_text(encoding="utf-8"))
    return {
        column: frozenset({compared(column), *(compared(spelling) for spelling in spellings)})
        for column, spellings in found.items()
    }


def compared(heading: str) -> str:
    """A heading as it is compared: letters and digits alone, small and without accents."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("ø", "o").replace("æ", "ae"))
    return re.sub(r"[\W_]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def known_headers() -> dict[str, str]:
    """Columns by every spelling as the landing compares headers, by which it tells a file's delimiter."""
    found = yaml.safe_load(SPELLINGS.read_text(encoding="utf-8"))
    return {
        normalised(spelling): column
        for column, spellings in found.items()
        for spelling in (column, *map(str, spellings))
    }


def proposed(headings: Sequence[str], said: Sequence[str] = ()) -> dict[str, str]:
    """The column that each heading means, by heading; those that mean none are left out.

    `said` are texts such as `Kundenr=customer_id`, which stand above the proposal; `Kundenr=` leaves the heading out.

    Raises:
        EntryError: a text of `said` is not one, or names what is not there; or two headings mean one column.
    """
    given = dict(_said(each, headings) for each in said)
    found = {heading: given.get(heading, meant(heading)) for heading in headings if heading}
    # What somebody said leaves nothing to propose for the same column.
    taken = set(filter(None, given.values()))
    mapping = {
        heading: column for heading, column in found.items() if column and (heading in given or column not in taken)
    }
    _refuse_repeated(headings, mapping)
    return mapping


def meant(heading: str) -> str | None:
    """The column that people mean by a heading, if any."""
    text = compared(heading)
    return next((column for column, spellings in _spellings().items() if text in spellings), None)


def _said(text: str, headings: Sequence[str]) -> tuple[str, str]:
    heading, sign, column = (part.strip() for part in text.rpartition("="))
    if not sign:
        raise EntryError(f"--map '{text}' is not a heading and a column; write it as --map 'Kundenr=customer_id'")
    by_text = {normalised(each): each for each in headings}
    if normalised(heading) not in by_text:
        near = hint(heading, list(headings)) or f"; it has {_listed(headings)}"
        raise EntryError(f"--map '{text}': the file has no column '{heading}'{near}")
    if column and column not in targets():
        near = hint(column, list(targets())) or f"; there are {', '.join(targets())}"
        raise EntryError(f"--map '{text}': customers have no column '{column}'{near}")
    return by_text[normalised(heading)], column


def _refuse_repeated(headings: Sequence[str], mapping: Mapping[str, str]) -> None:
    counted = Counter(normalised(each) for each in headings)
    for heading, column in mapping.items():
        if counted[normalised(heading)] > 1:
            places = [str(at) for at, each in enumerate(headings, 1) if normalised(each) == normalised(heading)]
            raise EntryError(
                f"columns {' and '.join(places)} are both called '{heading}', which would be {column}; rename one"
            )
    for column, times in Counter(mapping.values()).items():
        if times > 1:
            named = [heading for heading, meant_column in mapping.items() if meant_column == column]
            raise EntryError(
                f"{_listed(named)} look all like {column}; say which it is with --map '{named[0]}={column}'"
            )
    if NAME in mapping.values() and {"first_name", "last_name"} & set(mapping.values()):
        heading = next(each for each, column in mapping.items() if column == NAME)
        raise EntryError(
            f"'{heading}' is a whole name, and the file has a first name or a surname of its own; leave one out, as in"
            f" --map '{heading}='"
        )
    if not {ID, "email", "phone"} & set(mapping.values()):
        raise EntryError(
            f"no column is an id, an e-mail address or a phone number, by which people are known; the file has"
            f" {_listed(headings)}; say which it is with --map 'HEADING=email'"
        )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(f"'{name}'" for name in names[:SHOWN]) + more
