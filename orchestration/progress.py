"""How long work tells those who wait what it is doing; who they are (a terminal, nobody) is set by the caller."""

from collections.abc import Callable

# Called, from any thread, with what is being done and, where it is known, which fraction is done (0 to 1).
Reporter = Callable[[str, float | None], None]


class _Audience:
    reporter: Reporter | None = None


def report(work: str, fraction: float | None = None) -> None:
    """Say what is being done now."""
    if _Audience.reporter is not None:
        _Audience.reporter(work, fraction)


def report_to(reporter: Reporter | None) -> None:
    """From now on, in this process, progress goes there."""
    _Audience.reporter = reporter
