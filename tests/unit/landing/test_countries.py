"""Countries in files: Denmark fitted no condition, since what was stored was what the file said."""

import json

import pytest

from tests.faults import Open, open_landing

__all__ = ["open_landing"]


@pytest.mark.parametrize(
    ("written", "locales", "stored"),
    [
        ("Denmark", ["en"], "DK"),
        ("denmark ", ["en"], "DK"),
        ("DNK", ["en"], "DK"),
        ("dk", ["en"], "DK"),
        ("DK", ["en"], "DK"),
        ("UK", ["en"], "GB"),
        ("T\u00fcrkiye", ["en"], "TR"),
        ("Tu\u0308rkiye", ["en"], "TR"),
        ("Cote d'Ivoire", ["en"], "CI"),
        ("Danmark", ["en", "da"], "DK"),
        ("D\u00c4NEMARK", ["da", "de"], "DK"),
        ("\u039a\u038e\u03a0\u03a1\u039f\u03a3", ["en", "el"], "CY"),
        ("Danmark", ["en"], "Danmark"),
        ("Atlantis ", ["en"], "Atlantis"),
        ("qq", ["en"], "qq"),
        ("QQ", ["en"], "QQ"),
        ("\u00a0", ["en"], None),
    ],
)
def test_a_country_lands_as_its_code_however_it_is_called(
    open_landing: Open, written: str, locales: list[str], stored: str | None
) -> None:
    shop = open_landing(locales=locales)
    shop.drop("customers/1.csv", f'customer_id,created_at,country\n1,2024-01-01,"{written}"\n')
    row = {"customer_id": "2", "created_at": "2024-01-01", "country": written}
    shop.drop("customers/2.ndjson", json.dumps(row) + "\n")
    text = written.replace("'", "''")
    shop.drop_parquet(
        "customers/3.parquet", f"select '3' as customer_id, date '2024-01-01' as created_at, '{text}' as country"
    )
    shop.drop("addresses/1.csv", f'address_id,customer_id,country\n1,1,"{written}"\n')
    shop.land()
    found = shop.rows("select country from raw.customers union all select country from raw.addresses")
    assert [country or None for (country,) in found] == [stored] * 4


def test_only_columns_of_countries_are_read_as_countries(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("customers/1.csv", "customer_id,created_at,city,last_name\n1,2024-01-01,Denmark,France\n")
    shop.land()
    assert shop.rows("select city, last_name from raw.customers") == [("Denmark", "France")]


def test_countries_that_an_older_version_stored_become_codes_once(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("customers/1.csv", "customer_id,created_at,country\n1,2024-01-01,DK\n2,2024-01-01,SE\n3,2024-01-01,X\n")
    shop.land()
    shop.connection.execute("update raw.customers set country = 'Denmark' where customer_id = '1'")
    shop.connection.execute("delete from raw.form")
    (told,) = shop.land().findings
    assert (told.kind, told.table_name, told.count) == ("stored_rows_rewritten", "customers", 1)
    assert shop.rows("select country from raw.customers order by customer_id") == [("DK",), ("SE",), ("X",)]
