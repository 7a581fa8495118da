"""The YAML of a proposed mapping, with a comment wherever somebody should look.

Belongs here: how the proposal reads. Does not belong here: what is proposed (guess_columns.py, guess_form.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from orchestration.landing.guess_columns import Columns, TableGuess, Taken
from orchestration.landing.guess_form import Said
from orchestration.landing.report import FileResult

SHOWN_UNREAD = 40


@dataclass(frozen=True)
class Trial:
    """What became of the rows of the whole file, by table, and of each table the line and column first at fault."""

    results: tuple[FileResult, ...]
    faults: Mapping[str, tuple[int, str]]


def yaml_of(
    file_name: str, form: Sequence[Said], columns: Columns, tables: Mapping[str, TableGuess], trial: Trial | None
) -> str:
    """The text of a mapping's file."""
    lines = [
        "# yaml-language-server: $schema=../docs/mapping.schema.json",
        f"# Proposed by rollcall land --guess for {_plain(file_name)}. A comment with an arrow (<-) asks you to look.",
        *_of_trial(trial),
    ]
    if columns.unread:
        named = ", ".join(_plain(each) for each in columns.unread[:SHOWN_UNREAD])
        more = len(columns.unread) - SHOWN_UNREAD
        lines.append(f"# <- Not read: {named}{f', and {more} more' if more > 0 else ''}")
    if form:
        lines.append("file:" if any(said.value is not None for said in form) else "# file:")
        for said in form:
            lines += _noted(said.note, 2)
            if said.value is not None:
                lines.append(f"  {said.name}: {_flow(said.value)}")
    values = [taken for table in tables.values() for taken in table.columns.values()]
    numbers = {heading for taken in values for heading in taken.numbers}
    needed = _needed(columns, values) | numbers
    lines += ["", "columns:"]
    for heading in columns.headings.values():
        kind = "number" if heading in numbers else "text"
        lines.append(f"  {_flow(heading)}: {_flow(kind if heading in needed else {'optional': True})}")
    lines += ["", "tables:"]
    for name, table in tables.items():
        lines.append(f"  {name}:")
        if table.key:
            lines.append(f"    key: {_flow(table.key)}")
        if table.where:
            lines.append(f"    where: {_flow(table.where)}")
        lines.append("    columns:")
        for column, taken in table.columns.items():
            lines += _noted(taken.note, 6)
            lines.append(f"      {column}: {_flow(taken.value)}")
    return "\n".join(lines) + "\n"


def _of_trial(trial: Trial | None) -> list[str]:
    lines = []
    for result in trial.results if trial else ():
        told = f"{result.table}: {result.accepted_rows:,} of {result.read_rows:,} rows can land"
        fault = trial.faults.get(result.table) if trial else None
        if fault is not None:
            line, column = fault
            told = f"<- {told}; the first of the others is in line {line:,}{f', for its {column}' if column else ''}"
        lines.append(f"# {told}")
    return lines


def _needed(columns: Columns, values: Sequence[Taken]) -> set[str]:
    """The headings without which a file is another one: those of keys, and of what every row must have."""
    names = {"order_id", "ordered_at", "product_id", "total_amount"} if columns.is_orders else {"customer_id"}
    made = {taken.value["made_id"] for taken in values if isinstance(taken.value, dict) and "made_id" in taken.value}
    return {columns.headings[name] for name in names if name in columns.headings} | made


def _noted(note: str, indent: int) -> list[str]:
    return [f"{' ' * indent}# <- {_plain(note)}"] if note else []


def _plain(text: str) -> str:
    """A text that stays in its comment."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _flow(value: Any) -> str:
    """A value in YAML, on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")
