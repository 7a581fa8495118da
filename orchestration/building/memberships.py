"""The memberships of a night: dbt builds everything up to the groups, then what follows from those that succeeded.

Belongs here: what dbt is told of the night, and which groups are held. Does not belong here: how dbt is run (dbt.py),
and what its results mean for groups (results.py).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from orchestration.building.dbt import Dbt, Event
from orchestration.building.engines import engine_of
from orchestration.building.results import failures_outside, held_groups
from orchestration.errors import said
from orchestration.groups.manifest import definition_hashes, disabled_keys, group_nodes
from orchestration.moments import iso
from orchestration.progress import report
from orchestration.publishing import remembered
from orchestration.publishing.build import PUBLISHED_SCHEMA
from orchestration.publishing.generations import Generation, current
from orchestration.publishing.manifest import Manifest
from orchestration.publishing.read import columns_of
from orchestration.tonight import Night, NightFailed
from orchestration.warehouse.connections import reading_raw

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def build_memberships(night: Night, dbt: Dbt, on_event: Callable[[Event], None]) -> dict[str, str]:
    """Build every model; returns the groups that are held, by key, each with the reason.

    Two builds: everything up to the groups, then what is derived from those that succeeded. `dbt` is the night's,
    which may have read the project already.

    Raises:
        NightFailed: a model or test outside the groups failed.
        DbtError: dbt could not run.
    """
    report("reading the dbt project")
    manifest = dbt.parse()
    before = current(night.shop.home.published)
    group_ids = {node["unique_id"]: key for key, node in group_nodes(manifest).items()}
    context = _night_variables(night, before, definition_hashes(manifest, night.all_variables), disabled_keys(manifest))
    context["night"]["unreadable"] = sorted(dbt.unreadable)

    engine = engine_of(night.shop, night.target, night.workshop)
    try:
        engine.hand_over(manifest["sources"].values())
        results = dbt.build("groups", context, on_event)
        _require_no_failures(failures_outside(results, group_ids))
        held = {**dbt.unreadable, **held_groups(results, group_ids)}
        context["night"]["held"] = {
            key: {"error": error, **_when_last_built(before, key)} for key, error in held.items()
        }

        context["night"]["warnings"] = dbt.warnings
        results = dbt.build("memberships", context, on_event)
        _require_no_failures([result for result in results if not result.succeeded])
    finally:
        dbt.let_go()
        engine.close()
    return held


def group_sizes(night: Night) -> dict[str, dict[str, Any]]:
    """What dbt has just built for the table `groups`, by group key."""
    with engine_of(night.shop, night.target, night.workshop).built(PUBLISHED_SCHEMA) as (connection, tables):
        rows = connection.execute(
            f"select group_key, members, joined, left_count, status, coalesce(error, '') from {tables['groups']}"
        ).fetchall()
    names = ("members", "joined", "left_count", "status", "error")
    return {key: dict(zip(names, values, strict=True)) for key, *values in rows}


def _night_variables(
    night: Night, before: Generation | None, hashes: Mapping[str, str], disabled: list[str]
) -> dict[str, Any]:
    """What macros/memberships/night.sql documents."""
    last = before.manifest.groups if before else {}
    latest = _latest_file_known(night, before.manifest) if before else 0
    held = {key: group for key, group in last.items() if group.status == "held"}
    return {
        "as_of": iso(night.as_of),
        "night": {
            "run_id": night.run_id,
            "previous": str(before.parquet) if before else None,
            "previous_tables": sorted(before.manifest.tables) if before else [],
            "previous_columns": {each: columns_of(before, each) for each in ("membership_events",)} if before else {},
            "previous_keys": sorted(last),
            "previous_as_of": _as_timestamp(before.manifest.as_of) if before else None,
            "remembered": remembered.known_of(before),
            "last_file_id": latest,
            "last_event_id": before.manifest.last_event_id if before else 0,
            "findings_since": min(before.manifest.findings_begin(night.as_of), latest) if before else 0,
            "last_file_ids": {key: min(group.last_file_id, latest) for key, group in held.items()},
            "last_as_ofs": {key: _as_timestamp(group.as_of or LONG_AGO) for key, group in held.items()},
            "held": {},
            "disabled": disabled,
            "warnings": [],
            "definitions": {
                key: {"hash": value, "changed": key not in last or last[key].definition_hash != value}
                for key, value in hashes.items()
            },
        },
    }


def _latest_file_known(night: Night, last: Manifest) -> int:
    """The id, in today's ledger, of the latest file that the last generation knew.

    A warehouse that was rebuilt since then numbers its files from 1 again; when a file landed tells it from a new one.
    """
    if last.last_landed_at is None:
        return last.last_file_id
    with reading_raw(night.shop) as connection:
        rows = connection.execute(
            "select coalesce(max(file_id), 0) from raw.landed_files where landed_at <= ?",
            [last.last_landed_at.replace(tzinfo=None)],
        ).fetchall()
    return int(rows[0][0])


def _as_timestamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def _when_last_built(before: Generation | None, key: str) -> dict[str, str | None]:
    group = before.manifest.groups.get(key) if before else None
    return {
        "as_of": _as_timestamp(group.as_of) if group and group.as_of else None,
        "definition_hash": group.definition_hash if group else None,
    }


def _require_no_failures(failures: list[Any]) -> None:
    broken = [failure for failure in failures if failure.status != "skipped"] or failures
    if broken:
        lines = "\n".join(f"  {failure.name}: {said(failure.message)}" for failure in broken)
        raise NightFailed(f"dbt failed outside the groups, so nothing is published:\n{lines}")
