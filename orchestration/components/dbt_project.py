"""The second step of the night: an asset for each dbt model, all built in one process by two builds of dbt.

Not a subclass of dagster-dbt's component, which runs dbt's command line on whatever is selected: which groups are
built, and in which of the two builds, the night decides (docs/decisions/0002-two-builds-a-night.md).
"""

import graphlib
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from orchestration.building.dbt import Dbt, Event
from orchestration.building.memberships import build_memberships, group_sizes
from orchestration.components.failures import RETRIES, retrying_only_transient
from orchestration.components.manifest import TRANSLATOR, manifest
from orchestration.components.night import NightResource
from orchestration.components.translator import UNION
from orchestration.findings import TABLE
from orchestration.groups.manifest import finding_nodes, group_nodes
from orchestration.tonight import Night

# dbt as it has read the project for a run that this process is about to start, by the run's id.
parsed: dict[str, Dbt] = {}


class NightlyDbtProject(dg.Component):
    """The models of the dbt project, with their tests as checks."""

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        outputs = Outputs(manifest())

        @dbt_assets(manifest=manifest(), dagster_dbt_translator=TRANSLATOR, name="models", retry_policy=RETRIES)
        def models(context: dg.AssetExecutionContext, night: NightResource) -> Iterator[Any]:
            """Staging, marts, groups, memberships and what is published, built by dbt."""
            yield from build(context, night, outputs)

        return dg.Definitions(assets=[models])


class Outputs:
    """What the step says of each model: an output of a name that Dagster makes of the model's asset key."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self.manifest = manifest

    @cached_property
    def of_groups(self) -> dict[str, str]:
        """The key of each group, by the name of its output."""
        return {_name(node): key for key, node in group_nodes(self.manifest).items()}

    @cached_property
    def in_reading_order(self) -> Sequence[str]:
        """The outputs of all models, each after those that it reads."""
        nodes = self.manifest["nodes"]
        names = {id_: _name(node) for id_, node in nodes.items()}
        reads = {
            names[id_]: {names[each] for each in node["depends_on"]["nodes"] if each in names}
            for id_, node in nodes.items()
            if node["resource_type"] == "model"
        }
        # dbt does not know what the unions unite.
        reads[dg.AssetKey(["memberships", UNION]).to_python_identifier()] |= self.of_groups.keys()
        reads[dg.AssetKey(["publish", TABLE]).to_python_identifier()] |= {
            _name(node) for node in finding_nodes(self.manifest).values()
        }
        return list(graphlib.TopologicalSorter(reads).static_order())


def _name(node: Mapping[str, Any]) -> str:
    return TRANSLATOR.get_asset_key(node).to_python_identifier()


def build(context: dg.AssetExecutionContext, night: NightResource, outputs: Outputs) -> Iterator[Any]:
    """Build the memberships, and yield Dagster's events of each model as dbt's come."""
    if context.is_subset:
        raise dg.Failure(
            "the night is built whole, not a model at a time; launch the job `nightly`", allow_retries=False
        )
    tonight = night.tonight(context)
    dbt = parsed.pop(context.run_id, None) or Dbt(tonight.shop, tonight.target, tonight.variables)
    waiting: list[Any] = []
    with retrying_only_transient():
        for event in _stream(night, lambda on_event: build_memberships(tonight, dbt, on_event)):
            waiting += _asset_events(event, context, outputs.manifest)
            # A group's size is known once the memberships are built, so from the first group on, results wait.
            if not any(isinstance(each, dg.Output) and each.output_name in outputs.of_groups for each in waiting):
                yield from waiting
                waiting = []
        yield from _with_facts(waiting, tonight, outputs)


def _with_facts(results: list[Any], night: Night, names: Outputs) -> Iterator[Any]:
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
    for name, key in names.of_groups.items():
        if key in sizes:
            built = outputs.get(name, dg.Output(None, name))
            outputs[name] = built.with_metadata({**built.metadata, **sizes[key]})
    yield from sorted(outputs.values(), key=lambda output: names.in_reading_order.index(output.output_name))
    yield from (result for result in results if not isinstance(result, dg.Output))


def _asset_events(event: Event, context: dg.AssetExecutionContext, manifest: Mapping[str, Any]) -> Iterator[Any]:
    """Dagster's events for one of dbt's; a model that is newer than the loaded definitions is only logged."""
    message = DbtCoreCliEventMessage(raw_event=dict(event), event_history_metadata={})
    if not message.is_result_event:
        return
    if event["data"]["node_info"]["unique_id"] not in manifest["nodes"]:
        context.log.info("%s; reload the definitions to see it in the lineage", message)
    else:
        yield from message.to_default_asset_events(manifest, TRANSLATOR, context)


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
