"""Comparisons of a group's SQL that look right and never hold, such as country = 'Denmark'.

A check is asked of each column that is compared with a text of the definition; it returns what is wrong and the fix.
Either side may be wrapped: coalesce(country, '') and lower(trim(country)) are compared like country.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from orchestration.countries import code_of, small
from orchestration.gate.rules import Fault, Reader, names_in

# Functions that give their first argument, as it is or in other letters.
SAME = names_in("coalesce ifnull nvl nullif trim ltrim rtrim btrim cast")
LETTERS: dict[str, Callable[[str], str]] = {"lower": small, "lcase": small, "upper": str.upper, "ucase": str.upper}
WRAPPERS = SAME | LETTERS.keys()


@dataclass(frozen=True)
class Operand:
    """One side of a comparison: a column, in small letters, or a text, in `wrappers`, the outermost first."""

    column: str | None
    text: str | None
    wrappers: tuple[str, ...] = ()

    @property
    def letters(self) -> str | None:
        """The outermost wrapper that changes letters."""
        return next((each for each in self.wrappers if each in LETTERS), None)


# Of a column, of the function that changes its letters, and of the text as it is compared.
Check = Callable[[str, str | None, str, Reader], tuple[str, str] | None]


def country_fault(column: str, letters: str | None, text: str, reader: Reader) -> tuple[str, str] | None:
    """A country's name, or a code of it in other letters: what lands is the two-letter code in its place."""
    code = code_of(text, reader.locales) if column == "country" else None
    if code is None:
        return None
    right = LETTERS[letters](code) if letters else code
    if right == text:
        return None
    subject = f"{letters}(country) is never" if letters else "no country is stored as"
    return f"{subject} '{text}'", f"write '{right}'"


CHECKS: list[Check] = [country_fault]


def comparison_faults(
    operands: list[Operand], is_blind_to_letters: bool, reader: Reader, offset: int | None
) -> Iterator[Fault]:
    """What the first check finds wrong with each text that the one column is compared with, on whichever side."""
    columns = [each for each in operands if each.column is not None]
    if len(columns) != 1 or columns[0].column is None:
        return
    letters = columns[0].letters
    for each in operands:
        if each.text is None:
            continue
        text = LETTERS[each.letters](each.text) if each.letters else each.text
        # ilike takes small letters and capitals for the same.
        if is_blind_to_letters and code_of(text) == text.upper():
            continue
        found = next(filter(None, (check(columns[0].column, letters, text, reader) for check in CHECKS)), None)
        if found:
            yield Fault(each.text, *found, offset)
