"""Cells of a workbook as texts."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from orchestration.customers.importing import excel
from orchestration.warehouse.connections import scratch

Row = tuple[int, list[str | None]]


def read(file: Path) -> tuple[list[str], tuple[str, ...], list[Row]]:
    """Headings, sheets and rows."""
    with scratch() as connection:
        headings, sheets = excel.read_sheet(connection, file)
        return headings, sheets, connection.execute("select line, cells from sheet order by line").fetchall()


def saved(book: openpyxl.Workbook, file: Path) -> Path:
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1, "1"),
        (-3.0, "-3"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (4512345678901, "4512345678901"),  # an exponent, or .0 behind it, would make another id of it
        (1e20, "100000000000000000000"),
        ("00123", "00123"),
        ("NA", "NA"),
        ("1,5", "1,5"),
        ('a "b",\n[c] å 😀', 'a "b",\n[c] å 😀'),
        (True, "True"),
        (date(1990, 12, 31), "1990-12-31"),
        (datetime(2020, 2, 29, 23, 59, 58), "2020-02-29 23:59:58"),
        (time(12, 30), "12:30:00"),
        ("#N/A", None),  # an error of a formula
        (None, None),
    ],
)
def test_a_cell_is_read_as_somebody_would_type_it(cell: object, text: str | None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["first", "second"])
    book.active.append([cell, "x"])
    assert read(saved(book, tmp_path / "people.xlsx")) == (["first", "second"], ("Sheet",), [(2, [text, "x"])])


def test_rows_keep_their_lines_and_columns_whatever_is_empty_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "ROWS_AT_ONCE", 2)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"] = " e-mail "
    for line in (4, 6, 7, 10, 11):
        sheet[f"C{line}"] = f"{line}@example.com"
    sheet["D7"] = "Ida"
    headings, _, rows = read(saved(book, tmp_path / "people.xlsx"))
    assert headings == ["", "", "e-mail", ""]
    assert [line for line, _ in rows] == [4, 6, 7, 10, 11]
    assert rows[2] == (7, [None, None, "7@example.com", "Ida"])


def test_the_first_sheet_of_cells_is_read_behind_a_chart_and_under_the_ending_of_another_format(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["email"])
    book.create_sheet("other")
    book.create_chartsheet("chart", 0)
    file = saved(book, tmp_path / "people.xlsx")
    assert read(file.rename(tmp_path / "people.xls")) == (["email"], ("Sheet", "other"), [])
