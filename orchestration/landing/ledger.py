"""The loader's own tables: raw.landed_files, which says what counts, and what rows were put aside.

Belongs here: the schema `raw` and its changes from version to version. Does not belong here: files (files.py,
archive.py), or the rows of landed tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta

import duckdb

from orchestration.errors import RollcallError
from orchestration.landing import findings, overtaken, returned, together
from orchestration.landing.contract import Contract, Table
from orchestration.landing.values import is_widened
from orchestration.warehouse.text import quoted

LEDGER = "raw.landed_files"
GUEST_ID = "_guest_id"
# What tells whose an order is that has no customer_id.
OF_GUESTS = {"customer_id", "email", "phone", "country"}


class LandingError(RollcallError):
    """The landing cannot go on; the message says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Entry:
    """A file that has landed, as the ledger has it.

    `file_name` is relative to the folder it lay in, `landing` or `inbox` (`came_from`). `modified_ns` is when the file
    last changed, by files.Stamp, `written_ns` when its content did, by the clock that copying tools set back.
    `landed_at` (UTC) is the moment of its landing, which all files of it share. `archived_as` is its path in the
    archive, None while it is not there yet, empty if it never will be: the file had gone or was overwritten before.
    `mapping` is the text of the mapping that it was read by; such a file has an entry for each of its tables.
    """

    file_id: int
    table_name: str
    file_name: str
    content_hash: str
    size_bytes: int
    modified_ns: int
    read_rows: int
    accepted_rows: int
    rejected_rows: int
    landed_at: datetime
    came_from: str | None = None
    written_ns: int | None = None
    archived_as: str | None = None
    mapping: str | None = None


NAMES = ", ".join(each.name for each in fields(Entry))


def create_tables(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Make the schema `raw` what this version and the contract say; what is there is kept.

    Raises LandingError if a column has another type than the contract says.
    """
    connection.execute("create schema if not exists raw")
    connection.execute(
        f"""
        create table if not exists {LEDGER} (
            file_id integer not null, table_name varchar not null, file_name varchar not null,
            content_hash varchar not null, size_bytes bigint not null, modified_ns bigint not null,
            read_rows bigint not null, accepted_rows bigint not null, rejected_rows bigint not null,
            landed_at timestamp not null, came_from varchar, written_ns bigint, archived_as varchar,
            mapping varchar
        )
        """
    )
    for name, data_type in {
        "came_from": "varchar",
        "written_ns": "bigint",
        "archived_as": "varchar",
        "mapping": "varchar",
    }.items():
        connection.execute(f"alter table {LEDGER} add column if not exists {name} {data_type}")
    connection.execute(
        """
        create table if not exists raw.rejected_rows (
            file_id integer not null, table_name varchar not null, file_name varchar not null,
            line bigint not null, column_name varchar, reason varchar not null, raw_text varchar, fault varchar
        )
        """
    )
    # The reason without the row's values, by which rows are counted. Earlier warehouses have none.
    connection.execute("alter table raw.rejected_rows add column if not exists fault varchar")
    findings.create_table(connection)
    connection.execute(
        "create table if not exists raw.replaced_customers (_file_id integer not null, customer_id varchar not null)"
    )
    wanted = {table.name: _wanted(table) for table in contract.tables}
    for name, columns in wanted.items():
        defined = ", ".join(f"{quoted(column)} {data_type}" for column, data_type in columns.items())
        connection.execute(f"create table if not exists raw.{quoted(name)} ({defined})")
    present: dict[str, dict[str, str]] = {name: {} for name in wanted}
    rows = connection.execute(
        """
        select table_name, column_name, data_type from duckdb_columns()
        where database_name = current_database() and schema_name = 'raw'
        """
    ).fetchall()
    for name, column, data_type in rows:
        present.setdefault(name, {})[column] = data_type
    for table in contract.tables:
        _bring_up_to_date(connection, contract, table, wanted[table.name], present[table.name])


def _wanted(table: Table) -> dict[str, str]:
    """The columns of a raw table, with their types."""
    wanted = {column.name: column.data_type for column in table.columns}
    wanted |= {"_file_id": "INTEGER", "_is_undated": "BOOLEAN", "_is_bare": "BOOLEAN"}
    wanted |= together.COLUMNS if table.sent_together else {}
    wanted |= returned.COLUMNS if table.sent_back else {}
    wanted |= overtaken.COLUMNS if table.laid_over else {}
    return wanted | guest_column(table)


def guest_column(table: Table) -> dict[str, str]:
    """The column for ids of guests with its type, for the table that has it (guests.py); none for any other."""
    types = {column.name: column.data_type for column in table.columns}
    return {GUEST_ID: types["customer_id"]} if table.name == "orders" and types.keys() >= OF_GUESTS else {}


def _bring_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    table: Table,
    wanted: Mapping[str, str],
    present: dict[str, str],
) -> None:
    for old, name in table.former_names.items():
        if old in present and name not in present:
            connection.execute(f"alter table raw.{quoted(table.name)} rename {quoted(old)} to {quoted(name)}")
            present[name] = present.pop(old)
    if "_last_file_id" in present:
        # Of the time when the files' names decided between rows, whatever the landing.
        connection.execute(f"alter table raw.{quoted(table.name)} drop column _last_file_id")
    for name, data_type in wanted.items():
        if name not in present:
            connection.execute(f"alter table raw.{quoted(table.name)} add column {quoted(name)} {data_type}")
        elif is_widened(present[name], data_type):
            connection.execute(
                f"alter table raw.{quoted(table.name)} alter column {quoted(name)} set data type {data_type}"
            )
        elif present[name] != data_type:
            raise LandingError(
                f"{contract.path}, table '{table.name}', column '{name}': the contract says "
                f"{data_type.lower()}, the warehouse holds {present[name].lower()}; set the type back, "
                "or start a new warehouse file and land everything again"
            )


def enter(connection: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    """Enter a file that has landed."""
    values = astuple(entry)
    connection.execute(f"insert into {LEDGER} ({NAMES}) values ({', '.join('?' * len(values))})", values)


def note_archived(connection: duckdb.DuckDBPyConnection, archived: Sequence[Entry]) -> None:
    """Note where the files of entries are now, and their times."""
    names = ("came_from", "modified_ns", "written_ns", "archived_as")
    given = ", ".join(f"unnest(${place}) as {name}" for place, name in enumerate(("file_id", *names), 1))
    connection.execute(
        f"""
        update {LEDGER} set {", ".join(f"{name} = now.{name}" for name in names)}
        from (select {given}) as now where {LEDGER}.file_id = now.file_id
        """,
        [[getattr(entry, name) for entry in archived] for name in ("file_id", *names)],
    )


def note_rewritten(
    connection: duckdb.DuckDBPyConnection, archived_as: str, content_hash: str, size_bytes: int
) -> datetime:
    """Note what a file of the archive is now; the moment of its landing."""
    (landed_at,) = connection.execute(
        f"update {LEDGER} set content_hash = ?, size_bytes = ? where archived_as = ? returning landed_at",
        [content_hash, size_bytes, archived_as],
    ).fetchall()[0]
    return landed_at  # type: ignore[no-any-return]


def entries(connection: duckdb.DuckDBPyConnection, where: str) -> list[Entry]:
    """The entries that a condition holds for, in the order in which their rows count."""
    found = connection.execute(f"select {NAMES} from {LEDGER} where {where} order by file_id").fetchall()
    return [Entry(*values) for values in found]


def last_landings(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Entry]:
    """The last landing of every file, by the folder it lay in and its name there."""
    latest = f"file_id in (select max(file_id) from {LEDGER} group by came_from, file_name)"
    return {(entry.came_from or "landing", entry.file_name): entry for entry in entries(connection, latest)}


def last_file_id(connection: duckdb.DuckDBPyConnection) -> int:
    """The highest file id in the ledger, 0 without any."""
    (highest,) = connection.execute(f"select coalesce(max(file_id), 0) from {LEDGER}").fetchone() or (0,)
    return int(highest)


def next_moment(connection: duckdb.DuckDBPyConnection, landed_at: datetime) -> datetime:
    """The moment of a landing: `landed_at` (UTC, naive), or just after the last one if the clock was set back."""
    (last,) = connection.execute(f"select max(landed_at) from {LEDGER}").fetchone() or (None,)
    return landed_at if last is None or landed_at > last else last + timedelta(microseconds=1)


def prune(connection: duckdb.DuckDBPyConnection, *, rejected_before: datetime, seen_file_id: int) -> None:
    """Forget rejected rows that landed before a moment (UTC, naive; their counts stay), and who lost rows up to a file.

    `seen_file_id` is the latest file that every generation has seen: none will ask for what happened before.
    """
    connection.execute(
        f"""
        delete from raw.rejected_rows where file_id in (
            select file_id from {LEDGER} where landed_at < ? and rejected_rows > 0
        )
        """,
        [rejected_before],
    )
    connection.execute("delete from raw.replaced_customers where _file_id <= ?", [seen_file_id])
