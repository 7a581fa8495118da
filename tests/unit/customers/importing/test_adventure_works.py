"""The customers of AdventureWorks: a byte order mark, dates with and without leading zeros, columns to leave out."""

import pytest

from tests.imports import ImportingShop
from tests.workspace import DATA

FILE = DATA / "adventureworks" / "AdventureWorks_Customers.csv"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the data set is not here")


def test_adventure_works_imports_with_both_of_its_date_formats(shop: ImportingShop) -> None:
    # Beside the import there is nothing to write: the data are another's.
    file = shop.write(FILE.read_bytes(), FILE.name)
    preview = shop.preview(file)
    assert preview.columns[2:] == ["customer_id", "first_name", "last_name", "birth_date", "gender", "email"]
    assert preview.outcomes == {"new": 18_148, "changed": 0, "unchanged": 0, "rejected": 0}, preview.faults
    jon, eugene = preview.rows[:2]
    assert [str(value) for value in jon[2:]] == ["11000", "JON", "YANG", "1966-04-08", "M", "jon24@adventure-works.com"]
    assert str(eugene[5]) == "1965-05-14"
    imported = shop.import_(file)
    assert imported.files == 1 and imported.id(2) == "11000"
    assert shop.import_(file).preview.outcomes["unchanged"] == 18_148
