"""Group definitions as files: writing one from a rule, having dbt check it, and taking one away.

Belongs here: the folder models/customer_groups/. What the SQL says is sql.py's.
"""

import os
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import yaml
from pydantic_core import PydanticCustomError

from orchestration.errors import RollcallError
from orchestration.groups import group_file, keys_in_folder, require_free_key
from orchestration.moments import iso
from orchestration.rules import values
from orchestration.rules.fields import Shop
from orchestration.rules.profile import warnings
from orchestration.rules.reading import read_rule
from orchestration.rules.sql import group_sql
from orchestration.settings import Home, Project, Settings

COMMENTS = re.compile(r"\{#.*?#\}", re.DOTALL)


class DefinitionError(RollcallError):
    """A definition cannot be written or taken away; the message names the file, the fault and the mend."""


@dataclass(frozen=True)
class Card:
    """What a group's .yml says of it to people."""

    name: str | None = None
    icon: str | None = None
    description: str | None = None
    owner: str | None = None


def add_group(
    project: Project, home: Home, settings: Settings, key: str, rule: Path, card: Card
) -> tuple[Path, list[str]]:
    """Write the rule in a file as the group `key`, with its card, and have dbt compile it.

    Returns the .sql file, and what to warn of: profile fields that the shop has neither declared nor sent. If anything
    is wrong nothing is left behind.

    Raises:
        GroupNameError: the key cannot be a group's, or is taken.
        RuleError: the file holds no rule that can be asked of this shop.
        DefinitionError: the card cannot be written.
        DbtError: the group does not compile.
    """
    written = write_group(project, key, rule, card)
    try:
        check_group(project, home, settings, key)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    shop = Shop.of(project)
    return project.groups / f"{key}.sql", warnings(read_rule(rule, shop), home)


def write_group(project: Project, key: str, rule: Path, card: Card) -> list[Path]:
    """The same without dbt; returns the files written."""
    require_free_key(project, key)
    shop = replace(Shop.of(project), groups=frozenset(keys_in_folder(project)))
    sql = group_sql(read_rule(rule, shop), shop)
    texts = {".yml": card_file(key, card), ".sql": sql}
    written: list[Path] = []
    try:
        for suffix, text in texts.items():
            if text:
                written.append(_write_new(project.groups / f"{key}{suffix}", text))
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return written


def check_group(project: Project, home: Home, settings: Settings, key: str) -> None:
    """Have dbt parse the project and compile one group, without a warehouse and beside a night that may be running.

    Raises:
        DbtError: the group does not compile, with its fault in one line.
    """
    from orchestration.dbt import Dbt, DbtError

    dbt = Dbt(project, home, settings, target="lint", beside_the_night=True)
    try:
        dbt.parse()
        if key in dbt.unreadable:
            raise DbtError(dbt.unreadable[key])
        dbt.compile(key, {"as_of": iso(datetime.now(UTC))})
    finally:
        dbt.let_go()


def remove_group(project: Project, key: str) -> list[Path]:
    """Delete the files of a group; returns them.

    Raises:
        GroupNameError: there is no such group.
        DefinitionError: another model reads the group, or the .yml describes others too.
    """
    files = files_of_group(project, key)
    for each in files:
        each.unlink()
    return files


def files_of_group(project: Project, key: str) -> list[Path]:
    """The files that removing a group would delete; raises as `remove_group` does."""
    file = group_file(project, key)
    if readers := _readers(project, key):
        mend = f"reads the group '{key}'; take that out, or remove this one first"
        raise DefinitionError("\n".join(f"{name}: {mend}" for name in readers))
    card = file.with_suffix(".yml")
    if not card.exists():
        return [file]
    if others := [name for name in _described(card) if name != key]:
        place = card.relative_to(project.directory)
        raise DefinitionError(f"{place}: describes {', '.join(others)} too; move that to a file of its own")
    return [card, file]


def card_file(key: str, card: Card) -> str:
    """The text of a group's .yml, or '' if the card says nothing."""
    said = {name: _checked(name, text) for name, text in asdict(card).items() if text is not None}
    if not said:
        return ""
    lines = ["version: 2", "", "models:", f"  - name: {_scalar(key)}"]
    lines += [f"    description: {said.pop('description')}"] if "description" in said else []
    lines += ["    config:", "      meta:"] if said else []
    lines += [f"        {name}: {text}" for name, text in said.items()]
    return "\n".join(lines) + "\n"


def _checked(name: str, given: str) -> str:
    """A text of the card as YAML. dbt would run what looks like Jinja in it, so that is refused."""
    try:
        values.text(given)
    except PydanticCustomError as error:
        raise DefinitionError(f"--{name}: {(error.context or {})['fault']}") from None
    found = re.search(r"\{[{%#]", given)
    if found:
        raise DefinitionError(f"--{name}: dbt would take '{found[0]}' for the start of a tag; write it without")
    return _scalar(given)


def _scalar(text: str) -> str:
    style = None if text.isprintable() else '"'
    dumped = yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style=style)
    return str(dumped).removesuffix("\n...\n").strip()


def _write_new(file: Path, text: str) -> Path:
    """Write a file whole or not at all, and never over another."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(unfinished, file)
    except FileExistsError:
        raise DefinitionError(f"{file}: is there already; choose another key, or remove it first") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return file


def _readers(project: Project, key: str) -> list[str]:
    """The models that name the group in in_group(), added_by_hand() or ref()."""
    named = re.compile(
        rf"""\b(in_group|added_by_hand|ref)\s*\(\s*(['"]\w+['"]\s*,\s*)?(\w+\s*=\s*)?(['"]){re.escape(key)}\4"""
    )
    return sorted(
        str(file.relative_to(project.directory))
        for file in (project.directory / "models").rglob("*.sql")
        if file.stem != key and named.search(COMMENTS.sub("", file.read_text(encoding="utf-8", errors="replace")))
    )


def _described(card: Path) -> list[str]:
    """The models that a .yml describes; none if it cannot be read."""
    try:
        document = yaml.safe_load(card.read_text(encoding="utf-8"))
        return [str(model["name"]) for model in document["models"]]
    except (UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError):
        return []
