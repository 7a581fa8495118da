"""An import from its beginning to its end: the file is opened, prepared, shown, and carried out.

Belongs here: the order of these, and what is shown. Everything is worked out in sets, in DuckDB.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.customers.importing.cells import DateOrder, read_cells
from orchestration.customers.importing.changing import compare
from orchestration.customers.importing.files import Opened, open_file, store_cells
from orchestration.customers.importing.headings import ID, NAME
from orchestration.customers.importing.known import TABLES, state, table_of, view_known
from orchestration.customers.importing.matching import match
from orchestration.customers.importing.writing import write_entries, write_result
from orchestration.identity import SECRET_BYTES, secret_of
from orchestration.inbox import EntryError, alone, settle
from orchestration.landing import encodings
from orchestration.landing.contract import Contract, Reading
from orchestration.shop import Shop
from orchestration.warehouse.connections import LANDED, WORKSHOP, attach_raw, in_memory
from orchestration.warehouse.text import columns, quoted

FIRST_ROWS, FIRST_FAULTS = 5, 20


@dataclass(frozen=True)
class Preview:
    """What an import would do.

    `outcomes` has how many rows are new, changed, unchanged and rejected; `faults` the first lines that are rejected,
    with why; `rows` the first rows as they are understood; `changed` in how many rows each column changes;
    `clearable` how many stored values an empty cell stands against.
    """

    outcomes: Mapping[str, int]
    faults: list[tuple[int, str]]
    columns: list[str]
    rows: list[tuple[Any, ...]]
    changed: Mapping[str, int]
    clearable: int
    moved_by_phone: int

    @property
    def writes(self) -> int:
        """How many customers it would change or make."""
        return self.outcomes["new"] + self.outcomes["changed"]


@dataclass
class Import:
    """A file that is being imported; the connection holds what is known of it."""

    shop: Shop
    connection: duckdb.DuckDBPyConnection
    contract: Contract
    opened: Opened
    names: tuple[str, ...] = ()
    seen: tuple[object, ...] = ()

    def prepare(
        self, mapping: Mapping[str, str], dates: DateOrder | None = None, *, empty_clears: bool = False
    ) -> Preview:
        """Read all rows, tell who they are, and work out what changes; nothing is written.

        Raises:
            EntryError: the file cannot be read, or the order of day and month cannot be told.
            RawClosed: a landing goes on for longer than a query waits.
        """
        connection, table = self.connection, table_of(self.contract, "customers")
        # What anything is compared with by its moment, as the landing keeps it.
        moment = datetime.now(UTC).replace(tzinfo=None)
        secret = secret_of(self.shop.home)
        store_cells(connection, self.opened, mapping)
        read_cells(connection, table, moment, dates)
        self.names = _brought(mapping)
        settle(self.shop.home)
        with self._raw():
            self.seen = state(connection, self.shop)
            view_known(connection, self.shop, self.contract, moment)
            match(connection, table, frozenset(self.names), secrets.token_bytes(SECRET_BYTES))
            compare(connection, table, self.names, secret, empty_clears=empty_clears)
        self._conclude()
        return self._preview()

    def carry_out(self, entered_by: str, entered_at: datetime) -> tuple[int, Path]:
        """Write what was shown to the inbox, all or nothing, and the result; how many files, and the result's path.

        Raises:
            EntryError: somebody has entered something meanwhile, or something has landed.
        """
        home, table = self.shop.home, table_of(self.contract, "customers")
        with alone(home):
            with self._raw():
                if state(self.connection, self.shop) != self.seen:
                    raise EntryError(
                        "customers have landed or were entered while you looked, so nothing was imported; import the"
                        " file again"
                    )
            files = write_entries(self.connection, home, table, self.names, entered_by, entered_at)
        return files, write_result(self.connection, home, self.opened.file, entered_at)

    @contextmanager
    def _raw(self) -> Iterator[None]:
        """The raw tables attached, for as short as can be: a landing waits for them."""
        attach_raw(self.connection, self.shop.home)
        try:
            yield
        finally:
            attached = {
                name for (name,) in self.connection.execute("select database_name from duckdb_databases()").fetchall()
            }
            for name in TABLES:
                self.connection.execute(f"drop view if exists known_{name}")
            for name in {LANDED, WORKSHOP} & attached:
                self.connection.execute(f"detach {name}")

    def _conclude(self) -> None:
        """Make the table `results`: line, outcome, reason, id."""
        changes = " or ".join(
            f"changes.{quoted('_changes_' + name)} or changes.{quoted('_clears_' + name)}" for name in self._changing()
        )
        self.connection.execute(
            f"""
            create or replace table results as
            select people.line,
                case
                    when coalesce(people.fault, matched.fault) is not null then 'rejected'
                    when changes.is_new then 'new'
                    when {changes or "false"} or new_addresses.line is not null or new_notes.line is not null
                        then 'changed'
                    else 'unchanged'
                end as outcome,
                coalesce(people.fault, matched.fault, 'by ' || matched.matched_by) as reason,
                cast(matched.customer_id as varchar) as id
            from people
            left join matched using (line)
            left join changes using (line)
            left join new_addresses using (line)
            left join new_notes using (line)
            union all
            select line, 'rejected', reason, null from broken
            """
        )

    def _changing(self) -> list[str]:
        table = table_of(self.contract, "customers")
        return [column.name for column in table.columns if column.name in self.names and column.name != ID]

    def _preview(self) -> Preview:
        query = self.connection.execute
        outcomes = dict.fromkeys(("new", "changed", "unchanged", "rejected"), 0)
        outcomes |= dict(query("select outcome, count(*) from results group by outcome").fetchall())
        faults = query(
            f"select line, reason from results where outcome = 'rejected' order by line limit {FIRST_FAULTS}"
        ).fetchall()
        rows = query(
            f"select line, outcome, {columns(self.names, 'people')} from people join results using (line)"
            f" where outcome != 'rejected' order by line limit {FIRST_ROWS}"
        ).fetchall()
        changed: dict[str, int] = {}
        for name in self._changing():
            is_other = f"{quoted('_changes_' + name)} or {quoted('_clears_' + name)}"
            ((times,),) = query(f"select count(*) from changes where not is_new and ({is_other})").fetchall()
            changed |= {name: times} if times else {}
        ((clearable,),) = query("select cells from clearing").fetchall()
        moved = 0
        if "email" in self.names:
            ((moved,),) = query(
                "select count(*) from changes join matched using (line)"
                " where matched.matched_by = 'phone' and changes._changes_email and changes._had_email"
            ).fetchall()
        return Preview(outcomes, faults, ["line", "outcome", *self.names], rows, changed, clearable, moved)


def _brought(mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that a file brings, a name in one piece as two."""
    found: list[str] = []
    for column in mapping.values():
        found += ["first_name", "last_name"] if column == NAME else [column]
    return tuple(found)


@contextmanager
def importing(shop: Shop, file: Path, encoding: str | None = None) -> Iterator[Import]:
    """A file, opened to be imported.

    Raises:
        EntryError: there is no such file, it is too large, or it cannot be read; the message says what to do.
    """
    variables = shop.project.variables
    with in_memory(shop) as connection:
        try:
            opened = open_file(connection, file, Reading.of(variables), encoding)
            yield Import(shop, connection, Contract.read(shop.project.landing_contract, variables), opened)
        finally:
            encodings.clear(connection)
