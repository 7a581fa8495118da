"""What holds for all tests: their order, what they share, and that none hangs on how fast the machine is."""

import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("any machine")

# For the words of what they assert.
pytest.register_assert_rewrite("tests.conditions", "tests.mistakes", "tests.faults")

from tests import parsed  # noqa: E402 - after that


def pytest_configure(config: pytest.Config) -> None:
    """Let homes begin with what dbt has read for others; and under nohup, let commands be interrupted all the same."""
    for number, usual in {signal.SIGINT: signal.default_int_handler, signal.SIGHUP: signal.SIG_DFL}.items():
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, usual)
    if hasattr(config, "cache"):
        parsed.kept = config.cache.mkdir("dbt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the file that takes longest, so that the other process has enough to do beside it."""
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)
