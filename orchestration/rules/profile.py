"""The profile fields that a rule names, and whether the shop has them: one that nobody declared or sent selects nobody.

`rollcall groups add` warns of such a field, since it may be landing tomorrow; the night holds the group.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
from pydantic import BaseModel

from orchestration.rules.faults import near
from orchestration.rules.language import FieldIs, Rule
from orchestration.shop import Shop
from orchestration.warehouse.connections import RawClosed, reading_raw

PREFIX = "profile."
KNOWN = """
select field from raw.profile_fields
union
select field from raw.profile_field_values
"""


def profile_fields(rule: Rule) -> list[str]:
    """The profile fields that a rule names, each once."""
    return list(dict.fromkeys(_named(rule)))


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, FieldIs) and part.field.startswith(PREFIX):
        yield part.field.removeprefix(PREFIX)
    if isinstance(part, BaseModel):
        part = [value for _, value in part]
    if isinstance(part, list | tuple):
        for each in part:
            yield from _named(each)


def warnings(rule: Rule, shop: Shop) -> list[str]:
    """A line for each profile field of the rule that the shop has neither declared nor sent."""
    named = profile_fields(rule)
    if not named:
        return []
    try:
        known = _known(shop)
    except RawClosed:
        return ["whether the shop has its profile fields cannot be looked up while files are landing; the night will"]
    return [_warning(name, known) for name in named if name not in known]


def _known(shop: Shop) -> set[str]:
    """The profile fields that have landed.

    Raises:
        RawClosed: files are landing, for longer than is waited for.
    """
    with reading_raw(shop) as connection:
        try:
            return {field for (field,) in connection.execute(KNOWN).fetchall()}
        except duckdb.CatalogException:
            return set()


def _warning(name: str, known: Iterable[str]) -> str:
    meant = near(name, sorted(known))
    fix = f"did you mean 'profile.{meant}'?" if meant else "land it in profile_fields or profile_field_values"
    return f"profile.{name}: nobody has declared or sent such a field, and the night will hold the group; {fix}"
