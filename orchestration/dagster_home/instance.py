"""Dagster's own home: one run at a time, no telemetry, quiet unless something is wrong.

What a step prints is not kept: the steps print nothing, and Dagster would start four processes for each to catch it.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Importing Dagster takes seconds, which `rollcall --help` should not.
    import dagster as dg

# The module of the event log, as versions before called it and as it is called.
FORMER_MODULE, MODULE = re.compile(r"\borchestration\.event_log\b"), "orchestration.dagster_home.event_log"
# What earlier versions wrote, except for that module; one that nobody has changed is written again.
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
SECOND_DAGSTER_YAML = (
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
DAGSTER_YAML = (
    SECOND_DAGSTER_YAML
    + """\
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""
)


def prepare_dagster_home(directory: Path) -> None:
    """Create DAGSTER_HOME with its dagster.yaml; what the shop has changed stays, except for the log's module."""
    directory.mkdir(parents=True, exist_ok=True)
    settings = directory / "dagster.yaml"
    before = settings.read_text() if settings.exists() else FIRST_DAGSTER_YAML
    now = FORMER_MODULE.sub(MODULE, before)
    now = DAGSTER_YAML if now in (FIRST_DAGSTER_YAML, SECOND_DAGSTER_YAML) else now
    if now != before:
        settings.write_text(now)


def open_instance(directory: Path) -> "dg.DagsterInstance":
    """The instance of a DAGSTER_HOME, which becomes this process's; a context manager."""
    import dagster as dg

    prepare_dagster_home(directory)
    os.environ["DAGSTER_HOME"] = str(directory.resolve())
    return dg.DagsterInstance.get()
