"""What the materialization is answered: a group's SQL as the analyst means it, and its first fault."""

from typing import Any

import pytest

from orchestration.gate import duckdb_sql
from orchestration.gate.asking import answer, uncommented, unended

CUSTOMERS = '"warehouse"."marts"."customers"'


@pytest.mark.parametrize(
    ("sql", "meant"),
    [
        ("select 1;", "select 1"),
        ("select 1 ; ;\n-- done; really\n", "select 1  \n-- done; really\n"),
        ("select ';' -- ;", "select ';' -- ;"),
        ("select ';--'", "select ';--'"),
        ("select 1; select 2", "select 1; select 2"),
        ("select 1; /* end */", "select 1 /* end */"),
    ],
)
def test_a_semicolon_that_nothing_follows_is_left_out(sql: str, meant: str) -> None:
    assert unended(sql) == meant


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("where a\n-- and {{ b() }}\nand {{ c() }}", ["c()"]),
        ("where a /* or {{ b() }}\n or {% if x %} */ and {{ c() }}", ["c()"]),
        ("where a = '-- {{ b() }}' and {{ c() }}", ["b()", "c()"]),
        ("where {{ b(x='--') }} and {{ c() }}", ["b(x='--')", "c()"]),
        ("where a\n-- and {{ b(\n   1) }}\nand {{ c() }}", ["c()"]),
    ],
)
def test_jinja_in_comments_is_not_run(raw: str, left: list[str]) -> None:
    text = uncommented(raw)
    assert len(text) == len(raw)
    assert [part.split("}}")[0].strip() for part in text.split("{{")[1:]] == left
    assert "{%" not in text


def test_the_first_fault_is_told_with_the_number_of_others() -> None:
    raw = "select customer_id\nfrom {{ ref('customers') }}\nwhere now() > random()"
    asked: dict[str, Any] = {
        "raw": raw,
        "place": "models/customer_groups/vip.sql",
        "sql": raw.replace("{{ ref('customers') }}", CUSTOMERS),
        "readable": ["warehouse.marts.customers"],
        "groups": [],
        "customers": "warehouse.marts.customers",
    }
    answer(asked, duckdb_sql.faults)
    assert asked["fault"] == (
        "models/customer_groups/vip.sql: line 3: now asks the clock; write {{ as_of() }}, the moment of the night"
        " (and 1 more)"
    )
