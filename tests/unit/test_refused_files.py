"""Which refused files stop a night, and what a night that went on without one says at its end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.findings import Finding, lacking
from orchestration.lock import RunLock
from orchestration.night import land_files
from orchestration.settings import Settings
from orchestration.shop import Shop
from orchestration.tonight import Night, NightFailed
from tests.workspace import PROJECT


def night(home: Path) -> Night:
    return Night(
        shop=Shop(Settings(home=home), PROJECT),
        as_of=datetime(2026, 11, 1, 1, tzinfo=UTC),
        run_id="one",
        lock=RunLock(home / "night.lock", "a test"),
    )


def drop(home: Path, name: str, text: str) -> Path:
    file = home / "landing" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


@pytest.mark.parametrize("name", ["logins/1.csv", "loyalty_points/1.csv", "logon/1.csv", "1.csv"])
def test_a_refused_file_of_another_table_does_not_stop_the_night(tmp_path: Path, name: str) -> None:
    file = drop(tmp_path, name, "customer_id\nada\n")
    drop(tmp_path, "customers/1.csv", "customer_id,created_at\nada,2026-01-01T00:00:00Z\n")
    landed = land_files(night(tmp_path))
    assert [each.path for each in landed.refused] == [name]
    assert [(each.kind, each.example) for each in landed.findings] == [("refused_file", name)]
    assert file.exists()


@pytest.mark.parametrize("name", ["customers/1.csv", "orders/1.csv"])
def test_a_refused_file_of_customers_or_orders_does(tmp_path: Path, name: str) -> None:
    drop(tmp_path, name, "first_name\nada\n")
    with pytest.raises(NightFailed, match=f"(?s)1 files were refused; fix or remove them.*{name}: "):
        land_files(night(tmp_path))


def test_what_a_night_lacks_is_said_group_by_group_and_file_by_file() -> None:
    held = Finding("held_group", "customer_groups", 1, None, "vip", "vip.sql: no such column", "fix its file")
    refused = Finding("refused_file", "logins", 1, None, "logins/1.csv", "is empty", "fix the file")
    other = Finding("rejected_rows", "logins", 5, 5, "logins/2.csv", None, "send them again", is_warning=True)
    assert lacking([other]) == ""
    assert lacking([held, other, refused]) == (
        "published, but 1 groups are held at their last members:\n  vip: vip.sql: no such column\n"
        "published, but without 1 refused files; fix or remove them:\n  logins/1.csv: is empty"
    )
