"""One row per key: which of several rows with the same key stays in a raw table.

Belongs here: comparing rows that have landed. Does not belong here: reading files, or judging single rows.

New rows are appended first; then keys that occur twice are settled. The row with the later `updated_at` stays,
if the table has that column and both rows have a value; else the row of the file later in name order; else the
later row of the file. A row whose contract columns all equal those of the row already there does not replace it:
the old row keeps its `_file_id`, so that downstream models see no change, and `_last_file_id` remembers the file
that sent it last, because name order counts from there.
"""

import duckdb

from orchestration.landing.contract import Table
from orchestration.landing.sql import columns, literal, quoted, same_key

UPDATED = "updated_at"
DUPLICATE = "duplicate key; a later row of this file has the same key"


def settle(connection: duckdb.DuckDBPyConnection, table: Table, first_file_id: int) -> dict[int, int]:
    """Leave one row per key, given that the rows with `_file_id >= first_file_id` were just appended.

    Returns, per file id, how many rows a later row of their own file put aside; their keys are left in the temp
    table `landing_twins` (_file_id and the key columns).
    """
    target = f"raw.{quoted(table.name)}"
    new = f"(select rowid as row_id, * from {target} where _file_id >= {first_file_id})"
    old = f"(select rowid as row_id, * from {target} where _file_id < {first_file_id})"
    _gather_repeated(connection, table, new)
    _gather_rivals(connection, table, new, old)
    if not _count(connection, "from landing_rivals"):
        return {}
    duplicates = _gather_twins(connection, table)
    _judge(connection, table)
    losers = "rowid in (select row_id from landing_verdicts where not stays)"
    if "customer_id" in (column.name for column in table.columns):
        # A row may leave one customer for another; downstream models see only the one it came to.
        connection.execute(
            f"""
            insert into raw.replaced_customers
            select {first_file_id}, customer_id from {target}
            where {losers} and _file_id < {first_file_id} and customer_id is not null
            """
        )
    connection.execute(f"delete from {target} where {losers}")
    if _count(connection, "from landing_verdicts where is_sent_again"):
        connection.execute(
            f"""
            update {target} set _last_file_id = verdict.last_file_id
            from landing_verdicts as verdict
            where {target}.rowid = verdict.row_id and verdict.is_sent_again
            """
        )
    return duplicates


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
            and exists (select 1 from {new} as other where {is_loose} and {same_key(table, "tidy", "other")})
        """
    )


def _unsorted_files(connection: duckdb.DuckDBPyConnection, table: Table, new: str) -> list[int]:
    """The new files left over once those are set aside whose keys rise strictly, from row to row and file to file.

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
    kept = columns(twin_columns(table))
    key = columns(table.key)
    # Row ids first: only the few rivals are then read in all their columns.
    connection.execute("create or replace temp table landing_rival_rows (row_id bigint, is_old boolean)")
    if _count(connection, f"from {old}"):
        connection.execute(
            f"""
            insert into landing_rival_rows
            select row_id, true from {old} as earlier
            where {_spanned(connection, table, "earlier", new)}
                and exists (select 1 from {new} as later where {same_key(table, "earlier", "later")})
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
    if _count(connection, "from landing_contested"):
        connection.execute(
            f"""
            insert into landing_rival_rows
            select row_id, false from {new} as later
            where {_spanned(connection, table, "later", "landing_contested")}
                and exists (select 1 from landing_contested as known where {same_key(table, "later", "known")})
            """
        )
    # Equal hashes stand for equal rows: a changed row is taken for unchanged once in 2^64.
    connection.execute(
        f"""
        create or replace temp table landing_rivals as
        select row_id, {kept}, _file_id, _last_file_id, is_old,
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
    connection.execute(
        f"""
        create or replace temp table landing_twins as
        select _file_id, {columns(table.key)}, count(*) - 1 as rejected
        from landing_rivals where not is_old
        group by _file_id, {columns(twin_columns(table))} having count(*) > 1
        """
    )
    counted = connection.execute("select _file_id, sum(rejected)::bigint from landing_twins group by _file_id")
    return dict(counted.fetchall())


def twin_columns(table: Table) -> list[str]:
    """The columns in which two rows of one file agree when only their order decides between them."""
    timed = any(column.name == UPDATED for column in table.columns)
    return [*table.key, *([UPDATED] if timed and UPDATED not in table.key else [])]


def _judge(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Fill landing_verdicts: whether each rival stays, and if it was sent again unchanged, by which file."""
    timed = f"{quoted(UPDATED)} desc nulls last, " if UPDATED in twin_columns(table) else ""
    connection.execute(
        f"""
        create or replace temp table landing_verdicts as
        with file_order as (
            select file_id, row_number() over (order by file_name, file_id) as place
            from raw.landed_files where table_name = {literal(table.name)}
        ), compared as (
            select row_id, is_old, content,
                row_number() over ranked = 1 as is_best,
                first_value(content) over ranked as best_content,
                first_value(_last_file_id) over ranked as best_file_id,
                max(case when is_old then content end) over (partition by {columns(table.key)}) as old_content
            from landing_rivals
            join file_order on file_order.file_id = landing_rivals._last_file_id
            window ranked as (
                partition by {columns(table.key)} order by {timed}place desc, row_id desc
                rows between unbounded preceding and current row
            )
        )
        select row_id, best_file_id as last_file_id,
            is_old and not is_best and content = best_content as is_sent_again,
            case when is_old then is_best or content = best_content
                else is_best and content is distinct from old_content end as stays
        from compared
        """
    )


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"select count(*) {source}").fetchone()
    assert row is not None
    return int(row[0])
