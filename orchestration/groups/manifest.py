"""Groups in dbt's manifest: their nodes, circles, those out of place, and the hash of all that defines one."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

# Vars that decide what a night is told, and nobody's membership.
OF_FINDINGS = ("other_statuses", "warn_above_share")
# Folders of models that are built once all groups are.
MADE_OF_GROUPS = ("memberships", "publish")


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
    """The keys of the groups that are disabled (`enabled: false`), sorted; dbt passes their files over."""
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
