"""Ctrl-C, SIGTERM and SIGHUP as one thing, which is not lost.

An interruption is a KeyboardInterrupt wherever the program happens to be, and there it may be swallowed: in a callback
of the garbage collector, or by a library that catches everything. So it is remembered, too.
"""

import signal
from types import FrameType

ASKED_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Whether somebody asked this process to end."""

    def __init__(self) -> None:
        self._is_asked = False

    def listen(self) -> None:
        """Take the signals that nobody else has taken; one that is ignored, as under nohup, stays so."""
        for number in ASKED_TO_END:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._remember)

    def raise_if_lost(self) -> None:
        """Raise KeyboardInterrupt if one was raised before and came to nothing."""
        if self._is_asked:
            raise KeyboardInterrupt

    def _remember(self, number: int, frame: FrameType | None) -> None:
        self._is_asked = True
        raise KeyboardInterrupt
