"""The files of groups in models/customer_groups/: their names, finding one, and removing one."""

import difflib
import re
from pathlib import Path

import yaml

from orchestration.errors import RollcallError
from orchestration.settings import Project

GROUP_KEY = re.compile(r"[a-z][a-z0-9_]{0,47}")
COMMENTS = re.compile(r"\{#.*?#\}", re.DOTALL)


class GroupNameError(RollcallError):
    """A file in customer_groups/ has a name that cannot be a group's; one line per file."""


class DefinitionError(RollcallError):
    """A definition cannot be written or taken away; the message names the file, the problem and the fix."""


def require_valid_names(project: Project) -> list[str]:
    """The group keys in the folder, sorted.

    Raises:
        GroupNameError: a file name is not a group key, two differ in letter case only, or one is the name of a
            model elsewhere in the project.
    """
    faults = []
    seen: dict[str, str] = {}
    elsewhere = {
        file.stem for file in (project.directory / "models").rglob("*.sql") if project.groups not in file.parents
    }
    for file in sorted(project.groups.rglob("*.sql")):
        place, key = file.relative_to(project.directory), file.stem
        if not GROUP_KEY.fullmatch(key):
            faults.append(
                f"{place}: '{key}' cannot be a group key; use a-z, 0-9 and _, a letter first, at most 48 characters"
            )
        elif key in elsewhere:
            faults.append(f"{place}: a model elsewhere in the project is called '{key}' too; choose another name")
        other = seen.setdefault(key.lower(), str(place))
        if other != str(place):
            faults.append(f"{place}: {other} has the same key except for letter case or folder; rename one")
    if faults:
        raise GroupNameError("\n".join(faults))
    return sorted(seen)


def keys_in_folder(project: Project) -> list[str]:
    """The names of the .sql files in the folder, sorted, whether they can be group keys or not."""
    return sorted(file.stem for file in project.groups.rglob("*.sql"))


def group_file(project: Project, key: str) -> Path:
    """The .sql file of a group.

    Raises:
        GroupNameError: there is none; the message names the keys that resemble it.
    """
    for file in project.groups.rglob("*.sql"):
        if file.stem == key:
            return file
    similar = difflib.get_close_matches(key.lower(), keys_in_folder(project), 3)
    fix = f"did you mean {' or '.join(similar)}?" if similar else f"the groups are in {project.groups}"
    raise GroupNameError(f"there is no group '{key}'; {fix}")


def require_free_key(project: Project, key: str) -> None:
    """Make sure that a new group may be called `key`.

    Raises:
        GroupNameError: it cannot be a group key, or a group or another model has it, in whatever letter case.
    """
    if not GROUP_KEY.fullmatch(key):
        raise GroupNameError(
            f"'{key}' cannot be a group key; use a-z, 0-9 and _, a letter first, at most 48 characters"
        )
    for file in sorted((project.directory / "models").rglob("*")):
        is_model = file.suffix == ".sql" or (file.suffix == ".yml" and project.groups in file.parents)
        if is_model and file.stem.lower() == key:
            place = file.relative_to(project.directory)
            raise GroupNameError(f"'{key}' is taken by {place}; choose another key")


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
        fix = f"reads the group '{key}'; take that out, or remove this one first"
        raise DefinitionError("\n".join(f"{name}: {fix}" for name in readers))
    card = file.with_suffix(".yml")
    if not card.exists():
        return [file]
    if others := [name for name in _described(card) if name != key]:
        place = card.relative_to(project.directory)
        raise DefinitionError(f"{place}: describes {', '.join(others)} too; move that to a file of its own")
    return [card, file]


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
