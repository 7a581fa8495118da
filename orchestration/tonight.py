"""One night: which shop, which moment, under which name and lock. What it does is told in night.py."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.errors import RollcallError
from orchestration.lock import RunLock
from orchestration.settings import NIGHT_TARGET, WORKSHOP_FILE, Project
from orchestration.shop import Shop


class NightFailed(RollcallError):
    """The night cannot go on, and running it again without a change would not help."""


@dataclass(frozen=True)
class Night:
    """`as_of` is the moment (UTC) that the night describes; run_id names the generation that it publishes.

    `variables` override the vars of dbt_project.yml.
    """

    shop: Shop
    as_of: datetime
    run_id: str
    lock: RunLock
    target: str = NIGHT_TARGET
    variables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def workshop(self) -> Path:
        """The file that dbt builds in on DuckDB; part of the generation that the night publishes."""
        return self.shop.home.building(self.run_id) / WORKSHOP_FILE

    @property
    def all_variables(self) -> dict[str, Any]:
        return {**self.shop.project.variables, **self.variables}


def run_id_of(as_of: datetime, dagster_run_id: str) -> str:
    """A generation's name: sorts by as_of, and tells two runs of the same night apart."""
    return f"{as_of:%Y%m%dT%H%M%SZ}-{dagster_run_id[:8]}"


def code_version(project: Project) -> str:
    """The project's commit, with `-dirty` when files differ from it; 'unknown' outside git."""
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12"],
            cwd=project.directory,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
