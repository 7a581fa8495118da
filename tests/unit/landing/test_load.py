"""Landing files: what lands, of every format, when a landing is killed, and when the contract changes.

Faulty rows are in test_faulty_rows.py, faulty files in test_faulty_files.py, rules about several rows with one key in
test_upsert.py.
"""

import gzip
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import load as load_module
from orchestration.landing.contract import Contract
from orchestration.landing.ledger import LandingError
from orchestration.landing.load import land
from orchestration.landing.report import FileProgress
from tests.unit.landing.conftest import CONTRACT, GOOD, LANDED_AT, LandingHome


def test_an_empty_landing_still_makes_every_table(shop: LandingHome) -> None:
    assert shop.land().files == []
    tables = shop.rows("select table_name from duckdb_tables() where schema_name = 'raw' order by 1")
    names = [
        "customers",
        "decisions",
        "form",
        "landed_files",
        "landing_findings",
        "landing_losses",
        "phone_numbers",
        "phone_numbers_read",
        "rejected_rows",
        "replaced_customers",
        "visits",
    ]
    assert [name for (name,) in tables] == names
    assert shop.rows("select count(*) from raw.customers") == [(0,)]


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "A.CSV", "a.ndjson", "a.jsonl.gz", "a [1]*?'s.csv"])
def test_every_format_lands_the_same_rows(shop: LandingHome, name: str) -> None:
    text = GOOD
    if "json" in name:
        text = (
            '{"customer_id": 1, "created_at": "2026-01-01 10:00:00", "name": "Ann", "points": 5}\n'
            '{"customer_id": "2", "created_at": "2026-01-02T10:00:00Z", "name": "Bo", "points": null}\n'
        )
    shop.drop(f"customers/{name}", gzip.compress(text.encode()) if name.endswith(".gz") else text)
    report = shop.land()
    assert [(result.status, result.read_rows) for result in report.files] == [("loaded", 2)]
    assert shop.rows("select customer_id, created_at::varchar, name, points from raw.customers order by 1") == [
        ("1", "2026-01-01 10:00:00", "Ann", 5),
        ("2", "2026-01-02 10:00:00", "Bo", None),
    ]


def test_parquet_types_are_brought_to_the_contracts(shop: LandingHome) -> None:
    shop.drop_parquet(
        "customers/a.parquet",
        """select 17850.0::double as customer_id, timestamptz '2026-01-01 12:00:00+02' as created_at,
        timestamp '1990-01-01 00:00:00' as birth_date, 7.0::double as points, 1.25::double as amount,
        1::tinyint as accepts_sms, 1.5::float as ratio, null::integer as updated_at, 'Ann'::blob as name""",
    )
    assert [result.reason for result in shop.land().files] == [""]
    assert shop.rows(
        "select customer_id, created_at::varchar, birth_date::varchar, points, amount::varchar, accepts_sms, ratio,"
        " updated_at, name from raw.customers"
    ) == [("17850", "2026-01-01 10:00:00", "1990-01-01", 7, "1.25", True, 1.5, None, "Ann")]


def test_whole_numbers_may_carry_zero_decimals_and_empty_text_is_null(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", 'customer_id,created_at,points,name,amount\n1,2026-01-01, 7.0 ,"",1.5000\n')
    shop.land()
    assert shop.rows("select points, name, amount::varchar from raw.customers") == [(7, None, "1.50")]


def test_an_empty_text_is_not_taken_for_a_missing_one_where_the_file_tells_them_apart(shop: LandingHome) -> None:
    shop.drop("customers/a.ndjson", '{"customer_id": "1", "created_at": "2026-01-01", "name": "", "gender": ""}\n')
    shop.drop_parquet("customers/b.parquet", "select '2' as customer_id, '2026-01-01' as created_at, '' as name")
    shop.drop("decisions/a.ndjson", '{"at": "2026-01-01", "customer_id": "", "phone": "1"}\n')
    shop.land()
    assert shop.rows("select name, gender from raw.customers order by customer_id") == [("", None), ("", None)]
    assert shop.rows("select customer_id from raw.decisions") == [(None,)]


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-01-01T10:00:00+02:00", "2026-01-01 08:00:00"),
        ("2026-01-01T10:00+02:00", "2026-01-01 08:00:00"),
        ("2026-01-01T10:00Z", "2026-01-01 10:00:00"),
        ("2026-01-01 10:00:00.5-05", "2026-01-01 15:00:00.5"),
        ("2026-01-01 10:00", "2026-01-01 10:00:00"),
        ("2026-01-01", "2026-01-01 00:00:00"),
    ],
)
def test_an_offset_is_not_dropped_from_a_timestamp(shop: LandingHome, given: str, utc: str) -> None:
    shop.connection.execute("set TimeZone = 'Asia/Tokyo'")
    shop.drop("customers/a.csv", f"customer_id,created_at\n1,{given}\n")
    shop.land()
    assert shop.rows("select created_at::varchar from raw.customers") == [(utc,)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_although_other_delimiters_fill_the_text(shop: LandingHome, delimiter: str) -> None:
    text = f"customer_id{delimiter}created_at{delimiter}name\n" + f'1{delimiter}2026-01-01{delimiter}"a,b;c|d\te"\n'
    shop.drop("customers/a.csv", text)
    shop.land()
    assert shop.rows("select name from raw.customers") == [("a,b;c|d\te",)]


def test_header_only_csv_lands_with_no_rows(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", "customer_id,created_at")
    [result] = shop.land().files
    assert (result.status, result.read_rows) == ("loaded", 0)


def test_a_killed_landing_leaves_nothing_half_landed(shop: LandingHome) -> None:
    shop.drop("customers/a.csv", GOOD)
    shop.drop_parquet(
        "customers/b.parquet",
        "select 'k' || i as customer_id, timestamp '2026-01-01' as created_at, md5(i::varchar) as name"
        " from range(300000) t(i)",
    )
    shop.connection.close()
    program = """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        import duckdb
        from orchestration.landing import load, upsert
        from orchestration.landing.contract import Contract
        home = Path(sys.argv[1])
        settle = upsert.settle
        def slowly(*arguments):
            print("in the middle", flush=True)
            sys.stdin.read()
        upsert.settle = slowly
        load.land(duckdb.connect(str(home / "warehouse.duckdb")), [home / "landing"],
            Contract.read(home / "contract.yml", {"id_type": "varchar", "time_zone": "UTC"}),
            landed_at=datetime(2026, 6, 1, tzinfo=UTC))
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(shop.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"in the middle\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    shop.connection = duckdb.connect(str(shop.home / "warehouse.duckdb"))
    assert shop.rows("select count(*) from raw.landed_files") == [(0,)]
    assert [result.status for result in shop.land().files] == ["loaded", "loaded"]
    assert shop.rows("select count(*) from raw.customers") == [(300_002,)]


def test_a_column_added_to_the_contract_is_added_to_the_table(
    shop: LandingHome, reread: Callable[[str], Contract]
) -> None:
    shop.drop("customers/a.csv", GOOD)
    shop.land()
    added = CONTRACT.replace("{name: points, ", "{name: city, data_type: varchar}\n          - {name: points, ")
    shop.contract = reread(added)
    shop.drop("customers/b.csv", "customer_id,created_at,city\n3,2026-01-01,Aarhus\n")
    shop.land()
    assert shop.rows("select customer_id, city from raw.customers order by 1") == [
        ("1", None),
        ("2", None),
        ("3", "Aarhus"),
    ]


def test_a_column_that_changed_its_type_stops_the_landing(shop: LandingHome, reread: Callable[[str], Contract]) -> None:
    shop.land()
    shop.contract = reread(CONTRACT.replace("data_type: bigint}", "data_type: varchar}", 1))
    with pytest.raises(LandingError, match="table 'customers', column 'points': the contract says varchar"):
        shop.land()


def test_progress_is_told_of_a_slow_file(shop: LandingHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "QUIET_SECONDS", 0.01)
    shop.drop_parquet(
        "customers/a.parquet",
        "select 'k' || i as customer_id, timestamp '2026-01-01' as created_at, md5(i::varchar) as name"
        " from range(500000) t(i)",
    )
    told: list[FileProgress] = []
    shop.land(progress=told.append)
    assert told
    assert all(0 <= step.fraction <= 1 and step.file_name == "customers/a.parquet" for step in told)
    assert all(step.rows is not None and step.rows <= 500_000 for step in told)


def test_a_moment_without_a_time_zone_is_not_guessed(shop: LandingHome) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        land(shop.connection, shop.folders, shop.contract, landed_at=LANDED_AT.replace(tzinfo=None))
