"""The operators of rules: each with its words in a condition, and the kinds of value that it can be asked of.

Not here: what an operator compares with (fitting.py). The words are those of the vocabulary of conditions.
"""

from typing import Literal, TypeAlias

from orchestration.vocabulary import field_operators


def _comparing(*kinds: str) -> dict[str, str]:
    """Operators that make such a comparison, with their words."""
    return {each.rule: each.word for each in field_operators() if each.compares in kinds}


# Operators that ask for something, by what they compare.
EQUALITY = _comparing("equality")
COMPARING = _comparing("number")
SEARCHING = _comparing("text")
PHONES = _comparing("phone")
DATING = _comparing("moment")
RECURRING = _comparing("window", "anniversary")
LISTED = _comparing("list", "tree")
PRESENCE = _comparing("presence")

WORDS = EQUALITY | COMPARING | SEARCHING | PHONES | DATING | RECURRING | LISTED | PRESENCE
# After a measure, where `is` would have no subject.
WORDS_OF_MEASURES = WORDS | {"eq": "exactly", "in": "one of"}

ASKING = tuple(WORDS)
# Each operator also exists denied, as not_<operator>; these are the other spellings too.
DENYING = {"ne": "eq", "is_not_set": "is_set", "is_not_empty": "is_empty"} | {f"not_{each}": each for each in ASKING}

MATCHING = (*SEARCHING, *PHONES)
WITHOUT_VALUE = (*RECURRING, *PRESENCE)
IGNORING_CASE = (*EQUALITY, "has_all", *SEARCHING)
BY_THE_CLOCK = (*DATING, *RECURRING)

# `any`: a profile field, whose values are texts that may hold anything. `category`: a line's, which has a tree.
Kind: TypeAlias = Literal["text", "number", "boolean", "date", "moment", "any", "category"]

KINDS: dict[Kind, str] = {
    "text": "a text",
    "category": "a text",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "moment": "a moment",
    "any": "a profile field",
}

NUMERIC = (*EQUALITY, *COMPARING)
OF_TEXT = (*EQUALITY, "has_all", *COMPARING, *MATCHING, *PRESENCE)
OF_MOMENT = (*EQUALITY, *DATING, *RECURRING, *PRESENCE)
OF_KIND: dict[Kind, tuple[str, ...]] = {
    "text": OF_TEXT,
    "category": (*OF_TEXT, "in_tree"),
    "number": (*NUMERIC, *PRESENCE),
    "boolean": (*EQUALITY, *PRESENCE),
    "date": OF_MOMENT,
    "moment": OF_MOMENT,
    "any": tuple(op for op in ASKING if op != "in_tree"),
}


def asked(op: str) -> tuple[str, bool]:
    """The operator that an operator asks or denies, and whether it denies it: `ne` is (`eq`, True)."""
    return DENYING.get(op, op), op in DENYING
