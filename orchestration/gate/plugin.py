"""How the materialization customer_group asks the gate on DuckDB: as a plugin of dbt-duckdb, named in profiles.yml.

So that what a group may do is decided in an analyst's own `dbt build` as it is at night. dbt's Jinja calls
`adapter.store_relation('gate', ..., asked)`, and finds the answer in `asked`.
"""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from dbt.flags import get_flags

from orchestration.gate import duckdb_sql, jinja
from orchestration.gate.asking import answer
from orchestration.settings import Project


class Plugin(BasePlugin):
    """See macros/memberships/gate.sql for what is asked."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        self._known: jinja.Known | None = None

    def store(self, target_config: TargetConfig) -> None:
        if self._known is None:
            # Of one build: the plugin goes with the connection.
            self._known = jinja.Known.of(Project(Path(get_flags().PROJECT_DIR)))  # type: ignore[no-untyped-call]
        asked: dict[str, Any] = target_config.config
        answer(asked, duckdb_sql.faults, self._known)
