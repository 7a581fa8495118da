"""A finding: something in the shop's data that a person should look at, and what can be done about it.

Where findings come from is elsewhere: the landing's in orchestration.landing.findings, all others in models/findings/.
A night's findings are published as the table night_findings; this reads it. How they are printed is
orchestration.account's.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.errors import RollcallError
from orchestration.warehouse.connections import scratch
from orchestration.warehouse.text import parquet_of

TABLE = "night_findings"
# These make the night exit with 3, and come before all others.
HELD, REFUSED = "held_group", "refused_file"
STOPPING = (HELD, REFUSED)


class FindingsDamaged(RollcallError):
    """The table night_findings of a generation cannot be read."""


@dataclass(frozen=True)
class Finding:
    """`count` things of a kind, of `out_of` looked at, if that says something; `example` is an id, a status, a name.

    `detail` says more, such as the commonest reason; `is_warning` is whether the share is above the shop's limit.
    No part of it is ever the content of a contact column.
    """

    kind: str
    table_name: str
    count: int
    out_of: int | None
    example: str | None
    detail: str | None
    what_to_do: str
    is_warning: bool = False

    @property
    def share(self) -> float:
        return self.count / self.out_of if self.out_of else 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """What stops something, then what is above the limit, then by share and number."""
    return sorted(
        findings,
        key=lambda each: (
            each.kind not in STOPPING,
            not each.is_warning,
            -each.share,
            -each.count,
            each.kind,
            each.table_name,
            each.example or "",
        ),
    )


def lacking(findings: Iterable[Finding]) -> str:
    """What a published night is without, a line per group and file; empty if nothing: it then ends well."""
    held = [f"  {each.example}: {each.detail}" for each in findings if each.kind == HELD]
    refused = [f"  {each.example}: {each.detail}" for each in findings if each.kind == REFUSED]
    parts = []
    if held:
        parts.append("\n".join([f"published, but {len(held)} groups are held at their last members:", *held]))
    if refused:
        parts.append("\n".join([f"published, but without {len(refused)} refused files; fix or remove them:", *refused]))
    return "\n".join(parts)


def above(limit: float, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, marked as warnings where the share is above the limit."""
    return [
        Finding(**{**asdict(each), "is_warning": each.is_warning or (each.out_of is not None and each.share > limit)})
        for each in findings
    ]


def published(parquet: Path) -> list[Finding]:
    """The findings of a generation, given its Parquet folder, worst first; none of a version that had no such table.

    Raises:
        FindingsDamaged: the table's files are not what a night wrote.
    """
    folder = parquet / TABLE
    if not folder.is_dir():
        return []
    try:
        with scratch() as connection:
            rows = connection.execute(
                'select kind, table_name, "count", out_of, example, detail, what_to_do, is_warning'
                f" from {parquet_of(folder)}"
            ).fetchall()
    except duckdb.Error:
        raise FindingsDamaged(
            f"{folder} cannot be read; restore the generation from a backup, or go back with `rollcall rollback --to`"
        ) from None
    return worst_first(Finding(*row) for row in rows)
