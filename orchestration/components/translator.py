"""How a dbt node becomes a Dagster asset: its key, its group in the UI, its owner, and the lineage of the unions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtProject

from orchestration.groups.manifest import finding_nodes, group_nodes

# What Dagster takes as an owner; any other text on a card is shown as metadata only.
DAGSTER_OWNER = re.compile(r"^(team:[A-Za-z0-9_]+|[^@\s]+@[^@\s]+\.[^@\s]+)$")
UNION = "membership_roll"
FINDINGS = "published_night_findings"


class RollcallTranslator(DagsterDbtTranslator):
    """Keys are [schema, relation], as in the warehouse; the UI groups assets by the folder of their model."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["alias"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        folders: Sequence[str] = dbt_resource_props["fqn"]
        return "landing" if dbt_resource_props["resource_type"] == "source" else folders[1]

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = self.get_resource_props(manifest, unique_id)
        if node["name"] in (UNION, FINDINGS):
            # The unions find what they unite by its folder, so dbt does not know that they read it.
            united = group_nodes(manifest) if node["name"] == UNION else finding_nodes(manifest)
            keys = [self.get_asset_key(each) for each in united.values()]
            return spec.replace_attributes(deps=[*spec.deps, *keys])
        owner = node.get("config", {}).get("meta", {}).get("owner")
        if owner:
            spec = spec.merge_attributes(metadata={"owner": owner})
            if DAGSTER_OWNER.match(owner):
                spec = spec.replace_attributes(owners=[owner])
        return spec
