"""A definition that somebody has saved or typed, made into SQL over the workshop; the gate comes first.

Its Jinja is looked at before anything is rendered, its SQL before anything runs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.building.results import Apart, DbtError
from orchestration.desk.marks import MARK, Marked, Region, as_written, marked
from orchestration.desk.rendering import Renderer
from orchestration.desk.tree import Tree, split
from orchestration.errors import RollcallError
from orchestration.gate import duckdb_sql, jinja
from orchestration.gate.asking import answer
from orchestration.gate.rules import Reader, first_of, in_words, line_of
from orchestration.groups.files import GROUP_KEY, GroupNameError, group_file
from orchestration.settings import Project
from orchestration.shop import Shop
from orchestration.warehouse.connections import WORKSHOP

# The key that a definition has while it is not a group yet; there are no entries by hand for it.
NO_KEY = "without_a_key"
# What a condition says of a fault of its own.
OF_A_CONDITION = re.compile(r"models/customer_groups/\w+\.sql: (?P<said>(?P<condition>\w+)[(:].*)", re.DOTALL)
# What moves lines between a file and what is rendered of it.
MOVES_LINES = re.compile(r"\{#|\{[{%]-|-[%}]\}")
CATALOG = re.compile(r"'(?:[^']|'')*'|\"memory\"\.|\"(?:[^\"]|\"\")*\"")


class Refused(RollcallError):
    """A definition that is not run; the message has its place, the line where one is known, the problem and the fix."""


@dataclass(frozen=True)
class Draft:
    """A definition. `key`: the group that it is, or is compared with. `place` is what messages call it."""

    text: str
    place: str
    key: str | None = None


@dataclass(frozen=True)
class Compiled:
    """A draft as SQL: what its conditions read, by name, what selects from that, and both as the night runs them."""

    draft: Draft
    reads: Sequence[tuple[str, str]]
    selection: str
    laid_out: str
    regions: Sequence[Region]
    customers: str

    def tree(self) -> Tree:
        """The tree of its conditions.

        Raises:
            Unsplit: it has none.
        """
        return split(self.selection, self.regions, self.customers)


def saved(project: Project, key: str) -> Draft:
    """A group's file.

    Raises:
        GroupNameError: there is none.
        Refused: it cannot be read.
    """
    file = group_file(project, key)
    return in_file(file, key, str(file.relative_to(project.directory)))


def in_file(file: Path, key: str | None, place: str | None = None) -> Draft:
    """A file with a definition.

    Raises:
        Refused: it is not UTF-8.
    """
    try:
        return Draft(file.read_text(encoding="utf-8"), place or str(file), key)
    except UnicodeDecodeError as error:
        raise Refused(f"{place or file}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def compile_draft(renderer: Renderer, shop: Shop, draft: Draft, as_of: datetime) -> Compiled:
    """The draft as SQL over the workshop, as of a moment; runs nothing.

    Raises:
        Refused: the gate refuses it, or it does not compile.
    """
    _require_readable(shop.project, draft)
    marks = marked(draft.text)
    try:
        apart = renderer.apart(draft.key or NO_KEY, marks.text, as_of)
    except DbtError as error:
        raise Refused(_with_place(str(error), draft)) from error
    if marks.pieces and duckdb_sql.parsed(apart.selection)["error"]:
        # A mark may have come between two signs that are one.
        plain = _without_marks(apart)
        if not duckdb_sql.parsed(plain.selection)["error"]:
            apart, marks = plain, Marked(draft.text, {})
    _require_allowed(apart, draft, marks, shop.project)
    selection = _of_workshop(apart.selection)
    return Compiled(
        draft,
        [(name, _of_workshop(sql)) for name, sql in apart.reads],
        selection,
        _of_workshop(apart.laid_out),
        marks.regions(selection),
        apart.customers.replace("memory.", f"{WORKSHOP}.", 1),
    )


def _require_readable(project: Project, draft: Draft) -> None:
    if draft.key is not None and not GROUP_KEY.fullmatch(draft.key):
        raise GroupNameError(
            f"'{draft.key}' cannot be a group key; use a-z, 0-9 and _, a letter first, at most 48 characters"
        )
    if not draft.text.strip():
        raise Refused(f"{draft.place}: it is empty; write select customer_id from {{{{ ref('customers') }}}}")
    fault = first_of(jinja.faults(draft.text, jinja.Known.of(project)))
    if fault is not None:
        raise Refused(f"{draft.place}: {fault}")
    if draft.key in jinja.references(draft.text):
        raise Refused(f"{draft.place}: the group reads itself; break the circle")


def _require_allowed(apart: Apart, draft: Draft, marks: Marked, project: Project) -> None:
    if duckdb_sql.parsed(apart.selection)["error"]:
        reader = Reader(frozenset(), frozenset(apart.groups), apart.customers)
        fault = duckdb_sql.faults(apart.selection, reader)[0]
        line = _line(apart.selection, fault.offset, marks, draft.text)
        raise Refused(f"{draft.place}: line {line}: {fault}" if line else in_words(draft.place, draft.text, fault))
    asked: dict[str, Any] = {
        "raw": draft.text,
        "place": draft.place,
        "sql": apart.laid_out,
        "readable": apart.readable,
        "groups": apart.groups,
        "customers": apart.customers,
        "locales": project.variables.get("locales", []),
    }
    answer(asked, duckdb_sql.faults)
    if asked["fault"]:
        raise Refused(asked["fault"])


def _line(selection: str, offset: int | None, marks: Marked, text: str) -> int | None:
    """The line of the file at a place of what was rendered of it."""
    if offset is None or MOVES_LINES.search(text):
        return None
    before = as_written(selection.encode(), 0, offset, marks.regions(selection))
    # The last mark that has begun holds the place.
    begun = list(MARK.finditer(selection.encode()[:offset]))
    if begun and begun[-1][1] == b"at":
        before = as_written(selection.encode(), 0, begun[-1].start(), marks.regions(selection))
    return before.count("\n") + 1


def _with_place(message: str, draft: Draft) -> str:
    told = OF_A_CONDITION.match(message)
    if told is None:
        return message if message.startswith(draft.place) else f"{draft.place}: {message}"
    line = line_of(draft.text, told["condition"])
    return f"{draft.place}: {f'line {line}: ' if line else ''}{told['said']}"


def _without_marks(apart: Apart) -> Apart:
    def plain(sql: str) -> str:
        return MARK.sub(b"", sql.encode()).decode()

    return Apart(
        apart.reads, plain(apart.selection), plain(apart.laid_out), apart.readable, apart.groups, apart.customers
    )


def _of_workshop(sql: str) -> str:
    """The SQL over the workshop, where dbt has named a warehouse that is not there."""
    return CATALOG.sub(lambda found: f'"{WORKSHOP}".' if found[0] == '"memory".' else found[0], sql)
