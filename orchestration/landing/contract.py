"""The landing contract: which tables a shop may drop, their columns, types and keys, read from the dbt sources.

Belongs here: reading and checking the YAML. Does not belong here: anything that opens a warehouse or a dropped
file.
"""

import codecs
import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import jinja2
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from orchestration import countries
from orchestration.errors import RollcallError
from orchestration.warehouse.text import quoted

SOURCE = "raw"
TYPES = {
    "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "UUID", "DECIMAL", "FLOAT", "DOUBLE",
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
}  # fmt: skip

NUMBERS = TYPES - {"VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "UUID"}


class ContractError(RollcallError):
    """The contract is wrong. The message names the file, the table, the column and the fix."""


class Column(BaseModel):
    """A column of a raw table; `data_type` is spelled as DuckDB spells it, `DECIMAL(18,2)`."""

    model_config = ConfigDict(frozen=True)

    name: str
    data_type: str


class Rules(BaseModel):
    """What `config.meta` of a source table says about its rows."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    not_in_future: tuple[str, ...] = ()
    not_negative: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    accepted_values: dict[str, tuple[str, ...]] = {}
    former_names: dict[str, str] = {}
    sent_together: tuple[str, ...] = ()
    sent_back: bool = False
    laid_over: bool = False
    replaces: str | None = None
    free_text: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    counts_by_key: bool = False
    guards_audiences: bool = False


class Reading(BaseModel):
    """How the shop writes its files, by the project's vars.

    `time_zone` is the clock of moments without an offset; if the shop says them, `decimal_mark` is that of numbers in
    text files, `encoding` that of text files that are not UTF-8, `phone_country_code` is of numbers without one, and
    `locales` are the languages, beside English, in which countries are named.
    """

    model_config = ConfigDict(frozen=True)

    time_zone: str
    decimal_mark: Literal[".", ","] | None = None
    encoding: str | None = None
    phone_country_code: str = "1"
    locales: tuple[str, ...] = ()

    @classmethod
    def of(cls, variables: Mapping[str, object]) -> "Reading":
        """Raises ContractError, naming the var and what it may be."""
        name = "landing_time_zone" if variables.get("landing_time_zone") else "time_zone"
        zone, mark = variables.get(name), variables.get("decimal_mark") or None
        try:
            ZoneInfo(str(zone))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            said = f"is '{zone}', which is not a time zone" if zone else "is not set"
            raise ContractError(
                f"dbt_project.yml, vars: {name} {said}; give one such as Europe/Copenhagen or UTC"
            ) from error
        if mark not in (None, ".", ","):
            raise ContractError(f"dbt_project.yml, vars: decimal_mark is '{mark}'; give '.' or ',', or leave it out")
        encoding = variables.get("landing_encoding") or None
        try:
            codecs.getincrementaldecoder(str(encoding or "utf-8"))
        except LookupError as error:
            raise ContractError(
                f"dbt_project.yml, vars: landing_encoding is '{encoding}', which is not an encoding;"
                " give one such as cp1252"
            ) from error
        locales = variables.get("locales") or []
        if fault := countries.locale_fault(locales):
            raise ContractError(f"dbt_project.yml, vars: {fault}")
        return cls(
            time_zone=str(zone),
            decimal_mark=mark,
            encoding=str(encoding) if encoding else None,
            phone_country_code=str(variables.get("phone_country_code", "1")),
            locales=tuple(locales),  # type: ignore[arg-type]  # locale_fault has looked at it
        )


class Table(Rules):
    """A raw table: its columns in the contract's order, the rules its rows keep, and how its files are written."""

    name: str
    columns: tuple[Column, ...]
    reading: Reading

    @property
    def headers(self) -> dict[str, str]:
        """The columns by the headers that mean them: their names, and those that they had before."""
        return {
            **{old.lower(): name for old, name in self.former_names.items()},
            **{column.name.lower(): column.name for column in self.columns},
        }

    def same_key(self, left: str, right: str) -> str:
        """A join condition on the key, as SQL: a NULL equals a NULL; plain equality, which is faster, where none is."""
        return " and ".join(
            f"{left}.{quoted(name)} {'=' if name in self.required else 'is not distinct from'} {right}.{quoted(name)}"
            for name in self.key
        )


class Contract(BaseModel):
    """All raw tables, in the order of the file."""

    model_config = ConfigDict(frozen=True)

    path: Path
    tables: tuple[Table, ...]

    @property
    def id_type(self) -> str:
        """The type that the shop's ids have, `varchar` or `bigint`."""
        (customers,) = (table for table in self.tables if table.name == "customers")
        (data_type,) = (column.data_type for column in customers.columns if column.name == "customer_id")
        return data_type.lower()

    @classmethod
    def read(cls, path: Path, variables: Mapping[str, object]) -> "Contract":
        """Read the source `raw` of a dbt sources file.

        `variables` are the project's vars, for data types such as `{{ var('id_type') }}`.
        Raises ContractError, also if the file is missing or is not YAML.
        """
        try:
            # libyaml's safe loader: the file has a thousand lines, and every command waits for it.
            document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ContractError(f"{path}: cannot be read as YAML: {error}") from error
        sources = [source for source in _entries(document, "sources", str(path)) if source.get("name") == SOURCE]
        if len(sources) != 1:
            raise ContractError(f"{path}: expected one source named '{SOURCE}', found {len(sources)}; add it.")
        reading = Reading.of(variables)
        tables = tuple(
            _table(entry, f"{path}, table '{entry.get('name')}'", variables, reading)
            for entry in _entries(sources[0], "tables", f"{path}, source '{SOURCE}'")
        )
        _refuse_repeated([table.name for table in tables], f"{path}", "table")
        return cls(path=path, tables=tables)


def _table(entry: dict[str, Any], place: str, variables: Mapping[str, object], reading: Reading) -> Table:
    columns = tuple(
        Column(
            name=str(column.get("name")),
            data_type=_data_type(column.get("data_type"), f"{place}, column '{column.get('name')}'", variables),
        )
        for column in _entries(entry, "columns", place)
    )
    names = [column.name for column in columns]
    _refuse_repeated(names, place, "column")
    for name in names:
        if name.startswith("_"):
            raise ContractError(f"{place}, column '{name}': names with a leading _ are the loader's; rename it.")
    config = entry.get("config")
    meta = config.get("meta") if isinstance(config, dict) else None
    if not isinstance(meta, dict):
        raise ContractError(f"{place}: has no config.meta; add `config: {{meta: {{key: [...]}}}}`.")
    for word in meta.keys() - Rules.model_fields.keys():
        # dbt lets a misspelled word pass in silence. Words that resemble none of ours are other readers'.
        if meant := difflib.get_close_matches(str(word), Rules.model_fields, 1):
            raise ContractError(f"{place}: config.meta says '{word}'; did you mean '{meant[0]}'?")
    try:
        table = Table(
            name=str(entry.get("name")), columns=columns, reading=reading, **{str(k): v for k, v in meta.items()}
        )
    except ValidationError as error:
        fault = error.errors()[0]
        word = ".".join(str(part) for part in fault["loc"])
        raise ContractError(f"{place}: config.meta.{word}: {fault['msg']}; fix it.") from error
    if not table.key:
        raise ContractError(f"{place}: config.meta.key is empty; name the columns that identify a row.")
    rules = {
        "key": table.key,
        "required": table.required,
        "one_of": table.one_of,
        "not_in_future": table.not_in_future,
        "not_negative": table.not_negative,
        "positive": table.positive,
        "accepted_values": tuple(table.accepted_values),
        "former_names": tuple(table.former_names.values()),
        "replaces": () if table.replaces is None else (table.replaces,),
        "free_text": table.free_text,
        "countries": table.countries,
    }
    for rule, used in rules.items():
        for name in used:
            if name not in names:
                raise ContractError(
                    f"{place}, column '{name}': named under config.meta.{rule} but not among the columns"
                    f"{hint(name, names)}; add it to columns or take it out of {rule}."
                )
    types = {column.name: column.data_type for column in columns}
    for name in table.not_in_future:
        if types[name] not in ("DATE", "TIMESTAMP"):
            raise ContractError(
                f"{place}, column '{name}': config.meta.not_in_future needs a date or timestamp, "
                f"not {types[name].lower()}; change data_type or take it out of not_in_future."
            )
    for rule in ("not_negative", "positive"):
        for name in rules[rule]:
            if types[name].split("(")[0] not in NUMBERS:
                raise ContractError(
                    f"{place}, column '{name}': config.meta.{rule} needs a number, "
                    f"not {types[name].lower()}; change data_type or take it out of {rule}."
                )
    return table


def _data_type(spelled: object, place: str, variables: Mapping[str, object]) -> str:
    if not isinstance(spelled, str):
        raise ContractError(f"{place}: has no data_type; add one, for example `data_type: varchar`.")

    def var(name: str) -> object:
        if name not in variables:
            raise ContractError(f"{place}: data_type uses var '{name}', which is not set; set it under vars.")
        return variables[name]

    try:
        data_type = _known_type(_template(spelled).render(var=var))
    except (jinja2.TemplateError, duckdb.Error) as error:
        reason = str(error).splitlines()[0]
        raise ContractError(f"{place}: data_type '{spelled}' is not a DuckDB type ({reason}); fix it.") from error
    if data_type.split("(")[0] not in TYPES:
        known = ", ".join(sorted(name.lower() for name in TYPES))
        raise ContractError(f"{place}: data_type '{spelled}' cannot be landed; use one of {known}.")
    return data_type


@cache
def _template(text: str) -> jinja2.Template:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701  SQL, not HTML
    return environment.from_string(text)


@cache
def _known_type(name: str) -> str:
    """A type by DuckDB's own name for it. Hundreds of columns have a dozen types."""
    return str(duckdb.sqltype(name))


def _entries(parent: object, word: str, place: str) -> list[dict[str, Any]]:
    entries = parent.get(word) if isinstance(parent, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ContractError(f"{place}: expected a list of mappings under '{word}'; add it.")
    return entries


def _refuse_repeated(names: list[str], place: str, kind: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise ContractError(f"{place}: {kind} '{name}' appears twice; take one out.")
        seen.add(name.lower())


def hint(name: str, candidates: list[str]) -> str:
    """` (did you mean 'orders'?)` if a candidate resembles the name, else nothing."""
    close = difflib.get_close_matches(name.lower(), [candidate.lower() for candidate in candidates], 1, 0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""
