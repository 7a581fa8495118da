"""Each condition in a group as an analyst writes it, with dbt unit tests at its edge: tests/definitions/conditions.

A condition is a macro of a file in macros/conditions. Its group has its name; a condition
without one, or without a unit test, fails here, and so does a group that no condition belongs to.
"""

import re
import shutil
from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.project_dbt import ProjectDbt, failures, on_an_empty_landing
from tests.workspace import PROJECT, Workspace

DEFINITIONS = PROJECT / "tests" / "definitions" / "conditions"


@pytest.fixture(scope="module")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProjectDbt]:
    shop = Workspace.open(tmp_path_factory.mktemp("unit_tests"), {})
    shutil.copytree(DEFINITIONS, shop.groups, dirs_exist_ok=True)
    with on_an_empty_landing(shop.project, shop.home) as dbt:
        yield dbt


def conditions(dbt: ProjectDbt) -> dict[str, str]:
    """Every condition by the id of its macro."""
    assert dbt.manifest is not None
    files = {each: macro.original_file_path.split("/") for each, macro in dbt.manifest.macros.items()}
    return {
        each: dbt.manifest.macros[each].name for each, path in files.items() if path[:2] == ["macros", "conditions"]
    }


def test_every_condition_has_a_group_of_its_own_that_uses_it_and_is_unit_tested(dbt: ProjectDbt) -> None:
    assert dbt.manifest is not None
    groups = {file.stem: dbt.manifest.nodes[f"model.rollcall.{file.stem}"] for file in DEFINITIONS.glob("*.sql")}
    asked = {name: each for each, name in conditions(dbt).items()}
    assert len(asked) > 50
    assert groups.keys() == asked.keys()
    assert [name for name, group in groups.items() if asked[name] not in group.depends_on.macros] == []
    assert [name for name, group in groups.items() if not group.description] == []
    assert {test.model for test in dbt.manifest.unit_tests.values()} >= asked.keys()


def test_every_condition_keeps_its_unit_tests(dbt: ProjectDbt) -> None:
    # Unit tests need the relations that they stand in for.
    assert failures(dbt.run("build", "--selector", "groups")) == {}
    results = dbt.run("test", "--select", "path:models/customer_groups,test_type:unit")
    assert failures(results) == {}
    ran = {result.node.tested_node_unique_id for result in results if result.node.resource_type == "unit_test"}
    assert ran == {f"model.rollcall.{name}" for name in conditions(dbt).values()}


def test_every_condition_is_run_as_the_sql_that_was_reviewed(dbt: ProjectDbt, snapshot: SnapshotAssertion) -> None:
    # As the test before has built them. A change here is read by a person before it is kept.
    folder = dbt.target_path / "run" / "rollcall" / "models" / "customer_groups"
    files = sorted(folder.glob("*.sql"))
    assert {file.stem for file in files} == set(conditions(dbt).values())
    assert "\n\n".join(f"-- {file.stem}\n{selection(file.read_text())}" for file in files) == snapshot


def selection(statement: str) -> str:
    """What a statement `create table ... as (...)` of dbt's selects, without the name of the file it is built in."""
    found = re.search(r"\sas \(\n(.*)\n\s*\);", statement, re.DOTALL)
    assert found is not None, statement
    return re.sub(r'"dev"\."(\w+)"\."(\w+)"', r"\1.\2", found[1]).strip()
