"""Whether the desk judges as the night did: every group of a night split into conditions, and those evaluated."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from orchestration.desk.asking import question
from orchestration.desk.compiling import compile_draft, saved
from orchestration.desk.explanation import value_of, verdicts
from orchestration.desk.funnel import read_funnel
from orchestration.desk.preview import BY_HAND
from orchestration.desk.rendering import Renderer
from orchestration.publishing.generations import current
from orchestration.settings import Settings
from orchestration.shop import Shop
from tests.conformance.nights import say_what_the_shop_is, write_groups
from tests.conformance.shops import CaseShop
from tests.workspace import Workspace


@contextmanager
def project_of(nights: Sequence[CaseShop], folder: Path) -> Iterator[Renderer]:
    """A renderer, with the groups of all nights, whose vars are the same, read once."""
    shop = Workspace.open(folder, {})
    assert all(night.variables == nights[0].variables for night in nights)
    say_what_the_shop_is(shop, nights[0].variables)
    for night in nights:
        write_groups(shop, night)
    with project_as_it_is(shop) as renderer:
        yield renderer


@contextmanager
def project_as_it_is(shop: Workspace) -> Iterator[Renderer]:
    """A renderer, with a shop's project read."""
    with patch.dict(os.environ, shop.environment), Renderer(_shop(shop)) as renderer:
        yield renderer


def judged_otherwise(renderer: Renderer, workspace: Workspace, every: int = 1) -> list[str]:
    """The groups of a night, each in a line, of which the desk says other members; every `every`th is looked at.

    Raises:
        Unsplit: the desk finds no conditions in one.
    """
    found = []
    with patch.dict(os.environ, workspace.environment):
        shop = _shop(workspace)
        generation = current(shop.home.published)
        assert generation is not None
        for key in list(generation.manifest.groups)[::every]:
            draft = saved(shop.project, key)
            compiled = compile_draft(renderer, shop, draft, generation.manifest.as_of)
            tree = compiled.tree()
            with question(shop, generation, draft) as connection:
                rows = verdicts(connection, compiled, tree)
                funnel = read_funnel(connection, compiled.reads, tree)
                by_hand = dict(
                    connection.execute(
                        f"select customer_id, action from {BY_HAND} where group_key = ?", [key]
                    ).fetchall()
                )
            by_rule = {customer for customer, *values in rows if value_of(tree.root, values)}
            members = {each for each, *_ in rows if by_hand.get(each, "add" if each in by_rule else "") == "add"}
            if members != set(workspace.members(key)) or funnel.selected != len(by_rule):
                found.append(f"{key}: {sorted(members ^ set(workspace.members(key)))}, {funnel.selected}\n{draft.text}")
    return found


def _shop(workspace: Workspace) -> Shop:
    return Shop(Settings(home=workspace.home), workspace.project)
