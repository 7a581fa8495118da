"""The generation's contacts.duckdb: what people know customers by, for the owner of the home alone.

Belongs here: how what dbt built in the schema `contacts` is written, in the order and with the keys that lists and
searches of people use. What it holds is told in models/contacts/; orchestration.customers asks for it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.settings import CONTACTS_FILE
from orchestration.warehouse.text import literal

SCHEMA = TABLE = "contacts"

# Where a part of a search may begin, each after a blank: the words of the name, the postcode, the whole e-mail address
# and its pieces. Accents and letter case do not matter.
SEARCHED = """lower(strip_accents(' ' || concat_ws(' ',
    first_name, last_name, regexp_replace(concat_ws(' ', first_name, last_name), '[-''\u2019]', ' ', 'g'),
    postcode, email, translate(email, '._-+@', '     '))))"""


def write(connection: duckdb.DuckDBPyConnection, generation: Path, tables: Mapping[str, str], locale: str) -> int:
    """Write the contacts, given as a relation by its name, to a new file; how many there are.

    They lie in the order of surnames by the locale's alphabet, those without one last. Besides their own columns they
    have sort_key, by which to sort them so again, and `searched` and phone_digits, in which to search.
    """
    key = f"icu_sort_key(concat_ws(' ', last_name, first_name), {literal(locale)})"
    with writing(connection, generation / CONTACTS_FILE):
        ((rows,),) = connection.execute(
            f"create table people.main.{TABLE} as select *,"
            f" case when last_name is not null then {key} end as sort_key, {SEARCHED} as searched,"
            " regexp_replace(normalised_phone, '[^0-9]', '', 'g') as phone_digits"
            f" from {tables[TABLE]} order by sort_key nulls last, customer_id"
        ).fetchall()
    return int(rows)


@contextmanager
def writing(connection: duckdb.DuckDBPyConnection, file: Path) -> Iterator[None]:
    """A new file of contacts attached as `people`, its owner's alone, for writing; closed when the block is done."""
    connection.execute(f"attach {literal(str(file))} as people (storage_version 'v1.3.0')")
    file.chmod(0o600)
    yield
    connection.execute("checkpoint people")
    connection.execute("detach people")
