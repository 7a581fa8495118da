"""What customers have records of, and the fields of each: orders with their lines, logins, reviews and the others.

Not here: the customers' own columns, which are the project's (fields.py). The kinds are those of the vocabulary of
conditions.
"""

from collections.abc import Mapping
from typing import cast

from orchestration.rules.operators import Kind
from orchestration.vocabulary import line_fields, orders_looked_at, record_kinds

OWNERS = {records: kind.owner for records, kind in record_kinds().items()}
FIELDS = {
    owner: cast(Mapping[str, Kind], fields)
    for owner, fields in [*((kind.owner, kind.fields) for kind in record_kinds().values()), ("line", line_fields())]
}

# As the landing tables and cases of other engines call them.
OTHER_SPELLINGS = {"page_view": "page"}
OTHER_NAMES = {"order.ordered_at": "at", "line.labels": "label"}
# Every record has one, so that a record of which it is asked whether it is set need not be looked at.
ALWAYS_SET = ("charged_amount",)

WHICH_ORDERS = orders_looked_at()
# How many of an order's lines, and the conditions that say it.
LINES = {"any": "any_line", "all": "all_lines", "none": "no_line"}


def number_fields(records: str) -> list[str]:
    """The fields of a kind of record that can be summed, by their short names."""
    return [name for name, kind in FIELDS[OWNERS[records]].items() if kind == "number"]
