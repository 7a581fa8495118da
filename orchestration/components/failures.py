"""Which errors of a step are worth a retry: those of a busy or ailing machine, never those of input or code."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

INTERRUPTED = "the night was interrupted"
RETRIES = dg.RetryPolicy(max_retries=2, delay=10, backoff=dg.Backoff.EXPONENTIAL)


# A disk or a network file system that faltered; not a full disk, a missing file or a wrong permission.
FALTERING = {errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT, errno.ESTALE}


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
    except Exception as error:
        if is_transient(error):
            raise
        raise dg.Failure(description=str(error) or type(error).__name__, allow_retries=False) from error
