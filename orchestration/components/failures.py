"""Which errors of a step are worth a retry: those of a busy or ailing machine, never those of input or code."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from orchestration.errors import INTERRUPTED, RollcallError, said

RETRIES = dg.RetryPolicy(max_retries=2, delay=10, backoff=dg.Backoff.EXPONENTIAL)

# A disk or a network file system that faltered; not a full disk, a missing file or a wrong permission.
FALTERING = {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT, errno.ESTALE}


class Transient(RollcallError):
    """An error that is worth a retry, in words that Dagster may record."""


def is_transient(error: BaseException) -> bool:
    """Whether the same step may succeed in a minute: somebody has the warehouse open, or the disk faltered."""
    return "Could not set lock" in str(error) or (isinstance(error, OSError) and error.errno in FALTERING)


@contextmanager
def retrying_only_transient() -> Iterator[None]:
    """Let transient errors through to the step's retry policy; fail at once, with one clear message, on any other.

    Ctrl-C and Dagster's Terminate, too, which Dagster would answer by trying the step again.
    """
    try:
        yield
    except dg.Failure:
        raise
    except (KeyboardInterrupt, dg.DagsterExecutionInterruptedError):
        raise dg.Failure(description=INTERRUPTED, allow_retries=False) from None
    except Exception as error:  # noqa: BLE001 - what is raised in its place says what may be told
        if is_transient(error):
            raise Transient(said(error)) from None
        raise dg.Failure(description=said(error), allow_retries=False) from _cause_to_record(error)


def _cause_to_record(error: Exception) -> Exception | None:
    """One of our own, without what it came from: Dagster records causes in words of theirs, which may hold values."""
    if not isinstance(error, RollcallError):
        return None
    error.__cause__ = error.__context__ = None
    return error
