"""What became of dropped files: facts of a landing, for those who show them."""

from dataclasses import dataclass, field
from typing import Literal

from orchestration.findings import Finding


@dataclass(frozen=True)
class FileProgress:
    """How far the pass over a slow file is: `fraction` from 0 to 1; `rows` so far, None if the total is unknown."""

    table: str
    file_name: str
    fraction: float
    rows: int | None


@dataclass(frozen=True)
class FileResult:
    """What became of one file. `path` is relative to its folder's root; `reason` is empty for a loaded file."""

    table: str
    path: str
    status: Literal["loaded", "skipped", "refused"]
    read_rows: int = 0
    accepted_rows: int = 0
    rejected_rows: int = 0
    reason: str = ""
    ignored_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class LandingReport:
    """What became of every file, in the order of tables and names, and what somebody should look at."""

    files: list[FileResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def loaded(self) -> list[FileResult]:
        """Files whose rows are in the raw tables since this landing."""
        return [result for result in self.files if result.status == "loaded"]

    @property
    def skipped(self) -> list[FileResult]:
        """Files that stay in the landing folder and are as they were when they landed."""
        return [result for result in self.files if result.status == "skipped"]

    @property
    def refused(self) -> list[FileResult]:
        """Files that stay where they are and should stop the night."""
        return [result for result in self.files if result.status == "refused"]

    @property
    def rejected_rows(self) -> int:
        """Rows put into raw.rejected_rows by this landing."""
        return sum(result.rejected_rows for result in self.files)
