"""Phone numbers that SQL alone cannot read, read by the library phonenumbers and kept in raw.phone_numbers.

Belongs here: which landed texts are asked of the library, and its answers. Does not belong here: how all others are
read (macros/engine/phone.sql), or whose number it is (models/).

SQL reads what is plain: a number in international form of a possible length, and a home number of one. All others are
asked once for each text and country; a customer whose country changes brings a new pair. Only rows of files that are
new since the last time are looked at.
"""

import re
from dataclasses import dataclass

import duckdb
import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, ValidationResult

from orchestration.landing.contract import Contract
from orchestration.landing.ledger import last_file_id
from orchestration.landing.sql import count, literal, quoted, transaction

NUMBERS, READ = "raw.phone_numbers", "raw.phone_numbers_read"
SEPARATORS = " ()./-"
BATCH = 50_000


@dataclass(frozen=True)
class Place:
    """A column of numbers; without a column of countries, they are of the shop's."""

    table: str
    column: str = "phone"
    country: str = "''"
    condition: str = "true"


PLACES = (
    Place("customers", country="coalesce(country, '')"),
    Place("sms_messages"),
    Place("manual_members"),
    Place("suppressions", column="value", condition="kind = 'phone'"),
)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The numbers read, NULL for what is not a possible number, and how far: by which version, up to which file."""
    connection.execute(
        f"""
        create table if not exists {NUMBERS} (
            phone varchar not null, country varchar not null, normalised_phone varchar
        )
        """
    )
    connection.execute(f"create table if not exists {READ} (version varchar not null, file_id integer not null)")


def read_new(connection: duckdb.DuckDBPyConnection, contract: Contract, *, anew: bool = False) -> int:
    """Ask the library for the numbers in rows that are new and not plain; how many it was asked for.

    `anew` looks at all rows, as after another version of the library or another country of the shop.
    """
    places = [place for place in PLACES if _is_in(contract, place)]
    if not places:
        return 0
    home = int(contract.tables[0].reading.phone_country_code)
    version, latest = f"{phonenumbers.__version__}, {home}", last_file_id(connection)
    known = connection.execute(f"select file_id from {READ} where version = ?", [version]).fetchone()
    seen = 0 if known is None or known[0] > latest else known[0]
    if known is not None and seen == latest and not anew:
        return 0
    with transaction(connection):
        if known is None or seen != known[0]:
            connection.execute(f"delete from {NUMBERS}")
        asked = _ask(connection, places, home, 0 if anew else seen)
        if asked:
            _forget(connection, places)
        connection.execute(f"delete from {READ}")
        connection.execute(f"insert into {READ} values (?, ?)", [version, latest])
    return asked


def number_of(text: str, region: str | None) -> str | None:
    """What one would dial from abroad, as +<country><number>; None for what is not a possible number.

    `region` is the two-letter country of numbers that do not say theirs.
    """
    # From most countries, and in most of what people write, 00 is the plus.
    text = re.sub(r"^[^\w+]*0[^\w+]?0", "+", text)
    for spelling in dict.fromkeys((text, text.replace("(0)", ""))):
        try:
            number = phonenumbers.parse(spelling, region)
        except phonenumbers.NumberParseException:
            continue
        national = phonenumbers.national_significant_number(number)
        if _is_possible(number):
            return f"+{number.country_code}{national}"
        # A zero is dialled first in most countries, and written before numbers of those where it is not.
        without = f"+{number.country_code}{national.removeprefix('0')}"
        if national.startswith("0") and _is_possible(phonenumbers.parse(without)):
            return without
    return None


def _is_possible(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it has as many digits as numbers of its country, and not only as those dialled within a town."""
    return bool(phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE)


def is_plain(column: str, country: str, home: int) -> str:
    """SQL: whether macros/engine/phone.sql reads a text as the library would, without it."""
    compact = f"translate({column}, {literal(SEPARATORS)}, '')"
    elsewhere = ", ".join(
        literal(region)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        if phonenumbers.country_code_for_region(region) != home
    )
    lengths, prefixes = [], []
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        of_code = PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
        assert of_code is not None and of_code.general_desc is not None
        lengths.append(code_and_digits(str(code), of_code.general_desc.possible_length))
        if of_code.national_prefix_for_parsing not in (None, "0"):
            prefixes.append(f"{code}(?:{of_code.national_prefix_for_parsing})")
    at_home = PhoneMetadata.metadata_for_region_or_calling_code(home, phonenumbers.region_code_for_country_code(home))
    not_at_home = [str(home)]
    national = "false"
    if at_home is not None and at_home.general_desc is not None:
        not_at_home += [each for each in (at_home.national_prefix_for_parsing, at_home.international_prefix) if each]
        of_home = code_and_digits("", at_home.general_desc.possible_length)
        national = (
            f"regexp_matches({compact}, {literal(f'^{of_home}$')})"
            f" and not regexp_matches({compact}, {literal('^(?:' + '|'.join(not_at_home) + ')')})"
        )
    return f"""(
        not contains({column}, '(0)')
        and (
            regexp_matches({compact}, {literal(f"^(?:[+]|00)(?:{'|'.join(lengths)})$")})
            and not regexp_matches({compact}, {literal(f"^(?:[+]|00)(?:{'|'.join(prefixes)})")})
            or upper({country}) not in ({elsewhere}) and {national}
        )
    )"""


def code_and_digits(code: str, lengths: tuple[int, ...]) -> str:
    """A regular expression of a country's code and as many digits as its numbers have, the first not 0."""
    runs: list[list[int]] = []
    for length in sorted(each for each in lengths if each > 0):
        if runs and runs[-1][1] == length - 1:
            runs[-1][1] = length
        else:
            runs.append([length, length])
    return f"{code}[1-9](?:{'|'.join(f'[0-9]{{{least - 1},{most - 1}}}' for least, most in runs)})"


def _is_in(contract: Contract, place: Place) -> bool:
    named = {"_file_id", place.column} | ({"country"} if place.table == "customers" else set())
    for table in contract.tables:
        if table.name == place.table:
            return named <= {"_file_id", *(column.name for column in table.columns)}
    return False


def _of(places: list[Place], where: str) -> str:
    return " union all ".join(
        f"select {quoted(place.column)} as phone, {place.country} as country from raw.{quoted(place.table)}"
        f" where {where} and {place.condition} and trim({quoted(place.column)}) <> ''"
        for place in places
    )


def _ask(connection: duckdb.DuckDBPyConnection, places: list[Place], home: int, seen: int) -> int:
    connection.execute(
        f"""
        create or replace temp table landing_numbers as
        select phone, country, row_number() over () as place
        from (
            select distinct phone, country from ({_of(places, f"_file_id > {seen}")}) as landed
            where not {is_plain("phone", "country", home)}
        ) as odd
        where not exists (from {NUMBERS} as known where known.phone = odd.phone and known.country = odd.country)
        """
    )
    asked = count(connection, "from landing_numbers")
    home_region = phonenumbers.region_code_for_country_code(home)
    for first in range(0, asked, BATCH):
        odd = connection.execute(
            "select phone, country from landing_numbers where place > ? and place <= ? order by place",
            [first, first + BATCH],
        ).fetchall()
        read = [number_of(text, _region(country) or home_region) for text, country in odd]
        # One text of all answers: a list as a parameter takes fifty times as long.
        connection.execute(
            f"""
            insert into {NUMBERS}
            select phone, country, nullif(answer, '')
            from landing_numbers
            inner join (
                select unnest(answers) as answer, generate_subscripts(answers, 1) + {first} as place
                from (select string_split(?, ' ') as answers)
            ) using (place)
            """,
            [" ".join(number or "" for number in read)],
        )
    connection.execute("drop table landing_numbers")
    return asked


def _region(country: str) -> str | None:
    region = country.upper()
    return region if region in phonenumbers.SUPPORTED_REGIONS else None


def _forget(connection: duckdb.DuckDBPyConnection, places: list[Place]) -> None:
    """Numbers that no row has any more."""
    connection.execute(
        f"""
        delete from {NUMBERS} as known
        where not exists (
            from ({_of(places, "true")}) as landed where landed.phone = known.phone and landed.country = known.country
        )
        """
    )
