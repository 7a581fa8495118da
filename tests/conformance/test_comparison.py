"""The product agrees with the referee: on rules of a fixed seed, and on fresh ones each time."""

import random
from pathlib import Path

import pytest

from tests.conformance.comparison import compare
from tests.conformance.desk import judged_otherwise, project_as_it_is
from tests.workspace import Workspace

FRESH = random.randrange(1_000, 1_000_000)


@pytest.mark.parametrize("seed", [1, FRESH], ids=["fixed seed", "fresh seed"])
def test_what_is_published_is_what_the_referee_selects(seed: int, tmp_path: Path) -> None:
    compared = compare(seed, 100, tmp_path / "shop")
    assert not compared.differences, "\n".join(map(str, compared.differences))
    assert compared.agreed >= 95, compared.refused
    if seed == 1:
        shop = Workspace(tmp_path / "shop" / "project", tmp_path / "shop" / "var")
        with project_as_it_is(shop) as renderer:
            assert not judged_otherwise(renderer, shop, every=4)
