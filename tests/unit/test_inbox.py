"""What people type when they add or remove members by hand, and the file that it becomes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from orchestration.groups.files import GroupNameError
from orchestration.inbox import EntryError, Named, edit_members, named
from orchestration.landing.contract import Contract
from orchestration.landing.files import drops
from orchestration.settings import Home, Project
from tests.workspace import PROJECT

NOW = datetime(2026, 11, 1, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "phones", "ids"),
    [
        (["C1"], [], ["C1"]),
        (["C1,C2", "C3"], [], ["C1", "C2", "C3"]),
        (["C1, C2;C3\nC4\tC5 C6"], [], ["C1", "C2", "C3", "C4", "C5", "C6"]),
        (["+45 12 34 56 78"], ["+45 12 34 56 78"], []),
        (["0045 12345678", "(02) 1234-5678"], ["0045 12345678", "(02) 1234-5678"], []),
        (["12 34 56 78, 87654321"], ["12 34 56 78", "87654321"], []),
        (["+4512345678 +4587654321"], ["+4512345678", "+4587654321"], []),
        (["12345678 87654321"], ["12345678", "87654321"], []),
        (
            ["\uff0b\uff14\uff15 12345678, \u0662\u0660\u0663\u0660\u0664\u0660\u0665\u0660"],
            ["\uff0b\uff14\uff15 12345678", "\u0662\u0660\u0663\u0660\u0664\u0660\u0665\u0660"],
            [],
        ),
        (["C1 +4512345678"], ["+4512345678"], ["C1"]),
        (["1234", "12-34"], [], ["1234", "12-34"]),
        (["b3f1c0de-0000"], [], ["b3f1c0de-0000"]),
        (["C1", "C1", "C1"], [], ["C1"]),
        ([" , ;\n"], [], []),
    ],
)
def test_phones_are_told_from_ids(typed: list[str], phones: list[str], ids: list[str]) -> None:
    assert {(each.by, each.value) for each in named(typed)} == {
        *(("phone", phone) for phone in phones),
        *(("customer_id", id_) for id_ in ids),
    }
    assert len(named(typed)) == len(phones) + len(ids)


def test_with_ids_everything_is_an_id() -> None:
    assert named(["12345678 +4512345678", "10023,C1"], only_ids=True) == [
        Named("customer_id", each) for each in ("12345678", "+4512345678", "10023", "C1")
    ]


@pytest.mark.parametrize("typed", ["+abc", "+1", "00", "0012x4567"])
def test_what_only_starts_like_a_phone_is_refused(typed: str) -> None:
    with pytest.raises(EntryError, match=r"not a phone number; type it as .*--ids"):
        named([typed])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of this shop's vars and contract with one group."""
    folder = tmp_path / "project" / "models" / "customer_groups"
    folder.mkdir(parents=True)
    (folder / "vip.sql").touch()
    (tmp_path / "project" / "dbt_project.yml").write_text((PROJECT / "dbt_project.yml").read_text())
    return Project(tmp_path / "project")


def entered(project: Project, home: Home, *customers: Named, **options: Any) -> Path:
    given: dict[str, Any] = {"entered_by": "ada", "entered_at": NOW} | options
    return edit_members(project, home, "vip", "add", customers, **given)


def test_a_file_with_a_row_per_customer_lands_in_the_inbox(project: Project, tmp_path: Path) -> None:
    home = Home(tmp_path / "var")
    customers = [Named("phone", "+45 12 34 56 78"), Named("customer_id", "C1")]
    file = entered(project, home, *customers, reason='asked "nicely"\n🎉', expires_at=NOW + timedelta(days=1))
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    said = {
        "entered_by": "ada",
        "reason": 'asked "nicely"\n🎉',
        "entered_at": "2026-11-01T12:30:15.123456Z",
        "expires_at": "2026-11-02T12:30:15.123456Z",
    }
    assert rows == [
        {"group_key": "vip", "action": "add", "phone": "+45 12 34 56 78"} | said,
        {"group_key": "vip", "action": "add", "customer_id": "C1"} | said,
    ]
    (manual_members,) = (
        table
        for table in Contract.read(Project(PROJECT).landing_contract, project.variables).tables
        if table.name == "manual_members"
    )
    assert {column.name for column in manual_members.columns} >= rows[0].keys() | rows[1].keys()
    (drop,) = drops([home.inbox])
    assert (drop.table, drop.path) == ("manual_members", file)
    assert list(file.parent.iterdir()) == [file]


def test_files_sort_by_time_and_never_meet(project: Project, tmp_path: Path) -> None:
    home, one = Home(tmp_path / "var"), Named("customer_id", "C1")
    files = [entered(project, home, one, entered_at=NOW + timedelta(microseconds=each)) for each in range(3)]
    assert files == sorted(files)
    assert entered(project, home, one) != files[0]


@pytest.mark.parametrize(
    ("key", "part"), [("vipp", "did you mean vip?"), ("VIP", "did you mean vip?"), ("x", "the groups are in")]
)
def test_an_unknown_group_is_answered_with_those_it_resembles(
    key: str, part: str, project: Project, tmp_path: Path
) -> None:
    with pytest.raises(GroupNameError, match=f"there is no group '{key}'") as error:
        edit_members(
            project, Home(tmp_path), key, "add", [Named("phone", "12345678")], entered_by="ada", entered_at=NOW
        )
    assert part in str(error.value)
    assert not (tmp_path / "inbox").exists()


def test_what_cannot_be_entered_leaves_no_file(project: Project, tmp_path: Path) -> None:
    home, one = Home(tmp_path / "var"), Named("customer_id", "C1")
    with pytest.raises(EntryError, match="nobody is named"):
        entered(project, home)
    with pytest.raises(EntryError, match=r"2026-11-01T12:30:15.123456Z has passed; give a later --expires-at"):
        entered(project, home, one, expires_at=NOW)
    with pytest.raises(EntryError, match="not text in UTF-8"):
        entered(project, home, one, reason="\udcff")
    assert list(drops([home.inbox])) == []
    assert not list(tmp_path.rglob("*.part"))


def test_where_ids_are_numbers_a_text_is_not_an_id(project: Project, tmp_path: Path) -> None:
    settings = project.directory / "dbt_project.yml"
    settings.write_text(settings.read_text().replace("id_type: varchar", "id_type: bigint"))
    with pytest.raises(EntryError, match="'C1' is not a customer id; this shop's ids are whole numbers"):
        entered(project, Home(tmp_path), Named("customer_id", "C1"))
    assert entered(project, Home(tmp_path), Named("customer_id", "17")).exists()
