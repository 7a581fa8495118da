"""Random windows and bounds of rules, mostly with an end on something that happened, or a moment beside it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.conformance import edges
from tests.conformance.clock import Clock
from tests.conformance.maker import Maker, Rule


class WindowMaker(Maker):
    """Draws windows and bounds. `found` are the moments to aim at."""

    def bound(self, found: Sequence[datetime], takes_days: bool) -> Any:
        """A moment near those found, in some form."""
        if takes_days and self.chance(25):
            if any(moment > self.now for moment in found) and self.chance(50):
                return {"ahead": self.duration(found, 1)}
            return {"ago": self.duration(found)}
        chosen = self.pick(found) if found and self.chance(85) else self.pick(self.past)
        chosen += self.pick([0, 0, 0, 1, -1]) * edges.INSTANT
        ways = edges.WAYS if takes_days else [way for way in edges.WAYS if way not in ("day", "minutes")]
        return edges.write_as(self.pick(ways), chosen, self.zone)

    def window(self, found: Sequence[datetime], tz: str | None = None) -> Rule:
        """Any window, mostly with an end near something found; one ahead only if something found is.

        `tz` is the zone of the condition that the window is for.
        """
        is_past = all(moment <= self.now for moment in found)
        kinds = ["last", "last", "ago", "before_ago", "range", "range", "range", "period", "day"]
        kind = self.pick(kinds if is_past else [*kinds, "next", "next", "next"])
        if kind == "range" and self.chance(20):
            return self.whole_days(found)
        if kind == "range":
            return self.between(found, ZoneInfo(tz) if tz else self.zone)
        if kind == "ago":
            first, second = self.duration(found), self.pick(edges.DURATIONS)
            newer, older = sorted((first, second), key=edges.DURATIONS.index)
            return {"ago": [older, newer]} if newer != older else {"ago": ["2y", "1h"]}
        if kind == "period":
            periods = edges.CALENDAR_PAST if is_past else edges.CALENDAR_PAST + edges.CALENDAR_AHEAD
            return {
                "period": self.aimed(periods, lambda name: map(self.clock.midnight, self.clock.period(name)), found)
            }
        if kind == "day":
            offsets = edges.DAY_OFFSETS if is_past else [*edges.DAY_OFFSETS, 1, 2, 7]
            return {"day_offset": self.aimed(offsets, self.ends_of_day, found)}
        return {kind: self.duration(found, 1 if kind == "next" else -1)}

    def whole_days(self, found: Sequence[datetime]) -> Rule:
        """From the beginning of a day that moves with the night, or to the end of one."""
        end = self.pick(["from", "from", "to"])
        window: Rule = {end: {"ago": self.duration(found)}, "granularity": "day"}
        return window | ({f"{end}_inclusive": False} if self.chance(20) else {})

    def duration(self, found: Sequence[datetime], times: int = -1) -> str:
        """How long ago, or ahead, something found was to the second, if it was."""
        return self.aimed(edges.DURATIONS, lambda each: [self.clock.shift(self.now, each, times)], found)

    def ends_of_day(self, offset: int) -> list[datetime]:
        day = self.clock.today + timedelta(days=offset)
        return [self.clock.midnight(day), self.clock.midnight(day + timedelta(days=1))]

    def between(self, found: Sequence[datetime], zone: ZoneInfo) -> Rule:
        """`{from, to, ...}` with at least one end, and never an end before its start."""
        ends = sorted(self.pick(found) if found and self.chance(75) else self.pick(self.past) for _ in range(2))
        names = self.pick([["from"], ["to"], ["from", "to"], ["from", "to"]])
        window: Rule = {}
        if self.chance(25):
            window["tz"] = self.pick(edges.OTHER_ZONES)
            zone = ZoneInfo(window["tz"])
        ways = ["utc", "day", "day", "offset", "naive"]
        if self.chance(25):
            window["granularity"] = "day"
            ways = ["utc", "offset", "naive", "day"]
        for name, end in zip(("from", "to"), ends, strict=True):
            if name in names:
                window[name] = edges.write_as(self.pick(ways), end, zone)
                if self.chance(25):
                    window[f"{name}_inclusive"] = self.pick([False, False, True])
        if Clock(self.now, zone).window(window).is_empty:
            return {name: each for name, each in window.items() if not name.startswith("to")}
        return window
