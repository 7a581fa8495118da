"""What dbt finds attached on DuckDB, as a plugin of dbt-duckdb that profiles.yml names.

The raw tables as `landed`, for reading: empty ones, by the landing contract, before anything has landed. For an
analyst's own target also the workshop of the current generation as `workshop`, from which macros/overrides/ref.sql
reads what they have not built themselves. dbt-duckdb's own `attach` neither waits for a file that is being written nor
does without one.
"""

from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError

from orchestration.landing.contract import Contract
from orchestration.landing.load import prepare
from orchestration.publishing.generations import current
from orchestration.settings import WORKSHOP_FILE, Home, Project
from orchestration.warehouse.connections import LANDED, WORKSHOP, attach_raw
from orchestration.warehouse.text import literal


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

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        attach_raw(conn, self._home)
        if not self._home.raw.exists():
            _make_empty_tables(conn)
        if self.creds is not None and not _is_of_a_night(self.creds):
            _attach_workshop(conn, self._home)


def _is_of_a_night(credentials: DuckDBCredentials) -> bool:
    return Path(credentials.path).name == WORKSHOP_FILE


def _make_empty_tables(connection: duckdb.DuckDBPyConnection) -> None:
    project = Project(Path(get_flags().PROJECT_DIR))  # type: ignore[no-untyped-call]
    ((before,),) = connection.execute("select current_database()").fetchall()
    connection.execute(f"use {LANDED}")
    prepare(connection, Contract.read(project.landing_contract, project.variables))
    connection.execute(f"use {before}")


def _attach_workshop(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """That of the current generation; an empty catalog if there is none."""
    generation = current(home.published)
    if generation is not None and generation.workshop.exists():
        connection.execute(f"attach {literal(str(generation.workshop))} as {WORKSHOP} (read_only)")
    else:
        connection.execute(f"attach ':memory:' as {WORKSHOP}")
