"""Exports: who is in them, what a spreadsheet and an advertiser make of them, and what a killed one leaves."""

import csv
import hashlib
import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from orchestration.customers import sheets
from orchestration.customers.choices import Channel, Format
from orchestration.customers.export_ledger import exported_by
from orchestration.customers.exporting import CannotExport, Selection, Target, export
from orchestration.customers.listing import NoContacts, NoWorkshop, Wanted
from orchestration.publishing import contacts
from orchestration.publishing.generations import Generation, NoGeneration
from orchestration.publishing.manifest import Manifest, TableFacts
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.warehouse.connections import scratch
from tests.unit.customers.test_listing import BUILT
from tests.workspace import PROJECT

EVERYBODY = Selection()
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
FORMULA, LINK = '=HYPERLINK("https://evil.example","you")', "@SUM(A1)"
PEOPLE = f"""
select * from (values
    ('ida', 'Ida', 'Ærø', ' Ida.Ae+shop@GMail.com ', '20 30 40 50', '+4520304050', null, null),
    ('bo', '{FORMULA}', '-1+1', 'bo@shop.example', '+4520304051', '+4520304051', null, 'suppressed'),
    ('cy', '{LINK}', '0123', 'cy@shop.example', '+45 20304052', '+4520304052', 'not_accepted', null),
    ('di', chr(9) || 'tab', 'a' || chr(10) || '"b";,', null, null, null, 'no_address', 'no_address'),
    ('ed', '<r>x</r>', '+45 not a phone', 'ed@shop.example', null, null, 'closed', 'no_address')
) as people (
    customer_id, first_name, last_name, email, phone, normalised_phone, not_by_email, not_by_sms
)
cross join (select '8000' as postcode, 'S1' as store_id, 'web' as source, 'online' as source_kind)
"""
FIGURES = """
select people.customer_id, 2 as order_count, 12345678901234.56::decimal(18, 2) as total_spent,
    timestamp '2026-10-01 12:30:00' as last_ordered_at, 9007199254740993 as loyalty_points, true as accepts_email,
    cast(null as boolean) as accepts_sms, ['new', 'vip'] as groups,
    case when customer_id = 'bo' then 'SE' else 'DK' end as country
from (values ('ida'), ('bo'), ('cy'), ('di'), ('ed')) as people (customer_id)
"""
GROUPS = {"vip": ("ida", "bo", "cy"), "new": ("ida", "di"), "staff": ("bo",)}
AUDIENCES = {
    "email": (("vip", "ida"), ("vip", "bo"), ("new", "ida"), ("staff", "bo")),
    "sms": (("vip", "ida"), ("vip", "cy"), ("new", "ida")),
}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    (tmp_path / "var").mkdir()
    return Shop(Settings(home=tmp_path / "var"), PROJECT)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    folder = tmp_path_factory.mktemp("generation")
    with scratch() as connection:
        rows = contacts.write(connection, folder, {"contacts": f"({PEOPLE})"}, "da")
    with duckdb.connect(str(folder / "rollcall.duckdb")) as connection:
        connection.execute(f"create table customers as {FIGURES}")
        connection.execute("create schema customer_groups")
        for key, members in GROUPS.items():
            connection.execute(f"create table customer_groups.{key} as select unnest({list(members)}) as customer_id")
        for name, pairs in AUDIENCES.items():
            values = ", ".join(map(str, pairs))
            connection.execute(f"create table audience_{name} as from (values {values}) as a (group_key, customer_id)")
    with duckdb.connect(str(folder / "workshop.duckdb")) as connection:
        connection.execute(
            """
            create schema marts;
            create table marts.orders as from (values ('1', 'ida', true), ('2', 'bo', false), ('3', null, true))
                as orders (order_id, customer_id, is_counted);
            create table marts.order_lines as from (values ('1', 'shoe'), ('1', 'shoe'), ('2', 'shoe'), ('3', 'shoe'))
                as lines (order_id, product_id);
            create table marts.products as from (values ('shoe', 'Running Shoe')) as products (product_id, name);
            """
        )
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    manifest = Manifest(
        run_id="one", previous=None, as_of=moment, published_at=moment, target="duckdb", code_version="abc",
        duckdb_version=duckdb.__version__, last_file_id=1, last_event_id=1,
        tables={f"audience_{name}": TableFacts(rows=1, checksum="") for name in AUDIENCES},
        contacts=TableFacts(rows=rows, checksum=""), groups=dict.fromkeys(GROUPS, BUILT),
    )  # fmt: skip
    return Generation(folder, manifest)


Read = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def exported(shop: Shop, generation: Generation) -> Read:
    """Export as CSV to the home and read the rows back as text."""

    def read(selection: Selection = EVERYBODY, *columns: str, **more: Any) -> list[dict[str, Any]]:
        target = Target(shop.home.exports / "out.csv", Format.CSV, columns, overwrite=True, **more)
        people = export(shop, generation, selection, target, by="mia", at=AT)
        with target.file.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == people
        return rows

    return read


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(row["customer_id"] for row in rows)


def test_everybody_is_exported_once_with_the_columns_of_the_list_by_surname(exported: Read) -> None:
    rows = exported()
    assert len(rows) == 5 and rows[-1]["customer_id"] == "ida"
    assert rows[-1] == {
        "customer_id": "ida", "first_name": "Ida", "last_name": "Ærø", "email": " Ida.Ae+shop@GMail.com ",
        "phone": "20 30 40 50", "postcode": "8000", "store_id": "S1", "source_kind": "online", "order_count": "2",
        "total_spent": "12345678901234.56", "last_ordered_at": "2026-10-01 12:30:00",
        "loyalty_points": "9007199254740993", "groups": "new|vip", "accepts_email": "true", "accepts_sms": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(groups=("vip",)), ["bo", "cy", "ida"]),
        (Selection(groups=("vip", "new")), ["bo", "cy", "di", "ida"]),
        (Selection(groups=("vip", "new"), without=("staff",)), ["cy", "di", "ida"]),
        (Selection(without=("vip", "new")), ["ed"]),
        (Selection(Wanted(country="se")), ["bo"]),
        (Selection(Wanted(bought="shoe")), ["ida"]),
        (Selection(Wanted(bought="running shoe")), ["ida"]),
        (Selection(Wanted(bought="sock")), []),
        (Selection(channel=Channel.EMAIL), ["bo", "ida"]),
        (Selection(channel=Channel.SMS), ["cy", "ida"]),
        (Selection(groups=("new",), channel=Channel.EMAIL), ["ida"]),
        (Selection(groups=("vip", "new"), channel=Channel.EMAIL, without=("staff",)), ["ida"]),
        (Selection(Wanted(bought="shoe"), channel=Channel.SMS), ["ida"]),
    ],
)
def test_who_is_in_an_export(exported: Read, selection: Selection, found: list[str]) -> None:
    """One row a person, in however many of the groups, with however many orders."""
    if selection.channel is None:
        assert ids(exported(selection, "customer_id")) == found
    else:
        assert ids(exported(selection)) == found


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_a_phone_none(exported: Read) -> None:
    rows = {row["customer_id"]: row for row in exported(Selection(), "customer_id", "first_name", "last_name", "phone")}
    assert rows["bo"]["first_name"] == f"'{FORMULA}"
    assert rows["bo"]["last_name"] == "'-1+1" and rows["bo"]["phone"] == "+4520304051"
    assert rows["cy"]["first_name"] == f"'{LINK}" and rows["cy"]["phone"] == "'+45 20304052"
    assert rows["di"]["first_name"] == "'\ttab" and rows["di"]["last_name"] == 'a\n"b";,'
    assert rows["ed"]["last_name"] == "'+45 not a phone"


def test_raw_is_exact(exported: Read) -> None:
    rows = {row["customer_id"]: row for row in exported(Selection(), "customer_id", "first_name", raw=True)}
    assert (rows["bo"]["first_name"], rows["cy"]["first_name"], rows["di"]["first_name"]) == (FORMULA, LINK, "\ttab")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_each_sign_that_begins_a_formula_is_made_harmless(first: str) -> None:
    with scratch() as connection:
        sql = sheets.harmless("?::varchar")
        times = sql.count("?")
        assert connection.execute(f"select {sql}", [f"{first}1"] * times).fetchone() == (f"'{first}1",)
        assert connection.execute(f"select {sql}", [f"1{first}"] * times).fetchone() == (f"1{first}",)


def test_excel_has_every_text_as_a_text_and_numbers_as_numbers(shop: Shop, generation: Generation) -> None:
    columns = ("customer_id", "first_name", "last_name", "phone", "order_count", "total_spent", "loyalty_points",
               "last_ordered_at", "accepts_email", "groups")  # fmt: skip
    target = Target(shop.home.exports / "out.xlsx", Format.XLSX, columns)
    assert export(shop, generation, Selection(), target, by="mia", at=AT) == 5
    sheet = openpyxl.load_workbook(target.file).active
    assert sheet is not None
    header, *rows = sheet.iter_rows()
    assert tuple(cell.value for cell in header) == columns
    cells = {row[0].value: row for row in rows}
    assert [(cell.value, cell.data_type) for cell in cells["bo"][1:4]] == [
        (FORMULA, "s"), ("-1+1", "s"), ("+4520304051", "s"),
    ]  # fmt: skip
    assert [cell.value for cell in cells["cy"][1:3]] == [LINK, "0123"]
    assert cells["cy"][2].data_type == "s"
    assert cells["di"][1].value == "\ttab" and cells["ed"][1].value.strip() == "<r>x</r>"
    assert [cell.value for cell in cells["ida"][4:]] == [
        2, 12345678901234.56, "9007199254740993", datetime(2026, 10, 1, 12, 30), True, "new|vip",
    ]  # fmt: skip
    assert all(cell.hyperlink is None and cell.data_type != "f" for row in rows for cell in row)


@pytest.mark.parametrize(("rows", "sheets_of"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_rows_above_what_a_sheet_holds_go_on_in_another(tmp_path: Path, rows: int, sheets_of: list[int]) -> None:
    file = tmp_path / "out.xlsx"
    sheets.write_excel(file, ["n"], iter([(number,) for number in range(rows)]), tmp_path, most_rows=4)
    book = openpyxl.load_workbook(file)
    read = [[cell for (cell,) in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    assert [len(sheet) - 1 for sheet in read] == sheets_of
    assert all(sheet[0] == "n" for sheet in read)
    assert [cell for sheet in read for cell in sheet[1:]] == list(range(rows))


def test_parquet_is_exact(shop: Shop, generation: Generation) -> None:
    target = Target(shop.home.exports / "out.parquet", Format.PARQUET, ("customer_id", "first_name", "groups"))
    export(shop, generation, Selection(groups=("staff",)), target, by="mia", at=AT)
    with scratch() as connection:
        assert connection.execute(f"from '{target.file}'").fetchall() == [("bo", FORMULA, ["new", "vip"])]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_google_and_meta_get_the_hashed_addresses_of_the_channels_accepted_and_no_other(exported: Read) -> None:
    google = exported(Selection(groups=("vip",), channel=Channel.GOOGLE))
    meta = exported(Selection(groups=("vip",), channel=Channel.META))
    assert sorted(map(tuple, (row.items() for row in google))) == sorted([
        (("Email", digest("idaae@gmail.com")), ("Phone", digest("+4520304050"))),
        (("Email", digest("bo@shop.example")), ("Phone", "")),
        (("Email", ""), ("Phone", digest("+4520304052"))),
    ])  # fmt: skip
    assert sorted(map(tuple, (row.items() for row in meta))) == sorted([
        (("email", digest("ida.ae+shop@gmail.com")), ("phone", digest("4520304050"))),
        (("email", digest("bo@shop.example")), ("phone", "")),
        (("email", ""), ("phone", digest("4520304052"))),
    ])  # fmt: skip


def test_a_list_to_write_to_has_the_address_of_its_channel_alone(exported: Read) -> None:
    assert list(exported(Selection(channel=Channel.EMAIL))[0]) == ["customer_id", "first_name", "last_name", "email"]
    rows = exported(Selection(channel=Channel.SMS))
    assert {row["normalised_phone"] for row in rows} == {"+4520304050", "+4520304052"}
    assert all("email" not in row for row in rows)


def test_a_file_is_its_owners_alone_and_entered_in_the_ledger(shop: Shop, exported: Read) -> None:
    exported(Selection(Wanted(search="ida"), groups=("vip",), without=("staff",), channel=Channel.EMAIL))
    file = shop.home.exports / "out.csv"
    assert file.stat().st_mode & 0o777 == shop.home.export_ledger.stat().st_mode & 0o777 == 0o600
    (entry,) = exported_by(shop.home)
    assert (entry.path, entry.at, entry.by, entry.people) == (str(file), "2026-11-02T09:30:00Z", "mia", 1)
    assert (entry.groups, entry.without, entry.channel, entry.run_id) == (("vip",), ("staff",), "email", "one")
    assert "ida" not in json.dumps(json.loads(shop.home.export_ledger.read_text()))


@pytest.mark.parametrize(
    ("selection", "columns", "said"),
    [
        (Selection(), ("surname",), "no column 'surname' to export; there are: customer_id"),
        (Selection(), ("searched",), "no column 'searched'"),
        (Selection(channel=Channel.META), ("email",), "columns email and phone; leave out --columns"),
    ],
)
def test_columns_that_cannot_be_exported_are_named(
    exported: Read, selection: Selection, columns: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CannotExport, match=said):
        exported(selection, *columns)


def test_what_the_generation_lacks_is_named(shop: Shop, generation: Generation) -> None:
    target = Target(shop.home.exports / "out.csv", Format.CSV)
    earlier = Generation(generation.path, generation.manifest.model_copy(update={"tables": {}}))
    with pytest.raises(NoContacts, match="does not say who may be contacted"):
        export(shop, earlier, Selection(channel=Channel.SMS), target, by="mia", at=AT)
    for selection in (Selection(groups=("vips",)), Selection(without=("vips",))):
        with pytest.raises(NoGeneration, match="no group 'vips'"):
            export(shop, generation, selection, target, by="mia", at=AT)
    shutil.copytree(generation.path, shop.home.published, ignore=shutil.ignore_patterns("workshop.duckdb"))
    of_spark = Generation(shop.home.published, generation.manifest)
    with pytest.raises(NoWorkshop, match="run `rollcall nightly`"):
        export(shop, of_spark, Selection(Wanted(bought="shoe")), target, by="mia", at=AT)
    assert list(shop.home.exports.glob("*")) == [] and exported_by(shop.home) == []


def test_a_file_that_is_there_is_not_written_over_unasked(shop: Shop, generation: Generation) -> None:
    target = Target(shop.home.root / "mine.csv", Format.CSV)
    target.file.write_text("mine")
    with pytest.raises(CannotExport, match="is there already"):
        export(shop, generation, Selection(), target, by="mia", at=AT)
    assert target.file.read_text() == "mine"
    export(shop, generation, Selection(), replace(target, overwrite=True), by="mia", at=AT)
    with pytest.raises(CannotExport, match="there is no folder"):
        export(shop, generation, Selection(), replace(target, file=shop.home.root / "x" / "y.csv"), by="mia", at=AT)


@contextmanager
def no_room() -> Iterator[None]:
    """Files cannot grow beyond a few bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("form", Format)
def test_a_disk_without_room_leaves_neither_file_nor_entry(shop: Shop, generation: Generation, form: Format) -> None:
    target = Target(shop.home.exports / f"out.{form}", form)
    with no_room(), pytest.raises((OSError, duckdb.Error)):
        export(shop, generation, Selection(), target, by="mia", at=AT)
    assert list(shop.home.exports.iterdir()) == [] and exported_by(shop.home) == []
    assert [each for each in shop.home.temporary.rglob("*") if each.is_file()] == []


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from orchestration.interruption import Interruption
from orchestration.customers.sheets import write_excel
from orchestration.customers import exporting

def rows():
    for number in range(10**9):
        yield (number, "ada@shop.example")

Interruption().listen()
with exporting._appearing(Path(sys.argv[1])) as unfinished:
    print("writing", flush=True)
    write_excel(unfinished, ["n", "email"], rows(), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_export_killed_half_way_leaves_no_file_and_the_next_clears_what_it_was_writing(
    shop: Shop, generation: Generation, tmp_path: Path, number: signal.Signals
) -> None:
    shop.home.exports.mkdir()
    file = shop.home.exports / "out.xlsx"
    (tmp_path / "spilled").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file), str(tmp_path / "spilled")], stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL, cwd=PROJECT,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "writing\n"
    time.sleep(0.3)
    process.send_signal(number)
    process.wait(60)
    left = [each.name for each in shop.home.exports.iterdir()]
    assert file.name not in left
    assert bool(left) == (number == signal.SIGKILL)
    export(shop, generation, Selection(), Target(shop.home.exports / "2.csv", Format.CSV), by="mia", at=AT)
    assert [each.name for each in shop.home.exports.iterdir()] == ["2.csv"]
