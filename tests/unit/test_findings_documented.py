"""Every kind of finding has its line in the runbook, and every line there is a kind that exists."""

import re

from orchestration.landing import findings
from tests.workspace import PROJECT

SQL = ["models/findings/*.sql", "models/publish/published_night_findings.sql"]


def kinds() -> set[str]:
    texts = [file.read_text() for pattern in SQL for file in PROJECT.glob(pattern)]
    return {kind for text in texts for kind in re.findall(r"finding\(\s*'(\w+)'", text)} | set(findings.KINDS)


def documented() -> set[str]:
    runbook = (PROJECT / "docs" / "runbook.md").read_text()
    section = runbook.split("# What a night found")[1].split("\n# ")[0]
    return set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))


def test_the_runbook_says_of_every_kind_of_finding_what_to_do() -> None:
    assert documented() == kinds()
    assert len(kinds()) > 8
