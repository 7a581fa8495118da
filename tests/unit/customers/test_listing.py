"""The customer list: who is found by what, and in which order."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.customers.choices import Sort, SourceKind
from orchestration.customers.listing import NoContacts, Wanted, list_customers
from orchestration.publishing import contacts
from orchestration.publishing.generations import Generation, NoGeneration
from orchestration.publishing.manifest import GroupFacts, Manifest, TableFacts
from orchestration.warehouse.connections import scratch

PEOPLE = """
select * from (values
    ('aage', 'Åge', 'Ågård', 'aage@gård.dk', '20 30 40 50', '+4520304050', '8000', 'S1', 'pos', 'in-store'),
    ('zoe', 'Zoé', 'Zimmer', 'Zoe.Zimmer+shop@example.com', null, null, '1050', 'S2', 'web', 'online'),
    ('ida', 'Ida', 'Ærø-Holm', 'ida_holm@example.com', '+46 70 123 45 67', '+46701234567', '2100', null, null, null),
    ('b', 'Bo', 'andersen', null, null, null, null, 'S1', 'web', 'online'),
    ('a', 'Bo', 'Andersen', null, null, null, null, 'S1', 'web', 'online'),
    ('nameless', null, null, 'zz@example.com', null, null, null, null, null, null)
) as people (
    customer_id, first_name, last_name, email, phone, normalised_phone, postcode, store_id, source, source_kind
)
"""
FIGURES = """
select *, [] as groups from (values
    ('aage', 'DK', 3, 100.00, timestamp '2026-10-01', 5, true, null),
    ('zoe', 'DE', 1, 900.50, timestamp '2026-01-01', 0, false, true),
    ('ida', 'SE', 0, 0.00, null, 0, null, null),
    ('b', null, 2, 20.00, timestamp '2026-10-01', 0, true, true),
    ('a', null, 2, 20.00, timestamp '2026-10-01', 0, true, true),
    ('nameless', null, 0, 0.00, null, 0, null, null)
) as figures (
    customer_id, country, order_count, total_spent, last_ordered_at, loyalty_points, accepts_email, accepts_sms
)
"""
BUILT = GroupFacts(
    status="built", as_of=None, members=1, joined=0, left_count=0, error=None, definition_hash=None, last_file_id=0
)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return published(tmp_path_factory.mktemp("generation"), PEOPLE, FIGURES)


def published(folder: Path, people: str, figures: str) -> Generation:
    with scratch() as connection:
        rows = contacts.write(connection, folder, {"contacts": f"({people})"}, "da")
    with duckdb.connect(str(folder / "rollcall.duckdb")) as connection:
        connection.execute(f"create table customers as {figures}")
        connection.execute(
            "create schema customer_groups; create table customer_groups.vip as select 'zoe' as customer_id"
        )
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    manifest = Manifest(
        run_id="one",
        previous=None,
        as_of=moment,
        published_at=moment,
        target="duckdb",
        code_version="abc",
        duckdb_version=duckdb.__version__,
        last_file_id=1,
        last_event_id=1,
        tables={},
        contacts=TableFacts(rows=rows, checksum=""),
        groups={"vip": BUILT},
    )
    return Generation(folder, manifest)


def ids(generation: Generation, *arguments: Any, **named: Any) -> list[str | int]:
    return [each.customer_id for each in list_customers(generation, *arguments, **named)[0]]


def test_surnames_stand_by_the_alphabet_of_the_locale_and_those_without_one_last(generation: Generation) -> None:
    """In Danish Æ and Å come after Z; by code points a small letter would come after all capitals, and Å before Æ."""
    assert ids(generation, Wanted()) == ["a", "b", "zoe", "ida", "aage", "nameless"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("Ågå", ["aage"]),
        ("aga", ["aage"]),  # accents and case do not matter
        ("zoe zim", ["zoe"]),
        ("zim ZOÉ", ["zoe"]),
        ("immer", []),  # not the beginning of a word
        ("holm", ["ida"]),  # of a name with a hyphen, and of an e-mail address
        ("shop", ["zoe"]),
        ("zoe.zimmer+shop@ex", ["zoe"]),
        ("example", ["zoe", "ida", "nameless"]),
        ("8000", ["aage"]),
        ("3040", ["aage"]),
        ("304", []),  # too few digits for a phone number, and no postcode begins with them
        ("+4670", ["ida"]),
        ("bo 8000", []),  # each part has to fit
        ("%", []),
        ("   ", ["a", "b", "zoe", "ida", "aage", "nameless"]),
    ],
)
def test_a_search_finds_customers_by_what_its_parts_begin(
    generation: Generation, search: str, found: list[str]
) -> None:
    assert ids(generation, Wanted(search=search)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(group="vip"), ["zoe"]),
        (Wanted(store="S1"), ["a", "b", "aage"]),
        (Wanted(source=SourceKind.IN_STORE), ["aage"]),
        (Wanted(source=SourceKind.ONLINE, search="bo"), ["a", "b"]),
        (Wanted(country="dk"), ["aage"]),
        (Wanted(ordered_since=datetime(2026, 10, 1)), ["a", "b", "aage"]),
        (Wanted(ordered_since=datetime(2026, 10, 1), search="bo", store="S1"), ["a", "b"]),
    ],
)
def test_filters_narrow_the_list(generation: Generation, wanted: Wanted, found: list[str]) -> None:
    assert ids(generation, wanted) == found


@pytest.mark.parametrize(
    ("sort", "descending", "first"),
    [
        (Sort.SPENT, True, ["zoe", "aage", "a", "b"]),
        (Sort.LAST_ORDER, True, ["a", "aage", "b", "zoe"]),
        (Sort.LAST_ORDER, False, ["zoe", "a", "aage", "b", "ida", "nameless"]),  # no order last, either way
        (Sort.EMAIL, False, ["aage", "ida", "zoe", "nameless", "a", "b"]),
        (Sort.NAME, True, ["aage", "ida", "zoe"]),
        (Sort.ACCEPTS_SMS, True, ["a", "b", "zoe"]),
    ],
)
def test_a_list_is_sorted_by_each_column_with_ties_by_id(
    generation: Generation, sort: Sort, descending: bool, first: list[str]
) -> None:
    assert ids(generation, Wanted(), sort, descending)[: len(first)] == first


@pytest.mark.parametrize("sort", Sort)
def test_every_column_sorts(generation: Generation, sort: Sort) -> None:
    assert sorted(map(str, ids(generation, Wanted(), sort))) == ["a", "aage", "b", "ida", "nameless", "zoe"]


def test_a_list_is_cut_and_says_how_many_there_are(generation: Generation) -> None:
    listed, count = list_customers(generation, Wanted(store="S1"), limit=2)
    assert ([each.customer_id for each in listed], count) == (["a", "b"], 3)


def test_a_group_that_is_not_there_is_named(generation: Generation) -> None:
    with pytest.raises(NoGeneration, match="no group 'vips'; there are: vip"):
        list_customers(generation, Wanted(group="vips"))


def test_a_generation_of_before_says_what_to_run(generation: Generation) -> None:
    earlier = Generation(generation.path, generation.manifest.model_copy(update={"contacts": None}))
    with pytest.raises(NoContacts, match="run `rollcall nightly`"):
        list_customers(earlier, Wanted())


def test_contacts_are_their_owners_alone(generation: Generation) -> None:
    assert generation.contacts.stat().st_mode & 0o777 == 0o600
