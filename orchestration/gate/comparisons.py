"""Plain comparisons of a group's SQL that look right and never hold, such as country = 'Denmark'.

A check is asked of each column that is compared with a text of the definition; it returns what is wrong and the fix.
"""

from collections.abc import Callable

from orchestration.countries import code_of
from orchestration.gate.rules import Fault, Reader

Check = Callable[[str, str, Reader], tuple[str, str] | None]


def country_fault(column: str, text: str, reader: Reader) -> tuple[str, str] | None:
    """A country's name, or a code of it in other letters: what lands is the two-letter code in its place."""
    code = code_of(text, reader.locales) if column == "country" else None
    if code is None or code == text:
        return None
    return f"no country is stored as '{text}'", f"write '{code}'"


CHECKS: list[Check] = [country_fault]


def comparison_fault(column: str, text: str, reader: Reader, offset: int | None) -> Fault | None:
    """What the first check finds wrong with comparing a column, in small letters, with a text."""
    for check in CHECKS:
        found = check(column, text, reader)
        if found:
            problem, fix = found
            return Fault(text, problem, fix, offset)
    return None
