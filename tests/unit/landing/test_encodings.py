"""Text files in another encoding than UTF-8: refused as a whole, or decoded when a setting names it."""

import gzip

import pytest

from orchestration.landing.contract import ContractError
from tests.faults import Open, needs_files, open_landing

__all__ = ["open_landing"]

NAMES = "customer_id,last_name,created_at\n1,Hansen,2024-01-01\n2,S\u00f8rensen,2024-01-01\n\n3,\u00c6gir,soon\n"


@pytest.mark.parametrize(("codec", "called"), [("cp1252", "Windows-1252"), ("cp850", "code page 850")])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_in_another_encoding_is_refused_whole_and_named(
    open_landing: Open, codec: str, called: str, packed: bool
) -> None:
    shop = open_landing()
    content = NAMES.encode(codec)
    shop.drop("customers/a.csv" + ".gz" * packed, gzip.compress(content) if packed else content)
    [result] = shop.land().files
    assert result.status == "refused"
    assert f"it looks like {called}" in result.reason
    assert f"`landing_encoding: {codec}`" in result.reason
    assert shop.rows("select count(*) from raw.customers") == [(0,)]


def test_ndjson_in_another_encoding_is_refused_whole(open_landing: Open) -> None:
    shop = open_landing()
    line = '{"customer_id": "%s", "created_at": "2024-01-01", "city": "%s"}\n'
    shop.drop("customers/a.ndjson", (line % ("1", "Odense") + line % ("2", "K\u00f8ge")).encode("cp1252"))
    [result] = shop.land().files
    assert "it looks like Windows-1252" in result.reason


@pytest.mark.parametrize("packed", [False, True])
def test_with_the_setting_it_is_read_and_lines_keep_their_numbers(open_landing: Open, packed: bool) -> None:
    shop = open_landing(landing_encoding="cp1252")
    content = NAMES.encode("cp1252")
    shop.drop("customers/a.csv" + ".gz" * packed, gzip.compress(content) if packed else content)
    shop.drop("customers/b.csv", "customer_id,last_name,created_at\n4,\u00d8rsted,2024-01-01\n")
    shop.land()
    names = shop.rows("select last_name from raw.customers order by customer_id")
    assert names == [("Hansen",), ("S\u00f8rensen",), ("\u00d8rsted",)]
    assert [line for line, *_ in shop.rejected()] == [5]
    assert not (shop.home / "tmp" / "landing").exists()


def test_a_damaged_row_of_a_file_in_utf_8_is_rejected_alone(open_landing: Open) -> None:
    shop = open_landing()
    shop.drop("customers/a.csv", NAMES.replace("soon", "2024-01-01").encode() + b"4,Caf\xc3,2024-01-01\n")
    [result] = shop.land().files
    assert (result.status, result.accepted_rows, result.rejected_rows) == ("loaded", 3, 1)


def test_an_unknown_encoding_is_named(open_landing: Open) -> None:
    with pytest.raises(ContractError, match="landing_encoding is 'cp125x', which is not an encoding"):
        open_landing(landing_encoding="cp125x")


@needs_files
def test_f4_cp1252(open_landing: Open) -> None:
    shop = open_landing()
    shop.take("f4_cp1252", customers="customers.csv")
    [refused] = shop.land().refused
    assert "looks like Windows-1252" in refused.reason


@needs_files
def test_f4_cp1252_with_the_setting(open_landing: Open) -> None:
    shop = open_landing(landing_encoding="cp1252")
    shop.take("f4_cp1252", customers="customers.csv")
    shop.land()
    assert shop.rows("select city from raw.customers order by customer_id") == [("Odense",), ("K\u00f8ge",), ("Vejle",)]
