"""Definitions whose conditions are SQL of the test's own, so that no dbt is needed to make SQL of them."""

from collections.abc import Mapping

import duckdb
import jinja2

from orchestration.desk.marks import marked
from orchestration.desk.tree import Tree, split

CUSTOMERS = '"w"."marts"."customers"'
HEAD = "select customer_id\nfrom {{ customers }}\n"


def tree_of(definition: str, conditions: Mapping[str, str] | None = None) -> Tree:
    """The tree of a definition in which `{{ name }}` stands for a condition's SQL."""
    marks = marked(definition)
    selection = rendered(marks.text, conditions or {})
    return split(selection, marks.regions(selection), "w.marts.customers")


def rendered(definition: str, conditions: Mapping[str, str]) -> str:
    return jinja2.Template(definition).render(customers=CUSTOMERS, **conditions)


def shop() -> duckdb.DuckDBPyConnection:
    """Customers with every combination of few values, some of them missing."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as w")
    connection.execute("create schema w.marts")
    connection.execute(
        "create table w.marts.customers as select row_number() over (order by x, y, s) as customer_id, x, y, s"
        " from (values (0), (1), (2), (null)) as xs (x), (values (0), (1), (2), (null)) as ys (y),"
        " (values ('a'), ('b)'), (null)) as ss (s)"
    )
    return connection
