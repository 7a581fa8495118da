"""Group definitions as files: names, what a definition depends on, and which groups a build held."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from orchestration.building.results import NodeResult, failures_outside, held_groups
from orchestration.groups.files import GroupNameError, require_valid_names
from orchestration.groups.manifest import definition_hashes, disabled_keys, faults_of_place, group_nodes
from orchestration.settings import Project
from tests.workspace import Workspace

CUSTOMERS_WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUP_IDS = {"model.rollcall.vip": "vip", "model.rollcall.fans": "fans"}


def project_with(folder: Path, *files: str) -> Project:
    for name in files:
        file = folder / "models" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return Project(folder)


def faults_of(project: Project) -> list[str]:
    with pytest.raises(GroupNameError) as error:
        require_valid_names(project)
    return str(error.value).splitlines()


def test_good_names_are_the_group_keys(tmp_path: Path) -> None:
    longest = "a" * 48
    project = project_with(
        tmp_path,
        "customer_groups/vip.sql",
        f"customer_groups/{longest}.sql",
        "customer_groups/b2.yml",
        "marts/orders.sql",
    )
    assert require_valid_names(project) == [longest, "vip"]


@pytest.mark.parametrize(
    "name", ["VIP", "a;drop", "2nd", "_vip", "vip-club", "vip club", "a" * 49, "café", "vip'", "v.i.p", 'v"ip', "vip\n"]
)
def test_a_name_that_is_not_a_group_key_is_refused(tmp_path: Path, name: str) -> None:
    faults = faults_of(project_with(tmp_path, f"customer_groups/{name}.sql"))
    assert f"customer_groups/{name}.sql".split("\n")[0] in faults[0]
    assert "use a-z, 0-9 and _" in faults[-1]


def test_two_names_that_differ_in_letter_case_only_are_refused_by_both_names(tmp_path: Path) -> None:
    faults = "\n".join(faults_of(project_with(tmp_path, "customer_groups/vip.sql", "customer_groups/Vip.sql")))
    assert "customer_groups/vip.sql" in faults
    assert "models/customer_groups/Vip.sql has the same key" in faults


def test_the_same_name_in_two_folders_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_of(project_with(tmp_path, "customer_groups/vip.sql", "customer_groups/old/vip.sql"))
    assert "rename one" in fault


@pytest.mark.parametrize("model", ["marts/customers", "staging/stg_orders", "memberships/membership_roll"])
def test_the_name_of_another_model_is_refused(tmp_path: Path, model: str) -> None:
    key = Path(model).name
    (fault,) = faults_of(project_with(tmp_path, f"{model}.sql", f"customer_groups/{key}.sql"))
    assert fault.startswith(f"models/customer_groups/{key}.sql:")
    assert "choose another name" in fault


def test_every_bad_name_is_named_at_once(tmp_path: Path) -> None:
    assert len(faults_of(project_with(tmp_path, "customer_groups/A.sql", "customer_groups/B.sql"))) == 2


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """dbt's manifest of a shop with groups that depend on much, on little, and on another group."""
    shop = Workspace.open(
        tmp_path_factory.mktemp("parsed"),
        {
            "fans": CUSTOMERS_WHERE + "{{ category_purchased('Shoes') }}",
            "vip": CUSTOMERS_WHERE + "{{ total_purchases('more than', 5000) }}",
            "vip_fans": "select customer_id from {{ ref('vip') }}",
            "published_friends": CUSTOMERS_WHERE + "country = 'DK'",
        },
    )
    ended = shop.run("prepare")
    assert ended.code == 0, ended.err
    read: dict[str, Any] = json.loads((shop.home / "dbt" / "manifest.json").read_text())
    return read


def changed(before: dict[str, Any], after: dict[str, Any], **variables: Any) -> set[str]:
    first, second = definition_hashes(before, {"zone": 1}), definition_hashes(after, {"zone": 1} | variables)
    return {key for key in first if first[key] != second[key]}


def edited(manifest: dict[str, Any], kind: str, unique_id: str) -> dict[str, Any]:
    copy = deepcopy(manifest)
    copy[kind][unique_id]["raw_code" if kind == "nodes" else "macro_sql"] += " "
    return copy


def test_the_groups_are_the_models_of_the_folder(manifest: dict[str, Any]) -> None:
    assert sorted(group_nodes(manifest)) == ["fans", "published_friends", "vip", "vip_fans"]


def test_an_allowed_name_that_starts_like_a_published_model_is_a_group_like_any(manifest: dict[str, Any]) -> None:
    assert faults_of_place(manifest) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("alias", "customers"), ("schema", "main"), ("materialized", "table"), ("database", "elsewhere")],
)
def test_a_group_that_would_write_elsewhere_is_held(manifest: dict[str, Any], name: str, value: str) -> None:
    copy = deepcopy(manifest)
    node = copy["nodes"]["model.rollcall.vip"]
    node["config"][name] = value
    if name != "materialized":
        node[name] = value
    faults = faults_of_place(copy)
    assert faults.keys() == {"vip"}
    assert faults["vip"].startswith("models/customer_groups/vip.sql: ") and faults["vip"].endswith("remove the config")


@pytest.mark.parametrize("model", ["membership_roll", "published_groups", "group_cards"])
def test_a_group_that_reads_what_is_made_of_the_groups_is_held(manifest: dict[str, Any], model: str) -> None:
    """It ended the whole night with a circle in Dagster's lineage that named no file."""
    copy = deepcopy(manifest)
    copy["nodes"]["model.rollcall.vip"]["depends_on"]["nodes"].append(f"model.rollcall.{model}")
    faults = faults_of_place(copy)
    assert faults.keys() == {"vip", "vip_fans"}
    assert faults["vip"].startswith("models/customer_groups/vip.sql: it reads ")
    assert faults["vip"].endswith("which is made of the groups; use in_group('...') for a group")


def test_an_edited_group_changes_itself_and_those_that_read_it(manifest: dict[str, Any]) -> None:
    assert changed(manifest, edited(manifest, "nodes", "model.rollcall.vip")) == {"vip", "vip_fans"}


def test_an_edited_mart_changes_the_groups_above_it(manifest: dict[str, Any]) -> None:
    assert changed(manifest, edited(manifest, "nodes", "model.rollcall.product_categories")) == {"fans"}
    assert changed(manifest, edited(manifest, "nodes", "model.rollcall.stg_customers")) == set(group_nodes(manifest))


def test_an_edited_macro_changes_the_groups_that_call_it(manifest: dict[str, Any]) -> None:
    assert changed(manifest, edited(manifest, "macros", "macro.rollcall.category_purchased")) == {"fans"}


@pytest.mark.parametrize("macro", ["operator_sign", "checked_number"])
def test_an_edited_macro_of_a_macro_changes_the_groups_too(manifest: dict[str, Any], macro: str) -> None:
    assert {"vip", "vip_fans"} <= changed(manifest, edited(manifest, "macros", f"macro.rollcall.{macro}"))


@pytest.mark.parametrize("engine", ["default", "spark"])
def test_an_edited_dispatched_macro_changes_the_groups_whichever_engine_it_is_for(
    manifest: dict[str, Any], engine: str
) -> None:
    assert "fans" in changed(manifest, edited(manifest, "macros", f"macro.rollcall.{engine}__text_literal"))


def test_an_edited_seed_changes_the_groups_that_read_it(manifest: dict[str, Any], tmp_path: Path) -> None:
    copy = deepcopy(manifest)
    rows = tmp_path / "seeds" / "favourites.csv"
    rows.parent.mkdir()
    rows.write_text("customer_id\nann\n")
    seed = {"resource_type": "seed", "raw_code": "", "depends_on": {"nodes": [], "macros": []}}
    place = {"root_path": str(tmp_path), "original_file_path": "seeds/favourites.csv"}
    copy["nodes"]["seed.rollcall.favourites"] = seed | place | {"name": "favourites", "fqn": ["rollcall", "favourites"]}
    copy["nodes"]["model.rollcall.vip"]["depends_on"]["nodes"].append("seed.rollcall.favourites")
    before = definition_hashes(copy, {})
    rows.write_text("customer_id\nbob\n")
    after = definition_hashes(copy, {})
    assert {key for key in before if before[key] != after[key]} == {"vip", "vip_fans"}


def test_a_group_that_is_switched_off_is_told_from_one_that_is_gone(manifest: dict[str, Any]) -> None:
    off = {"resource_type": "model", "name": "paused", "fqn": ["rollcall", "customer_groups", "paused"]}
    mart = {"resource_type": "model", "name": "returns", "fqn": ["rollcall", "marts", "returns"]}
    disabled = {"model.rollcall.paused": [off], "model.rollcall.returns": [mart]}
    assert disabled_keys(manifest) == []
    assert disabled_keys({"disabled": disabled}) == ["paused"]


def test_a_macro_that_no_group_calls_changes_nothing(manifest: dict[str, Any]) -> None:
    assert changed(manifest, edited(manifest, "macros", "macro.rollcall.promo_code_entered")) == set()


def test_a_changed_var_changes_the_groups_and_the_order_of_vars_does_not(manifest: dict[str, Any]) -> None:
    assert changed(manifest, manifest, zone=2) == set(group_nodes(manifest))
    assert definition_hashes(manifest, {"a": 1, "b": 2}) == definition_hashes(manifest, {"b": 2, "a": 1})


def test_a_card_is_not_part_of_the_definition(manifest: dict[str, Any]) -> None:
    copy = deepcopy(manifest)
    copy["nodes"]["model.rollcall.vip"]["description"] = "Another text."
    copy["nodes"]["model.rollcall.vip"]["config"]["meta"]["owner"] = "somebody"
    assert changed(manifest, copy) == set()


BROKEN = 'Binder Error: Referenced column "shoe_size" not\n  found in FROM clause!'


def result(name: str, status: str, *depends_on: str, kind: str = "model", message: str = BROKEN) -> NodeResult:
    return NodeResult(f"{kind}.rollcall.{name}", name, kind, status, message, depends_on)


def test_a_build_without_faults_holds_nothing() -> None:
    fine = [
        result("vip", "success"),
        result("fans", "no-op"),
        result("check", "warn", "model.rollcall.vip", kind="test"),
    ]
    assert held_groups(fine, GROUP_IDS) == {}
    assert failures_outside(fine, GROUP_IDS) == []


def test_a_failed_group_is_held_with_its_error_in_one_line() -> None:
    assert held_groups([result("vip", "error")], GROUP_IDS) == {"vip": "Binder Error: there is no column shoe_size"}


def test_a_group_that_reads_a_held_one_is_held_because_of_it() -> None:
    failed = [result("vip", "error"), result("fans", "skipped", "model.rollcall.vip", message="")]
    assert held_groups(failed, GROUP_IDS)["fans"] == "it reads the group vip, which is held"
    assert failures_outside(failed, GROUP_IDS) == []


def test_a_failed_test_of_a_group_holds_that_group_by_the_name_of_the_test() -> None:
    failed = [result("vip", "success"), result("vip_is_too_big", "fail", "model.rollcall.vip", kind="test")]
    assert held_groups(failed, GROUP_IDS) == {
        "vip": "test vip_is_too_big failed: Binder Error: there is no column shoe_size"
    }
    assert failures_outside(failed, GROUP_IDS) == []


def test_a_failed_mart_or_test_of_one_is_not_the_fault_of_a_group() -> None:
    failed = [
        result("orders", "error"),
        result("orders_lost", "fail", "model.rollcall.orders", kind="test"),
        result("vip", "skipped", "model.rollcall.orders"),
    ]
    assert [each.name for each in failures_outside(failed, GROUP_IDS)] == ["orders", "orders_lost"]


def test_a_test_that_compares_a_mart_with_a_group_does_not_stop_the_other_groups() -> None:
    compared = result("compared", "fail", "model.rollcall.orders", "model.rollcall.vip", kind="test")
    assert set(held_groups([compared], GROUP_IDS)) == {"vip"}
    assert failures_outside([compared], GROUP_IDS) == []
