"""Values as a spreadsheet takes them and nothing else: text in CSV that is no formula, and Excel files.

Belongs here: what a cell becomes. Does not belong here: which customers and columns (exporting.py).
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

# Rows of a sheet, the header's included, and characters of a cell, by Excel's specification.
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
# Whole numbers of more digits lose some in Excel.
MOST_EXACT = 10**15
BETWEEN = "|"
MOMENTS, DAYS = "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"


def harmless(text: str, is_phone: bool = False) -> str:
    """SQL of a text that a spreadsheet opens as text: one that would be a formula gets an apostrophe. `text` is SQL.

    A phone number of + and digits stays as it is.
    """
    formula = rf"regexp_matches({text}, '^[=+\-@\t\r\n]')"
    if is_phone:
        formula += f" and not regexp_full_match({text}, '[+][0-9]+')"
    return f"case when {formula} then '''' || {text} else {text} end"


def write_excel(
    file: Path, headers: Sequence[str], rows: Iterator[Sequence[Any]], scratch: Path, most_rows: int = MOST_ROWS
) -> None:
    """Write rows to an Excel file, every text as a text cell, and as many sheets as they take.

    Never holds more than a few rows in memory; what is on the way lies in a folder of its own in `scratch`.

    Raises:
        OSError: the file cannot be written, such as on a full disk.
    """
    with tempfile.TemporaryDirectory(dir=scratch) as on_the_way:
        options = {
            "constant_memory": True,
            "tmpdir": on_the_way,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        # Closing it writes the file, which is not to be done after a fault.
        book = xlsxwriter.Workbook(str(file), options)
        moments, days = (book.add_format({"num_format": form}) for form in (MOMENTS, DAYS))
        waiting = next(rows, None)
        while True:
            sheet = book.add_worksheet()
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header)
            number = 0
            while waiting is not None and number < most_rows - 1:
                number += 1
                for column, value in enumerate(waiting):
                    _write(sheet, number, column, value, moments, days)
                waiting = next(rows, None)
            if waiting is None:
                break
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None


def _write(sheet: Any, row: int, column: int, value: Any, moments: Any, days: Any) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, column, value)
        case Decimal() | float():
            sheet.write_number(row, column, value)
        case int() if abs(value) < MOST_EXACT:
            sheet.write_number(row, column, value)
        case datetime() if value.year >= 1900:
            sheet.write_datetime(row, column, value, moments)
        case date() if value.year >= 1900:
            sheet.write_datetime(row, column, value, days)
        case list():
            _write_text(sheet, row, column, BETWEEN.join(map(str, value)))
        case _:
            _write_text(sheet, row, column, str(value))


def _write_text(sheet: Any, row: int, column: int, text: str) -> None:
    # The library takes a text that begins and ends so for XML of its own; one blank tells it that it is not.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    # A longer one it would leave out.
    sheet.write_string(row, column, text[:MOST_CHARACTERS])
