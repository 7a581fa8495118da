"""Marks round the Jinja of a group's file, by which the SQL that is made of it is found again in the file.

`where {{ has_email() }}` becomes `where /*at 2*/{{ has_email() }}/*end 2*/`: comments, which change nothing of what the
SQL means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jinja2

# What holds the place of a piece of Jinja while the SQL around it is looked at.
OPEN, CLOSE = "\ue000", "\ue001"
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")
TEXT_OR_COMMENT = re.compile(
    r"'(?:[^']|'')*'?|\"[^\"]*\"?|\$(\w*)\$.*?(?:\$\1\$|\Z)|--[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL
)
MARK = re.compile(rb"/\*(at|end) (\d+)\*/")


@dataclass(frozen=True)
class Region:
    """What stands between the two marks of a piece: its bytes in the SQL, and how the file has it."""

    start: int
    end: int
    source: str


@dataclass(frozen=True)
class Marked:
    """A group's text with marks, and the pieces of Jinja that are marked, by number."""

    text: str
    pieces: dict[int, str]

    def regions(self, sql: str) -> list[Region]:
        """The marked parts of the SQL that was made of the text, in order; one of a loop comes several times."""
        found: list[Region] = []
        begun: re.Match[bytes] | None = None
        for mark in MARK.finditer(sql.encode()):
            if mark[1] == b"at":
                begun = mark
            elif begun is not None and begun[2] == mark[2] and int(mark[2]) in self.pieces:
                found.append(Region(begun.end(), mark.start(), self.pieces[int(mark[2])]))
                begun = None
        return found


def marked(text: str) -> Marked:
    """The text with a mark round each `{{ ... }}` that stands for a whole piece of SQL; as it is if none can be set."""
    if OPEN in text or CLOSE in text or MARK.search(text.encode()):
        return Marked(text, {})
    pieces: list[tuple[str, bool]] = []
    held = "".join(_held(text, pieces))
    inside = [found.span() for found in TEXT_OR_COMMENT.finditer(held)]
    numbers: dict[int, str] = {}

    def put_back(found: re.Match[str]) -> str:
        number = int(found[1])
        source, is_expression = pieces[number]
        stands_alone = not any(start <= found.start() < end for start, end in inside) and not _touches(held, found)
        if not is_expression or not stands_alone or re.match(r"\{\{-?\s*config\b", source):
            return source
        numbers[number] = source.strip()
        return f"/*at {number}*/{source}/*end {number}*/"

    return Marked(HELD.sub(put_back, held), numbers)


def _held(text: str, pieces: list[tuple[str, bool]]) -> Iterator[str]:
    """The text with each piece of Jinja held by its number."""
    piece = ""
    for _, kind, value in jinja2.Environment(autoescape=False).lex(text):  # noqa: S701 - SQL
        if kind == "data":
            yield value
            continue
        piece += value
        if kind.endswith("_end") or kind == "raw_begin":
            pieces.append((piece, kind == "variable_end"))
            yield f"{OPEN}{len(pieces) - 1}{CLOSE}"
            piece = ""


def _touches(held: str, found: re.Match[str]) -> bool:
    """Whether it is part of a word, a sign or a number: `total_{{ what }}`, `>{{ or_equal }}`."""
    before, after = held[: found.start()], held[found.end() :]
    return bool(re.search(r"[^\s(,]$", before) or re.search(r"^[^\s),;]", after))


def as_written(sql: bytes, start: int, end: int, regions: Sequence[Region]) -> str:
    """A part of the SQL as the file has it: what is marked as the piece of Jinja, without the marks."""
    parts: list[bytes] = []
    at = start
    for region in regions:
        if at <= region.start and region.end <= end:
            parts += [sql[at : region.start], region.source.encode()]
            at = region.end
    return MARK.sub(b"", b"".join([*parts, sql[at:end]])).decode()
