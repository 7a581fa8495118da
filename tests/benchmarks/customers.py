"""Times what people ask of the customers, on one home: lists, searches, sorts, exports, and what contacts cost a night.

    python -m tests.benchmarks.customers --customers 1000000 --orders 10000000

Makes a sample shop and runs a night. Of each list it prints the query's seconds in this process (the median of five),
and those of the whole command: warm, the median of three, and cold, once, after the kernel has been told to forget the
files of the generation and of the environment. Then an export of everybody to each format, and an import of 100,000
customers; last what the contacts took of the night: the models that serve nothing else, and writing contacts.duckdb.
`--work DIR` keeps the home there, and uses one that is there.
"""

import argparse
import json
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from orchestration.customers.choices import Sort
from orchestration.customers.listing import Wanted, list_customers
from orchestration.publishing import contacts
from orchestration.publishing.generations import Generation, current
from orchestration.sample.shop import SampleShop
from orchestration.settings import Home
from orchestration.warehouse.connections import attach_raw, attach_workshop, scratch
from tests.benchmarks.before_after import environment, project_of
from tests.benchmarks.night import stages, timed
from tests.workspace import PROJECT

# What is asked for, as `list_customers` takes it and as it is typed.
LISTS: dict[str, tuple[Wanted, Sort, bool, list[str]]] = {
    "first page": (Wanted(), Sort.NAME, False, []),
    "surname": (Wanted(search="jensen"), Sort.NAME, False, ["--search", "jensen"]),
    "e-mail": (Wanted(search="c10000001@"), Sort.NAME, False, ["--search", "c10000001@"]),
    "phone": (Wanted(search="201448"), Sort.NAME, False, ["--search", "201448"]),
    "by amount spent": (Wanted(), Sort.SPENT, True, ["--sort", Sort.SPENT.value, "--descending"]),
    "by last order": (Wanted(), Sort.LAST_ORDER, True, ["--sort", Sort.LAST_ORDER.value, "--descending"]),
    "by e-mail": (Wanted(), Sort.EMAIL, False, ["--sort", Sort.EMAIL.value]),
    "by groups": (Wanted(), Sort.GROUPS, True, ["--sort", Sort.GROUPS.value, "--descending"]),
    "country and surname": (
        Wanted(search="nielsen", country="DK"), Sort.SPENT, True,
        ["--search", "nielsen", "--country", "DK", "--sort", Sort.SPENT.value, "--descending"],
    ),
}  # fmt: skip
# What only the contacts are built for.
MODELS = ("contacts", "int_contactable_customers")
IMPORTED = 100_000


def seconds_of(work: Callable[[], object], times: int) -> float:
    """The median."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def forget(*folders: Path) -> None:
    """Have the kernel forget the files below, as after a restart."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def of_contacts(generation: Generation, home: Path) -> dict[str, float]:
    """Seconds that the night's contacts took: their models as dbt recorded them, and their file, written once more."""
    log = (home / "logs/dbt.log").read_text()
    named = {name: float(seconds) for name, seconds in re.findall(r"OK created .*\.(\w+) \.* .*OK in ([0-9.]+)s", log)}
    with tempfile.TemporaryDirectory(dir=home) as folder, scratch() as connection:
        attach_raw(connection, Home(home))
        attach_workshop(connection, generation.workshop)
        began = time.perf_counter()
        contacts.write(connection, Path(folder), {"contacts": "workshop.contacts.contacts"}, "da")
        written = time.perf_counter() - began
    return {name: named[name] for name in MODELS} | {"written": round(written, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--groups", type=int, default=50)
    parser.add_argument("--memory-limit", default="4GB", help="DuckDB's")
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="rollcall-customers-"))
    home = work / "home"
    settings = environment(home, given.memory_limit)
    rollcall = str(PROJECT / ".venv/bin/rollcall")
    if not home.exists():
        project_of(PROJECT, work / "project", given.groups)
        size = ["--customers", str(given.customers), "--orders", str(given.orders)]
        timed([rollcall, "sample", *size], settings, work / "project")
        as_of = SampleShop(customers=given.customers, orders=given.orders).ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        night = timed([rollcall, "nightly", "--as-of", as_of], settings, work / "project")
        print(json.dumps({"night": vars(night), "stages": stages(home)}), flush=True)
    generation = current(home / "published")
    assert generation is not None
    print(json.dumps({"contacts": of_contacts(generation, home)}), flush=True)
    for name, (wanted, sort, descending, typed) in LISTS.items():
        command = [rollcall, "customers", "list", *typed]
        found = list_customers(generation, wanted, sort, descending, 50)[1]

        def ask(wanted: Wanted = wanted, sort: Sort = sort, descending: bool = descending) -> object:
            return list_customers(generation, wanted, sort, descending, 50)

        def type_it(command: list[str] = command) -> object:
            return timed(command, settings, work / "project")

        query = seconds_of(ask, 5)
        warm = seconds_of(type_it, 3)
        forget(generation.path, PROJECT / ".venv")
        cold = seconds_of(type_it, 1)
        row = {"query": query, "warm": warm, "cold": cold}
        print(json.dumps({"list": name, "found": found} | {k: round(v, 3) for k, v in row.items()}), flush=True)
    for form in ("csv", "parquet", "xlsx"):
        to = work / f"everybody.{form}"
        to.unlink(missing_ok=True)
        run = timed([rollcall, "export", "customers", "--to", str(to)], settings, work / "project")
        print(json.dumps({"export": form, **vars(run), "bytes": to.stat().st_size}), flush=True)
        to.unlink()
    file = work / "import.csv"
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            copy (
                select 'new' || n || '@example.com' as email, 'First' || n as first_name, 'Last' || n as last_name,
                    'DK' as country, '+4520' || lpad((n % 1000000)::varchar, 6, '0') as phone
                from range({IMPORTED}) as numbers(n)
            ) to '{file}' (header)
            """
        )
    run = timed([rollcall, "customers", "import", str(file), "--yes"], settings, work / "project")
    print(json.dumps({"import": IMPORTED, **vars(run)}), flush=True)


if __name__ == "__main__":
    main()
