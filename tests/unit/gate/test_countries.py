"""Plain SQL that compares a country with what no country is stored as, and selects nobody."""

import pytest

from orchestration.gate.duckdb_sql import faults
from orchestration.gate.rules import Reader

CUSTOMERS = '"warehouse"."marts"."customers"'


def told(condition: str, *locales: str) -> list[str]:
    reader = Reader({"warehouse.marts.customers"}, set(), "warehouse.marts.customers", locales)
    return [str(each) for each in faults(f"select customer_id from {CUSTOMERS} as c where {condition}", reader)]


@pytest.mark.parametrize(
    ("condition", "locales", "fault"),
    [
        ("country = 'Denmark'", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("'Denmark' = country", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("country in ('SE', 'Denmark')", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("c.country <> 'DNK'", (), "no country is stored as 'DNK'; write 'DK'"),
        ("country not in ('dk')", (), "no country is stored as 'dk'; write 'DK'"),
        ("country = 'UK'", (), "no country is stored as 'UK'; write 'GB'"),
        ("country = 'Danmark'", ("da",), "no country is stored as 'Danmark'; write 'DK'"),
    ],
)
def test_a_country_compared_by_its_name_is_refused_with_the_code(
    condition: str, locales: tuple[str, ...], fault: str
) -> None:
    assert told(condition, *locales) == [fault]


@pytest.mark.parametrize(
    "condition",
    [
        "country = 'DK'",
        "country in ('DK', 'SE')",
        # Stored as it was sent, since nothing says what it is.
        "country = 'Danmark'",
        "country = 'Atlantis'",
        "lower(country) = 'dk'",
        "city = 'Denmark'",
    ],
)
def test_what_a_country_may_be_stored_as_is_not_refused(condition: str) -> None:
    assert told(condition) == []
