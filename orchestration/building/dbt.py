"""Runs dbt inside this process: parsing the project, building a selection, and which group files stand in the way.

In this process, so that a killed night takes dbt with it, and so that dbt is imported and the project parsed once
for the two builds of a night. What dbt's results mean for groups is decided elsewhere (results.py).
"""

import json
import logging
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.factory import FACTORY
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from google.protobuf.json_format import MessageToDict

from orchestration.building.dbt_log import logging_to
from orchestration.building.engines import engine_of
from orchestration.building.results import Apart, DbtError, NodeResult
from orchestration.errors import said
from orchestration.gate import duckdb_sql
from orchestration.gate.asking import answer, uncommented, unended
from orchestration.gate.files import broken_files, readers_of
from orchestration.groups.files import keys_in_folder
from orchestration.groups.manifest import circles, faults_of_place
from orchestration.settings import NIGHT_TARGET
from orchestration.shop import Shop

Event = Mapping[str, Any]
logger = logging.getLogger(__name__)
RESULT_EVENTS = {"LogModelResult", "LogSeedResult", "LogTestResult"}
GROUP_FILE = re.compile(r"customer_groups/((?:[^\s/]+/)*([^\s/]+)\.(?:sql|yml|yaml|md|py))\b")


def _catalog_of(path: str | None) -> str:
    """The name that DuckDB gives to the catalog of a file.

    dbt-duckdb takes the path for a URL, and reads a `#` or `?` in a folder's name as its end.
    """
    return "memory" if path is None or path == ":memory:" else Path(path).name.lstrip(".").split(".")[0]


DuckDBCredentials.path_derived_database_name = staticmethod(_catalog_of)  # type: ignore[method-assign]


@dataclass
class Dbt:
    """dbt on one shop's project with one target. `unreadable` lists, after parsing, the groups that had to be left out.

    `warnings` are what our macros have warned of. `beside_the_night` keeps what dbt makes apart from what a night
    reads, which may be running.
    """

    shop: Shop
    target: str = NIGHT_TARGET
    variables: Mapping[str, Any] = field(default_factory=dict)
    beside_the_night: bool = False
    unreadable: dict[str, str] = field(default_factory=dict, init=False)
    warnings: list[str] = field(default_factory=list, init=False)
    _manifest: Manifest | None = field(default=None, init=False)
    _parsed: dict[str, Any] | None = field(default=None, init=False)
    _directory: Path | None = field(default=None, init=False)

    @property
    def target_path(self) -> Path:
        return self.shop.home.dbt_beside if self.beside_the_night else self.shop.home.dbt_target

    @property
    def manifest_path(self) -> Path:
        return self.target_path / "manifest.json"

    def parse(self) -> dict[str, Any]:
        """Parse the project, if this has not yet done so, and return its manifest as JSON data.

        A group whose file dbt cannot even read would stop every other one; such files are left out, by a
        `.dbtignore` in a folder that stands in for the project, and listed in `unreadable` with dbt's error.

        Raises:
            DbtError: the project cannot be read for a reason that lies outside the groups.
        """
        if self._parsed is None:
            self._parsed = self._parse()
        return self._parsed

    def _parse(self) -> dict[str, Any]:
        engine_of(self.shop, self.target).prepare()
        left_out: set[str] = set()
        for broken in broken_files(self.shop.project):
            left_out.add(broken.file.name if broken.file.is_file() else "")
            if not broken.groups:
                logger.warning("left out: %s", broken.reason)
            for key in broken.groups:
                self.unreadable.setdefault(key, broken.reason)
        while True:
            for key, read in readers_of(self.shop.project, frozenset(self.unreadable)).items():
                self.unreadable[key] = f"it reads the group {read}, which is held"
            failure = self._parse_without(left_out)
            if failure is None:
                manifest: dict[str, Any] = json.loads(self.manifest_path.read_text())
                faults = {**circles(manifest), **faults_of_place(manifest)}
                if not faults:
                    return manifest
                if faults.keys() <= self.unreadable.keys():
                    raise DbtError("\n".join(faults.values()))
                self.unreadable |= faults
                continue
            named = GROUP_FILE.search(failure)
            keys = set(keys_in_folder(self.shop.project))
            if named and named[2] in keys - self.unreadable.keys():
                self.unreadable[named[2]] = said(failure)
            elif named and Path(named[1]).name not in left_out and named[2] not in keys:
                left_out.add(Path(named[1]).name)
                logger.warning("%s in customer_groups/ is left out: %s", named[1], said(failure))
            else:
                self.unreadable |= self._found_by_trying(sorted(keys - self.unreadable.keys()), left_out, failure)

    def _parse_without(self, left_out: set[str], also: Iterable[str] = ()) -> str | None:
        """Have dbt parse the project without those files and the groups that are held; its error, if it cannot."""
        keys = {*self.unreadable, *also}
        self._directory = self._project_without(keys, left_out) if keys or left_out else self.shop.project.directory
        result = self._invoke("parse")
        if isinstance(result.result, Manifest):
            self._manifest = result.result
            return None
        return str(result.exception)

    def _found_by_trying(self, keys: Sequence[str], left_out: set[str], failure: str) -> dict[str, str]:
        """Which of the groups dbt cannot read, where its error names no file of theirs: halves are left out in turn.

        Raises:
            DbtError: the project cannot be read without any of them either.
        """
        outside = self._parse_without(left_out, keys)
        if outside is not None:
            raise DbtError(said(outside))
        faults: dict[str, str] = {}
        waiting = [(list(keys), failure)]
        while waiting:
            suspects, failure = waiting.pop()
            if len(suspects) == 1:
                faults[suspects[0]] = f"models/customer_groups/{suspects[0]}.sql: {said(failure)}"
                continue
            middle = len(suspects) // 2
            halves = []
            for half in (suspects[:middle], suspects[middle:]):
                told = self._parse_without(left_out, set(keys) - set(half))
                if told is not None:
                    halves.append((half, told))
            # Each half alone is fine: what is wrong is between them.
            waiting += halves or [([key], failure) for key in suspects]
        return faults

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
        node: Any = result.result.results[0].node  # type: ignore[union-attr]
        asked = {
            "raw": node.raw_code,
            "place": node.original_file_path,
            "sql": node.compiled_code,
            **self._readable(node),
        }
        answer(asked, duckdb_sql.faults)
        if asked["fault"]:
            raise DbtError(asked["fault"])

    def laid_out(self, key: str, variables: Mapping[str, Any]) -> str:
        """The SQL that a night runs for a group, after `parse`. Nothing runs, and no table is looked at.

        Raises:
            DbtError: there is no such group, or it does not compile; the message is its fault in one line.
        """
        assert self._manifest is not None
        node = self._manifest.nodes.get(f"model.rollcall.{key}")
        if node is None:
            raise DbtError(f"there is no group {key!r}, or it is disabled; see models/customer_groups/")
        self.compile(key, variables)
        text = f"{{% call laid_out('{key}') %}}{uncommented(node.raw_code)}{{% endcall %}}"
        result = self._invoke("compile", "--inline", text, "--no-populate-cache", variables=variables)
        if not result.success:
            raise DbtError(_failure(result))
        return unended(str(result.result.results[0].node.compiled_code))  # type: ignore[union-attr]

    def apart(self, key: str, raw: str, variables: Mapping[str, Any]) -> Apart:
        """A text, which the gate has let through, as the group `key`; after `parse`. No table is looked at.

        Raises:
            DbtError: it does not compile; the message is its fault in one line.
        """
        file = f"models/customer_groups/{key}.sql"
        text = f"{{% call taken_apart('{key}') %}}{unended(uncommented(raw))}{{% endcall %}}"
        assert self._manifest is not None
        known = set(self._manifest.nodes)
        result = self._invoke("compile", "--inline", text, "--no-populate-cache", variables=variables)
        # Of a text that names a model which is not there dbt would go on complaining with the next.
        for left in self._manifest.nodes.keys() - known:
            del self._manifest.nodes[left]
        if not result.success:
            # What was wrong stands in the error during which dbt raised its own; it calls the text a file.
            cause = result.exception and (result.exception.__context__ or result.exception)
            raise DbtError(said(re.sub(r"from remote system(\.sql)?", file, str(cause))) if cause else _failure(result))
        node: Any = result.result.results[0].node  # type: ignore[union-attr]
        return Apart(**json.loads(node.compiled_code), **self._readable(node))

    def _readable(self, node: Any) -> dict[str, Any]:
        """What the gate has to know of the relations around a group (macros/memberships/gate.sql)."""
        assert self._manifest is not None

        def relation(each: Any) -> str:
            return ".".join(part for part in (each.database, each.schema, each.alias) if part)

        nodes = self._manifest.nodes
        return {
            "readable": [relation(nodes[name]) for name in node.depends_on.nodes if name in nodes],
            "groups": keys_in_folder(self.shop.project),
            "customers": relation(nodes["model.rollcall.customers"]),
        }

    def _invoke(
        self,
        command: str,
        *arguments: str,
        variables: Mapping[str, Any] | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> dbtRunnerResult:
        os.environ |= {
            "ROLLCALL_HOME": str(self.shop.home.root.resolve()),
            "ROLLCALL_MEMORY_LIMIT": self.shop.settings.memory_limit,
            "ROLLCALL_TEMP_LIMIT": self.shop.settings.temp_limit,
            "ROLLCALL_THREADS": str(self.shop.settings.threads),
        }
        directory = str((self._directory or self.shop.project.directory).resolve())
        common = ["--project-dir", directory, "--profiles-dir", directory]
        common += ["--target-path", str(self.target_path.resolve())]
        logs = (self.shop.home.root / "logs").resolve()
        common += ["--log-path", str(logs), "--log-level", "none", "--log-level-file", "none", "--no-use-colors"]
        common += ["--vars", json.dumps({**self.variables, **(variables or {})})]
        common += ["--target", self.target]
        common += ["--threads", str(self.shop.settings.threads)]
        # Only parse has a manifest to write; others would write the same one again, which takes a second.
        common += ["--no-write-json"] if command != "parse" else []

        def tell(event: Any) -> None:
            note(event)
            if event.info.name == "JinjaLogWarning" and event.data.msg not in self.warnings:
                self.warnings.append(event.data.msg)
            # Of dbt's many events for each node, the one with its result is asked for; to turn all into dicts is slow.
            if on_event is not None and event.info.name in RESULT_EVENTS:
                on_event(MessageToDict(event, preserving_proto_field_name=True))

        runner = dbtRunner(manifest=self._manifest if command != "parse" else None, callbacks=[tell])
        with logging_to(logs / "dbt.log") as note:
            result = runner.invoke([command, *arguments, *common])
        if isinstance(result.exception, KeyboardInterrupt):
            raise result.exception
        return result

    @staticmethod
    def end(thread: threading.Thread) -> None:
        """Let the thread that runs a build end soon: queries are interrupted until it has."""
        while thread.is_alive():
            for adapter in list(FACTORY.adapters.values()):
                adapter.cancel_open_connections()  # type: ignore[attr-defined]
            thread.join(0.1)

    @staticmethod
    def let_go() -> None:
        """Close the warehouse, which dbt-duckdb otherwise keeps open until the process ends.

        Opening it again for every model (`keep_open: false`) would cost a checkpoint each.
        """
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]

    def _project_without(self, keys: Iterable[str], files: Iterable[str]) -> Path:
        stand_in = self.target_path / "project"
        stand_in.mkdir(parents=True, exist_ok=True)
        for old in stand_in.iterdir():
            old.unlink()
        for entry in self.shop.project.directory.resolve().iterdir():
            if entry.name != ".dbtignore":
                (stand_in / entry.name).symlink_to(entry)
        names = {f"{key}.{suffix}" for key in keys for suffix in ("sql", "yml", "yaml", "md", "py")} | set(files) - {""}
        # A folder may be called like a group's file, with groups in it.
        ignored = [
            name for name in sorted(names) if not any(each.is_dir() for each in self.shop.project.groups.rglob(name))
        ]
        (stand_in / ".dbtignore").write_text("".join(f"models/customer_groups/**/{name}\n" for name in ignored))
        return stand_in


@contextmanager
def reading_project(shop: Shop) -> Iterator[Dbt]:
    """Dbt on the project, parsed, without a warehouse and beside a night that may be running.

    Raises:
        DbtError: the project cannot be read; with its fault in one line.
    """
    dbt = Dbt(shop, target="lint", beside_the_night=True)
    try:
        dbt.parse()
        yield dbt
    finally:
        dbt.let_go()


@contextmanager
def reading_group(shop: Shop, key: str) -> Iterator[Dbt]:
    """The same to read one group.

    Raises:
        DbtError: the project, or this group, cannot be read; with its fault in one line.
    """
    with reading_project(shop) as dbt:
        if key in dbt.unreadable:
            raise DbtError(dbt.unreadable[key])
        yield dbt


def _failure(result: dbtRunnerResult) -> str:
    return said(result.exception) if result.exception else "dbt ended without a result; see logs/dbt.log"
