"""What fails before Dagster begins: one line with the fix, an exit code, and the webhook hears of it."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration import cli
from orchestration.erasure import withheld
from tests.receiver import Receiver
from tests.workspace import PROJECT

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """As much of a project as is read before dbt is."""
    folder = tmp_path / "project"
    (folder / "models").mkdir(parents=True)
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / name, folder)
    return folder


@pytest.fixture
def run(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Run `rollcall` in the project; its exit code and what it said on stderr."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("ROLLCALL_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "300")
    umask = os.umask(0o022)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["rollcall", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert isinstance(ended.value.code, int)
        return ended.value.code, capfd.readouterr().err

    yield run
    os.umask(umask)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nightly", "--as-of", "0001-01-01T00:00:00+14:00"], "2026-11-01T01:00:00Z"),
        (["nightly", "--as-of", "9999-12-31T23:59:59-14:00"], "2026-11-01T01:00:00Z"),
        (["groups", "edit-members", "vip", "add", "c1", "--expires-at", "0001-01-01T00:00:00+14:00"], "2026-11-01"),
        (["sample", "--customers", "10"], "50"),
        (["sample", "--orders", "10"], "50"),
        (["sample", "--seed", "-1"], "0"),
    ],
)
def test_a_value_that_cannot_be_is_wrong_usage_and_no_traceback(run: Run, arguments: list[str], said: str) -> None:
    code, err = run(*arguments)
    assert (code, said in err, "Traceback" in err) == (2, True, False), err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("time_zone: Europe/Copenhagen", "time_zone: Europe/Copenhagn", "did you mean 'Europe/Copenhagen'?"),
        ("counted_statuses: [", "counted_statuses: x #", "counted_statuses is not a list"),
        ("\nvars:\n", "\nvar:\n", "has no vars"),
        ("\nvars:\n", "\nvars: [\n", "not YAML"),
    ],
)
def test_a_slip_in_the_project_is_one_line_and_told_of(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    replace(project / "dbt_project.yml", old, new)
    with Receiver() as receiver:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", receiver.url)
        code, err = run("nightly")
        again, _ = run("nightly")
    assert (code, again, said in err, len(err.splitlines())) == (1, 1, True, 1), err
    (post,) = receiver.posts
    assert (post["step"], said in post["error"]) == ("prepare", True)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ROLLCALL_MEMORY_LIMIT", "1KB", "give at least 64MB"),
        ("ROLLCALL_THREADS", "100000", "less than or equal to 1024"),
        ("ROLLCALL_HOME", "", "is empty"),
        ("ROLLCALL_KEEP_RUNS", "0", "greater than or equal to 2"),
    ],
)
def test_an_impossible_setting_is_one_line_and_told_of(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with Receiver() as receiver:
        monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", receiver.url)
        code, err = run("nightly")
    assert (code, name in err, said in err, len(err.splitlines())) == (2, True, True, 1), err
    assert [said in post["error"] for post in receiver.posts] == [True]


def test_a_group_that_does_not_exist_is_named_before_anything_is_published(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_SHARE_WITH", "no such group")
    code, err = run("land")
    assert (code, "no group 'no such group'" in err, len(err.splitlines())) == (1, True, 1), err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block"), "ROLLCALL_MEMORY_LIMIT"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
    ],
)
def test_a_machine_at_its_end_is_one_line_and_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(withheld, "land_without_forgotten", fail)
    code, err = run("land")
    assert (code, said in err, len(err.splitlines())) == (1, True, 1), err
