"""What a small file was like after a power cut, or with two who write it."""

import os
from pathlib import Path

import pytest

from orchestration import durable
from tests.dying import dies_at

SYSTEM_CALLS = ("open", "fsync", "replace", "unlink")


def test_a_file_was_half_written_when_its_writer_was_killed(tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    seen = set()
    for call in range(20):
        durable.write(file, "before")
        died = dies_at(call, lambda dying: dying.at_each(os, SYSTEM_CALLS), lambda: durable.write(file, "after"))
        seen.add(file.read_text())
        if not died:
            break
    assert seen == {"before", "after"}
    assert [each.name for each in tmp_path.iterdir()] == ["said.json"]


def test_a_text_that_cannot_be_written_takes_the_earlier_one_with_it(tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    durable.write(file, "before")
    with pytest.raises(UnicodeEncodeError):
        durable.write(file, "\udcff")
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"said.json": "before"}


def test_a_line_that_a_power_cut_left_unfinished_spoils_the_next(tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    assert durable.rows_of(file) == []
    durable.append(file, [{"a": 1}, {"a": "line\u2028break"}])
    with file.open("a") as stream:
        stream.write('{"a": 3, "b": ["c')
    durable.append(file, [{"a": 4}])
    durable.append(file, [])
    assert durable.rows_of(file) == [{"a": 1}, {"a": "line\u2028break"}, {"a": 4}]


def test_others_can_read_what_is_written(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        durable.write(tmp_path / "a", "a")
        durable.append(tmp_path / "b", [{"b": 1}])
    finally:
        os.umask(umask)
    assert [each.stat().st_mode & 0o777 for each in tmp_path.iterdir()] == [0o600, 0o600]
