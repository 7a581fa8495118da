"""The inbox: what people enter through rollcall, as small files that the next night lands like any other.

Belongs here: reading what a person typed, and writing the file. Does not belong here: who is a member (models), or
how files are landed.
"""

import fcntl
import getpass
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from orchestration import durable
from orchestration.errors import RollcallError
from orchestration.groups.files import group_file
from orchestration.moments import iso
from orchestration.settings import Home, Project

# Digits of every script, such as full-width ones, and their plus: the landing reads them.
PHONE = re.compile(r"([+\uff0b]|00)?[\d\s()./-]+")
STARTS = ("+", "\uff0b", "00")
# As many digits as a phone number has with its country's code (E.164).
MOST_DIGITS, LEAST_DIGITS = 15, 5
# Of folders whose files come to the inbox together; names that begin with a point do not land.
UNFINISHED, WHOLE = ".part", ".whole"


class EntryError(RollcallError):
    """What was typed cannot be entered; the message says what and how to type it."""


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Nobody else enters anything meanwhile: for what depends on the entries that wait."""
    home.inbox.mkdir(parents=True, exist_ok=True)
    with (home.inbox / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def together(home: Home) -> Iterator[Path]:
    """A folder for files of several tables, `<table>/<name>`: all of them come to the inbox, or none.

    None, if the block raises or is killed; what is killed after it is brought to its end by `settle`. Call it alone.
    """
    made = home.inbox / f".together-{secrets.token_hex(8)}"
    unfinished = made.with_suffix(UNFINISHED)
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        for path in (*unfinished.rglob("*"), unfinished):
            durable.sync(path)
        os.replace(unfinished, whole := made.with_suffix(WHOLE))
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _hand_over(home, whole)


def settle(home: Home) -> None:
    """Bring to an end what was killed while it wrote files that belong together: all come to the inbox, or none."""
    if not any(home.inbox.glob(".together-*")):
        return
    with alone(home):
        for folder in home.inbox.glob(f".together-*{WHOLE}"):
            _hand_over(home, folder)
        for folder in home.inbox.glob(f".together-*{UNFINISHED}"):
            shutil.rmtree(folder)


def _hand_over(home: Home, whole: Path) -> None:
    for file in sorted(whole.glob("*/*")):
        folder = home.inbox / file.parent.name
        folder.mkdir(exist_ok=True)
        os.replace(file, folder / file.name)
    shutil.rmtree(whole)


def name_of_file(entered_at: datetime, name: str) -> str:
    """A name for a file of the inbox, of its own, that sorts by time."""
    return f"{entered_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{name}-{secrets.token_hex(4)}.ndjson"


def waiting(home: Home, table: str) -> list[dict[str, Any]]:
    """The rows of a landing table that were entered here and have not landed, the earliest first."""
    rows: list[dict[str, Any]] = []
    for file in sorted((home.inbox / table).glob("*.ndjson")):
        # A night may be landing it at this moment.
        with suppress(FileNotFoundError):
            rows += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return rows


@dataclass(frozen=True)
class Named:
    """A customer as somebody names them."""

    by: Literal["phone", "customer_id"]
    value: str


def edit_members(
    project: Project,
    home: Home,
    key: str,
    action: Literal["add", "remove"],
    customers: Sequence[Named],
    *,
    entered_by: str,
    entered_at: datetime,
    reason: str | None = None,
    expires_at: datetime | None = None,
) -> Path:
    """Write down that customers are to be added to a group, or removed from it; returns the file.

    Raises:
        GroupNameError: there is no such group.
        EntryError: nobody is named, an id cannot be one, or the end has passed.
    """
    group_file(project, key)
    if not customers:
        raise EntryError("nobody is named; give phone numbers or customer ids")
    if expires_at and expires_at <= entered_at:
        raise EntryError(f"{iso(expires_at)} has passed; give a later --expires-at")
    for each in customers:
        if each.by == "customer_id":
            id_of(project, each.value)
    said = {"entered_by": entered_by, "reason": reason, "entered_at": iso(entered_at)}
    said |= {"expires_at": iso(expires_at)} if expires_at else {}
    rows = [{"group_key": key, "action": action, each.by: each.value, **said} for each in customers]
    return write(home, "manual_members", key, entered_at, rows)


def id_of(project: Project, text: str) -> str | int:
    """A customer's id as a person typed it, in the type that the shop's ids have.

    Raises:
        EntryError: ids are numbers here, and this is not one.
    """
    if project.variables["id_type"] == "varchar":
        return text
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise EntryError(f"'{text}' is not a customer id; this shop's ids are whole numbers")
    return int(text)


def user() -> str:
    """Who runs this.

    Raises:
        EntryError: the machine does not know.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise EntryError("this machine does not say who you are; add --by NAME") from None


def named(arguments: Iterable[str], only_ids: bool = False) -> list[Named]:
    """The customers that arguments name, each once: separated by commas, semicolons, line breaks or blanks.

    A phone number may hold blanks, dashes and brackets. What starts with + or 00 is one, and so is what has at least
    5 digits and no letter, unless `only_ids` says otherwise.

    Raises:
        EntryError: something starts like a phone number and is not one.
    """
    found = [each for argument in arguments for each in _named(argument, only_ids)]
    return list(dict.fromkeys(found))


def _named(argument: str, only_ids: bool) -> Iterator[Named]:
    for piece in filter(None, map(str.strip, re.split(r"[,;\n\r\t]", argument))):
        words = piece.split()
        if only_ids:
            yield from (Named("customer_id", word) for word in words)
        elif PHONE.fullmatch(piece) and _is_one_phone(words):
            yield Named("phone", piece)
        elif len(words) > 1:
            for word in words:
                yield from _named(word, only_ids)
        elif piece.startswith(STARTS):
            raise EntryError(
                f"'{piece}' is not a phone number; type it as +45 12 34 56 78, or add --ids if it is an id"
            )
        else:
            yield Named("customer_id", piece)


def _is_one_phone(words: Sequence[str]) -> bool:
    digits = sum(character.isdigit() for word in words for character in word)
    most = MOST_DIGITS + (2 if words[0].startswith("00") else 0)
    return LEAST_DIGITS <= digits <= most and not any(word.startswith(STARTS) for word in words[1:])


def write(home: Home, table: str, name: str, entered_at: datetime, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Write rows of a landing table as NDJSON, in a name that sorts by time; the file appears whole or not at all.

    Raises:
        EntryError: a value is not text that a file can hold.
    """
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    folder = home.inbox / table
    file = folder / name_of_file(entered_at, name)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        durable.write(file, text)
    except UnicodeEncodeError:
        raise EntryError("what was typed is not text in UTF-8; type it again") from None
    return file
