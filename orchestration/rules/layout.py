"""Calls of conditions and what is between them, as the text of a group file: literals, line breaks, brackets.

Values become Jinja literals that give the very same value back and in which no scanner, Jinja's or dbt's, can see a
tag. Not here: what is called, and with what (sql.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import TypeAlias

from orchestration.rules.values import plain_digits

WIDTH = 120
STEP = 4
# Deeper conditions are not indented further, so that there is room to write them.
MOST_INDENT = 12 * STEP

Literal: TypeAlias = "str | int | Decimal | bool | Sequence[Literal] | Mapping[str, Literal] | Call | None"


@dataclass(frozen=True)
class Call:
    """A macro called with arguments and options: `number_of_orders('at least', 3, last='90 days')`."""

    name: str
    arguments: tuple[Literal, ...] = ()
    options: tuple[tuple[str, Literal], ...] = ()


Options: TypeAlias = list[tuple[str, Literal]]


@dataclass(frozen=True)
class Not:
    """A condition denied."""

    condition: "Condition"


@dataclass(frozen=True)
class Joined:
    """Two or more conditions with `and` or `or` between them; none of them is joined by the same word."""

    word: str
    conditions: tuple["Condition", ...]


Condition: TypeAlias = Call | bool | Not | Joined


def group_file(condition: Condition) -> str:
    """The text of a group's .sql file."""
    head = "select customer_id\nfrom {{ ref('customers') }}\n"
    if isinstance(condition, Joined):
        lines = "\n".join(_joined(condition, STEP))
        return f"{head}where\n{lines}\n"
    return head + "\n".join(_lines(condition, 0, "where ")) + "\n"


def _joined(joined: Joined, indent: int) -> Iterator[str]:
    for position, condition in enumerate(joined.conditions):
        yield from _lines(condition, indent, f"{joined.word} " if position else "")


def _lines(condition: Condition, indent: int, before: str) -> Iterator[str]:
    """A condition, with `before` in front of it, as lines."""
    while isinstance(condition, Not):
        condition, before = condition.condition, f"{before}not "
    margin = " " * indent
    match condition:
        case Call():
            call = _broken(condition, indent, len(f"{margin}{before}{{{{ "), len(" }}"))
            yield from f"{margin}{before}{{{{ {call} }}}}".split("\n")
        case bool():
            yield f"{margin}{before}{str(condition).lower()}"
        case Joined():
            yield f"{margin}{before}("
            yield from _joined(condition, min(indent + STEP, MOST_INDENT))
            yield f"{margin})"


def _broken(value: Literal, indent: int, before: int, after: int) -> str:
    """A literal or call, over several lines if it does not fit between so many characters before and after it.

    Lines after the first have their indentation. What cannot be broken, such as a long text, stays whole.
    """
    text = written(value)
    if before + len(text) + after <= WIDTH:
        return text
    inner, closing = indent + STEP, "\n" + " " * indent
    match value:
        case Call() if value.arguments or value.options:
            return _broken_call(value, indent, before, after)
        case Mapping():
            lines = [_entry(f"{text_literal(key)}: ", each, inner) for key, each in value.items()]
            return "{\n" + ",\n".join(lines) + closing + "}"
        case list():
            return "[\n" + "\n".join(_filled(value, inner)) + closing + "]"
    return text


def _broken_call(call: Call, indent: int, before: int, after: int) -> str:
    """A call whose last entry alone is broken, if that needs lines of its own anyway; else with a line per entry."""
    inner = indent + STEP
    entries = [("", each) for each in call.arguments] + [(f"{name}=", each) for name, each in call.options]
    option, last = entries.pop()
    opening = f"{call.name}({''.join(f'{name}{written(each)}, ' for name, each in entries)}{option}"
    first_of_last = f"{last.name}(" if isinstance(last, Call) else "["
    if (
        isinstance(last, Call | list)
        and not any(isinstance(each, Call) for _, each in entries)
        and inner + len(option) + len(written(last)) > WIDTH
        and before + len(opening) + len(first_of_last) <= WIDTH
    ):
        return f"{opening}{_broken(last, indent, before + len(opening), after + 1)})"
    plain = list(takewhile(lambda each: not isinstance(each, Call | Mapping | list), call.arguments))
    lines = ["\n".join(_filled(plain, inner))] if plain else []
    lines += [_entry("", each, inner) for each in call.arguments[len(plain) :]]
    lines += [_entry(f"{name}=", each, inner) for name, each in call.options]
    return f"{call.name}(\n" + ",\n".join(lines) + "\n" + " " * indent + ")"


def _entry(name: str, value: Literal, indent: int) -> str:
    return " " * indent + name + _broken(value, indent, indent + len(name), 1)


def _filled(values: Sequence[Literal], indent: int) -> Iterator[str]:
    """The values in lines that are as full as can be."""
    margin = " " * indent
    line = ""
    for position, each in enumerate(values):
        item = written(each) + ("," if position < len(values) - 1 else "")
        if line and len(margin) + len(line) + 1 + len(item) > WIDTH:
            yield margin + line
            line = item
        else:
            line = f"{line} {item}" if line else item
    yield margin + line


def written(value: Literal) -> str:
    """A literal or call in one line."""
    match value:
        case Call():
            options = [f"{name}={written(each)}" for name, each in value.options]
            return f"{value.name}({', '.join([*map(written, value.arguments), *options])})"
        case None:
            return "none"
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Decimal():
            return number_literal(value)
        case str():
            return text_literal(value)
        case Mapping():
            return "{" + ", ".join(f"{text_literal(key)}: {written(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(written, value)) + "]"


def number_literal(value: Decimal) -> str:
    """The number, or the text of one whose digits Jinja, which has binary floats, would not give back."""
    digits = plain_digits(value)
    as_jinja_reads_it = repr(float(digits)) if "." in digits else digits
    exact = "e" not in as_jinja_reads_it and Decimal(as_jinja_reads_it) == value
    return digits if exact else text_literal(digits)


def text_literal(value: str) -> str:
    r"""The text in quotes.

    Backslashes, quotes and what cannot be seen are escaped, and so is one character of each pair that opens or closes
    a tag: `{{` is written `\x7b{`.
    """
    quote = '"' if "'" in value and '"' not in value else "'"
    characters = []
    for position, character in enumerate(value):
        following, preceding = value[position + 1 : position + 2], value[position - 1 : position]
        if character in (quote, "\\"):
            characters.append("\\" + character)
        elif (character == "{" and following in ("{", "%", "#")) or (character == "}" and preceding in ("}", "%", "#")):
            characters.append(f"\\x{ord(character):02x}")
        elif character.isprintable():
            characters.append(character)
        else:
            characters.append(ESCAPES.get(character) or _escape(ord(character)))
    return quote + "".join(characters) + quote


ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
