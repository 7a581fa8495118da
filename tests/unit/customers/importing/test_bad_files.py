"""Files that are not what an import wants: each is told so, and nothing of it is imported that should not be."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from orchestration.inbox import EntryError
from tests.imports import ImportingShop

GOOD = "first_name,email\nÅse,ase@example.com\n"


def huge(shop: ImportingShop) -> Path:
    file = shop.write(GOOD, "huge.csv")
    os.truncate(file, 2 * 2**30)
    return file


def workbook(folder: Path, *rows: list[object], name: str = "people.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("other")
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda shop: shop.write(GOOD.encode("cp1252")), r"it looks like Windows-1252: add --encoding cp1252"),
        (lambda shop: shop.write(GOOD.encode("utf-16")), r"is UTF-16; save it as UTF-8"),
        (lambda shop: shop.write(""), r"first line is empty"),
        (lambda shop: shop.write("email,name,E-Mail \na@example.com,A,b@example.com\n"), r"look all like email"),
        (lambda shop: shop.write("email,name,email\na@x.org,A,b@x.org\n"), r"columns 1 and 3 are both called .email."),
        (lambda shop: shop.write("colour,size\nred,4\n"), r"no column is an id, an e-mail address or a phone number"),
        (lambda shop: shop.write('email,city\na@example.com,"Aar\nb@example.com,x\n'), r"line 2: a quote is opened"),
        (huge, r"has 2,048 MB, and a CSV file to import by hand has at most 500 MB; cut it"),
        (lambda shop: workbook(shop.folder), r"the first sheet, 'Sheet', is empty"),
        (lambda shop: shop.write(b"PK\x03\x04 no workbook", "a.xlsx"), r"cannot be read as a workbook"),
        (lambda shop: shop.folder / "nowhere.csv", r"there is no such file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_imported_says_what_to_do(
    shop: ImportingShop, make: Callable[[ImportingShop], Path], said: str
) -> None:
    with pytest.raises(EntryError, match=said):
        shop.import_(make(shop))
    assert shop.entries() == []


def test_each_faulty_row_is_reported_by_its_line_and_keeps_no_other_out(shop: ImportingShop) -> None:
    imported = shop.import_(
        "first name;E-mail;Telefon;Fødselsdag\n"
        "Ida;ida@example.com;;31.12.1990\n"  # 2
        "Bo;bo at example.com;;\n"  # 3
        "Cem;;12;\n"  # 4
        '"Dag\nOlaf";dag@example.com;;\n'  # 5, and a line more
        "Eva;eva@example.com;;31.02.1990\n"  # 7
        "Fay;fay@example.com\n"  # 8
        "=HYPERLINK(1);gus@example.com;;\n"  # 9
        ";;;\n"  # 10
        '"=""0045""";hal@example.com;;\n'  # 11
    )
    assert {line: imported.reason(line) for line in (3, 4, 7, 8, 9, 10)} == {
        3: "email 'bo at example.com' is not an e-mail address",
        4: "phone '12' is not a possible phone number",
        7: "birth_date '1990-02-31' is not a date",
        8: "too few columns",
        9: "a cell is a formula; save the sheet with values",
        10: "has no email and no phone, so nobody can tell who it is",
    }
    assert imported.preview.outcomes == {"new": 3, "changed": 0, "unchanged": 0, "rejected": 6}
    assert [(row["first_name"], row["birth_date"]) for row in shop.waiting("customers")] == [
        ("Ida", "1990-12-31"),
        ("Dag\nOlaf", None),
        ("0045", None),
    ]


def test_500_columns_are_left_out_but_those_that_mean_something(shop: ImportingShop) -> None:
    headings = [*(f"field {number}" for number in range(499)), "Courriel"]
    imported = shop.import_(f"{','.join(headings)}\n{',' * 499}ida@example.com\n")
    assert imported.outcome(2) == "new"
    assert [sorted(row) for row in shop.waiting("customers")] == [["customer_id", "email"]]


def test_an_encoding_that_is_said_is_read(shop: ImportingShop) -> None:
    assert shop.preview(GOOD.encode("cp1252"), encoding="cp1252").rows[0][2] == "Åse"
    assert shop.preview(GOOD.encode("utf-16"), encoding="utf-16").rows[0][2] == "Åse"
    with pytest.raises(EntryError, match="is not in the encoding ascii; give its own with --encoding"):
        shop.preview(GOOD.encode("cp1252"), encoding="ascii")


@pytest.mark.parametrize(
    ("dates", "order", "read"),
    [
        (["5/14/1965", "04/08/1966"], None, ["1965-05-14", "1966-04-08"]),
        (["14/5/1965", "04-08-1966"], None, ["1965-05-14", "1966-08-04"]),
        (["1.2.1965", "1966-08-04"], None, ["1965-02-01", "1966-08-04"]),
        (["1/2/1965"], "mdy", ["1965-01-02"]),
        (["1/2/1965"], None, "both could be the day"),
        (["1/22/1965", "22/1/1965"], None, "some of them with the day first"),
    ],
)
def test_all_dates_of_a_column_show_whether_the_day_comes_first(
    shop: ImportingShop, dates: list[str], order: str | None, read: list[str] | str
) -> None:
    file = "email,birthday\n" + "".join(f"p{at}@example.com,{each}\n" for at, each in enumerate(dates))
    if isinstance(read, str):
        with pytest.raises(EntryError, match=f"birth_date: the order of day and month cannot be told .*{read}"):
            shop.preview(file, dates=order)
    else:
        assert [row[3].isoformat() for row in shop.preview(file, dates=order).rows] == read


def test_a_workbook_imports_with_its_own_types_and_the_values_of_its_formulas(shop: ImportingShop) -> None:
    file = workbook(
        shop.folder,
        ["Kundenr", "Navn", "E-mail", "Mobil", "Fødselsdag", "Postnr", "Nyhedsbrev"],
        [1001, "Ida  Maria Holm", "ida@example.com", 4520304050, date(1990, 12, 31), 8000, True],
        [None] * 7,
        [1002, "NA", "na@example.com", "20 30 40 51", datetime(1991, 1, 2), "0555", "nej"],
        [1003, "Cem", None, None, "soon", None, None],
    )
    imported = shop.import_(file)
    assert imported.preview.rows[0][1:] == (
        "new", "1001", "Ida Maria", "Holm", "ida@example.com", "4520304050", date(1990, 12, 31), "8000", True,
    )  # fmt: skip
    assert imported.preview.rows[1][1:5] == ("new", "1002", "NA", None)
    assert imported.reason(5) == "birth_date 'soon' is not a date"
    shop.land()
    assert shop.raw("select customer_id, postcode, accepts_email from raw.customers order by 1") == [
        ("1001", "8000", True),
        ("1002", "0555", False),
    ]


def test_what_a_heading_means_can_be_said_and_taken_back(shop: ImportingShop) -> None:
    file = "Ref,E-mail,Work e-mail,Name,Town\n7,ida@example.com,i@work.example,Ida,Aarhus\n"
    preview = shop.preview(file, "Ref=customer_id", "Work e-mail=email", "Town=")
    assert preview.columns[2:] == ["customer_id", "email", "first_name", "last_name"]
    assert preview.rows == [(2, "new", "7", "i@work.example", "Ida", None)]
    for said, fault in {
        "Ref": "is not a heading and a column",
        "Rf=customer_id": "the file has no column 'Rf'",
        "Ref=custmer_id": r"customers have no column 'custmer_id' \(did you mean 'customer_id'\?\)",
    }.items():
        with pytest.raises(EntryError, match=fault):
            shop.preview(file, said)
