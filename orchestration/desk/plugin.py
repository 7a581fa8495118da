"""What dbt finds attached on DuckDB, as a plugin of dbt-duckdb that profiles.yml names.

The raw tables as `landed`, for reading: empty ones, by the landing contract, before anything has landed. For an
analyst's own target also the workshop of the current generation as `workshop`, from which macros/overrides/ref.sql
reads what they have not built themselves. dbt-duckdb's own `attach` neither waits for a file that is being written nor
does without one.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError

from orchestration.errors import RollcallError, said
from orchestration.landing.contract import Contract
from orchestration.landing.load import prepare
from orchestration.publishing.generations import Generation, current
from orchestration.settings import WORKSHOP_FILE, Home, Project
from orchestration.warehouse.connections import LANDED, WORKSHOP, attach_raw, attach_workshop, spill_folder


class Plugin(BasePlugin):
    """Attaches when dbt opens its file."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        self._home = Home(Path(plugin_config["home"]).resolve())

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """As dbt-duckdb says.

        Raises:
            DbtRuntimeError: the night's target by day.
        """
        if _is_of_a_night(creds) and not self._home.tonight.is_symlink():
            raise DbtRuntimeError(
                "the target `duckdb` is a night's own; leave --target out to build what is yours alone"
            )
        # What is made holds customers' names, as all else below the home does.
        os.umask(0o077)
        self._home.root.mkdir(parents=True, exist_ok=True)
        config["temp_directory"] = str(spill_folder(self._home))

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """As dbt-duckdb says.

        Raises:
            DbtRuntimeError: a file cannot be opened; the message says which, and what to do.
        """
        try:
            generation = current(self._home.published)
            has_landed = self._home.raw.exists()
            if generation is not None and not has_landed:
                raise DbtRuntimeError(
                    f"{self._home.raw} is missing, and something has been published; restore it, or run"
                    " `rollcall land --rebuild` to rebuild it from the archive"
                )
            attach_raw(conn, self._home)
            if not has_landed:
                _make_empty_tables(conn)
            if self.creds is not None and not _is_of_a_night(self.creds):
                _attach_workshop_of(conn, generation)
        except RollcallError as error:
            raise DbtRuntimeError(said(error)) from error


def _is_of_a_night(credentials: DuckDBCredentials) -> bool:
    return Path(credentials.path).name == WORKSHOP_FILE


def _make_empty_tables(connection: duckdb.DuckDBPyConnection) -> None:
    project = Project(Path(get_flags().PROJECT_DIR))  # type: ignore[no-untyped-call]
    ((before,),) = connection.execute("select current_database()").fetchall()
    connection.execute(f"use {LANDED}")
    prepare(connection, Contract.read(project.landing_contract, project.variables))
    connection.execute(f"use {before}")


def _attach_workshop_of(connection: duckdb.DuckDBPyConnection, generation: Generation | None) -> None:
    """That of a generation; where there is none, only a moment: the generation's, or now before the first night."""
    if generation is not None and generation.workshop.exists():
        try:
            attach_workshop(connection, generation.workshop)
        except duckdb.Error as error:
            raise DbtRuntimeError(
                f"{generation.workshop} cannot be opened ({said(error)}); remove it: the next night builds another, and"
                " until then dbt builds what you select, with what that reads (`-s +vip`)"
            ) from error
        return
    as_of = generation.manifest.as_of if generation is not None else datetime.now(UTC)
    connection.execute(f"attach ':memory:' as {WORKSHOP}")
    connection.execute(
        f"create table {WORKSHOP}.main.night as select ?::timestamp as as_of", [as_of.replace(tzinfo=None)]
    )
