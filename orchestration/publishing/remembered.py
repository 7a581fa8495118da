"""What one night leaves for the next and for nobody else: tables that lie in the generation, closed to its consumers.

They are part of the generation so that a rollback undoes them as it undoes membership. Which they are is what dbt built
in the schema `remembered`; what they hold is told there (models/remembered/).
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from orchestration.publishing.generations import Generation
from orchestration.publishing.manifest import TableFacts
from orchestration.warehouse.text import literal, parquet_of

FOLDER = SCHEMA = "remembered"


def write(connection: duckdb.DuckDBPyConnection, generation: Path, tables: Mapping[str, str]) -> None:
    """Write tables, given as relations by name, as Parquet that their owner alone may read."""
    folder = generation / FOLDER
    folder.mkdir(mode=0o700)
    for table, relation in tables.items():
        (folder / table).mkdir(mode=0o700)
        file = folder / table / f"{table}.parquet"
        connection.execute(f"copy (from {relation}) to {literal(str(file))} (format parquet, compression zstd)")
        file.chmod(0o600)


def relations(generation: Path) -> dict[str, str]:
    """The tables of a generation as relations that DuckDB reads, by name; none of a version that remembered nothing."""
    folder = generation / FOLDER
    return {each.name: parquet_of(each) for each in sorted(folder.iterdir())} if folder.is_dir() else {}


def known_of(previous: Generation | None) -> dict[str, object]:
    """What tonight's models are told: the folder, and the tables in it (macros/memberships/night.sql)."""
    tables: dict[str, TableFacts] = previous.manifest.remembered if previous else {}
    return {"folder": str(previous.path / FOLDER) if previous and tables else None, "tables": sorted(tables)}
