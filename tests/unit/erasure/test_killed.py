"""An erasure that was killed leaves somebody half forgotten: it dies before each step, and a night runs it again."""

import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from orchestration.erasure import erasing
from tests.rows import customer, order
from tests.searched import places_of
from tests.unit.erasure.shops import Home

ANNA = {"first_name": "Anna", "last_name": "Forsvundsen", "email": "anna@forsvundet.example", "phone": "+4520997743"}
SYSTEM_CALLS = ("replace", "unlink", "fsync")
STEPS = ("_asked", "_erase", "erase_archived", "erase_waiting", "clean_generations", "remove_workshops", "clean_copies")
MOST_CALLS = 60


def dying_at(call: int, work: Callable[[], Any]) -> bool:
    """Whether the work, in a copy of this process, was killed at that call; else it came to its end."""
    process = os.fork()
    if process == 0:
        left = call

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def run(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return function(*arguments, **named)

            return run

        for name in SYSTEM_CALLS:
            setattr(os, name, counted(getattr(os, name)))
        for name in STEPS:
            setattr(erasing, name, counted(getattr(erasing, name)))
        try:
            work()
        except BaseException:  # noqa: BLE001 - a copy of the test run must not go on as one
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


def test_an_erasure_that_was_killed_is_never_finished(tmp_path: Path) -> None:
    for call in range(MOST_CALLS):
        home = Home(tmp_path / str(call), {"landing_time_zone": "UTC"}, {})
        people = [customer("anna-1", **ANNA), customer("bo")]
        home.drop_rows("customers", "1.ndjson", people)
        home.drop_rows("orders", "1.ndjson", [order("o1", "anna-1"), order("o2", "bo"), order("g", None, **ANNA)])
        home.drop("addresses", "1.csv", "address_id,customer_id,line1\na,anna-1,Glemselsvej 17\nb,bo,Bovej 1\n")
        home.land()
        home.ask("anna-1")
        died = dying_at(call, home.forget)
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
