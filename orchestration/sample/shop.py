"""Writes a sample shop into a landing directory: every landing table, of any size, always the same.

What the rows look like is in `sql/`; this module only decides which file holds which hours of the shop's life
and writes the files, several at a time. Everything is a function of the shop's arguments: there is no
randomness, no clock, and no dependence on the number of threads. (The draws use DuckDB's `hash`, so another
version of DuckDB may give other, equally plausible data.)
"""

import csv
import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import duckdb

from orchestration.warehouse.connections import scratch

# The calendar in sql/_calendar.sql: a year before the orders begin, four years of orders, and the day after.
Hours = tuple[int, int]
HISTORY: Hours = (0, 43_830)
NEXT_DAY: Hours = (43_830, 43_854)
LAST_TWO_WEEKS: Hours = (43_494, 43_830)
ROWS_PER_FILE = 4_000_000

ID_LIMITS = {"customers": 80_000_000, "orders": 800_000_000}

# In the order in which they are begun: the largest first, so that no thread is left with one at the end.
BY_ORDER = ("order_lines", "orders", "refunds")
BY_CUSTOMER = (
    "customers",
    "loyalty_points",
    "page_views",
    "messages",
    "logins",
    "list_subscriptions",
    "addresses",
    "profile_field_values",
    "reviews",
    "wishlist_items",
    "sms_messages",
    "store_credit",
    "promo_code_entries",
    "account_entries",
    "notes",
    "suppressions",
    "customer_merges",
    "erasure_requests",
)
WRITTEN_ONCE = ("products", "categories", "exchange_rates", "profile_fields", "manual_members")
WITH_LATE_FILES = ("orders", "customers", "loyalty_points")
CHANGED_NEXT_DAY = {"orders": LAST_TWO_WEEKS, "customers": HISTORY, "logins": HISTORY}
WITHDRAWN_NEXT_DAY = {"orders": LAST_TWO_WEEKS, "reviews": HISTORY}

Progress = Callable[[Path, int], None]


@dataclass(frozen=True)
class SampleShop:
    """A shop of so many customers and orders, whose history ends (exclusively) at `ends_at`.

    Orders cover the four years before `ends_at`; the first fifth of the customers came in the year before.

    Raises ValueError if a number is too small for every table to have rows or too large for the ids, if the
    seed is not between 0 and 1,000,000, or if `ends_at` has no time zone.
    """

    customers: int
    orders: int
    seed: int = 1
    ends_at: datetime = datetime(2026, 11, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        for name, most in ID_LIMITS.items():
            number = getattr(self, name)
            if not 50 <= number <= most:
                raise ValueError(f"A sample shop has between 50 and {most:,} {name}, not {number:,}.")
        if not 0 <= self.seed <= 1_000_000:
            raise ValueError(f"The seed of a sample shop lies between 0 and 1,000,000, not {self.seed}.")
        if self.ends_at.tzinfo is None:
            raise ValueError("ends_at needs a time zone, for example datetime(2026, 11, 1, tzinfo=UTC).")


@dataclass(frozen=True)
class _File:
    """One file to write: the query that makes its rows and the hours and the moment it is asked for."""

    path: Path
    query: str
    hours: Hours
    as_of: datetime


def write_shop(landing: Path, shop: SampleShop, progress: Progress | None = None) -> None:
    """Write the whole history of the shop to `<landing>/<table>/<table>_0001.parquet` and so on.

    Beside them lie a few `<table>_late.csv`: valid later corrections of rows that are in the Parquet files, and
    some twenty rows that break the landing contract. `progress` is told each file and its number of rows, from
    the thread that wrote it.

    Raises FileExistsError if a table's directory already holds files.
    """
    for table in (*BY_ORDER, *BY_CUSTOMER, *WRITTEN_ONCE):
        if any(path.suffix != ".tmp" for path in (landing / table).glob("*")):
            raise FileExistsError(
                f"{landing / table} already holds files. Give write_shop a landing directory without them."
            )
    with _connect(shop, day_share=0) as connection:
        chunks = list(_chunks(connection, shop.orders))
        planned = [
            _File(
                landing / table / f"{table}_{number:04}.parquet",
                _text(f"sql/{table}.sql"),
                hours,
                shop.ends_at,
            )
            for table in BY_ORDER
            for number, hours in enumerate(chunks, start=1)
        ]
        planned += [
            _File(landing / table / f"{table}_0001.parquet", _text(f"sql/{table}.sql"), HISTORY, shop.ends_at)
            for table in (*BY_CUSTOMER, *WRITTEN_ONCE)
        ]
        _write_all(connection, shop, planned, progress)
        for table in WITH_LATE_FILES:
            # The corrected rows are the last ones, so the last chunk is enough to find them.
            path = landing / table / f"{table}_late.csv"
            rows = _write_late_file(connection, shop, path, table, chunks[-1])
            if progress:
                progress(path, rows)


def write_next_day(landing: Path, shop: SampleShop, share: float = 0.01) -> datetime:
    """Add the day after `shop.ends_at` to a landing directory, and return the `as_of` to build it with.

    The day brings `share` times as many new customers, orders and other events as the whole history had, in
    files `<table>_<day>.parquet`. Files `<table>_<day>_changes.parquet` repeat earlier orders and customers with
    a later `updated_at`, and hold the logins of the latter. Files `<table>_<day>_withdrawn.parquet` withdraw a few
    earlier orders and reviews.

    Raises ValueError if `share` is not above 0 and at most 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"The share of a sample shop's next day lies above 0 and up to 1, not {share}.")
    as_of = shop.ends_at + timedelta(days=1)
    day = f"{as_of.astimezone(UTC):%Y%m%d}"
    planned = [
        _File(landing / table / f"{table}_{day}.parquet", _text(f"sql/{table}.sql"), NEXT_DAY, as_of)
        for table in (*BY_ORDER, *BY_CUSTOMER)
    ]
    # Both start from the rows as they were at the end of the history.
    planned += [
        _File(
            landing / table / f"{table}_{day}_{kind}.parquet",
            _text(f"sql/{kind}/{table}.sql"),
            hours,
            shop.ends_at,
        )
        for kind, tables in (("changes", CHANGED_NEXT_DAY), ("withdrawn", WITHDRAWN_NEXT_DAY))
        for table, hours in tables.items()
    ]
    with _connect(shop, day_share=share) as connection:
        _write_all(connection, shop, planned, None)
    return as_of


def _connect(shop: SampleShop, day_share: float) -> duckdb.DuckDBPyConnection:
    """Open an empty database that knows the shop's calendar, lookups and vocabulary."""
    # One thread per file keeps the rows of a file in order; several files are written at a time.
    connection = scratch(threads=1, memory_limit="2500MB", temp_directory="", preserve_insertion_order=True)
    # The lookups are the right side of every join. DuckDB cannot guess how many numbers a range gives, and
    # would otherwise build the hash table of a join from millions of customers.
    connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
    _set_variables(connection, shop, shop.ends_at, HISTORY)
    connection.execute(f"set variable day_share = {day_share!r}::double")
    for script in ("_draws", "_calendar", "_lookups", "_rows"):
        connection.execute(_text(f"sql/{script}.sql"))
    return connection


def _set_variables(connection: duckdb.DuckDBPyConnection, shop: SampleShop, as_of: datetime, hours: Hours) -> None:
    """Set what the queries ask for by `getvariable`; every cursor has variables of its own."""
    numbers = {
        "seed": shop.seed,
        "customers": shop.customers,
        "orders": shop.orders,
        "products": min(max(shop.customers // 20, 60), 5000),
        "manual_members": min(max(shop.customers // 1000, 4), 200),
        "from_hour": hours[0],
        "to_hour": hours[1],
    }
    for name, number in numbers.items():
        connection.execute(f"set variable {name} = {number}::bigint")
    for name, moment in {"ends_at": shop.ends_at, "as_of": as_of}.items():
        in_utc = moment.astimezone(UTC).replace(tzinfo=None)
        connection.execute(f"set variable {name} = timestamp '{in_utc.isoformat(sep=' ')}'")


def _chunks(connection: duckdb.DuckDBPyConnection, orders: int) -> Iterator[Hours]:
    """Cut the history into stretches of hours with at most about ROWS_PER_FILE orders each."""
    parts = -(-orders // ROWS_PER_FILE)
    from_hour = 0
    for part in range(1, parts + 1):
        row = connection.execute(
            "select min(hour) + 1 from hours where to_share >= ?::double", [part / parts]
        ).fetchone()
        to_hour: int = HISTORY[1] if row is None or part == parts else row[0]
        yield from_hour, to_hour
        from_hour = to_hour


def _write_all(
    connection: duckdb.DuckDBPyConnection, shop: SampleShop, planned: list[_File], progress: Progress | None
) -> None:
    def write(file: _File) -> None:
        with connection.cursor() as cursor:
            rows = _write(cursor, shop, file)
        if progress and rows:
            progress(file.path, rows)

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # Asking for the results raises what a thread raised.
        list(pool.map(write, planned))


def _write(cursor: duckdb.DuckDBPyConnection, shop: SampleShop, file: _File) -> int:
    """Write one Parquet file under a temporary name, move it in place, and return its number of rows.

    A file that would be empty is left out.
    """
    _set_variables(cursor, shop, file.as_of, file.hours)
    file.path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.path.with_name(file.path.name + ".tmp")
    quoted = str(unfinished).replace("'", "''")
    query = _with_offsets(cursor, file.query)
    # Measured: version 2 encodings with zstd are the smallest and, just before snappy, the fastest to read.
    written = cursor.execute(
        f"copy ({query}) to '{quoted}' (format parquet, parquet_version v2, compression zstd, use_tmp_file false)"
    ).fetchone()
    rows = written[0] if written else 0
    if rows:
        unfinished.replace(file.path)
    else:
        unfinished.unlink()
    return int(rows)


def _with_offsets(cursor: duckdb.DuckDBPyConnection, query: str) -> str:
    """The query with its UTC moments marked as such, so that they are the same by every shop's clock."""
    described = cursor.execute(f"describe {query}").fetchall()
    moments = [name for name, kind, *_ in described if kind == "TIMESTAMP"]
    if not moments:
        return query
    return f"select * replace ({', '.join(f'make_timestamptz(epoch_us({n})) as {n}' for n in moments)}) from ({query})"


def _write_late_file(
    connection: duckdb.DuckDBPyConnection, shop: SampleShop, path: Path, table: str, hours: Hours
) -> int:
    """Write the corrections that `late/<table>.sql` selects, then the bad rows of `late/<table>.csv`."""
    with connection.cursor() as cursor:
        _set_variables(cursor, shop, shop.ends_at, hours)
        corrections = cursor.execute(_text(f"late/{table}.sql"))
        columns = [column[0] for column in corrections.description]
        rows = corrections.fetchall()
    header, *bad_lines = _text(f"late/{table}.csv").splitlines()
    if header.split(",") != columns:
        raise ValueError(f"late/{table}.csv and late/{table}.sql differ in their columns.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_spelled(value) for value in row] for row in rows)
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_text("\n".join([header, text.getvalue() + "\n".join(bad_lines), ""]), encoding="utf-8")
    unfinished.replace(path)
    return len(rows) + len(bad_lines)


def _spelled(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value}Z"
    return str(value).lower() if isinstance(value, bool) else value


def _text(name: str) -> str:
    return files("orchestration.sample").joinpath(name).read_text(encoding="utf-8")
