"""What a generation says of itself: manifest.json. Data types only; building and switching are elsewhere."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE_NAME = "manifest.json"


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableFacts(_Facts):
    """Rows of a published table, and a checksum of its content that does not depend on the order of rows.

    The checksum is the sum, in hexadecimal, of DuckDB's hash() of every row, by the manifest's duckdb_version.
    """

    rows: int
    checksum: str


class GroupFacts(_Facts):
    """A group in the generation; as_of is when its members were last worked out, none if they never were."""

    status: Literal["built", "held"]
    as_of: datetime | None
    members: int
    joined: int
    left_count: int
    error: str | None
    definition_hash: str | None


class Manifest(_Facts):
    """One generation. last_file_id and last_event_id are where the next night goes on."""

    run_id: str
    as_of: datetime
    published_at: datetime
    target: str
    code_version: str
    duckdb_version: str
    last_file_id: int
    last_event_id: int
    tables: dict[str, TableFacts]
    groups: dict[str, GroupFacts]

    @classmethod
    def read(cls, generation: Path) -> "Manifest":
        """The manifest of a generation's directory.

        Raises:
            FileNotFoundError: the directory has none, so it is no generation.
        """
        return cls.model_validate_json((generation / FILE_NAME).read_text())
