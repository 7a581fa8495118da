"""Group definitions as files: which names are allowed, what a definition depends on, and which groups a build held.

Plain functions over the folder, dbt's manifest and dbt's results; nothing here runs dbt or reads the warehouse.
"""

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.errors import RollcallError, said
from orchestration.settings import Project

if TYPE_CHECKING:
    # Importing dbt takes seconds, which `rollcall --help` should not.
    from orchestration.dbt import NodeResult

# Vars that decide what a night is told, and nobody's membership.
OF_FINDINGS = ("other_statuses", "warn_above_share")
# Folders of models that are built once all groups are.
MADE_OF_GROUPS = ("memberships", "publish")
GROUP_KEY = re.compile(r"[a-z][a-z0-9_]{0,47}")


class GroupNameError(RollcallError):
    """A file in customer_groups/ has a name that cannot be a group's; one line per file."""


def require_valid_names(project: Project) -> list[str]:
    """The group keys in the folder, sorted.

    Raises:
        GroupNameError: a file name is not a group key, two differ in letter case only, or one is the name of a
            model elsewhere in the project.
    """
    faults = []
    seen: dict[str, str] = {}
    elsewhere = {
        file.stem for file in (project.directory / "models").rglob("*.sql") if project.groups not in file.parents
    }
    for file in sorted(project.groups.rglob("*.sql")):
        place, key = file.relative_to(project.directory), file.stem
        if not GROUP_KEY.fullmatch(key):
            faults.append(
                f"{place}: '{key}' cannot be a group key; use a-z, 0-9 and _, a letter first, at most 48 characters"
            )
        elif key in elsewhere:
            faults.append(f"{place}: a model elsewhere in the project is called '{key}' too; choose another name")
        other = seen.setdefault(key.lower(), str(place))
        if other != str(place):
            faults.append(f"{place}: {other} has the same key but for letter case or folder; rename one")
    if faults:
        raise GroupNameError("\n".join(faults))
    return sorted(seen)


def keys_in_folder(project: Project) -> list[str]:
    """The names of the .sql files in the folder, sorted, whether they can be group keys or not."""
    return sorted(file.stem for file in project.groups.rglob("*.sql"))


def group_file(project: Project, key: str) -> Path:
    """The .sql file of a group.

    Raises:
        GroupNameError: there is none; the message names the keys that resemble it.
    """
    for file in project.groups.rglob("*.sql"):
        if file.stem == key:
            return file
    similar = difflib.get_close_matches(key.lower(), keys_in_folder(project), 3)
    mend = f"did you mean {' or '.join(similar)}?" if similar else f"those there are stand in {project.groups}"
    raise GroupNameError(f"there is no group '{key}'; {mend}")


def require_free_key(project: Project, key: str) -> None:
    """Make sure that a new group may be called `key`.

    Raises:
        GroupNameError: it cannot be a group key, or a group or another model has it, in whatever letter case.
    """
    if not GROUP_KEY.fullmatch(key):
        raise GroupNameError(
            f"'{key}' cannot be a group key; use a-z, 0-9 and _, a letter first, at most 48 characters"
        )
    for file in sorted((project.directory / "models").rglob("*")):
        is_model = file.suffix == ".sql" or (file.suffix == ".yml" and project.groups in file.parents)
        if is_model and file.stem.lower() == key:
            place = file.relative_to(project.directory)
            raise GroupNameError(f"'{key}' is taken by {place}; choose another key")


def group_nodes(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The manifest's nodes of the models in customer_groups/, by group key."""
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == "customer_groups"
    }


def finding_nodes(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The manifest's nodes of the models in findings/, by name."""
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == "findings"
    }


def disabled_keys(manifest: Mapping[str, Any]) -> list[str]:
    """The keys of the groups that are switched off (`enabled: false`), sorted; dbt passes their files over."""
    return sorted(
        node["name"]
        for nodes in manifest.get("disabled", {}).values()
        for node in nodes
        if node["resource_type"] == "model" and node["fqn"][1] == "customer_groups"
    )


def faults_of_place(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The groups, by key, that would not write to customer_groups.<key>, or that read what is made of the groups.

    The latter would be built before what they read is, and a circle in Dagster's lineage.
    """
    database = manifest["nodes"]["model.rollcall.customers"]["database"]
    faults = {}
    for key, node in group_nodes(manifest).items():
        place = node["original_file_path"]
        above = _closure(node["depends_on"]["nodes"], lambda name: manifest["nodes"].get(name, {}), "nodes")
        later = [
            each["name"]
            for each in (manifest["nodes"][name] for name in sorted(above) if name in manifest["nodes"])
            if each["resource_type"] == "model" and each["fqn"][1] in MADE_OF_GROUPS
        ]
        if [node[name] for name in ("alias", "schema", "database")] != [key, "customer_groups", database] or node[
            "config"
        ]["materialized"] != "customer_group":
            faults[key] = f"{place}: a group may not set alias, schema, database or materialized; remove the config"
        elif later:
            faults[key] = f"{place}: it reads {later[0]}, which is made of the groups; use in_group('...') for a group"
    return faults


def circles(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The groups, by key, that read themselves, directly or through others, each with the reason."""
    faults = {}
    for key, node in group_nodes(manifest).items():
        above = _closure(node["depends_on"]["nodes"], lambda name: manifest["nodes"].get(name, {}), "nodes")
        if node["unique_id"] in above:
            place = node["original_file_path"]
            faults[key] = f"{place}: the group reads itself, directly or through others; break the circle"
    return faults


def definition_hashes(manifest: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, str]:
    """By group key, a SHA-256 of everything that its members follow from besides data and time.

    That is the SQL of the group and of every model above it, the rows of the seeds that these read, the project's
    macros that these call, directly or through each other, and the project's vars. Cards and descriptions are left
    out, and so is the engine: of a macro that has a variant for each, all count.
    """
    variants = _engine_variants(manifest["macros"])
    given = sorted(item for item in variables.items() if item[0] not in OF_FINDINGS)
    hashes = {}
    for key, node in group_nodes(manifest).items():
        nodes = _closure([node["unique_id"]], lambda name: manifest["nodes"].get(name, {}), "nodes")
        called = [
            macro for name in nodes for macro in manifest["nodes"].get(name, {}).get("depends_on", {}).get("macros", [])
        ]
        macros = _closure(called, lambda name: _with_variants(manifest["macros"][name], variants), "macros")
        digest = hashlib.sha256(repr(given).encode())
        for name in sorted(nodes & manifest["nodes"].keys()):
            each = manifest["nodes"][name]
            digest.update(each["raw_code"].encode())
            if each["resource_type"] == "seed":
                # dbt's own checksum of a large seed is that of its path.
                digest.update((Path(each["root_path"]) / each["original_file_path"]).read_bytes())
        for name in sorted(macros):
            if name.startswith("macro.rollcall."):
                digest.update(manifest["macros"][name]["macro_sql"].encode())
        hashes[key] = digest.hexdigest()
    return hashes


def _engine_variants(macros: Mapping[str, Any]) -> dict[str, list[str]]:
    """The project's macros that adapter.dispatch chooses between (duckdb__x, spark__x, default__x), by x."""
    variants: dict[str, list[str]] = {}
    for name, macro in macros.items():
        engine, _, dispatched = macro["name"].partition("__")
        if name.startswith("macro.rollcall.") and engine in ("duckdb", "spark", "default"):
            variants.setdefault(dispatched, []).append(name)
    return variants


def _with_variants(macro: Mapping[str, Any], variants: Mapping[str, list[str]]) -> dict[str, Any]:
    """The macro as one that also calls the other variants of those that it calls."""
    called = [
        each
        for name in macro.get("depends_on", {}).get("macros", [])
        for each in [name, *variants.get(name.rsplit(".", 1)[-1].partition("__")[2], [])]
    ]
    return {"depends_on": {"macros": called}}


def _closure(start: Iterable[str], look_up: Any, kind: str) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += look_up(name).get("depends_on", {}).get(kind, [])
    return found


def held_groups(results: Sequence["NodeResult"], group_ids: Mapping[str, str]) -> dict[str, str]:
    """The groups, by key, that this build did not renew, each with the reason in one line.

    `group_ids` maps unique ids to keys. A group held by its own failure, by a failed test of its own, or because
    a group that it reads failed, is all in here. Failures outside the groups are not.
    """
    held: dict[str, str] = {}
    for result in results:
        if result.succeeded:
            continue
        if result.unique_id in group_ids:
            key = group_ids[result.unique_id]
            broken = [group_ids[name] for name in result.depends_on if name in group_ids and group_ids[name] in held]
            message = f"it reads the group {broken[0]}, which is held" if broken else said(result.message)
            held.setdefault(key, message)
        elif result.resource_type == "test":
            for name in result.depends_on:
                if name in group_ids:
                    held.setdefault(group_ids[name], f"test {result.name} failed: {said(result.message)}")
    return held


def failures_outside(results: Sequence["NodeResult"], group_ids: Mapping[str, str]) -> list["NodeResult"]:
    """The failed nodes that are neither groups nor tests of groups: any of these stops the night."""
    return [
        result
        for result in results
        if not result.succeeded
        and result.unique_id not in group_ids
        and not (result.resource_type == "test" and any(name in group_ids for name in result.depends_on))
    ]
