"""An import as files: those of the inbox, which the next night lands, and the result, a row for each row of the file.

A changed column is a file of its own, with nothing but the changed values: what a file lacks stays as it is stored,
also if the shop sends something newer before the night.
"""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestration.customers.importing.headings import ID
from orchestration.inbox import name_of_file, together
from orchestration.landing.contract import Table
from orchestration.moments import iso
from orchestration.settings import Home
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import columns, literal, quoted


@dataclass(frozen=True)
class Written:
    """A file of the inbox: a table's rows that a query selects."""

    table: str
    name: str
    query: str


def write_entries(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    table: Table,
    names: Sequence[str],
    entered_by: str,
    entered_at: datetime,
) -> int:
    """Write the new and changed customers, addresses and notes to the inbox, all or nothing; how many files they are.

    Call it alone (orchestration.inbox).
    """
    wanted = [
        each for each in _files(table, names, entered_by, entered_at) if count(connection, f"from ({each.query})")
    ]
    if not wanted:
        return 0
    with together(home) as folder:
        for each in wanted:
            folder.joinpath(each.table).mkdir(exist_ok=True)
            file = folder / each.table / name_of_file(entered_at, each.name)
            connection.execute(f"copy ({each.query}) to {literal(str(file))} (format json)")
    return len(wanted)


def _files(table: Table, names: Sequence[str], entered_by: str, entered_at: datetime) -> list[Written]:
    of_table = {column.name: column.data_type for column in table.columns if column.name in names and column.name != ID}
    values = {name: _in_json(name, data_type) for name, data_type in of_table.items()}
    new = ", ".join([ID, *values.values()])
    files = [Written("customers", "import-new", f"select {new} from changes where is_new order by line")]
    files += [
        Written(
            "customers",
            f"import-{name}",
            f"select {ID}, {value} from changes where not is_new and"
            f" ({quoted('_changes_' + name)} or {quoted('_clears_' + name)}) order by line",
        )
        for name, value in values.items()
    ]
    if "line1" in names:
        files.append(
            Written("addresses", "import", "select * exclude (line) from new_addresses order by new_addresses.line")
        )
    if "note" in names:
        written = f"{literal(entered_by)} as written_by, {literal(iso(entered_at))} as written_at"
        files.append(
            Written("notes", "import", f"select * exclude (line), {written} from new_notes order by new_notes.line")
        )
    return files


def _in_json(name: str, data_type: str) -> str:
    """A column as the landing reads it back: a moment without an offset would be one of the shop's clock."""
    if data_type == "TIMESTAMP":
        return f"strftime({quoted(name)}, '%Y-%m-%dT%H:%M:%S.%fZ') as {quoted(name)}"
    return quoted(name)


def write_result(connection: duckdb.DuckDBPyConnection, home: Home, file: Path, at: datetime) -> Path:
    """Write the table `results` as CSV beside the file, or, where nothing can be written, to the home's exports."""
    folder = file.resolve().parent
    if not os.access(folder, os.W_OK):
        folder = home.root / "exports"
        folder.mkdir(exist_ok=True, mode=0o700)
    result = folder / f"{file.stem}.result-{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.csv"
    unfinished = result.with_name(f".{result.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        selected = columns(("line", "outcome", "reason", "id"))
        connection.execute(
            f"copy (select {selected} from results order by line) to {literal(str(unfinished))} (format csv, header,"
            " use_tmp_file false)"
        )
        os.replace(unfinished, result)
    finally:
        unfinished.unlink(missing_ok=True)
    return result
