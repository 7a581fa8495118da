"""Times the real night against the floor, on a sample shop of a given size, in one call.

    python -m tests.benchmarks.night --customers 1000000 --orders 10000000 --groups 50

The first night, the floor on the same files, then a second night with 1 % new orders and customers. Checks that
night and floor published the same rows. Prints seconds per stage, ratios, and the peak resident memory of each
process tree. `--sample DIR` reuses the files of an earlier sample instead of making them.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil

from orchestration.dagster_home.instance import open_instance
from orchestration.sample.shop import SampleShop, write_next_day, write_shop
from tests.benchmarks.groups import definitions
from tests.workspace import PROJECT, Workspace

# Content that must agree; ids of runs and events, cards and moments of publication are each their own.
SAME = {
    "group_memberships": "group_key, customer_id, joined_at",
    "membership_events": "event_id, group_key, customer_id, event, occurred_at, cause",
    "group_sizes": "group_key, as_of, members, joined, left_count",
    "customers": "customer_id, country, city, gender, birth_date, created_at, last_login_at, order_count, total_spent,"
    " average_order_value, first_ordered_at, last_ordered_at, cancelled_order_count, review_count, loyalty_points,"
    " store_credit, accepts_email, accepts_sms, groups",
}


@dataclass(frozen=True)
class Timed:
    """Wall-clock seconds of a process, and the most that it and its children held resident together, in GiB."""

    seconds: float
    peak_gib: float


def timed(command: list[str], environment: dict[str, str], folder: Path) -> Timed:
    """Run a command to its end; its failure is the benchmark's."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        peak = _watch(process)
        if process.wait() != 0:
            errors.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{errors.read()}")
    return Timed(time.perf_counter() - start, peak() / 2**30)


def _watch(process: "subprocess.Popen[bytes]"):  # type: ignore[no-untyped-def]
    peak = [0]

    def sample() -> None:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                tree = [watched, *watched.children(recursive=True)]
                peak[0] = max(peak[0], sum(each.memory_info().rss for each in tree))
            except psutil.Error:
                pass
            time.sleep(0.05)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()

    def result() -> int:
        thread.join()
        return peak[0]

    return result


def stages(home: Path) -> dict[str, float]:
    """Seconds of each step of the latest run, as Dagster recorded them."""
    with open_instance(home / "dagster") as instance:
        run = instance.get_run_records(limit=1)[0].dagster_run
        return {
            each.step_key: round((each.end_time or 0) - (each.start_time or 0), 1)
            for each in instance.get_run_step_stats(run.run_id)
        }


def differing(night: Path, floor: Path) -> list[str]:
    """The tables whose content is not the same in both BI files."""
    different = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{night}' as night (read_only)")
        connection.execute(f"attach '{floor}' as floor (read_only)")
        for table, columns in SAME.items():
            sums = {
                connection.execute(
                    f"select count(*), sum(hash(t)) from (select {columns} from {side}.main.{table}) as t"
                ).fetchone()
                for side in ("night", "floor")
            }
            if len(sums) != 1:
                different.append(f"{table}: {sums}")
    return different


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--groups", type=int, default=50)
    parser.add_argument("--memory-limit", default="4GB", help="DuckDB's, for night and floor alike")
    parser.add_argument("--sample", type=Path, help="landing folder of a sample made before, of the same size")
    parser.add_argument("--work", type=Path, help="where to work; a temporary folder when left out")
    parser.add_argument("--first-night-only", action="store_true")
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="rollcall-benchmark-"))
    sample = SampleShop(customers=given.customers, orders=given.orders)
    shop = Workspace.open(work / "shop", {})
    for group in definitions(given.groups):
        shop.define(group.key, f"select customer_id\nfrom {{{{ ref('customers') }}}}\nwhere {group.written}\n")
    landing = shop.home / "landing"
    if given.sample:
        shutil.copytree(given.sample, landing, copy_function=os.link)
    else:
        write_shop(landing, sample)
    # The night moves its files to the archive; the floor reads these.
    dropped = shutil.copytree(landing, work / "files", copy_function=os.link)
    environment = shop.environment | {"ROLLCALL_MEMORY_LIMIT": given.memory_limit}
    as_of = sample.ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def night(moment: str) -> Timed:
        return timed(
            [sys.executable, "-m", "orchestration.cli", "nightly", "--as-of", moment], environment, shop.project
        )

    def floor(moment: str, name: str) -> Timed:
        arguments = [
            str(dropped),
            str(work / name),
            moment[:19].replace("T", " "),
            given.memory_limit,
            str(given.groups),
        ]
        return timed([sys.executable, "-m", "tests.benchmarks.floor", *arguments], environment, PROJECT)

    size = {"customers": given.customers, "orders": given.orders, "groups": given.groups}
    first = night(as_of)
    print(json.dumps(size | {"run": "first night", **vars(first), "stages": stages(shop.home)}), flush=True)
    lowest = floor(as_of, "floor")
    print(json.dumps({"run": "floor", **vars(lowest), "ratio": round(first.seconds / lowest.seconds, 2)}), flush=True)
    different = differing(shop.current / "rollcall.duckdb", work / "floor" / "rollcall.duckdb")
    print("same rows" if not different else "DIFFERENT: " + "; ".join(different), flush=True)
    if not given.first_night_only:
        next_as_of = write_next_day(landing, sample).strftime("%Y-%m-%dT%H:%M:%SZ")
        second = night(next_as_of)
        print(
            json.dumps(
                {"run": "second night", **vars(second), "stages": stages(shop.home)}
                | {"ratio to first": round(second.seconds / first.seconds, 2)}
            ),
            flush=True,
        )
    if not given.work:
        shutil.rmtree(work)
    if different:
        sys.exit(1)


if __name__ == "__main__":
    main()
