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

from orchestration.groups.files import DefinitionError, keys_in_folder, require_free_key
from orchestration.moments import iso
from orchestration.rules import values
from orchestration.rules.faults import faults_in
from orchestration.rules.fields import Terms
from orchestration.rules.profile import warnings
from orchestration.rules.reading import read_rule
from orchestration.rules.sql import group_sql
from orchestration.settings import Project
from orchestration.shop import Shop


@dataclass(frozen=True)
class Card:
    """What a group's .yml says of it to people."""

    name: str | None = None
    icon: str | None = None
    description: str | None = None
    owner: str | None = None


def add_group(shop: Shop, key: str, rule: Path, card: Card) -> tuple[Path, list[str]]:
    """Write the rule in a file as the group `key`, with its card, and have dbt compile it.

    Returns the .sql file, and what to warn of: profile fields that the shop has neither declared nor sent. If anything
    is wrong nothing is left behind.

    Raises:
        GroupNameError: the key cannot be a group's, or is taken.
        RuleError: the file holds no rule that can be asked of this shop.
        DefinitionError: the card cannot be written.
        DbtError: the group does not compile.
    """
    written = write_group(shop.project, key, rule, card)
    try:
        check_group(shop, key)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    asked = read_rule(rule, Terms.of(shop.project))
    return shop.project.groups / f"{key}.sql", warnings(asked, shop)


def write_group(project: Project, key: str, rule: Path, card: Card) -> list[Path]:
    """The same without dbt; returns the files written."""
    require_free_key(project, key)
    terms = replace(Terms.of(project), groups=frozenset(keys_in_folder(project)))
    sql = group_sql(read_rule(rule, terms), terms)
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


def check_group(shop: Shop, key: str) -> None:
    """Have dbt parse the project and compile one group, without a warehouse and beside a night that may be running.

    Raises:
        DbtError: the group does not compile, with its fault in one line.
    """
    from orchestration.building.dbt import reading_group

    with reading_group(shop, key) as dbt:
        dbt.compile(key, {"as_of": iso(datetime.now(UTC))})


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
        raise DefinitionError(f"--{name}: {faults_in(error.context, name)[0].text}") from None
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
