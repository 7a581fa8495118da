"""dbt's log file: which nodes ran, for how long and how they ended; of errors and warnings what `said` lets through.

dbt's own log file would quote the values that an engine stumbled over.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from orchestration.errors import said

BYTES, KEPT = 2**20, 5
# Results by node name, and what our own macros warn of.
_PLAIN = {"LogModelResult", "LogSeedResult", "LogTestResult", "LogHookEndLine", "RunResultFailure", "JinjaLogWarning"}
# SQL, rows, and what a macro prints.
_LEFT_OUT = {"CompiledNode", "ShowNode", "PrintEvent", "JinjaLogInfo"}


@contextmanager
def logging_to(file: Path) -> Iterator[Callable[[Any], None]]:
    """Add to a log file what dbt tells, by the function that is given; full files are set aside, and so many kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(RotatingFileHandler(file, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")) as handler:
        handler.setFormatter(logging.Formatter("%(asctime)s [%(levelname)s] [%(threadName)s]: %(message)s"))

        def note(event: Any) -> None:
            info = event.info
            if info.level == "debug" or info.name in _LEFT_OUT or not info.msg.strip():
                return
            is_plain = info.level == "info" or info.name in _PLAIN
            text = info.msg if is_plain else f"{info.name}: {said(info.msg)}"
            handler.handle(logging.makeLogRecord({"msg": text, "levelname": info.level}))

        yield note
