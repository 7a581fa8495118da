"""Countries in files: Denmark fitted no condition, since what was stored was what the file said."""

import json

import pytest

from tests.faults import Open, open_landing

__all__ = ["open_landing"]


# What a country is stored as, by the languages that its name may be in.
COUNTRIES: dict[str, dict[str, str | None]] = {
    "en": {
        "Denmark": "DK",
        "denmark ": "DK",
        "DNK": "DK",
        "dk": "DK",
        "DK": "DK",
        "UK": "GB",
        "T\u00fcrkiye": "TR",
        "Tu\u0308rkiye": "TR",
        "Cote d'Ivoire": "CI",
        "Danmark": "Danmark",
        "Atlantis ": "Atlantis",
        "qq": "qq",
        "QQ": "QQ",
        "\u00a0": None,
    },
    "en,da": {"Danmark": "DK"},
    "da,de": {"D\u00c4NEMARK": "DK"},
    "en,el": {"\u039a\u038e\u03a0\u03a1\u039f\u03a3": "CY"},
}


@pytest.mark.parametrize("locales", COUNTRIES)
def test_a_country_lands_as_its_code_however_it_is_called(open_landing: Open, locales: str) -> None:
    written = list(COUNTRIES[locales])
    shop = open_landing(locales=locales.split(","))
    lines = [f'c{number},2024-01-01,"{text}"\n' for number, text in enumerate(written)]
    shop.drop("customers/1.csv", "customer_id,created_at,country\n" + "".join(lines))
    rows = [
        {"customer_id": f"n{number}", "created_at": "2024-01-01", "country": text}
        for number, text in enumerate(written)
    ]
    shop.drop("customers/2.ndjson", "".join(json.dumps(row) + "\n" for row in rows))
    values = ", ".join(f"('p{number}', '{text.replace(chr(39), chr(39) * 2)}')" for number, text in enumerate(written))
    shop.drop_parquet(
        "customers/3.parquet",
        f"select *, date '2024-01-01' as created_at from (values {values}) as given(customer_id, country)",
    )
    lines = [f'a{number},c1,"{text}"\n' for number, text in enumerate(written)]
    shop.drop("addresses/1.csv", "address_id,customer_id,country\n" + "".join(lines))
    shop.land()
    found = dict(
        shop.rows(
            "select customer_id, country from raw.customers union all select address_id, country from raw.addresses"
        )
    )
    assert {id_: country or None for id_, country in found.items()} == {
        f"{form}{number}": stored for form in "cnpa" for number, stored in enumerate(COUNTRIES[locales].values())
    }


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
