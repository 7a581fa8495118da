"""What an engine says when it is asked for what is not there."""

from pathlib import Path

import pytest

from orchestration.building.engines import DuckDB
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.tonight import NightFailed
from tests.workspace import PROJECT


def test_a_publication_that_is_run_alone_says_that_the_night_is_run_whole(tmp_path: Path) -> None:
    """Dagster runs a failed step again in a run of its own, for which nothing was built."""
    shop = Shop(Settings(home=tmp_path), PROJECT)
    workshop = shop.home.building("20251101T010000Z-another0") / "workshop.duckdb"
    with pytest.raises(NightFailed, match="run it whole"), DuckDB(shop, workshop).built("publish"):
        pass
