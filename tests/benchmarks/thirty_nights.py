"""Runs thirty nights of a small shop, one after the other, and says whether seconds and sizes stay level.

    python -m tests.benchmarks.thirty_nights [--nights 30] [--customers 500] [--orders 3000]

Every night brings new customers and orders, changes of old ones, and rows that are rejected. Prints a line a night:
seconds, and megabytes of the warehouse, what is published, Dagster's history, logs, the archive and all else. Ends with
1 if something grows by more than what landed. Settings that bound something are as they come, unless the environment
says otherwise.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.sample.shop import SampleShop, write_shop
from tests.rows import customer, order
from tests.workspace import Workspace

CUSTOMERS = "select customer_id\nfrom {{ ref('customers') }}\n"
GROUPS = {
    "everybody": CUSTOMERS,
    "regulars": CUSTOMERS + "where {{ number_of_orders('at least', 3, last='90 days') }}\n",
    "spenders": CUSTOMERS + "where {{ total_purchases('more than', 5000) }}\n",
    "gone_quiet": CUSTOMERS + "where {{ last_order('not within', '60 days') }}\n",
}
PARTS = ("warehouse", "published", "dagster", "logs", "archive", "others")
# A size this much above what it was before has grown; so many megabytes are noise.
MOST_GROWTH, NOISE_MB = 1.05, 0.5
# Nights that are compared: their median, so that one slow night says nothing.
WINDOW = 5
# Seconds depend on what else the machine does.
MOST_SLOWER, NOISE_SECONDS = 1.25, 1.0


@dataclass(frozen=True)
class Measured:
    """A night: its seconds, megabytes of each part of the home after it, and megabytes that landed in it."""

    seconds: float
    megabytes: Mapping[str, float]
    landed: float


def verdicts(nights: Sequence[Measured]) -> dict[str, bool]:
    """Whether each part stays level over the last third of the nights, what landed taken off; by name of the part.

    The nights before fill what is bounded: generations, runs, logs. What fills and is emptied in turns, as the
    warehouse is by compaction, is as large as its largest night.
    """
    third = len(nights) // 3
    then, now = nights[-third - WINDOW : -third], nights[-WINDOW:]
    landed = sum(each.landed for each in nights[-third:])
    found = {}
    for part in PARTS:
        before = max(each.megabytes[part] for each in nights[:-third])
        after = max(each.megabytes[part] for each in nights[-third:])
        found[part] = after <= before * MOST_GROWTH + NOISE_MB + landed * HOLDS_WHAT_LANDED.get(part, 0)
    before, after = (statistics.median(each.seconds for each in some) for some in (then, now))
    found["seconds"] = after <= before * MOST_SLOWER + NOISE_SECONDS
    return found


# These keep what landed: the archive as it came, the warehouse as rows, the publications as events, in each of them.
HOLDS_WHAT_LANDED = {"archive": 1.0, "warehouse": 4.0, "published": 8.0, "others": 1.0}


def sizes(home: Path) -> dict[str, float]:
    """Megabytes of each part of a home, a file with several names counted once."""
    found = dict.fromkeys(PARTS, 0.0)
    seen = set()
    for file in home.rglob("*"):
        if file.is_symlink() or not file.is_file():
            continue
        status = file.stat()
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        top = file.relative_to(home).parts[0]
        part = "warehouse" if top.startswith(("warehouse", "raw.")) else top if top in PARTS else "others"
        found[part] += status.st_size / 2**20
    return found


def drop_a_day(shop: Workspace, number: int, day: datetime) -> float:
    """What the shop sends in a night; its megabytes."""
    name = f"{day:%Y-%m-%d}"
    customers = [
        customer(f"n{number}-{each}", "DK", created_at=day.isoformat(), email=f"{each}@x.example") for each in range(5)
    ]
    orders = [
        order(
            f"n{number}-{each}",
            str(each % 40 + 1) if each % 3 else f"n{number}-{each % 5}",
            (day - timedelta(hours=30 + each)).isoformat(),
            "delivered" if each % 7 else "no such moment" if each % 2 else "cancelled",
            total_amount=100 + each if each % 11 else "a lot",
        )
        for each in range(40)
    ]
    changed = [{**each, "status": "cancelled"} for each in orders[:3]]
    files = [
        shop.drop_rows("customers", f"{name}.ndjson", customers),
        shop.drop_rows("orders", f"{name}.ndjson", orders),
        shop.drop_rows("orders", f"{name}-changes.ndjson", changed),
    ]
    return sum(file.stat().st_size for file in files) / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--customers", type=int, default=500)
    parser.add_argument("--orders", type=int, default=3000)
    chosen = parser.parse_args()
    if chosen.nights < 3 * WINDOW:
        parser.error(f"--nights: what is level shows after {3 * WINDOW} nights or more")
    with tempfile.TemporaryDirectory() as folder:
        shop = Workspace.open(Path(folder), GROUPS)
        sample = SampleShop(customers=chosen.customers, orders=chosen.orders, ends_at=datetime(2026, 1, 1, tzinfo=UTC))
        write_shop(shop.home / "landing", sample)
        nights = []
        print(f"{'night':>5} {'seconds':>8} " + " ".join(f"{part:>10}" for part in PARTS), flush=True)
        for number in range(chosen.nights):
            day = sample.ends_at + timedelta(days=number, hours=1)
            landed = drop_a_day(shop, number, day) if number else 0.0
            start = time.perf_counter()
            ended = shop.nightly(day.isoformat().replace("+00:00", "Z"))
            seconds = time.perf_counter() - start
            if ended.code != 0:
                sys.exit(f"night {number + 1} ended with {ended.code}: {ended.err}")
            nights.append(Measured(seconds, sizes(shop.home), landed))
            line = " ".join(f"{nights[-1].megabytes[part]:>10.1f}" for part in PARTS)
            print(f"{number + 1:>5} {seconds:>8.1f} {line}", flush=True)
    found = verdicts(nights)
    print(
        f"the last {len(nights) // 3} nights landed {sum(each.landed for each in nights[-len(nights) // 3 :]):.2f} MB"
    )
    for name, level in found.items():
        print(f"{name}: {'level' if level else 'GROWS'}")
    sys.exit(os.EX_OK if all(found.values()) else 1)


if __name__ == "__main__":
    main()
