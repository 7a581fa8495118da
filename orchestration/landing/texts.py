"""Texts in files as they are meant: without blanks around them, composed, and without a spreadsheet's apostrophe.

Belongs here: SQL expressions over one text. Does not belong here: which columns they are used on (values.py).
"""

from orchestration.countries import LAST_SIGMA, SIGMA, codes_by_name, other_two_letters
from orchestration.warehouse.text import literal

# Every blank there is, and what is as good as one: a zero-width space, a byte order mark, a word joiner.
BLANK = r"[\t\n\v\f\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200B}\x{2028}\x{2029}\x{202F}\x{205F}\x{2060}\x{3000}\x{FEFF}]"
AROUND = literal(f"^{BLANK}+|{BLANK}+$")
# A spreadsheet writes an apostrophe before a number that it is to keep as text.
KEPT_AS_TEXT = literal(r"^'([+(-]*[0-9][0-9 .,:/()+-]*)$")
WHOLE_WITH_ZERO = literal(r"^([0-9]+)[.]0$")


def cleaned(text: str) -> str:
    """Trimmed of every kind of blank, composed (NFC), and without an apostrophe before a number."""
    trimmed = f"regexp_replace(nfc_normalize({text}), {AROUND}, '', 'g')"
    return f"regexp_replace({trimmed}, {KEPT_AS_TEXT}, '\\1')"


def cleaned_where_needed(text: str, *, is_whole_id: bool = False) -> str:
    """The same, for a column of which few values need it.

    The test is cheap on purpose: comparisons with the first letter, a look at the last ones, and whether there is a
    letter beyond ASCII. `is_whole_id`: digits with the decimal .0 are the whole number.
    """
    ends = ["' '", "chr(9)", "chr(10)", "chr(13)", *(["'.0'"] if is_whole_id else [])]
    needed = " or ".join(f"suffix({text}, {end})" for end in ends)
    clean = cleaned(text)
    if is_whole_id:
        clean = f"regexp_replace({clean}, {WHOLE_WITH_ZERO}, '\\1')"
    return (
        f"case when {text} < '!' or ({text} >= '''' and {text} < '(') or {needed}"
        f" or strlen({text}) != length({text}) then {clean} else {text} end"
    )


def country_code(text: str, locales: tuple[str, ...]) -> str:
    """The two-letter code of a country, whatever it is called; what is not known is only cleaned.

    Two capital letters need no look at the names, except for those that are another country's code elsewhere.
    """
    others = ", ".join(literal(each) for each in other_two_letters())
    # Two texts that are split once, not a map of a thousand texts, which takes long to plan.
    codes_of = codes_by_name(locales)
    names, codes = (f"string_split({literal('|'.join(each))}, '|')" for each in (codes_of.keys(), codes_of.values()))
    clean = cleaned_where_needed(text)
    small = f"replace(lower({clean}), '{LAST_SIGMA}', '{SIGMA}')"
    return (
        f"case when regexp_full_match({text}, '[A-Z]{{2}}') and {text} not in ({others}) then {text}"
        f" else coalesce({codes}[list_position({names}, {small})], {clean}) end"
    )


def composed(text: str) -> str:
    """A free text as it was written, but composed (NFC), so that equal letters are equal."""
    return f"nfc_normalize({text})"
