"""What is written about rules elsewhere is so: in the macros, in the schema file and in the documentation."""

import json
import re

from orchestration.rules.language import NODE_KEYS
from orchestration.rules.schema import schema_file
from tests.unit.rules import sql_of
from tests.workspace import PROJECT


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
