"""Generations for tests to switch between: directories that hold little but a manifest."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestration.publishing.generations import Generation, all_generations, current, publish
from orchestration.publishing.manifest import Manifest


def build(published: Path, run_id: str, minutes: int) -> Path:
    """A built directory, as orchestration.publishing.build leaves it, published so many minutes from now.

    From now, and not from when this module was imported: a directory that comes to its place an hour after it was
    published was put back, and a slow test run takes longer than that.
    """
    now = datetime.now(UTC)
    built = published / "building" / run_id
    (built / "parquet").mkdir(parents=True)
    (built / "parquet" / "table.parquet").write_text(run_id)
    before = current(published)
    manifest = Manifest(
        run_id=run_id,
        previous=before.manifest.run_id if before else None,
        as_of=now + timedelta(days=minutes),
        published_at=now + timedelta(minutes=minutes),
        target="duckdb",
        code_version="abc",
        duckdb_version="1.5.6",
        last_file_id=minutes,
        last_event_id=minutes,
        tables={},
        groups={},
    )
    (built / "manifest.json").write_text(manifest.model_dump_json())
    return built


def publish_each(published: Path, *run_ids: str) -> None:
    for run_id in run_ids:
        minutes = max([0, *(each.manifest.last_file_id for each in all_generations(published))]) + 1
        publish(published, build(published, run_id, minutes), lambda: None)


def current_id(published: Path) -> str | None:
    now = current(published)
    return now.manifest.run_id if now else None


def unchecked(_: Generation) -> None:
    """What is inside the directories is not looked at here."""
