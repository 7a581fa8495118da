"""What may be set from outside, and what an unusable setting says."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from orchestration.settings import Home, NoProject, Project, Settings


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
        ("memory_limit", "0GB"),
        ("memory_limit", "1KB"),
        ("memory_limit", "99999999TB"),
        ("temp_limit", "9999999999999999999999TB"),
        ("threads", "1000000"),
        ("share_with", ""),
        ("home", ""),
        ("home", " "),
        ("home", "/srv/shop?"),
        ("home", "/srv/a%20shop"),
        ("home", "/srv/a\nshop"),
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
    assert (settings.home, settings.keep_generations) == (Project.find(Path.cwd()).directory / "elsewhere", 3)


@pytest.mark.parametrize("given", [None, "var", "./var", "models/../var"])
def test_from_a_folder_inside_the_project_entries_go_where_its_nights_look(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`rollcall groups edit-members` wrote into another `var` there, which no night reads."""
    (tmp_path / "dbt_project.yml").write_text("vars: {}\n")
    inside = tmp_path / "models" / "marts"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    monkeypatch.delenv("ROLLCALL_HOME", raising=False)
    if given is not None:
        monkeypatch.setenv("ROLLCALL_HOME", given)
    assert Settings().home.resolve() == tmp_path / "var"


def test_outside_a_project_an_absolute_home_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLCALL_HOME", str(tmp_path / "shop"))
    assert Settings().home == tmp_path / "shop"
    monkeypatch.setenv("ROLLCALL_HOME", "shop")
    with pytest.raises(NoProject, match="set ROLLCALL_HOME to an absolute path"):
        Settings()


def test_a_home_below_the_users_own_is_not_a_folder_called_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_HOME", "~/shop")
    assert Settings().home == Path.home() / "shop"


def test_settings_that_are_shown_do_not_show_the_webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_WEBHOOK_URL", "https://chat.example/T0/secret")
    assert "secret" not in repr(Settings())


def test_asking_for_a_path_creates_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert home.raw.name == "raw.duckdb"
    assert not home.root.exists()


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("vars: {time_zone: Europe/Copenhagen}\n")
    (tmp_path / "models" / "marts").mkdir(parents=True)
    project = Project.find(tmp_path / "models" / "marts")
    assert project.directory == tmp_path
    assert project.variables == {"time_zone": "Europe/Copenhagen"}


def test_outside_a_project_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoProject, match="run rollcall inside the project"):
        Project.find(tmp_path)
