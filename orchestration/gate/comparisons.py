"""Plain comparisons of a group's SQL that look right and never hold, such as country = 'Denmark'.

A check is asked of each column that is compared with a text of the definition; it returns what is wrong and the fix.
"""

from collections.abc import Callable

from orchestration.gate.rules import Fault

Check = Callable[[str, str], tuple[str, str] | None]
CHECKS: list[Check] = []


def comparison_fault(column: str, text: str, offset: int | None) -> Fault | None:
    """What the first check finds wrong with comparing a column, in small letters, with a text."""
    for check in CHECKS:
        found = check(column, text)
        if found:
            problem, fix = found
            return Fault(text, problem, fix, offset)
    return None
