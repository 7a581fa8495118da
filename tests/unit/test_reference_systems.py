"""docs/reference-systems.md: what it names is there, and what it calls not built is not."""

import re
from collections.abc import Iterator, Set

import pytest
import typer.main

from orchestration.cli import app
from tests.workspace import PROJECT

PAGE = PROJECT / "docs" / "reference-systems.md"
NOT_YET = "not yet"
FEATURES = re.compile(r"^\| (?P<feature>.+?) \| (?P<how>.+?) \| ?(?P<test>[^|]*?) ?\|$", re.MULTILINE)


def rows(text: str) -> list[tuple[str, str]]:
    """(how, test) of every row of the tables of features; the last table has reasons in place of tests."""
    features = text.partition("## Different on purpose")[0]
    return [
        (row["how"], row["test"])
        for row in FEATURES.finditer(features)
        if row["feature"] != "feature" and not set(row["feature"]) <= set("-")
    ]


def commands(cell: str) -> list[list[str]]:
    """The words of each `rollcall ...` in a cell, without its name and with what stands for a value in capitals."""
    return [found.split() for found in re.findall(r"`rollcall ([^`]+)`", cell)]


def is_built(words: list[str]) -> bool:
    """Whether the command line has the command and the options that the words begin with."""
    command = typer.main.get_command(app)
    options: set[str] = set()
    for word in words:
        options |= {each for parameter in command.params for each in parameter.opts}
        if word.startswith("--"):
            if word not in options:
                return False
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]  # type: ignore[attr-defined]
        elif hasattr(command, "commands") and not word.isupper():
            return False
    return True


def known_tests() -> Set[str]:
    """Functions of pytest's, and dbt's unit tests by their names."""

    def found() -> Iterator[str]:
        for file in (PROJECT / "tests").rglob("*.py"):
            yield from re.findall(r"^def (test_\w+)\(", file.read_text(), re.MULTILINE)
        for folder in (PROJECT / "models", PROJECT / "tests" / "definitions"):
            for file in folder.rglob("*.yml"):
                yield from re.findall(r"^  - name: (\w+)$", file.read_text().partition("unit_tests:")[2], re.MULTILINE)

    return frozenset(found())


def faults(text: str) -> list[str]:
    there = known_tests()
    found = []
    for how, test in rows(text):
        lacking = [" ".join(words) for words in commands(how) if not is_built(words)]
        if test == NOT_YET:
            found += [] if lacking or not commands(how) else [f"{how}: it is built; name its test"]
            continue
        found += [f"there is no command `rollcall {each}`" for each in lacking]
        found += [f"there is no test {each}" for each in re.findall(r"`(\w+)`", test) if each not in there]
    return found


def test_the_page_names_commands_and_tests_that_there_are() -> None:
    assert len(rows(PAGE.read_text())) > 80
    assert faults(PAGE.read_text()) == []


@pytest.mark.parametrize(
    "row, said",
    [
        ("| a | `rollcall groups list` | `test_no_such_thing` |", "there is no test test_no_such_thing"),
        ("| a | `rollcall groups lost` | |", "there is no command `rollcall groups lost`"),
        ("| a | `rollcall groups list --lost` | |", "there is no command `rollcall groups list --lost`"),
        (
            "| a | `rollcall groups list --json` | not yet |",
            "`rollcall groups list --json`: it is built; name its test",
        ),
    ],
)
def test_what_is_wrong_with_the_page_is_found(row: str, said: str) -> None:
    assert faults(row) == [said]
