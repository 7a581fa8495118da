"""Building a generation: the BI file, the Parquet tables and the manifest, copied from the warehouse and checked.

Knows which tables are published from what dbt built in the schema publish, and the groups from the groups table.
Which generation is current, and the switch, are in orchestration.publishing.generations.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import duckdb

from orchestration.errors import RollcallError, said
from orchestration.progress import report
from orchestration.publishing import contacts, remembered
from orchestration.publishing.files import copy_to_parquet, link_or_copy, table_by_table, table_facts, writing_bi
from orchestration.publishing.generations import Generation
from orchestration.publishing.manifest import GroupFacts, Manifest, TableFacts
from orchestration.settings import CONTACTS_FILE, WORKSHOP_FILE
from orchestration.shop import Shop
from orchestration.warehouse.connections import LANDED, in_memory, journal_of
from orchestration.warehouse.text import literal, parquet_of

# Tables whose rows never change once they are published; run_id says which night added a row.
GROWING = ("membership_events", "outbox_messages")

# A connection with the catalog `landed`, and the tables of a schema as relations that it reads, by name.
Tables: TypeAlias = tuple[duckdb.DuckDBPyConnection, dict[str, str]]
# What dbt has just built in a schema.
Built: TypeAlias = Callable[[str], AbstractContextManager[Tables]]
PUBLISHED_SCHEMA = "publish"


class CheckFailed(RollcallError):
    """What was written is not what the warehouse holds; the generation is not published."""


@dataclass(frozen=True)
class RunFacts:
    """What a generation says of the run that made it; as_of in UTC. People are listed by the locale's alphabet."""

    run_id: str
    as_of: datetime
    target: str
    code_version: str
    locale: str


def build_generation(shop: Shop, run: RunFacts, built: Built, previous: Generation | None) -> Path:
    """Write what was built tonight aside, as a generation, and check it; returns its directory, which nobody reads yet.

    Raises:
        CheckFailed: a table's rows differ between the warehouse, the BI file and the Parquet files.
    """
    published_at = datetime.now(UTC).replace(microsecond=0)
    building = shop.home.building(run.run_id)
    _clear_all_but_the_workshop(building)
    (building / "parquet").mkdir(parents=True)
    bi_file = building / "rollcall.duckdb"

    def copy(opened: Tables, table: str) -> int:
        report(f"publishing {table}")
        connection, tables = opened
        # DuckDB answers with the number of rows that the warehouse delivered.
        return _number(connection, f"create table bi.main.{table} as select * from {tables[table]}")

    def write_parquet(connection: duckdb.DuckDBPyConnection, table: str) -> int:
        report(f"writing {table} as Parquet")
        _write_parquet(connection, building / "parquet", table, run, previous)
        return expected[table]

    published = _tables_to_publish(built)
    expected = table_by_table(published, lambda: _opened_both(built, bi_file), copy)
    with _opened_both(built, bi_file) as (connection, _):
        _write_run(connection, run, published_at)
        expected["run"] = 1
        last_file_id = _number(connection, f"select coalesce(max(file_id), 0) from {LANDED}.raw.landed_files")
        (last_landed_at,) = connection.execute(f"select max(landed_at) from {LANDED}.raw.landed_files").fetchall()[0]
        last_event_id = _number(connection, "select coalesce(max(event_id), 0) from bi.main.membership_events")
        groups = _group_facts(connection, last_file_id, previous)
        report("publishing the groups")
        connection.execute("create schema bi.customer_groups")
        # A group's ids all differ, and to try a dictionary of them takes as long as to write them.
        connection.execute("set disabled_compression_methods = 'dictionary'")
        _write_groups(connection, building / "parquet", groups, shop.settings.threads)
    table_by_table(list(expected), lambda: _opened_bi(shop, bi_file), write_parquet)
    with built(remembered.SCHEMA) as (connection, tables):
        remembered.write(connection, building, tables)
    with built(contacts.SCHEMA) as (connection, tables):
        report("publishing the contacts")
        contact_rows = contacts.write(connection, building, tables, run.locale)
    report("checking what was written")
    facts = _check(shop, building, expected, groups)
    manifest = Manifest(
        run_id=run.run_id,
        previous=previous.manifest.run_id if previous else None,
        as_of=run.as_of,
        published_at=published_at,
        target=run.target,
        code_version=run.code_version,
        duckdb_version=duckdb.__version__,
        last_file_id=last_file_id,
        last_landed_at=last_landed_at.replace(tzinfo=UTC) if last_landed_at else None,
        last_event_id=last_event_id,
        findings_since=previous.manifest.findings_begin(run.as_of) if previous else 0,
        tables=facts,
        remembered=_remembered_facts(shop, building),
        contacts=_contact_facts(shop, building, contact_rows),
        groups=groups,
    )
    manifest.write(building)
    return building


def _clear_all_but_the_workshop(building: Path) -> None:
    """Remove what an attempt before has left; what dbt built tonight is there, unless Spark did."""
    for left in building.iterdir() if building.is_dir() else ():
        # With its journal, if there was no room to close it.
        if left.name.startswith(WORKSHOP_FILE):
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _tables_to_publish(built: Built) -> list[str]:
    with built(PUBLISHED_SCHEMA) as (_, tables):
        return list(tables)


@contextmanager
def _opened_both(built: Built, bi_file: Path) -> Iterator[Tables]:
    """What dbt has just built, with the BI file attached as `bi`, for writing."""
    with built(PUBLISHED_SCHEMA) as (connection, tables), writing_bi(connection, bi_file):
        yield connection, tables


@contextmanager
def _opened_bi(shop: Shop, bi_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with in_memory(shop) as connection:
        connection.execute(f"attach {literal(str(bi_file))} as bi (read_only)")
        yield connection


def _write_run(connection: duckdb.DuckDBPyConnection, run: RunFacts, published_at: datetime) -> None:
    connection.execute(
        "create table bi.main.run (run_id varchar, as_of timestamp, published_at timestamp, target varchar,"
        " code_version varchar)"
    )
    connection.execute(
        "insert into bi.main.run values (?, ?, ?, ?, ?)",
        [
            run.run_id,
            run.as_of.replace(tzinfo=None),
            published_at.replace(tzinfo=None),
            run.target,
            run.code_version,
        ],
    )


def _group_facts(
    connection: duckdb.DuckDBPyConnection, last_file_id: int, previous: Generation | None
) -> dict[str, GroupFacts]:
    before = previous.manifest.groups if previous else {}
    rows = connection.execute(
        "select group_key, status, as_of, members, joined, left_count, error, definition_hash"
        " from bi.main.groups order by group_key"
    ).fetchall()
    return {
        key: GroupFacts(
            status=status,
            as_of=as_of.replace(tzinfo=UTC) if as_of else None,
            members=members,
            joined=joined,
            left_count=left_count,
            error=error,
            definition_hash=definition_hash,
            last_file_id=last_file_id if status == "built" else before[key].last_file_id if key in before else 0,
        )
        for key, status, as_of, members, joined, left_count, error, definition_hash in rows
    }


def _write_groups(connection: duckdb.DuckDBPyConnection, folder: Path, keys: Iterable[str], threads: int) -> None:
    """Several at a time: most groups are too small to keep more than one thread of DuckDB's busy."""

    def write(key: str) -> None:
        with connection.cursor() as own:
            _write_group(own, folder, key)

    with ThreadPoolExecutor(threads) as pool:
        # Asking for the results raises what a thread raised.
        list(pool.map(write, keys))


def _write_group(connection: duckdb.DuckDBPyConnection, folder: Path, key: str) -> None:
    """A group's own table, and its file in group_memberships/, which customer_groups/<key>/ links.

    A table, not a view: a DuckDB 1.1 that attaches the file cannot resolve a view's tables.
    """
    connection.execute(
        f"create table bi.customer_groups.{key} as"
        f" select customer_id, joined_at from bi.main.group_memberships where group_key = '{key}'"
    )
    file, linked = folder / "group_memberships" / f"{key}.parquet", folder / "customer_groups" / key / f"{key}.parquet"
    file.parent.mkdir(exist_ok=True)
    linked.parent.mkdir(parents=True)
    query = f"select '{key}' as group_key, customer_id, joined_at from bi.customer_groups.{key}"
    copy_to_parquet(connection, query, file)
    link_or_copy(file, linked)


def _write_parquet(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    table: str,
    run: RunFacts,
    previous: Generation | None,
) -> None:
    """A table of the BI file again, in its folder: a growing one as a file per night, memberships as a file per group.

    Files of earlier nights never change, so they are linked, not written again. Those of groups are there already.
    """
    (folder / table).mkdir(exist_ok=True)
    if table == "group_memberships":
        if not any((folder / table).iterdir()):
            copy_to_parquet(connection, "from bi.main.group_memberships", folder / table / "none.parquet")
    elif table in GROWING:
        for part in sorted((previous.parquet / table).glob("*.parquet")) if previous else []:
            _keep_part(connection, table, part, folder / table / part.name)
        copy_to_parquet(
            connection,
            f"from bi.main.{table} where run_id = '{run.run_id}'",
            folder / table / f"{run.run_id}.parquet",
        )
    else:
        copy_to_parquet(connection, f"from bi.main.{table}", folder / table / f"{table}.parquet")


def _keep_part(connection: duckdb.DuckDBPyConnection, table: str, part: Path, place: Path) -> None:
    """An earlier night's file of a growing table: linked, or written again if an old version's lacks a column."""
    wanted = _columns(connection, f"bi.main.{table}")
    if set(wanted) <= set(_columns(connection, f"read_parquet({literal(str(part))})")):
        link_or_copy(part, place)
    else:
        empty = f"(from bi.main.{table} limit 0)"
        copy_to_parquet(connection, f"from {empty} union all by name from read_parquet({literal(str(part))})", place)


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[str]:
    return [row[0] for row in connection.execute(f"describe from {relation}").fetchall()]


def _main_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables"
        " where table_catalog = 'bi' and table_schema = 'main' order by table_name"
    ).fetchall()
    return [name for (name,) in rows]


def _check(
    shop: Shop, building: Path, expected: dict[str, int], groups: dict[str, GroupFacts]
) -> dict[str, TableFacts]:
    """Reopen what was written and read every column of every row.

    Raises:
        CheckFailed: the counts differ from the warehouse's, or what is in Parquet from what is in the BI file.
    """
    bi_file = building / "rollcall.duckdb"
    _require_closed(bi_file)
    facts = {}
    with in_memory(shop) as connection:
        connection.execute(f"attach {literal(str(bi_file))} as bi (read_only)")
        for table in _main_tables(connection):
            facts[table] = found = table_facts(connection, f"bi.main.{table}")
            if found.rows != expected[table]:
                raise CheckFailed(f"{table}: {found.rows} rows in the BI file, {expected[table]} in the warehouse")
            try:
                written = table_facts(connection, parquet_of(building / "parquet" / table))
            except duckdb.Error as error:
                raise CheckFailed(
                    f"{table}: the Parquet files cannot be read back: {said(error)}; run the night again"
                ) from None
            if written != found:
                raise CheckFailed(
                    f"{table}: {found.rows} rows in the BI file, {written.rows} in the Parquet files, or other rows;"
                    " run the night again"
                )
        for key, group in groups.items():
            facts[f"customer_groups.{key}"] = table_facts(connection, f"bi.customer_groups.{key}")
            if facts[f"customer_groups.{key}"].rows != group.members:
                raise CheckFailed(
                    f"customer_groups.{key}: {facts[f'customer_groups.{key}'].rows} rows,"
                    f" but groups says {group.members} members"
                )
    return facts


def _require_closed(file: Path) -> None:
    if journal_of(file).exists():
        raise CheckFailed(f"{file} was not closed whole: it left a .wal file; run the night again")


def _remembered_facts(shop: Shop, building: Path) -> dict[str, TableFacts]:
    with in_memory(shop) as connection:
        return {name: table_facts(connection, relation) for name, relation in remembered.relations(building).items()}


def _contact_facts(shop: Shop, building: Path, expected: int) -> TableFacts:
    """As _check, of contacts.duckdb."""
    file = building / CONTACTS_FILE
    _require_closed(file)
    with in_memory(shop) as connection:
        connection.execute(f"attach {literal(str(file))} as people (read_only)")
        found = table_facts(connection, f"people.main.{contacts.TABLE}")
    if found.rows != expected:
        raise CheckFailed(f"{found.rows} rows in {CONTACTS_FILE}, {expected} in the warehouse; run the night again")
    return found


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
