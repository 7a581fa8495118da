"""When nights are due by the shop's clock, and how moments are written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from orchestration.moments import iso, nights_between, parse_as_of

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(after: str | None, until: str, zone: ZoneInfo = COPENHAGEN, most: int = 14) -> list[str]:
    moments = nights_between(utc(after) if after else None, utc(until), zone, most)
    return [f"{moment:%m-%d %H:%M}" for moment in moments]


def test_a_night_is_due_at_two_by_the_shops_clock() -> None:
    assert due("2025-01-10 01:00", "2025-01-11 01:00") == ["01-11 01:00"]
    assert due("2025-07-10 00:00", "2025-07-11 00:00") == ["07-11 00:00"]


def test_a_night_is_not_due_a_second_before_two() -> None:
    assert due("2025-01-10 01:00", "2025-01-11 00:59:59") == []


def test_a_night_already_published_is_not_due_again() -> None:
    assert due("2025-01-11 01:00", "2025-01-11 23:00") == []


def test_a_night_run_by_hand_in_the_afternoon_does_not_stand_for_the_next() -> None:
    assert due("2025-01-10 15:30", "2025-01-11 01:00") == ["01-11 01:00"]


def test_when_the_clock_skips_two_the_night_is_due_once() -> None:
    """On 30 March 2025 the clock goes from 02:00 to 03:00, which is 01:00 UTC."""
    assert due("2025-03-29 01:00", "2025-03-31 12:00") == ["03-30 01:00", "03-31 00:00"]


def test_when_the_clock_passes_two_twice_the_night_is_due_once() -> None:
    """On 26 October 2025 the clock goes from 03:00 back to 02:00: 02:00 is at 00:00 and at 01:00 UTC."""
    assert due("2025-10-25 00:00", "2025-10-27 12:00") == ["10-26 00:00", "10-27 01:00"]


def test_the_first_night_of_a_shop_is_the_latest_one_only() -> None:
    assert due(None, "2025-01-11 05:00") == ["01-11 01:00"]


def test_missed_nights_come_oldest_first() -> None:
    assert due("2025-01-08 01:00", "2025-01-11 05:00") == ["01-09 01:00", "01-10 01:00", "01-11 01:00"]


def test_of_many_missed_nights_the_latest_are_kept() -> None:
    assert due("2024-01-01 01:00", "2025-01-11 05:00", most=2) == ["01-10 01:00", "01-11 01:00"]


def test_nights_east_of_the_date_line_are_those_of_the_shop() -> None:
    """02:00 in Auckland on 12 January is 13:00 UTC on the 11th."""
    assert due("2025-01-11 12:00", "2025-01-11 13:00", ZoneInfo("Pacific/Auckland")) == ["01-11 13:00"]
    assert due(None, "2025-01-11 12:59", ZoneInfo("Pacific/Kiritimati")) == ["01-11 12:00"]


def test_a_moment_of_the_future_has_no_night() -> None:
    assert due("2025-01-12 01:00", "2025-01-11 05:00") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-01T01:00:00Z", "2026-11-01T01:00:00Z"),
        ("2026-11-01T01:00:00", "2026-11-01T01:00:00Z"),
        ("2026-11-01T02:00:00+01:00", "2026-11-01T01:00:00Z"),
        ("2026-11-01", "2026-11-01T00:00:00Z"),
    ],
)
def test_as_of_is_utc_however_it_is_written(text: str, expected: str) -> None:
    assert iso(parse_as_of(text)) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "01/11/2026", "2026-11-01T25:00:00Z"])
def test_what_is_not_a_moment_is_refused_with_the_form(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2026-11-01T01:00:00Z"):
        parse_as_of(text)
