"""What the command of thirty nights calls level, and how it counts."""

import os
from pathlib import Path

import pytest

from tests.benchmarks.thirty_nights import PARTS, Measured, sizes, verdicts


def nights(grows: str, by: float) -> list[Measured]:
    """Thirty nights that are level except for one part, or the seconds, which grow by so much a night."""
    return [
        Measured(
            10 + (by * night if grows == "seconds" else 0),
            {part: 20 + (by * night if part == grows else 0) for part in PARTS},
            0.01,
        )
        for night in range(30)
    ]


@pytest.mark.parametrize("part", [*PARTS, "seconds"])
def test_what_grows_each_night_is_named_and_nothing_else(part: str) -> None:
    assert [name for name, level in verdicts(nights(part, 2.0)).items() if not level] == [part]
    assert all(verdicts(nights(part, 0.0)).values())


@pytest.mark.parametrize(("by", "level"), [(0.0, True), (1.0, False)])
def test_what_is_emptied_now_and_then_grows_only_if_it_is_larger_each_time(by: float, level: bool) -> None:
    filled = [Measured(10, dict.fromkeys(PARTS, 20 + 2 * (night % 13) + by * night), 0.01) for night in range(30)]
    assert verdicts(filled)["warehouse"] is level


def test_a_slow_night_is_not_growth() -> None:
    level = nights("none", 0)
    level[28] = Measured(100, level[28].megabytes, 0.01)
    assert all(verdicts(level).values())


def test_a_file_of_several_generations_counts_once(tmp_path: Path) -> None:
    for place in ("published/a", "published/b", "dagster"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "published" / "a" / "rows").write_bytes(bytes(2**20))
    os.link(tmp_path / "published" / "a" / "rows", tmp_path / "published" / "b" / "rows")
    (tmp_path / "warehouse.duckdb.wal").write_bytes(bytes(2**19))
    (tmp_path / "told.json").write_bytes(bytes(2**18))
    found = sizes(tmp_path)
    assert (found["published"], found["warehouse"], found["dagster"], found["others"]) == (1, 0.5, 0, 0.25)
