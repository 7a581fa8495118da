"""One night with all files, and one night a file, give the same raw rows and the same members.

That the landing gives the same rows is a property, tested in tests/unit/landing/test_order_of_rows.py over thousands of
histories; here it is tried on whole nights, with the project's own tables.
"""

from random import Random
from typing import Any

import pytest

from tests.workspace import Workspace

WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = {
    "everybody": "select customer_id\nfrom {{ ref('customers') }}\n",
    "buyers": WHERE + "{{ number_of_orders('at least', 1) }}\n",
    "spenders": WHERE + "{{ total_purchases('at least', 60) }}\n",
    "danes": WHERE + "country = 'DK'\n",
}
CUSTOMERS = [f"c{number}" for number in range(40)]
ORDERS = [f"o{number}" for number in range(80)]
MOMENTS = [None, "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z"]
DELETED = [None, None, None, "2025-02-01T00:00:00Z", "2025-09-01T00:00:00Z"]
AS_OF = "2025-03-01T01:00:00Z"
FILES = 5


def made_up(random: Random) -> dict[str, list[list[dict[str, Any]]]]:
    """Per table and file its rows; files lack optional columns, rows are withdrawn and come back."""

    def optional(row: dict[str, Any], lacking: list[str]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name not in lacking}

    made: dict[str, list[list[dict[str, Any]]]] = {"customers": [], "orders": [], "refunds": []}
    for _ in range(FILES):
        lacking = random.sample(["country", "updated_at", "deleted_at"], random.randrange(3))
        made["customers"].append(
            [
                optional(
                    {
                        "customer_id": each,
                        "created_at": "2024-01-01T00:00:00Z",
                        "country": random.choice(["DK", "SE", None]),
                        "updated_at": random.choice(MOMENTS),
                        "deleted_at": random.choice(DELETED),
                    },
                    lacking,
                )
                for each in random.sample(CUSTOMERS, 25)
            ]
        )
        lacking = random.sample(["updated_at", "deleted_at"], random.randrange(3))
        made["orders"].append(
            [
                optional(
                    {
                        "order_id": each,
                        "customer_id": random.choice(CUSTOMERS),
                        "ordered_at": "2025-01-01T12:00:00Z",
                        "status": random.choice(["delivered", "cancelled"]),
                        "total_amount": random.choice([20, 50, 80]),
                        "updated_at": random.choice(MOMENTS),
                        "deleted_at": random.choice(DELETED),
                    },
                    lacking,
                )
                for each in random.sample(ORDERS, 50)
            ]
        )
        made["refunds"].append(
            [
                optional(
                    {
                        "refund_id": f"r{number}",
                        "order_id": ORDERS[number],
                        "amount": random.choice([5, 10]),
                        "refunded_at": "2025-01-05T12:00:00Z",
                        "deleted_at": random.choice(DELETED),
                    },
                    random.choice([[], ["deleted_at"]]),
                )
                for number in random.sample(range(len(ORDERS)), 20)
            ]
        )
    return made


def drop(shop: Workspace, made: dict[str, list[list[dict[str, Any]]]], numbers: range) -> None:
    for table, contents in made.items():
        for number in numbers:
            shop.drop_rows(table, f"{number + 8}.ndjson", contents[number])


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> list[Workspace]:
    """One shop that lands everything at once, and one that lands a file of each table at a time."""
    made = made_up(Random(7))
    at_once, by_and_by = (Workspace.open(tmp_path_factory.mktemp(name), GROUPS) for name in ("once", "by_and_by"))
    drop(at_once, made, range(FILES))
    ended = [at_once.nightly(AS_OF)]
    for number in range(FILES):
        drop(by_and_by, made, range(number, number + 1))
        ended.append(by_and_by.nightly(AS_OF) if number == FILES - 1 else by_and_by.run("land"))
    assert [each.code for each in ended] == [0] * len(ended), [each.err for each in ended]
    return [at_once, by_and_by]


@pytest.mark.parametrize("table", ["customers", "orders", "refunds"])
def test_one_night_with_all_files_and_one_night_a_file_give_the_same_raw_rows(
    shops: list[Workspace], table: str
) -> None:
    found = []
    for shop in shops:
        with shop.raw() as raw:
            found.append(raw.execute(f"select * exclude (_file_id) from raw.{table} order by all").fetchall())
    assert found[0] == found[1]
    assert len(found[0]) > 30


@pytest.mark.parametrize("group", GROUPS)
def test_one_night_with_all_files_and_one_night_a_file_give_the_same_members(
    shops: list[Workspace], group: str
) -> None:
    members = [shop.members(group) for shop in shops]
    assert members[0] == members[1]
    assert 0 < len(members[0]) < len(CUSTOMERS)
