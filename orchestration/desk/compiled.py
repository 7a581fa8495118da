"""The SQL that a night runs for a group."""

from datetime import UTC, datetime

from orchestration.building.dbt import reading_group
from orchestration.moments import iso
from orchestration.shop import Shop


def compiled_sql(shop: Shop, key: str) -> str:
    """With its conditions written out and what they read ahead of it, as of now; needs no warehouse.

    Without one, a condition in which an analyst's own SQL stands is written out in its place, where a night may find
    that it reads what another condition reads too.

    Raises:
        DbtError: the group cannot be read or compiled, with its fault in one line.
    """
    with reading_group(shop, key) as dbt:
        sql = dbt.laid_out(key, {"as_of": iso(datetime.now(UTC).replace(microsecond=0))})
    # The name of a warehouse that is not there.
    return sql.replace('"memory".', "").strip()
