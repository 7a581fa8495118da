"""dbt's manifest, from which the components make their assets; read when Dagster asks for them, not at import."""

import json
from functools import cache
from typing import Any

from orchestration.components.translator import RollcallTranslator
from orchestration.shop import Shop

TRANSLATOR = RollcallTranslator()


@cache
def manifest() -> dict[str, Any]:
    """What dbt last wrote of the project; once per process, as Dagster loads a code location.

    Raises:
        FileNotFoundError: dbt has not parsed the project yet; the message says what to run.
    """
    path = Shop.here().home.dbt_target / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; run `rollcall prepare` to have dbt write it")
    found: dict[str, Any] = json.loads(path.read_text())
    return found
