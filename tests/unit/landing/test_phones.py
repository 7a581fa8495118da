"""Phone numbers, as landed and then read by SQL: one customer, one number, however it is written."""

import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import phonenumbers
import pytest

from orchestration.landing import findings, phones
from orchestration.landing.contract import Contract
from tests.macros import macro
from tests.unit.landing.conftest import LandingHome
from tests.workspace import PROJECT

VARIABLES = {"id_type": "varchar", "time_zone": "UTC", "phone_country_code": "45"}
PHONE, NUMBERS = "landed.phone", "left join raw.phone_numbers as phone_numbers"


@pytest.fixture
def danish(shop: LandingHome) -> LandingHome:
    shop.contract = Contract.read(PROJECT / "models" / "staging" / "_sources.yml", VARIABLES)
    return shop


def drop(shop: LandingHome, table: str, *rows: dict[str, str | None], name: str = "1") -> None:
    columns = list(rows[0])
    lines = [",".join(f'"{row[column] or ""}"' for column in columns) for row in rows]
    shop.drop(f"{table}/{name}.csv", "\n".join([",".join(columns), *lines]) + "\n")


def customer(customer_id: str, phone: str | None, country: str | None = None) -> dict[str, str | None]:
    return {"customer_id": customer_id, "created_at": "2026-01-01", "phone": phone, "country": country}


def read(
    shop: LandingHome, table: str = "customers", country: str = "coalesce(landed.country, '')", code: str = "45"
) -> dict[str, str]:
    """The numbers of a table by the text, as staging reads them."""
    column = "value" if table == "suppressions" else "phone"
    number = macro("landed_phone", f"landed.{column}", variables={"phone_country_code": code})
    rows = shop.rows(
        f"""
        select landed.{column}, {number} from raw.{table} as landed
        {NUMBERS} on landed.{column} = phone_numbers.phone and {country} = phone_numbers.country
        """
    )
    return dict(rows)


def asked(shop: LandingHome) -> list[tuple[str, str, str | None]]:
    return [(phone, country, number) for phone, country, number in shop.rows("from raw.phone_numbers order by all")]


SPELLINGS = [
    # What SQL reads alone.
    ("20304050", None, "+4520304050"),
    ("20 30 40 50", "DK", "+4520304050"),
    ("20-30.40/50", "DK", "+4520304050"),
    ("+45 20 30 40 50", "SE", "+4520304050"),
    ("(+45) 2030-4050", None, "+4520304050"),
    ("0045 20304050", "DE", "+4520304050"),
    ("+1 451 122 3344", "DK", "+14511223344"),
    # What it cannot.
    ("4520304050", "DK", "+4520304050"),
    ("45 20 30 40 50", None, "+4520304050"),
    ("+45 (0)20 30 40 50", "DK", "+4520304050"),
    ("+44 (0)20 7946 0958", "GB", "+442079460958"),
    ("+44 020 7946 0958", "GB", "+442079460958"),
    ("020 7946 0958", "GB", "+442079460958"),
    ("+39 06 6982 1234", "IT", "+390669821234"),
    ("06 6982 1234", "IT", "+390669821234"),
    ("0039 06 6982 1234", "IT", "+390669821234"),
    ("070-123 45 67", "SE", "+46701234567"),
    ("46701234567", "SE", "+46701234567"),
    ("+4670 123 45 67", "SE", "+46701234567"),
    ("0171 1234567", "DE", "+491711234567"),
    ("20304050", "NO", "+4720304050"),
    ("(802) 855-3887", "US", "+18028553887"),
    ("1 (802) 855-3887", "us", "+18028553887"),
    ("20304050 ext. 5", "DK", "+4520304050"),
    ("+45 20304050 ext 5", None, "+4520304050"),
    ("\u0662\u0660\u0663\u0660\u0664\u0660\u0665\u0660", "DK", "+4520304050"),
    ("\uff0b\uff14\uff15\uff12\uff10\uff13\uff10\uff14\uff10\uff15\uff10", None, "+4520304050"),
    ("\uff12\uff10\uff13\uff10\uff14\uff10\uff15\uff10", None, "+4520304050"),
    ("020304050", "DK", "+4520304050"),
    ("20304050", "Atlantis", "+4520304050"),
    # No possible number.
    ("2030", "DK", None),
    ("203040506", "DK", None),
    ("+45 2030405", "DK", None),
    ("+45 203040506070809", "DK", None),
    ("0", None, None),
    ("unknown", "DK", None),
    ("555 0188", "US", None),
]


def test_a_number_is_one_number_however_and_wherever_it_is_written(danish: LandingHome) -> None:
    rows = [customer(str(each), phone, country) for each, (phone, country, _) in enumerate(SPELLINGS)]
    drop(danish, "customers", *rows)
    danish.land()
    number = macro("landed_phone", PHONE, variables=VARIABLES)
    found = danish.rows(
        f"""
        select landed.customer_id::int, {number} from raw.customers as landed
        {NUMBERS} on landed.phone = phone_numbers.phone and coalesce(landed.country, '') = phone_numbers.country
        """
    )
    assert {SPELLINGS[each][:2]: number for each, number in found} == {
        (phone, country): number for phone, country, number in SPELLINGS
    }
    # What SQL reads by itself is not asked for.
    plain = {(phone, country or "") for phone, country, _ in SPELLINGS[:7]}
    assert plain.isdisjoint((phone, country) for phone, country, _ in asked(danish))


@pytest.mark.parametrize("table", ["sms_messages", "manual_members", "suppressions"])
def test_numbers_in_texts_entries_and_suppressions_are_of_the_shop_s_country(danish: LandingHome, table: str) -> None:
    of_table = {
        "sms_messages": {"message_id": "1", "text": "CLUB", "received_at": "2026-01-01"},
        "manual_members": {"group_key": "vip", "action": "add", "entered_at": "2026-01-01"},
        "suppressions": {"kind": "phone", "added_at": "2026-01-01"},
    }[table]
    drop(danish, table, {**of_table, "value" if table == "suppressions" else "phone": "4520304050"})
    danish.land()
    assert read(danish, table, "''") == {"4520304050": "+4520304050"}


def test_an_address_to_avoid_is_not_taken_for_a_number(danish: LandingHome) -> None:
    drop(danish, "suppressions", {"kind": "email", "value": "a@b.dk", "added_at": "2026-01-01"})
    danish.land()
    assert asked(danish) == []


@pytest.mark.parametrize("code", ["1", "45"])
def test_a_country_code_without_a_plus_is_not_dialled_twice(shop: LandingHome, code: str) -> None:
    shop.contract = Contract.read(
        PROJECT / "models" / "staging" / "_sources.yml", {**VARIABLES, "phone_country_code": code}
    )
    spellings = {
        "1": ["(451) 122-3344", "1 (451) 122-3344", "1-451-122-3344", "4511223344", "+14511223344"],
        "45": ["20304050", "4520304050", "45-20304050", "020304050", "+4520304050"],
    }[code]
    drop(shop, "customers", *[customer(str(each), phone) for each, phone in enumerate(spellings)])
    shop.land()
    assert len(set(read(shop, code=code).values())) == 1


def test_a_customer_who_moves_to_another_country_has_another_number(danish: LandingHome) -> None:
    drop(danish, "customers", customer("1", "0701234567", "SE"))
    danish.land()
    assert read(danish) == {"0701234567": "+46701234567"}
    drop(danish, "customers", customer("1", "0701234567", "NL"), name="2")
    danish.land()
    assert read(danish) == {"0701234567": "+31701234567"}
    # What nobody has any more is forgotten.
    assert asked(danish) == [("0701234567", "NL", "+31701234567")]


def test_a_number_is_asked_for_once_and_earlier_rows_are_not_looked_at(
    danish: LandingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []
    number_of = phones.number_of
    monkeypatch.setattr(phones, "number_of", lambda text, region: questions.append(text) or number_of(text, region))
    drop(danish, "customers", customer("1", "4520304050"), customer("2", "4520304050"), customer("3", "20304050"))
    danish.land()
    assert questions == ["4520304050"]
    danish.land()
    drop(danish, "customers", customer("4", "4520304050"), customer("5", "4520304051"), name="2")
    danish.land()
    assert questions == ["4520304050", "4520304051"]


def test_another_country_of_the_shop_reads_all_numbers_again(danish: LandingHome) -> None:
    drop(danish, "customers", customer("1", "4520304050"), customer("2", "20304050"))
    danish.land()
    danish.contract = Contract.read(danish.contract.path, {**VARIABLES, "phone_country_code": "47"})
    danish.land()
    assert read(danish, code="47") == {"4520304050": None, "20304050": "+4720304050"}


def test_numbers_that_an_older_version_stored_are_read_at_the_next_landing(danish: LandingHome) -> None:
    drop(danish, "customers", customer("1", "4520304050"))
    danish.land()
    danish.connection.execute("drop table raw.phone_numbers; drop table raw.phone_numbers_read")
    danish.land()
    assert read(danish) == {"4520304050": "+4520304050"}


REGIONS = (
    *("DK", "SE", "NO", "FI", "DE", "GB", "FR", "IT", "ES", "NL", "BE", "US", "PL", "AT", "CH", "IE", "PT", "CZ"),
    *("HU", "RO", "GR", "TR", "IN", "CN", "JP", "BR", "AU", "CA", "RU", "MX", "AR"),
)


def spellings(number: int, regions: Sequence[str] = REGIONS) -> list[tuple[str, str]]:
    draw = random.Random(17)
    found = []
    for _ in range(number):
        region = draw.choice(regions)
        code = phonenumbers.country_code_for_region(region)
        national = "".join(draw.choice("0123456789") for _ in range(draw.randint(1, 18)))
        shape = draw.choice(("{n}", "+{c}{n}", "00{c} {n}", "+{c} (0){n}", "0{n}", "{c}{n}", "{n} / 1"))
        found.append((shape.format(c=code, n=national), region))
    return found


@pytest.mark.parametrize("home", [45, 1, 39, 7])
def test_what_sql_reads_alone_is_what_the_library_says(home: int, tmp_path: Path) -> None:
    shop = LandingHome(tmp_path, ":memory:")
    shop.connection.execute("create table asked (phone varchar, country varchar)")
    for batch in [spellings(3000)]:
        shop.connection.executemany("insert into asked values (?, ?)", batch)
    number = macro("normalised_phone", "phone", variables={"phone_country_code": str(home)})
    is_plain = phones.is_plain(phones.compact("phone"), "country", home)
    plain = shop.rows(f"select phone, country, {number} from asked where {is_plain} and not contains(phone, '(0)')")
    region = phonenumbers.region_code_for_country_code(home)
    for phone, country, read_by_sql in plain:
        assert phones.number_of(phone, country) == read_by_sql or phones.number_of(phone, region) == read_by_sql, phone
    assert len(plain) > 100


@pytest.mark.parametrize("home", [45, 1, 39, 7, 44, 49])
def test_what_is_entered_without_asking_is_what_the_library_says(home: int, shop: LandingHome) -> None:
    shop.contract = Contract.read(
        PROJECT / "models" / "staging" / "_sources.yml", {**VARIABLES, "phone_country_code": str(home)}
    )
    given = spellings(6000, [*sorted(phonenumbers.SUPPORTED_REGIONS), "", "XX"])
    drop(shop, "customers", *[customer(str(each), phone, country) for each, (phone, country) in enumerate(given)])
    shop.land()
    entered, region = asked(shop), phonenumbers.region_code_for_country_code(home)
    said = [
        (phone, country, phones.number_of(phone, phones.region_of(country) or region)) for phone, country, _ in entered
    ]
    assert entered == said
    assert len(entered) > 3000


def test_of_numbers_in_international_form_sql_reads_nearly_all_in_thirty_countries(tmp_path: Path) -> None:
    """A hundred thousand: the library, which takes a hundredth of a millisecond for each, is left the exceptions."""
    shop = LandingHome(tmp_path, ":memory:")
    examples = [
        str(phonenumbers.national_significant_number(phonenumbers.example_number(region))) for region in REGIONS[:30]
    ]
    given = ", ".join(
        f"('{region}', '+{phonenumbers.country_code_for_region(region)}', '{example[:-4]}')"
        for region, example in zip(REGIONS, examples, strict=False)
        if region not in ("IT", "AR")
    )
    shop.connection.execute(
        f"""
        create table asked as select code || ' ' || start || lpad((n % 10000)::varchar, 4, '1') as phone, country
        from range(100000 // 28) as numbers(n), (values {given}) as countries(country, code, start)
        """
    )
    is_plain = phones.is_plain(phones.compact("phone"), "country", 45)
    (row,) = shop.rows(f"select count(*), count(*) filter (where {is_plain}) from asked")
    assert row[0] > 99_000 and row[1] > 0.95 * row[0]


def test_the_lengths_in_the_macro_are_those_of_the_library() -> None:
    lengths = {
        str(code): [
            each
            for each in phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(
                code, regions[0]
            ).general_desc.possible_length
            if each > 0
        ]
        for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    }
    assert macro("phone_lengths") == lengths


def test_what_is_dialled_at_home_before_a_number_is_in_the_macro_as_in_the_library() -> None:
    prefixes = {}
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        rules = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
        prefix = rules.national_prefix or ""
        if prefix != "0" and prefix in ("", rules.national_prefix_for_parsing):
            prefixes[str(code)] = prefix
    assert macro("national_prefixes") == prefixes


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("45", "20304050 ext. 5", "+4520304050"),
        ("45", "20304050 x5", "+4520304050"),
        ("45", "+45 20304050 extension 12", "+4520304050"),
        ("45", "20304050;ext=5", "+4520304050"),
        ("45", "20304050 #5", "+4520304050"),
        ("39", "06 6982 1234", "+390669821234"),
        ("45", "+39 06 6982 1234", "+390669821234"),
        ("45", "0039 (0)6 6982 1234", "+390669821234"),
        ("45", "+44 020 7946 0958", "+442079460958"),
        ("7", "8 912 345 67 89", "+79123456789"),
        ("7", "7 912 345 67 89", "+79123456789"),
        ("36", "06 20 123 4567", "+36201234567"),
        ("36", "20 123 4567", "+36201234567"),
        ("1", "1 (802) 855-3887", "+18028553887"),
        ("45", "2030", None),
        ("45", "203040506", None),
        ("45", "+45 2030405", None),
        ("45", "+999 2030405", None),
        ("45", "unknown", None),
        ("45", "%4050", None),
    ],
)
def test_a_national_prefix_an_italian_zero_and_an_extension_are_read_as_the_library_reads_them(
    code: str, text: str, number: str | None
) -> None:
    assert macro("phone_number", text, variables={"phone_country_code": code}) == number
    if "%" not in text:
        assert phones.number_of(text, phonenumbers.region_code_for_country_code(int(code))) == number


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("7", "8 912 345 67 89", "+79123456789"),
        ("36", "06 20 123 4567", "+36201234567"),
        ("39", "06 6982 1234", "+390669821234"),
        ("45", "020304050", "+4520304050"),
        ("46", "070-123 45 67", "+46701234567"),
        ("1", "1 (802) 855-3887", "+18028553887"),
    ],
)
def test_what_is_dialled_at_home_is_not_part_of_a_number_in_a_profile(code: str, text: str, number: str) -> None:
    shop = duckdb.connect()
    sql = macro("normalised_phone", "phone", variables={"phone_country_code": code})
    assert shop.execute(f"select {sql} from (select ? as phone)", [text]).fetchall() == [(number,)]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("4520304050", "+4520304050"),
        ("45 20 30 40 50", "+4520304050"),
        ("20304050", "+4520304050"),
        ("020304050", "+4520304050"),
        ("\uff12\uff10\uff13\uff10\uff14\uff10\uff15\uff10", "+4520304050"),
        ("+45 (0)20304050", "+4520304050"),
        ("4520%", "+454520%"),
        ("%4050", "%4050"),
        ("0045 20%", "+4520%"),
    ],
)
def test_a_number_in_a_condition_is_read_as_customers_numbers_are(text: str, pattern: str) -> None:
    assert macro("phone_pattern", text, variables=VARIABLES) == pattern


def test_a_landing_that_dies_after_old_rows_were_read_again_leaves_their_numbers_to_the_next(
    danish: LandingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(danish, "customers", customer("C1", "45 20 30 40 50", "DK"))
    danish.land()
    # As a version before stored it: the country as it was sent, and no number for it.
    danish.connection.execute("update raw.customers set country = 'Sweden', phone = '070-174 06 05'")
    danish.connection.execute("delete from raw.form")

    def dies(*_: object) -> None:
        raise RuntimeError("no room is left")

    with monkeypatch.context() as until_the_next:
        until_the_next.setattr(phones, "read_new", dies)
        with pytest.raises(RuntimeError):
            danish.land()
    assert danish.rows("select country from raw.customers") == [("SE",)]
    assert danish.rows(f"select kind from {findings.TABLE}") == [(findings.REWRITTEN,)]
    danish.land()
    assert read(danish) == {"070-174 06 05": "+46701740605"}
    assert danish.rows(f"select kind from {findings.TABLE}") == []
