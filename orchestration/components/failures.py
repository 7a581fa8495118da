"""Which errors of a step are worth a retry: those of a busy or ailing machine, never those of input or code."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

RETRIES = dg.RetryPolicy(max_retries=2, delay=10, backoff=dg.Backoff.EXPONENTIAL)


def is_transient(error: BaseException) -> bool:
    """Whether the same step may succeed in a minute: somebody has the warehouse open, or the disk faltered."""
    return isinstance(error, duckdb.IOException | OSError) or "Could not set lock" in str(error)


@contextmanager
def retrying_only_transient() -> Iterator[None]:
    """Let transient errors through to the step's retry policy; fail at once, with one clear message, on any other."""
    try:
        yield
    except dg.Failure:
        raise
    except Exception as error:
        if is_transient(error):
            raise
        raise dg.Failure(description=str(error) or type(error).__name__, allow_retries=False) from error
