"""Generations for erasures to change: of a few rows, written by the code that writes a night's."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from orchestration.erasure.persons import Forgotten
from orchestration.publishing.build import Built, RunFacts, Tables, build_generation
from orchestration.publishing.generations import Generation, current, publish
from orchestration.settings import Settings
from orchestration.shop import Shop

FIRST = datetime(2026, 11, 1, tzinfo=UTC)
EVENTS = "event_id bigint, group_key varchar, customer_id id, event varchar, run_id varchar, survivor_id id"
SHAPES = {
    "publish": {
        "audience_email": "group_key varchar, customer_id id",
        "customers": "customer_id id, country varchar, city varchar, birth_date date, order_count bigint",
        "group_memberships": "group_key varchar, customer_id id, joined_at timestamp",
        "groups": (
            "group_key varchar, status varchar, as_of timestamp, members bigint, joined bigint, left_count bigint,"
            " error varchar, definition_hash varchar"
        ),
        "membership_events": EVENTS,
        "night_findings": "kind varchar, example varchar, detail varchar",
        "outbox_messages": (
            "message_id varchar, group_key varchar, customer_id id, created_at timestamp, run_id varchar"
        ),
    },
    "remembered": {
        "remembered_guest_orders": "order_id varchar, customer_id id",
        "remembered_phone_matches": "table_name varchar, entry_key varchar, customer_id id",
        "remembered_survivors": "absorbed_id id, survivor_id id, former_survivor_id id",
    },
    "contacts": {
        "contacts": (
            "customer_id id, first_name varchar, last_name varchar, email varchar, normalised_phone varchar,"
            " postcode varchar"
        ),
    },
}
Rows = Mapping[str, str]


def shop_in(folder: Path) -> Shop:
    return Shop(Settings(home=folder / "home", memory_limit="1GB"), folder)


def publish_night(shop: Shop, night: int, rows: Rows, id_type: str = "varchar") -> Generation:
    """Publish a generation whose tables have these rows, SQL of `values` by table; others are empty."""
    home = shop.home
    run = RunFacts(f"r{night}", FIRST + timedelta(days=night), "duckdb", "abc", "en")
    built = build_generation(shop, run, _built(rows, id_type), current(home.published))
    # As a night leaves it.
    (built / "workshop.duckdb").write_text("all that the shop has sent")
    return publish(home.published, built, lambda: None)


def _built(rows: Rows, id_type: str) -> Built:
    @contextmanager
    def built(schema: str) -> Iterator[Tables]:
        with duckdb.connect() as connection:
            connection.execute("attach ':memory:' as landed")
            connection.execute("create schema landed.raw")
            connection.execute("create table landed.raw.landed_files (file_id bigint, landed_at timestamp)")
            for table, columns in SHAPES[schema].items():
                connection.execute(f"create table {table} ({columns.replace(' id', f' {id_type}')})")
                if table in rows:
                    connection.execute(f"insert into {table} values {rows[table]}")
            yield connection, {table: f"memory.main.{table}" for table in SHAPES[schema]}

    return built


def everything(generation: Generation) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table of a generation, in their order, as its files have them."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with duckdb.connect() as connection:
        for name, file in {"bi": generation.bi_file, "people": generation.contacts}.items():
            connection.execute(f"attach '{file}' as {name} (read_only)")
        for catalog, schema, table in connection.execute(
            "select database_name, schema_name, table_name from duckdb_tables() order by all"
        ).fetchall():
            rows = connection.execute(f"from {catalog}.{schema}.{table}").fetchall()
            found[f"{catalog}.{schema}.{table}"] = rows
        for file in sorted(generation.path.rglob("*.parquet")):
            rows = connection.execute(f"from read_parquet('{file}')").fetchall()
            found[str(file.relative_to(generation.path))] = rows
    return found


def of_ida(pseudonym: str = "e5eudonym", id_: str = "c10001") -> Forgotten:
    """Ida, who asked to be forgotten."""
    return Forgotten(
        {id_: pseudonym},
        frozenset({"ida@example.com"}),
        frozenset({"+4520304050", "20304050"}),
        frozenset({"Ida Ærø", "Nygade 7"}),
    )
