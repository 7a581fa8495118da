"""An erasure that was killed leaves somebody half forgotten: it dies before each step, and a night runs it again."""

import os
from pathlib import Path

from orchestration.erasure import erasing
from tests.dying import Dying, dies_at
from tests.rows import customer, order
from tests.searched import places_of
from tests.unit.erasure.shops import Home

ANNA = {"first_name": "Anna", "last_name": "Forsvundsen", "email": "anna@forsvundet.example", "phone": "+4520997743"}
# Killed, a process leaves the same behind before and after a file is synced.
SYSTEM_CALLS = ("replace", "unlink")
STEPS = ("_asked", "_erase", "erase_archived", "erase_waiting", "clean_generations", "remove_workshops", "clean_copies")
MOST_CALLS = 60


def arm(dying: Dying) -> None:
    """Count system calls, and the steps of an erasure."""
    dying.at_each(os, SYSTEM_CALLS)
    dying.at_each(erasing, STEPS)


def test_an_erasure_that_was_killed_is_never_finished(tmp_path: Path) -> None:
    for call in range(MOST_CALLS):
        home = Home(tmp_path / str(call), {"landing_time_zone": "UTC"}, {})
        people = [customer("anna-1", **ANNA), customer("bo")]
        home.drop_rows("customers", "1.ndjson", people)
        home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1"), order("o2", "bo"), order("g", None, **ANNA)])
        home.drop("addresses", "1.csv", "address_id,customer_id,line1\na,anna-1,Glemselsvej 17\nb,bo,Bovej 1\n")
        home.land()
        home.ask("anna-1")
        died = dies_at(call, arm, home.forget)
        home.forget()
        assert [str(each) for each in places_of([*ANNA.values(), "anna-1", "Glemselsvej"], home.root)] == []
        assert home.rows("select customer_id from raw.customers") == [("bo",)]
        assert home.rows("select order_id, customer_id = 'bo' from raw.orders order by 1") == [
            ("g", None), ("o1", False), ("o2", True),
        ]  # fmt: skip
        if not died:
            assert call > len(STEPS)
            return
    raise AssertionError("it never came to its end")
