"""What may be set from outside, and what an unusable setting says."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from orchestration.settings import Home, Project, Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("keep_generations", "1"),
        ("keep_generations", "many"),
        ("threads", "0"),
        ("memory_limit", "lots"),
        ("memory_limit", "4GB'; drop table raw.orders; --"),
        ("temp_limit", "-1GB"),
        ("webhook_url", "not a url"),
    ],
)
def test_an_unusable_value_is_refused_by_its_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"ROLLCALL_{name.upper()}", value)
    with pytest.raises(ValidationError) as error:
        Settings()
    assert [fault["loc"] for fault in error.value.errors()] == [(name,)]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_HOME", "elsewhere")
    monkeypatch.setenv("ROLLCALL_KEEP_GENERATIONS", "3")
    settings = Settings()
    assert (settings.home, settings.keep_generations) == (Path("elsewhere"), 3)


def test_asking_for_a_path_creates_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert home.warehouse.name == "warehouse.duckdb"
    assert not home.root.exists()


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("vars: {time_zone: Europe/Copenhagen}\n")
    (tmp_path / "models" / "marts").mkdir(parents=True)
    project = Project.find(tmp_path / "models" / "marts")
    assert project.directory == tmp_path
    assert project.variables == {"time_zone": "Europe/Copenhagen"}


def test_outside_a_project_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="run rollcall inside the project"):
        Project.find(tmp_path)
