"""The JSON Schema of rule files, for editors: `python -m orchestration.rules.schema > docs/rule.schema.json`.

It knows the shape of rules. Not here: which operator fits which field, which a schema cannot say (meaning.py).
"""

import json
from typing import Any

from orchestration.rules.parsing import RULE


def schema_file() -> str:
    """The text of docs/rule.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors."""
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A rule of Rollcall"}
    return {**title, **_without_nulls(RULE.json_schema())}


def _without_nulls(schema: Any) -> Any:
    """The schema without the nulls that pydantic gives to keys that may be left out: a rule's keys are never null."""
    if isinstance(schema, list):
        return [_without_nulls(each) for each in schema if each != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_nulls(each) for key, each in schema.items() if (key, each) != ("default", None)}
    if len(kept.get("anyOf", [])) == 1:
        (only,) = kept.pop("anyOf")
        return kept | only
    return kept


if __name__ == "__main__":
    print(schema_file(), end="")  # noqa: T201
