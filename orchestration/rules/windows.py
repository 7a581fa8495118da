"""The windows of time of a rule: which keys each has, and what they mean.

Not here: what a window's ends come to by a clock (window_ends.py), or how it is said in a condition (wording.py).
"""

from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import Discriminator, Field, Tag

from orchestration.rules.keys import AnyBound, Duration, Flag, OlderAndNewer, TimeZone, one_of, whole_number
from orchestration.rules.node import Node, tag_of
from orchestration.rules.values import LONGEST

WINDOW_KEYS = {
    "last": "Last",
    "next": "Next",
    "ago": "Ago",
    "before_ago": "BeforeAgo",
    "period": "Period",
    "day_offset": "DayOffset",
    "from": "Between",
    "to": "Between",
}
LENGTHS = ("week", "month", "year")
PERIODS = (
    *("today", "yesterday", "tomorrow"),
    *(f"{which}_{length}" for length in LENGTHS for which in ("last", "this", "next")),
)


class _Window(Node):
    known_by: ClassVar = WINDOW_KEYS


class Last(_Window):
    """From that long ago to now, both included."""

    example: ClassVar = "{last: 7d}"
    last: Duration


class Next(_Window):
    """From now to that far ahead, both included."""

    example: ClassVar = "{next: 2d}"
    next: Duration


class Ago(_Window):
    """From the older end, included, to the newer one, excluded."""

    example: ClassVar = "{ago: [14d, 7d]}"
    ago: OlderAndNewer


class BeforeAgo(_Window):
    """Longer ago than that."""

    example: ClassVar = "{before_ago: 7d}"
    before_ago: Duration


class Period(_Window):
    """A whole calendar day, week (from Monday), month or year."""

    example: ClassVar = "{period: this_month}"
    period: Annotated[str, one_of(PERIODS, "period")]
    tz: TimeZone | None = None


class DayOffset(_Window):
    """A whole calendar day: 0 is today, -4 four days ago."""

    example: ClassVar = "{day_offset: -4}"
    day_offset: Annotated[int, whole_number(-LONGEST["d"], LONGEST["d"], "number of days")]
    tz: TimeZone | None = None


class Between(_Window):
    """From one moment to another, both included unless said otherwise; either may be left out."""

    example: ClassVar = "{from: 2026-01-01, to: 2026-06-30}"
    start: AnyBound = Field(None, alias="from")
    end: AnyBound = Field(None, alias="to")
    from_inclusive: Flag = True
    to_inclusive: Flag = True
    granularity: Annotated[str, one_of(("day",), "granularity")] | None = None
    tz: TimeZone | None = None


def _window_tag(data: Any) -> str | None:
    return tag_of(data, WINDOW_KEYS)


Window: TypeAlias = Annotated[
    Annotated[Last, Tag("<Last>")]
    | Annotated[Next, Tag("<Next>")]
    | Annotated[Ago, Tag("<Ago>")]
    | Annotated[BeforeAgo, Tag("<BeforeAgo>")]
    | Annotated[Period, Tag("<Period>")]
    | Annotated[DayOffset, Tag("<DayOffset>")]
    | Annotated[Between, Tag("<Between>")],
    Discriminator(_window_tag),
]
