"""The referee on moments, days, windows, periods and ages; every test is a mistake it catches."""

from typing import Any

import pytest

from tests.conformance.asking import COPENHAGEN, NOW, count, having, orders, who, x


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        ("before", "last_day"),
        ("on_or_before", "end first_day last_day"),
        ("after", "next_day"),
        ("on_or_after", "end first_day next_day"),
        ("on_day", "end first_day"),
    ],
)
def test_a_day_as_a_bound_is_the_whole_day_on_the_shops_clock(op: str, expected: str) -> None:
    customers = having(
        {
            "last_day": "2024-03-30T22:59:59.999999Z",
            "first_day": "2024-03-30T23:00:00Z",
            # 31 March 2024 has 23 hours in Copenhagen.
            "end": "2024-03-31T21:59:59.999999Z",
            "next_day": "2024-03-31T22:00:00Z",
            "none": None,
        }
    )
    assert who(x(op, "2024-03-31"), zone=COPENHAGEN, customers=customers) == expected


def test_the_tz_of_a_condition_goes_before_the_shops_zone() -> None:
    customers = having({"early": "2024-03-31T03:59:59Z", "late": "2024-03-31T04:00:00Z", "day": "2024-03-31"})
    rule = x("on_day", "2024-03-31", tz="America/New_York")
    assert who(rule, zone=COPENHAGEN, customers=customers) == "day late"


def test_a_condition_on_a_record_has_a_tz_of_its_own_and_a_window_that_of_its_leaf() -> None:
    shop = orders(eve="2024-05-01T22:30:00Z", day="2024-05-02T03:30:00Z")
    days = {"measure": "days_since_last", "of": "orders", "op": "is_set", "tz": "America/New_York"}
    on_day = {"field": "order.ordered_at", "op": "on_day", "value": "2024-05-01"}
    assert who({**days, "where": {**on_day, "tz": "UTC"}}, zone=COPENHAGEN, **shop) == "eve"
    assert who({**days, "where": on_day}, zone=COPENHAGEN, **shop) == ""
    assert who({**days, "window": {"to": "2024-05-01"}}, zone=COPENHAGEN, **shop) == "day eve"
    assert who({**days, "window": {"to": "2024-05-01", "tz": "UTC"}}, zone=COPENHAGEN, **shop) == "eve"


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"from": "2024-05-02", "to": "2024-05-02"}, "d2 d2_end"),
        ({"from": "2024-05-01", "from_inclusive": False, "to": "2024-05-02"}, "d2 d2_end"),
        ({"from": "2024-05-02", "to": "2024-05-03", "to_inclusive": False}, "d2 d2_end"),
        ({"from": "2024-05-02", "from_inclusive": False}, "d3"),
        ({"to": "2024-05-02", "to_inclusive": False}, "d1_end"),
        ({"from": "2024-05-01T22:00:00Z", "from_inclusive": False, "to": "2024-05-02T22:00:00Z"}, "d2_end d3"),
        ({"from": "2024-05-02T15:00:00", "to": "2024-05-02T16:00:00Z", "granularity": "day"}, "d2 d2_end"),
        # 22:30 in UTC is the next day in Copenhagen, which is then left out to its end.
        ({"from": "2024-05-01T22:30:00Z", "from_inclusive": False, "granularity": "day"}, "d3"),
        ({"from": "2024-05-02T00:00:00", "to": "2024-05-02T23:59:59.999999"}, "d2 d2_end"),
        ({"from": "2024-05-02", "to": "2024-05-02", "tz": "UTC"}, "d2_end d3"),
        ({}, "d1_end d2 d2_end d3"),
    ],
)
def test_a_window_between_days_ends_with_the_day(window: dict[str, Any], expected: str) -> None:
    shop = orders(
        d1_end="2024-05-01T21:59:59.999999Z",
        d2="2024-05-01T22:00:00Z",
        d2_end="2024-05-02T21:59:59.999999Z",
        d3="2024-05-02T22:00:00Z",
    )
    assert who(count("gte", 1, window=window), zone=COPENHAGEN, **shop) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"last": "7d"}, "at inside"),
        ({"before_ago": "7d"}, "outside"),
        ({"ago": ["7d", "1d"]}, "at inside"),
        ({"ago": ["8d", "7d"]}, "outside"),
    ],
)
def test_the_ends_of_windows_back_from_now(window: dict[str, Any], expected: str) -> None:
    at, inside, outside = "2024-05-08T12:00:00Z", "2024-05-08T12:00:00.000001Z", "2024-05-08T11:59:59.999999Z"
    shop = orders(at=at, inside=inside, outside=outside)
    assert who(count("gte", 1, window=window), **shop) == expected


def test_a_window_ahead_takes_both_its_ends() -> None:
    customers = having({"now": NOW, "end": "2024-05-17T12:00:00Z", "past_it": "2024-05-17T12:00:01Z", "gone": "2024"})
    assert who(x("in_window", window={"next": "2d"}), customers=customers) == "end now"
    assert who(x("not_in_window", window={"next": "2d"}), customers=customers) == "gone past_it"


def test_a_day_is_24_hours_and_a_month_is_on_the_clock_when_the_clock_was_put_back() -> None:
    # At 12:00 on 10 November it is winter in Copenhagen; on 10 October it was summer.
    now = "2024-11-10T11:00:00Z"
    shop = orders(month="2024-10-10T10:00:00Z", too_early="2024-10-10T09:59:59Z")
    assert who(count("gte", 1, window={"last": "1m"}), now, COPENHAGEN, **shop) == "month"
    assert who(count("gte", 1, window={"last": "1m"}), now, "UTC", **shop) == ""
    shop = orders(days="2024-10-11T11:00:00Z", too_early="2024-10-11T10:59:59Z")
    assert who(count("gte", 1, window={"last": "30d"}), now, COPENHAGEN, **shop) == "days"


def test_months_back_from_the_31st_are_clamped_each_from_now() -> None:
    now = "2024-03-31T12:00:00Z"
    shop = orders(feb="2024-02-29T12:00:00Z", feb_early="2024-02-29T11:59:59Z")
    assert who(count("gte", 1, window={"last": "1m"}), now, **shop) == "feb"
    # Two months back is 31 January, not a month back from 29 February.
    shop = orders(jan31="2024-01-31T12:00:00Z", jan30="2024-01-30T12:00:00Z")
    assert who(count("gte", 1, window={"last": "2m"}), now, **shop) == "jan31"
    periods = {"measure": "active_periods", "of": "orders", "period": "1m", "periods": 2}
    periods |= {"per_period": {"op": "gte", "value": 1}, "op": "eq", "value": 1}
    shop = orders(in_second="2024-01-31T12:00:00.000001Z", before_it="2024-01-31T12:00:00Z")
    assert who(periods, now, **shop) == "in_second"


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        ("today", "2024-05-14T22:00:00Z", "2024-05-15T22:00:00Z"),
        ("yesterday", "2024-05-13T22:00:00Z", "2024-05-14T22:00:00Z"),
        ("tomorrow", "2024-05-15T22:00:00Z", "2024-05-16T22:00:00Z"),
        ("this_week", "2024-05-12T22:00:00Z", "2024-05-19T22:00:00Z"),
        ("last_week", "2024-05-05T22:00:00Z", "2024-05-12T22:00:00Z"),
        ("next_week", "2024-05-19T22:00:00Z", "2024-05-26T22:00:00Z"),
        ("this_month", "2024-04-30T22:00:00Z", "2024-05-31T22:00:00Z"),
        ("last_month", "2024-03-31T22:00:00Z", "2024-04-30T22:00:00Z"),
        ("next_month", "2024-05-31T22:00:00Z", "2024-06-30T22:00:00Z"),
        ("this_year", "2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
        ("last_year", "2022-12-31T23:00:00Z", "2023-12-31T23:00:00Z"),
        ("next_year", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z"),
    ],
)
def test_a_calendar_period_is_on_the_shops_clock_and_weeks_start_on_monday(period: str, first: str, after: str) -> None:
    customers = having({"first": first, "after": after})
    assert who(x("in_window", window={"period": period}), zone=COPENHAGEN, customers=customers) == "first"


def test_a_day_offset_is_a_whole_calendar_day() -> None:
    customers = having(
        {
            "first": "2024-05-10T22:00:00Z",
            "last": "2024-05-11T21:59:59.999999Z",
            "before": "2024-05-10T21:59:59Z",
            "after": "2024-05-11T22:00:00Z",
        }
    )
    assert who(x("in_window", window={"day_offset": -4}), zone=COPENHAGEN, customers=customers) == "first last"


def test_text_that_is_not_an_iso_date_is_like_missing() -> None:
    customers = having(
        {
            "day": "2024-02-29",
            "moment": "2024-02-29 10:00",
            "zoned": "2024-02-29T10:00:00.5+05:30",
            "feb30": "2024-02-30",
            "common": "2023-02-29",
            "basic": "20240229",
            "danish": "29-02-2024",
            "padded": " 2024-02-29",
            "number": 2024,
            "day_with_zone": "2024-02-29Z",
            "empty": "",
            "none": None,
        }
    )
    assert who(x("after", "2000-01-01"), customers=customers) == "day moment zoned"
    is_date = who(x("not_after", "2000-01-01"), customers=customers).split()
    assert is_date == sorted({each["id"] for each in customers} - {"day", "moment", "zoned"})


def test_a_naive_moment_and_a_day_in_the_data_are_on_the_shops_clock() -> None:
    customers = having({"naive": "2024-05-01T00:00:00", "day": "2024-05-01", "utc": "2024-05-01T00:00:00Z"})
    rule = x("same_second", "2024-04-30T22:00:00Z")
    assert who(rule, zone=COPENHAGEN, customers=customers) == "day naive"
    assert who({**rule, "tz": "UTC"}, zone=COPENHAGEN, customers=customers) == ""
    # 02:30 does not exist on the day summer begins: it is read as if the clock had not been put forward.
    gap = having({"gap": "2024-03-31T02:30:00"})
    assert who(x("same_second", "2024-03-31T01:30:00Z"), zone=COPENHAGEN, customers=gap) == "gap"


def test_the_same_second_is_not_the_same_microsecond_nor_within_a_second() -> None:
    customers = having({"same": "2024-05-01T00:00:00.999999Z", "next": "2024-05-01T00:00:01Z"})
    assert who(x("same_second", "2024-05-01T00:00:00.5Z"), customers=customers) == "same"


def test_an_anniversary_on_29_february() -> None:
    customers = having({"leap": "2000-02-29", "feb28": "2001-02-28", "march": "2001-03-01"})
    rule = x("anniversary")
    assert who(rule, "2023-02-28T12:00:00Z", customers=customers) == "feb28 leap"
    assert who(rule, "2024-02-28T12:00:00Z", customers=customers) == "feb28"
    assert who(rule, "2024-02-29T12:00:00Z", customers=customers) == "leap"
    assert who({**rule, "offset_days": 3}, "2023-02-25T12:00:00Z", customers=customers) == "feb28 leap"
    # The evening of the 28th in UTC is 1 March in Copenhagen.
    assert who(rule, "2023-02-28T23:30:00Z", COPENHAGEN, customers=customers) == "march"


def test_an_age_is_completed_years_on_the_shops_clock() -> None:
    customers = having({"leap": "2000-02-29", "march": "2000-03-01", "none": None, "text": "old"})
    rule = x("eq", 23, derive="age_years")
    assert who(rule, "2023-02-28T22:59:59Z", COPENHAGEN, customers=customers) == ""
    assert who(rule, "2023-02-28T23:00:00Z", COPENHAGEN, customers=customers) == "leap march"
    assert who({**rule, "op": "ne"}, "2024-02-29T12:00:00Z", customers=customers) == "leap none text"
