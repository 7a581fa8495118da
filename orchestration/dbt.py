"""Runs dbt inside this process: parsing the project, building a selection, and which group files stand in the way.

In this process, so that a killed night takes dbt with it, and so that dbt is imported and the project parsed once
for the two builds of a night. What dbt's results mean for groups is decided elsewhere (orchestration.groups).
"""

import json
import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import FACTORY
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from google.protobuf.json_format import MessageToDict

from orchestration import spark
from orchestration.errors import RollcallError, said
from orchestration.groups import circles, files_that_cannot_be_read
from orchestration.settings import Home, Project, Settings

Event = Mapping[str, Any]
logger = logging.getLogger(__name__)
RESULT_EVENTS = {"LogModelResult", "LogSeedResult", "LogTestResult"}
GROUP_FILE = re.compile(r"customer_groups/(?:[^\s/]+/)*([^\s/]+)\.(?:sql|yml)")


class DbtError(RollcallError):
    """dbt could not do its work for a reason that is not one group's own."""


@dataclass(frozen=True)
class NodeResult:
    """How one node of a build ended; message is dbt's, empty on success."""

    unique_id: str
    name: str
    resource_type: str
    status: str
    message: str
    depends_on: tuple[str, ...]

    @property
    def succeeded(self) -> bool:
        return self.status in ("success", "pass", "warn", "no-op")


@dataclass
class Dbt:
    """dbt on one project with one target. `unreadable` lists, after parsing, the groups that had to be left out.

    `beside_the_night` keeps what dbt makes apart from what a night, which may be running, reads.
    """

    project: Project
    home: Home
    settings: Settings
    target: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    beside_the_night: bool = False
    unreadable: dict[str, str] = field(default_factory=dict, init=False)
    _manifest: Manifest | None = field(default=None, init=False)
    _directory: Path | None = field(default=None, init=False)

    @property
    def target_path(self) -> Path:
        return self.home.dbt_beside if self.beside_the_night else self.home.dbt_target

    @property
    def manifest_path(self) -> Path:
        return self.target_path / "manifest.json"

    def parse(self) -> dict[str, Any]:
        """Parse the project and return its manifest as JSON data.

        A group whose file dbt cannot even read would stop every other one; such files are left out, by a
        `.dbtignore` in a folder that stands in for the project, and listed in `unreadable` with dbt's error.

        Raises:
            DbtError: the project cannot be read for a reason that lies outside the groups.
        """
        if self.project.engine(self.target) == spark.ENGINE:
            spark.make_ready()
        self.unreadable = files_that_cannot_be_read(self.project)
        left_out = dict(self.unreadable)
        while True:
            self._directory = self._project_without(left_out) if left_out else self.project.directory
            result = self._invoke("parse")
            if isinstance(result.result, Manifest):
                self._manifest = result.result
                manifest: dict[str, Any] = json.loads(self.manifest_path.read_text())
                faults = circles(manifest)
                if not faults:
                    return manifest
            else:
                message = str(result.exception)
                faults = {key: said(message) for key in GROUP_FILE.findall(message)[:1]}
            new = {key: fault for key, fault in faults.items() if key not in left_out}
            if not new:
                raise DbtError(_failure(result))
            left_out |= new
            for key, fault in new.items():
                if any(self.project.groups.rglob(f"{key}.sql")):
                    self.unreadable[key] = fault
                else:
                    logger.warning("%s.yml in customer_groups/ is left out: %s", key, fault)

    def build(self, selector: str, variables: Mapping[str, Any], on_event: Callable[[Event], None]) -> list[NodeResult]:
        """Build a selector of selectors.yml; `on_event` gets each node's result, a structured event of dbt's.

        Node failures are in the results; only a build that could not run at all raises.

        Raises:
            DbtError: dbt stopped before it ran the nodes.
        """
        result = self._invoke("build", "--selector", selector, variables=variables, on_event=on_event)
        if not isinstance(result.result, RunExecutionResult):
            raise DbtError(_failure(result))
        return [
            NodeResult(
                unique_id=each.node.unique_id,
                name=each.node.name,
                resource_type=str(each.node.resource_type),
                status=str(each.status),
                message=each.message or "",
                depends_on=tuple(each.node.depends_on_nodes),
            )
            for each in result.result.results
        ]

    def compile(self, model: str, variables: Mapping[str, Any]) -> None:
        """Make sure that a model compiles, after `parse`. Nothing runs, and no table is looked at.

        Raises:
            DbtError: it does not; the message is its fault in one line.
        """
        result = self._invoke("compile", "--select", model, "--no-populate-cache", variables=variables)
        if not result.success:
            results = result.result.results if isinstance(result.result, RunExecutionResult) else []
            raise DbtError(said(str(results[0].message)) if results else _failure(result))

    def _invoke(
        self,
        command: str,
        *arguments: str,
        variables: Mapping[str, Any] | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> dbtRunnerResult:
        os.environ |= {
            "ROLLCALL_HOME": str(self.home.root.resolve()),
            "ROLLCALL_MEMORY_LIMIT": self.settings.memory_limit,
            "ROLLCALL_TEMP_LIMIT": self.settings.temp_limit,
            "ROLLCALL_THREADS": str(self.settings.threads),
        }
        directory = str((self._directory or self.project.directory).resolve())
        common = ["--project-dir", directory, "--profiles-dir", directory]
        common += ["--target-path", str(self.target_path.resolve())]
        common += ["--log-path", str((self.home.root / "logs").resolve())]
        common += ["--vars", json.dumps({**self.variables, **(variables or {})})]
        common += ["--target", self.target] if self.target else []
        common += ["--threads", str(self.settings.threads)]
        # Only parse has a manifest to write; others would write the same one again, which takes a second.
        common += ["--no-write-json"] if command != "parse" else []

        def tell(event: Any) -> None:
            # Of dbt's many events for each node, the one with its result is asked for; to turn all into dicts is slow.
            if on_event is not None and event.info.name in RESULT_EVENTS:
                on_event(MessageToDict(event, preserving_proto_field_name=True))

        runner = dbtRunner(manifest=self._manifest if command != "parse" else None, callbacks=[tell])
        return runner.invoke(["--log-level", "none", "--log-level-file", "info", command, *arguments, *common])

    @staticmethod
    def end(thread: threading.Thread) -> None:
        """Let the thread that runs a build end soon: queries are interrupted until it has."""
        while thread.is_alive():
            for adapter in list(FACTORY.adapters.values()):
                adapter.cancel_open_connections()  # type: ignore[attr-defined]
            thread.join(0.1)

    @staticmethod
    def let_go() -> None:
        """Close the warehouse, which dbt-duckdb otherwise keeps open until the process ends; end Spark, if it runs.

        Opening it anew for every model (`keep_open: false`) would cost a checkpoint each.
        """
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
        spark.stop()

    def _project_without(self, keys: Mapping[str, str]) -> Path:
        stand_in = self.target_path / "project"
        stand_in.mkdir(parents=True, exist_ok=True)
        for old in stand_in.iterdir():
            old.unlink()
        for entry in self.project.directory.resolve().iterdir():
            if entry.name != ".dbtignore":
                (stand_in / entry.name).symlink_to(entry)
        ignored = [f"models/customer_groups/**/{key}.{suffix}" for key in keys for suffix in ("sql", "yml")]
        (stand_in / ".dbtignore").write_text("\n".join(ignored) + "\n")
        return stand_in


def _failure(result: dbtRunnerResult) -> str:
    return said(result.exception) if result.exception else "dbt ended without a result; see logs/dbt.log"
