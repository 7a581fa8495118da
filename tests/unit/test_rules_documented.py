"""What is written about rules elsewhere is so: in the macros, in the schema file and in the documentation."""

import json
import re
from typing import Any

import jinja2

from orchestration.rules.language import NODE_KEYS
from orchestration.rules.records import FIELDS, OWNERS
from orchestration.rules.schema import schema_file
from tests.shop import PROJECT
from tests.unit.rules import sql_of


def returned_by(macro: str, file: str) -> Any:
    """What a macro of the vocabulary that only returns data returns."""
    returned: list[Any] = []
    text = (PROJECT / "macros" / "conditions" / file).read_text() + "{{ " + macro + "() }}"
    context = {"return": lambda value: returned.append(value) or "", "as_text": lambda column: column}
    jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(text).render(context)
    return returned[0]


def test_rules_know_the_fields_that_the_conditions_know() -> None:
    kinds = returned_by("record_kinds", "_records.sql")
    assert {records: kind["prefix"] for records, kind in kinds.items()} == OWNERS
    of_lines = {name: kind for name, (_, kind) in returned_by("line_fields", "_records.sql").items()}
    of_records = {
        kind["prefix"]: {name: column[1] for name, column in kind["fields"].items()} for kind in kinds.values()
    }
    # A line's categories and labels are several, which `field` asks for apart.
    assert of_records | {"line": of_lines | {"category": "category", "label": "text"}} == FIELDS


def test_the_schema_file_is_current() -> None:
    file = PROJECT / "docs" / "rule.schema.json"
    assert file.read_text() == schema_file(), "run: python -m orchestration.rules.schema > docs/rule.schema.json"


def test_the_schema_knows_every_node() -> None:
    document = json.loads(schema_file())
    assert {each["$ref"].rpartition("/")[2] for each in document["oneOf"]} == {*NODE_KEYS.values(), "ActivePeriods"}


def test_the_examples_in_the_documentation_are_rules_and_what_they_become() -> None:
    page = (PROJECT / "docs" / "rules.md").read_text()
    rules = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (sql,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert [sql_of(rule).partition("\n")[0] for rule in rules] == ["select customer_id"] * 3
    assert sql_of(rules[0]) == sql
