"""Dagster's event log in SQLite, with its connections kept: dagster.yaml names it (instance.py).

Dagster's own opens and closes the log for each of a night's thousand events, and SQLite writes its journal back into
the file at every close; and it asks for each anew which tables and columns there are. Nor does each event wait until
the disk has it: after a power cut the last ones may be missing. Where the files lie and what is in them is Dagster's,
so either can read the other's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from dagster import StringSource
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

# A run has a file of its own, and all share one: enough for a night, and a web server keeps no more open.
OPEN_FILES = 4


class KeptSqliteEventLogStorage(SqliteEventLogStorage):
    """Dagster's event log below a DAGSTER_HOME, the files last used held open by a connection each."""

    def __init__(self, dagster_home: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._found: set[tuple[str, str]] = set()
        super().__init__(str(Path(dagster_home) / "history" / "runs"), inst_data)

    @classmethod
    def config_type(cls) -> Any:
        return {"dagster_home": StringSource}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> "KeptSqliteEventLogStorage":
        return cls(inst_data=inst_data, **config_value)

    def _engine(self, shard: str) -> Engine:
        engine = self._engines.pop(shard, None)
        if engine is None:
            if len(self._engines) == OPEN_FILES:
                self._engines.pop(next(iter(self._engines))).dispose()
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=QueuePool,
                pool_size=1,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            event.listen(engine, "connect", lambda opened, _: opened.execute("pragma synchronous = normal"))
        self._engines[shard] = engine  # the last used last
        return engine

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def has_table(self, table_name: str) -> bool:
        return self._has("table", table_name, super().has_table)

    def has_asset_key_col(self, column_name: str) -> bool:
        return self._has("column of assets", column_name, super().has_asset_key_col)

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        return self._has("column of assets", column_name, partial(super()._has_asset_key_col_on_connection, conn))

    def has_secondary_index(self, name: str) -> bool:
        return self._has("index", name, super().has_secondary_index)

    def _has(self, kind: str, name: str, ask: Callable[[str], bool]) -> bool:
        """Dagster's answer; what was there once stays."""
        if (kind, name) not in self._found and ask(name):
            self._found.add((kind, name))
        return (kind, name) in self._found

    def delete_events(self, run_id: str) -> None:
        """Delete a run's file and what all runs' file holds of it; Dagster's own leaves the file, and the checks."""
        super().delete_events(run_id)
        with self.index_connection() as connection:
            connection.execute(AssetCheckExecutionsTable.delete().where(AssetCheckExecutionsTable.c.run_id == run_id))
        engine = self._engines.pop(run_id, None)
        if engine is not None:
            engine.dispose()
        self._initialized_dbs.discard(run_id)
        for file in Path(self.path_for_shard(run_id)).parent.glob(f"{run_id}.db*"):
            file.unlink(missing_ok=True)

    def dispose(self) -> None:
        super().dispose()
        while self._engines:
            self._engines.popitem()[1].dispose()
