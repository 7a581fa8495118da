"""The moment that the referee looks at a shop, and what exists by then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.conformance.clock import Clock


@dataclass(frozen=True)
class Settings:
    """What a shop decides: its time zone, and the country of phone numbers that name none, digits only."""

    time_zone: str = "UTC"
    phone_country_code: str = "1"


@dataclass(frozen=True)
class AsOf:
    """A moment in UTC, and the shop that it is looked at from."""

    now: datetime
    settings: Settings

    def clock(self, leaf: Mapping[str, Any] | None = None) -> Clock:
        """The clock that a leaf goes by: of its `tz`, else the shop's."""
        return Clock(self.now, ZoneInfo((leaf or {}).get("tz") or self.settings.time_zone))

    def moment(self, text: str) -> datetime:
        """A moment of a record. ValueError if it has none."""
        moment = self.clock().moment(text)
        if moment is None:
            raise ValueError(f"{text!r} is not a moment")
        return moment

    def exists(self, at: str | None) -> bool:
        """Whether something dated `at` exists as of now; without a date it always did."""
        return at is None or self.moment(at) <= self.now

    def without_withdrawn(self, shop: Mapping[str, Any]) -> dict[str, Any]:
        """The shop without the rows that it has withdrawn by now."""
        return {
            name: [row for row in rows if not self.is_withdrawn(row)] if isinstance(rows, list) else rows
            for name, rows in shop.items()
        }

    def is_withdrawn(self, row: Any) -> bool:
        """Whether a row has been withdrawn by now."""
        at = row.get("deleted_at") if isinstance(row, Mapping) else None
        return at is not None and self.exists(at)
