"""Reading a published generation back, for people at the command line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb

from orchestration.publishing.generations import Generation, NoGeneration
from orchestration.warehouse.connections import LANDED, WORKSHOP, read_only, scratch
from orchestration.warehouse.text import parquet_of


def columns_of(generation: Generation, table: str) -> list[str]:
    """The columns of a published table, of which an earlier version may have had fewer; none without the table."""
    folder = generation.parquet / table
    if table not in generation.manifest.tables:
        return []
    with scratch() as connection:
        return [row[0] for row in connection.execute(f"describe from {parquet_of(folder)}").fetchall()]


def groups_with(generation: Generation, words: Sequence[str]) -> list[str]:
    """The keys of groups that have each word in their key, name or description, whatever its case and accents."""
    text = "lower(strip_accents(concat_ws(' ', group_key, name, description)))"
    conditions = [f"contains({text}, lower(strip_accents(?)))" for _ in words] or ["true"]
    with read_only(generation.bi_file) as connection:
        rows = connection.execute(
            f"select group_key from groups where {' and '.join(conditions)} order by group_key", list(words)
        ).fetchall()
    return [key for (key,) in rows if key in generation.manifest.groups]


def read_group(generation: Generation, key: str, last: int) -> dict[str, Any]:
    """A group's row of the groups table and, as `moves`, its latest membership events, newest first.

    Raises:
        NoGeneration: the generation has no such group; the message names the closest.
    """
    if key not in generation.manifest.groups:
        raise NoGeneration(f"no group {key!r}; there are: {', '.join(generation.manifest.groups) or 'none'}")
    with read_only(generation.bi_file) as connection:
        cursor = connection.execute("select * from groups where group_key = ?", [key])
        row = cursor.fetchone()
        assert row is not None
        group = dict(zip([column[0] for column in cursor.description], row, strict=True))
        cursor = connection.execute(
            "select event, customer_id, occurred_at, cause from membership_events"
            " where group_key = ? order by event_id desc limit ?",
            [key, last],
        )
        names = [column[0] for column in cursor.description]
        group["moves"] = [dict(zip(names, move, strict=True)) for move in cursor.fetchall()]
    return group


def landed_since(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """When the latest file landed, if that was after the night whose workshop is attached, beside the raw tables."""
    ((known, latest),) = connection.execute(
        f"select (select last_landed_at from {WORKSHOP}.main.night), (select max(landed_at) from"
        f" {LANDED}.raw.landed_files)"
    ).fetchall()
    return latest if latest is not None and (known is None or latest > known) else None
