"""Which column of customers each heading of a file means: proposed by how people head columns, or said by hand.

Belongs here: headings. Does not belong here: how people spell them (orchestration.landing.spellings), or what is in the
cells.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from orchestration.inbox import EntryError
from orchestration.landing.contract import hint
from orchestration.landing.headers import normalised
from orchestration.landing.spellings import meant, targets

# What a template has, and a file may have beside the columns of customers: an address, a note, and a name in one piece.
TEMPLATE = ("first_name", "last_name", "email", "phone", "line1", "postcode", "city", "country", "note")
ADDRESS = ("line1", "postcode", "city", "country")
NAME, NOTE, ID = "name", "note", "customer_id"
SHOWN = 10


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
