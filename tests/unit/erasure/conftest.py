"""A home for each test of erasure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.erasure.shops import Home


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Home]:
    """Makes a home; vars of the shop are given by name, settings as `settings`."""

    def make(settings: dict[str, Any] | None = None, **variables: Any) -> Home:
        return Home(tmp_path / "var", {"landing_time_zone": "UTC", **variables}, settings or {})

    return make


@pytest.fixture
def home(made: Callable[..., Home]) -> Home:
    return made()
