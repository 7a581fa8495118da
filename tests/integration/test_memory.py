"""A night in little memory: DuckDB spills to disk and the night goes on."""

from pathlib import Path

from orchestration.sample.shop import SampleShop, write_shop
from tests.workspace import Workspace


def test_a_model_after_one_that_spilled_to_disk_still_builds(tmp_path: Path) -> None:
    # Set again for every connection, the temporary directory could not be "switched" once it had been used.
    shop = Workspace.open(
        tmp_path, {"spenders": "select customer_id from {{ ref('customers') }} where total_spent > 100"}
    )
    sample = SampleShop(customers=100_000, orders=600_000)
    write_shop(shop.home / "landing", sample)
    ended = shop.run("nightly", "--as-of", sample.ends_at.isoformat(), environment={"ROLLCALL_MEMORY_LIMIT": "150MB"})
    assert ended.code == 0, ended.err
    assert shop.manifest["tables"]["customer_groups.spenders"]["rows"] > 0
