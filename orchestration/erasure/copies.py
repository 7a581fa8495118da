"""What is left of persons outside of tables: exports in the home, logs, what dbt and Dagster keep.

Of a log a line is taken out, or an id in it replaced; what can be made again is removed whole. Contact values are kept
out of logs as they are written (orchestration.errors): this is for those that got in all the same.
"""

import html
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

import duckdb

from orchestration.building import spark
from orchestration.dagster_home.rewriting import databases, rewrite_texts
from orchestration.durable import sync
from orchestration.erasure.persons import Forgotten
from orchestration.erasure.renaming import columns_of
from orchestration.erasure.traces import Traces
from orchestration.errors import raise_if_of_the_machine
from orchestration.progress import report
from orchestration.shop import Shop
from orchestration.warehouse.connections import clear_spilled, in_memory
from orchestration.warehouse.text import as_pattern, literal, quoted

ASIDE = ".erasing"
CHUNK, OVERLAP, BATCH = 2**23, 2**12, 10_000
# As advertisers are given addresses: whose they are cannot be read.
HASHED = re.compile(r"\b[0-9a-fA-F]{64}\b")
TAGS, BETWEEN_CELLS = re.compile(r"(?:<[^<>]*>)+"), re.compile(r"[\s\",;|']+")
CELL = re.compile(r"<(?:v|t)(?: [^<>]*)?>([^<]*)<")


def clean_copies(shop: Shop, forgotten: Forgotten) -> list[Path]:
    """Take the persons out of exports, logs, and the files of dbt and Dagster; which files were removed for it.

    Raises:
        HistoryClosed: a database of Dagster's cannot be changed; everything else is.
    """
    home, traces = shop.home, Traces(forgotten)
    clear_spilled(home)
    spark.clear(home)
    report("erasing in exports")
    removed = [file for file in _files(home.exports) if _Export(shop, forgotten).is_of_one(file)]
    report("erasing in logs")
    removed += [file for folder in (home.dbt_target, home.dbt_beside) for file in _files(folder) if _has(file, traces)]
    of_dagster = set(databases(home.dagster))
    logs = [*_files(home.root / "logs"), *(each for each in _files(home.dagster) if each not in of_dagster)]
    for log in logs:
        # Dagster's databases come with files beside them, which are its own to change.
        if not any(log.name.startswith(f"{each.name}-") and log.parent == each.parent for each in of_dagster):
            removed += _rewrite(log, traces)
    for file in removed:
        file.unlink(missing_ok=True)
    report("erasing in Dagster's history")
    rewrite_texts(home.dagster, traces.are_in, traces.masked)
    return removed


class _Export:
    """A file of people, as an export writes it or as it came to lie there."""

    def __init__(self, shop: Shop, forgotten: Forgotten) -> None:
        self._shop = shop
        self._ids = list(forgotten.pseudonyms)
        self._traces = Traces(forgotten, plain_ids=False)

    def is_of_one(self, file: Path) -> bool:
        """Whether any of the persons is in it, or may be: it cannot be read, or tells people by hashes alone."""
        try:
            with file.open("rb") as stream:
                beginning = stream.read(4)
            if beginning == b"PAR1":
                relation = f"read_parquet({literal(as_pattern(file))})"
                return self._is_named(relation) or any(map(self._tells, self._rows(relation)))
            if beginning == b"PK\x03\x04":
                return any(map(self._is_in_sheet, _members(file)))
        except (duckdb.Error, zipfile.BadZipFile) as error:
            raise_if_of_the_machine(error)
            return True
        return any(map(self._tells, _chunks(file))) or self._is_in_csv(file)

    def _is_in_csv(self, file: Path) -> bool:
        try:
            return self._is_named(f"read_csv({literal(as_pattern(file))}, all_varchar = true, header = true)")
        except duckdb.Error as error:
            raise_if_of_the_machine(error)
            # A text of another kind.
            return False

    def _is_named(self, relation: str) -> bool:
        """Whether a column customer_id has one of the ids."""
        with in_memory(self._shop) as connection:
            if "customer_id" not in columns_of(connection, relation):
                return False
            query = f"select 1 from {relation} where customer_id::varchar in (select unnest(?::varchar[])) limit 1"
            return connection.execute(query, [self._ids]).fetchone() is not None

    def _rows(self, relation: str) -> Iterator[str]:
        with in_memory(self._shop) as connection:
            texts = ", ".join(f"{quoted(name)}::varchar" for name in columns_of(connection, relation))
            rows = connection.execute(f"select concat_ws(' ', {texts}) from {relation}")
            while batch := rows.fetchmany(BATCH):
                yield "\n".join(row for (row,) in batch)

    def _is_in_sheet(self, xml: str) -> bool:
        cells = {html.unescape(cell) for cell in CELL.findall(xml)}
        return not cells.isdisjoint(self._ids) or self._tells(html.unescape(TAGS.sub(" ", xml)))

    def _tells(self, text: str) -> bool:
        return HASHED.search(text) is not None or self._traces.are_in(BETWEEN_CELLS.sub(" ", text))


def _has(file: Path, traces: Traces) -> bool:
    return any(map(traces.are_in, _chunks(file)))


def _rewrite(log: Path, traces: Traces) -> list[Path]:
    """Write a log anew that holds somebody; the log itself, to be removed, if it has no lines."""
    if not _has(log, traces):
        return []
    with log.open("rb") as stream:
        if b"\0" in stream.read(CHUNK):
            return [log]
    aside = log.with_name(f".{log.name}{ASIDE}")
    with _opened(log) as old, _opened(aside, "w") as new:
        new.writelines(map(traces.without, old))
    sync(aside)
    aside.chmod(log.stat().st_mode & 0o777)
    os.replace(aside, log)
    return []


def _files(folder: Path) -> list[Path]:
    """The files below a folder, links apart, without those that an erasure before was writing when it was killed."""
    found = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    for left in [file for file in found if file.name.endswith(ASIDE)]:
        left.unlink()
        found.remove(left)
    return found


def _opened(file: Path, mode: str = "r") -> TextIO:
    """A file of any bytes as text: those that are no UTF-8 are written as they were read."""
    return cast(TextIO, file.open(mode, encoding="utf-8", errors="surrogateescape", newline=""))


def _chunks(file: Path) -> Iterator[str]:
    """A file's text, a piece at a time, each with the end of the one before: nothing is cut in two."""
    with _opened(file) as stream:
        yield from _pieces(stream)


def _members(archive: Path) -> Iterator[str]:
    """The same of every file in an archive, such as the sheets of an Excel file."""
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            with io.TextIOWrapper(opened.open(name), encoding="utf-8", errors="surrogateescape", newline="") as stream:
                yield from _pieces(stream)


def _pieces(stream: TextIO) -> Iterator[str]:
    end = ""
    while piece := stream.read(CHUNK):
        yield end + piece
        end = piece[-OVERLAP:]
