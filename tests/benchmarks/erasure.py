"""Times a night that forgets a customer against one that does not, on one home, and what the erasure alone takes.

    python -m tests.benchmarks.erasure --customers 1000000 --orders 10000000 --generations 7

Makes a sample shop and runs a night for each of so many generations, the last of which has nothing new to land and is
the one compared; then a customer with orders asks to be forgotten, and the night after does it. Prints both, in seconds
and in peak resident memory of the process tree, and the ratio.
"""

import argparse
import json
import os
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path

import duckdb

from orchestration.sample.shop import SampleShop
from tests.benchmarks.before_after import environment, project_of
from tests.benchmarks.night import timed
from tests.workspace import PROJECT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--groups", type=int, default=50)
    parser.add_argument("--generations", type=int, default=7)
    parser.add_argument("--memory-limit", default="4GB", help="DuckDB's")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="rollcall-erasure-"))
    project = project_of(PROJECT, work / "project", given.groups)
    settings = environment(work / "home", given.memory_limit)
    rollcall = str(PROJECT / ".venv/bin/rollcall")
    size = ["--customers", str(given.customers), "--orders", str(given.orders)]
    timed([rollcall, "sample", *size], settings, project)
    began = SampleShop(customers=given.customers, orders=given.orders).ends_at
    runs = []
    for number in range(given.generations + 1):
        if number == given.generations:
            forgotten = someone_with_orders(work / "home")
            subprocess.run([rollcall, "customers", "erase", forgotten, "--yes"], env=settings, cwd=project, check=True)
        as_of = (began + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
        runs.append(timed([rollcall, "nightly", "--as-of", as_of], settings, project))
        print(f"{as_of}: {runs[-1].seconds:.1f} s, {runs[-1].peak_gib:.2f} GiB", flush=True)
    without, erasing = runs[-2:]
    print(json.dumps({"seconds": erasing.seconds / without.seconds, "memory": erasing.peak_gib / without.peak_gib}))


def someone_with_orders(home: Path) -> str:
    """The id of a customer who is in the most groups."""
    with duckdb.connect(str(home / "published/current/rollcall.duckdb"), read_only=True) as connection:
        (row,) = connection.execute(
            "select cast(customer_id as varchar) from customers order by len(groups) desc, order_count desc, 1 limit 1"
        ).fetchall()
    return str(row[0])


if __name__ == "__main__":
    os.umask(0o077)
    main()
