"""Which of several rows of a key win, and what they leave: a fold over the rows in the order in which they landed.

Belongs here: comparing rows whose key occurs more than once. Does not belong here: finding them, or changing the raw
table (upsert.py).

The order is that of landings, of files within one (files.py), of lines within a file; what is stored comes first, as
one row. A row without `updated_at` wins over all before it; after it the latest `updated_at` wins, of equal ones the
later row. A row that loses changes nothing. Of those that won each column keeps the last value whose file had that
column, except `deleted_at`, which is that of the last winner: a row with one brings nothing else but its `updated_at`.

So that a fold can go on at the next landing, `_is_undated` marks a stored row whose last winner had no `updated_at`
although the column, from an earlier one, has a value. `_is_bare` marks a row that was withdrawn and never sent: it is
not there even before `deleted_at`.
"""

from collections.abc import Mapping

import duckdb

from orchestration.landing.contract import Table
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import columns, literal, quoted

UPDATED = "updated_at"
WITHDRAWN = "deleted_at"


def has(table: Table, name: str) -> bool:
    """Whether the contract gives the table this column."""
    return any(column.name == name for column in table.columns)


def judge(connection: duckdb.DuckDBPyConnection, table: Table, lacking: Mapping[int, frozenset[str]]) -> None:
    """Fold the rows of landing_contenders, which upsert.py fills.

    What comes of it is in temp tables: landing_outcomes, one row per key (old_row, best_row, is_merged: no row is the
    result as it is); landing_merged, the rows that are put together (is_unchanged: as what is stored); landing_kept,
    the row ids that stay; landing_marks (row_id, is_undated) for those whose `_is_undated` changes.
    """
    _gather_lacking(connection, table, lacking)
    dated = count(connection, "from landing_contenders where moment is not null")
    undated = count(connection, "from landing_contenders where moment is null")
    parts = count(connection, "from landing_lacks")
    parts += count(connection, "from landing_contenders where is_withdrawal")
    key = columns(table.key)
    if parts or (dated and undated):
        _gather_winners(connection, table, bool(dated), bool(undated))
        best, is_merged = "row_id", "arg_max(is_partial, row_id) filter (wins) and count(*) filter (wins) > 1"
        rows, wins = "landing_winners", "filter (wins)"
    else:
        # Nobody needs to know who won before the last winner, and one number tells which row that is.
        _gather_winners(connection, table, bool(dated), bool(undated), "where false")
        best = "epoch_us(moment)::hugeint * 1000000000000 + row_id" if dated else "row_id"
        is_merged, rows, wins = "false", "landing_contenders", ""
    connection.execute(
        f"""
        create or replace temp table landing_outcomes as
        select {key},
            max(row_id) filter (is_old) as old_row,
            arg_max(row_id, {best}) {wins} as best_row,
            bool_or(was_undated) as was_undated,
            {is_merged} as is_merged,
            coalesce(max(content) filter (is_old) = arg_max(content, {best}) {wins}, false) as is_unchanged
        from {rows}
        group by {key}
        """
    )
    _merge(connection, table)
    connection.execute(
        """
        create or replace temp table landing_kept as
        select case when is_unchanged then old_row else best_row end as row_id from landing_outcomes where not is_merged
        union all
        select old_row from landing_merged where is_unchanged
        """
    )
    connection.execute(
        """
        create or replace temp table landing_marks as
        select old_row as row_id, cast(null as boolean) as is_undated
        from landing_outcomes where was_undated and is_unchanged and best_row != old_row and not is_merged
        union all
        select old_row, _is_undated from landing_merged
        where is_unchanged and _is_undated is distinct from nullif(was_undated, false)
        """
    )


def _gather_lacking(connection: duckdb.DuckDBPyConnection, table: Table, lacking: Mapping[int, frozenset[str]]) -> None:
    """Fill landing_lacks with the columns (_file_id, name) that a file lacks and some rival has a value for.

    A column that no rival has a value for cannot lose one, and most files that lack a column never had it.
    """
    connection.execute("create or replace temp table landing_lacks (_file_id integer, name varchar)")
    rivals = {
        file_id for (file_id,) in connection.execute("select distinct _file_id from landing_contenders").fetchall()
    }
    lacked = {name for file_id in rivals & lacking.keys() for name in lacking[file_id]} - {*table.key, WITHDRAWN}
    if not lacked:
        return
    filled = connection.execute(
        f"""
        select {", ".join(f"count({quoted(name)}) > 0" for name in sorted(lacked))}
        from raw.{quoted(table.name)} where rowid in (select row_id from landing_contenders)
        """
    ).fetchone()
    assert filled is not None
    needed = {name for name, is_filled in zip(sorted(lacked), filled, strict=True) if is_filled}
    rows = [
        (file_id, name) for file_id in sorted(rivals & lacking.keys()) for name in sorted(needed & lacking[file_id])
    ]
    if rows:
        connection.execute(
            "insert into landing_lacks select unnest($1), unnest($2)",
            [[file_id for file_id, _ in rows], [name for _, name in rows]],
        )


def _gather_winners(
    connection: duckdb.DuckDBPyConnection, table: Table, dated: bool, undated: bool, which: str = ""
) -> None:
    """Fill landing_winners: the contenders with `wins`, and `is_partial` where a row does not bring all columns.

    `dated` and `undated`: there are contenders with, and without, updated_at.
    """
    key = columns(table.key)
    # Between rows that all lack updated_at, or all have it, there is one segment, or as many as rows.
    rows, segment = "landing_contenders", ""
    if dated and undated:
        rows = f"""(
            select *, count(*) filter (moment is null) over (partition by {key} order by row_id) as segment
            from landing_contenders
        )"""
        segment = ", segment"
    wins = "true"
    if dated:
        wins = f"""moment is null or moment >= coalesce(max(moment) over (
            partition by {key}{segment} order by row_id rows between unbounded preceding and 1 preceding
        ), moment)"""
    connection.execute(
        f"""
        create or replace temp table landing_winners as
        select row_id, {key}, _file_id, is_old, was_undated, is_withdrawal, content, moment is null as is_undated,
            {wins} as wins,
            is_withdrawal or (not is_old and _file_id in (select _file_id from landing_lacks)) as is_partial
        from {rows} {which}
        """
    )


def _merge(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Fill landing_merged with the keys whose last winner does not bring all columns."""
    lacked = {name for (name,) in connection.execute("select distinct name from landing_lacks").fetchall()}
    merged = [f"winner.{quoted(name)}" for name in table.key]
    for column in table.columns:
        name = quoted(column.name)
        if column.name in table.key:
            continue
        brings = "true" if column.name in (UPDATED, WITHDRAWN) else "not winner.is_withdrawal"
        if column.name in lacked:
            brings += f" and not coalesce(list_contains(file.lacks, {literal(column.name)}), false)"
        merged.append(f"arg_max_null(stored.{name}, winner.row_id) filter ({brings}) as {name}")
    undated = "arg_max(winner.is_undated, winner.row_id)"
    has_moment = f"{quoted(UPDATED)} is not null" if has(table, UPDATED) else "false"
    names = columns(column.name for column in table.columns)
    connection.execute(
        f"""
        create or replace temp table landing_merged as
        with merged as (
            select {", ".join(merged)},
                max(winner._file_id) as _file_id,
                {undated} as is_undated,
                nullif(bool_and(stored._is_bare is not null), false) as _is_bare,
                max(winner.row_id) filter (winner.is_old) as old_row,
                max(winner.content) filter (winner.is_old) as old_content,
                bool_or(winner.was_undated) as was_undated
            from landing_winners as winner
            join landing_outcomes as outcome on outcome.is_merged and {table.same_key("outcome", "winner")}
            join raw.{quoted(table.name)} as stored on stored.rowid = winner.row_id
            left join (select _file_id, list(name) as lacks from landing_lacks group by _file_id) as file
                on file._file_id = winner._file_id
            where winner.wins
            group by {columns(table.key, "winner")}
        )
        select *, nullif(is_undated and {has_moment}, false) as _is_undated,
            coalesce(hash({names}) = old_content, false) as is_unchanged
        from merged
        """
    )
