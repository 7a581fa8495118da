"""dbt run in process on a project whose shop has dropped nothing yet, for what dbt itself tests."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from orchestration.building.dbt import Dbt
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import writing_raw

AS_OF = "2026-11-01T01:00:00Z"


class ProjectDbt:
    """Plain dbt on a project and a home, as an analyst has it; the project is parsed once.

    `file` is where it builds, `warnings` are what dbt has warned of so far.
    """

    def __init__(self, project: Path, home: Path) -> None:
        self.file = home / "dev.duckdb"
        self.target_path = home / "dbt"
        self.manifest_path = self.target_path / "manifest.json"
        self.arguments = ["--project-dir", str(project), "--profiles-dir", str(project)]
        self.arguments += ["--target-path", str(home / "dbt"), "--log-path", str(home / "logs")]
        self.arguments += ["--vars", json.dumps({"as_of": AS_OF})]
        self.warnings: list[str] = []
        self.manifest: Manifest | None = None
        self.manifest = self.run("parse")

    def run(self, *command: str) -> Any:
        runner = dbtRunner(manifest=self.manifest, callbacks=[self._note])
        result = runner.invoke(["--log-level", "none", *command, *self.arguments])
        Dbt.let_go()
        assert result.exception is None, result.exception
        return result.result

    def _note(self, event: Any) -> None:
        if event.info.level == "warn":
            self.warnings.append(f"{event.info.name}: {event.info.msg}")


@contextmanager
def on_an_empty_landing(project: Path, home: Path) -> Iterator[ProjectDbt]:
    """dbt on a project and a home that has every landing table, and no row."""
    shop = Shop(Settings(home=home), project)
    contract = Contract.read(shop.project.landing_contract, shop.project.variables)
    with writing_raw(shop) as connection:
        land(connection, [], contract, landed_at=datetime.now(UTC))
    with patch.dict(os.environ, {"ROLLCALL_HOME": str(home), "ROLLCALL_MEMORY_LIMIT": "1GB"}):
        yield ProjectDbt(project, home)


def failures(results: RunExecutionResult) -> dict[str, str]:
    """dbt's messages by node, of those that did not end well."""
    return {result.node.name: result.message or "" for result in results if result.status not in ("success", "pass")}
