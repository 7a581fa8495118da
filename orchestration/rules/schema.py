"""The JSON Schema of rule files, for editors: `python -m orchestration.rules.schema > docs/rule.schema.json`."""

import json

from orchestration.rules.language import schema


def schema_file() -> str:
    """The text of docs/rule.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_file(), end="")  # noqa: T201
