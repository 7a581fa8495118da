"""Customers written to a file: as CSV for people, exact for machines, as Excel or Parquet, or hashed for advertisers.

Belongs here: who and what is written, and that the file appears whole or not at all. Does not belong here: what a cell
becomes (sheets.py), how advertisers want people named (identifiers.py), who may be contacted (models).
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.customers import export_ledger, sheets
from orchestration.customers.choices import Channel, Format
from orchestration.customers.export_ledger import Exported
from orchestration.customers.identifiers import HEADERS, hashed_email, hashed_phone
from orchestration.customers.listing import Listed, NoContacts, Wanted, conditions_of, opened, require_group
from orchestration.durable import sync
from orchestration.errors import RollcallError
from orchestration.findings import Finding, published
from orchestration.moments import iso
from orchestration.progress import report
from orchestration.publishing.generations import Generation
from orchestration.shop import Shop
from orchestration.warehouse.connections import spill_folder
from orchestration.warehouse.text import literal, quoted

CLOSED = "audiences_closed"
OF_LISTS = ("sort_key", "searched", "phone_digits")
PHONES = ("phone", "normalised_phone")
# Which of the audiences an export for a channel draws on.
AUDIENCES = {
    Channel.EMAIL: ("email",),
    Channel.SMS: ("sms",),
    Channel.GOOGLE: ("email", "sms"),
    Channel.META: ("email", "sms"),
}
TO_WRITE_TO = {
    Channel.EMAIL: ("customer_id", "first_name", "last_name", "email"),
    Channel.SMS: ("customer_id", "first_name", "last_name", "normalised_phone"),
}
BATCH = 5_000
QUIET_SECONDS = 0.5


class CannotExport(RollcallError):
    """What is asked for cannot be exported; the message says why and what to ask for."""


@dataclass(frozen=True)
class Selection:
    """Whom to export: all who are wanted, in any of the groups, if one is named, and in none of `without`.

    For a channel, only those who may be contacted by it.
    """

    wanted: Wanted = field(default_factory=Wanted)
    groups: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    channel: Channel | None = None


@dataclass(frozen=True)
class Target:
    """What is written and where to: `file` is absolute; `raw` is exact; no columns are those that suit the channel."""

    file: Path
    form: Format
    columns: tuple[str, ...] = ()
    raw: bool = False
    overwrite: bool = False


def export(shop: Shop, generation: Generation, selection: Selection, target: Target, *, by: str, at: datetime) -> int:
    """Write the customers of the selection to a file, one row a person; how many they are.

    The file is its owner's alone (0600), and is there whole or not at all. It is entered in the ledger of exports.

    Raises:
        CannotExport: a column or the place cannot be used, or the generation has no audiences.
        NoGeneration: there is no such group.
        NoContacts, NoWorkshop: the generation lacks what is asked for.
    """
    _require_place(shop, target)
    conditions, values = _conditions(generation, selection)
    with opened(generation, shop.home if selection.wanted.bought is not None else None) as connection:
        _set_up(connection, shop)
        selected = _columns(connection, selection.channel, target)
        order = "" if selection.channel in HEADERS else " order by people.sort_key nulls last, people.customer_id"
        source = (
            "from people.contacts as people join bi.main.customers as figures using (customer_id)"
            f" where {' and '.join(conditions) or 'true'}"
        )
        query = f"select {', '.join(f'{sql} as {quoted(name)}' for name, sql in selected.items())} {source}{order}"
        with _appearing(target.file) as unfinished:
            people = _write(connection, shop, target.form, unfinished, list(selected), query, values)
            entry = Exported(
                path=str(target.file),
                at=iso(at),
                by=by,
                groups=selection.groups,
                without=selection.without,
                channel=selection.channel,
                people=people,
                run_id=generation.manifest.run_id,
            )
            export_ledger.enter(shop.home, entry)
    return people


def closings(generation: Generation) -> list[Finding]:
    """Why the audiences of a generation are closed; nothing if they are open."""
    return [each for each in published(generation.parquet) if each.kind == CLOSED]


def _require_place(shop: Shop, target: Target) -> None:
    if not target.file.parent.is_dir():
        if target.file.parent != shop.home.exports:
            raise CannotExport(f"there is no folder {target.file.parent}; make it, or give another --to")
        target.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.file.is_dir() or (target.file.exists() and not target.overwrite):
        raise CannotExport(f"{target.file} is there already; give another --to, or say --overwrite")


def _conditions(generation: Generation, selection: Selection) -> tuple[list[str], list[object]]:
    conditions, values = conditions_of(generation, selection.wanted)
    for key in (*selection.groups, *selection.without):
        require_group(generation, key)
    if selection.channel is not None:
        audiences = AUDIENCES[selection.channel]
        if any(f"audience_{each}" not in generation.manifest.tables for each in audiences):
            raise NoContacts(
                "what is published does not say who may be contacted, since an earlier version published it; run"
                " `rollcall nightly`"
            )
        conditions.append(f"({' or '.join(f'people.not_by_{each} is null' for each in audiences)})")
    if selection.groups:
        keys = ", ".join(map(literal, selection.groups))
        tables = (
            [f"bi.customer_groups.{key}" for key in selection.groups]
            if selection.channel is None
            else [f"bi.main.audience_{each} where group_key in ({keys})" for each in AUDIENCES[selection.channel]]
        )
        members = " union all ".join(f"select customer_id from {table}" for table in tables)
        conditions.append(f"people.customer_id in ({members})")
    conditions += [
        f"people.customer_id not in (select customer_id from bi.customer_groups.{key})" for key in selection.without
    ]
    return conditions, values


def _columns(connection: duckdb.DuckDBPyConnection, channel: Channel | None, target: Target) -> dict[str, str]:
    """The SQL of each column by its header.

    Raises:
        CannotExport: there is no such column, or an advertiser's file has columns of its own.
    """
    if channel in HEADERS:
        assert channel is not None
        if target.columns:
            raise CannotExport(
                f"a file for {channel} has the columns {' and '.join(HEADERS[channel])}; leave out --columns"
            )
        email, phone = HEADERS[channel]
        # Nobody is named by an address that they have not agreed to be written to at.
        return {
            email: f"case when people.not_by_email is null then {hashed_email(channel, 'people.email')} end",
            phone: f"case when people.not_by_sms is null then {hashed_phone(channel, 'people.normalised_phone')} end",
        }
    rows = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where (database_name = 'people' and table_name = 'contacts')"
        " or (database_name = 'bi' and schema_name = 'main' and table_name = 'customers')"
        " order by table_name = 'customers', column_index"
    ).fetchall()
    known: dict[str, tuple[str, str]] = {}
    for table, name, data_type in rows:
        if name not in OF_LISTS:
            known.setdefault(name, (f"{'people' if table == 'contacts' else 'figures'}.{name}", data_type))
    wanted = target.columns or (TO_WRITE_TO[channel] if channel is not None else tuple(Listed.__dataclass_fields__))
    if unknown := [name for name in wanted if name not in known]:
        raise CannotExport(f"there is no column '{unknown[0]}' to export; there are: {', '.join(known)}")
    return {name: _as_written(name, *known[name], target) for name in wanted}


def _as_written(name: str, sql: str, data_type: str, target: Target) -> str:
    if target.form is not Format.CSV:
        return sql
    if data_type.endswith("[]"):
        sql, data_type = f"array_to_string({sql}, {literal(sheets.BETWEEN)})", "VARCHAR"
    if data_type != "VARCHAR" or target.raw:
        return sql
    return sheets.harmless(sql, is_phone=name in PHONES)


def _set_up(connection: duckdb.DuckDBPyConnection, shop: Shop) -> None:
    settings = shop.settings
    connection.execute(f"set memory_limit = {literal(settings.memory_limit)}")
    connection.execute(f"set threads = {settings.threads}")
    connection.execute(f"set temp_directory = {literal(str(spill_folder(shop.home)))}")
    connection.execute(f"set max_temp_directory_size = {literal(settings.temp_limit)}")
    connection.execute("set enable_progress_bar = true")
    connection.execute("set enable_progress_bar_print = false")


def _write(
    connection: duckdb.DuckDBPyConnection,
    shop: Shop,
    form: Format,
    file: Path,
    headers: Sequence[str],
    query: str,
    values: list[object],
) -> int:
    if form is Format.XLSX:
        connection.execute(f"create temp table exported as {query}", values)
        ((people,),) = connection.execute("select count(*) from exported").fetchall()
        sheets.write_excel(file, headers, _rows(connection, people), spill_folder(shop.home))
        return int(people)
    options = "format csv, header true" if form is Format.CSV else "format parquet, compression zstd"
    # Not by way of a file of DuckDB's own name, which anybody could read.
    with _reporting(connection):
        ((people,),) = connection.execute(
            f"copy ({query}) to {literal(str(file))} ({options}, use_tmp_file false)", values
        ).fetchall()
    return int(people)


def _rows(connection: duckdb.DuckDBPyConnection, people: int) -> Iterator[Sequence[Any]]:
    cursor = connection.execute("from exported")
    written = 0
    while batch := cursor.fetchmany(BATCH):
        yield from batch
        written += len(batch)
        report("writing the sheet", written / people)


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """A file beside `file` to write to, which becomes it when the block is done, and is gone if the block fails."""
    _clear_left(file.parent)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield unfinished
        sync(unfinished)
        # What writes the file may have made it anew.
        unfinished.chmod(0o600)
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def _clear_left(folder: Path) -> None:
    """Remove what exports have left that were killed."""
    for left in folder.glob(".*.part"):
        process = left.name.removesuffix(".part").rpartition(".")[2]
        if process.isdigit() and not Path("/proc", process).exists():
            with suppress(OSError):
                left.unlink()


@contextmanager
def _reporting(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Tell how far DuckDB is with the statement of the block."""
    finished = threading.Event()

    def watch() -> None:
        while not finished.wait(QUIET_SECONDS):
            percent = connection.query_progress()
            report("writing the file", max(percent, 0) / 100)

    watcher = threading.Thread(target=watch, name="progress of the export", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
