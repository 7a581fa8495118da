"""Moments and days in files: which clock they mean, and what is neither."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from orchestration.landing.clocks import _changes, clock_to_utc
from orchestration.landing.contract import ContractError
from tests.faults import Open, ProjectLanding, needs_files, open_landing

__all__ = ["open_landing"]

NEW_YORK = "America/New_York"
COPENHAGEN = "Europe/Copenhagen"


def one_in_each_format(shop: ProjectLanding, column: str, value: str) -> list[Any]:
    """What a text becomes as a moment of the column, from CSV, NDJSON and Parquet."""
    required = "" if column == "created_at" else ', "created_at": "2020-01-01T00:00:00Z"'
    header = f"customer_id,{column}" + (",created_at" if required else "")
    shop.drop("customers/1.csv", f'{header}\ncsv,"{value}"' + (",2020-01-01T00:00:00Z\n" if required else "\n"))
    shop.drop("customers/2.ndjson", f'{{"customer_id": "ndjson", "{column}": "{value}"{required}}}\n')
    also = ", timestamptz '2020-01-01 00:00:00+00' as created_at" if required else ""
    shop.drop_parquet("customers/3.parquet", f"select 'parquet' as customer_id, '{value}' as {column}{also}")
    shop.land()
    found = shop.rows(f"select distinct {column}::varchar from raw.customers where customer_id != ''")
    assert shop.rows("select count(*) from raw.customers") == [(3,)], shop.rejected()
    return [value for (value,) in found]


@pytest.mark.parametrize(
    ("zone", "written", "utc"),
    [
        (COPENHAGEN, "2024-06-10 23:30:00", "2024-06-10 21:30:00"),
        (COPENHAGEN, "2024-01-10T23:30:00", "2024-01-10 22:30:00"),
        (NEW_YORK, "2024-06-10", "2024-06-10 04:00:00"),
        (COPENHAGEN, "2024-06-10", "2024-06-09 22:00:00"),
        ("UTC", "2024-06-10 23:30", "2024-06-10 23:30:00"),
        ("Asia/Kolkata", "2024-06-10 23:30:00.25", "2024-06-10 18:00:00.25"),
        # An hour that the clock shows twice is the earlier, one that it skips is read by the offset before.
        (COPENHAGEN, "2023-10-29 02:30:00", "2023-10-29 00:30:00"),
        (COPENHAGEN, "2024-03-31 02:30:00", "2024-03-31 01:30:00"),
        (COPENHAGEN, "2024-03-31 03:00:00", "2024-03-31 01:00:00"),
        (NEW_YORK, "2023-11-05 01:30:00", "2023-11-05 05:30:00"),
        ("Australia/Lord_Howe", "2024-04-07 01:45:00", "2024-04-06 14:45:00"),
        # Summers after 2037 have summer time, too.
        (COPENHAGEN, "2049-07-01 12:00:00", "2049-07-01 10:00:00"),
        # With an offset, the moment is what it says.
        (NEW_YORK, "2024-01-02 10:11:12 +0100", "2024-01-02 09:11:12"),
        (NEW_YORK, "2024-01-02T10:11:12+01:00", "2024-01-02 09:11:12"),
        (NEW_YORK, "2024-01-02T10:11Z", "2024-01-02 10:11:00"),
        (NEW_YORK, "2024-01-02T10:11:12.5Z", "2024-01-02 10:11:12.5"),
        (NEW_YORK, "2024-01-02 10:11:12 UTC", "2024-01-02 10:11:12"),
        (NEW_YORK, "2024-01-02 10:11-0330", "2024-01-02 13:41:00"),
        (NEW_YORK, "2024-01-02 10:11:12+00", "2024-01-02 10:11:12"),
        (NEW_YORK, "2024/1/2 9:05", "2024-01-02 14:05:00"),
        (NEW_YORK, "2024-01-02Z", "2024-01-02 00:00:00"),
    ],
)
def test_a_moment_without_an_offset_is_of_the_shops_clock(
    open_landing: Open, zone: str, written: str, utc: str
) -> None:
    shop = open_landing(time_zone=zone)
    column = "expires_at" if written.startswith("2049") else "created_at"
    if column == "expires_at":
        columns = "group_key,action,customer_id,entered_at,expires_at"
        shop.drop("manual_members/a.csv", f"{columns}\nvip,add,1,2024-01-01,{written}\n")
        shop.land()
        assert shop.rows("select expires_at::varchar from raw.manual_members") == [(utc,)]
    else:
        assert one_in_each_format(shop, column, written) == [utc]


@pytest.mark.parametrize("kind", ["timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "date"])
def test_a_parquet_moment_without_an_offset_is_of_the_shops_clock(open_landing: Open, kind: str) -> None:
    shop = open_landing(time_zone=NEW_YORK)
    shop.drop_parquet("customers/a.parquet", f"select '1' as customer_id, {kind} '2024-06-10' as created_at")
    shop.land()
    assert shop.rows("select created_at::varchar from raw.customers") == [("2024-06-10 04:00:00",)]


def test_a_parquet_moment_with_an_offset_is_what_it_says(open_landing: Open) -> None:
    shop = open_landing(time_zone=NEW_YORK)
    shop.drop_parquet(
        "customers/a.parquet", "select '1' as customer_id, timestamptz '2024-06-10 12:00:00+02' as created_at"
    )
    shop.land()
    assert shop.rows("select created_at::varchar from raw.customers") == [("2024-06-10 10:00:00",)]


def test_files_may_be_written_by_another_clock_than_the_shops(open_landing: Open) -> None:
    shop = open_landing(time_zone=COPENHAGEN, landing_time_zone="UTC")
    assert one_in_each_format(shop, "created_at", "2024-06-10 23:30:00") == ["2024-06-10 23:30:00"]


@pytest.mark.parametrize("name", ["time_zone", "landing_time_zone"])
def test_an_unknown_clock_of_files_is_named(open_landing: Open, name: str) -> None:
    with pytest.raises(ContractError, match=f"{name} is 'Europe/Kopenhagen', which is not a time zone"):
        open_landing(**{name: "Europe/Kopenhagen"})


def test_local_times_of_the_last_hours_are_not_taken_for_the_future(open_landing: Open) -> None:
    # 01:30 in Copenhagen is half past midnight in UTC; the landing is at 01:00 UTC.
    shop = open_landing(time_zone=COPENHAGEN)
    assert one_in_each_format(shop, "created_at", "2026-11-01 01:30:00") == ["2026-11-01 00:30:00"]


@pytest.mark.parametrize(
    "written", ["epoch", "now", "today", "24-01-02", "infinity", "20240102", "2024-13-01", "2024-01-02 25:00"]
)
def test_a_lenient_moment_is_refused(open_landing: Open, written: str) -> None:
    shop = open_landing()
    shop.drop("customers/a.csv", f"customer_id,created_at,birth_date\n1,{written},\n2,2024-01-01,{written}\n")
    shop.land()
    assert [(line, column, reason.split(";")[0]) for line, column, reason in shop.rejected()] == [
        (2, "created_at", f"created_at '{written}' is not a timestamp"),
        (3, "birth_date", f"birth_date '{written}' is not a date"),
    ]


@pytest.mark.parametrize(
    ("zone", "written", "day"),
    [
        (COPENHAGEN, "1990-11-01T00:00:00+01:00", "1990-11-01"),
        (COPENHAGEN, "1990-10-31T23:00:00Z", "1990-11-01"),
        (COPENHAGEN, "1990-07-31 22:00:00+00:00", "1990-08-01"),
        (COPENHAGEN, "1990-11-01T00:00:00Z", "1990-11-01"),
        (COPENHAGEN, "1990-11-01T00:00:00.000+05:30", "1990-11-01"),
        (COPENHAGEN, "1990-11-01T23:30:00", "1990-11-01"),
        (NEW_YORK, "1990-11-01T05:00:00Z", "1990-11-01"),
        (NEW_YORK, "1990-11-01T00:00:00Z", "1990-11-01"),
        (NEW_YORK, "1990-11-01", "1990-11-01"),
    ],
)
def test_a_birth_date_with_an_offset_is_the_date_as_written(
    open_landing: Open, zone: str, written: str, day: str
) -> None:
    assert one_in_each_format(open_landing(time_zone=zone), "birth_date", written) == [day]


@pytest.mark.parametrize(
    ("moment", "day"), [("1990-10-31 23:00:00", "1990-11-01"), ("1990-11-01 10:00:00", "1990-11-01")]
)
def test_a_parquet_birth_date_of_a_shops_midnight_is_the_shops_day(open_landing: Open, moment: str, day: str) -> None:
    shop = open_landing()
    shop.drop_parquet(
        "customers/a.parquet",
        f"select '1' as customer_id, date '2024-01-01' as created_at, timestamptz '{moment}+00' as birth_date",
    )
    shop.land()
    assert shop.rows("select birth_date::varchar from raw.customers") == [(day,)]


@pytest.mark.parametrize("zero", ["0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00.000Z", " "])
def test_a_zero_date_is_missing(open_landing: Open, zero: str) -> None:
    shop = open_landing()
    assert one_in_each_format(shop, "last_login_at", zero) == [None]
    shop.drop("customers/4.csv", f"customer_id,created_at,birth_date\n4,2024-01-01,{zero}\n5,{zero},\n")
    shop.drop("notes/1.csv", f"note_id,customer_id,text,written_at\n1,4,hello,{zero}\n")
    shop.land()
    found = shop.rows(
        "select created_at::varchar, birth_date from raw.customers where customer_id in ('4', '5') order by all"
    )
    assert found == [("2023-12-31 23:00:00", None), (None, None)]
    assert shop.rejected() == [(2, "written_at", "written_at is empty")]


@needs_files
def test_f6_zero_dates(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f6_zero_dates", customers="customers.csv")
    assert shop.land().rejected_rows == 0
    assert shop.rows(
        "select customer_id, birth_date is null, last_login_at is null from raw.customers order by customer_id"
    ) == [("1", False, False), ("2", True, False), ("3", False, True)]


@needs_files
def test_f7_date_only_west(open_landing: Open) -> None:
    shop = open_landing(time_zone=NEW_YORK)
    shop.take("f7_date_only_west", customers="customers.csv", orders="orders.csv")
    shop.land()
    day = f"timezone('{NEW_YORK}', timezone('UTC', %s))::date::varchar"
    assert shop.rows(f"select {day % 'created_at'} from raw.customers where customer_id = 'a'") == [("2024-06-10",)]
    assert shop.rows(f"select {day % 'ordered_at'} from raw.orders") == [("2024-06-10",)]


@needs_files
def test_f8_local_stamps(open_landing: Open) -> None:
    shop = open_landing(time_zone=COPENHAGEN)
    shop.take("f8_local_stamps", customers="customers.csv", orders="orders.csv")
    shop.land()
    assert shop.rows("select ordered_at::varchar from raw.orders") == [("2024-06-10 21:30:00",)]


@needs_files
def test_f9_statuses_land_whole(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f9_statuses", customers="customers.csv", orders="orders.csv")
    assert shop.land().rejected_rows == 0
    assert shop.rows("select status, count(*) from raw.orders group by all") == [("completed", 9)]


@pytest.mark.parametrize(
    "name",
    # Two changes a year, four, half an hour, none after 1945, a day left out, odd minutes before 1916.
    [COPENHAGEN, NEW_YORK, "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "Europe/Dublin"],
)
def test_clock_times_of_two_centuries_are_what_the_zones_rules_say(name: str) -> None:
    zone = ZoneInfo(name)
    begin = datetime.fromisoformat("1900-02-01")
    shown = [begin + each * timedelta(days=11, hours=5, minutes=17) for each in range(6_500)]
    # What every change moves, to the second.
    _, changes = _changes(name)
    beside = [timedelta(seconds=each) for each in (-7201, -3601, -3600, -1800, -1, 0, 1, 1800, 3600)]
    shown += [moment + each for moment, _ in changes for each in beside]
    with duckdb.connect() as connection:
        answers = connection.execute(
            f"select {clock_to_utc('shown', name)} from (select unnest(string_split(?, ',')::timestamp[]) as shown)",
            [",".join(map(str, shown))],
        ).fetchall()
    expected = [each.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None) for each in shown]
    assert [(each, said) for each, said, (got,) in zip(shown, expected, answers, strict=True) if got != said] == []
