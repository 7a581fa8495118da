"""Who each row of a file is: a customer who is known, somebody new, or nobody that can be told.

By id, else by normalised e-mail address, else by normalised phone number, each in one pass over all rows. What several
customers share tells nobody apart, so such a row is rejected, as is a person's second row.
"""

import duckdb

from orchestration.identity import made_id, normalised_email
from orchestration.landing.contract import Table
from orchestration.landing.phones import NUMBERS, create_tables, enter, normalised
from orchestration.warehouse.connections import LANDED

SHOWN_OWNERS = 3


def match(connection: duckdb.DuckDBPyConnection, table: Table, has: frozenset[str], random: bytes) -> None:
    """Make the table `matched` (line, customer_id, matched_by, normalised_phone, fault) of the table `people`.

    `matched_by` is NULL of who is new, and then `customer_id` is the file's, or one that is made with `random`. Reads
    the views of known.py; `has` are the columns that the file brings.
    """
    home = int(table.reading.phone_country_code)
    id_type = next(column.data_type for column in table.columns if column.name == "customer_id")
    _copy_numbers(connection)
    given_id = "people.customer_id" if "customer_id" in has else f"cast(null as {id_type})"
    phone = "people.phone" if "phone" in has else "cast(null as varchar)"
    country = "people.country" if "country" in has else "cast(null as varchar)"
    connection.execute(
        f"""
        create or replace temp table keys as
        select line, {given_id} as given_id, normalised_email, {phone} as phone, {country} as country
        from people
        where fault is null
        """
    )
    owners = "coalesce(survivors.survivor_id, known.customer_id)"
    of_survivors = "left join survivors on survivors.absorbed_id = known.customer_id"
    connection.execute(
        f"""
        create or replace temp table owners_by_id as
        select known.customer_id as given_id, {owners} as customer_id, known.deleted_at is not null as is_withdrawn
        from known_customers as known {of_survivors}
        where known.customer_id in (select given_id from keys)
        """
    )
    email = normalised_email("known.email")
    connection.execute(
        f"""
        create or replace temp table owners_by_email as
        select {email} as normalised_email, list(distinct {owners} order by {owners}) as owners
        from known_customers as known {of_survivors}
        where known.deleted_at is null and {email} in (select normalised_email from keys)
        group by 1
        """
    )
    connection.execute(
        """
        create or replace temp table first_found as
        select keys.*, owners_by_id.customer_id as of_id, coalesce(owners_by_id.is_withdrawn, false) as is_withdrawn,
            owners_by_email.owners as of_email
        from keys
        left join owners_by_id using (given_id)
        left join owners_by_email using (normalised_email)
        """
    )
    _read_phones(connection, home)
    # The hash of the line, with a key that is used this once, is as good as random.
    new_id = made_id("cast(line as varchar)", random, id_type, "n")
    connection.execute(_MATCHED.format(new_id=new_id, emails=_first("of_email"), phones=_first("of_phone")))


def _copy_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    """What the landing has read of odd numbers, in a schema of this connection's own, where more can be entered."""
    connection.execute("create schema if not exists raw")
    connection.execute(f"drop table if exists {NUMBERS}")
    create_tables(connection)
    has_numbers = "select 1 from duckdb_tables() where database_name = ? and table_name = 'phone_numbers'"
    if connection.execute(has_numbers, [LANDED]).fetchone():
        connection.execute(f"insert into {NUMBERS} from {LANDED}.{NUMBERS}")


def _read_phones(connection: duckdb.DuckDBPyConnection, home: int) -> None:
    """Make `found_phones` (line, normalised_phone) and `owners_by_phone` (normalised_phone, owners).

    A number is read by the country of its row, else by that of the customer whom the row was found to be.
    """
    place = "coalesce(first_found.country, of_row.country, '')"
    connection.execute(
        f"""
        create or replace temp table asked_phones as
        select first_found.line, first_found.phone, {place} as country
        from first_found
        left join known_customers as of_row
            on of_row.customer_id = coalesce(first_found.of_id, case when len(of_email) = 1 then of_email[1] end)
        where first_found.phone is not null
        """
    )
    enter(connection, "select phone, country from asked_phones", home)
    connection.execute(
        f"""
        create or replace temp table found_phones as
        select asked.line, {normalised("asked.phone", home, "numbers")} as normalised_phone
        from asked_phones as asked
        left join {NUMBERS} as numbers on asked.phone = numbers.phone and asked.country = numbers.country
        """
    )
    connection.execute(
        """
        create or replace temp table known_phones as
        select known.customer_id as record_id, coalesce(survivors.survivor_id, known.customer_id) as customer_id,
            known.phone, coalesce(known.country, '') as country
        from known_customers as known left join survivors on survivors.absorbed_id = known.customer_id
        where
            known.deleted_at is null and trim(known.phone) <> ''
            -- Without a number to look for, nobody's is read.
            and exists (select 1 from found_phones)
        """
    )
    # Those that wait in the inbox have not been read yet.
    waiting = "record_id in (select customer_id from waiting_customers)"
    enter(connection, f"select phone, country from known_phones where {waiting}", home)
    connection.execute(
        f"""
        create or replace temp table owners_by_phone as
        select {normalised("known.phone", home, "numbers")} as normalised_phone,
            list(distinct customer_id order by customer_id) as owners
        from known_phones as known
        left join {NUMBERS} as numbers on known.phone = numbers.phone and known.country = numbers.country
        group by 1
        having normalised_phone in (select normalised_phone from found_phones)
        """
    )


def _first(owners: str) -> str:
    """SQL of the first of a list of customers, as a text."""
    return f"array_to_string(cast({owners}[:{SHOWN_OWNERS}] as varchar[]), ', ')"


_MATCHED = """
    create or replace table matched as
    with found as (
        select first.*, phones.normalised_phone, owners_by_phone.owners as of_phone
        from first_found as first
        left join found_phones as phones using (line)
        left join owners_by_phone using (normalised_phone)
    ),
    judged as (
        select *,
            given_id is null and normalised_email is null as is_bare,
            case
                when of_id is not null then of_id
                when of_email is not null then of_email[1]
                when of_phone is not null then of_phone[1]
            end as known_id,
            case
                when of_id is not null then 'id'
                when of_email is not null then 'e-mail'
                when of_phone is not null then 'phone'
            end as matched_by,
            case
                when phone is not null and normalised_phone is null
                    then 'phone ''' || left(phone, 60) || ''' is not a possible phone number'
                when is_withdrawn then 'the shop has withdrawn the customer of this id'
                when of_id is not null and of_email is not null and not list_contains(of_email, of_id)
                    then 'the id is one customer''s, and the e-mail address another''s: ' || {emails}
                when of_id is null and len(of_email) > 1
                    then 'several customers have this e-mail address: ' || {emails}
                when of_id is null and of_email is null and len(of_phone) > 1
                    then 'several customers have this phone number: ' || {phones}
            end as fault
        from found
    ),
    -- Of one person's rows the first counts. What tells people apart better is asked first: two with ids of their own
    -- may share an address, and two with addresses of their own a phone.
    twins as (
        select line,
            case when coalesce(known_id, given_id) is not null then
                min(line) over (partition by known_id, case when known_id is null then given_id end)
            end as of_id,
            case when known_id is null and normalised_email is not null then
                case when given_id is null or first_value(given_id) over by_email is null then
                    min(line) over by_email
                end
            end as of_email,
            case when known_id is null and normalised_phone is not null then
                case when is_bare or first_value(is_bare) over by_phone then min(line) over by_phone end
            end as of_phone
        from judged
        where fault is null
        window by_email as (partition by known_id, normalised_email order by line),
            by_phone as (partition by known_id, normalised_phone order by line)
    ),
    firsts as (
        select judged.*,
            least(
                case when twins.of_id < line then twins.of_id end,
                case when twins.of_email < line then twins.of_email end,
                case when twins.of_phone < line then twins.of_phone end
            ) as twin
        from judged left join twins using (line)
    )
    select line,
        case when fault is null and twin is null then coalesce(known_id, given_id, {new_id}) end as customer_id,
        case when fault is null and twin is null then matched_by end as matched_by,
        normalised_phone,
        coalesce(fault, 'the same person as in line ' || twin) as fault
    from firsts
"""
