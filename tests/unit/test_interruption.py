"""An interruption that a library swallows ends the night all the same."""

import os
import signal
from collections.abc import Iterator

import pytest

from orchestration.interruption import ASKED_TO_END, Interruption


@pytest.fixture
def interruption() -> Iterator[Interruption]:
    before = {number: signal.getsignal(number) for number in ASKED_TO_END}
    for number in ASKED_TO_END:
        signal.signal(number, signal.SIG_DFL)
    interruption = Interruption()
    interruption.listen()
    yield interruption
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ASKED_TO_END)
def test_an_interruption_that_was_swallowed_is_not_lost(interruption: Interruption, number: int) -> None:
    interruption.raise_if_lost()
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    with pytest.raises(KeyboardInterrupt):
        interruption.raise_if_lost()


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        Interruption().listen()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
