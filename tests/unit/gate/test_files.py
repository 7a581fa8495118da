"""The folder of the groups before dbt reads it: which files hold which groups, and why."""

from pathlib import Path

import pytest

from orchestration.gate.files import broken_files, readers_of
from orchestration.settings import Project

GOOD = "select customer_id\nfrom {{ ref('customers') }}\nwhere true\n"
CARD = "version: 2\nmodels:\n  - name: vip\n    {}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    groups = tmp_path / "models" / "customer_groups"
    groups.mkdir(parents=True)
    (tmp_path / "macros" / "conditions").mkdir(parents=True)
    (tmp_path / "models" / "marts").mkdir()
    (tmp_path / "models" / "marts" / "customers.sql").write_text("select 1")
    groups.joinpath("vip.sql").write_text(GOOD)
    return Project(tmp_path)


def found(project: Project) -> dict[str, tuple[set[str], str]]:
    return {broken.file.name: (set(broken.groups), broken.reason) for broken in broken_files(project)}


def test_good_files_hold_nothing(project: Project) -> None:
    project.groups.joinpath("vip.yml").write_text(
        CARD.format("description: Good customers.\n    config: {meta: {owner: team:crm, hints: [a, b]}, tags: [x]}")
    )
    project.groups.joinpath("vip.md").write_text("{% docs vip %}\nGood customers.\n{% enddocs %}\n")
    assert found(project) == {}


@pytest.mark.parametrize(
    ("card", "line", "fault"),
    [
        ("meta:", 4, "meta is not a list of names with values"),
        ("config: {meta: vip}", 4, "meta is not a list of names with values"),
        ("config:", 4, "config is not a list of names with values"),
        ("config: {enabled: maybe}", 4, "enabled is neither true nor false"),
        ("config: {tags: 5}", 4, "tags are neither a text nor a list of texts"),
        ("config: {materialized: table}", 4, "a group may not set materialized"),
        ("config: {pre_hook: drop table x}", 4, "a group may not set pre_hook"),
        ("config: {meta: {icon: 5}}", 4, "icon is not a text"),
        ("config: {meta: {5: x}}", 4, "meta has the name 5"),
        ("config: {meta: {dagster: {group: x}}}", 4, "meta may not say dagster"),
        ("description: 5", 4, "description is not a text"),
        ("description: \"{{ env_var('X') }}\"", 4, "the card says env_var in braces"),
        ('description: "{% set x = 1 %}"', 4, "the card says set in braces"),
        ("config: [x", 5, "it is not YAML"),
    ],
)
@pytest.mark.parametrize("suffix", ["yml", "yaml"])
def test_a_card_that_would_stop_the_project_holds_its_group(
    project: Project, suffix: str, card: str, line: int, fault: str
) -> None:
    project.groups.joinpath(f"vip.{suffix}").write_text(CARD.format(card))
    groups, reason = found(project)[f"vip.{suffix}"]
    assert groups == {"vip"}
    assert reason.startswith(f"models/customer_groups/vip.{suffix}: line {line}: {fault}")


def test_a_card_of_several_groups_holds_those_that_it_names(project: Project) -> None:
    for key in ("fans", "others"):
        project.groups.joinpath(f"{key}.sql").write_text(GOOD)
    project.groups.joinpath("_cards.yml").write_text("models:\n  - name: vip\n  - name: 'fans'\n    meta: x\n")
    assert found(project)["_cards.yml"][0] == {"vip", "fans"}


def test_a_card_of_no_group_holds_none(project: Project) -> None:
    project.groups.joinpath("gone.yml").write_text("models: [\n")
    assert found(project)["gone.yml"][0] == set()


def test_what_is_not_a_file_of_sql_holds_the_group_of_its_name(project: Project) -> None:
    project.groups.joinpath("python.py").write_text("def model(dbt, session): ...\n")
    project.groups.joinpath("folder.sql").mkdir()
    project.groups.joinpath("vip.md").write_text("{% docs vip %}\nno end\n")
    project.groups.joinpath("empty.sql").write_text(" \n")
    project.groups.joinpath("latin.sql").write_bytes("select 'é'".encode("latin-1"))
    held = found(project)
    assert {name: groups for name, (groups, _) in held.items()} == {
        "python.py": {"python"},
        "folder.sql": {"folder"},
        "vip.md": {"vip"},
        "empty.sql": {"empty"},
        "latin.sql": {"latin"},
    }
    assert all(reason.startswith(f"models/customer_groups/{name}: ") for name, (_, reason) in held.items())


def test_those_that_read_a_held_group_are_held_with_it(project: Project) -> None:
    reads = GOOD + "    and {{{{ in_group('{}') }}}}\n"
    for key, read in {"a": "vip", "b": "a", "c": "c_other"}.items():
        project.groups.joinpath(f"{key}.sql").write_text(reads.format(read))
    assert readers_of(project, frozenset({"vip"})) == {"a": "vip", "b": "a"}
