"""Conventions of dbt that the project keeps: where a model is described, who answers for it, who may read it, who does.

Each rule is a function from dbt's manifest to a list of faults, and is also shown a manifest that breaks it.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

Manifest = Mapping[str, Any]

# What is made of the groups, or read by its folder: a ref to it from outside is a mistake.
PRIVATE_FOLDERS = ("memberships", "findings", "contacts")


def models(manifest: Manifest) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def described_elsewhere(manifest: Manifest) -> list[str]:
    """Models without a YAML file of their name beside them; a group may do without."""
    return [
        node["name"]
        for node in models(manifest)
        if not (node["fqn"][1] == "customer_groups" and node["patch_path"] is None)
        and PurePosixPath(node["original_file_path"]).with_suffix(".yml")
        != PurePosixPath((node["patch_path"] or "").partition("://")[2])
    ]


def without_owner(manifest: Manifest) -> list[str]:
    """Models of no dbt group, for which nobody answers."""
    return [node["name"] for node in models(manifest) if node["group"] is None]


def wrong_access(manifest: Manifest) -> list[str]:
    """Published models that are not public, public ones that are not published, and open ones of a private folder."""
    wanted = {"publish": "public", **dict.fromkeys(PRIVATE_FOLDERS, "private")}
    return [
        f"{node['name']}: {node['access']}"
        for node in models(manifest)
        if node["access"] != wanted.get(node["fqn"][1], "protected")
    ]


def read_by_nobody(manifest: Manifest) -> list[str]:
    """Published models that no exposure names; a change of one would reach readers that nobody knows."""
    read = {name for exposure in manifest["exposures"].values() for name in exposure["depends_on"]["nodes"]}
    return [node["name"] for node in models(manifest) if node["fqn"][1] == "publish" and node["unique_id"] not in read]


def test_every_model_is_described_in_a_file_of_its_name_beside_it(manifest: Manifest) -> None:
    assert described_elsewhere(manifest) == []


def test_somebody_answers_for_every_model(manifest: Manifest) -> None:
    assert without_owner(manifest) == []


def test_what_is_published_is_public_and_nothing_else(manifest: Manifest) -> None:
    assert wrong_access(manifest) == []


def test_of_every_published_table_it_is_known_who_reads_it(manifest: Manifest) -> None:
    assert read_by_nobody(manifest) == []


def test_models_that_break_the_conventions_are_found() -> None:
    def model(folder: str, name: str, **parts: Any) -> dict[str, Any]:
        return {
            "unique_id": f"model.rollcall.{name}",
            "resource_type": "model",
            "name": name,
            "fqn": ["rollcall", folder, name],
            "original_file_path": f"models/{folder}/{name}.sql",
            "patch_path": f"rollcall://models/{folder}/{name}.yml",
            "group": "shop_data",
            "access": "protected",
            **parts,
        }

    broken = [
        model("staging", "stg_returns", patch_path="rollcall://models/staging/_staging.yml"),
        model("marts", "returns", patch_path=None, access="public"),
        model("memberships", "roll", group=None),
        model("publish", "published_returns"),
        model("customer_groups", "vip", patch_path=None),
        model("customer_groups", "fans", patch_path="rollcall://models/customer_groups/vip.yml"),
    ]
    exposure = {"depends_on": {"nodes": ["model.rollcall.published_groups"]}}
    manifest = {"nodes": {each["unique_id"]: each for each in broken}, "exposures": {"report": exposure}}
    assert described_elsewhere(manifest) == ["stg_returns", "returns", "fans"]
    assert without_owner(manifest) == ["roll"]
    assert wrong_access(manifest) == ["returns: public", "roll: protected", "published_returns: protected"]
    assert read_by_nobody(manifest) == ["published_returns"]
