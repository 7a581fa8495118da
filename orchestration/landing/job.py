"""A file that is going to be loaded, and what may prove to be wrong with it meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from orchestration.errors import raise_if_of_the_machine, said
from orchestration.landing import files
from orchestration.landing.contract import Table
from orchestration.landing.files import Drop, Refused, Stamp
from orchestration.landing.ledger import LandingError
from orchestration.landing.readers import Source

# What DuckDB raises when the fault lies in a file; anything else, such as want of memory, ends the landing.
FILE_ERRORS = (
    duckdb.InvalidInputException,
    duckdb.ConversionException,
    duckdb.IOException,
    duckdb.NotImplementedException,
    duckdb.OutOfRangeException,
    duckdb.SerializationException,
)


@dataclass(frozen=True)
class Job:
    """A file that is going to be loaded into a table, which is as its values are read in this file."""

    table: Table
    drop: Drop
    stamp: Stamp
    content_hash: str
    source: Source


class FileFailed(Exception):
    """A file proved unfit while its table's transaction was under way."""

    def __init__(self, job: Job, reason: str) -> None:
        super().__init__(reason)
        self.job, self.reason = job, reason


def unreadable(error: Exception) -> str:
    raise_if_of_the_machine(error)
    if "reached an invalid state" in str(error):
        return "mixes line ends: some lines end with a carriage return and others do not; write them all alike"
    return f"cannot be read: {said(error)}"


@contextmanager
def failing(job: Job) -> Iterator[None]:
    """Turn what is wrong with a file into FileFailed, which names it."""
    try:
        yield
    except Refused as refusal:
        raise FileFailed(job, str(refusal)) from refusal
    except FILE_ERRORS as error:
        raise FileFailed(job, unreadable(error)) from error


def disagreement(job: Job, what: str) -> LandingError:
    """The error for two passes that differ, unless the file itself has changed between them."""
    require_unchanged(job)
    return LandingError(
        f"{job.drop.name}: internal error: two passes over the file count different numbers of {what}; "
        "nothing of its table has landed; keep the file and report it"
    )


def require_unchanged(job: Job) -> None:
    """Make sure that the file is as it was when it was examined; raises FileFailed."""
    with failing(job):
        if files.stamp(job.drop.path) != job.stamp:
            raise Refused("is still being written; send it under a name ending in .part and rename it")
