"""Models that publish how an engine reads odd texts and moments, by every macro that the engines have variants of.

Two engines that publish the same tables read them the same.
"""

import json
from collections.abc import Iterable, Sequence

ZONES = ("Europe/Copenhagen", "America/St_Johns", "UTC")
PATTERNS = (
    *("a.b", r"^\s*a", "(?i)^æø", "line2$", "line1.line2", "nl$", "(?m)line1$", r"\bt\w+", r"[$]|\$"),
    *("^[[:punct:][:space:]]*$", "[^[:alnum:]_]x", "^[[:^digit:]]+$", "[[]|[a&&b]|[*&&^]", r"\Qa$b\E|\Q$x\E"),
    *(r"\bcafé\b", r"é\b", r"\Ba", r"^[\s]v|^\sv", r"\S\S\S", "(?P<first>a)b", "a{,2}", r"[\]\[]"),
)
LIKES = ("a%b", r"%\%%", "_x_", r"a\_b", "")
TEXTS = (
    *("", " ", "a", "B", "ÆØÅ æøå", "  pad  ", "\u00a0nb\u00a0", "\ttab\t", "\u2003em", "\u200bzw", "\nnl\n", "\x0bvt"),
    *("a\\b", "a'b", 'a"b', "100%", "a\\%b", "_x_", "🙂 two words", "line1\nline2", "true", "$x", "!?"),
    *("${env:HOME}", "${spark.app.name}", "${x}", "café", "x café y", "a&b", "a$b", "a{,2}", "a[b"),
    *("+44 (0)20 7946 0958", "(0)12345678", "+(0)"),
    *("0", "-0", "007", "1", "-1.50", "1e3", "+1", ".5", "5.", "1\n", "12345678901234567890123456789", "0.1234567891"),
    *("+45 12 34 56 78", "0045 12345678", "012345678", "(12) 34-56", "++45", "+", "00", "45+12", "\uff11\uff12"),
    *("2026-01-01", "2026-02-30", "2024-02-29", "1500-02-29", "9999-12-31", "2026-01-01T00:00:00", "2026-01-01 12:30 "),
    *("2026-01-01 12:30:15.123456", "2026-01-01T12:30:15+02:00", "2026-01-01 12:30-0530", "2026-01-01T12:30z"),
    *("2026-01-01T24:00:00", "2026-01-01T25:00", "2026-01-01T00:30+15:00", "2026-10-25 02:30", "2026-03-29 02:30"),
)
MOMENTS = (
    *("2026-01-31 12:00:00", "2026-02-28 23:30:00", "2026-03-29 00:30:00", "2026-03-29 01:30:00"),
    *("2026-10-25 00:30:00", "2026-10-25 01:30:00", "2024-02-29 12:00:00.123456", "1999-12-31 23:59:59.999999"),
    *("1890-06-01 00:00:00", "0001-01-02 00:00:00"),
)


def _model(rows: Iterable[str], macros: Sequence[str]) -> str:
    """A published model: for each row, as SQL, what each macro call makes of the column `given`."""
    given = " union all\n    ".join(f"select {number} as n, {row} as given" for number, row in enumerate(rows))
    columns = ",\n    ".join(f"{{{{ {macro} }}}} as reading_{number}" for number, macro in enumerate(macros))
    return f"select n, given,\n    {columns}\nfrom (\n    {given}\n) as texts\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


MODELS = {
    "texts": _model(
        (f"{{{{ text_literal({_text(text)}) }}}}" for text in TEXTS),
        [
            *("normalised_phone('given')", "plain_number('given')", "trimmed('given')", "first_word('given')"),
            *(f"text_moment('given', '{zone}')" for zone in ZONES),
            *(f"text_like('given', {_text(like)})" for like in LIKES),
            *(f"regex_found('given', {_text(pattern)})" for pattern in PATTERNS),
        ],
    ),
    "moments": _model(
        (f"timestamp '{moment}'" for moment in MOMENTS),
        [
            "microseconds_between('given', as_of())",
            *(f"utc_to_clock('given', '{zone}')" for zone in ZONES),
            *(f"local_day('given', '{zone}')" for zone in ZONES),
            *(f"moved_on('given', 1, 'month', '{zone}')" for zone in ZONES),
            *(f"moved_on('given', 12, 'month', '{zone}')" for zone in ZONES),
            *(f"moved_on('given', 36, 'hour', '{zone}')" for zone in ZONES),
        ],
    ),
    "parts": "select customer_id, {{ each_part(\"customer_id || '| |a||' || customer_id\") }} as part\n"
    "from {{ ref('customers') }}\n",
}
# By file name; their types are the engine's affair, so they have no contract.
PUBLISHED_MODELS = {
    f"published_{name}.sql": "{{ config(contract={'enforced': false}) }}\n" + sql for name, sql in MODELS.items()
}
