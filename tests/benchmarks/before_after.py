"""Times a first night of this checkout against one of an earlier checkout, in turns (A B B A), in one call.

    git worktree add ../before COMMIT && (cd ../before && uv sync --frozen)
    python -m tests.benchmarks.before_after --before ../before --customers 1000000 --orders 10000000 --groups 50
    python -m tests.benchmarks.before_after --before ../before --orders 3000000 --csv

The earlier checkout makes the sample shop, and each runs its own `rollcall nightly` on the same files in its own
environment, with the same groups; `--sample-of after` takes the later one's, with its refunds, rates and all that the
earlier one passes over. Nobody asks to be forgotten, for which there is tests/benchmarks/erasure.py. Prints every run,
then the lower of each pair and their ratio, in seconds and in peak resident memory of the process tree. `--csv` turns
the samples' Parquet files into CSV first.
"""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb

from orchestration.sample.shop import SampleShop
from tests.benchmarks.groups import definitions
from tests.benchmarks.night import Timed, stages, timed
from tests.workspace import OWN, PROJECT


def environment(home: Path, memory_limit: str) -> dict[str, str]:
    return {**os.environ, "ROLLCALL_HOME": str(home), "ROLLCALL_MEMORY_LIMIT": memory_limit}


def project_of(checkout: Path, folder: Path, groups: int) -> Path:
    """A copy of the checkout's project whose groups are the benchmark's."""
    folder.mkdir(parents=True)
    for entry in checkout.iterdir():
        if entry.name not in (*OWN, "var") and not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)
    shutil.copytree(checkout / "models", folder / "models", ignore=shutil.ignore_patterns("customer_groups"))
    shutil.copytree(checkout / "macros", folder / "macros")
    shutil.copy(checkout / "dbt_project.yml", folder)
    (folder / "models" / "customer_groups").mkdir()
    for group in definitions(groups):
        text = f"select customer_id\nfrom {{{{ ref('customers') }}}}\nwhere {group.written}\n"
        (folder / "models" / "customer_groups" / f"{group.key}.sql").write_text(text)
    return folder


def as_csv(files: Iterable[Path]) -> None:
    """Put a CSV file in the place of each Parquet file."""
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = true; set timezone = 'UTC'")
        for file in files:
            name = file.with_suffix(".csv")
            connection.execute(f"copy (from read_parquet('{file}')) to '{name}' (header, delimiter ',')")
            file.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, required=True, help="the earlier checkout, with its .venv")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--groups", type=int, default=50)
    parser.add_argument("--memory-limit", default="4GB", help="DuckDB's")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--sample-of", choices=["before", "after"], default="before")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="rollcall-before-after-"))
    moment = SampleShop(customers=given.customers, orders=given.orders).ends_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    checkouts = {"before": given.before.resolve(), "after": PROJECT}
    projects = {}
    for name, checkout in checkouts.items():
        projects[name] = project_of(checkout, work / name / "project", given.groups)
    sample = work / "sample"
    size = ["--customers", str(given.customers), "--orders", str(given.orders)]
    command = [str(checkouts[given.sample_of] / ".venv/bin/rollcall"), "sample", *size]
    timed(command, environment(sample, given.memory_limit), projects[given.sample_of])
    shutil.rmtree(sample / "landing" / "erasure_requests", ignore_errors=True)
    if given.csv:
        as_csv((sample / "landing").glob("*/*.parquet"))
    runs: dict[str, list[Timed]] = {"before": [], "after": []}
    for turn, name in enumerate(("before", "after", "after", "before")):
        home = work / name / f"var{turn}"
        shutil.copytree(sample / "landing", home / "landing", copy_function=os.link)
        command = [str(checkouts[name] / ".venv/bin/rollcall"), "nightly", "--as-of", moment]
        run = timed(command, environment(home, given.memory_limit), projects[name])
        print(json.dumps({"run": name, **vars(run), "stages": stages(home)}), flush=True)
        runs[name].append(run)
        shutil.rmtree(home)
    seconds = {name: min(run.seconds for run in each) for name, each in runs.items()}
    memory = {name: min(run.peak_gib for run in each) for name, each in runs.items()}
    print(
        json.dumps(
            {
                "seconds": seconds,
                "ratio": round(seconds["after"] / seconds["before"], 3),
                "peak_gib": memory,
                "memory ratio": round(memory["after"] / memory["before"], 3),
            }
        )
    )
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
