"""Whom an erasure forgets: their ids, each with the pseudonym that stands for it from then on, and how they are known.

Belongs here: what every step of an erasure is given, and telling whether a value is theirs. Does not belong here: where
it is found out (whom.py, withheld.py), or what is done with it.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import phonenumbers

from orchestration.identity import comparable
from orchestration.landing.phones import SEPARATORS, number_of

BETWEEN_DIGITS = re.compile(f"[{re.escape(SEPARATORS)}]")
WHOLE_NUMBER = re.compile(r"\s*([+-]?[0-9]+)(?:\.0+)?\s*")


@dataclass(frozen=True)
class Forgotten:
    """All persons of one erasure together.

    `pseudonyms` has for each id, as text, the random id (as text, of the ids' type) that takes its place wherever a
    row stays. `emails` are normalised addresses, `phones` numbers in all the ways in which they are written, without
    what people write between digits (spellings_of), `texts` what else tells of them wherever it stands alone: first
    name and surname as one text, streets. `orders` has for the id, as text, of each of their orders that name no
    customer the pseudonym that it gets.
    """

    pseudonyms: Mapping[str, str]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    orders: Mapping[str, str] = field(default_factory=dict)

    @property
    def known_by(self) -> frozenset[str]:
        """Everything that a person may be recognised by but the ids."""
        return self.emails | self.phones | self.texts

    def and_also(self, other: "Forgotten") -> "Forgotten":
        """Those of both; an id of both keeps the pseudonym that it has here."""
        return Forgotten(
            {**other.pseudonyms, **self.pseudonyms},
            self.emails | other.emails,
            self.phones | other.phones,
            self.texts | other.texts,
            {**other.orders, **self.orders},
        )

    def pseudonym_of(self, value: object) -> str | None:
        """What stands for a value as a file has it, if it is one of the ids."""
        # Before a long number, spreadsheets and exports for them write an apostrophe.
        text = str(value).strip().removeprefix("'")
        found = self.pseudonyms.get(text)
        if found is None and (number := WHOLE_NUMBER.fullmatch(text)):
            # Of ids that are numbers, files write 7 also as 007, +7 or 7.0.
            found = self.pseudonyms.get(str(int(number[1]))) if self._are_numbers else None
        return found

    def is_known_by(self, value: object) -> bool:
        """Whether a value is an address, a number or another text of theirs."""
        text = str(value).strip()
        return comparable(text) in self.emails or BETWEEN_DIGITS.sub("", text) in self.phones or text in self.texts

    @property
    def _are_numbers(self) -> bool:
        return all(re.fullmatch("-?[0-9]+", each) for each in self.pseudonyms)


def spellings_of(phone: str, phone_country_code: str) -> frozenset[str]:
    """A phone number as people write it with, without and instead of its country's code, and as it was written.

    None of them has anything between its digits. A number without a code is one of that country's.
    """
    written = BETWEEN_DIGITS.sub("", phone)
    region = phonenumbers.region_code_for_country_code(int(phone_country_code))
    number = number_of(phone, region)
    if number is None:
        return frozenset({written})
    parsed = phonenumbers.parse(number)
    national = phonenumbers.national_significant_number(parsed)
    code = str(parsed.country_code)
    return frozenset({written, number, f"00{code}{national}", f"{code}{national}", national, f"0{national}"})


def new_pseudonym(id_type: str) -> str:
    """A random id, as text: `e` and 20 hex digits, or where ids are bigint a number below 0."""
    if id_type == "varchar":
        return f"e{secrets.token_hex(10)}"
    return str(-1 - secrets.randbits(60))
