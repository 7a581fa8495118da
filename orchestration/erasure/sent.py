"""A file as it was sent, for the modules that take records out of it."""

from dataclasses import dataclass
from pathlib import Path

from orchestration.erasure.columns import Holds
from orchestration.landing.contract import Reading


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: its form (`csv`, `ndjson` or `parquet`), what it holds, and how its texts are written."""

    path: Path
    form: str
    holds: Holds
    reading: Reading
    delimiter: str | None = None
    date_order: str = "ymd"

    @property
    def is_packed(self) -> bool:
        return self.path.name.lower().endswith(".gz")
