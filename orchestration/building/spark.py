"""The other engine: what a night on Spark needs besides dbt and the dispatched macros in macros/engine/.

Files are landed and generations published by DuckDB whatever the engine. In between, the raw tables are handed to
Spark as Parquet, dbt builds on a session of this process, and what it publishes is read from the Parquet that Spark
wrote. Nothing of that outlives the night: Spark's catalog is in memory and its folder is cleared.
"""

import logging
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from orchestration.errors import RollcallError
from orchestration.progress import report
from orchestration.settings import Home
from orchestration.shop import Shop
from orchestration.warehouse.text import literal, parquet_of, quoted

ENGINE = "spark"
# What DuckDB writes to Parquet in a type that Spark does not read, or reads as an inexact one.
EXPORTED_AS = {"UUID": "varchar", "HUGEINT": "decimal(38, 0)"}


class SparkMissing(RollcallError):
    """Spark, its adapter for dbt, or Java is not installed."""


def why_not_installed() -> str | None:
    """What a night on Spark lacks on this machine and how to get it; None if it lacks nothing."""
    if find_spec("pyspark") is None or find_spec("dbt.adapters.spark") is None:
        return "pyspark and dbt-spark are not installed; run `uv sync --extra spark`"
    if java() is None:
        return "there is no Java; install version 17 or later, or set JAVA_HOME to where it is"
    return None


def java() -> str | None:
    """Where the Java is that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def make_ready() -> None:
    """Make this process fit to run dbt on Spark; call it before dbt reads the profile.

    dbt-spark switches ANSI mode off, where a cast that fails or a sum that overflows is silently NULL: a group that
    DuckDB refuses would be built with other members. It is left on. The adapter learns to ask what a group may do.

    Raises:
        SparkMissing: Spark cannot run on this machine.
    """
    lacking = why_not_installed()
    if lacking:
        raise SparkMissing(f"the target is Spark, but {lacking}")
    import dbt.adapters.spark as plugin
    from dbt.adapters.base.meta import available
    from dbt.adapters.spark import impl
    from dbt.adapters.spark.connections import SparkCredentials

    from orchestration.gate.asking import answer
    from orchestration.gate.spark_sql import faults

    class AnsiCredentials(SparkCredentials):  # type: ignore[misc]
        def __post_init__(self) -> None:
            super().__post_init__()
            self.server_side_parameters["spark.sql.ansi.enabled"] = "true"

    # dbt takes the name of the class for that of a module.
    class SparkAdapter(impl.SparkAdapter):  # type: ignore[misc]
        @available
        def ask_gate(self, asked: dict[str, Any]) -> None:
            """What macros/memberships/gate.sql asks."""
            from pyspark.sql import SparkSession

            parser = SparkSession.active()._jsparkSession.sessionState().sqlParser()
            answer(asked, lambda sql, reader: faults(sql, reader, parser.parsePlan))

        @available
        def can_be_planned(self, sql: str) -> bool:
            """Whether the names in a query are all found."""
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession

            try:
                SparkSession.active().sql(sql)
            except PySparkException:
                return False
            return True

    plugin.Plugin.credentials = AnsiCredentials
    plugin.Plugin.adapter = SparkAdapter
    # Writes the stack trace of every statement that fails to stderr; dbt's results carry its message.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)


def clear(home: Home) -> None:
    """Remove what Spark was given and what it built."""
    shutil.rmtree(home.spark, ignore_errors=True)


def export_tables(raw: duckdb.DuckDBPyConnection, home: Home, tables: Iterable[tuple[str, str]]) -> None:
    """Write raw tables, given as (schema, name), to where macros/engine/landed_tables.sql finds them."""
    for schema, name in tables:
        report(f"handing {name} to Spark")
        types = raw.execute(
            "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?",
            [schema, name],
        ).fetchall()
        recast = [
            f"{quoted(column)}::{EXPORTED_AS[type_]} as {quoted(column)}"
            for column, type_ in types
            if type_ in EXPORTED_AS
        ]
        columns = f"* replace ({', '.join(recast)})" if recast else "*"
        folder = home.spark / schema / name
        folder.mkdir(parents=True)
        raw.execute(
            f"copy (select {columns} from {quoted(schema)}.{quoted(name)})"
            f" to {literal(str(folder / f'{name}.parquet'))} (format parquet)"
        )


def tables(home: Home, schema: str) -> dict[str, str]:
    """The tables that Spark wrote in a schema, as relations that DuckDB reads, by name."""
    folders = sorted((home.spark / "warehouse" / f"{schema}.db").iterdir())
    return {folder.name: parquet_of(folder) for folder in folders}


def start(shop: Shop) -> None:
    """Start the Java process that dbt-spark will find, with memory_limit, writing what it says to logs/spark.log."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway

    memory = SparkConf(loadDefaults=False).set("spark.driver.memory", f"{shop.settings.memory_megabytes}m")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    log = shop.home.root / "logs" / "spark.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as output:
        gateway = launch_gateway(memory, {"stdout": output, "stderr": output})
    SparkContext._ensure_initialized(gateway=gateway)


def stop() -> None:
    """End Spark, and the Java process that it runs in, if this process has started it."""
    if "pyspark" not in sys.modules:
        return
    from py4j.protocol import Py4JError
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    session, gateway = SparkSession._instantiatedSession, SparkContext._gateway
    if gateway is None:
        return
    # Java may have ended by itself, for want of memory; what that broke has been reported.
    with suppress(Py4JError, OSError):
        if session is not None:
            session.stop()
    gateway.shutdown()
    SparkSession._instantiatedSession = SparkSession._activeSession = None
    SparkContext._active_spark_context = SparkContext._gateway = SparkContext._jvm = None
    # It ends when its standard input does.
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=60)
