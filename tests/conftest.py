"""What holds for all tests: the order in which they run."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the file that takes longest, so that the other process has enough to do beside it."""
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)
