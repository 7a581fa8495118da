"""Files of another system's columns: as safe as our own, whatever is wrong with them and whenever they land."""

import gzip
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.landing import upsert
from orchestration.landing.archive import Archive
from orchestration.landing.contract import Contract
from orchestration.landing.load import land
from orchestration.landing.mapping_files import Mappings
from orchestration.landing.rebuild import rebuild
from orchestration.landing.report import LandingReport
from orchestration.settings import Project
from tests.faults import LANDED_AT, SECRET
from tests.workspace import PROJECT

MAPPING = """\
file: {decimal_mark: "."}
columns:
  No: text
  Mail: {headers: [E-mail]}
  Placed: text
  State: {optional: true}
  Item: text
  Pieces: number
  Price: number
tables:
  orders:
    key: No
    columns:
      order_id: No
      email: Mail
      customer_id: {made_id: Mail}
      ordered_at: Placed
      status: {value: delivered}
      source: State
      total_amount: {sql: 'cast(sum("Pieces" * "Price") as decimal(18, 2))'}
  order_lines:
    columns:
      order_id: No
      line_number: {sql: 'row_number() over (partition by "No" order by _row)'}
      product_id: Item
      quantity: Pieces
      unit_price: Price
"""
HEADER = "No,E-mail,Placed,State,Item,Pieces,Price\n"
TWO_ORDERS = HEADER + (
    "1,a@example.com,2026-01-01 10:00:00,web,Tea,2,10.50\n"
    "1,,,,Cup,1,4.00\n"
    "2,b@example.com,2026-01-02 10:00:00,,Tea,1,10.50\n"
)


class Shop:
    """A home with one mapping of its own, `till`."""

    def __init__(self, folder: Path, mapping: str = MAPPING, **variables: Any) -> None:
        self.folder = folder
        folder.joinpath("mappings").mkdir()
        folder.joinpath("mappings", "till.yml").write_text(mapping)
        project = Project(PROJECT)
        self.contract = Contract.read(project.landing_contract, {**project.variables, "time_zone": "UTC", **variables})
        self.archive = Archive(folder / "archive")
        self.connection = self.open("warehouse.duckdb")

    def open(self, name: str) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.folder / name), config={"temp_directory": str(self.folder / "tmp")})

    @property
    def mappings(self) -> Mappings:
        return Mappings.of(self.folder, self.contract, lambda: SECRET)

    def drop(self, name: str, content: str | bytes) -> Path:
        file = self.folder / "landing" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def land(self) -> LandingReport:
        folders = [self.folder / "landing", self.folder / "inbox"]
        given = {"landed_at": LANDED_AT, "archive": self.archive, "mappings": self.mappings}
        return land(self.connection, folders, self.contract, **given)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def rejected(self) -> list[tuple[Any, ...]]:
        return self.rows("select table_name, line, reason from raw.rejected_rows order by table_name, line")

    def refusal(self) -> str:
        """Why the one file that waits is refused."""
        (result,) = self.land().files
        assert result.status == "refused"
        return result.reason


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_bad_row_is_rejected_with_its_line_in_the_original_file(shop: Shop) -> None:
    shop.drop(
        "_till/a.csv",
        HEADER
        + "1,a@example.com,2026-01-01 10:00:00,web,Tea,2,10.50\n"  # line 2
        + '1,,,,"Cup,\nblue",some,4.00\n'  # lines 3 and 4: orders 1 cannot be summed up
        + "\n"
        + "2,b@example.com,31-12-2026,,Tea,1,1.00\n"  # line 6: not a moment
        + "3,c@example.com,2026-01-02 10:00:00,,Tea\n"  # line 7: too few columns
        + "4,d@example.com,2026-01-02 10:00:00,,,1,1.00\n",  # line 8: a line without a product
    )
    orders, lines = shop.land().files
    assert shop.rejected() == [
        ("order_lines", 3, "quantity 'some' is not a decimal(18,3)"),
        ("order_lines", 8, "product_id is empty"),
        ("orders", 3, "the row cannot be read: Pieces 'some' is not a number"),
        (
            "orders",
            6,
            "ordered_at '31-12-2026' is not a timestamp; write it as 2024-12-31, since the order of day and month"
            " cannot be told",
        ),
        ("orders", 7, "too few columns"),
    ]
    assert shop.rows("select raw_text from raw.rejected_rows where line = 3 and table_name = 'orders'") == [
        ('1,,,,"Cup,\nblue",some,4.00',)
    ]
    assert [(each.read_rows, each.accepted_rows) for each in (orders, lines)] == [(4, 1), (4, 2)]
    assert shop.rows("select order_id from raw.orders") == [("4",)]
    # What is counted and published of them holds no value.
    assert shop.rows(
        "select detail from raw.landing_findings where detail like '%cannot be read%' or detail like '%some%'"
    ) in (
        [("the row cannot be read: ... (1 of 3 rows)",)],
        [],
    )


def test_rows_of_a_key_become_one_whose_values_are_the_first(shop: Shop) -> None:
    shop.drop("_till/a.csv.gz", gzip.compress(TWO_ORDERS.encode()))
    shop.land()
    assert shop.rows("select order_id, email, source, total_amount::double from raw.orders") == [
        ("1", "a@example.com", "web", 25.0),
        ("2", "b@example.com", None, 10.5),
    ]
    assert shop.rejected() == []


def test_all_missing_columns_are_named_at_once_and_the_file_stays(shop: Shop) -> None:
    file = shop.drop("_till/a.csv", "No,Placd,Item,Pieces\n1,2026-01-01,Tea,1\n")
    reason = shop.refusal()
    assert "lacks the columns 'Mail', 'Placed' (did you mean 'placd'?), 'Price' of the mapping till" in reason
    assert file.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TWO_ORDERS.replace("State", "No"), "column 'No' appears twice"),
        (TWO_ORDERS.replace("Tea", "Smør").encode("cp1252"), "say `encoding: cp1252` under file in the mapping till"),
        (TWO_ORDERS.encode("utf-16"), "is UTF-16"),
        (TWO_ORDERS.replace("Tea", '"Tea'), "a quote is opened and not closed"),
    ],
    ids=["two columns of one name", "another encoding", "UTF-16", "an open quote"],
)
def test_a_file_that_cannot_be_read_is_refused_once_for_all_tables(shop: Shop, content: str | bytes, said: str) -> None:
    shop.drop("_till/a.csv", content)
    assert said in shop.refusal()
    assert shop.rows("select count(*) from raw.orders union all select count(*) from raw.order_lines") == [(0,), (0,)]


def test_a_mapping_that_cannot_be_used_refuses_its_files_with_its_line(tmp_path: Path) -> None:
    shop = Shop(tmp_path, MAPPING.replace("order_id: No", "order_idd: No", 1))
    shop.drop("_till/a.csv", TWO_ORDERS)
    assert "mappings/till.yml: line 14: the table orders has no column 'order_idd'" in shop.refusal()


def test_a_folder_of_no_mapping_is_not_passed_over(shop: Shop) -> None:
    shop.drop("_tills/a.csv", TWO_ORDERS)
    assert "there is no mapping 'tills' (did you mean 'till'?); there are danish-customers" in shop.refusal()


def test_tables_of_a_file_land_together_or_not_at_all(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.drop("_till/a.csv", TWO_ORDERS)
    settle, done = upsert.settle, []

    def until_the_second(connection: Any, table: Any, *arguments: Any) -> dict[int, int]:
        done.append(table.name)
        if len(done) == 2:
            raise MemoryError("no memory is left")
        return settle(connection, table, *arguments)

    monkeypatch.setattr(upsert, "settle", until_the_second)
    with pytest.raises(MemoryError):
        shop.land()
    assert done == ["orders", "order_lines"]
    assert shop.rows("select count(*) from raw.orders union all from (select count(*) from raw.landed_files)") == [
        (0,),
        (0,),
    ]
    monkeypatch.undo()
    assert [each.accepted_rows for each in shop.land().files] == [2, 3]
    assert shop.rows("select table_name, file_id from raw.landed_files order by 2") == [
        ("orders", 1),
        ("order_lines", 2),
    ]


def test_a_rebuild_gives_the_same_rows_after_the_mapping_has_changed_or_gone(shop: Shop) -> None:
    shop.drop("_till/a.csv", TWO_ORDERS + "3,c@example.com,never,,Tea,1,1.00\n")
    shop.drop("orders/b.csv", "order_id,ordered_at,status,total_amount\n9,2026-01-01,delivered,1.00\n")
    shop.land()
    shop.drop("_till/a.csv", TWO_ORDERS.replace("10.50", "11.00"))
    shop.land()
    assert not any(path.is_file() for path in (shop.folder / "landing").rglob("*"))
    shop.folder.joinpath("mappings", "till.yml").unlink()
    again = shop.open("again.duckdb")
    report = rebuild(again, shop.archive, shop.contract, mappings=shop.mappings)
    assert report.refused == []
    for table in ("orders", "order_lines", "rejected_rows", "landed_files"):
        query = f"select * exclude ({'archived_as' if table == 'landed_files' else 'file_id' if table == 'rejected_rows' else '_is_bare'}) from raw.{table} order by all"  # noqa: E501
        assert again.execute(query).fetchall() == shop.rows(query), table


def test_a_file_that_lacks_an_optional_column_leaves_what_is_stored(shop: Shop) -> None:
    shop.drop("_till/a.csv", TWO_ORDERS)
    shop.land()
    shop.drop("_till/b.csv", "No,Mail,Placed,Item,Pieces,Price\n1,a@example.com,2026-01-01 10:00:00,Tea,3,10.50\n")
    shop.land()
    assert shop.rows("select source, total_amount::double from raw.orders where order_id = '1'") == [("web", 31.5)]


def test_ndjson_and_parquet_are_mapped_alike(shop: Shop) -> None:
    shop.drop("_till/a.ndjson", '{"No": 1, "Mail": "a@example.com", "Placed": "2026-01-01", "Item": "Tea", "Pieces": 2,'
              ' "Price": 10.5}\nnonsense\n')  # fmt: skip
    parquet = shop.drop("_till/b.parquet", b"")
    rows = "select 2 as No, 'b@example.com' as Mail, timestamp '2026-01-02' as Placed, 'Tea' as Item, 1.0 as Pieces"
    duckdb.sql(f"copy ({rows}, 4.25 as Price) to '{parquet}' (format parquet)")
    shop.land()
    assert shop.rows("select order_id, ordered_at::varchar, total_amount::double from raw.orders") == [
        ("1", "2026-01-01 00:00:00", 21.0),
        ("2", "2026-01-02 00:00:00", 4.25),
    ]
    assert ("orders", 2, "the row cannot be read: it is not a JSON object") in shop.rejected()


def test_no_address_becomes_an_id_and_equal_ones_the_same(shop: Shop) -> None:
    shop.drop("_till/a.csv", TWO_ORDERS.replace("b@example.com", " A@Example.com"))
    shop.land()
    ids = shop.rows("select distinct customer_id from raw.orders")
    assert len(ids) == 1
    assert ids[0][0].startswith("g")
    assert len(ids[0][0]) == 21


@pytest.mark.parametrize(
    ("form", "placed", "price"),
    [
        ("{decimal_mark: ',', thousands_mark: ' ', date_order: dmy, delimiter: ';'}", "2/1/2026 kl", "1 234,50"),
        ("{decimal_mark: ',', thousands_mark: ' ', date_order: dmy, delimiter: ';'}", "02.01.2026", "1\u00a0234,50"),
        ("{decimal_mark: ',', date_order: mdy, delimiter: ';'}", "1/2/26 00:00", "1.234,5"),
        ("{decimal_mark: '.', thousands_mark: \"'\", date_order: mdy, delimiter: '|'}", "01-02-2026", "1'234.50"),
        ("{decimal_mark: '.', delimiter: tab}", "2026-01-02", "1,234.50"),
    ],
)
def test_numbers_and_dates_are_read_as_the_mapping_says(tmp_path: Path, form: str, placed: str, price: str) -> None:
    shop = Shop(tmp_path, MAPPING.replace('{decimal_mark: "."}', form))
    mark = "\t" if "tab" in form else ";" if "';'" in form else "|"
    shop.drop(
        "_till/a.csv", HEADER.replace(",", mark) + mark.join(["1", "a@x.dk", placed, "", "Tea", "1", price]) + "\n"
    )
    shop.land()
    if placed.endswith("kl"):
        assert shop.rejected()[0][:2] == ("orders", 2)
    else:
        assert shop.rows("select ordered_at::varchar, total_amount::double from raw.orders") == [
            ("2026-01-02 00:00:00", 1234.5)
        ]
    assert shop.rows("select unit_price::double from raw.order_lines") == [(1234.5,)]
