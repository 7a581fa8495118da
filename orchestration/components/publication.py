"""The last step of the night: an asset for each published table."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.account import described, lines
from orchestration.components.failures import RETRIES, retrying_only_transient
from orchestration.components.manifest import TRANSLATOR, manifest
from orchestration.components.night import NightResource
from orchestration.findings import TABLE, Finding, lacking, published
from orchestration.night import publish_night
from orchestration.notify import post_findings_if_heard
from orchestration.shop import Shop
from orchestration.told import Told


class Publication(dg.Component):
    """The tables of models/publish/, as consumers read them."""

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        specs = [
            dg.AssetSpec(
                ["published", node["alias"]],
                deps=[TRANSLATOR.get_asset_key(node)],
                group_name="published",
                description=node["description"],
                kinds={"duckdb", "parquet"},
            )
            for node in manifest()["nodes"].values()
            if node["resource_type"] == "model" and node["fqn"][1] == "publish"
        ]

        @dg.multi_asset(specs=specs, retry_policy=RETRIES)
        def publication(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
            """The generation that consumers read, switched to in one step."""
            yield from publish(context, night)

        return dg.Definitions(assets=[publication])


def publish(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
    """Publish the night. Fails, after that, if what is published lacks groups or files."""
    with retrying_only_transient():
        generation = publish_night(night.tonight(context))
        findings = published(generation.parquet)
    for each in findings:
        context.log.warning("%s: %s", each.kind, described(each))
    if any(each.is_warning for each in findings):
        post_findings_if_heard(Shop.here().settings.webhook_url, generation.manifest.run_id, findings)
    for key in context.selected_asset_keys:
        facts = generation.manifest.tables[key.path[-1]]
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                "dagster/row_count": facts.rows,
                "checksum": facts.checksum,
                "generation": generation.manifest.run_id,
                **(_account(findings) if key.path[-1] == TABLE else {}),
            },
        )
    fault = lacking(findings)
    # What else was told of has been put right: should it come back, it is news.
    Told(Shop.here().home.told).forget_all_but([fault])
    if fault:
        raise dg.Failure(fault, allow_retries=False)


def _account(findings: list[Finding]) -> dict[str, Any]:
    """The night's findings as metadata: how many, how many of them are above the limit, and what a person reads."""
    return {
        "findings": len(findings),
        "warnings": sum(each.is_warning for each in findings),
        "to_look_at": dg.MetadataValue.text("\n".join(line.plain for line in lines(findings))),
    }
