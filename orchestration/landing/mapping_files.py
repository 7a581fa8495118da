"""Mappings found by name, read from YAML, and held against the landing contract, each fault with its line.

Belongs here: what makes a mapping usable before any file is seen. Does not belong here: the language (mapping.py).

A shop's own mapping stands above a ready one of its name.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from orchestration.errors import RollcallError
from orchestration.landing.contract import Contract, Reading, Table, hint
from orchestration.landing.files import Refused
from orchestration.landing.headers import normalised
from orchestration.landing.mapping import ROW, MappingFile, TableMapping, Value
from orchestration.landing.mapping_sql import Expression, ExpressionError, examined
from orchestration.warehouse.connections import scratch
from orchestration.warehouse.text import quoted

READY = Path(__file__).parent / "mappings"
TYPES = {"text": "VARCHAR", "number": "DECIMAL(18,4)", "moment": "TIMESTAMP"}
MOST_BYTES = 1_000_000
NAME = "[A-Za-z0-9][A-Za-z0-9_-]*"

Place = tuple[str | int, ...]


class MappingError(RollcallError):
    """A mapping cannot be used; a line per fault, each with the file, the line, the problem and the fix."""


@dataclass(frozen=True)
class KindOfFile:
    """A mapping that can be used: `expressions` are those of its values by table and column, `where` and keys too."""

    name: str
    text: str
    said: MappingFile
    expressions: Mapping[Place, Expression]
    types: Mapping[Place, str]

    def of(self, *place: str | int) -> Expression | None:
        return self.expressions.get(place)

    def headers(self) -> dict[str, str]:
        """The file's columns by the headers that mean them, as headers are compared."""
        return {
            normalised(header): name for name, column in self.said.columns.items() for header in (*column.headers, name)
        }

    def reading(self, shops: Reading) -> Reading:
        """How values of the file are read: as the mapping says, else as the shop says of all its files."""
        form = self.said.file
        given = {"time_zone": form.time_zone, "decimal_mark": form.decimal_mark, "encoding": form.encoding}
        return shops.model_copy(update={name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True)
class Mappings:
    """Where mappings are found, what they are held against, and the secret that ids are made with."""

    folders: tuple[Path, ...]
    contract: Contract
    secret: Callable[[], bytes]
    read: dict[str, KindOfFile | str] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Path, contract: Contract, secret: Callable[[], bytes]) -> "Mappings":
        return cls((project / "mappings", READY), contract, secret)

    @cached_property
    def names(self) -> list[str]:
        """What mappings there are."""
        return sorted({file.stem for folder in self.folders for file in folder.glob("*.yml")})

    def named(self, name: str) -> KindOfFile:
        """The mapping of that name. Raises Refused, with all that is wrong with it or what there is instead."""
        if name not in self.read:
            try:
                self.read[name] = self._read(name)
            except MappingError as error:
                self.read[name] = str(error)
        found = self.read[name]
        if isinstance(found, str):
            raise Refused(found)
        return found

    def _read(self, name: str) -> KindOfFile:
        for folder in self.folders if re.fullmatch(NAME, name) else ():
            file = folder / f"{name}.yml"
            if file.is_file():
                return read_mapping(name, _text(file), self.contract, str(file))
        close = hint(name, self.names)
        raise MappingError(
            f"there is no mapping '{name}'{close}; there are {', '.join(self.names)}, and the shop's own are files such"
            f" as {self.folders[0] / 'my-export.yml'}"
        )


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise MappingError(f"{file}: is larger than {MOST_BYTES // 10**6} MB, which is no mapping")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MappingError(f"{file}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise MappingError(f"{file}: cannot be read ({error.strerror})") from None


def read_mapping(name: str, text: str, contract: Contract, file: str) -> KindOfFile:
    """The mapping that a YAML text spells. Raises MappingError; `file` is where the text came from."""
    lines: dict[Place, int] = {}
    data = _composed(text, file, lines)
    try:
        said = MappingFile.model_validate(data)
    except ValidationError as error:
        raise _error(file, lines, [_in_words(each) for each in error.errors()]) from None
    with scratch(threads=1) as connection:
        look = _Look(said, contract, connection)
        faults = list(look.faults())
    if faults:
        raise _error(file, lines, faults)
    return KindOfFile(name, text, said, look.expressions, look.types)


def _error(file: str, lines: Mapping[Place, int], faults: Sequence[tuple[Place, str]]) -> MappingError:
    said = dict.fromkeys(f"{file}: line {_line(lines, place)}: {text}" for place, text in faults)
    return MappingError("\n".join(said))


def _line(lines: Mapping[Place, int], place: Place) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _composed(text: str, file: str, lines: dict[Place, int]) -> Any:
    """The YAML's mappings, lists and texts, every scalar a text as written; `lines` is filled."""
    try:
        node = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}: " if mark else ""
        raise MappingError(f"{file}: {line}not YAML ({error.problem or error.context}); fix it") from None
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise MappingError(f"{file}: not YAML ({str(error).splitlines()[0]}); fix it") from None

    def plain(node: Any, place: Place) -> Any:
        lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [plain(each, (*place, at)) for at, each in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                raise MappingError(f"{file}: line {key.start_mark.line + 1}: '{name}' appears twice; take one out")
            lines[(*place, name)] = key.start_mark.line + 1
            found[name] = plain(value, (*place, name))
        return found

    if node is None:
        raise MappingError(f"{file}: is empty; docs/mappings.md says what a mapping holds")
    return plain(node, ())


def _in_words(error: ErrorDetails) -> tuple[Place, str]:
    place, given = tuple(error["loc"]), error["input"]
    last = place[-1] if place else "the mapping"
    match error["type"]:
        case "extra_forbidden":
            known = _keys_beside(place)
            near = difflib.get_close_matches(str(last), known, 1)
            return place, f"'{last}' is not known here; " + (
                f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(known)}"
            )
        case "missing":
            return place[:-1], f"'{last}' is missing; add it"
        case "value_error":
            return place, str(error["ctx"]["error"])
        case "literal_error":
            return place, f"'{given}' is not a {last}; use one of {error['ctx']['expected']}"
        case _:
            return place, f"{last}: {error['msg'][0].lower()}{error['msg'][1:]}; fix it"


def _keys_beside(place: Place) -> list[str]:
    """The keys that may stand where an unknown one does."""
    match place[:-1]:
        case ():
            return list(MappingFile.model_fields)
        case ("file",):
            return list(MappingFile.model_fields["file"].annotation.model_fields)  # type: ignore[union-attr]
        case ("columns", _):
            return ["type", "optional", "headers"]
        case ("tables", _):
            return list(TableMapping.model_fields)
        case _:
            return list(Value.model_fields)


class _Look:
    """Holds a mapping against the contract, and its expressions against the file's columns."""

    def __init__(self, said: MappingFile, contract: Contract, connection: duckdb.DuckDBPyConnection) -> None:
        self.said = said
        self.connection = connection
        self.tables = {table.name: table for table in contract.tables}
        self.expressions: dict[Place, Expression] = {}
        self.types: dict[Place, str] = {}

    def faults(self) -> Iterator[tuple[Place, str]]:
        seen: dict[str, str] = {}
        for name, column in self.said.columns.items():
            for header in (name, *column.headers):
                if seen.setdefault(normalised(header), name) != name:
                    yield (
                        ("columns", name),
                        f"the header '{header}' means '{seen[normalised(header)]}', too; take one out",
                    )
        if not self.said.tables:
            yield ("tables",), "there is no table; name one, such as orders"
        for name, mapped in self.said.tables.items():
            place = ("tables", name)
            if name not in self.tables:
                yield (
                    place,
                    f"there is no landing table '{name}'{hint(name, list(self.tables))}; use one of the contract's",
                )
                continue
            yield from self._table_faults(place, mapped, self.tables[name])

    def _table_faults(self, place: Place, mapped: TableMapping, table: Table) -> Iterator[tuple[Place, str]]:
        names = [column.name for column in table.columns]
        for name in mapped.columns:
            if name not in names:
                at = (*place, "columns", name)
                yield (
                    at,
                    f"the table {table.name} has no column '{name}'{hint(name, names)}; models/staging/_sources.yml"
                    " lists them",
                )
        if lacking := [name for name in table.required if name not in mapped.columns]:
            named = ", ".join(f"'{name}'" for name in lacking)
            yield (*place, "columns"), f"the table {table.name} needs {named}, too; say where to take it from"
        values = {(*place, "key", at): value for at, value in enumerate(mapped.key)}
        values |= {(*place, "columns", name): value for name, value in mapped.columns.items()}
        for at, value in values.items():
            yield from self._value_faults(at, value, mapped)
        if mapped.where is not None:
            yield from self._expression_faults((*place, "where"), mapped.where, mapped)

    def _value_faults(self, place: Place, value: Value, mapped: TableMapping) -> Iterator[tuple[Place, str]]:
        known = list(self.said.columns)
        for name in filter(None, (value.column, value.made_id)):
            if name not in known:
                yield place, f"the column '{name}' is not listed under columns{hint(name, known)}; list it there"
        if value.sql is not None:
            yield from self._expression_faults(place, value.sql, mapped)

    def _expression_faults(self, place: Place, text: str, mapped: TableMapping) -> Iterator[tuple[Place, str]]:
        line = (*place, "sql")
        try:
            found = examined(text, list(self.said.columns))
        except ExpressionError as error:
            yield line, f"the expression {error}" if " " in str(error) else str(error)
            return
        of_rows = place[2] in ("where", "key")
        if found.is_aggregate and (of_rows or not mapped.key):
            fix = "leave it out" if of_rows else "give the table a key, whose rows it sums up"
            yield line, f"the expression sums up several rows, and here each row is by itself; {fix}"
            return
        if found.is_window and (of_rows or mapped.key):
            yield line, "the expression looks at other rows, which here it may not; sum up the rows of a key instead"
            return
        self.expressions[place] = found
        try:
            self.types[place] = self._type(found, is_summed=bool(mapped.key) and not of_rows)
        except duckdb.Error as error:
            fault = str(error).splitlines()[0].partition("Error: ")[2]
            yield line, f"the expression does not fit the columns' types or the key ({fault}); fix it"
            return
        if place[2] == "where" and self.types[place] != "BOOLEAN":
            yield line, f"where is {self.types[place].lower()} and not true or false; compare it with something"

    def _type(self, expression: Expression, *, is_summed: bool) -> str:
        """What DuckDB takes the expression's values for. Raises duckdb.Error."""
        columns = ", ".join(
            f"cast(null as {TYPES[column.type]}) as {quoted(name)}" for name, column in self.said.columns.items()
        )
        grouped = " group by grouping_key" if is_summed else ""
        row = self.connection.execute(
            f"describe select {expression.sql} as found from"
            f" (select {columns}, cast(0 as bigint) as {ROW}, 0 as grouping_key){grouped}"
        ).fetchone()
        assert row is not None
        return str(row[1])
