"""The cases of the rule language, a test for each night that they share; skipped where the shared folder is absent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.desk.rendering import Renderer
from tests.conformance.__main__ import WAIVED, agrees, describe
from tests.conformance.desk import judged_otherwise, project_of
from tests.conformance.nights import run_night
from tests.conformance.shops import CaseShop, shops_of
from tests.workspace import DATA, Workspace

FILES = [DATA.parent / "conformance" / name for name in ("cases.yaml", "cases_2.yaml")]
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for file in FILES if file.exists() for case in yaml.safe_load(file.read_text())
}
NIGHTS = list(shops_of(list(CASES.values())))


@pytest.mark.skipif(not CASES, reason="the folder shared/ is not beside the project")
def test_no_case_is_left_out_of_the_nights() -> None:
    assert {case for night in NIGHTS for case, _ in night.asked.values()} == CASES.keys()


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    with project_of(NIGHTS, tmp_path_factory.mktemp("desk")) as renderer:
        yield renderer


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.now)
def test_what_is_published_is_what_the_cases_expect(night: CaseShop, tmp_path: Path, renderer: Renderer) -> None:
    answers = run_night(night, tmp_path / "shop", check=False)
    waived = yaml.safe_load(WAIVED.read_text()) or {}
    cases = [CASES[name] for name in sorted({case for case, _ in night.asked.values()})]
    assert not [
        describe(case, answers, None) for case in cases if case["id"] not in waived and not agrees(case, answers)
    ]
    shop = Workspace(tmp_path / "shop" / "project", tmp_path / "shop" / "var")
    assert not judged_otherwise(renderer, shop)
