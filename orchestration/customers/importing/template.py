"""The template of a file to import: a CSV with the headings alone."""

import csv
import os
from pathlib import Path

from orchestration.customers.importing.headings import TEMPLATE
from orchestration.inbox import EntryError


def write_template(to: Path) -> None:
    """Write the template; with a byte order mark, by which Excel sees that it is UTF-8.

    Raises:
        EntryError: there is such a file, or its folder is missing.
    """
    try:
        with to.open("x", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerow(TEMPLATE)
    except FileExistsError:
        raise EntryError(f"{to} is there already; give another name with --to") from None
    except OSError as error:
        raise EntryError(f"{to} cannot be written: {os.strerror(error.errno or 0)}") from None
