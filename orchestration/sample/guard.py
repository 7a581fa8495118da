"""Whether a home is a real shop's: a sample beside real customers would be taken for customers, too."""

from pathlib import Path

from orchestration.warehouse.connections import read_only

# How write_shop and write_next_day name their files.
SAMPLE_FILE = "(customers|orders)/(customers|orders)_([0-9]{4}|late|[0-9]{8}(_changes|_withdrawn)?)[.](parquet|csv)"


def landed_of_a_real_shop(warehouse: Path) -> str | None:
    """A file of customers or orders that has landed in the warehouse and is not a sample's; None if there is none."""
    if not warehouse.exists():
        return None
    with read_only(warehouse) as connection:
        has_ledger = "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'landed_files'"
        if connection.execute(has_ledger).fetchone() is None:
            return None
        found = connection.execute(
            """
            select file_name from raw.landed_files
            where table_name in ('customers', 'orders') and not regexp_full_match(file_name, ?)
            order by file_id limit 1
            """,
            [SAMPLE_FILE],
        ).fetchone()
    return str(found[0]) if found else None
