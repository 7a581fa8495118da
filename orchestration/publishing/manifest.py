"""What a generation says of itself: manifest.json. Data types only; building and switching are elsewhere."""

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from orchestration.errors import RollcallError

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
    """A group in the generation; as_of is when its members were last worked out, none if they never were.

    last_file_id is the latest landed file that was known then, definition_hash the definition that it had then.
    """

    status: Literal["built", "held"]
    as_of: AwareDatetime | None
    members: int
    joined: int
    left_count: int
    error: str | None
    definition_hash: str | None
    last_file_id: int


class DamagedManifest(RollcallError):
    """A manifest.json that cannot be read."""


class Manifest(_Facts):
    """One generation; `previous` is the run_id of the one that it follows, none for the first.

    last_file_id and last_event_id are where the next night goes on; findings_since is the file after which those begin
    that its findings are of, the same when the night is run again. last_landed_at is when the latest file landed:
    it says which files are new also where the warehouse was rebuilt since, and numbers them from 1. `remembered` are
    the tables that only the next night reads, `contacts` the table of contacts.duckdb; an earlier version has none.
    erased_at is when somebody was last taken out of the generation, which else never changes.
    """

    run_id: str
    previous: str | None
    as_of: AwareDatetime
    published_at: AwareDatetime
    target: str
    code_version: str
    duckdb_version: str
    last_file_id: int
    last_landed_at: AwareDatetime | None = None
    last_event_id: int
    findings_since: int = 0
    tables: dict[str, TableFacts]
    remembered: dict[str, TableFacts] = {}
    contacts: TableFacts | None = None
    erased_at: AwareDatetime | None = None
    groups: dict[str, GroupFacts]

    def findings_begin(self, as_of: datetime) -> int:
        """The file id after which the findings of the next night, the one of as_of, begin."""
        return self.findings_since if as_of == self.as_of else self.last_file_id

    def write(self, generation: Path) -> None:
        """Write it into a generation's directory."""
        (generation / FILE_NAME).write_text(self.model_dump_json(indent=2) + "\n")

    @classmethod
    def read(cls, generation: Path) -> "Manifest":
        """The manifest of a generation's directory.

        Raises:
            DamagedManifest: there is none, it cannot be read, or it is not what this version writes.
        """
        file = generation / FILE_NAME
        try:
            return cls.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            fault = "the file is missing"
        except OSError as error:
            fault = f"it cannot be read ({error.strerror})"
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the file"
            fault = f"{place}: {first['msg']}"
        raise DamagedManifest(
            f"{file}: {fault}; restore it from a backup, or make another generation current with"
            " `rollcall rollback --to RUN_ID`"
        )
