from pathlib import Path

import pytest

from tests.imports import ImportingShop


@pytest.fixture
def shop(tmp_path: Path) -> ImportingShop:
    return ImportingShop.open(tmp_path)
