"""Phone numbers that SQL alone cannot read, read by the library phonenumbers and kept in raw.phone_numbers.

Belongs here: which landed texts are asked of the library, and its answers. Does not belong here: how all others are
read (macros/engine/phone.sql), or which customer has it (models/).

SQL reads what is plain: a number in international form of a possible length, and a home number of one. All others are
asked once for each text and country; a customer whose country changes brings a new pair. Only rows of files that are
new since the last time are looked at.

Of countries with simple rules the library's own metadata, as SQL, answers bare digits and impossible lengths, because
the library takes 40 µs for a number; a test holds the two together.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, ValidationResult

from orchestration.landing.contract import Contract
from orchestration.landing.ledger import last_file_id
from orchestration.warehouse.connections import count, transaction
from orchestration.warehouse.text import literal, quoted

NUMBERS, READ = "raw.phone_numbers", "raw.phone_numbers_read"
SEPARATORS = " ()./-"
BATCH = 50_000


# Which of a customer's numbers and countries stand, the landing does not know: each number by each country.
EDITED = """(
    with phones as (
        select customer_id, phone, _file_id from raw.customers
        where customer_id in (select customer_id from raw.customer_edits)
        union all
        select customer_id, value, _file_id from raw.customer_edits where lower(column_name) = 'phone'
    ),
    countries as (
        select customer_id, country, _file_id from raw.customers
        where customer_id in (select customer_id from raw.customer_edits)
        union all
        select customer_id, value, _file_id from raw.customer_edits where lower(column_name) = 'country'
    )
    select phone, coalesce(country, '') as country, greatest(phones._file_id, countries._file_id) as _file_id
    from phones join countries using (customer_id)
)"""


@dataclass(frozen=True)
class Place:
    """A column of numbers, of a table or of what is `made` of it; without a column of countries, the shop's."""

    table: str
    column: str = "phone"
    country: str = "''"
    condition: str = "true"
    made: str | None = None


PLACES = (
    Place("customers", country="coalesce(country, '')"),
    Place("sms_messages"),
    Place("manual_members"),
    Place("suppressions", column="value", condition="kind = 'phone'"),
    Place("orders", country="coalesce(country, '')", condition="customer_id is null"),
    Place("customer_edits", country="country", made=EDITED),
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


def ask_again(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the next reading look at all rows, as it does after another version of the library."""
    connection.execute(f"delete from {READ}")


def read_new(connection: duckdb.DuckDBPyConnection, contract: Contract) -> int:
    """Enter the numbers in rows that are new and not plain; how many they are."""
    places = [place for place in PLACES if _is_in(contract, place)]
    if not places:
        return 0
    home = int(contract.tables[0].reading.phone_country_code)
    version, latest = f"{phonenumbers.__version__}, {home}", last_file_id(connection)
    known = connection.execute(f"select file_id from {READ} where version = ?", [version]).fetchone()
    seen = 0 if known is None or known[0] > latest else known[0]
    if known is not None and seen == latest:
        return 0
    with transaction(connection):
        if known is None or seen != known[0]:
            connection.execute(f"delete from {NUMBERS}")
        asked = enter(connection, _of(places, f"_file_id > {seen}"), home)
        if asked and seen:
            forget_unused(connection, contract)
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
        number = _parsed(spelling, region)
        if number is None:
            continue
        national = phonenumbers.national_significant_number(number)
        if _is_possible(number):
            return f"+{number.country_code}{national}"
        # A zero is dialled first in most countries, and written before numbers of those where it is not.
        without = f"+{number.country_code}{national.removeprefix('0')}"
        if national.startswith("0") and _is_possible(_parsed(without, None)):
            return without
    return None


def _parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _is_possible(number: phonenumbers.PhoneNumber | None) -> bool:
    """Whether it has as many digits as numbers of its country, and not only as those dialled within a town."""
    return number is not None and bool(
        phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    )


def normalised(text: str, home: int, known: str) -> str:
    """SQL: a text as a number; NULL for what is not a possible one. Texts are SQL.

    `known` is the row of raw.phone_numbers for the text and its country, joined from the left. A text that read_new or
    enter has seen and that is not in there is plain, so that this is all that macros/engine/phone.sql would make of it.
    """
    plain = compact(text)
    return f"""case
        when {known}.phone is not null then {known}.normalised_phone
        when starts_with({plain}, '+') then {plain}
        when starts_with({plain}, '00') then '+' || {plain}[3:]
        else '+{home}' || nullif({plain}, '')
    end"""


def is_plain(compact: str, country: str, home: int) -> str:
    """SQL: whether macros/engine/phone.sql reads a text as the library would, without it.

    `compact` is the text without separators; with a zero in brackets it is not plain, which is not looked at here.
    """
    elsewhere = ", ".join(
        literal(region)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        if phonenumbers.country_code_for_region(region) != home
    )
    simple: list[str] = []
    other: list[str] = []
    for code in COUNTRY_CODE_TO_REGION_CODE:
        number = code_and_digits(str(code), possible_lengths(code))
        (other if prefix_of(code) else simple).append(number)
    at_home = PhoneMetadata.metadata_for_region_or_calling_code(home, phonenumbers.region_code_for_country_code(home))
    not_at_home = [str(home)]
    national = "false"
    if at_home is not None and at_home.general_desc is not None:
        not_at_home += [each for each in (at_home.national_prefix_for_parsing, at_home.international_prefix) if each]
        of_home = code_and_digits("", possible_lengths(home))
        national = (
            f"regexp_full_match({compact}, {literal(of_home)})"
            f" and not regexp_matches({compact}, {literal('^(?:' + '|'.join(not_at_home) + ')')})"
        )
    # The likeliest first, and each only where those before it do not hold: a hundred patterns take their time.
    return f"""(
        regexp_full_match({compact}, {literal(f"(?:[+]|00)(?:{'|'.join(simple)})")})
        or {national} and ({country} = '' or upper({country}) not in ({elsewhere}))
        or regexp_full_match({compact}, {literal(f"(?:[+]|00)(?:{'|'.join(other)})")})
            and not {has_prefix(compact)}
    )"""


def has_prefix(compact: str) -> str:
    """SQL: whether a number in international form goes on with what is dialled at home, which is not a part of it."""
    prefixes = "|".join(f"{code}(?:{prefix_of(code)})" for code in COUNTRY_CODE_TO_REGION_CODE if prefix_of(code))
    return f"regexp_matches({compact}, {literal(f'^(?:[+]|00)(?:{prefixes})')})"


def _rules(code: int) -> PhoneMetadata:
    """Of numbers that begin with a country's code: those of the first of the countries that share it."""
    rules = PhoneMetadata.metadata_for_region_or_calling_code(code, COUNTRY_CODE_TO_REGION_CODE[code][0])
    assert rules is not None
    return rules


def possible_lengths(code: int) -> list[int]:
    """How many digits numbers have that begin with a country's code, without it."""
    rules = _rules(code).general_desc
    assert rules is not None
    return sorted(length for length in rules.possible_length if length > 0)


def prefix_of(code: int) -> str:
    """A regular expression of what is dialled before a number at home, where it is more than a zero; else empty."""
    prefix = _rules(code).national_prefix_for_parsing
    return "" if prefix in (None, "0") else str(prefix)


def compact(column: str) -> str:
    """SQL: a text without what people write between digits."""
    return f"translate({column}, {literal(SEPARATORS)}, '')"


@dataclass(frozen=True)
class SimpleRegion:
    """A country in which bare digits are the number, if they begin with neither a zero nor one of `prefixes`.

    `lengths` has a bit for each number of digits that is possible.
    """

    region: str
    code: int
    prefixes: tuple[str, ...]
    lengths: int


def simple_regions() -> Iterator[SimpleRegion]:
    """All of them: where what may be dialled before a number at home is digits, and from abroad begins with a zero."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        code = phonenumbers.country_code_for_region(region)
        own = PhoneMetadata.metadata_for_region(region)
        assert own is not None
        before = f"{own.national_prefix_for_parsing or 0}|{prefix_of(code) or 0}"
        if re.fullmatch("[0-9]+([|][0-9]+)*", before) and (own.international_prefix or "").startswith("0"):
            lengths = sum(1 << length for length in possible_lengths(code))
            yield SimpleRegion(region, code, tuple(sorted({str(code), *before.split("|")} - {"0"})), lengths)


def code_and_digits(code: str, lengths: Iterable[int]) -> str:
    """A regular expression of a country's code and as many digits as its numbers have, the first not 0."""
    runs: list[list[int]] = []
    for length in lengths:
        if runs and runs[-1][1] == length - 1:
            runs[-1][1] = length
        else:
            runs.append([length, length])
    return f"{code}[1-9](?:{'|'.join(f'[0-9]{{{least - 1},{most - 1}}}' for least, most in runs)})"


def _is_in(contract: Contract, place: Place) -> bool:
    named = {"_file_id", "value" if place.made else place.column}
    named |= {"country"} if not place.made and "country" in place.country else set()
    for table in contract.tables:
        if table.name == place.table:
            return named <= {"_file_id", *(column.name for column in table.columns)}
    return False


def _of(places: list[Place], where: str) -> str:
    return " union all ".join(
        f"""
        select {quoted(place.column)} as phone, {place.country} as country
        from {place.made or f"raw.{quoted(place.table)}"}
        where {where} and {place.condition} and trim({quoted(place.column)}) <> ''
        """
        for place in places
    )


def enter(connection: duckdb.DuckDBPyConnection, asked: str, home: int) -> int:
    """Enter the numbers, of a query of (phone, country), that are not plain and not known; how many they are."""
    regions = list(simple_regions())
    home_region = phonenumbers.region_code_for_country_code(home)
    supported = ", ".join(literal(region) for region in sorted(phonenumbers.SUPPORTED_REGIONS))
    rows = ", ".join(
        f"({literal(each.region)}, '{each.code}', {list(each.prefixes)}, {each.lengths})" for each in regions
    )
    codes = "|".join(map(str, COUNTRY_CODE_TO_REGION_CODE))
    connection.execute(
        f"""
        create or replace temp table landing_numbers as
        with landed as (
            select phone, country, {compact("phone")} as compact, contains(phone, '(0)') as has_zero
            from ({asked}) as landed
        ),
        odd as (
            select distinct phone, country, compact, has_zero
            from landed
            where (has_zero or not {is_plain("compact", "country", home)})
                and not exists (
                    from {NUMBERS} as known where known.phone = landed.phone and known.country = landed.country
                )
        ),
        simple(region, code, prefixes, lengths) as (values {rows}),
        placed as (
            select
                *,
                code is not null
                    and regexp_full_match(compact, '[1-9][0-9]*')
                    and not list_contains(list_transform(prefixes, lambda each: starts_with(compact, each)), true)
                    as is_national,
                -- Those of a possible length are plain.
                regexp_full_match(compact, '(?:[+]|00)(?:{codes})[1-9][0-9]*') and not {has_prefix("compact")}
                    as is_impossible,
                not has_zero and (is_national or is_impossible) as is_read
            from odd
            left join simple
                on region
                = case when upper(country) in ({supported}) then upper(country) else {literal(home_region)} end
        )
        select
            phone,
            country,
            is_read,
            case when is_national and (lengths >> least(length(compact), 62)) & 1 = 1 then '+' || code || compact end
                as normalised_phone,
            row_number() over (partition by is_read) as place
        from placed
        """
    )
    connection.execute(
        f"insert into {NUMBERS} select phone, country, normalised_phone from landing_numbers where is_read"
    )
    _ask(connection, home_region)
    entered = count(connection, "from landing_numbers")
    connection.execute("drop table landing_numbers")
    return entered


def _ask(connection: duckdb.DuckDBPyConnection, home_region: str) -> None:
    """Enter the library's answers for those of landing_numbers that are not read yet."""
    asked = count(connection, "from landing_numbers where not is_read")
    for first in range(0, asked, BATCH):
        odd = connection.execute(
            "select phone, country from landing_numbers where not is_read and place > ? and place <= ? order by place",
            [first, first + BATCH],
        ).fetchall()
        read = [number_of(text, region_of(country) or home_region) for text, country in odd]
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
            where not is_read
            """,
            [" ".join(number or "" for number in read)],
        )


def region_of(country: str) -> str | None:
    """The country that the library knows by these two letters."""
    region = country.upper()
    return region if region in phonenumbers.SUPPORTED_REGIONS else None


def forget_unused(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Forget the numbers that no row has any more."""
    places = [place for place in PLACES if _is_in(contract, place)]
    connection.execute(
        f"""
        delete from {NUMBERS} as known
        where not exists (
            from ({_of(places, "true")}) as landed where landed.phone = known.phone and landed.country = known.country
        )
        """
    )
