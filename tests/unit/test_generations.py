"""Switching between generations on disk, on directories that hold little but a manifest."""

import os
from pathlib import Path

import pytest

from orchestration.lock import LockLost
from orchestration.publishing.generations import (
    NoGeneration,
    all_generations,
    current,
    prune,
    prune_workshops,
    publish,
    recover,
    roll_back,
    seen_by_all,
)
from tests.unit.generations import build, current_id, publish_each, unchecked


def lost() -> None:
    raise LockLost("gone")


def test_before_the_first_night_nothing_is_current(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert all_generations(tmp_path) == []
    recover(tmp_path)
    prune(tmp_path, 2)


def test_publishing_moves_the_directory_whole_and_switches_to_it(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two")
    now = current(tmp_path)
    assert now is not None
    assert now.manifest.run_id == "two"
    assert (now.parquet / "table.parquet").read_text() == "two"
    assert list((tmp_path / "building").iterdir()) == []
    assert not (tmp_path / ".publishing").is_symlink()


def test_current_is_a_link_that_survives_moving_the_whole_home(tmp_path: Path) -> None:
    publish_each(tmp_path / "published", "one")
    assert not (tmp_path / "published" / "current").readlink().is_absolute()
    (tmp_path / "published").rename(tmp_path / "moved")
    assert current_id(tmp_path / "moved") == "one"


def test_a_run_that_lost_its_lock_publishes_nothing(tmp_path: Path) -> None:
    publish_each(tmp_path, "one")
    with pytest.raises(LockLost):
        publish(tmp_path, build(tmp_path, "two", 2), lost)
    assert current_id(tmp_path) == "one"
    recover(tmp_path)
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["one"]
    assert current_id(tmp_path) == "one"


def test_what_was_never_switched_to_cannot_be_rolled_back_to(tmp_path: Path) -> None:
    """Or the next night, clearing it away, clears away what consumers read."""
    publish_each(tmp_path, "one")
    with pytest.raises(LockLost):
        publish(tmp_path, build(tmp_path, "two", 2), lost)
    with pytest.raises(NoGeneration):
        roll_back(tmp_path, "two", unchecked)
    recover(tmp_path)
    assert current_id(tmp_path) == "one"


def test_a_night_killed_before_the_switch_leaves_nothing_after_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_each(tmp_path, "one")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: lost())
        with pytest.raises(LockLost):
            publish(tmp_path, build(tmp_path, "two", 2), lambda: None)
    build(tmp_path, "three", 3)
    recover(tmp_path)
    assert current_id(tmp_path) == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "generations"]
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["one"]


def test_a_night_killed_before_its_directory_was_moved_leaves_nothing_either(tmp_path: Path) -> None:
    publish_each(tmp_path, "one")
    build(tmp_path, "two", 2)
    (tmp_path / ".publishing").symlink_to("generations/two")
    recover(tmp_path)
    assert current_id(tmp_path) == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "generations"]


def test_pruning_keeps_the_latest(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three", "four")
    prune(tmp_path, 2)
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["three", "four"]


def test_pruning_spares_the_current_one_however_old(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three", "four")
    roll_back(tmp_path, "one", unchecked)
    prune(tmp_path, 2)
    assert current_id(tmp_path) == "one"


def test_the_night_after_a_rollback_leaves_the_way_back_to_what_consumers_just_read(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three", "four")
    roll_back(tmp_path, "one", unchecked)
    publish_each(tmp_path, "five")
    prune(tmp_path, 2)
    assert [each.manifest.run_id for each in all_generations(tmp_path)] == ["one", "four", "five"]
    assert roll_back(tmp_path, None, unchecked).manifest.run_id == "one"


def test_a_damaged_manifest_stands_in_the_way_of_no_other_generation(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three")
    (tmp_path / "generations" / "one" / "manifest.json").write_text("{}")
    prune(tmp_path, 1)
    (tmp_path / "generations" / "three" / "manifest.json").write_text("{}")
    assert roll_back(tmp_path, "two", unchecked).manifest.run_id == "two"
    assert (tmp_path / "generations" / "one").exists()


def test_rolling_back_goes_to_the_one_before(tmp_path: Path) -> None:
    publish_each(tmp_path, "one", "two", "three")
    assert roll_back(tmp_path, None, unchecked).manifest.run_id == "two"
    assert roll_back(tmp_path, None, unchecked).manifest.run_id == "one"
    assert current_id(tmp_path) == "one"


def test_rolling_back_twice_with_a_night_between_does_not_bring_back_what_was_undone(tmp_path: Path) -> None:
    """'three' went on from 'one', so the one before it is 'one'; 'two' was thrown away."""
    publish_each(tmp_path, "one", "two")
    roll_back(tmp_path, None, unchecked)
    publish_each(tmp_path, "three")
    assert roll_back(tmp_path, None, unchecked).manifest.run_id == "one"


def test_rolling_back_from_the_oldest_or_to_an_unknown_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration, match="nothing has been published"):
        roll_back(tmp_path, None, unchecked)
    publish_each(tmp_path, "one")
    with pytest.raises(NoGeneration, match="one is the first generation"):
        roll_back(tmp_path, None, unchecked)
    with pytest.raises(NoGeneration, match="no generation zero; there are: one"):
        roll_back(tmp_path, "zero", unchecked)
    assert current_id(tmp_path) == "one"


def test_a_directory_without_a_manifest_does_not_stop_the_nights_that_follow(tmp_path: Path) -> None:
    """It may be one that somebody is copying back, so it is left alone, too."""
    publish_each(tmp_path, "one", "two", "three")
    (tmp_path / "generations" / "one" / "manifest.json").unlink()
    recover(tmp_path)
    publish(tmp_path, build(tmp_path, "four", 4), lambda: None)
    prune(tmp_path, 2)
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["four", "one", "three"]


def test_what_one_generation_has_not_seen_is_not_seen_by_all(tmp_path: Path) -> None:
    assert seen_by_all(tmp_path) == 0
    publish_each(tmp_path, "a", "b", "c")
    assert seen_by_all(tmp_path) == 1
    prune(tmp_path, keep=2)
    assert seen_by_all(tmp_path) == 2


def test_only_the_latest_two_generations_keep_their_workshops(tmp_path: Path) -> None:
    for number, run_id in enumerate(("one", "two", "three"), 1):
        built = build(tmp_path, run_id, number)
        built.joinpath("workshop.duckdb").write_text(run_id)
        publish(tmp_path, built, lambda: None)
        prune_workshops(tmp_path)
    assert [each.workshop.exists() for each in all_generations(tmp_path)] == [False, True, True]
    prune_workshops(tmp_path)
    roll_back(tmp_path, "one", unchecked)
    now = current(tmp_path)
    assert now is not None and not now.workshop.exists()


def test_a_night_that_is_tried_again_keeps_what_it_has_built(tmp_path: Path) -> None:
    publish_each(tmp_path, "one")
    built = build(tmp_path, "two", 2)
    built.joinpath("workshop.duckdb").write_text("two")
    build(tmp_path, "killed", 3)
    (tmp_path / "building" / "tonight").symlink_to("killed")
    recover(tmp_path, keep="two")
    assert [path.name for path in (tmp_path / "building").iterdir()] == ["two"]
    assert built.joinpath("workshop.duckdb").read_text() == "two"


def test_a_night_that_is_tried_again_after_its_last_step_failed_builds_there_again(tmp_path: Path) -> None:
    publish_each(tmp_path, "one")
    built = build(tmp_path, "two", 2)
    built.joinpath("workshop.duckdb").write_text("two")
    with pytest.raises(LockLost):
        publish(tmp_path, built, lost)
    recover(tmp_path, keep="two")
    assert built.joinpath("workshop.duckdb").read_text() == "two"
    assert current_id(tmp_path) == "one"
    assert publish(tmp_path, built, lambda: None).workshop.read_text() == "two"
