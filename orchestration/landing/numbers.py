"""Numbers that are texts in a file: which spellings are read, and how.

Belongs here: SQL expressions over one text. Does not belong here: numbers that the file itself types.

Without `Reading.decimal_mark` a point is the decimal mark; but in an amount exactly three digits after the only point
may be thousands (1.234), so such a text is not an amount until the mark is said. With it, the other mark may stand
between groups of three. A number that begins with 0 is never thousands.
"""

import re

from orchestration.landing.texts import cleaned
from orchestration.warehouse.text import literal

PLAIN_WHOLE = literal("[+-]?[0-9]+")
SETTING = "`decimal_mark: '.'` or `decimal_mark: ','` under vars in dbt_project.yml"


def text_to_amount(text: str, target: str, mark: str | None, decimals: int = 2) -> str:
    """A text as an amount, NULL if it is none, or may be another one than it seems."""
    clean = cleaned(text)
    some = f"[0-9]{{0,{decimals}}}"
    if mark is None:
        whole = (
            f"regexp_full_match({clean}, {literal(f'[+-]?([0-9]+[.]?{some}|[.][0-9]{{1,{decimals}}})')})"
            f" or regexp_full_match({clean}, {literal(f'[+-]?(0[0-9]*)?[.][0-9]{{{decimals}}}0+')})"
            f" or regexp_full_match({clean}, {literal(f'[+-]?[0-9]*[.][0-9]{{{decimals}}}00+')})"
        )
        slow = f"case when {whole} then try_cast({clean} as {target}) end"
    else:
        slow = _marked(clean, target, mark, f"{some}0*")
    return _plain_or(slow, text, target, mark, "{1,2}")


def text_to_decimal(text: str, target: str, mark: str | None) -> str:
    """A text as a quantity or rate, whose one point is the decimal mark unless another is said."""
    clean = cleaned(text)
    if mark == ",":
        slow = _marked(clean, target, mark, "[0-9]*")
    else:
        number = literal("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?")
        slow = f"case when regexp_full_match({clean}, {number}) then try_cast({clean} as {target}) end"
        if mark == ".":
            slow = f"coalesce({slow}, {_marked(clean, target, mark, '[0-9]*')})"
    return _plain_or(slow, text, target, mark, "+")


def text_to_whole(text: str, target: str, mark: str | None) -> str:
    """A text as a whole number; decimals must be zeros, and three of them may be thousands."""
    clean = cleaned(text)
    if mark is None:
        zeros = literal("[+-]?([0-9]+([.](0{0,2}|0{4,}))?|0+[.]0*)")
        slow = f"case when regexp_full_match({clean}, {zeros}) then try_cast({clean} as {target}) end"
    else:
        slow = _marked(clean, target, mark, "0*")
    return f"case when regexp_full_match({text}, {PLAIN_WHOLE}) then try_cast({text} as {target}) else {slow} end"


def text_to_float(text: str, target: str) -> str:
    """A text as a floating number; DuckDB's cast alone takes 1_000."""
    return f"case when not contains({text}, '_') then try_cast({text} as {target}) end"


def advice(text: str, mark: str | None) -> str:
    """An SQL text: what to do about a text that is not a number, empty if there is nothing special about it."""
    ambiguous = literal("[+-]?[0-9]+[.,][0-9]{3}|[+-]?[0-9]{1,3}([.][0-9]{3}){2,}|[+-]?[0-9]{1,3}(,[0-9]{3}){2,}")
    comma = literal("[+-]?[0-9.]*,[0-9]*")
    if mark is not None:
        return literal("")
    return (
        f"case when regexp_full_match({text}, {ambiguous})"
        f" then {literal(f'; does the mark separate thousands, or decimals? Say {SETTING}')}"
        f" when regexp_full_match({text}, {comma})"
        f" then {literal(f'; if the comma is the decimal mark, say {SETTING}')} else '' end"
    )


def _plain_or(slow: str, text: str, target: str, mark: str | None, decimals: str) -> str:
    """A text read at once if it has digits, a decimal mark at most, and so many decimals; else the slow way."""
    plain = literal(f"[+-]?[0-9]+([{mark or '.'}][0-9]{decimals})?")
    number = f"replace({text}, ',', '.')" if mark == "," else text
    return f"case when regexp_full_match({text}, {plain}) then try_cast({number} as {target}) else {slow} end"


def _marked(clean: str, target: str, mark: str, decimals: str) -> str:
    other = re.escape("," if mark == "." else ".")
    number = f"[+-]?([0-9]+|[1-9][0-9]{{0,2}}({other}[0-9]{{3}})+)({re.escape(mark)}{decimals})?"
    without = f"replace(replace({clean}, {literal(',' if mark == '.' else '.')}, ''), {literal(mark)}, '.')"
    return f"case when regexp_full_match({clean}, {literal(number)}) then try_cast({without} as {target}) end"
