"""The night's assets: every landing table, every dbt model, every published table. Three steps, in one process."""

import graphlib
import json
import queue
import threading
from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from orchestration.account import described, lines
from orchestration.building.dbt import Dbt, Event
from orchestration.building.memberships import build_memberships, group_sizes
from orchestration.components.failures import RETRIES, retrying_only_transient
from orchestration.components.night import NightResource
from orchestration.components.translator import UNION, RollcallTranslator
from orchestration.findings import TABLE, Finding, lacking, published
from orchestration.groups.manifest import finding_nodes, group_nodes
from orchestration.night import begin, land_files, publish_night
from orchestration.notify import post_findings_if_heard
from orchestration.shop import Shop
from orchestration.told import Told
from orchestration.tonight import Night

MANIFEST_PATH = Shop.here().home.dbt_target / "manifest.json"
if not MANIFEST_PATH.exists():
    raise FileNotFoundError(f"{MANIFEST_PATH} is missing; run `rollcall prepare` to have dbt write it")
MANIFEST: dict[str, Any] = json.loads(MANIFEST_PATH.read_text())
TRANSLATOR = RollcallTranslator()
PUBLISHED = [
    node for node in MANIFEST["nodes"].values() if node["resource_type"] == "model" and node["fqn"][1] == "publish"
]


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            TRANSLATOR.get_asset_key(source),
            group_name="landing",
            description=source["description"],
            kinds={"duckdb"},
        )
        for source in MANIFEST["sources"].values()
        if source["source_name"] == "raw"
    ],
    retry_policy=RETRIES,
)
def landing(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
    """Files that the shop dropped, typed and checked, one row per key."""
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


@dbt_assets(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, name="models", retry_policy=RETRIES)
def models(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[Any]:
    """Staging, marts, groups, memberships and what is published, built by dbt."""
    if context.is_subset:
        raise dg.Failure(
            "the night is built whole, not a model at a time; launch the job `nightly`", allow_retries=False
        )
    tonight = night.tonight(context)
    waiting: list[Any] = []
    with retrying_only_transient():
        for event in _stream(night, lambda on_event: build_memberships(tonight, on_event)):
            waiting += _asset_events(event, context)
            # A group's size is known once the memberships are built, so from the first group on, results wait.
            if not any(isinstance(each, dg.Output) and each.output_name in GROUP_OUTPUTS for each in waiting):
                yield from waiting
                waiting = []
        yield from _with_facts(waiting, tonight)


def _with_facts(results: list[Any], night: Night) -> Iterator[Any]:
    """The results, assets before those that read them, with each group's size as metadata.

    Groups that dbt did not build, because they are held, are among them: their last members still stand.
    """
    sizes = {
        key: {
            "dagster/row_count": group["members"],
            "joined": group["joined"],
            "left": group["left_count"],
            "status": group["status"],
            "error": group["error"],
        }
        for key, group in group_sizes(night).items()
    }
    outputs = {result.output_name: result for result in results if isinstance(result, dg.Output)}
    for name, key in GROUP_OUTPUTS.items():
        if key in sizes:
            built = outputs.get(name, dg.Output(None, name))
            outputs[name] = built.with_metadata({**built.metadata, **sizes[key]})
    yield from sorted(outputs.values(), key=lambda output: READING_ORDER.index(output.output_name))
    yield from (result for result in results if not isinstance(result, dg.Output))


def _reading_order() -> list[str]:
    """The outputs of all models, each after those that it reads."""
    names = {id_: TRANSLATOR.get_asset_key(node).to_python_identifier() for id_, node in MANIFEST["nodes"].items()}
    reads = {
        names[id_]: {names[each] for each in node["depends_on"]["nodes"] if each in names}
        for id_, node in MANIFEST["nodes"].items()
        if node["resource_type"] == "model"
    }
    reads[UNION_OUTPUT] |= GROUP_OUTPUTS.keys()
    reads[FINDINGS_OUTPUT] |= FINDING_OUTPUTS
    return list(graphlib.TopologicalSorter(reads).static_order())


GROUP_OUTPUTS = {
    TRANSLATOR.get_asset_key(node).to_python_identifier(): key for key, node in group_nodes(MANIFEST).items()
}
UNION_OUTPUT = dg.AssetKey(["memberships", UNION]).to_python_identifier()
FINDING_OUTPUTS = {TRANSLATOR.get_asset_key(node).to_python_identifier() for node in finding_nodes(MANIFEST).values()}
FINDINGS_OUTPUT = dg.AssetKey(["publish", TABLE]).to_python_identifier()
READING_ORDER = _reading_order()


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["published", node["alias"]],
            deps=[TRANSLATOR.get_asset_key(node)],
            group_name="published",
            description=node["description"],
            kinds={"duckdb", "parquet"},
        )
        for node in PUBLISHED
    ],
    retry_policy=RETRIES,
)
def publication(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[dg.MaterializeResult[Any]]:
    """The generation that consumers read, switched to in one step. Fails, after that, if it lacks groups or files."""
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


def _asset_events(event: Event, context: dg.AssetExecutionContext) -> Iterator[Any]:
    """Dagster's events for one of dbt's; a model that is newer than the loaded definitions is only logged."""
    message = DbtCoreCliEventMessage(raw_event=dict(event), event_history_metadata={})
    if not message.is_result_event:
        return
    node = MANIFEST["nodes"].get(event["data"]["node_info"]["unique_id"])
    if node is None:
        context.log.info("%s; reload the definitions to see it in the lineage", message)
    else:
        yield from message.to_default_asset_events(MANIFEST, TRANSLATOR, context)


def _stream(night: NightResource, work: Any) -> Iterator[Event]:
    """Run `work(on_event)` in a thread and yield its events as they come; re-raise what it raised.

    Whatever ends the reading, Ctrl-C or Dagster's Terminate, ends dbt first: while it works, the night's lock is held.
    """
    done = object()
    events: queue.Queue[Any] = queue.Queue()
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work(events.put)
        except BaseException as error:  # noqa: BLE001 - raised again by the reader
            raised.append(error)
        finally:
            events.put(done)

    thread = threading.Thread(target=run, name="dbt")
    night.wait_for(thread)
    thread.start()
    try:
        while (event := events.get()) is not done:
            yield event
        thread.join()
    finally:
        Dbt.end(thread)
    if raised:
        raise raised[0]
