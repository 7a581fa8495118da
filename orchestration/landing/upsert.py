"""One row per key: what a raw table holds after several rows of the same key have landed.

Belongs here: finding the keys that occur twice, and taking out what does not stay. Does not belong here: which row
wins and what it changes (fold.py), reading files, or judging single rows.

New rows are appended first; then keys that occur twice are settled. A row whose contract columns all equal what is
there already does not replace it: the old row keeps its `_file_id`, so that downstream models see no change.
"""

from collections.abc import Mapping

import duckdb

from orchestration.landing import fold, replacing, returned, together
from orchestration.landing.contract import Table
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import columns, literal, quoted

DUPLICATE = "duplicate key; a later row of this file has the same key"


def settle(
    connection: duckdb.DuckDBPyConnection, table: Table, first_file_id: int, lacking: Mapping[int, frozenset[str]]
) -> dict[int, int]:
    """Leave one row per key, given that the rows with `_file_id >= first_file_id` were just appended.

    `lacking` has, per new file id, the contract's columns that the file does not have. Returns, per file id, how many
    rows a later row of their own file put aside; their keys are left in the temp table `landing_twins` (_file_id and
    the key columns).
    """
    target = f"raw.{quoted(table.name)}"
    new = f"(select rowid as row_id, * from {target} where _file_id >= {first_file_id})"
    old = f"(select rowid as row_id, * from {target} where _file_id < {first_file_id})"
    together.note_sent(connection, table, first_file_id)
    if table.replaces is not None:
        replacing.gather(connection, table, new, old)
    _gather_repeated(connection, table, new)
    _gather_rivals(connection, table, new, old)
    duplicates = {}
    if count(connection, "from landing_rivals"):
        duplicates = _settle_rivals(connection, table, first_file_id, lacking)
    if table.replaces is not None:
        replacing.take_out(connection, table, first_file_id)
    return duplicates


def _settle_rivals(
    connection: duckdb.DuckDBPyConnection, table: Table, first_file_id: int, lacking: Mapping[int, frozenset[str]]
) -> dict[int, int]:
    """Leave one row of each key in landing_rivals; what settle returns."""
    target = f"raw.{quoted(table.name)}"
    duplicates = _gather_twins(connection, table)
    fold.judge(connection, table, lacking)
    _note_lost_customers(connection, table, first_file_id)
    together.note_sent_again(connection, table)
    returned.note_sent_back(connection, table)
    connection.execute(
        f"""
        delete from {target} where rowid in (
            select row_id from landing_rivals where row_id not in (select row_id from landing_kept)
        )
        """
    )
    if count(connection, "from landing_merged where not is_unchanged"):
        written = columns([*(column.name for column in table.columns), "_file_id", "_is_undated", "_is_bare"])
        connection.execute(
            f"insert into {target} ({written}) select {written} from landing_merged where not is_unchanged"
        )
    if count(connection, "from landing_marks"):
        connection.execute(
            f"""
            update {target} set _is_undated = mark.is_undated
            from landing_marks as mark where {target}.rowid = mark.row_id
            """
        )
    return duplicates


def _note_lost_customers(connection: duckdb.DuckDBPyConnection, table: Table, first_file_id: int) -> None:
    """A row may leave one customer for another; downstream models see only the one it came to."""
    name = "customer_id"
    if name in table.key or name not in (column.name for column in table.columns):
        return
    target = f"raw.{quoted(table.name)}"
    connection.execute(
        f"""
        insert into raw.replaced_customers
        select {first_file_id}, before.{name}
        from landing_outcomes as outcome
        join {target} as before on before.rowid = outcome.old_row
        join {target} as best on best.rowid = outcome.best_row
        where not outcome.is_merged and before.{name} is not null and before.{name} is distinct from best.{name}
        union all
        select {first_file_id}, before.{name}
        from landing_merged as merged
        join {target} as before on before.rowid = merged.old_row
        where before.{name} is not null and before.{name} is distinct from merged.{name}
        """
    )


def _gather_repeated(connection: duckdb.DuckDBPyConnection, table: Table, new: str) -> None:
    """Fill landing_repeated with the keys that occur more than once among the new rows.

    Most deliveries are sorted by key, which one cheap pass proves. Only the rows of the other files are then
    looked up, among themselves and in the sorted ones.
    """
    key = columns(table.key)
    connection.execute(f"create or replace temp table landing_repeated as select {key} from {new} limit 0")
    loose = _unsorted_files(connection, table, new)
    if not loose:
        return
    is_loose = f"_file_id in ({', '.join(map(str, loose))})"
    # Hashes are counted first because they take less memory than text keys; their clashes are then sorted out.
    connection.execute(
        f"""
        insert into landing_repeated
        select {key} from {new}
        where {is_loose} and hash({key}) in (
            select hash({key}) as hashed from {new} where {is_loose} group by hashed having count(*) > 1
        )
        group by all having count(*) > 1
        """
    )
    connection.execute(
        f"""
        insert into landing_repeated
        select {key} from {new} as tidy
        where not {is_loose} and {_spanned(connection, table, "tidy", f"{new} where {is_loose}")}
            and exists (select 1 from {new} as other where {is_loose} and {table.same_key("tidy", "other")})
        """
    )


def _unsorted_files(connection: duckdb.DuckDBPyConnection, table: Table, new: str) -> list[int]:
    """The new files whose keys do not rise strictly, from row to row and file to file.

    Text is compared by length first, so that `9` comes before `10`. NULLs do not order, so with a nullable key
    every file is left over.
    """
    files = [file_id for (file_id,) in connection.execute(f"select distinct _file_id from {new} order by 1").fetchall()]
    if not set(table.key) <= set(table.required):
        return files
    kinds = {column.name: column.data_type for column in table.columns}
    parts: dict[str, str] = {}
    for name in table.key:
        if kinds[name] == "VARCHAR":
            parts[f"length_of_{name}"] = f"strlen({quoted(name)})"
        parts[name] = quoted(name)
    here = ", ".join(f"{part} as {quoted(name)}" for name, part in parts.items())
    lagged = ", ".join(f"lag({quoted(name)}) over () as {quoted('before_' + name)}" for name in parts)
    rises = "false"
    for name in reversed(parts):
        now, before = quoted(name), quoted(f"before_{name}")
        rises = f"({now} > {before} or ({now} = {before} and {rises}))"
    falling = connection.execute(
        f"""
        select distinct _file_id
        from (select *, lag(_file_id) over () as file_before, {lagged} from (select _file_id, {here} from {new}))
        where _file_id = file_before and not {rises}
        """
    ).fetchall()
    ends = connection.execute(
        f"""
        select _file_id, {", ".join(parts.values())} from {new}
        where row_id in (select unnest([min(row_id), max(row_id)]) from {new} group by _file_id) order by row_id
        """
    ).fetchall()
    span = {file_id: [end for each, *end in ends if each == file_id] for file_id in files}
    loose = {file_id for (file_id,) in falling}
    reached = None
    for file_id in sorted(set(files) - loose, key=lambda each: span[each][0]):
        if reached is not None and span[file_id][0] <= reached:
            loose.add(file_id)
        else:
            reached = span[file_id][-1]
    return sorted(loose)


def _gather_rivals(connection: duckdb.DuckDBPyConnection, table: Table, new: str, old: str) -> None:
    """Fill landing_rivals with all rows, old and new, whose key occurs more than once."""
    key = columns(table.key)
    # Row ids first: only the few rivals are then read in all their columns.
    connection.execute("create or replace temp table landing_rival_rows (row_id bigint, is_old boolean)")
    if count(connection, f"from {old}"):
        connection.execute(
            f"""
            insert into landing_rival_rows
            select row_id, true from {old} as earlier
            where {_spanned(connection, table, "earlier", new)}
                and exists (select 1 from {new} as later where {table.same_key("earlier", "later")})
            """
        )
    connection.execute(
        f"""
        create or replace temp table landing_contested as
        select {key} from landing_repeated
        union
        select {key} from {old} where row_id in (select row_id from landing_rival_rows)
        """
    )
    if count(connection, "from landing_contested"):
        connection.execute(
            f"""
            insert into landing_rival_rows
            select row_id, false from {new} as later
            where {_spanned(connection, table, "later", "landing_contested")}
                and exists (select 1 from landing_contested as known where {table.same_key("later", "known")})
            """
        )
    moment = quoted(fold.UPDATED) if fold.has(table, fold.UPDATED) else "cast(null as timestamp)"
    withdrawal = f"{quoted(fold.WITHDRAWN)} is not null and not is_old" if fold.has(table, fold.WITHDRAWN) else "false"
    # Equal hashes stand for equal rows: a changed row is taken for unchanged once in 2^64.
    connection.execute(
        f"""
        create or replace temp table landing_rivals as
        select row_id, {key}, _file_id, is_old,
            case when _is_undated is null or not _is_undated then {moment} end as moment,
            coalesce(_is_undated, false) as was_undated,
            {withdrawal} as is_withdrawal,
            hash({columns(column.name for column in table.columns)}) as content
        from (select rowid as row_id, * from raw.{quoted(table.name)}) as stored
        join landing_rival_rows using (row_id)
        """
    )


def _spanned(connection: duckdb.DuckDBPyConnection, table: Table, rows: str, keys: str) -> str:
    """A condition that rows lie in the range of the keys, which spares the scan of all parts that lie outside."""
    name = table.key[0]
    ends = connection.execute(f"select min({quoted(name)}), max({quoted(name)}) from {keys}").fetchone()
    if name not in table.required or ends is None or ends[0] is None:
        return "true"
    kind = next(column.data_type for column in table.columns if column.name == name)
    low, high = (f"cast({literal(str(end))} as {kind})" for end in ends)
    return f"{rows}.{quoted(name)} between {low} and {high}"


def _gather_twins(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[int, int]:
    """Fill landing_twins, keys of rows that a later one of their file puts aside, and landing_contenders, the rest."""
    twins = f"_file_id, {columns(table.key)}, moment, is_withdrawal"
    connection.execute(
        f"""
        create or replace temp table landing_twins as
        select _file_id, {columns(table.key)}, count(*) - 1 as rejected
        from landing_rivals where not is_old
        group by {twins} having count(*) > 1
        """
    )
    counted = connection.execute("select _file_id, sum(rejected)::bigint from landing_twins group by _file_id")
    duplicates = dict(counted.fetchall())
    left = f"qualify is_old or row_number() over (partition by {twins} order by row_id desc) = 1" if duplicates else ""
    connection.execute(f"create or replace temp view landing_contenders as select * from landing_rivals {left}")
    return duplicates


def twin_columns(table: Table) -> list[str]:
    """What two rows of one file agree in when only their order decides between them, as SQL."""
    moment = [quoted(fold.UPDATED)] if fold.has(table, fold.UPDATED) else []
    withdrawal = [f"{quoted(fold.WITHDRAWN)} is null"] if fold.has(table, fold.WITHDRAWN) else []
    return [*map(quoted, table.key), *moment, *withdrawal]
