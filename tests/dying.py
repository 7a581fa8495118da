"""Work that is killed by SIGKILL at one of its calls, in a copy of this process: nothing in it can tidy up."""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any


class Dying:
    """Counts calls, and dies at one of them as the process would under SIGKILL: nothing is tidied up."""

    def __init__(self, last: int) -> None:
        self.left = last

    def at(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1
            return work(*arguments, **named)

        return run

    def at_each(self, owner: Any, names: tuple[str, ...]) -> None:
        """Have the functions of a module count by these names."""
        for name in names:
            setattr(owner, name, self.at(getattr(owner, name)))


def dies_at(call: int, arm: Callable[[Dying], None], work: Callable[[], Any]) -> bool:
    """Whether the work was killed at that call; else it came to its end. `arm` says what counts as a call."""
    process = os.fork()
    if process == 0:
        arm(Dying(call))
        try:
            work()
        except BaseException:  # noqa: BLE001 - a copy of the test run must not go on as one
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)
