"""Generations on disk: which is current, switching to another in one atomic step, and clearing old ones away.

    published/current -> generations/<run_id>       what consumers open
    published/generations/<run_id>/                 whole and checked, never changed again
    published/building/                             being written; nobody reads it

What is inside a generation is written by orchestration.publishing.build.
"""

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import RollcallError
from orchestration.publishing.manifest import FILE_NAME, DamagedManifest, Manifest

logger = logging.getLogger(__name__)


class NoGeneration(RollcallError):
    """There is nothing to go back to, or no generation of that name."""


@dataclass(frozen=True)
class Generation:
    """A published directory and its manifest."""

    path: Path
    manifest: Manifest

    @property
    def bi_file(self) -> Path:
        return self.path / "rollcall.duckdb"

    @property
    def parquet(self) -> Path:
        return self.path / "parquet"


def current(published: Path) -> Generation | None:
    """The generation that consumers see, or none before the first night."""
    link = published / "current"
    if not link.is_symlink():
        return None
    path = link.resolve()
    return Generation(path, Manifest.read(path))


def all_generations(published: Path) -> list[Generation]:
    """Every generation on disk whose manifest can be read, oldest publication first."""
    found = []
    for file in published.glob(f"generations/*/{FILE_NAME}"):
        try:
            found.append(Generation(file.parent, Manifest.read(file.parent)))
        except DamagedManifest as error:
            logger.warning("left alone: %s", error)
    return sorted(found, key=lambda generation: (generation.manifest.published_at, generation.manifest.run_id))


def publish(published: Path, built: Path, require_held: Callable[[], None]) -> Generation:
    """Move a built and checked directory among the generations and switch `current` to it.

    `require_held` is called as the last thing before the switch and raises if this run may no longer publish.
    Killed before the switch, this leaves the old generation current; after it, the new one. Never anything between.
    """
    path = published / "generations" / Manifest.read(built).run_id
    path.parent.mkdir(parents=True, exist_ok=True)
    _sync_tree(built)
    marker = published / ".publishing"
    _link(marker, path)
    built.rename(path)
    _sync(path.parent)
    require_held()
    os.replace(marker, published / "current")
    _sync(published)
    return Generation(path, Manifest.read(path))


def recover(published: Path) -> None:
    """Clear away what a killed night left: half-built directories, and one that it had not yet switched to."""
    shutil.rmtree(published / "building", ignore_errors=True)
    marker = published / ".publishing"
    if marker.is_symlink():
        shutil.rmtree(marker.resolve(), ignore_errors=True)
        marker.unlink()
    for folder in published.glob("generations/*/"):
        if not (folder / FILE_NAME).exists():
            shutil.rmtree(folder)


def prune(published: Path, keep: int) -> None:
    """Remove all but the latest `keep` generations.

    The current one stays, however old, and so does the one that it follows: after a rollback that is not the second
    latest, and somebody may still be reading it.
    """
    now = current(published)
    spared = {now.manifest.run_id, now.manifest.previous} if now else set()
    for generation in all_generations(published)[:-keep]:
        if generation.manifest.run_id not in spared:
            # Renamed first, so that a kill half-way leaves no half generation behind.
            doomed = published / "building" / generation.path.name
            doomed.parent.mkdir(exist_ok=True)
            generation.path.rename(doomed)
            shutil.rmtree(doomed)


def roll_back(published: Path, run_id: str | None) -> Generation:
    """Make an earlier generation current: the named one, or the one that the current one followed.

    The next night goes on from there, as if the later ones had not been. Call it with the run lock held.

    Raises:
        NoGeneration: there is no such generation; the message lists those there are.
    """
    recover(published)
    known = all_generations(published)
    names = ", ".join(each.manifest.run_id for each in known) or "none"
    wanted = run_id
    if wanted is None:
        now = current(published)
        if now is None:
            raise NoGeneration("nothing has been published yet; run `rollcall nightly`")
        wanted = now.manifest.previous
        if wanted is None:
            raise NoGeneration(f"{now.manifest.run_id} is the first generation; there is none before it")
    chosen = next((each for each in known if each.manifest.run_id == wanted), None)
    if chosen is None:
        raise NoGeneration(f"no generation {wanted}; there are: {names}")
    waiting = published / ".current.next"
    _link(waiting, chosen.path)
    os.replace(waiting, published / "current")
    _sync(published)
    return chosen


def _link(link: Path, generation: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(generation.relative_to(link.parent))


def _sync_tree(directory: Path) -> None:
    for folder, _, files in os.walk(directory):
        for name in files:
            _sync(Path(folder) / name)
        _sync(Path(folder))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
