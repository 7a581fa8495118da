"""Plain SQL that compares a country with what no country is stored as, and selects nobody."""

import json
from typing import Any

import pytest

from orchestration.gate import spark_sql
from orchestration.gate.duckdb_sql import faults
from orchestration.gate.rules import Reader

CUSTOMERS = '"warehouse"."marts"."customers"'


def told(condition: str, *locales: str) -> list[str]:
    reader = Reader({"warehouse.marts.customers"}, set(), "warehouse.marts.customers", locales)
    return [str(each) for each in faults(f"select customer_id from {CUSTOMERS} as c where {condition}", reader)]


@pytest.mark.parametrize(
    ("condition", "locales", "fault"),
    [
        ("country = 'Denmark'", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("'Denmark' = country", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("country in ('SE', 'Denmark')", (), "no country is stored as 'Denmark'; write 'DK'"),
        ("c.country <> 'DNK'", (), "no country is stored as 'DNK'; write 'DK'"),
        ("country not in ('dk')", (), "no country is stored as 'dk'; write 'DK'"),
        ("country = 'UK'", (), "no country is stored as 'UK'; write 'GB'"),
        ("country = 'Danmark'", ("da",), "no country is stored as 'Danmark'; write 'DK'"),
    ],
)
def test_a_country_compared_by_its_name_is_refused_with_the_code(
    condition: str, locales: tuple[str, ...], fault: str
) -> None:
    assert told(condition, *locales) == [fault]


STORED = "no country is stored as 'Denmark'; write 'DK'"


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("coalesce(country, '') != 'Denmark'", STORED),
        ("trim(c.country) = 'Denmark'", STORED),
        ("nullif(country, '') in ('SE', 'Denmark')", STORED),
        ("country::text = 'Denmark'::varchar", STORED),
        ("cast(country as varchar) = 'Denmark'", STORED),
        ("country in ('Denmark'::varchar)", STORED),
        ("country like 'Denmark'", STORED),
        ("country not like 'Denmark'", STORED),
        ("country ilike 'Denmark'", STORED),
        ("country not ilike 'Denmark'", STORED),
        ("(country, city) = ('Denmark', 'Aarhus')", STORED),
        ("(city, country) in (('Aarhus', 'DK'), ('Aarhus', 'Denmark'))", STORED),
        ("lower(country) = 'denmark'", "lower(country) is never 'denmark'; write 'dk'"),
        ("lower(trim(country)) = lower('Denmark')", "lower(country) is never 'denmark'; write 'dk'"),
        ("coalesce(upper(country), '') <> 'DENMARK'", "upper(country) is never 'DENMARK'; write 'DK'"),
        ("lower(country) = 'DK'", "lower(country) is never 'DK'; write 'dk'"),
    ],
)
def test_a_country_in_a_function_compared_by_its_name_is_refused_too(condition: str, fault: str) -> None:
    assert told(condition) == [fault]


@pytest.mark.parametrize(
    "condition",
    [
        "country = 'DK'",
        "country in ('DK', 'SE')",
        # Stored as it was sent, since nothing says what it is.
        "country = 'Danmark'",
        "country = 'Atlantis'",
        "lower(country) = 'dk'",
        "lower(country) = lower('DK')",
        "country = upper('dk')",
        "upper(country) in ('DK')",
        "country ilike 'dk'",
        "country like 'D%'",
        # Stored as it was sent, and begins so.
        "country like 'Denmark%'",
        "coalesce(city, country) = 'Denmark'",
        "substring(country, 1, 2) = 'de'",
        "(country, city) = ('DK', 'Denmark')",
        "(country, city) = pair",
        "city = 'Denmark'",
    ],
)
def test_what_a_country_may_be_stored_as_is_not_refused(condition: str) -> None:
    assert told(condition) == []


def of_spark(name: str, *children: list[dict[str, Any]], **fields: Any) -> list[dict[str, Any]]:
    """An expression as Spark writes it, each node before its children."""
    node = {"class": f"org.apache.spark.sql.catalyst.expressions.{name}", "num-children": len(children), **fields}
    return [node, *(each for child in children for each in child)]


def called(name: str, *children: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return of_spark("UnresolvedFunction", *children, nameParts=f"[{name}]")


def text(value: str) -> list[dict[str, Any]]:
    return of_spark("Literal", value=value, dataType="string")


COUNTRY = of_spark("UnresolvedAttribute", nameParts="[c, country]")
CITY = of_spark("UnresolvedAttribute", nameParts="[city]")


class Plan:
    """What Spark's parser gives of `select ... where condition`."""

    def __init__(self, condition: list[dict[str, Any]]) -> None:
        self.condition = condition

    def toJSON(self) -> str:  # noqa: N802 - Spark's
        relation = of_spark("UnresolvedRelation", multipartIdentifier="[marts, customers]")
        return json.dumps(of_spark("Filter", relation, condition=self.condition))


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        (of_spark("EqualTo", COUNTRY, text("Denmark")), STORED),
        (of_spark("Not", of_spark("EqualTo", called("coalesce", COUNTRY, text("")), text("Denmark"))), STORED),
        (of_spark("EqualNullSafe", of_spark("StringTrim", COUNTRY), text("Denmark")), STORED),
        (of_spark("In", COUNTRY, of_spark("Cast", text("Denmark"), dataType="string"), value=0), STORED),
        (of_spark("Like", COUNTRY, text("Denmark")), STORED),
        (of_spark("ILike", COUNTRY, text("Denmark")), STORED),
        (of_spark("ILike", COUNTRY, text("dk")), None),
        (
            of_spark("EqualTo", called("lower", called("trim", COUNTRY)), text("denmark")),
            "lower(country) is never 'denmark'; write 'dk'",
        ),
        (of_spark("EqualTo", called("lower", COUNTRY), text("dk")), None),
        (
            of_spark(
                "EqualTo",
                of_spark("CreateNamedStruct", text("country"), COUNTRY, text("city"), CITY),
                of_spark("CreateNamedStruct", text("col1"), text("Denmark"), text("col2"), text("Aarhus")),
            ),
            STORED,
        ),
        (
            of_spark(
                "EqualTo",
                of_spark("CreateNamedStruct", text("country"), COUNTRY, text("city"), CITY),
                of_spark("CreateNamedStruct", text("col1"), text("DK"), text("col2"), text("Denmark")),
            ),
            None,
        ),
    ],
)
def test_spark_refuses_the_same_comparisons(condition: list[dict[str, Any]], fault: str | None) -> None:
    reader = Reader({"marts.customers"}, set(), "marts.customers")
    found = [str(each) for each in spark_sql.faults("", reader, lambda sql: Plan(condition))]
    assert found == ([fault] if fault else [])
