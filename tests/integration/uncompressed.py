"""DuckDB's files written without compression, so that all that it leaves in them is found by its bytes."""

from typing import Any

import duckdb


def write_uncompressed() -> None:
    """From now on, in this process, whoever opens DuckDB: the landing, dbt, a publication, an erasure."""
    connect = duckdb.connect

    def uncompressed(*arguments: Any, config: dict[str, Any] | None = None, **named: Any) -> duckdb.DuckDBPyConnection:
        return connect(*arguments, config={**(config or {}), "force_compression": "uncompressed"}, **named)

    duckdb.connect = uncompressed
