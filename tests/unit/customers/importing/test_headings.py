"""What people write above their columns."""

from collections import Counter

import pytest
import yaml

from orchestration.customers.importing.headings import TEMPLATE
from orchestration.landing.contract import Contract
from orchestration.landing.spellings import FOLDER, About, compared, meant, targets
from orchestration.settings import Project
from tests.workspace import PROJECT


@pytest.mark.parametrize("about", ["customer", "order"])
def test_no_spelling_means_two_columns(about: About) -> None:
    text = (FOLDER / f"{about}_headings.yml").read_text(encoding="utf-8")
    found = {
        column: {compared(column), *map(compared, map(str, each))} for column, each in yaml.safe_load(text).items()
    }
    counted = Counter(spelling for spellings in found.values() for spelling in spellings)
    assert [spelling for spelling, times in counted.items() if times > 1] == []


def test_every_column_of_customers_but_the_landings_own_can_be_imported() -> None:
    project = Project(PROJECT)
    (table,) = (
        table
        for table in Contract.read(project.landing_contract, project.variables).tables
        if table.name == "customers"
    )
    columns = {column.name for column in table.columns} - {"updated_at", "deleted_at"}
    assert set(targets()) == columns | {"name", "line1", "note"}
    assert [meant(column) for column in TEMPLATE] == list(TEMPLATE)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("EmailAddress", "email"),
        (" E-Mail ", "email"),
        ("Prénom", "first_name"),
        ("FØDSELSDAG", "birth_date"),
        ("Straße", "line1"),
        ("CustomerKey", "customer_id"),
        ("Zip/Postal code", None),
        ("Annual income", None),
    ],
)
def test_headings_are_read_without_case_accents_and_signs(heading: str, column: str | None) -> None:
    assert meant(heading) == column
