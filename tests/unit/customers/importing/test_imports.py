"""What an import writes, and what it leaves."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.customers.importing.template import write_template
from orchestration.customers.importing.writing import write_result
from orchestration.inbox import EntryError, settle, together
from orchestration.settings import Home
from tests.imports import NOW, ImportingShop

TEMPLATE = "first_name,last_name,email,phone,line1,postcode,city,country,note\n"
IDA = "Ida,Holm,ida@example.com,20304050,Gade 1,8000,Aarhus,Denmark,Likes tea\n"


def test_the_template_imports_without_a_word_said(shop: ImportingShop) -> None:
    file = shop.folder / "template.csv"
    write_template(file)
    assert file.read_text(encoding="utf-8-sig").splitlines() == [TEMPLATE.strip()]
    with file.open("a", encoding="utf-8") as stream:
        stream.write(IDA)
    imported = shop.import_(file)
    assert imported.preview.outcomes == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    shop.land()
    made = imported.id(2)
    assert shop.raw(
        "select customer_id, first_name, last_name, email, phone, postcode, city, country, created_at, accepts_email"
        " from raw.customers"
    ) == [(made, "Ida", "Holm", "ida@example.com", "20304050", "8000", "Aarhus", "DK", None, None)]
    assert shop.raw("select customer_id, line1, postcode, city, country from raw.addresses") == [
        (made, "Gade 1", "8000", "Aarhus", "DK")
    ]
    assert shop.raw("select customer_id, text, written_by from raw.notes") == [(made, "Likes tea", "ada")]
    with pytest.raises(EntryError, match="is there already"):
        write_template(file)


def test_importing_a_file_again_changes_nothing_before_and_after_it_lands(shop: ImportingShop) -> None:
    shop.import_(TEMPLATE + IDA)
    before = shop.entries()
    again = shop.import_(TEMPLATE + IDA)
    assert (again.files, again.outcome(2), shop.entries()) == (0, "unchanged", before)
    shop.land()
    landed = shop.import_(TEMPLATE + IDA)
    assert (landed.files, landed.outcome(2), shop.entries()) == (0, "unchanged", [])


def test_an_empty_cell_leaves_what_is_stored_unless_it_is_to_clear_it(shop: ImportingShop) -> None:
    stored = {"customer_id": "C1", "email": "ida@example.com", "first_name": "Ida", "city": "Aarhus", "gender": "f"}
    shop.land(customers=[stored])
    file = "email,first_name,city,note\nida@example.com,,Odense,\n"
    imported = shop.import_(file)
    assert imported.preview.clearable == 1
    assert shop.waiting("customers") == [{"customer_id": "C1", "city": "Odense"}]
    cleared = shop.import_(file, empty_clears=True)
    assert (cleared.preview.clearable, cleared.preview.changed) == (1, {"first_name": 1})
    shop.land()
    assert shop.raw("select first_name, city, gender, email from raw.customers") == [
        (None, "Odense", "f", "ida@example.com")
    ]


def test_a_later_value_of_the_shop_is_left_by_an_import_that_does_not_change_it(shop: ImportingShop) -> None:
    shop.land(customers=[{"customer_id": "C1", "email": "ida@example.com", "first_name": "Ida", "city": "Aarhus"}])
    shop.import_("email,first_name,city\nida@example.com,Ida,Odense\n")
    shop.land(
        customers=[{"customer_id": "C1", "email": "ida@example.com", "first_name": "Ida Maria", "city": "Aarhus"}]
    )
    assert shop.raw("select first_name, city from raw.customers") == [("Ida Maria", "Odense")]


def test_another_address_replaces_the_one_that_was_imported_and_no_other(shop: ImportingShop) -> None:
    shop.land(
        customers=[{"customer_id": "C1", "email": "ida@example.com"}],
        addresses=[{"address_id": "A1", "customer_id": "C1", "line1": "Vej 2", "city": "Odense"}],
    )
    assert shop.import_("email,street\nida@example.com,VEJ 2\n").outcome(2) == "unchanged"
    for street in ("Gade 1", "Gade 3"):
        assert shop.import_(f"email,street\nida@example.com,{street}\n").outcome(2) == "changed"
        shop.land()
    assert shop.raw("select line1 from raw.addresses order by line1") == [("Gade 3",), ("Vej 2",)]


def test_consent_is_what_a_column_says_in_the_words_of_people(shop: ImportingShop) -> None:
    imported = shop.import_(
        "email,nyhedsbrev\na@example.com,Ja\nb@example.com,nej\nc@example.com,\nd@example.com,måske\n"
    )
    assert imported.reason(5) == "accepts_email 'måske' is not a boolean"
    assert [row["accepts_email"] for row in shop.waiting("customers")] == [True, False, None]


def test_ids_of_numbers_are_made_as_numbers_below_zero(shop: ImportingShop, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for entry in shop.shop.project.directory.iterdir():
        if entry.name not in ("var", "dbt_project.yml") and not entry.name.startswith("."):
            (project / entry.name).symlink_to(entry)
    settings = shop.shop.project.directory.joinpath("dbt_project.yml").read_text()
    assert "id_type: varchar" in settings
    (project / "dbt_project.yml").write_text(settings.replace("id_type: varchar", "id_type: bigint"))
    numbered = ImportingShop.open(project, project)
    numbered.land(customers=[{"customer_id": 7, "email": "ida@example.com"}])
    file = (
        "id,email,street,note\n,ida@example.com,Gade 1,tea\n,bo@example.com,,\nx,c@example.com,,\n8,d@example.com,,\n"
    )
    imported = numbered.import_(numbered.write(file))
    assert (imported.id(2), imported.outcome(2), imported.id(5)) == ("7", "changed", "8")
    assert int(imported.id(3)) < 0
    assert imported.reason(4) == "customer_id 'x' is not a whole number (bigint)"
    numbered.land()
    assert numbered.import_(numbered.write(file)).preview.outcomes == {
        "new": 0, "changed": 0, "unchanged": 3, "rejected": 1,
    }  # fmt: skip


def test_files_that_belong_together_come_all_or_not_at_all(shop: ImportingShop) -> None:
    home = shop.shop.home

    def write(folder: object, table: str) -> None:
        assert hasattr(folder, "joinpath")
        folder.joinpath(table).mkdir()
        folder.joinpath(table, "1.ndjson").write_text("{}\n")

    with pytest.raises(RuntimeError), together(home) as folder:
        write(folder, "customers")
        raise RuntimeError
    assert shop.entries() == []
    with together(home) as folder:
        write(folder, "customers")
        write(folder, "notes")
    assert shop.entries() == ["customers/1.ndjson", "notes/1.ndjson"]
    # As it lies there when a process is killed: whole, and in the middle.
    for ending in (".whole", ".part"):
        folder = home.inbox / f".together-1{ending}"
        folder.mkdir()
        write(folder, "addresses")
    settle(home)
    assert shop.entries() == ["addresses/1.ndjson", "customers/1.ndjson", "notes/1.ndjson"]
    assert [path.name for path in home.inbox.glob(".together*")] == []


def test_what_was_entered_while_somebody_looked_at_the_preview_stops_the_import(shop: ImportingShop) -> None:
    with shop.opened("email\nida@example.com\n") as (started, _):
        shop.import_(shop.write("email\nbo@example.com\n", "other.csv"))
        before = shop.entries()
        with pytest.raises(EntryError, match="while you looked, so nothing was imported"):
            started.carry_out("ada", NOW)
        assert shop.entries() == before


def test_the_result_has_a_row_for_each_row_and_is_nobody_elses(shop: ImportingShop) -> None:
    imported = shop.import_("email,phone\nida@example.com,\nnobody,\n,\n\nbo@example.com,123\n")
    assert [(row["line"], row["outcome"]) for row in imported.result] == [
        ("2", "new"),
        ("3", "rejected"),
        ("4", "rejected"),
        ("6", "rejected"),
    ]
    (result,) = shop.folder.glob("people.result-*.csv")
    assert stat.S_IMODE(os.stat(result).st_mode) == 0o600


def test_results_of_two_imports_within_a_second_are_two_files(tmp_path: Path) -> None:
    file, moment = tmp_path / "people.csv", datetime(2026, 11, 1, 12, tzinfo=UTC)
    with duckdb.connect() as connection:
        connection.execute("create table results as select 2 as line, 'new' as outcome, null as reason, 'c1' as id")
        for at in (moment, moment + timedelta(milliseconds=1)):
            write_result(connection, Home(tmp_path), file, at)
    assert len(list(tmp_path.glob("people.result-*.csv"))) == 2
