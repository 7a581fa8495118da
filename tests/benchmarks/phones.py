"""Lands a million customers of thirty countries with their phone numbers, and the same without, in one call.

    python -m tests.benchmarks.phones [--customers 1000000]

A third of the numbers is written as +4520123456, a third with blanks between, a third as people of the country write it
at home, with the zero before it where there is one. Prints seconds and the process's peak memory of both landings, and
how many seconds the numbers took. The bound for a million is 60 s and 1 GiB.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import duckdb
import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from orchestration.gate.rules import names_in
from tests.benchmarks.night import timed
from tests.workspace import PROJECT

COUNTRIES = names_in("DK SE NO FI IS DE AT CH NL BE LU FR ES PT IT GR GB IE PL CZ SK HU RO BG HR SI EE LV LT US")
FORMS = (PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)
# So many digits at the end differ from customer to customer.
DIGITS = 5


def beginnings() -> list[tuple[str, str]]:
    """For each country and way to write numbers: the country, and a number of it without its last digits."""
    return [(country, _without_last_digits(country, form)) for form in FORMS for country in sorted(COUNTRIES)]


def _without_last_digits(country: str, form: int) -> str:
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    assert isinstance(example, PhoneNumber)
    return re.sub(rf"(\d\D*){{{DIGITS}}}$", "", phonenumbers.format_number(example, form))


def write_customers(file: Path, customers: int, phone: str) -> None:
    """A file of customers; `phone` is SQL over `beginning` and the customer's number `n`."""
    file.parent.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute("create table beginnings (place integer, country varchar, beginning varchar)")
        rows = [(place, *each) for place, each in enumerate(beginnings())]
        connection.executemany("insert into beginnings values (?, ?, ?)", rows)
        connection.execute(
            f"""
            copy (
                select 'c' || n as customer_id, timestamp '2026-01-01' as created_at, country, {phone} as phone
                from range({customers}) as numbers(n)
                inner join beginnings on place = n % {len(rows)}
                order by n
            ) to '{file}' (format parquet)
            """
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=1_000_000)
    given = parser.parse_args()
    number = f"beginning || lpad((hash(n) % {10**DIGITS})::varchar, {DIGITS}, '0')"
    seconds = {}
    for name, phone in {"without": "cast(null as varchar)", "with": number}.items():
        with tempfile.TemporaryDirectory(prefix="rollcall-phones-") as folder:
            write_customers(Path(folder) / "landing" / "customers" / "customers.parquet", given.customers, phone)
            run = timed(
                [sys.executable, "-m", "orchestration.cli", "land"], {**os.environ, "ROLLCALL_HOME": folder}, PROJECT
            )
        print(json.dumps({"numbers": name, **vars(run)}), flush=True)
        seconds[name] = run.seconds
    print(json.dumps({"seconds for the numbers": round(seconds["with"] - seconds["without"], 1)}))


if __name__ == "__main__":
    main()
