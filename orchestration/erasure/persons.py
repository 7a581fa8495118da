"""Whom an erasure forgets: their ids, each with the pseudonym that stands for it from then on, and how they are known.

Belongs here: what every step of an erasure is given. Does not belong here: where it is found out (whom.py), or what is
done with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Forgotten:
    """All persons of one erasure together.

    `pseudonyms` has for each id, as text, the random id (as text, of the ids' type) that takes its place wherever a
    row stays. `emails` are normalised addresses, `phones` numbers as written and in international form, `texts` what
    else tells of them wherever it stands alone: first name and surname as one text, streets.
    """

    pseudonyms: Mapping[str, str]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    orders: frozenset[str] = field(default_factory=frozenset)

    @property
    def known_by(self) -> frozenset[str]:
        """Everything that a person may be recognised by but the ids."""
        return self.emails | self.phones | self.texts
