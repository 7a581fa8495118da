"""The operators of rules: each with its words in a condition, and the kinds of value that it can be asked of.

Not here: what an operator compares with (fitting.py). The words are those of macros/conditions/, which has their SQL.
"""

from typing import Literal, TypeAlias

# Operators that ask for something, by what they compare. A new one is a row of its family.
EQUALITY = {"eq": "is", "in": "is one of"}
COMPARING = {
    "gt": "more than",
    "gte": "at least",
    "lt": "less than",
    "lte": "at most",
    "between": "within",
}
SEARCHING = {
    "contains": "contains",
    "starts_with": "starts with",
    "ends_with": "ends with",
    "like": "like",
    "regex": "matches",
}
PHONES = {"eq_phone": "is phone", "like_phone": "like phone"}
DATING = {
    "before": "before",
    "after": "after",
    "on_or_before": "on or before",
    "on_or_after": "on or after",
    "on_day": "on",
    "same_second": "at",
}
RECURRING = {"in_window": "in", "anniversary": "anniversary"}
LISTED = {"has_all": "has all of", "in_tree": "in tree"}
PRESENCE = {"is_set": "is set", "is_empty": "is empty"}

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
