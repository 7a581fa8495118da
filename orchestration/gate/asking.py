"""What the materialization customer_group asks, and how it is answered, on either engine."""

import re
from collections.abc import Callable
from typing import Any

from orchestration.gate import jinja
from orchestration.gate.rules import Fault, Reader, first_of, in_words

Check = Callable[[str, Reader], list[Fault]]
TEXT = r"(?P<text>'(?:[^']|'')*'|\"[^\"]*\")"
COMMENT = r"(?P<comment>--(?:\{\{.*?\}\}|\{%.*?%\}|[^\n])*|/\*.*?\*/)"
JINJA = r"(?P<jinja>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})"
JINJA_IN_COMMENT = re.compile(r"(?:--|/\*)[^\n]*\{[{%]")
# Of a group's file, where quotes inside of Jinja are Jinja's, and of SQL, where braces inside of quotes are a text's.
FILE_TOKEN = re.compile(f"{JINJA}|{TEXT}|{COMMENT}|(?P<other>.)", re.DOTALL)
SQL_TOKEN = re.compile(rf"{TEXT}|{COMMENT}|(?P<end>;)|(?P<blank>\s+)|(?P<other>.)", re.DOTALL)


def answer(asked: dict[str, Any], check: Check, known: jinja.Known | None = None) -> None:
    """Add to what is asked one of three answers.

    To `raw` alone, a group's file: `runnable`, the file without the Jinja that stands in comments. To `rendered`, what
    was made of that: `selection`, without what ends it. To `sql`, the SQL that is to be run, with `raw`, `place`, the
    file's name, `readable`, `groups`, `customers` and perhaps `locales`: `selection` and `fault`, in words, or none.
    The file's Jinja is looked at too if it is `known` what it may name: nobody has in an analyst's own build.
    """
    if "rendered" in asked:
        asked["selection"] = unended(asked["rendered"])
        return
    if "sql" not in asked:
        asked["runnable"] = uncommented(asked["raw"])
        return
    asked["selection"] = unended(asked["sql"])
    reader = Reader(
        frozenset(each.lower() for each in asked["readable"]),
        frozenset(asked["groups"]),
        asked["customers"].lower(),
        tuple(asked.get("locales") or ()),
    )
    faults = [in_words(asked["place"], asked["raw"], each) for each in check(asked["selection"], reader)]
    if known is not None:
        faults = [f"{asked['place']}: {each}" for each in jinja.faults(asked["raw"], known)] + faults
    asked["fault"] = first_of(list(dict.fromkeys(faults)))


def uncommented(raw: str) -> str:
    """A group's file in which Jinja in SQL comments is not run: it would write lines beyond the comment."""
    if not JINJA_IN_COMMENT.search(raw):
        return raw
    return "".join(
        re.sub(r"[{}]", " ", token[0]) if token["comment"] else token[0] for token in FILE_TOKEN.finditer(raw)
    )


def unended(sql: str) -> str:
    """The SQL without semicolons that nothing follows."""
    tokens = [(token.lastgroup, token[0]) for token in SQL_TOKEN.finditer(sql)]
    last = max((place for place, (kind, _) in enumerate(tokens) if kind not in ("end", "blank", "comment")), default=-1)
    return "".join(text for place, (kind, text) in enumerate(tokens) if place <= last or kind != "end")
