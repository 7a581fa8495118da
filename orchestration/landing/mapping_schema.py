"""The JSON Schema of mappings, for editors: `python -m orchestration.landing.mapping_schema` makes the file in docs/.

It knows their shape. Not here: which tables and columns there are, and what an expression may do (mapping_files.py).
"""

import json
from typing import Any

from orchestration.landing.mapping import MappingFile


def schema_file() -> str:
    """The text of docs/mapping.schema.json."""
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A mapping of Rollcall"}
    return json.dumps({**title, **_without_nulls(MappingFile.model_json_schema())}, indent=2, ensure_ascii=False) + "\n"


def _without_nulls(schema: Any) -> Any:
    """The schema without the nulls of keys that may be left out, and without what pydantic calls each of them."""
    if isinstance(schema, list):
        return [_without_nulls(each) for each in schema if each != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _without_nulls(each)
        for key, each in schema.items()
        if (key, each) != ("default", None) and not (key == "title" and isinstance(each, str))
    }
    if len(kept.get("anyOf", [])) == 1:
        (only,) = kept.pop("anyOf")
        return kept | only
    return kept


if __name__ == "__main__":
    print(schema_file(), end="")  # noqa: T201
