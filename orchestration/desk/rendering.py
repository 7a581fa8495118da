"""A definition's text rendered by dbt, and kept: what has been rendered before is had without dbt, which takes seconds.

What a text is rendered to follows from it, the moment, the project's macros, models and vars, and which groups there
are. What other groups say does not matter: a group is read as its night built it.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.building.results import Apart
from orchestration.groups.files import keys_in_folder
from orchestration.moments import iso
from orchestration.progress import report
from orchestration.settings import Project
from orchestration.shop import Shop

if TYPE_CHECKING:
    from orchestration.building.dbt import Dbt

FOLDERS = ("macros", "models", "seeds")
FILES = ("dbt_project.yml", "profiles.yml")
KEPT = 200


@dataclass
class Renderer:
    """To be used as `with Renderer(shop) as renderer`; starts dbt only for what was not rendered before."""

    shop: Shop
    _stack: ExitStack = field(default_factory=ExitStack, init=False)
    _dbt: "Dbt | None" = field(default=None, init=False)
    _read: str = field(default="", init=False)

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def apart(self, key: str, text: str, as_of: datetime) -> Apart:
        """A text, which the gate has let through, as the group `key`.

        Raises:
            DbtError: it does not compile, or the project cannot be read; with its fault in one line.
        """
        project = _digest_of(self.shop.project)
        asked = hashlib.sha256(json.dumps([project, key, text, iso(as_of)]).encode()).hexdigest()
        file = self.shop.home.dbt_beside / "rendered" / f"{asked}.json"
        if file.exists():
            os.utime(file)
            return Apart(**json.loads(file.read_text(encoding="utf-8")))
        apart = self._opened(project).apart(key, text, {"as_of": iso(as_of)})
        # Of a project that has changed meanwhile, dbt may have read either.
        if _digest_of(self.shop.project) == project:
            _keep(file, json.dumps(asdict(apart)))
        return apart

    def _opened(self, project: str) -> "Dbt":
        """Dbt, having read the project as it is now."""
        from orchestration.building.dbt import reading_project

        if self._dbt is None or self._read != project:
            report("reading the project")
            self._stack.close()
            self._dbt = self._stack.enter_context(reading_project(self.shop))
            self._read = project
            report("rendering the definition")
        return self._dbt


def _digest_of(project: Project) -> str:
    digest = hashlib.sha256(json.dumps(keys_in_folder(project)).encode())
    for file in _read_by_dbt(project):
        digest.update(f"{file.relative_to(project.directory)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _read_by_dbt(project: Project) -> Iterator[Path]:
    for name in FILES:
        yield project.directory / name
    for folder in FOLDERS:
        for file in sorted((project.directory / folder).rglob("*")):
            if file.is_file() and project.groups not in file.parents:
                yield file


def _keep(file: Path, text: str) -> None:
    """Beside what was used last."""
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_suffix(f".{os.getpid()}")
    waiting.write_text(text, encoding="utf-8")
    waiting.replace(file)
    for old in sorted(file.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
