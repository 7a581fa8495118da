"""What was lost of the tables that say whom not to write to, until it is made good: raw.landing_losses.

Belongs here: which files of such a table (`guards_audiences` in the contract) did not land whole, whether the table has
lost all its rows, what makes a loss good, and who accepted one. Does not belong here: what an open loss closes
(models/intermediate/int_audience_closings.sql).

A loss stays open until a later file of its table lands whole, or somebody accepts it; that a table is empty which was
not, until it has rows again. What people enter here makes nothing good: one address that is blocked is no list.
"""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from orchestration.errors import RollcallError
from orchestration.landing import fold, upsert
from orchestration.landing.contract import Contract, Table
from orchestration.landing.files import Drop, Refused
from orchestration.landing.files import content_hash as content_hash_of
from orchestration.landing.ledger import LEDGER
from orchestration.warehouse.connections import count, transaction
from orchestration.warehouse.text import literal, quoted

TABLE = "raw.landing_losses"
REJECTED, REFUSED, EMPTIED = "rejected", "refused", "emptied"
OF_THE_SHOP = "coalesce(came_from, 'landing') = 'landing'"
MOST_NAMED = 5


class NoLoss(RollcallError):
    """There is no loss of that name to accept."""


def create_table(connection: duckdb.DuckDBPyConnection) -> None:
    """One row per loss; `fingerprint` tells losses of one name apart, `after_file_id` is what a later file is after."""
    connection.execute("create schema if not exists raw")
    connection.execute(
        f"""
        create table if not exists {TABLE} (
            kind varchar not null, table_name varchar not null, file_name varchar not null,
            fingerprint varchar not null, file_id integer, lost_rows bigint, after_file_id integer not null,
            noted_at timestamp not null, made_good_by integer, accepted_at timestamp, accepted_by varchar,
            reason varchar
        )
        """
    )


def note(
    connection: duckdb.DuckDBPyConnection, contract: Contract, refused: Sequence[Drop], noted_at: datetime
) -> None:
    """Enter what was lost since the last time, files that were refused included, and what has been made good.

    `noted_at` is UTC and naive. A landing that ended before it is made up for by the next one.
    """
    tables = [table for table in contract.tables if table.guards_audiences]
    if not tables:
        return
    names = ", ".join(literal(table.name) for table in tables)
    with transaction(connection):
        _note_rejected(connection, names)
        for drop in refused:
            if any(table.name == drop.table for table in tables):
                _note_refused(connection, drop, noted_at)
        _make_good(connection)
        for table in tables:
            _note_emptied(connection, table, noted_at)


def _note_rejected(connection: duckdb.DuckDBPyConnection, names: str) -> None:
    """A row that gave way to a later one of its key is no loss. Where rejected rows are pruned, all were lost."""
    connection.execute(
        f"""
        insert into {TABLE} (kind, table_name, file_name, fingerprint, file_id, lost_rows, after_file_id, noted_at)
        select '{REJECTED}', table_name, file_name, content_hash, file_id, lost_rows, file_id, landed_at
        from (
            select *, case
                when exists (from raw.rejected_rows as row where row.file_id = file.file_id) then (
                    select count(*) from raw.rejected_rows as row
                    where row.file_id = file.file_id and fault is distinct from {literal(upsert.DUPLICATE)}
                )
                else rejected_rows end as lost_rows
            from {LEDGER} as file
            where table_name in ({names}) and rejected_rows > 0
                and file_id > (select coalesce(max(file_id), 0) from {TABLE} where kind = '{REJECTED}')
        )
        where lost_rows > 0
        order by file_id
        """
    )


def _note_refused(connection: duckdb.DuckDBPyConnection, drop: Drop, noted_at: datetime) -> None:
    """Once, however many landings refuse it: the hash of its content tells it from another of its name."""
    try:
        content_hash = content_hash_of(drop.path)
    except Refused:
        content_hash = ""
    connection.execute(
        f"""
        insert into {TABLE} (kind, table_name, file_name, fingerprint, after_file_id, noted_at)
        select '{REFUSED}', $1, $2, $3, (select coalesce(max(file_id), 0) from {LEDGER}), $4
        where not exists (
            from {TABLE} where kind = '{REFUSED}' and table_name = $1 and file_name = $2 and fingerprint = $3
        )
        """,
        [drop.table, drop.name, content_hash, noted_at],
    )


def _make_good(connection: duckdb.DuckDBPyConnection) -> None:
    """By the first later file of the table that the shop sent, that landed whole and brought rows."""
    connection.execute(
        f"""
        update {TABLE} set made_good_by = later.file_id
        from (
            select loss.rowid as row_id, min(file.file_id) as file_id
            from {TABLE} as loss
            join {LEDGER} as file on file.table_name = loss.table_name and file.file_id > loss.after_file_id
            where loss.kind != '{EMPTIED}' and {OF_THE_SHOP} and file.accepted_rows > 0
                and file.file_id not in (select file_id from {TABLE} where kind = '{REJECTED}')
            group by loss.rowid
        ) as later
        where {TABLE}.rowid = later.row_id and made_good_by is null
        """
    )


def _note_emptied(connection: duckdb.DuckDBPyConnection, table: Table, noted_at: datetime) -> None:
    """That a table has no rows which had some: of those that the shop sent, none that stands; of any, none at all."""
    of_table = f"from {LEDGER} where table_name = {literal(table.name)}"
    stands = f"where {fold.WITHDRAWN} is null or {fold.WITHDRAWN} > $1" if fold.has(table, fold.WITHDRAWN) else ""
    ((last_id, last_of_any, last_of_the_shop),) = connection.execute(
        f"""
        select max(file_id), max(file_id) filter (accepted_rows > 0),
            max(file_id) filter (accepted_rows > 0 and {OF_THE_SHOP})
        {of_table}
        """
    ).fetchall()
    rows = count(connection, f"from raw.{quoted(table.name)}")
    ((standing,),) = connection.execute(
        f"select count(*) from raw.{quoted(table.name)} {stands}", [noted_at] if stands else []
    ).fetchall()
    had = last_of_the_shop if rows else last_of_any
    if had is not None and not standing:
        connection.execute(
            f"""
            insert into {TABLE} (kind, table_name, file_name, fingerprint, after_file_id, noted_at)
            select '{EMPTIED}', $1, $1, $2, $3, $4
            where not exists (from {TABLE} where kind = '{EMPTIED}' and table_name = $1 and fingerprint = $2)
            """,
            [table.name, str(had), last_id, noted_at],
        )
    elif standing:
        connection.execute(
            f"update {TABLE} set made_good_by = ? where kind = '{EMPTIED}' and table_name = ? and made_good_by is null",
            [last_id, table.name],
        )


def standing(connection: duckdb.DuckDBPyConnection, contract: Contract) -> list[Table]:
    """The tables that say whom not to write to and have rows."""
    guarding = (table for table in contract.tables if table.guards_audiences)
    return [table for table in guarding if count(connection, f"from raw.{quoted(table.name)}")]


def accept_erased(connection: duckdb.DuckDBPyConnection, stood: Sequence[Table], now: datetime) -> None:
    """Accept that tables which stood before an erasure are empty: their last rows were of those who were forgotten."""
    for table in stood:
        if not count(connection, f"from raw.{quoted(table.name)}"):
            _note_emptied(connection, table, now)
            accept(connection, table.name, accepted_by="rollcall", accepted_at=now, reason="an erasure")


def accept(
    connection: duckdb.DuckDBPyConnection, file: str, *, accepted_by: str, accepted_at: datetime, reason: str
) -> int:
    """Accept what was lost of a file, by its name with or without its folder, or that a table is empty, by its name.

    `accepted_at` is UTC and naive. Returns how many losses that are; who accepted them, when and why is kept.

    Raises:
        NoLoss: nothing of that name was lost, or it was made good or accepted already; or several files have it. The
            message names them.
    """
    create_table(connection)
    is_open = "made_good_by is null and accepted_at is null"
    named = f"{is_open} and (file_name = $1 or ends_with($1, '/' || file_name) or ends_with(file_name, '/' || $1))"
    found = _names(connection, named, [file])
    if not found:
        known = _names(connection, is_open, [])
        there_are = f"what is lost and not made good: {', '.join(known[:MOST_NAMED])}" if known else "nothing is lost"
        raise NoLoss(f"there is no loss '{file}' to accept; {there_are}")
    if len(found) > 1:
        raise NoLoss(f"'{file}' may be {' or '.join(found)}; name it with its folder")
    rows = connection.execute(
        f"update {TABLE} set accepted_at = $2, accepted_by = $3, reason = $4 where {named}",
        [file, accepted_at, accepted_by, reason],
    ).fetchall()
    return int(rows[0][0])


def _names(connection: duckdb.DuckDBPyConnection, where: str, values: list[str]) -> list[str]:
    rows = connection.execute(f"select distinct file_name from {TABLE} where {where} order by 1", values).fetchall()
    return [name for (name,) in rows]


def take_over(connection: duckdb.DuckDBPyConnection, old: str) -> None:
    """Keep, where the raw tables are rebuilt, what the archive knows nothing of: refused files, and who accepted what.

    `old` is the catalog of the tables of before.
    """
    known = connection.execute(
        "select 1 from duckdb_tables() where database_name = ? and table_name = 'landing_losses'", [old]
    ).fetchone()
    if known is None:
        return
    connection.execute(f"insert into {TABLE} from {old}.{TABLE} where kind = '{REFUSED}'")
    connection.execute(
        f"""
        update {TABLE} set accepted_at = before.accepted_at, accepted_by = before.accepted_by, reason = before.reason
        from {old}.{TABLE} as before
        where before.accepted_at is not null and {TABLE}.kind = before.kind
            and {TABLE}.table_name = before.table_name and {TABLE}.file_name = before.file_name
            and {TABLE}.fingerprint = before.fingerprint
        """
    )
    _make_good(connection)
