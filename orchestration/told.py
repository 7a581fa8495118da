"""Which faults the webhook has heard, so that a fault that comes back each night is posted once.

Kept in the home as checksums and run ids; a night that ends without a fault forgets them.
"""

import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from orchestration import durable

# More faults at a time than any shop has, and more runs than Dagster can be asked about at once.
MOST_KEPT = 200


class Told:
    """The faults told since the last night without any, and the runs that were told of."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def has(self, error: str) -> bool:
        """Whether this fault was told, by whichever run."""
        return _checksum(error) in self._read()["faults"]

    def has_run(self, run_id: str) -> bool:
        """Whether somebody was told, or need not be told, how this run ended."""
        return run_id in self._read()["runs"]

    def add(self, run_id: str, error: str) -> None:
        """Note that a fault of a run was told."""
        told = self._read()
        self._write([*told["faults"], _checksum(error)], [*told["runs"], run_id])

    def forget_all_but(self, errors: Sequence[str] = ()) -> None:
        """Note that a night ended with these faults alone: if another comes back, it is news."""
        told = self._read()
        still = {_checksum(error) for error in errors}
        kept = [fault for fault in told["faults"] if fault in still]
        if kept != told["faults"]:
            self._write(kept, told["runs"])

    def _read(self) -> dict[str, list[str]]:
        try:
            told = json.loads(self._file.read_text())
            return {"faults": list(told["faults"]), "runs": list(told["runs"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"faults": [], "runs": []}

    def _write(self, faults: Sequence[str], runs: Sequence[str]) -> None:
        """Whole or not at all; on a full disk a fault is rather told twice than not."""
        with contextlib.suppress(OSError):
            told = {"faults": list(faults)[-MOST_KEPT:], "runs": list(runs)[-MOST_KEPT:]}
            durable.write(self._file, json.dumps(told))


def _checksum(error: str) -> str:
    return hashlib.sha256(error.encode(errors="replace")).hexdigest()
