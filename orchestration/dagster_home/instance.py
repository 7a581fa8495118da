"""Dagster's own home: one run at a time, no telemetry, quiet unless something is wrong."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Importing Dagster takes seconds, which `rollcall --help` should not.
    import dagster as dg

# The module of the event log, where versions before had it and where it is.
FORMER_PLACE, PLACE = "module: orchestration.event_log\n", "module: orchestration.dagster_home.event_log\n"
# What the first version wrote, but for that place; one that nobody has changed is written anew.
FIRST_DAGSTER_YAML = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
python_logs:
  python_log_level: WARNING
event_log_storage:
  module: orchestration.dagster_home.event_log
  class: KeptSqliteEventLogStorage
  config:
    dagster_home: {env: DAGSTER_HOME}
"""
DAGSTER_YAML = (
    FIRST_DAGSTER_YAML
    + """\
nux:
  enabled: false
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {skipped: 1, failure: 30, success: 30, started: 30}
"""
)


def prepare_dagster_home(directory: Path) -> None:
    """Create DAGSTER_HOME with its dagster.yaml; one that the shop has changed stays as it is."""
    directory.mkdir(parents=True, exist_ok=True)
    settings = directory / "dagster.yaml"
    before = settings.read_text() if settings.exists() else FIRST_DAGSTER_YAML
    now = before.replace(FORMER_PLACE, PLACE)
    now = DAGSTER_YAML if now == FIRST_DAGSTER_YAML else now
    if now != before:
        settings.write_text(now)


def open_instance(directory: Path) -> "dg.DagsterInstance":
    """The instance of a prepared DAGSTER_HOME, which becomes this process's; a context manager."""
    import dagster as dg

    os.environ["DAGSTER_HOME"] = str(directory.resolve())
    return dg.DagsterInstance.get()
