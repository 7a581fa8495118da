"""Where Rollcall keeps things and what may be set from outside: the environment's ROLLCALL_* variables.

What the shop is (time zone, currency, which orders count) is not here but in the vars of dbt_project.yml.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, HttpUrl, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from orchestration.errors import RollcallError

DUCKDB_SIZE = r"^[0-9]+(\.[0-9]+)? ?(KB|MB|GB|TB|KiB|MiB|GiB|TiB)$"
# The target of profiles.yml that a night runs on when none is named, and that of plain dbt.
NIGHT_TARGET, ANALYSTS_TARGET = "duckdb", "dev"
WORKSHOP_FILE, CONTACTS_FILE = "workshop.duckdb", "contacts.duckdb"
LEAST_MEMORY, MOST_BYTES, MOST_THREADS = 64 * 10**6, 10**18, 1024


class Webhook(BaseSettings):
    """The setting that is read even where others are unusable, so that somebody is told of it."""

    model_config = SettingsConfigDict(env_prefix="ROLLCALL_")

    webhook_url: HttpUrl | None = Field(
        None, repr=False, description="Where a failed night is reported, as a JSON POST; a secret."
    )


class Settings(Webhook):
    """ROLLCALL_HOME, ROLLCALL_MEMORY_LIMIT and so on; an unusable value is refused by its name."""

    home: Path = Field(
        Path("var"),
        validate_default=True,
        description="The directory of everything that Rollcall keeps; a relative one is that of the project.",
    )
    share_with: str | None = Field(
        None, min_length=1, description="The group of users who may read what is published; nobody else reads anything."
    )
    memory_limit: str = Field("4GB", pattern=DUCKDB_SIZE, description="What DuckDB, or Spark, may hold in memory.")
    temp_limit: str = Field("100GB", pattern=DUCKDB_SIZE, description="What DuckDB may spill to disk.")
    threads: int = Field(2, ge=1, le=MOST_THREADS, description="Threads of DuckDB, or Spark, and of dbt.")
    keep_generations: int = Field(7, ge=2, description="Published generations to keep, the current one included.")
    keep_runs: int = Field(14, ge=2, description="Nights to keep in Dagster's history, whether they succeeded or not.")
    leave_landed_files: bool = Field(
        False, description="Leave the shop's files in the landing folders and archive copies, for mirrored folders."
    )
    keep_archive_days: int | None = Field(None, ge=1, description="Days to keep landed files; forever, when unset.")
    keep_rejected_days: int = Field(90, ge=1, description="Days to keep the rows that were rejected.")
    keep_erased_orders: bool = Field(
        True, description="Keep the orders of customers who were erased, without the person, for the totals."
    )
    wait_for_raw: int = Field(
        600, ge=0, description="Seconds that a landing waits for a program that has the raw tables open."
    )

    @field_validator("home", mode="before")
    @classmethod
    def _is_named(cls, home: object) -> object:
        if not str(home).strip():
            raise ValueError("is empty, which would be the folder that you are in")
        return home

    @field_validator("home", mode="after")
    @classmethod
    def _is_the_same_from_everywhere(cls, home: Path) -> Path:
        """Below the project, also from a folder inside it; else what is entered there is seen by no night."""
        home = home.expanduser()
        whole = home if home.is_absolute() else Project.find(Path.cwd()).directory / home
        if unusable := [letter for letter in str(whole) if letter in "?%" or not letter.isprintable()]:
            raise ValueError(f"holds {unusable[0]!r}, in which Dagster's own files cannot lie")
        return whole

    @field_validator("memory_limit", "temp_limit", mode="after")
    @classmethod
    def _is_possible(cls, size: str) -> str:
        if bytes_of(size) > MOST_BYTES:
            raise ValueError(f"is more than any machine has, {MOST_BYTES // 10**12}TB")
        return size

    @field_validator("memory_limit", mode="after")
    @classmethod
    def _is_enough(cls, size: str) -> str:
        if bytes_of(size) < LEAST_MEMORY:
            raise ValueError(f"is too little for any night; give at least {LEAST_MEMORY // 10**6}MB")
        return size

    @property
    def memory_megabytes(self) -> int:
        """memory_limit in megabytes of 2^20 bytes, rounded down, as Java takes it."""
        return int(bytes_of(self.memory_limit) / 2**20)


def bytes_of(size: str) -> float:
    """A size as DuckDB takes it, such as 4GB or 1.5 GiB, in bytes."""
    number, unit = re.split(" ?(?=[KMGT])", size)
    return float(number) * float((1024 if "i" in unit else 1000) ** ("KMGT".index(unit[0]) + 1))


@dataclass(frozen=True)
class Home:
    """The paths below ROLLCALL_HOME; nothing is created by asking for one."""

    root: Path

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """What has landed."""
        return self.root / "archive"

    @property
    def raw(self) -> Path:
        """The raw tables, which the landing writes."""
        return self.root / "raw.duckdb"

    @property
    def old_warehouse(self) -> Path:
        """What held the raw tables, and all that dbt built, before each of them had a file of its own."""
        return self.root / "warehouse.duckdb"

    @property
    def analysts(self) -> Path:
        """What plain dbt builds by day, as profiles.yml says."""
        return self.root / "dev.duckdb"

    @property
    def published(self) -> Path:
        return self.root / "published"

    def building(self, run_id: str) -> Path:
        """Where a night makes its generation; what is in it becomes the generation."""
        return self.published / "building" / run_id

    @property
    def tonight(self) -> Path:
        """A link to it, while dbt builds: profiles.yml names the workshop by it, the same every night.

        dbt would read the whole project again if something changed in its profile.
        """
        return self.published / "building" / "tonight"

    @property
    def secret(self) -> Path:
        """What made ids are keyed with."""
        return self.root / "secret"

    @property
    def exports(self) -> Path:
        """Where exports go that are given no other place."""
        return self.root / "exports"

    @property
    def export_ledger(self) -> Path:
        """Which files people were exported to."""
        return self.root / "exports.ndjson"

    @property
    def erasures(self) -> Path:
        """Who was forgotten, as keyed hashes."""
        return self.root / "erasures.ndjson"

    @property
    def erasing(self) -> Path:
        """Whom a night is forgetting; gone once it has."""
        return self.root / "erasing.json"

    @property
    def lock(self) -> Path:
        return self.root / "night.lock"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def dbt_target(self) -> Path:
        """Holds dbt's compiled SQL, manifest and parse cache."""
        return self.root / "dbt"

    @property
    def dbt_beside(self) -> Path:
        """The same for what is checked while a night may be running."""
        return self.root / "dbt_beside"

    @property
    def spark(self) -> Path:
        """What Spark is given and what it builds, while a night runs on it."""
        return self.root / "spark"

    @property
    def told(self) -> Path:
        """Which faults the webhook has heard."""
        return self.root / "told.json"

    @property
    def temporary(self) -> Path:
        """DuckDB's spill files."""
        return self.root / "tmp"


class NoProject(RollcallError):
    """A command was given outside a project."""


class UnreadableProject(RollcallError):
    """dbt_project.yml or profiles.yml is not what this version reads."""


class UnknownTarget(RollcallError):
    """A target that profiles.yml does not have."""


@dataclass(frozen=True)
class Project:
    """The dbt project: the folder that holds dbt_project.yml."""

    directory: Path

    @classmethod
    def find(cls, start: Path) -> "Project":
        """The project that `start` lies in.

        Raises:
            NoProject: no folder from `start` upwards has a dbt_project.yml.
        """
        for folder in (start, *start.parents):
            if (folder / "dbt_project.yml").is_file():
                return cls(folder)
        raise NoProject(
            f"no dbt_project.yml in {start} or above it; run rollcall inside the project, for example `cd rollcall`,"
            " or set ROLLCALL_HOME to an absolute path where a command needs no project"
        )

    @cached_property
    def variables(self) -> dict[str, Any]:
        """The vars of dbt_project.yml.

        Raises:
            UnreadableProject: it is not YAML, or has no vars.
        """
        found = self._read("dbt_project.yml").get("vars")
        if not isinstance(found, dict):
            raise UnreadableProject(
                f"{self.directory / 'dbt_project.yml'} has no vars, which say what the shop is; add them, as in"
                ' `vars: {time_zone: Europe/Copenhagen}` (README, "On your own data")'
            )
        return dict(found)

    def engine(self, target: str) -> str:
        """The engine of a target of profiles.yml, `duckdb` or `spark`.

        Raises:
            UnknownTarget: there is no such target.
        """
        outputs = self._profile["outputs"]
        if target not in outputs:
            raise UnknownTarget(f"profiles.yml has no target '{target}'; use one of {', '.join(outputs)}")
        return str(outputs[target]["type"])

    @cached_property
    def _profile(self) -> dict[str, Any]:
        found = self._read("profiles.yml").get("rollcall")
        if not isinstance(found, dict) or not isinstance(found.get("outputs"), dict) or "target" not in found:
            raise UnreadableProject(
                f"{self.directory / 'profiles.yml'} has no profile `rollcall` with `target` and `outputs`; restore it"
            )
        return dict(found)

    def _read(self, name: str) -> dict[str, Any]:
        try:
            found = yaml.safe_load((self.directory / name).read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f", line {mark.line + 1}" if mark else ""
            raise UnreadableProject(f"{self.directory / name}{place}: not YAML; correct it") from None
        except UnicodeDecodeError as error:
            raise UnreadableProject(f"{self.directory / name}: byte {error.start} is not UTF-8; save it so") from None
        return found if isinstance(found, dict) else {}

    @property
    def groups(self) -> Path:
        return self.directory / "models" / "customer_groups"

    @property
    def landing_contract(self) -> Path:
        return self.directory / "models" / "staging" / "_sources.yml"
