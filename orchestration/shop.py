"""A shop as Rollcall has it: its dbt project, its home and its settings, found once and handed on as one."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from orchestration.settings import Home, Project, Settings


@dataclass(frozen=True)
class Shop:
    """`directory` is where a command was given: the project is looked for from there upwards, once it is asked for."""

    settings: Settings
    directory: Path

    @classmethod
    def here(cls) -> "Shop":
        """The shop of the environment and the current directory.

        Raises:
            ValidationError: a setting cannot be used.
            NoProject: the home is a relative path, which is the project's, and there is none.
        """
        return cls(Settings(), Path.cwd())

    @cached_property
    def home(self) -> Home:
        return Home(self.settings.home.resolve())

    @cached_property
    def project(self) -> Project:
        """The project.

        Raises:
            NoProject: the directory lies in none.
        """
        return Project.find(self.directory)
