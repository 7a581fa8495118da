"""What holds for all tests: the order in which they run, and that none hangs on how fast the machine is."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the file that takes longest, so that the other process has enough to do beside it."""
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)
