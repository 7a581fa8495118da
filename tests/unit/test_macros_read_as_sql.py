"""Conditions are SQL with holes: a macro's body, not a text that is put together."""

import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import jinja2
import pytest
from jinja2 import nodes

from tests.workspace import PROJECT

FOLDERS = ("conditions", "asking", "time", "vocabulary")
# What stops or warns is a sentence, and a pattern is not SQL.
SENTENCES = {"condition_error", "warn_of", "raise_compiler_error", "warn"}
PATTERNS = {"match", "search", "sub", "findall"}
JINJA = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)


def put_together(files: Mapping[str, str]) -> list[str]:
    """Where a text is put together by `~`, `+`, `%`, join or format, or SQL is returned, as `file:line: what`."""
    return [f"{name}:{line}: {what}" for name, text in files.items() for line, what in _put_together(JINJA.parse(text))]


def _put_together(node: nodes.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.Call):
        called = node.node.attr if isinstance(node.node, nodes.Getattr) else getattr(node.node, "name", "")
        if called in SENTENCES | PATTERNS:
            return
        if called in ("join", "format"):
            yield node.lineno, called
        if called == "return" and any(_is_text(each) for each in node.args):
            yield node.lineno, "return"
    if isinstance(node, nodes.Concat):
        yield node.lineno, "~"
    elif isinstance(node, nodes.Filter) and node.name in ("join", "format"):
        yield node.lineno, node.name
    elif isinstance(node, nodes.Mod | nodes.Add) and (_is_text(node.left) or _is_text(node.right)):
        yield node.lineno, "%" if isinstance(node, nodes.Mod) else "+"
    for each in node.iter_child_nodes():
        yield from _put_together(each)


def _is_text(node: nodes.Node) -> bool:
    """A text of more than a word."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and " " in node.value.strip()


def macro_files() -> dict[str, str]:
    folder = PROJECT / "macros"
    files = [file for part in FOLDERS for file in sorted((folder / part).rglob("*.sql"))]
    return {str(file.relative_to(folder)): file.read_text() for file in files}


def test_no_condition_is_put_together_from_texts() -> None:
    files = macro_files()
    assert len(files) > 70
    assert put_together(files) == []


def test_no_macro_sets_literals_further_in() -> None:
    # `indent` takes every line break for one of SQL's, and makes another of it; `indented` looks for literals.
    found = [name for name, text in macro_files().items() for _ in range(text.count("| indent("))]
    assert found == ["asking/literals.sql"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{{ return('order_count = 0') }}", "return"),
        ("{{ return('order_count = ' ~ number) }}", "~"),
        ("{%- set test = tests | join(' and ') -%}", "join"),
        ("{%- set test = ' and '.join(tests) -%}", "join"),
        ("{%- set test = 'order_count = %s' | format(number) -%}", "format"),
        ("{%- set test = 'order_count = %s' % number -%}", "%"),
        ("{%- set test = 'order_count = ' + number -%}", "+"),
    ],
)
def test_what_is_put_together_is_found(body: str, fault: str) -> None:
    found = put_together({"x.sql": f"{{% macro x(number, tests) -%}}\n{body}\n{{%- endmacro %}}"})
    assert [each.split(": ")[0] for each in found] == ["x.sql:2"] * len(found)
    assert fault in {each.split(": ")[1] for each in found}


def test_sentences_and_values_may_be_put_together() -> None:
    text = (
        "{% macro x(number) -%}\n"
        "{{ condition_error('x', number ~ ' is none', 'use one of ' ~ (names | join(', '))) }}\n"
        "{%- set days = 1 + number -%}{{ return([number, 'counted']) }}\n{%- endmacro %}"
    )
    assert put_together({"x.sql": text}) == []


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("a = 'x'\nand b", "a = 'x'\n    and b"),
        ("a = 'it''s'\nand b", "a = 'it''s'\n    and b"),
        ("a = 'x\ny'", "a = 'x\ny'"),
        ('from "x"."y" as z\nwhere a = \'"\'', 'from "x"."y" as z\n    where a = \'"\''),
        ("from `it's`\nwhere a = 'x\ny'", "from `it's`\nwhere a = 'x\ny'"),
        ("a /* it's */ and b = 'x\ny' /* it's */", "a /* it's */ and b = 'x\ny' /* it's */"),
        ("a -- to here \u2028 no further", "a -- to here \u2028 no further"),
        ("a = \"it's\"\nand b = 'x\ny'", "a = \"it's\"\nand b = 'x\ny'"),
        ("a = 'x\u2028y'", "a = 'x\u2028y'"),
        ("a = $$x\ny$$", "a = $$x\ny$$"),
        ("a = 'it\\'s\nx'", "a = 'it\\'s\nx'"),
    ],
)
def test_a_line_break_that_is_a_literals_stays_as_it_is(text: str, laid_out: str) -> None:
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    environment.globals["modules"] = SimpleNamespace(re=re)
    macros = environment.from_string((PROJECT / "macros" / "asking" / "literals.sql").read_text()).module
    assert macros.indented(text, 4) == laid_out  # type: ignore[attr-defined]
