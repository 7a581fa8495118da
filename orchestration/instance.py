"""Dagster's own home: one run at a time, no telemetry, quiet unless something is wrong."""

from pathlib import Path

DAGSTER_YAML = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
python_logs:
  python_log_level: WARNING
"""


def prepare_dagster_home(directory: Path) -> None:
    """Create DAGSTER_HOME with its dagster.yaml; one that is there already is the shop's and stays as it is."""
    directory.mkdir(parents=True, exist_ok=True)
    settings = directory / "dagster.yaml"
    if not settings.exists():
        settings.write_text(DAGSTER_YAML)
