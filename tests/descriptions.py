"""The rule on descriptions: every column of the project is described, in words that are about that column.

Groups are left out: the materialization fixes their columns, and their description is the card that users read. So are
the loader's own columns of landing tables, whose names begin with _, which the landing contract may not name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

FEWEST_WORDS = 4
# As many columns as may not share a text: two may be one thing at both ends of a join.
MOST_ALIKE = 2

# Each column's description, by relation, such as marts.customers, and name.
Described = Mapping[str, Mapping[str, str]]


def described(manifest: Mapping[str, Any]) -> Described:
    """What the YAML of sources and models says of their columns, as dbt's manifest has it."""
    models = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] != "customer_groups"
    ]
    relations = {f"{node['schema']}.{node['alias']}": node["columns"] for node in models}
    relations |= {f"{node['schema']}.{node['identifier']}": node["columns"] for node in manifest["sources"].values()}
    return {
        relation: {column["name"]: " ".join(column["description"].split()) for column in columns.values()}
        for relation, columns in relations.items()
    }


def barely_described(found: Described) -> list[str]:
    """Columns with fewer words than say what one holds."""
    return [
        f"{relation}.{column}: '{text}'"
        for relation, columns in found.items()
        for column, text in columns.items()
        if len(text.split()) < FEWEST_WORDS
    ]


def described_alike(found: Described) -> list[str]:
    """Texts that more columns share than may; such a text says nothing of any one of them."""
    places: dict[str, list[str]] = defaultdict(list)
    for relation, columns in found.items():
        for column, text in columns.items():
            places[text.lower().rstrip(".")].append(f"{relation}.{column}")
    return [f"'{text}': {', '.join(names)}" for text, names in places.items() if text and len(names) > MOST_ALIKE]


def not_described(found: Described, built: Iterable[tuple[str, str]]) -> list[str]:
    """Columns that are there and are not described, and the other way round; `built` are relations and columns."""
    there = {
        (relation, column)
        for relation, column in built
        # Of tables that are neither models nor sources, nobody reads anything by dbt.
        if relation in found and (column in found[relation] or not (relation.startswith("raw.") and column[0] == "_"))
    }
    said = {(relation, column) for relation, columns in found.items() for column in columns}
    return [
        *(f"{relation}.{column} is not described" for relation, column in sorted(there - said)),
        *(f"{relation} has no column {column}" for relation, column in sorted(said - there)),
    ]
