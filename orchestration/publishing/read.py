"""Reading a published generation back, for people at the command line."""

from typing import Any

import duckdb

from orchestration.publishing.generations import Generation, NoGeneration


def read_group(generation: Generation, key: str, last: int) -> dict[str, Any]:
    """A group's row of the groups table and, as `moves`, its latest joinings and leavings, newest first.

    Raises:
        NoGeneration: the generation has no such group; the message names the closest.
    """
    if key not in generation.manifest.groups:
        raise NoGeneration(f"no group {key!r}; there are: {', '.join(generation.manifest.groups) or 'none'}")
    with duckdb.connect(str(generation.bi_file), read_only=True) as connection:
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
