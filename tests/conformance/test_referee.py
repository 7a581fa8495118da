"""The referee against the 142 cases, and against what was decided beyond them; every test is a mistake it catches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
import yaml

from tests.conformance.referee import Settings, select
from tests.workspace import PROJECT

CASES = PROJECT.parent / "shared" / "conformance" / "cases.yaml"
COPENHAGEN = "Europe/Copenhagen"
NOW = "2024-05-15T12:00:00Z"


def read_cases() -> list[Any]:
    if not CASES.exists():
        return [pytest.param(None, marks=pytest.mark.skip(f"{CASES} is not there: the cases are kept outside"))]
    return [pytest.param(case, id=case["id"]) for case in yaml.safe_load(CASES.read_text())]


@pytest.mark.parametrize("case", read_cases())
def test_the_referee_agrees_with_the_case(case: dict[str, Any]) -> None:
    members = select(case["rule"], case, datetime.fromisoformat(case["now"]), Settings())
    assert sorted(members) == sorted(case["expected"]), case["note"]


def who(rule: Mapping[str, Any], now: str = NOW, zone: str = "UTC", **shop: Any) -> str:
    """The ids that the rule selects from `shop`, joined by blanks; the country of phones is Denmark."""
    settings = Settings(time_zone=zone, phone_country_code="45")
    return " ".join(sorted(select(rule, shop, datetime.fromisoformat(now), settings)))


def having(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Customers by id whose attribute `x` is the value; ... for none at all."""
    return [{"id": key} if value is ... else {"id": key, "x": value} for key, value in values.items()]


def x(op: str, value: Any = None, **options: Any) -> dict[str, Any]:
    return {"field": "customer.x", "op": op, "value": value, **options}


def orders(**moments: Any) -> dict[str, Any]:
    """`customers` and `orders`: one order per moment, or per (moment, fields), by customer."""
    rows: list[dict[str, Any]] = []
    for customer, entries in moments.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            at, fields = entry if isinstance(entry, tuple) else (entry, {})
            rows.append({"order_id": f"o{len(rows)}", "customer_id": customer, "ordered_at": at, "amount": 1} | fields)
    return {"customers": [{"id": customer} for customer in moments], "orders": rows}


def count(op: str, value: Any, of: str = "orders", **options: Any) -> dict[str, Any]:
    return {"measure": "count", "of": of, "op": op, "value": value, **options}


def test_blanks_around_a_column_are_nothing_and_letters_are_composed() -> None:
    names = {"blank": "anna ", "plain": "anna", "two": "e\N{COMBINING ACUTE ACCENT}"}
    customers = [{"id": key, "first_name": name, "nickname": name} for key, name in names.items()]
    first, nick = ({"field": f"customer.{name}", "op": "eq"} for name in ("first_name", "nickname"))
    assert who({**first, "value": "anna"}, customers=customers) == "blank plain"
    assert who({**nick, "value": "anna"}, customers=customers) == "plain"
    for each in (first, nick):
        assert who({**each, "value": "\N{LATIN SMALL LETTER E WITH ACUTE}"}, customers=customers) == "two"


# What exists


def test_what_comes_after_now_does_not_exist_yet() -> None:
    shop = orders(at_now=NOW, later="2024-05-15T12:00:00.000001Z")
    assert who(count("gte", 1), **shop) == "at_now"
    customers = [{"id": "born_now", "created_at": NOW}, {"id": "tomorrow", "created_at": "2024-05-16T12:00:00Z"}]
    assert who({"everyone": True}, customers=customers) == "born_now"
    events = [
        {"list": "news", "customer_id": "a", "action": "subscribed", "at": "2024-05-01T00:00:00Z"},
        {"list": "news", "customer_id": "a", "action": "unsubscribed", "at": "2024-05-16T00:00:00Z"},
    ]
    assert who({"list": "news", "state": "subscribed"}, customers=[{"id": "a"}], list_events=events) == "a"


def test_an_exact_duplicate_counts_once_where_the_moment_is_the_key() -> None:
    login = {"customer_id": "a", "at": "2024-05-01T02:00:00+02:00"}
    again = {"customer_id": "a", "at": "2024-05-01T00:00:00Z"}
    view = {"customer_id": "a", "at": "2024-05-01T00:00:00Z", "url": "/x"}
    customers = [{"id": "a"}]
    assert who(count("eq", 1, "logins"), customers=customers, logins=[login, again]) == "a"
    views = [view, dict(view), {**view, "url": "/y"}, {**view, "product": "p"}]
    assert who(count("eq", 3, "page_views"), customers=customers, page_views=views) == "a"


def test_records_of_nobody_belong_to_nobody() -> None:
    shop = orders(a=NOW)
    shop["orders"] += [{"order_id": "n", "customer_id": None, "ordered_at": NOW, "amount": 1}]
    shop["orders"] += [{"order_id": "g", "customer_id": "ghost", "ordered_at": NOW, "amount": 1}]
    assert who(count("gte", 0), **shop) == "a"
    assert who(count("eq", 1), **shop) == "a"


def test_no_rule_is_nobody_and_an_empty_all_is_everybody() -> None:
    customers = [{"id": "a"}]
    assert who({}, customers=customers) == ""
    assert who({"any": []}, customers=customers) == ""
    assert who({"not": []}, customers=customers) == "a"
    assert who({"not": [{}]}, customers=customers) == "a"
    with pytest.raises(ValueError, match="is no rule"):
        who({"every": True}, customers=customers)


# Moments and days


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


def test_text_that_is_no_iso_date_is_like_missing() -> None:
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


# Values


@pytest.mark.parametrize(
    ("value", "wanted", "is_equal"),
    [
        ("7", 7, True),
        ("7.0", "7", True),
        ("-0", 0, True),
        ("007", 7, False),
        ("007", "007", True),
        ("1e3", 1000, False),
        ("+7", 7, False),
        (" 7", 7, False),
        (".5", 0.5, False),
        ("0.30", 0.3, True),
        (True, "TRUE", True),
        ("False", False, True),
        (True, 1, False),
        ("true", "True", False),
        ("Æble", "æble", False),
        ("", "", True),
        ("1" * 28 + ".0", "1" * 28, True),
        ("1" * 29 + ".0", "1" * 29, False),
        ("1" * 29, "1" * 29, True),
        ("1" * 28, "1" * 27 + "2", False),
    ],
)
def test_what_looks_like_a_plain_number_equals_it_and_nothing_else_does(
    value: Any, wanted: Any, is_equal: bool
) -> None:
    customers = having({"a": value})
    assert (who(x("eq", wanted), customers=customers) == "a") is is_equal
    assert (who(x("ne", wanted), customers=customers) == "") is is_equal
    assert (who(x("in", ["~", wanted]), customers=customers) == "a") is is_equal
    assert (who(x("has_all", [wanted, wanted]), customers=customers) == "a") is is_equal


def test_ordering_takes_numbers_only_and_never_the_order_of_text() -> None:
    customers = having({"n9": "9", "n10": 10, "n1e3": "1e3", "n007": "007", "text": "z", "yes": True, "big": "9" * 29})
    assert who(x("gt", 9), customers=customers) == "n10"
    assert who(x("not_gt", 9), customers=customers) == "big n007 n1e3 n9 text yes"
    assert who(x("between", ["9", 10]), customers=customers) == "n10 n9"
    assert who(x("not_between", [9, 10]), customers=customers) == "big n007 n1e3 text yes"


def test_a_negated_operator_is_the_opposite_and_takes_the_missing() -> None:
    customers = having({"both": ["a", "b"], "one": ["b"], "empty": [], "hole": [None], "none": None, "absent": ...})
    assert who(x("eq", "a"), customers=customers) == "both"
    assert who(x("ne", "a"), customers=customers) == "absent empty hole none one"
    assert who(x("not_in", ["a", "b"]), customers=customers) == "absent empty hole none"
    assert who(x("not_like", "%"), customers=customers) == "absent empty hole none"


def test_has_all_may_be_met_by_different_elements() -> None:
    customers = having({"all": ["A", "7.0", "c"], "some": ["a"], "scalar": "a", "none": None})
    assert who(x("has_all", ["a", 7], ci=True), customers=customers) == "all"
    assert who(x("has_all", ["a"]), customers=customers) == "scalar some"
    assert who(x("not_has_all", ["a", 7], ci=True), customers=customers) == "none scalar some"


def test_empty_is_set_and_missing_is_empty() -> None:
    customers = having(
        {"text": "a", "blank": " ", "zero": 0, "no": False, "empty": "", "none": None, "absent": ...}
        | {"no_list": [], "hole": [None], "empties": ["", None], "some": ["", "a"]}
    )
    assert who(x("is_set"), customers=customers) == "blank empties empty no some text zero"
    assert who(x("is_not_set"), customers=customers) == "absent hole no_list none"
    assert who(x("is_empty"), customers=customers) == "absent empties empty hole no_list none"
    assert who(x("is_not_empty"), customers=customers) == "blank no some text zero"


def test_like_knows_no_escape_and_regex_no_anchor() -> None:
    customers = having({"pct": "100%", "under": "a_b", "slash": "a\\b", "axb": "axb", "caps": "AXB", "n": 123})
    assert who(x("like", "a_b"), customers=customers) == "axb slash under"
    assert who(x("like", "a\\_b"), customers=customers) == ""
    assert who(x("like", "a\\%"), customers=customers) == "slash"
    assert who(x("like", "%[%]%"), customers=customers) == ""
    assert who(x("like", "A_b", ci=True), customers=customers) == "axb caps slash under"
    assert who(x("contains", "%"), customers=customers) == "pct"
    assert who(x("contains", 2), customers=customers) == "n"
    assert who(x("starts_with", ""), customers=customers) == "axb caps n pct slash under"
    assert who(x("regex", "[a-w]x"), customers=customers) == "axb"
    assert who(x("regex", "^X|x"), customers=customers) == "axb"
    assert who(x("regex", "[A-W]X", ci=True), customers=customers) == "axb caps"


def test_phone_numbers_are_compared_by_what_one_would_dial() -> None:
    customers = having(
        {
            "plain": "12 34 56 78",
            "full": "+45 12-34-56-78",
            "zeros": "0045 12345678",
            "trunk": "012345678",
            "code": "45 12 34 56 78",
            "two_zeros_less": "045 1234",
            "abroad": "+1 412 345 6789",
            "none": None,
            "text": "none",
        }
    )
    assert who(x("eq_phone", "1234(5678)"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "0045 12%"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "12__56%"), customers=customers) == "code full plain trunk zeros"
    assert who(x("like_phone", "+1%"), customers=customers) == "abroad"
    assert who(x("not_like_phone", "+45%"), customers=customers) == "abroad none text"


def test_customers_numbers_are_of_their_country_and_impossible_ones_are_none() -> None:
    customers = [
        {"id": "swede", "phone": "070-123 45 67", "country": "SE"},
        {"id": "same_at_home", "phone": "70 12 34 56", "country": None},
        {"id": "italian", "phone": "06 6982 1234", "country": "IT"},
        {"id": "extension", "phone": "70 12 34 56 ext. 5", "country": "DK"},
        {"id": "too_short", "phone": "7012", "country": "DK"},
        {"id": "code", "phone": "45 70 12 34 56", "country": "Atlantis"},
        {"id": "zero", "phone": "+45 (0)70 12 34 56", "country": "SE"},
    ]

    def of_phone(op: str, value: str) -> str:
        return who({"field": "customer.phone", "op": op, "value": value}, customers=customers)

    assert of_phone("eq_phone", "+46 701234567") == "swede"
    assert of_phone("eq_phone", "70123456") == "code extension same_at_home zero"
    assert of_phone("eq_phone", "+39 06 69821234") == "italian"
    assert of_phone("eq_phone", "70 12 34 56 ext. 7") == "code extension same_at_home zero"
    assert of_phone("eq_phone", "+39 (0)6 6982 1234") == "italian"
    assert of_phone("like_phone", "+45%") == "code extension same_at_home zero"
    assert of_phone("not_like_phone", "+4%") == "italian too_short"


def test_a_status_is_read_without_regard_to_case_and_underscores() -> None:
    shop = orders(a=(NOW, {"status": "Out_For_Delivery"}), b=(NOW, {"status": "outfordelivery"}))
    rule = count("gte", 1, where={"field": "order.status", "op": "in", "value": ["OUT for_delivery"]})
    assert who(rule, **shop) == "a"
    rule = count("gte", 1, where={"field": "order.status", "op": "ne", "value": "out for delivery"})
    assert who(rule, **shop) == "b"


# Measures


def test_a_count_and_a_sum_are_never_missing_and_the_others_are() -> None:
    shop = orders(none=[], empty=(NOW, {"points": None}), some=[(NOW, {"points": 5}), (NOW, {"points": None})])
    for measure in ("sum", "min", "max", "avg"):
        rule = {"measure": measure, "of": "orders", "field": "points"}
        assert who({**rule, "op": "eq", "value": 5}, **shop) == "some"
        assert who({**rule, "op": "ne", "value": 5}, **shop) == "empty none"
        is_set = who({**rule, "op": "is_set"}, **shop)
        assert is_set == ("empty none some" if measure == "sum" else "some")
        assert who({**rule, "op": "lte", "value": 0}, **shop) == ("empty none" if measure == "sum" else "")
        assert who({**rule, "op": "not_gt", "value": 0}, **shop) == "empty none"
    for measure in ("first_at", "last_at", "days_since_last"):
        assert who({"measure": measure, "of": "orders", "op": "is_empty"}, **shop) == "none"
    assert who({"measure": "last_at", "of": "orders", "op": "not_before", "value": "2024-05-15"}, **shop) == (
        "empty none some"
    )


def test_zero_exclude_leaves_out_those_without_records_whatever_the_operator() -> None:
    shop = orders(none=[], outside="2024-01-01T00:00:00Z", one=NOW, two=[NOW, NOW])
    for op, value, expected in (("lte", 1, "one"), ("eq", 0, ""), ("ne", 1, "two"), ("not_gte", 2, "one")):
        assert who(count(op, value, window={"last": "1w"}, zero="exclude"), **shop) == expected
    where = {"field": "order.amount", "op": "gt", "value": 5}
    rule = {"measure": "avg", "of": "orders", "field": "amount", "where": where, "op": "is_not_set", "zero": "exclude"}
    assert who(rule, **shop) == ""


def test_averages_and_sums_are_exact() -> None:
    shop = orders(
        third=[(NOW, {"amount": 1}), (NOW, {"amount": 0}), (NOW, {"amount": 0})],
        tenths=[(NOW, {"amount": 0.1}), (NOW, {"amount": 0.2})],
    )
    avg = {"measure": "avg", "of": "orders", "field": "amount"}
    assert who({**avg, "op": "gt", "value": 0.3333333333333333}, **shop) == "third"
    assert who({**avg, "op": "eq", "value": 0.15}, **shop) == "tenths"
    assert who({"measure": "sum", "of": "orders", "field": "amount", "op": "eq", "value": 0.3}, **shop) == "tenths"


def test_days_since_are_calendar_days() -> None:
    shop = orders(eve="2024-05-14T21:59:59Z", midnight="2024-05-14T22:00:00Z")
    rule = {"measure": "days_since_last", "of": "orders", "op": "eq", "value": 1}
    assert who(rule, "2024-05-14T22:30:00Z", COPENHAGEN, **shop) == "eve"
    assert who({**rule, "tz": "UTC"}, "2024-05-14T22:30:00Z", COPENHAGEN, **shop) == ""
    assert who({**rule, "tz": "UTC"}, "2024-05-15T00:00:00Z", COPENHAGEN, **shop) == "eve midnight"


def test_lines_all_holds_without_lines_and_any_does_not() -> None:
    a, b = {"product": "a", "quantity": 1}, {"product": "b", "quantity": 1}
    shop = orders(
        empty=(NOW, {"lines": []}),
        a=(NOW, {"lines": [a]}),
        ab=(NOW, {"lines": [a, b]}),
        aab=(NOW, {"lines": [a, b, a]}),
    )

    def holds(how: Any) -> str:
        where = {"lines": how, "where": {"field": "line.product", "op": "eq", "value": "a"}}
        return who(count("gte", 1, where=where), **shop)

    assert holds("any") == "a aab ab"
    assert holds("all") == "a empty"
    assert holds("none") == "empty"
    assert holds({"at_least": 2}) == "aab"
    assert holds({"at_least": 0}) == "a aab ab empty"


def test_conditions_on_lines_must_hold_on_one_line_and_conditions_on_orders_on_one_order() -> None:
    line = {"field": "line.product", "op": "eq", "value": "a"}
    many = {"field": "line.quantity", "op": "gte", "value": 2}
    lines = [{"product": "a", "quantity": 1}, {"product": "b", "quantity": 2}]
    shop = orders(apart=(NOW, {"lines": lines}), same=(NOW, {"lines": [{"product": "a", "quantity": 2}]}))
    assert who(count("gte", 1, where={"lines": "any", "where": {"all": [line, many]}}), **shop) == "same"
    each = [{"lines": "any", "where": line}, {"lines": "any", "where": many}]
    assert who(count("gte", 1, where={"all": each}), **shop) == "apart same"


def test_a_category_is_in_its_own_tree_known_or_not() -> None:
    def line(category: Any) -> tuple[str, dict[str, Any]]:
        return NOW, {"lines": [{"product": str(category), "category": category, "quantity": 1}]}

    shop = orders(
        boots=line("boots"), shoes=line("shoes"), hat=line("hat"), both=line(["hat", "boots"]), none=line(None)
    )
    tree: dict[str, Any] = {"boots": "shoes", "shoes": "clothes", "clothes": None}

    def select_in(op: str, value: Any) -> str:
        where = {"lines": "any", "where": {"field": "line.category", "op": op, "value": value}}
        return who(count("gte", 1, where=where), **shop, categories=tree)

    assert select_in("in_tree", "clothes") == "boots both shoes"
    assert select_in("in_tree", "boots") == "boots both"
    assert select_in("in_tree", ["hat", "shoes"]) == "boots both hat shoes"
    assert select_in("in_tree", "hat") == "both hat"
    assert select_in("not_in_tree", "clothes") == "hat none"


def test_a_period_that_must_be_quiet_counts_for_those_who_never_came() -> None:
    shop = orders(never=[], always=["2024-05-15T11:00:00Z", "2024-05-14T11:00:00Z"], old="2024-01-01T00:00:00Z")
    rule = {"measure": "active_periods", "of": "orders", "period": "1d", "periods": 2}
    rule |= {"per_period": {"op": "eq", "value": 0}, "op": "eq", "value": 2}
    assert who(rule, **shop) == "never old"
    assert who({**rule, "zero": "exclude"}, **shop) == ""
    assert who({**rule, "zero": "exclude", "op": "lt"}, **shop) == "always"


def test_the_last_period_ends_now_in_the_second_pass_of_an_hour_too() -> None:
    rule = {"measure": "active_periods", "of": "orders", "period": "1m", "periods": 1}
    rule |= {"per_period": {"op": "gte", "value": 1}, "op": "eq", "value": 1}
    shop = orders(first_pass="2025-10-26T00:30:00Z", second_pass="2025-10-26T01:00:00Z")
    assert who(rule, "2025-10-26T01:00:00Z", COPENHAGEN, **shop) == "first_pass second_pass"


def test_a_period_has_its_newer_end_and_not_its_older_one() -> None:
    shop = orders(at="2024-05-14T12:00:00Z", inside="2024-05-14T12:00:00.000001Z")
    rule = {"measure": "active_periods", "of": "orders", "period": "1d", "periods": 1}
    rule |= {"per_period": {"op": "gte", "value": 1}, "op": "eq", "value": 1}
    assert who(rule, **shop) == "inside"


def test_a_second_record_at_the_same_moment_is_not_after_the_first() -> None:
    day = "2024-05-10T12:00:00Z"
    shop = orders(
        tie=[day, day], in_time=[day, "2024-05-12T12:00:00Z"], late=[day, "2024-05-12T12:00:00.000001Z"], one=day
    )
    rule: dict[str, Any] = {"sequence": [{"of": "orders"}, {"of": "orders"}]}
    assert who({**rule, "within": "2d"}, **shop) == "in_time"
    assert who(rule, **shop) == "in_time late"
    assert who({**rule, "window": {"from": "2024-05-12"}}, **shop) == ""
    assert who({**rule, "window": {"to": "2024-05-11"}}, **shop) == "in_time late"


def test_within_a_month_is_counted_from_the_first_record() -> None:
    first = "2024-01-31T12:00:00Z"
    shop = orders(in_time=[first, "2024-02-29T12:00:00Z"], late=[first, "2024-02-29T12:00:01Z"])
    assert who({"sequence": [{"of": "orders"}, {"of": "orders"}], "within": "1m"}, **shop) == "in_time"


def test_a_sequence_looks_at_each_records_own_conditions() -> None:
    shop = orders(
        up=[("2024-05-01T00:00:00Z", {"amount": 5}), ("2024-05-02T00:00:00Z", {"amount": 50})],
        down=[("2024-05-01T00:00:00Z", {"amount": 50}), ("2024-05-02T00:00:00Z", {"amount": 5})],
    )
    small, big = ({"of": "orders", "where": {"field": "order.amount", "op": op, "value": 9}} for op in ("lt", "gt"))
    assert who({"sequence": [small, big]}, **shop) == "up"


def test_the_last_record_is_the_last_that_meets_where() -> None:
    big = {"field": "order.amount", "op": "gt", "value": 9}
    web = {"field": "order.source", "op": "eq", "value": "web"}
    shop = orders(
        was=[("2024-05-01T00:00:00Z", {"amount": 10, "source": "web"}), ("2024-05-02T00:00:00Z", {"amount": 1})],
        shop=[("2024-05-01T00:00:00Z", {"amount": 10, "source": "web"}), ("2024-05-02T00:00:00Z", {"amount": 10})],
        none=[],
    )
    assert who({"last_record": "orders", "where": big, "has": web}, **shop) == "was"
    assert who({"last_record": "orders", "has": {"not": [web]}}, **shop) == "shop was"


def test_of_two_last_orders_the_greater_id_is_last() -> None:
    shop: dict[str, Any] = {"customers": [{"id": "a"}], "orders": []}
    for order_id, amount in (("10", 1), ("9", 2)):
        shop["orders"].append({"order_id": order_id, "customer_id": "a", "ordered_at": NOW, "amount": amount})
    rule = {"last_record": "orders", "has": {"field": "order.amount", "op": "eq", "value": 2}}
    assert who(rule, **shop) == "a"


def test_ranks_break_ties_by_id_and_round_shares_up() -> None:
    shop = orders(
        b=(NOW, {"amount": 5}), a=(NOW, {"amount": 5}), c=(NOW, {"amount": 9}), d=(NOW, {"amount": 0}), none=[]
    )
    rule = {"rank_band": 0, "of": "orders", "field_sum": "amount", "shares": [0.25, 0.25]}
    assert who(rule, **shop) == "c"
    assert who({**rule, "rank_band": 1}, **shop) == "a"
    assert who({**rule, "rank_band": 2}, **shop) == "b d"
    assert who({**rule, "rank_band": 3}, **shop) == ""
    assert who({**rule, "shares": [0.2501]}, **shop) == "a c"


def test_a_share_is_a_decimal_and_not_a_double() -> None:
    # 0.07 x 100 is 7, though not in doubles.
    shop = orders(**{f"c{number:03}": (NOW, {"amount": 1}) for number in range(100)})
    rule = {"rank_band": 0, "of": "orders", "field_sum": "amount", "shares": [0.07]}
    assert len(who(rule, **shop).split()) == 7


# Lists, groups, merges


def test_unsubscribing_wins_a_tie_and_silence_is_the_default() -> None:
    def event(customer_id: str, action: str, at: str = NOW) -> dict[str, Any]:
        return {"list": "news", "customer_id": customer_id, "action": action, "at": at}

    shop: dict[str, Any] = {
        "customers": [{"id": each} for each in ("tie", "in", "out", "silent")],
        "list_events": [
            event("tie", "unsubscribed"),
            event("tie", "subscribed"),
            event("in", "subscribed"),
            event("in", "unsubscribed", "2024-05-01T00:00:00Z"),
            event("out", "unsubscribed"),
            {**event("silent", "subscribed"), "list": "other"},
        ],
    }
    assert who({"list": "news", "state": "subscribed"}, **shop) == "in"
    assert who({"list": "news", "state": "subscribed", "default": "subscribed"}, **shop) == "in silent"
    assert who({"list": "news", "state": "unsubscribed"}, **shop) == "out silent tie"


def test_a_group_is_what_is_published_of_it_and_the_newest_decision_counts() -> None:
    def entry(action: str, customer_id: str, at: str, expires_at: str | None = None) -> dict[str, Any]:
        return {"group": "g", "action": action, "customer_id": customer_id, "at": at, "expires_at": expires_at}

    early, late = "2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"
    shop: dict[str, Any] = {
        "customers": having({"a": 1, "b": 1, "c": 0, "d": 0, "e": 0, "f": 1, "g": 0, "h": 0}),
        "groups": {"g": {"rule": x("eq", 1)}, "fixed": {"members": ["a", "ghost"]}},
        "manual": [
            entry("remove", "b", early),
            entry("add", "c", early),
            entry("add", "d", late),
            entry("remove", "d", late),
            # The removal has run out, at this very moment: what was said before it holds.
            entry("add", "e", early),
            entry("remove", "e", late, NOW),
            entry("remove", "f", "2024-05-16T00:00:00Z"),
            entry("remove", "g", early),
            entry("add", "g", late, "2024-05-15T12:00:01Z"),
            entry("add", "h", early, early),
            entry("add", "ghost", early),
            {"group": "fixed", "action": "add", "customer_id": "b"},
        ],
    }
    assert who({"group": "g"}, **shop) == "a c e f g"
    assert who({"group": "fixed"}, **shop) == "a b"
    assert who({"not": [{"group": "g"}, {"group": "fixed"}]}, **shop) == "d h"


def test_a_group_that_asks_for_itself_is_refused() -> None:
    groups = {"a": {"rule": {"group": "b"}}, "b": {"rule": {"not": [{"group": "a"}]}}}
    with pytest.raises(ValueError, match="asks for itself"):
        who({"group": "a"}, customers=[{"id": "c"}], groups=groups)


def test_a_merged_customer_lives_on_in_the_survivor() -> None:
    shop: dict[str, Any] = {
        "customers": [
            {"id": "a", "city": "Aarhus", "x": "a", "created_at": "2024-01-01T00:00:00Z"},
            {"id": "b", "city": "Esbjerg", "x": "b"},
            {"id": "c", "city": None, "x": ["c", "C"]},
            {"id": "later", "x": "l"},
        ],
        "merges": [
            {"survivor": "b", "absorbed": "c"},
            {"survivor": "a", "absorbed": "b", "at": NOW},
            {"survivor": "a", "absorbed": "later", "at": "2024-05-16T00:00:00Z"},
        ],
        "orders": [
            {"order_id": "1", "customer_id": "a", "ordered_at": NOW, "amount": 1},
            {"order_id": "2", "customer_id": "c", "ordered_at": NOW, "amount": 1},
        ],
        "logins": [{"customer_id": "a", "at": NOW}, {"customer_id": "b", "at": NOW}],
        "list_events": [
            {"list": "l", "customer_id": "b", "action": "unsubscribed", "at": NOW},
            {"list": "l", "customer_id": "a", "action": "subscribed", "at": "2024-05-01T00:00:00Z"},
        ],
        "groups": {"g": {"members": ["c"]}, "h": {"members": []}},
        "manual": [{"group": "h", "action": "add", "customer_id": "c", "at": "2024-05-01T00:00:00Z"}],
    }
    assert who({"everyone": True}, **shop) == "a later"
    assert who(count("eq", 2), **shop) == "a"
    assert who(count("eq", 1, "logins"), **shop) == "a"
    assert who(x("has_all", ["a", "b", "C"]), **shop) == "a"
    assert who({"field": "customer.city", "op": "eq", "value": "Esbjerg"}, **shop) == ""
    assert who({"list": "l", "state": "subscribed"}, **shop) == ""
    assert who({"group": "g"}, **shop) == "a"
    assert who({"group": "h"}, **shop) == "a"


def test_the_figures_of_the_mart_are_attributes() -> None:
    shop = orders(
        none=[],
        some=[
            ("2024-05-01T00:00:00Z", {"amount": 0.1, "status": "Cancelled"}),
            (NOW, {"amount": 0.2, "status": "new"}),
        ],
    )
    shop["reviews"] = [{"customer_id": "some", "at": NOW}]
    shop["logins"] = [{"customer_id": "some", "at": NOW}]
    shop["customers"][0]["last_login_at"] = "2024-05-01T00:00:00Z"
    shop["customers"][1]["last_login_at"] = "2024-05-01T00:00:00Z"

    def figure(name: str, op: str, value: Any = None) -> str:
        return who({"field": f"customer.{name}", "op": op, "value": value}, **shop)

    assert figure("order_count", "eq", 2) == "some"
    assert figure("order_count", "eq", 0) == "none"
    assert figure("total_spent", "eq", 0.3) == "some"
    assert figure("total_spent", "is_set") == "none some"
    assert figure("cancelled_order_count", "eq", 1) == "some"
    assert figure("review_count", "gte", 1) == "some"
    assert figure("first_ordered_at", "on_day", "2024-05-01") == "some"
    assert figure("last_ordered_at", "not_on_day", "2024-05-15") == "none"
    assert figure("last_login_at", "on_day", "2024-05-01") == "none"
    assert figure("customer_id", "starts_with", "s") == "some"
