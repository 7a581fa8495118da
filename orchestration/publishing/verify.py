"""Whether a published generation still is what its manifest says: asked before consumers are sent back to it."""

import duckdb

from orchestration.errors import RollcallError
from orchestration.progress import report
from orchestration.publishing import contacts, remembered
from orchestration.publishing.files import table_facts
from orchestration.publishing.generations import Generation
from orchestration.publishing.manifest import Manifest, TableFacts
from orchestration.settings import CONTACTS_FILE
from orchestration.shop import Shop
from orchestration.warehouse.connections import in_memory
from orchestration.warehouse.text import literal, parquet_of


class DamagedGeneration(RollcallError):
    """A generation's files are not what was published."""


def require_whole(shop: Shop, generation: Generation) -> None:
    """Read every table of the BI file and of the Parquet files and compare it with the manifest.

    A checksum of another version of DuckDB says nothing; then the rows are counted, and the files compared with each
    other.

    Raises:
        DamagedGeneration: a table is missing, cannot be read, or holds other rows.
    """
    manifest = generation.manifest
    with in_memory(shop) as connection:
        try:
            connection.execute(f"attach {literal(str(generation.bi_file))} as bi (read_only)")
        except duckdb.Error:
            raise _damaged(generation, "rollcall.duckdb cannot be opened") from None
        for table, said in manifest.tables.items():
            report(f"checking {table}")
            schema, _, name = table.rpartition(".")
            in_file = _found(connection, f'bi."{schema or "main"}"."{name}"', generation, f"{table} in rollcall.duckdb")
            if _differs(in_file, said, manifest):
                raise _damaged(generation, f"{table} in rollcall.duckdb does not hold the rows that were published")
            folder = generation.parquet / schema / name
            written = _found(connection, parquet_of(folder), generation, f"{table} as Parquet")
            # A group's Parquet has one column more.
            if written.rows != said.rows or (not schema and written != in_file):
                raise _damaged(generation, f"{table} as Parquet does not hold the rows that were published")
        for table, said in manifest.remembered.items():
            folder = generation.path / remembered.FOLDER / table
            kept = _found(connection, parquet_of(folder), generation, f"{remembered.FOLDER}/{table}")
            if _differs(kept, said, manifest):
                raise _damaged(generation, f"{remembered.FOLDER}/{table} does not hold the rows that were written")
        if manifest.contacts is not None:
            try:
                connection.execute(f"attach {literal(str(generation.contacts))} as people (read_only)")
            except duckdb.Error:
                raise _damaged(generation, f"{CONTACTS_FILE} cannot be opened") from None
            kept = _found(connection, f"people.main.{contacts.TABLE}", generation, CONTACTS_FILE)
            if _differs(kept, manifest.contacts, manifest):
                raise _damaged(generation, f"{CONTACTS_FILE} does not hold the rows that were written")


def _differs(found: TableFacts, said: TableFacts, manifest: Manifest) -> bool:
    return found.rows != said.rows or (manifest.duckdb_version == duckdb.__version__ and found != said)


def _found(connection: duckdb.DuckDBPyConnection, relation: str, generation: Generation, place: str) -> TableFacts:
    try:
        return table_facts(connection, relation)
    except (duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise
    except duckdb.Error:
        raise _damaged(generation, f"{place} cannot be read") from None


def _damaged(generation: Generation, fault: str) -> DamagedGeneration:
    return DamagedGeneration(
        f"{generation.path} is damaged: {fault}; nothing was changed: restore it from a backup, or name another"
        " generation in `rollcall rollback --to RUN_ID`"
    )
