"""The first sheet of a workbook as a table of texts, read by pandas with calamine. Nothing else here imports pandas."""

from pathlib import Path

import duckdb
import pandas
import python_calamine

from orchestration.inbox import EntryError

LINE = "line"


def read_sheet(file: Path) -> tuple[list[str], pandas.DataFrame, list[str]]:
    """The headings, the rows as texts (c0, c1, ... and `line`, their row in the sheet), and the names of all sheets.

    Rows without any value are left out. Of a formula the sheet has the value that it came to when it was saved.

    Raises:
        EntryError: it cannot be read, or its first sheet is empty.
    """
    try:
        with pandas.ExcelFile(file, engine="calamine") as workbook:
            sheets = [str(name) for name in workbook.sheet_names]
            # Read as text: NA is a surname, and what is empty is nothing.
            frame = pandas.read_excel(workbook, header=None, dtype=str, keep_default_na=False, na_values=[""])
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise EntryError(f"{file} cannot be read as a workbook: {error}; open it in Excel and save it again") from None
    frame.columns = pandas.Index([f"c{at}" for at in range(len(frame.columns))])
    frame.insert(0, LINE, range(1, len(frame) + 1))
    frame = frame.dropna(how="all", subset=list(frame.columns[1:]))
    if frame.empty:
        raise EntryError(f"{file}: the first sheet, '{sheets[0]}', is empty; put the table into it")
    first = frame.iloc[0]
    headings = ["" if pandas.isna(value) else str(value).strip() for value in first.iloc[1:]]
    return headings, frame.iloc[1:], sheets


def store(connection: duckdb.DuckDBPyConnection, frame: pandas.DataFrame, query: str) -> None:
    """Make a table of a query over `sheet`, the frame."""
    connection.register("sheet", frame)
    connection.execute(query)
    connection.unregister("sheet")
