"""What docs/house.md says of the house and import-linter cannot see."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.workspace import PROJECT

Sources = Mapping[str, str]


def sources() -> Sources:
    """The text of every module, by its path below orchestration/."""
    root = PROJECT / "orchestration"
    return {str(file.relative_to(root)): file.read_text(encoding="utf-8") for file in root.rglob("*.py")}


def opens_duckdb(found: Sources) -> list[str]:
    """Modules outside warehouse/ that open DuckDB by themselves."""
    return [name for name, text in found.items() if Path(name).parts[0] != "warehouse" and "duckdb.connect(" in text]


def finds_the_home(found: Sources) -> list[str]:
    """Modules besides shop.py that make a home of the settings, which a shop has."""
    return [name for name, text in found.items() if name != "shop.py" and re.search(r"\bHome\([sS]ettings\b", text)]


def test_duckdb_is_opened_in_one_room() -> None:
    assert opens_duckdb(sources()) == []


def test_a_home_is_found_by_the_shop() -> None:
    assert finds_the_home(sources()) == []


def test_modules_that_break_the_rules_are_found() -> None:
    broken = {
        "warehouse/connections.py": "return duckdb.connect(config)",
        "shop.py": "return Home(self.settings.home.resolve())",
        "findings.py": "with duckdb.connect() as connection:",
        "status.py": "home = Home(settings.home)",
        "defs/nightly.py": "current(Home(Settings().home).published)",
    }
    assert opens_duckdb(broken) == ["findings.py"]
    assert finds_the_home(broken) == ["status.py", "defs/nightly.py"]
