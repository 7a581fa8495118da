"""What four nights publish, kept in kept_nights.json, to show that a change of the insides changes none of it.

    python -m tests.kept_nights keep
    python -m tests.kept_nights compare

The nights: a sample shop's first; its second, with a day's news; its third, in which customers are merged, and groups
edited, broken and deleted; and a year of Online Retail. `compare` runs them again, names each table and column
whose rows differ, and ends with 1 if one does. A change by design is kept again, and its commit says why.

The manifests' own checksums would not do: they cover the run's id and the moment of publication, too. The checksums
here are of one version of DuckDB, which is kept beside them.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from tests.compared_groups import BROKEN, GROUPS, WHERE
from tests.online_retail import DEFINITIONS, MAPPING, SOURCE
from tests.workspace import PROJECT, Workspace

KEPT = Path(__file__).with_suffix(".json")
# What differs from run to run.
OF_THE_RUN = ("run_id", "published_at", "code_version")
CUSTOMERS, ORDERS = "5000", "40000"
# By table: how many rows, and by column the sum of its values' hashes.
Facts: TypeAlias = dict[str, dict[str, Any]]


def nights(folder: Path) -> dict[str, Facts]:
    """Run the four nights; what each published."""
    shop = Workspace.open(folder / "sample", GROUPS)
    for card in PROJECT.joinpath("models", "customer_groups").glob("*.yml"):
        shop.write_card(card.stem, card.read_text())
    found = {}
    for day, name in enumerate(("sample", "second", "held"), 1):
        if name == "held":
            _merge_and_break(shop)
        else:
            _run(shop, "sample", "--customers", CUSTOMERS, "--orders", ORDERS, *(["--next-day"] if day > 1 else []))
        _run(shop, "nightly", "--as-of", f"2026-11-0{day}T00:00:00Z", codes=(0, 3) if name == "held" else (0,))
        found[name] = published(shop)
    retail = Workspace.open(
        folder / "online_retail", {file.stem: file.read_text() for file in DEFINITIONS.glob("*.sql")}
    )
    _run(retail, "land", "online-retail", str(SOURCE))
    _run(retail, "nightly", "--as-of", "2011-12-11T00:00:00Z", "--vars", MAPPING)
    return found | {"online_retail": published(retail)}


def _merge_and_break(shop: Workspace) -> None:
    """Merge customers in a row, in a chain and back, and break, edit and delete groups."""
    merges = [
        {
            "absorbed_id": f"c{10_000_000 + absorbed}",
            "survivor_id": f"c{10_000_000 + survivor}",
            "merged_at": f"2026-11-02T0{hour}:00:00Z",
        }
        for absorbed, survivor, hour in [(11, 12, 1), (12, 13, 2), (14, 13, 3), (15, 16, 4), (15, 15, 5), (17, 18, 6)]
    ]
    shop.drop_rows("customer_merges", "third.ndjson", merges)
    for key, sql in BROKEN.items():
        shop.define(key, sql)
    shop.define("edited", WHERE + "{{ number_of_orders('at least', 11) }}")
    shop.undefine("deleted")


def _run(shop: Workspace, *arguments: str, codes: tuple[int, ...] = (0,)) -> None:
    ended = shop.run(*arguments)
    if ended.code not in codes:
        sys.exit(f"rollcall {' '.join(arguments)} ended with {ended.code}: {ended.err}")


def published(shop: Workspace) -> Facts:
    """The facts of every table of the current BI file."""
    facts = {}
    with duckdb.connect(str(shop.current / "rollcall.duckdb"), read_only=True) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables() order by 1")
        for (table,) in tables.fetchall():
            columns = [
                name for name, *_ in connection.execute(f"describe {table}").fetchall() if name not in OF_THE_RUN
            ]
            hashes = ", ".join(f'coalesce(sum(hash("{name}")), 0)::varchar' for name in columns)
            # A row is hashed without the columns of the run, so that what stands beside what counts, too.
            row = ", ".join(f'"{name}"' for name in columns)
            rows, whole, *each = connection.execute(
                f"select count(*), coalesce(sum(hash(row({row}))), 0)::varchar, {hashes} from {table}"
            ).fetchall()[0]
            facts[table] = {"rows": rows, "all": whole, "columns": dict(zip(columns, each, strict=True))}
    return facts


def differences(kept: dict[str, Facts], now: dict[str, Facts]) -> list[str]:
    """A line for each table that differs, with its columns."""
    told = []
    for night in kept:
        for table in sorted(kept[night].keys() | now[night].keys()):
            before, after = kept[night].get(table), now[night].get(table)
            if before is None or after is None:
                told.append(f"{night}: {table} is {'new' if before is None else 'gone'}")
            elif before != after:
                old, new = before["columns"], after["columns"]
                columns = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
                told.append(
                    f"{night}: {table}: {before['rows']} rows before, {after['rows']} now;"
                    f" columns that differ: {', '.join(columns) or 'none by itself, but what stands beside what'}"
                )
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["keep", "compare"])
    what = parser.parse_args().what
    with tempfile.TemporaryDirectory() as folder:
        now: dict[str, Any] = {"duckdb": duckdb.__version__, "nights": nights(Path(folder))}
    if what == "keep":
        KEPT.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
        return
    kept = json.loads(KEPT.read_text())
    if kept["duckdb"] != now["duckdb"]:
        sys.exit(f"kept with DuckDB {kept['duckdb']}, whose hashes those of {now['duckdb']} need not equal")
    told = differences(kept["nights"], now["nights"])
    tables = sum(len(facts) for facts in kept["nights"].values())
    print("\n".join([*told, f"{tables} tables of {len(kept['nights'])} nights, {len(told)} differ"]))
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
