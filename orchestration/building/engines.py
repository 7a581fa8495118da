"""The engine of a night, DuckDB or Spark, as the target of profiles.yml says: nobody else asks which it is.

Belongs here: how an engine is made ready, given the raw tables, read and ended. Does not belong here: SQL that differs
between engines (macros/engine/), and what Spark needs inside (spark.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from orchestration.building import spark
from orchestration.publishing.build import Tables
from orchestration.shop import Shop
from orchestration.tonight import NightFailed
from orchestration.warehouse.connections import WORKSHOP, attach_raw, attach_workshop, in_memory, reading_raw, remove


class Engine(Protocol):
    """What dbt builds on."""

    def prepare(self) -> None:
        """Make this process fit to run dbt on it; before dbt reads the profile."""

    def hand_over(self, sources: Iterable[Mapping[str, Any]]) -> None:
        """Start it, and give it the raw tables, as the manifest names them."""

    def built(self, schema: str) -> AbstractContextManager[Tables]:
        """What dbt has just built in a schema."""

    def close(self) -> None:
        """End what was started."""


def engine_of(shop: Shop, target: str, workshop: Path | None = None) -> Engine:
    """The engine of a target; `workshop` is the file that dbt builds in on DuckDB.

    Raises:
        UnknownTarget: there is no such target.
    """
    return Spark(shop) if shop.project.engine(target) == spark.ENGINE else DuckDB(shop, workshop)


@dataclass(frozen=True)
class DuckDB:
    """In this process, in a file of its own, the workshop, with the raw tables attached."""

    shop: Shop
    workshop: Path | None

    def prepare(self) -> None: ...

    def hand_over(self, sources: Iterable[Mapping[str, Any]]) -> None:
        """The workshop is built from nothing, where profiles.yml finds it; dbt attaches the raw tables itself."""
        assert self.workshop is not None
        self.workshop.parent.mkdir(parents=True, exist_ok=True)
        remove(self.workshop)
        self.shop.home.tonight.unlink(missing_ok=True)
        self.shop.home.tonight.symlink_to(self.workshop.parent.name)

    @contextmanager
    def built(self, schema: str) -> Iterator[Tables]:
        """Tables and views.

        Raises:
            NightFailed: this run has built nothing, such as a step that Dagster was asked to run alone.
        """
        assert self.workshop is not None
        if not self.workshop.exists():
            raise NightFailed(f"{self.workshop} is not there: a night publishes what it has built itself; run it whole")
        with in_memory(self.shop) as connection:
            attach_raw(connection, self.shop.home, self.shop.settings.wait_for_raw)
            attach_workshop(connection, self.workshop)
            rows = connection.execute(
                "select table_name from information_schema.tables"
                " where table_catalog = ? and table_schema = ? order by table_name",
                [WORKSHOP, schema],
            ).fetchall()
            yield connection, {name: f"{WORKSHOP}.{schema}.{name}" for (name,) in rows}

    def close(self) -> None: ...


@dataclass(frozen=True)
class Spark:
    """In a Java process of its own, on Parquet files of the raw tables."""

    shop: Shop

    def prepare(self) -> None:
        """As the protocol says.

        Raises:
            SparkMissing: Spark cannot run on this machine.
        """
        spark.make_ready()

    def hand_over(self, sources: Iterable[Mapping[str, Any]]) -> None:
        spark.clear(self.shop.home)
        with reading_raw(self.shop) as raw:
            spark.export_tables(raw, self.shop.home, [(each["schema"], each["identifier"]) for each in sources])
        spark.start(self.shop)

    @contextmanager
    def built(self, schema: str) -> Iterator[Tables]:
        """The Parquet files that it wrote; views are not among them."""
        with in_memory(self.shop) as connection:
            attach_raw(connection, self.shop.home, self.shop.settings.wait_for_raw)
            yield connection, spark.tables(self.shop.home, schema)

    def close(self) -> None:
        spark.stop()
