"""The first step of the night: an asset for each landing table."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.components.failures import RETRIES, retrying_only_transient
from orchestration.components.manifest import TRANSLATOR, manifest
from orchestration.components.night import NightResource
from orchestration.night import begin, land_files


class Landing(dg.Component):
    """The landing tables of the contract, models/staging/_sources.yml."""

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        specs = [
            dg.AssetSpec(
                TRANSLATOR.get_asset_key(source),
                group_name="landing",
                description=source["description"],
                kinds={"duckdb"},
            )
            for source in manifest()["sources"].values()
            if source["source_name"] == "raw"
        ]

        @dg.multi_asset(specs=specs, retry_policy=RETRIES)
        def landing(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
            """Files that the shop dropped, typed and checked, one row per key."""
            yield from land(context, night)

        return dg.Definitions(assets=[landing])


def land(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
    """Begin the night and land its files; how many files and rows landed in each table."""
    with retrying_only_transient():
        tonight = night.tonight(context)
        begin(tonight)
        landed = land_files(tonight)
    for key in context.selected_asset_keys:
        files = [file for file in landed.files if file.table == key.path[-1]]
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                "files": len([file for file in files if file.status == "loaded"]),
                "accepted_rows": sum(file.accepted_rows for file in files),
                "rejected_rows": sum(file.rejected_rows for file in files),
            },
        )
