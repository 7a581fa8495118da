"""What is left of persons beside tables: exports go, logs lose their lines, Dagster's history their ids."""

import json
import os
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.customers.sheets import write_excel
from orchestration.dagster_home.instance import open_instance
from orchestration.erasure import copies
from orchestration.erasure.copies import clean_copies
from orchestration.erasure.persons import Forgotten
from orchestration.erasure.traces import Traces
from orchestration.shop import Shop
from tests.searched import places_of
from tests.unit.erasure.made import of_ida, shop_in

IDA, PSEUDONYM = "c10001", "e5eudonym"
TRACES = [IDA, "ida@example.com", "20304050", "20 30 40 50"]
HEADERS = ["customer_id", "first_name", "last_name", "email", "phone", "order_count"]
OF_IDA = [IDA, "Ida", "Ærø", "Ida@Example.com", "+4520304050", 7]
OF_BO = ["c10002", "Bo", "Ro", "bo@example.com", "+4520304051", 7]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shop = shop_in(tmp_path)
    shop.home.exports.mkdir(parents=True)
    return shop


def write_export(shop: Shop, name: str, rows: list[list[object]], headers: list[str] = HEADERS) -> Path:
    file = shop.home.exports / name
    if file.suffix == ".xlsx":
        write_excel(file, headers, iter(rows), shop.home.root)
    elif file.suffix == ".csv":
        file.write_text("\n".join(",".join(map(str, row)) for row in [headers, *rows]) + "\n")
    else:
        names = ", ".join(f'col{at} as "{header}"' for at, header in enumerate(headers))
        values = ", ".join(str(tuple(row)) if len(row) > 1 else f"('{row[0]}')" for row in rows)
        duckdb.execute(f"copy (select {names} from (values {values})) to '{file}' (format parquet)")
    return file


def write(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("name", ["vip.csv", "vip.parquet", "vip.xlsx", ".vip.csv.999999.part.csv"])
def test_an_export_that_holds_the_person_is_removed_and_others_are_not(shop: Shop, name: str) -> None:
    theirs, others = write_export(shop, name, [OF_BO, OF_IDA]), write_export(shop, f"others_{name}", [OF_BO])
    assert clean_copies(shop, of_ida()) == [theirs]
    assert not theirs.exists()
    assert others.exists()


@pytest.mark.parametrize("name", ["vip.csv", "vip.parquet", "vip.xlsx"])
@pytest.mark.parametrize(
    ("header", "value"),
    [("email", "ida@example.com"), ("phone", "20 30 40 50"), ("note", "call Ida Ærø"), ("hash", "a1" * 32)],
)
def test_any_one_thing_that_tells_of_the_person_is_enough(shop: Shop, name: str, header: str, value: str) -> None:
    export = write_export(shop, name, [[value]], [header])
    assert clean_copies(shop, of_ida()) == [export]


@pytest.mark.parametrize("name", ["vip.csv", "vip.parquet", "vip.xlsx"])
def test_an_export_of_names_alone_is_removed_too(shop: Shop, name: str) -> None:
    export = write_export(shop, name, [["Ida", "Ærø"]], ["first_name", "last_name"])
    assert clean_copies(shop, of_ida()) == [export]


@pytest.mark.parametrize("name", ["vip.csv", "vip.parquet"])
def test_a_number_is_an_id_where_customers_are_named(shop: Shop, name: str) -> None:
    theirs = write_export(shop, f"theirs_{name}", [[7, 1]], ["customer_id", "order_count"])
    others = write_export(shop, name, [[8, 7]], ["customer_id", "order_count"])
    assert clean_copies(shop, Forgotten({"7": "-123456"})) == [theirs]
    assert others.exists()


def test_an_export_that_cannot_be_read_may_hold_anybody(shop: Shop) -> None:
    damaged = write(shop.home.exports / "vip.parquet", b"PAR1 and no more")
    assert clean_copies(shop, of_ida()) == [damaged]


def test_a_log_loses_the_lines_that_tell_of_the_person_and_keeps_the_others(shop: Shop) -> None:
    log = write(
        shop.home.root / "logs" / "dbt.log",
        "12:00 begin\n12:01 Could not convert 'Ida@example.com'\n12:02 for +45 20 30 40 50\n"
        "12:03 no customer c10001\r\n"
        "12:04 frida@example.com, c100010 and 1203040501\n",
    )
    log.chmod(0o640)
    clean_copies(shop, of_ida())
    assert log.read_bytes().decode() == (
        f"12:00 begin\n12:03 no customer {PSEUDONYM}\r\n12:04 frida@example.com, c100010 and 1203040501\n"
    )
    assert oct(log.stat().st_mode & 0o777) == "0o640"


def test_what_dbt_can_make_again_is_removed_and_the_project_is_not(shop: Shop) -> None:
    home = shop.home
    theirs = write(home.dbt_target / "run" / "group.sql", f"where customer_id = '{IDA}'")
    parsed = write(home.dbt_beside / "partial_parse.msgpack", b"\x81\xa1a\xb0ida@example.com\xff")
    others = write(home.dbt_target / "run" / "other.sql", "where customer_id = 'c10002'")
    project = write(home.root / "project.sql", f"'{IDA}'")
    (home.dbt_target / "project").mkdir()
    (home.dbt_target / "project" / "linked.sql").symlink_to(project)
    assert clean_copies(shop, of_ida()) == [theirs, parsed]
    assert others.exists()
    assert project.read_text() == f"'{IDA}'"


def test_a_binary_file_of_dagsters_is_removed(shop: Shop) -> None:
    kept = write(shop.home.dagster / "storage" / "r1" / "result", b"\x80\x04\0ida@example.com\0")
    assert clean_copies(shop, of_ida()) == [kept]


def test_what_was_spilled_and_what_spark_was_given_is_gone(shop: Shop) -> None:
    write(shop.home.temporary / "999999999" / "spilled", "ida@example.com")
    write(shop.home.spark / "raw" / "customers.parquet", "ida@example.com")
    clean_copies(shop, of_ida())
    assert places_of(TRACES, shop.home.root) == []


def test_killed_while_a_log_is_written_it_is_whole_and_cleaned_the_next_time(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = write(shop.home.root / "logs" / "dbt.log", f"begin\nno customer {IDA}\n")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            clean_copies(shop, of_ida())
    assert log.read_text() == f"begin\nno customer {IDA}\n"
    clean_copies(shop, of_ida())
    assert [file.name for file in log.parent.iterdir()] == ["dbt.log"]
    assert places_of([IDA], shop.home.root) == []


def test_a_value_that_a_piece_ends_in_is_found(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "CHUNK", 50)
    log = write(shop.home.root / "logs" / "dbt.log", "x" * 44 + f" {IDA} is unknown\n")
    clean_copies(shop, of_ida())
    assert PSEUDONYM in log.read_text()


ACCOUNT = "    3 of 10 (30%)  {0}: no such customer\n    7 of 10 (70%)  c9\n    12             {0}\n    {0}  c8"


@pytest.mark.parametrize("id_", ["7", "ida"])
def test_a_plain_id_is_replaced_where_it_names_a_customer_and_nowhere_else(id_: str) -> None:
    event = json.dumps({"to_look_at": ACCOUNT.format(id_), "count": 7, "ida": id_, "of": f"unknown: 1, {id_}: x"})
    masked = Traces(Forgotten({id_: "-55"})).masked(event)
    account = ACCOUNT.format("-55").removesuffix("-55  c8") + f"{id_}  c8"
    assert json.loads(masked) == {"to_look_at": account, "count": 7, "ida": "-55", "of": "unknown: 1, -55: x"}


def test_dagsters_history_loses_ids_and_addresses_rows_and_bytes(shop: Shop) -> None:
    @dg.op
    def look(context: dg.OpExecutionContext) -> None:
        context.log.warning("unknown_customers: 1 of 2 (50%%), %s: no such customer", IDA)
        context.log.warning("Could not convert 'ida@example.com' and 20 30 40 50")
        context.add_output_metadata({"to_look_at": dg.MetadataValue.text(f"to look at:\n    1 of 2 (50%)  {IDA}\n")})

    @dg.job
    def nightly() -> None:
        look()

    with open_instance(shop.home.dagster) as instance:
        run_id = nightly.execute_in_process(instance=instance, tags={"customer": IDA}).run_id
        assert {place.value for place in places_of(TRACES, shop.home.dagster)} >= {IDA, "ida@example.com"}
        # As within a night, in which Dagster has its history open.
        assert clean_copies(shop, of_ida()) == []
        assert [str(place) for place in places_of(TRACES, shop.home.dagster)] == []
        told = [record.event_log_entry.user_message for record in instance.get_records_for_run(run_id).records]
        assert f"unknown_customers: 1 of 2 (50%), {PSEUDONYM}: no such customer" in told
        assert "Could not convert '[erased]' and [erased]" in told
        assert nightly.execute_in_process(instance=instance).success
