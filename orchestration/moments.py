"""Moments of nights: parsing as_of, and the nights that a shop's schedule has in its own time zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

NIGHT_HOUR = 2
# No shop's night was before; windows back from the first year and on from the last stay moments.
YEARS = range(1970, 9000)


def parse_as_of(text: str) -> datetime:
    """An ISO 8601 moment in UTC; without an offset it is UTC already.

    Raises:
        ValueError: not such a moment; the message shows the form.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"'{text}' is not a moment; write it as 2026-11-01T01:00:00Z") from None
    if moment.year not in YEARS:
        raise ValueError(f"'{text}' lies outside the years {YEARS[0]} to {YEARS[-1]}; write it as 2026-11-01T01:00:00Z")
    return moment


def iso(moment: datetime) -> str:
    """The moment in UTC as ISO 8601 with a Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def nights_between(after: datetime | None, until: datetime, zone: ZoneInfo, most: int) -> list[datetime]:
    """The moments in UTC at which a night was due after `after`, up to and including `until`, oldest first.

    A night is due at 02:00 by the shop's clock, so on the days when that clock changes it is 23 or 25 hours after
    the one before; where 02:00 is skipped it is due at the same instant as 03:00. With no `after` (nothing was
    ever published) only the latest one is due. Of many missed nights the latest `most` are kept.
    """
    due: list[datetime] = []
    for moment in _nights_back_from(until, zone):
        if (after is not None and moment <= after) or len(due) == (1 if after is None else most):
            break
        due.append(moment)
    return due[::-1]


def next_night(after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after `after` at which a night is due, by the shop's clock."""
    return nights_between(after, after + timedelta(days=2), zone, most=3)[0].astimezone(zone)


def _nights_back_from(until: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    day = until.astimezone(zone).date() + timedelta(days=1)
    while True:
        moment = datetime(day.year, day.month, day.day, NIGHT_HOUR, tzinfo=zone).astimezone(UTC)
        if moment <= until:
            yield moment
        day -= timedelta(days=1)
