"""The folder of the groups before dbt reads it: a file that would stop the whole project holds its own group only."""

import re
from dataclasses import dataclass
from pathlib import Path

from orchestration.gate import cards, jinja
from orchestration.gate.rules import first_of
from orchestration.settings import Project

CARDS = (".yml", ".yaml")


@dataclass(frozen=True)
class Broken:
    """A file that dbt is not shown, and the groups, by key, that are held because of it; none of a file of no group."""

    file: Path
    groups: frozenset[str]
    reason: str


def broken_files(project: Project) -> list[Broken]:
    """What cannot be a group, a card or a text of one, each with the file, what is wrong and the fix."""
    known = jinja.Known.of(project)
    keys = {file.stem for file in project.groups.rglob("*.sql")}
    found = []
    for file in sorted(project.groups.rglob("*")):
        reason = _reason(file, known)
        if reason:
            place = file.relative_to(project.directory)
            # A card may describe several groups, and lie under any name.
            own = {file.stem} & keys if file.suffix != ".py" else {file.stem}
            named = cards.described(file) & keys if file.suffix in CARDS else set()
            found.append(Broken(file, frozenset(own | named), f"{place}: {reason}"))
    return found


def _reason(file: Path, known: jinja.Known) -> str | None:
    if file.suffix not in (".sql", ".py", ".md", *CARDS):
        return None
    if file.is_dir():
        return "it is a folder; a group is a file" if file.suffix == ".sql" else None
    if file.suffix == ".py":
        return f"a group is one SQL file; write its select in {file.stem}.sql"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not UTF-8; save the file as UTF-8"
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    if file.suffix == ".sql":
        if not text.strip():
            return "the file is empty; write its select, or delete the file"
        return first_of(jinja.faults(text, known))
    if file.suffix == ".md":
        return _docs(text)
    return first_of(cards.faults(file))


def _docs(text: str) -> str | None:
    opened = re.findall(r"\{%-?\s*(\w+)", text)
    if any(tag not in ("docs", "enddocs") for tag in opened) or opened != ["docs", "enddocs"] * (len(opened) // 2):
        return "a docs block is not closed, or another tag stands there; write {% docs name %} ... {% enddocs %}"
    return None


def readers_of(project: Project, held: frozenset[str]) -> dict[str, str]:
    """The groups that read a held one, directly or through others, each with the one that it reads."""
    reads = {
        file.stem: jinja.references(file.read_text(encoding="utf-8", errors="replace"))
        for file in project.groups.rglob("*.sql")
        if file.is_file()
    }
    found: dict[str, str] = {}
    while new := {
        key: next(iter(sorted(names & (held | found.keys()))))
        for key, names in reads.items()
        if key not in held and key not in found and names & (held | found.keys())
    }:
        found |= new
    return found
