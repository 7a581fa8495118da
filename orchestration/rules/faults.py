"""What is wrong with a rule: its faults, each with its place, the error that tells them, and the words they share.

Not here: what a value must be (values.py), or what a rule can ask (meaning.py).
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from orchestration.errors import RollcallError

# The type that pydantic gives to the errors of validators here.
WRONG = "rule"
SHOWN_CHARACTERS = 60


class RuleError(RollcallError):
    """A rule cannot be taken; a line per fault, each with the file, the place in the rule, the problem and the fix."""


@dataclass(frozen=True)
class Fault:
    """What is wrong and its fix, in one line, and where: `rule.all[2].window.last`."""

    path: str
    text: str


def require_none(faults: Sequence[Fault], file: str) -> None:
    """Raise RuleError if there are faults; `file` is where the rule came from."""
    if faults:
        raise RuleError("\n".join(f"{file}: {each.path}: {each.text}" for each in faults))


def wrong(problem: str, fix: str, at: str = "") -> PydanticCustomError:
    """The error of a validator: what is wrong and what to do; `at` is where inside the value, such as `[3]`."""
    return all_wrong([f"{problem}; {fix}"], at)


def all_wrong(texts: Sequence[str], at: str = "") -> PydanticCustomError:
    """The same for several problems, each with its fix."""
    return PydanticCustomError(WRONG, "{texts}", {"texts": [*texts], "at": at})


def placed(error: PydanticCustomError, at: str) -> PydanticCustomError:
    """The error of a validator, at a place inside the value."""
    return PydanticCustomError(WRONG, "{texts}", {**(error.context or {}), "at": at})


def faults_in(context: Mapping[str, Any] | None, path: str) -> list[Fault]:
    """The faults that the error of a validator tells of the value at the path, from the error's context."""
    told = context or {}
    return [Fault(path + told["at"], text) for text in told["texts"]]


def shown(value: object) -> str:
    """A value as an error line shows it: short, on one line, and told apart from the line's own words."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        text = value.encode("unicode_escape", "backslashreplace").decode() if not value.isprintable() else value
        return f"'{text}'" if len(text) <= SHOWN_CHARACTERS else f"'{text[:SHOWN_CHARACTERS]}...'"
    if isinstance(value, int | Decimal):
        return str(value)[:SHOWN_CHARACTERS]
    return "a list" if isinstance(value, list) else "a mapping"


def near(word: object, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that a misspelled one resembles, if any; at a likeness of 1 only letter case differs."""
    matches = difflib.get_close_matches(str(word).lower(), {each.lower(): None for each in known}, 1, likeness)
    return next((each for each in known if matches and each.lower() == matches[0]), None)


def unknown(word: object, known: Sequence[str], fix: str | None = None) -> str:
    """The fix for a word that is none of the known ones: the one it resembles, else `fix`, else all of them."""
    meant = near(word, known)
    return f"did you mean '{meant}'?" if meant else fix or f"use one of {', '.join(known)}"
