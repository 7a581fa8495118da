"""Traces of the persons in texts of any kind: logs, SQL, JSON, sheets.

Belongs here: telling whether a text holds one of them, and the text without. Does not belong here: which files
there are (copies.py), and rows of tables, where a column says what a value is (renaming.py).
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.erasure.persons import Forgotten
from orchestration.landing.phones import SEPARATORS

ERASED = "[erased]"
WORD = re.compile(r"\w+")
# As JSON writes the ends of lines, which would be the beginning of the next word.
END_OF_LINE = re.compile(r"\\[nrt]")
BETWEEN_DIGITS = f"[{re.escape(SEPARATORS)}]"
DIGITS = re.compile(f"[0-9](?:{BETWEEN_DIGITS}*[0-9]){{3,}}")
LEFT, RIGHT = r"(?:(?<![\w-])|(?<=\\[nrt]))", r"(?![\w-])"


@dataclass(frozen=True)
class _Trace:
    """One thing to look for: a text without one of its `words` does not hold it, one that has them all may.

    `pseudonym` takes the place of an id, of which a pattern's groups are what stays before it.
    """

    words: frozenset[str]
    pattern: re.Pattern[str]
    pseudonym: str | None = None

    def removed(self, text: str) -> str:
        stays = self.pseudonym if self.pseudonym is not None else ERASED
        return self.pattern.sub(lambda found: "".join(filter(None, found.groups())) + stays, text)


class Traces:
    """What to look for. Ids that are plain numbers or plain words are told only where they stand for a customer.

    That is in quotes, and where an account of a night's findings has its example (orchestration.account); without
    `plain_ids` they are not looked for.
    """

    def __init__(self, forgotten: Forgotten, *, plain_ids: bool = True) -> None:
        self._by_word: dict[str, list[_Trace]] = {}
        for id_, pseudonym in forgotten.pseudonyms.items():
            if not is_plain(id_):
                self._add(id_, LEFT + re.escape(id_) + RIGHT, pseudonym)
            elif plain_ids:
                self._add(id_, _standing_for_a_customer(id_), pseudonym)
        for known in forgotten.emails | forgotten.texts:
            for spelled in {known, json.dumps(known)[1:-1]}:
                self._add(spelled, f"(?i:{LEFT}{re.escape(spelled)}{RIGHT})")
        self._numbers = {
            digits: _Trace(frozenset(), re.compile(rf"\+?(?<![0-9]){f'{BETWEEN_DIGITS}*'.join(digits)}(?![0-9])"))
            for digits in (re.sub(r"\D", "", phone) for phone in forgotten.phones)
            if digits
        }

    def _add(self, value: str, pattern: str, pseudonym: str | None = None) -> None:
        words = frozenset(WORD.findall(value.lower()))
        if words:
            trace = _Trace(words, re.compile(pattern), pseudonym)
            self._by_word.setdefault(max(words, key=len), []).append(trace)

    def are_in(self, text: str) -> bool:
        """Whether a text holds any of the persons."""
        return next(iter(self._found(text)), None) is not None

    def masked(self, text: str) -> str:
        """The text with pseudonyms in place of ids, and a mark in place of addresses, numbers and names."""
        for trace in list(self._found(text)):
            text = trace.removed(text)
        return text

    def without(self, line: str) -> str:
        """A line with pseudonyms in place of ids; nothing, if it holds more of a person than an id."""
        found = list(self._found(line))
        return "" if any(trace.pseudonym is None for trace in found) else self.masked(line)

    def _found(self, text: str) -> Iterable[_Trace]:
        words = set(WORD.findall(END_OF_LINE.sub(" ", text).lower()))
        for word in words & self._by_word.keys():
            yield from (each for each in self._by_word[word] if each.words <= words and each.pattern.search(text))
        if self._numbers:
            digits = re.sub(BETWEEN_DIGITS, "", "\n".join(DIGITS.findall(text)))
            yield from (
                each for number, each in self._numbers.items() if number in digits and each.pattern.search(text)
            )


def is_plain(id_: str) -> bool:
    """Whether an id is one that any text may hold: a number, or a word of letters alone."""
    return re.fullmatch(r"-?[0-9]+|[^\W0-9]+", id_) is not None


def _standing_for_a_customer(id_: str) -> str:
    found = re.escape(id_)
    in_quotes = rf"(['\"]){found}(?=\\?['\"](?!\s*:))"
    return rf"{in_quotes}|([0-9)] {{2,}}|, ){found}(?=: |\\[nrt\"]|[\n\r\"]|$)"
