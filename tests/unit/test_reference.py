"""The page of conditions: current, whole, and made of what the macros say of themselves."""

import re
from pathlib import Path

import pytest

from docs.conditions import (
    MACROS,
    PAGE,
    PROSE,
    Argument,
    Condition,
    FaultyReference,
    Reference,
    as_sql,
    calls,
    read_reference,
    render,
    samples,
)

LAST = Argument("last", "optional[string]", "A duration.", "none")
SIZE = Condition(
    "size", "Looks", "How tall.", ("size(1)", "not size(2, last='1 day')"), (Argument("low", "any", "The least."), LAST)
)
REFERENCE = Reference((SIZE,), {"windows": (LAST,)})
PROSE_OF_SIZE = "# Page\n\n## Windows\n\n<!-- arguments: windows -->\n\n## Looks\n\n<!-- conditions: Looks -->\n"


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_the_page_of_conditions_is_current() -> None:
    assert render(PROSE.read_text(), read_reference(MACROS)) == PAGE.read_text(), "run `make docs`"


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    page = PAGE.read_text()
    headings = {slug(heading) for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - headings == set()


def test_no_cell_of_a_table_holds_a_bar() -> None:
    columns = [line.count("|") for line in PAGE.read_text().splitlines() if line.startswith("|")]
    tables = re.findall(r"(?:^\|.*\n)+", PAGE.read_text(), re.MULTILINE)
    assert len(columns) > 100
    assert [table for table in tables if len({line.count("|") for line in table.splitlines()}) > 1] == []


def test_files_that_the_pages_name_are_there() -> None:
    project = PAGE.parents[1]
    pages = project.glob("docs/*.md")
    named = {name for page in pages for name in re.findall(r"`((?:models|macros|docs)/[\w/.]+)`", page.read_text())}
    assert len(named) > 20
    assert sorted(name for name in named if not (project / name).exists()) == []


def test_an_entry_has_description_examples_own_arguments_and_the_names_of_shared_ones() -> None:
    page = render(PROSE_OF_SIZE, REFERENCE)
    assert page.split("## Looks\n\n")[1] == (
        "### size\n\n"
        "How tall.\n\n"
        "```sql\n{{ size(1) }}\nnot {{ size(2, last='1 day') }}\n```\n\n"
        "| argument | type | meaning |\n|---|---|---|\n| `low` | any | The least. |\n\n"
        "Also [windows](#windows): `last`.\n"
    )


def test_a_shared_argument_that_a_condition_describes_otherwise_is_its_own() -> None:
    other = Condition("age", "Looks", "How old.", ("age(1)",), (Argument("last", "string", "Something else."),))
    page = render(PROSE_OF_SIZE, Reference((other,), REFERENCE.shared))
    assert "| `last` | string | Something else. |" in page


@pytest.mark.parametrize(
    ("prose", "fault"),
    [
        ("# Page\n", "no place for the conditions of Looks"),
        (PROSE_OF_SIZE + "<!-- conditions: Sounds -->", "<!-- conditions: Sounds -->: there is none of that name"),
        (PROSE_OF_SIZE + "<!-- arguments: colours -->", "<!-- arguments: colours -->: there is none of that name"),
    ],
)
def test_prose_that_does_not_fit_the_conditions_is_refused(prose: str, fault: str) -> None:
    with pytest.raises(FaultyReference, match=re.escape(fault)):
        render(prose, REFERENCE)


def test_defaults_are_those_of_the_macro(tmp_path: Path) -> None:
    (tmp_path / "size.sql").write_text(
        "{% macro size(low, unit='cm', in_shoes=false, range=[1, 2], last=none) %}{% endmacro %}"
    )
    names = ["low", "unit", "in_shoes", "range", "last"]
    arguments = "".join(f"      - {{name: {name}, type: any, description: It is.}}\n" for name in names)
    (tmp_path / "_conditions.yml").write_text(
        "anchors: []\nmacros:\n  - name: size\n    description: How tall.\n"
        "    config: {meta: {section: Looks, examples: [size(1)]}}\n    arguments:\n" + arguments
    )
    (condition,) = read_reference(tmp_path).conditions
    assert [each.default for each in condition.arguments] == ["", "'cm'", "false", "[1, 2]", "none"]


def test_calls_and_groups_of_the_prose_are_found_and_mentions_are_not() -> None:
    prose = (
        "`size(1)` and `not size(2)`, but `size`, `size(...)` and `other(1)`\n\n"
        "```sql\nselect customer_id\nfrom x\n```\n\n```sql\nsize(3)\n```\n"
    )
    assert calls(prose, ["size"]) == ["size(1)", "not size(2)"]
    assert samples(prose) == ["select customer_id\nfrom x\n"]
    assert as_sql("not size(2)") == "not {{ size(2) }}"
