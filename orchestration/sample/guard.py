"""Whether a home is a real shop's: a sample beside real customers would be taken for customers, too."""

from orchestration.landing.taking_over import take_over
from orchestration.shop import Shop
from orchestration.warehouse.connections import reading_raw

# How write_shop and write_next_day name their files.
SAMPLE_FILE = "(customers|orders)/(customers|orders)_([0-9]{4}|late|[0-9]{8}(_changes|_withdrawn)?)[.](parquet|csv)"


def landed_of_a_real_shop(shop: Shop) -> str | None:
    """A file of customers or orders that has landed and is not a sample's; None if there is none."""
    take_over(shop.home)
    with reading_raw(shop) as connection:
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
