"""Time as rules speak of it: moments and days on a clock, durations such as `7d`, windows such as `{last: 7d}`.

A moment is an aware datetime in UTC, a day is a date; a text without a time of day is a day. What belongs here is
whatever needs "now" or a time zone, what does not is customers and records (see referee.py).
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DURATION = re.compile(r"([0-9]+)([shdwmy])")
EXACT = {
    "s": timedelta(seconds=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
CALENDAR_MONTHS = {"m": 1, "y": 12}
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ISO = re.compile(rf"{DAY}([T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]{{1,6}})?)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?)?")


@dataclass(frozen=True)
class Span:
    """A stretch of time; an end that is None is open."""

    start: datetime | None = None
    end: datetime | None = None
    start_in: bool = True
    end_in: bool = True

    def __contains__(self, moment: datetime) -> bool:
        if self.start is not None and (moment < self.start or (moment == self.start and not self.start_in)):
            return False
        return self.end is None or moment < self.end or (moment == self.end and self.end_in)

    @property
    def is_empty(self) -> bool:
        """Whether no moment lies in it."""
        if self.start is None or self.end is None:
            return False
        return self.start > self.end or (self.start == self.end and not (self.start_in and self.end_in))


@dataclass(frozen=True)
class Clock:
    """A clock on the wall in `zone` that shows `now`, a moment in UTC."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """The moment at which `day` begins."""
        return self.on_the_wall(datetime.combine(day, time()))

    def on_the_wall(self, naive: datetime) -> datetime:
        """The moment at which the clock shows `naive`; the first of two, and as if never put forward in the gap."""
        return naive.replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def read(self, text: str) -> datetime | date | None:
        """An ISO moment or day; None for any other text, 30 February included."""
        if ISO.fullmatch(text) is None:
            return None
        try:
            if len(text) == len("2024-02-29"):
                return date.fromisoformat(text)
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return moment.astimezone(UTC) if moment.tzinfo else self.on_the_wall(moment)

    def moment(self, value: Any) -> datetime | None:
        """The moment that a value of the data stands for: a day stands for its midnight."""
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        found = self.read(str(value))
        return found if found is None or isinstance(found, datetime) else self.midnight(found)

    def bound(self, value: Any) -> datetime | date:
        """What a rule compares with: a moment, or a whole day. ValueError if it is neither."""
        match value:
            case {"ago": duration}:
                return self.shift(self.now, duration, -1)
            case {"ahead": duration}:
                return self.shift(self.now, duration, 1)
        found = self.read(str(value))
        if found is None:
            raise ValueError(f"{value!r} is neither a day nor a moment")
        return found

    def shift(self, moment: datetime, duration: str, times: int) -> datetime:
        """`moment` and `times` durations: months and years by the clock, one step however many, the rest exact."""
        parts = DURATION.fullmatch(duration)
        if parts is None:
            raise ValueError(f"{duration!r} is not a duration")
        number, unit = int(parts[1]) * times, parts[2]
        if unit in EXACT:
            return moment + number * EXACT[unit]
        shown = moment.astimezone(self.zone).replace(tzinfo=None)
        year, month = divmod(shown.year * 12 + shown.month - 1 + number * CALENDAR_MONTHS[unit], 12)
        last = calendar.monthrange(year, month + 1)[1]
        return self.on_the_wall(shown.replace(year=year, month=month + 1, day=min(shown.day, last)))

    def days(self, first: date, after_last: date) -> Span:
        """From the midnight of one day to the midnight of another, which is out."""
        return Span(self.midnight(first), self.midnight(after_last), end_in=False)

    def window(self, window: Mapping[str, Any]) -> Span:
        """What a window of a rule covers. Its own `tz` goes before the clock's. ValueError if it is none."""
        if "tz" in window:
            return Clock(self.now, ZoneInfo(window["tz"])).window({k: v for k, v in window.items() if k != "tz"})
        match window:
            case {"last": duration}:
                return Span(self.shift(self.now, duration, -1), self.now)
            case {"next": duration}:
                return Span(self.now, self.shift(self.now, duration, 1))
            case {"ago": [older, newer]}:
                return Span(self.shift(self.now, older, -1), self.shift(self.now, newer, -1), end_in=False)
            case {"before_ago": duration}:
                return Span(None, self.shift(self.now, duration, -1), end_in=False)
            case {"period": period}:
                return self.days(*self.period(period))
            case {"day_offset": offset}:
                day = self.today + timedelta(days=offset)
                return self.days(day, day + timedelta(days=1))
        if not window.keys() <= {"from", "to", "from_inclusive", "to_inclusive", "granularity"}:
            raise ValueError(f"{window!r} is not a window")
        return self.between(window)

    def between(self, window: Mapping[str, Any]) -> Span:
        """`{from, to, from_inclusive, to_inclusive, granularity}`, each of them optional."""
        one_day = timedelta(days=1)
        start, end = (None if window.get(key) is None else self.bound(window[key]) for key in ("from", "to"))
        start_in, end_in = window.get("from_inclusive", True), window.get("to_inclusive", True)
        if window.get("granularity") == "day":
            start, end = (self.whole_day(window.get(key), bound) for key, bound in (("from", start), ("to", end)))
        if start is not None and not isinstance(start, datetime):
            start, start_in = self.midnight(start if start_in else start + one_day), True
        if end is not None and not isinstance(end, datetime):
            end, end_in = self.midnight(end + one_day if end_in else end), False
        return Span(start, end, start_in, end_in)

    def whole_day(self, written: Any, bound: datetime | date | None) -> date | None:
        """The calendar day of a bound. Days and weeks from now are counted on the calendar, whatever they last."""
        if isinstance(written, Mapping):
            ((direction, duration),) = written.items()
            number, unit = int(duration[:-1]), duration[-1]
            if unit in ("d", "w"):
                days = number * (7 if unit == "w" else 1)
                return self.today + timedelta(days=-days if direction == "ago" else days)
        return self.day(bound) if isinstance(bound, datetime) else bound

    def period(self, name: str) -> tuple[date, date]:
        """The first day of a calendar period and the first day after it: `today`, `last_week`, `next_year`, ..."""
        today, step = self.today, timedelta(days=1)
        single = {"yesterday": -1, "today": 0, "tomorrow": 1}
        if name in single:
            first = today + single[name] * step
            return first, first + step
        which, unit = name.split("_")
        number = {"last": -1, "this": 0, "next": 1}[which]
        if unit == "week":
            first = today + timedelta(days=7 * number - today.weekday())
            return first, first + timedelta(days=7)
        if unit == "month":
            return month_from(today, number), month_from(today, number + 1)
        if unit == "year":
            return date(today.year + number, 1, 1), date(today.year + number + 1, 1, 1)
        raise ValueError(f"{name!r} is not a period")


def month_from(day: date, months: int) -> date:
    """The first day of the month that is `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def is_anniversary(day: date, today: date) -> bool:
    """Whether `day` is celebrated `today`; 29 February is on the 28th in years without one."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(today.year):
        day = day.replace(day=28)
    return (day.month, day.day) == (today.month, today.day)


def completed_years(day: date, today: date) -> int:
    """Years completed since `day`; from 29 February a year is complete on 1 March of years without one."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
