"""A file of another system's columns, read by a mapping: one source for each landing table that its rows go to.

Belongs here: the SQL that makes our columns of theirs. Does not belong here: what a mapping may say (mapping.py), the
formats (readers.py), or checking and typing what comes of it (checks.py, values.py), which is as for our own columns.

The file is read once into a temporary table, from which each landing table takes its rows. What the reader left out is
noted with it, and belongs to the first of the tables. A row's line is that of the original file; of several rows of a
key it is the first that is at fault, else the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from orchestration.identity import made_id, normalised_email
from orchestration.landing import clocks, numbers, readers
from orchestration.landing.contract import Reading, Table, hint
from orchestration.landing.encodings import Setting
from orchestration.landing.files import Refused
from orchestration.landing.mapping import ROW, FileForm, Value
from orchestration.landing.mapping_files import TYPES, KindOfFile, Mappings
from orchestration.landing.readers import COMPLAINT, REJECTS, Source
from orchestration.landing.values import NUMBERS, SourceColumn, family, prepared
from orchestration.warehouse.connections import count
from orchestration.warehouse.text import literal, named, quoted

NOT_READ = "the row cannot be read: "
IS_BROKEN = "it is not a JSON object"
DAY_OR_MONTH, YEAR = "[0-9]{1,2}", "[0-9]{4}|[0-9]{2}"


@dataclass(frozen=True)
class MappedFile:
    """A file under its mapping; `stage` is the temporary table that holds its rows once they are read."""

    kind: KindOfFile
    inner: Source
    reading: Reading
    stage: str
    id_type: str
    secret: bytes

    @classmethod
    def open(
        cls, connection: duckdb.DuckDBPyConnection, path: Path, form: str, kind: KindOfFile, mappings: Mappings
    ) -> "MappedFile":
        """Look at the file's beginning. Raises Refused, naming all columns that it lacks."""
        reading = kind.reading(mappings.contract.tables[0].reading)
        delimiter = kind.said.file.delimiter
        inner = readers.opened(
            connection, path, form, kind.headers(), reading.encoding,
            delimiter="\t" if delimiter == "tab" else delimiter,
            setting=Setting("encoding", f"under file in the mapping {kind.name}"),
        )  # fmt: skip
        there = {name for name, column in inner.columns.items() if column.header}
        lacking = [name for name, column in kind.said.columns.items() if not column.optional and name not in there]
        if lacking:
            named = ", ".join(f"'{name}'{hint(name, list(inner.ignored_columns))}" for name in lacking)
            raise Refused(
                f"lacks the column{'s' if len(lacking) > 1 else ''} {named} of the mapping {kind.name}; is it such a"
                " file? If its headers are spelled otherwise, say so under `headers` in a mapping of your own"
            )
        uses_secret = any(value.made_id for table in kind.said.tables.values() for value in table.columns.values())
        return cls(
            kind, inner, reading, f"landing_mapped_{abs(hash(path)):x}",
            mappings.contract.id_type, mappings.secret() if uses_secret else b"",
        )  # fmt: skip

    def table(self, table: Table) -> Table:
        """A landing table as its values are read in this file."""
        return table.model_copy(update={"reading": self.reading})

    def source(self, table: Table) -> Source:
        """The rows of the file for a landing table."""
        mapped = self.kind.said.tables[table.name]
        place = ("tables", table.name)
        kinds = {column.name: column.data_type for column in table.columns}
        given = {
            name: value for name, value in mapped.columns.items() if self._is_there((*place, "columns", name), value)
        }
        summed, fields, columns = [], [], {}
        for at, (name, value) in enumerate(given.items()):
            taken = self._taken((*place, "columns", name), value)
            if mapped.key and value.sql is None and value.value is None:
                taken = f"arg_min({taken}, {ROW})"
            summed.append(f"{taken} as _v{at}")
            kind = self.kind.types[(*place, "columns", name)] if value.sql is not None else "VARCHAR"
            text = _translated(f"_v{at}", value) if kind == "VARCHAR" else f"_v{at}"
            if value.made_id is not None:
                text = made_id(normalised_email(text), self.secret, self.id_type)
                kind = self.id_type.upper()
            elif kind == "VARCHAR":
                text = _spelled(text, family(kinds[name]), self.kind.said.file)
            fields.append(f"{text} as _m{at}")
            columns[name] = SourceColumn(_named(value, name), f"_m{at}", kind, knows_empty_text=False)
        rows = self._rows(place, summed, fields)
        numbered = (
            f"(select mapped.*, file.line, file.raw_text from {rows} as mapped inner join"
            f" (select row_number() over (order by line) as _at, line, raw_text from {self.inner.numbered}) as file"
            " using (_at))"
        )
        is_first = table.name == next(iter(self.kind.said.tables))

        def collect_broken(connection: duckdb.DuckDBPyConnection) -> str | None:
            found = self.inner.collect_broken(connection)
            return found if is_first else None

        found = Source(
            columns, self.inner.ignored_columns, rows, numbered, "_is_malformed", collect_broken,
            ready=self._read, complaint=f"{literal(NOT_READ)} || {COMPLAINT}",
        )  # fmt: skip
        made, rows = prepared(columns, self.table(table), rows)
        _, numbered = prepared(columns, self.table(table), numbered)
        return replace(found, columns=made, rows=rows, numbered=numbered)

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Forget the rows."""
        for name in (self.stage, f"{self.stage}_rejects"):
            connection.execute(f"drop table if exists {name}")

    def _is_there(self, place: tuple[str, ...], value: Value) -> bool:
        """Whether the file has what a value is taken from; of a column that it lacks the stored value stays."""
        expression = self.kind.of(*place)
        read = expression.columns if expression else {value.column or value.made_id} - {None}
        return not read or any(name in self.inner.columns for name in read)

    def _taken(self, place: tuple[str | int, ...], value: Value) -> str:
        """SQL of a value over the rows of the stage."""
        if value.value is not None:
            return literal(value.value)
        name = value.column or value.made_id
        if name is None:
            return self.kind.expressions[place].sql
        is_typed = self.kind.said.columns[name].type != "text"
        return quoted(f"_given_{name}" if is_typed else name)

    def _rows(self, place: tuple[str, ...], summed: Sequence[str], fields: Sequence[str]) -> str:
        """The rows for a landing table, with `_at`, the place of a row of the file, and what is malformed in it."""
        mapped = self.kind.said.tables[place[1]]
        expressions = [expression for at, expression in self.kind.expressions.items() if at[:2] == place]
        used = {
            name
            for expression in expressions
            for name in expression.columns
            if self.kind.said.columns[name].type != "text" and name in self.inner.columns
        }
        unread = {name: f"({quoted(name)} is null and {quoted(f'_given_{name}')} is not null)" for name in sorted(used)}
        kinds = self.kind.said.columns
        is_faulty = " or ".join(["_is_broken", *unread.values()])
        told = " ".join(
            f"when {test} then {literal(name)} || chr(32) || chr(39) || left({quoted(f'_given_{name}')}, 60)"
            f" || chr(39) || ' is not a {kinds[name].type}'"
            for name, test in unread.items()
        )
        complaint = f"case when _is_broken then {literal(IS_BROKEN)} {told} end"
        chosen = self.kind.of(*place, "where")
        where = f" where {chosen.sql} or {is_faulty}" if chosen else ""
        staged = f"(select rowid + 1 as {ROW}, * from {self.stage})"
        if mapped.key:
            key = ", ".join(self._taken((*place, "key", at), value) for at, value in enumerate(mapped.key))
            marks = (
                f"coalesce(min({ROW}) filter ({is_faulty}), min({ROW})) as _at, bool_or({is_faulty}) as _is_malformed,"
                f" arg_min({complaint}, {ROW}) as {COMPLAINT}, min({ROW}) as _first"
            )
            inner = f"select {', '.join(summed)}, {marks} from {staged}{where} group by {key}"
        else:
            marks = f"{ROW} as _at, ({is_faulty}) as _is_malformed, {complaint} as {COMPLAINT}, {ROW} as _first"
            inner = f"select {', '.join(summed)}, {marks} from {staged}{where}"
        # Other rows come as they lie in the stage.
        is_mixed = mapped.key or any(expression.is_window for expression in expressions)
        order = " order by _first" if is_mixed else ""
        return f"(select {', '.join(fields)}, _at, _is_malformed, {COMPLAINT} from ({inner}){order})"

    def _read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Have the rows of the file in the stage, and what the reader left out in its notes."""
        kept = f"{self.stage}_rejects"
        if count(connection, f"from duckdb_tables() where table_name = {literal(self.stage)} and temporary"):
            connection.execute(f"create or replace temp table {REJECTS} as from {kept}")
            return
        connection.execute(f"create temp table {self.stage} as {self._stage()}")
        readers.left_out(connection)
        connection.execute(f"create or replace temp table {kept} as from {REJECTS}")

    def _stage(self) -> str:
        """The rows of the file: texts by their headers, of numbers and moments the text as `_given_<header>`."""
        form, texts, clock_texts, typed = self.kind.said.file, [], [], []
        for at, (name, column) in enumerate(self.kind.said.columns.items()):
            found = self.inner.columns.get(name)
            text = f"nullif(cast({found.expression} as varchar), '')" if found else "cast(null as varchar)"
            is_typed = column.type != "text"
            texts.append(f"{text} as {quoted(f'_given_{name}' if is_typed else name)}")
            if is_typed:
                want = family(TYPES[column.type])
                clock_texts.append(f"{_spelled(quoted(f'_given_{name}'), want, form)} as _text_{at}")
                if column.type == "moment":
                    clock_texts.append(f"{clocks.plain_clock(f'_text_{at}')} as _clock_{at}")
                    value = clocks.text_to_utc(f"_text_{at}", f"_clock_{at}", self.reading.time_zone)
                else:
                    value = numbers.text_to_decimal(f"_text_{at}", TYPES["number"], self.reading.decimal_mark)
                typed.append(f"{value} as {quoted(name)}")
        texts.append(f"coalesce({self.inner.malformed}, false) as _is_broken")
        rows = f"(select {', '.join(texts)} from {self.inner.rows})"
        if not typed:
            return f"select * from {rows}"
        # A name of the same select may be used again.
        worked = f"(select *, {', '.join(clock_texts)} from {rows})"
        spent = ", ".join(each.rpartition(" as ")[2] for each in clock_texts)
        return f"select * exclude ({spent}), {', '.join(typed)} from {worked}"


def _named(value: Value, name: str) -> str:
    """What a value is called where the file's header would be."""
    return value.column or value.made_id or name


def _translated(text: str, value: Value) -> str:
    """The words of a text as the mapping has them."""
    if not value.values:
        return text
    cases = " ".join(f"when {literal(word.strip().lower())} then {literal(to)}" for word, to in value.values.items())
    # What is missing is no word.
    rest = f"case when {text} is not null then {literal(value.otherwise)} end" if value.otherwise is not None else text
    return f"case lower(trim({text})) {cases} else {rest} end"


def _spelled(text: str, want: str, form: FileForm) -> str:
    """A text as the landing reads it, where the mapping says how the file writes such values; else as it is."""
    if want == "BOOLEAN" and (form.yes or form.no):
        words = {word.strip().lower(): said for said, each in (("true", form.yes), ("false", form.no)) for word in each}
        cases = " ".join(f"when {literal(word)} then '{said}'" for word, said in words.items())
        return f"case lower(trim({text})) {cases} else {text} end"
    if want in ("DATE", "TIMESTAMP") and form.date_order != "ymd":
        return year_first(text, form.date_order)
    if want in NUMBERS and form.thousands_mark in (" ", "'"):
        # Of blanks, also those that keep a number on one line.
        mark = "[ \\x{A0}\\x{202F}\\x{2009}]" if form.thousands_mark == " " else "'"
        grouped = literal(f"[+-]?[0-9]{{1,3}}({mark}[0-9]{{3}})+([.,][0-9]*)?")
        return (
            f"case when regexp_full_match(trim({text}), {grouped})"
            f" then regexp_replace({text}, {literal(mark)}, '', 'g') else {text} end"
        )
    return text


def year_first(text: str, order: str) -> str:
    """A date, with or without a time, that begins with the day or the month, as one that begins with the year.

    Two digits of a year are those of 1969 to 2068. What is no date then stays as it was written.
    """
    day, month = ("first", "second") if order == "dmy" else ("second", "first")
    is_usual = literal(f"{DAY_OR_MONTH}[-./]{DAY_OR_MONTH}[-./][0-9]{{4}} [0-9]{{1,2}}:[0-9]{{2}}")
    form = literal("%d-%m-%Y %H:%M" if order == "dmy" else "%m-%d-%Y %H:%M")
    usual = (
        f"case when regexp_full_match({text}, {is_usual}) then try_strptime(translate({text}, './', '--'), {form}) end"
    )
    year = "case when length(_is.year) = 4 then '' when _is.year >= '69' then '19' else '20' end || _is.year"
    date = f"cast(try_cast({year} || '-' || _is.{month} || '-' || _is.{day} as date) as varchar)"
    hour = "case when _is.hour != '' then '0' || _is.hour else '' end"
    parts = literal(f"(?s)^\\s*({DAY_OR_MONTH})[-./]({DAY_OR_MONTH})[-./]({YEAR})(?:([ T,])([0-9]:)?(.*))?$")
    rare = named(
        "_is",
        f"regexp_extract({text}, {parts}, ['first', 'second', 'year', 'mark', 'hour', 'rest'])",
        f"{date} || _is.mark || {hour} || _is.rest",
    )
    return f"coalesce(cast({usual} as varchar), {rare}, {text})"
