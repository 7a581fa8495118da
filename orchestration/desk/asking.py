"""Asking what the current generation's night has built: read-only, for a bounded time, beside any night."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import duckdb

from orchestration.desk.compiling import Draft
from orchestration.errors import RollcallError, said
from orchestration.gate.rules import line_of
from orchestration.publishing.generations import Generation
from orchestration.settings import bytes_of
from orchestration.shop import Shop
from orchestration.warehouse.connections import asking

# Seconds that a question may take, and bytes that it may hold.
LONGEST, MOST_MEMORY = 30, 2 * 10**9


class NoWorkshop(RollcallError):
    """There is nothing to ask: the generation has no workshop, or one that this version cannot read."""


class NotAnswered(RollcallError):
    """The SQL cannot be run, or took too long; the message says where, why, and what to do."""


@contextmanager
def question(
    shop: Shop, generation: Generation, draft: Draft, seconds: float = LONGEST
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to ask about a draft with, for so many seconds; what DuckDB says is said of the draft.

    Raises:
        NoWorkshop: nothing can be asked of this generation.
        NotAnswered: the SQL fails, or takes too long.
        RawClosed: a landing goes on for longer than a query waits.
    """
    memory = f"{int(min(MOST_MEMORY, bytes_of(shop.settings.memory_limit)) / 10**6)}MB"
    with _opened(shop, generation, memory) as connection:
        timer = threading.Timer(seconds, connection.interrupt)
        timer.start()
        try:
            yield connection
        except duckdb.InterruptException as error:
            problem = f"it takes longer than {seconds:g} seconds"
            raise NotAnswered(
                f"{draft.place}: {problem}; look for a join without a condition, or ask for less"
            ) from error
        except RuntimeError as error:
            # What DuckDB makes of Ctrl-C.
            if str(error) == "Query interrupted":
                raise KeyboardInterrupt from error
            raise
        except duckdb.Error as error:
            raise _told(error, generation, draft) from error
        finally:
            timer.cancel()


@contextmanager
def _opened(shop: Shop, generation: Generation, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    if not generation.workshop.exists():
        raise NoWorkshop(
            f"{generation.path} has no workshop, which only the latest nights on DuckDB have; run `rollcall nightly`"
        )
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(asking(shop, generation.workshop, generation.bi_file, memory))
        except duckdb.Error as error:
            raise NoWorkshop(
                f"{generation.workshop} cannot be opened ({said(error)}); it may be of another version: run"
                " `rollcall nightly`, which builds another"
            ) from error
        yield connection


def _told(error: duckdb.Error, generation: Generation, draft: Draft) -> RollcallError:
    facts = _facts(error)
    message = str(facts.get("exception_message", ""))
    missing = re.match(r"Table with name (\w+) does not exist", message)
    if missing:
        return NotAnswered(
            f"{draft.place}: the night {generation.manifest.run_id} has not built {missing[1]}, a group or model that"
            " is newer than it; run `rollcall nightly`, or leave it out"
        )
    name = str(facts.get("name", ""))
    line = line_of(draft.text, name) if name else None
    where = f"{draft.place}: line {line}" if line else draft.place
    kind = str(facts.get("exception_type", ""))
    return NotAnswered(f"{where}: {said(f'{kind} Error: {message}') if kind else said(error)}")


def _facts(error: duckdb.Error) -> dict[str, object]:
    try:
        found = json.loads(str(error).partition(": ")[2])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
