"""Generations on disk: which is current, switching to another in one atomic step, and clearing old ones away.

    published/current -> generations/<run_id>       what consumers open
    published/generations/<run_id>/                 whole and checked; only an erasure changes it again
    published/building/                             being written; nobody reads it

What is inside a generation is written by orchestration.publishing.build. What somebody else puts beside the
generations - a folder that is being copied back, a link, a folder without a manifest - is left alone, and what
`current` names is never removed.
"""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.durable import sync
from orchestration.errors import RollcallError
from orchestration.publishing.manifest import DamagedManifest, Manifest
from orchestration.settings import CONTACTS_FILE, WORKSHOP_FILE

logger = logging.getLogger(__name__)

KEPT_WORKSHOPS = 2

# A generation that came to its place so long after it was published was put there by somebody, who is given a day.
PUT_BACK_AFTER = timedelta(hours=1)
TIME_TO_PUT_BACK = timedelta(days=1)


class NoGeneration(RollcallError):
    """There is nothing to go back to, or no generation of that name."""


class NoCurrent(RollcallError):
    """Generations were published, but which of them is current cannot be told."""


@dataclass(frozen=True)
class Generation:
    """A published directory and its manifest."""

    path: Path
    manifest: Manifest

    @property
    def bi_file(self) -> Path:
        return self.path / "rollcall.duckdb"

    @property
    def workshop(self) -> Path:
        """What dbt built that night, for the desk; only the latest generations have one, and none of Spark's."""
        return self.path / WORKSHOP_FILE

    @property
    def contacts(self) -> Path:
        """What people know customers by; an earlier version's generation has none."""
        return self.path / CONTACTS_FILE

    @property
    def parquet(self) -> Path:
        return self.path / "parquet"


def current(published: Path) -> Generation | None:
    """The generation that consumers see, or none before the first night.

    Raises:
        NoCurrent: there are generations, but `current` is missing or is not a link.
        DamagedManifest: what `current` names is not whole; the message says what to restore.
    """
    path = _named_by(published / "current")
    if path is not None:
        return Generation(path, Manifest.read(path))
    if not os.path.lexists(published / "current"):
        if not _entries(published):
            return None
        fault = "there are generations but no `current`"
    else:
        fault = "`current` is not a link"
    names = ", ".join(each.manifest.run_id for each in all_generations(published))
    raise NoCurrent(
        f"{published}: {fault}, so the last members and events are not known; name one to go on from with"
        f" `rollcall rollback --to RUN_ID`; there are: {names or 'none that is whole, so restore one first'}"
    )


def all_generations(published: Path) -> list[Generation]:
    """Every generation on disk that is one, oldest publication first; whatever else lies there is warned of."""
    found = []
    for path in _entries(published):
        try:
            manifest = Manifest.read(path)
        except DamagedManifest as error:
            logger.warning("left alone: %s", error)
            continue
        if manifest.run_id == path.name:
            found.append(Generation(path, manifest))
        else:
            logger.warning("left alone: %s holds the generation %s; rename it to that", path, manifest.run_id)
    return sorted(found, key=lambda generation: (generation.manifest.published_at, generation.manifest.run_id))


def seen_by_all(published: Path) -> int:
    """The latest landed file that every generation, and every group held in one, has seen; 0 without generations."""
    manifests = [generation.manifest for generation in all_generations(published)]
    seen = [manifest.last_file_id for manifest in manifests]
    for manifest in manifests:
        seen += [group.last_file_id for group in manifest.groups.values() if group.as_of is not None]
    return min(seen, default=0)


def publish(published: Path, built: Path, require_held: Callable[[], None]) -> Generation:
    """Move a built and checked directory among the generations and switch `current` to it.

    `require_held` is called as the last thing before the switch and raises if this run may no longer publish.
    Killed before the switch, this leaves the old generation current; after it, the new one. Never anything between.
    """
    path = published / "generations" / Manifest.read(built).run_id
    path.parent.mkdir(parents=True, exist_ok=True)
    sync_tree(built)
    marker = published / ".publishing"
    _link(marker, path)
    built.rename(path)
    sync(path.parent)
    require_held()
    os.replace(marker, published / "current")
    sync(published)
    return Generation(path, Manifest.read(path))


def recover(published: Path, keep: str | None = None) -> None:
    """Clear away what a killed night left: half-built directories, and one that it had not yet switched to.

    What the run `keep` has built so far is kept, and is being built again, so that it can go on from there.
    """
    building = published / "building"
    for left in building.iterdir() if building.is_dir() else ():
        if left.is_symlink():
            left.unlink()
        elif left.name != keep:
            shutil.rmtree(left, ignore_errors=True)
    with suppress(OSError):
        building.rmdir()
    marker = published / ".publishing"
    unpublished = _named_by(marker)
    if unpublished is None:
        return
    here = unpublished.parent == (published / "generations").resolve()
    if here and unpublished != _named_by(published / "current"):
        if unpublished.name == keep and unpublished.is_dir():
            building.mkdir(exist_ok=True)
            unpublished.rename(building / unpublished.name)
        else:
            shutil.rmtree(unpublished, ignore_errors=True)
    marker.unlink()


def prune(published: Path, keep: int) -> None:
    """Remove all but the latest `keep` generations.

    The current one stays, however old, and so does the one that it follows: after a rollback that is not the second
    latest, and somebody may still be reading it. What cannot be removed is warned of: the night has published.
    """
    now = current(published)
    if now is None:
        return
    spared = {now.manifest.run_id, now.manifest.previous}
    for generation in all_generations(published)[:-keep]:
        path = generation.path
        if generation.manifest.run_id in spared or path.resolve() == now.path or path.is_symlink():
            continue
        if _was_put_back(generation):
            logger.warning("left alone for a day: %s was put back after it was published", path)
            continue
        # Renamed first, so that a kill half-way leaves no half generation behind.
        doomed = published / "building" / path.name
        try:
            doomed.parent.mkdir(exist_ok=True)
            path.rename(doomed)
            shutil.rmtree(doomed)
        except OSError as error:
            logger.warning("%s is old and cannot be removed (%s); remove it by hand", path, error.strerror)


def prune_workshops(published: Path) -> None:
    """Remove the workshops of all but the latest generations: those of others are not looked into any more."""
    now = current(published)
    for generation in all_generations(published)[:-KEPT_WORKSHOPS]:
        if (now and generation.path.resolve() == now.path) or generation.path.is_symlink() or _was_put_back(generation):
            continue
        try:
            generation.workshop.unlink(missing_ok=True)
        except OSError as error:
            logger.warning(
                "%s is old and cannot be removed (%s); remove it by hand", generation.workshop, error.strerror
            )


def roll_back(published: Path, run_id: str | None, require_whole: Callable[[Generation], None]) -> Generation:
    """Make an earlier generation current: the named one, or the one that the current one followed.

    The next night goes on from there, as if the later ones had not been. Call it with the run lock held.
    `require_whole` is given the generation before the switch and raises if its files are not what was published.

    Raises:
        NoGeneration: there is no such generation; the message lists those that exist.
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
    require_whole(chosen)
    if (published / "current").is_dir() and not (published / "current").is_symlink():
        raise NoCurrent(f"{published / 'current'} is a folder, not a link; move it away, then roll back again")
    waiting = published / ".current.next"
    _link(waiting, chosen.path)
    os.replace(waiting, published / "current")
    sync(published)
    return chosen


def _entries(published: Path) -> list[Path]:
    """What lies among the generations as a folder, or as a link to one."""
    folders = (path for path in published.glob("generations/*") if path.is_dir())
    return sorted(path for path in folders if not path.name.startswith("."))


def _named_by(link: Path) -> Path | None:
    """Where a link leads, whether there is anything or not; None if there is no such link."""
    return link.resolve() if link.is_symlink() else None


def _was_put_back(generation: Generation) -> bool:
    """Whether it came to its place lately, and long after it was published: a copy, which may still be under way.

    Moving it here, or copying it, sets the time of the folder's own change; nothing sets that back. So does an erasure.
    """
    came = datetime.fromtimestamp(generation.path.stat().st_ctime, UTC)
    left_alone_since = generation.manifest.erased_at or generation.manifest.published_at
    return came > left_alone_since + PUT_BACK_AFTER and came > datetime.now(UTC) - TIME_TO_PUT_BACK


def _link(link: Path, generation: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(generation.relative_to(link.parent))


def sync_tree(directory: Path) -> None:
    """Have the disk hold all that is in a folder, and the folder itself."""
    for folder, _, files in os.walk(directory):
        for name in files:
            sync(Path(folder) / name)
        sync(Path(folder))
