"""Who was forgotten, as keyed hashes: `erasures.ndjson` of the home, one line an erasure.

By it a row of theirs that is sent again is told (withheld.py). Without the home's secret nobody can tell by a line who
it was.
"""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

import phonenumbers

from orchestration import durable
from orchestration.erasure.persons import Forgotten
from orchestration.identity import comparable, secret_of
from orchestration.landing.phones import number_of
from orchestration.settings import Home

# Before an id, so that one that looks like a phone number is not taken for it.
ID = "id:"


@dataclass(frozen=True)
class Erased:
    """An erasure: when it was asked for (the latest request; ISO 8601, UTC), and hashes.

    `emails` and `phones` are those that nobody else had, and `lists` what was unsubscribed from, as (name, when).
    """

    requested_at: str
    ids: list[str]
    emails: list[str]
    phones: list[str]
    lists: list[tuple[str, str]]


def hashing(home: Home, phone_country_code: str) -> Callable[[str], str]:
    """What makes the keyed hash, 64 hex digits, of an e-mail address, a phone number, or an id after ID.

    An address or a number has one hash however it is written; a number without a country is one of that code's.
    """
    key = secret_of(home)
    region = phonenumbers.region_code_for_country_code(int(phone_country_code))

    def keyed(text: str) -> str:
        if text.startswith(ID):
            compared = text
        else:
            compared = comparable(text) if "@" in text else number_of(text, region) or text.strip()
        return hmac.new(key, compared.encode(), "sha256").hexdigest()

    return keyed


def erased_of(
    forgotten: Forgotten, requested_at: str, lists: Iterable[tuple[str, str]], keyed: Callable[[str], str]
) -> Erased:
    """The line of an erasure."""
    return Erased(
        requested_at,
        sorted(keyed(ID + id_) for id_ in forgotten.pseudonyms),
        sorted(map(keyed, forgotten.emails)),
        sorted({keyed(phone) for phone in forgotten.phones}),
        list(lists),
    )


def enter(home: Home, erased: Iterable[Erased]) -> None:
    """Add lines, on the disk when this returns; one that is there already is not added again."""
    known = read(home)
    durable.append(home.erasures, [asdict(each) for each in erased if each not in known])


def read(home: Home) -> list[Erased]:
    """Every erasure of the home, the earliest first."""
    rows = durable.rows_of(home.erasures)
    return [Erased(**{**row, "lists": [(name, at) for name, at in row["lists"]]}) for row in rows]
