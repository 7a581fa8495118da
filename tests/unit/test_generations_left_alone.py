"""Generations that a night must not remove, and history that it must not begin again: damaged, foreign or missing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from orchestration.publishing import generations
from orchestration.publishing.generations import NoCurrent, all_generations, current, prune, recover, roll_back
from orchestration.publishing.manifest import DamagedManifest
from tests.unit.generations import build, current_id, publish_each, unchecked


def names(published: Path) -> list[str]:
    return sorted(path.name for path in (published / "generations").iterdir())


def set_manifest(generation: Path, content: bytes | None) -> None:
    file = generation / "manifest.json"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)


# What may have become of a manifest, and what the error says.
DAMAGES = {
    "missing": (None, "is missing"),
    "empty": (b"", "manifest.json"),
    "cut short": (b'{"run_id": "tw', "manifest.json"),
    "not text": (b"\xff\xfe\x00\x00", "manifest.json"),
    "another form": (b"{}", "run_id"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_current_generation_without_a_whole_manifest_is_never_removed(tmp_path: Path, damage: str) -> None:
    publish_each(tmp_path, "one", "two")
    content, said = DAMAGES[damage]
    set_manifest(tmp_path / "generations" / "two", content)
    recover(tmp_path)
    with pytest.raises(DamagedManifest, match=said) as error:
        prune(tmp_path, 2)
    assert "restore it" in str(error.value) and "rollcall rollback --to" in str(error.value)
    assert names(tmp_path) == ["one", "two"]
    assert (tmp_path / "current").resolve().name == "two"


def test_a_current_generation_that_is_marked_as_unpublished_is_not_removed(tmp_path: Path) -> None:
    """As a backup leaves it that was taken between the marking and the switch, and restored after."""
    publish_each(tmp_path, "one", "two")
    (tmp_path / ".publishing").symlink_to("generations/two")
    recover(tmp_path)
    assert (current_id(tmp_path), names(tmp_path)) == ("two", ["one", "two"])
    assert not (tmp_path / ".publishing").is_symlink()


def test_a_marker_that_leads_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    publish_each(tmp_path / "published", "one")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "published" / ".publishing").symlink_to(elsewhere)
    recover(tmp_path / "published")
    assert elsewhere.exists()


def test_a_current_generation_whose_folder_is_gone_is_named(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two")
    (tmp_path / "generations" / "two").rename(tmp_path / "away")
    with pytest.raises(DamagedManifest, match=r"generations/two/manifest\.json.*restore it"):
        current(tmp_path)
    assert roll_back(tmp_path, "one", unchecked).manifest.run_id == "one"


def test_generations_without_a_current_are_not_a_first_night(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two")
    (tmp_path / "current").unlink()
    recover(tmp_path)
    with pytest.raises(NoCurrent, match="there are generations but no `current`") as error:
        current(tmp_path)
    assert "rollback --to" in str(error.value) and "one, two" in str(error.value)
    roll_back(tmp_path, "two", unchecked)
    assert current_id(tmp_path) == "two"


def test_generations_that_are_being_restored_are_not_a_first_night(tmp_path: Path) -> None:
    """Their manifests may not have come yet, and `current` comes last."""
    (tmp_path / "generations" / "one" / "parquet").mkdir(parents=True)
    with pytest.raises(NoCurrent, match="restore one first"):
        current(tmp_path)


def test_a_current_that_was_copied_as_a_folder_is_not_a_first_night(tmp_path: Path) -> None:
    publish_each(tmp_path, "one")
    (tmp_path / "current").unlink()
    (tmp_path / "current").mkdir()
    with pytest.raises(NoCurrent, match="`current` is not a link"):
        current(tmp_path)
    with pytest.raises(NoCurrent, match="move it away"):
        roll_back(tmp_path, "one", unchecked)


def test_a_first_night_that_was_killed_before_its_switch_is_a_first_night_still(tmp_path: Path) -> None:
    build(tmp_path, "one", 1)
    (tmp_path / "generations").mkdir()
    (tmp_path / ".publishing").symlink_to("generations/one")
    (tmp_path / "building" / "one").rename(tmp_path / "generations" / "one")
    recover(tmp_path)
    assert current(tmp_path) is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_of_an_old_generation_stops_no_night_and_no_pruning(tmp_path: Path, damage: str) -> None:
    publish_each(tmp_path, "one", "two", "three", "four")
    set_manifest(tmp_path / "generations" / "two", DAMAGES[damage][0])
    prune(tmp_path, 2)
    assert names(tmp_path) == ["four", "three", "two"]
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["three", "four"]
    assert roll_back(tmp_path, None, unchecked).manifest.run_id == "three"


def test_a_manifest_that_is_a_folder_is_damaged(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two")
    set_manifest(tmp_path / "generations" / "one", None)
    (tmp_path / "generations" / "one" / "manifest.json").mkdir()
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["two"]


def test_moments_without_an_offset_are_damage_and_not_a_traceback(tmp_path: Path) -> None:
    """Compared with others they ended every night after it had published."""
    publish_each(tmp_path, "one", "two")
    file = tmp_path / "generations" / "one" / "manifest.json"
    published_at: str = json.loads(file.read_text())["published_at"]
    assert published_at.endswith("Z")
    file.write_text(file.read_text().replace(published_at, published_at.removesuffix("Z")))
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["two"]


def test_a_generation_that_is_being_copied_back_is_not_pruned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_each(tmp_path, "one", "two", "three", "four")
    monkeypatch.setattr(generations, "PUT_BACK_AFTER", timedelta(minutes=-10))
    prune(tmp_path, 2)
    assert names(tmp_path) == ["four", "one", "three", "two"]
    monkeypatch.setattr(generations, "TIME_TO_PUT_BACK", timedelta(0))
    prune(tmp_path, 2)
    assert names(tmp_path) == ["four", "three"]


def test_a_folder_that_is_being_copied_back_is_not_removed_before_its_manifest_has_come(tmp_path: Path) -> None:
    publish_each(tmp_path, "two")
    (tmp_path / "generations" / "one" / "parquet").mkdir(parents=True)
    recover(tmp_path)
    prune(tmp_path, 2)
    assert names(tmp_path) == ["one", "two"]


def test_a_copy_under_another_name_counts_for_no_generation(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three")
    (tmp_path / "generations" / "one").rename(tmp_path / "generations" / "one before the change")
    prune(tmp_path, 1)
    assert names(tmp_path) == ["one before the change", "three", "two"]
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["two", "three"]


def test_a_link_among_the_generations_is_not_pruned_and_can_be_gone_back_to(tmp_path: Path) -> None:
    """An old generation that was moved to another disk ended each night with exit 1 after it had published."""
    published = tmp_path / "published"
    publish_each(published, "one", "two", "three", "four")
    (published / "generations" / "one").rename(tmp_path / "one")
    (published / "generations" / "one").symlink_to(tmp_path / "one")
    prune(published, 2)
    assert names(published) == ["four", "one", "three"]
    roll_back(published, "one", unchecked)
    prune(published, 2)
    assert current_id(published) == "one"
    assert (tmp_path / "one" / "manifest.json").exists()


def test_a_link_to_nothing_among_the_generations_is_left_alone(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three")
    (tmp_path / "generations" / "zero").symlink_to(tmp_path / "nowhere")
    recover(tmp_path)
    prune(tmp_path, 2)
    assert names(tmp_path) == ["three", "two", "zero"]


def test_a_file_among_the_generations_is_left_alone(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two")
    (tmp_path / "generations" / "notes.txt").touch()
    recover(tmp_path)
    prune(tmp_path, 2)
    assert (tmp_path / "generations" / "notes.txt").exists()


def test_an_old_generation_that_cannot_be_removed_does_not_fail_the_night(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its folder stands in the way under the same name; a folder of another user's is the same to the night."""
    publish_each(tmp_path, "one", "two", "three")
    (tmp_path / "building").rename(tmp_path / "building.old")
    (tmp_path / "building").write_text("a file where a folder should be")
    prune(tmp_path, 2)
    assert names(tmp_path) == ["one", "three", "two"]
    assert "remove it by hand" in caplog.text
    (tmp_path / "building").unlink()
    prune(tmp_path, 2)
    assert names(tmp_path) == ["three", "two"]
