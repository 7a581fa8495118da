"""The language of mappings: how one kind of file is read, and to which landing tables its columns go.

Belongs here: the shape of a mapping. Does not belong here: YAML and its lines (mapping_files.py), what an expression
may do (mapping_sql.py), or the rows of a file (mapped.py). docs/mappings.md is for people.
"""

import codecs
from collections.abc import Mapping as MappingOf
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

# What an expression calls the place of a row in its file, from 1.
ROW = "_row"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileForm(_Part):
    """How files of the kind are written; what is left out is as dbt_project.yml says for all files."""

    format: Literal["csv", "ndjson", "parquet"] | None = Field(
        None, description="What the file is, whatever its name ends in; else the ending says it."
    )
    delimiter: Literal[",", ";", "|", "tab"] | None = Field(
        None, description="What separates the columns of a CSV file; else the one that shows most of them."
    )
    encoding: str | None = Field(None, description="Of text files that are not UTF-8, such as cp1252.")
    decimal_mark: Literal[".", ","] | None = Field(None, description="What stands before the decimals of a number.")
    thousands_mark: Literal[".", ",", " ", "'"] | None = Field(
        None, description="What stands between groups of three digits, if it is not the other of point and comma."
    )
    date_order: Literal["ymd", "dmy", "mdy"] = Field("ymd", description="In which order a date is written.")
    time_zone: str | None = Field(None, description="The clock of moments without an offset.")
    yes: tuple[str, ...] = Field((), description="Words for yes, beside yes, true and 1; letter case does not matter.")
    no: tuple[str, ...] = Field((), description="Words for no, beside no, false and 0; letter case does not matter.")

    @field_validator("encoding")
    @classmethod
    def _is_encoding(cls, name: str | None) -> str | None:
        try:
            codecs.getincrementaldecoder(name or "utf-8")
        except LookupError as error:
            raise ValueError(f"'{name}' is not an encoding; give one such as cp1252") from error
        return name

    @field_validator("time_zone")
    @classmethod
    def _is_time_zone(cls, name: str | None) -> str | None:
        try:
            ZoneInfo(name or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"'{name}' is not a time zone; give one such as Europe/Copenhagen") from error
        return name

    @model_validator(mode="after")
    def _marks_differ(self) -> "FileForm":
        if self.thousands_mark is not None and self.decimal_mark is None:
            raise ValueError("thousands_mark stands without decimal_mark; say both")
        if self.thousands_mark is not None and self.thousands_mark == self.decimal_mark:
            raise ValueError("thousands_mark and decimal_mark are the same; give two marks")
        return self


class FileColumn(_Part):
    """A column of the file that the mapping reads."""

    type: Literal["text", "number", "moment"] = Field(
        "text",
        description="What expressions take it for: number is decimal(18,4), moment a timestamp in UTC; a table that"
        " calculates with it rejects rows whose value is none.",
    )
    optional: bool = Field(False, description="Whether files may lack it.")
    headers: tuple[str, ...] = Field((), description="Other headers under which files have it.")


class Value(_Part):
    """Where a column of a landing table comes from: exactly one of column, sql, made_id and value."""

    column: str | None = Field(None, description="A column of the file; of several rows of a key, the first value.")
    sql: str | None = Field(None, description="An expression over columns of the file, or over the rows of a key.")
    made_id: str | None = Field(None, description="An id made of the e-mail address in this column of the file.")
    value: str | None = Field(None, description="The same for all rows.")
    values: dict[str, str] = Field({}, description="What words of the file become; letter case does not matter.")
    otherwise: str | None = Field(None, description="What words become that `values` does not list; else they stay.")

    @model_validator(mode="after")
    def _is_one(self) -> "Value":
        if len(self.model_fields_set & {"column", "sql", "made_id", "value"}) != 1:
            raise ValueError("needs one of column, sql, made_id and value; give exactly one")
        if self.otherwise is not None and not self.values:
            raise ValueError("otherwise stands without values; list the words, or write value instead")
        return self


def _as_column(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


def _as_type(given: Any) -> Any:
    return {"type": given} if isinstance(given, str) else given


def _as_list(given: Any) -> Any:
    return [given] if isinstance(given, str | dict) else given


ValueOrColumn = Annotated[Value, BeforeValidator(_as_column, json_schema_input_type=str | Value)]
ColumnOrType = Annotated[
    FileColumn, BeforeValidator(_as_type, json_schema_input_type=Literal["text", "number", "moment"] | FileColumn)
]


class TableMapping(_Part):
    """How rows of a landing table are made of the file's: one of each row, or one of all rows of a key."""

    key: Annotated[
        tuple[ValueOrColumn, ...],
        BeforeValidator(_as_list, json_schema_input_type=str | Value | list[str | Value]),
    ] = Field((), description="What rows of the file that become one row have in common; without it, each is a row.")
    where: str | None = Field(None, description="An expression that is true for the rows of the file to be taken.")
    columns: dict[str, ValueOrColumn] = Field(description="Where each column of the landing table comes from.")


class MappingFile(_Part):
    """A mapping as its file has it."""

    file: FileForm = Field(FileForm(), description="How files of the kind are written.")
    columns: dict[str, ColumnOrType] = Field(description="The columns of the file that are read, by their headers.")
    tables: dict[str, TableMapping] = Field(description="The landing tables that the rows go to.")

    @field_validator("columns")
    @classmethod
    def _no_row_among_them(cls, columns: MappingOf[str, FileColumn]) -> MappingOf[str, FileColumn]:
        if reserved := [name for name in columns if name.startswith("_given_") or name == ROW]:
            raise ValueError(f"'{reserved[0]}' is a name that Rollcall needs for itself; give the header under headers")
        return columns
