"""The first sheet of a workbook as a table of texts, read by calamine."""

import json
from itertools import islice
from pathlib import Path

import duckdb
import python_calamine

from orchestration.inbox import EntryError

ROWS_AT_ONCE = 10_000


def read_sheet(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[list[str], tuple[str, ...]]:
    """Make the table `sheet` of the rows below the headings: `line`, the number of a row, and `cells`, its texts.

    Returned are the headings and the names of all sheets. Rows without any value are left out. Of a formula the sheet
    has the value that it came to when it was saved.

    Raises:
        EntryError: it cannot be read, or its first sheet is empty.
    """
    try:
        # As a stream: of a path calamine would go by the ending, which may be another format's.
        with file.open("rb") as stream, python_calamine.load_workbook(stream) as workbook:
            sheets = tuple(
                sheet.name for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            )
            if not sheets:
                raise EntryError(f"{file} has no sheet that could hold a table; put the table into one")
            rows = workbook.get_sheet_by_name(sheets[0]).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise EntryError(f"{file} cannot be read as a workbook: {error}; open it in Excel and save it again") from None
    filled = ((line, cells) for line, row in enumerate(rows, 1) if any(cells := [_text(cell) for cell in row]))
    _, headings = next(filled, (0, None))
    if headings is None:
        raise EntryError(f"{file}: the first sheet, '{sheets[0]}', is empty; put the table into it")
    connection.execute("create or replace table sheet (line bigint, cells varchar[])")
    # One text for many rows: to bind each cell takes several times as long, and a file has to be removed.
    while batch := [{"line": line, "cells": cells} for line, cells in islice(filled, ROWS_AT_ONCE)]:
        connection.execute(
            """
            insert into sheet
            select unnest(from_json(?, '[{"line": "bigint", "cells": ["varchar"]}]'), max_depth := 2)
            """,
            [json.dumps(batch, ensure_ascii=False)],
        )
    return [(heading or "").strip() for heading in headings], sheets


def _text(cell: object) -> str | None:
    """A cell as a person would type it, nothing if it is empty; a sheet has whole numbers as floats, too."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) or None
