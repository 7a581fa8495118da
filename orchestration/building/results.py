"""How a build of dbt's ended, and what that means for groups.

Does not import dbt, which takes seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestration.errors import RollcallError, said


class DbtError(RollcallError):
    """dbt could not do its work for a reason that is not one group's own."""


@dataclass(frozen=True)
class NodeResult:
    """How one node of a build ended; message is dbt's, empty on success."""

    unique_id: str
    name: str
    resource_type: str
    status: str
    message: str
    depends_on: tuple[str, ...]

    @property
    def succeeded(self) -> bool:
        return self.status in ("success", "pass", "warn", "no-op")


def held_groups(results: Sequence[NodeResult], group_ids: Mapping[str, str]) -> dict[str, str]:
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


def failures_outside(results: Sequence[NodeResult], group_ids: Mapping[str, str]) -> list[NodeResult]:
    """The failed nodes that are neither groups nor tests of groups: any of these stops the night."""
    return [
        result
        for result in results
        if not result.succeeded
        and result.unique_id not in group_ids
        and not (result.resource_type == "test" and any(name in group_ids for name in result.depends_on))
    ]


@dataclass(frozen=True)
class Apart:
    """A group's text, rendered: what its conditions read, by name, and what selects from that.

    `laid_out` is both as the night runs them. The rest is what the gate has to know (gate.rules.Reader).
    """

    reads: Sequence[tuple[str, str]]
    selection: str
    laid_out: str
    readable: Sequence[str]
    groups: Sequence[str]
    customers: str
