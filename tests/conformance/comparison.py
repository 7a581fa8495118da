"""Compares what the product publishes with what the referee selects, on random shops full of edges.

    python -m tests.conformance.comparison --rules 5000 [--seed 1] [--per-night 250] [--target duckdb|spark]

Each night has a shop and many rules of its own seed, counted up from --seed. Prints each rule that differs, with its
seed, expected and actual, and last `N agree, M differ`. Rules that the product refuses, such as those with a window
that holds no moment, are told and counted in neither. Exits 1 if one differs, or more than one in fifty is refused.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from orchestration.rules.faults import RuleError
from orchestration.rules.fields import Terms
from orchestration.rules.reading import rule_of
from orchestration.settings import Project
from tests.conformance.maker import COPENHAGEN, Rule
from tests.conformance.nights import run_night
from tests.conformance.referee import Roll
from tests.conformance.shops import VARIABLES, shops_of, with_profile_fields
from tests.conformance.strategies import generate
from tests.workspace import PROJECT

# Plain days; both days that the shop's clock changes, before and after; a leap day; the turn of a year by either clock.
MOMENTS = [
    datetime(2024, 5, 15, 12, tzinfo=UTC),
    datetime(2025, 3, 30, 0, 30, tzinfo=UTC),
    datetime(2025, 10, 26, 1, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
    datetime(2024, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2025, 3, 31, 1, tzinfo=UTC),
]
# Every order counts, whatever its status.
STATUSES = {"counted": None, "cancelled": frozenset({"cancelled", "canceled"}), "all": None}


@dataclass(frozen=True)
class Difference:
    """A rule whose published members are not the referee's."""

    seed: int
    now: datetime
    rule: Any
    expected: frozenset[str]
    actual: frozenset[str]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"seed {self.seed}, {self.now.isoformat()}: {json.dumps(self.rule, ensure_ascii=False)}",
                f"  expected and not a member: {', '.join(sorted(self.expected - self.actual)) or '-'}",
                f"  member and not expected:   {', '.join(sorted(self.actual - self.expected)) or '-'}",
            ]
        )


@dataclass(frozen=True)
class Compared:
    """What a night came to: how many rules agree, those that differ, and why others were refused."""

    agreed: int
    differences: list[Difference]
    refused: list[str]


def compare(seed: int, count: int, folder: Path, target: str | None = None) -> Compared:
    """Run one night of `count` rules."""
    now = MOMENTS[seed % len(MOMENTS)]
    shop, rules = generate(seed, count, now)
    moment = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    named, refused = accepted(rules)
    variables = VARIABLES | {
        "time_zone": COPENHAGEN.time_zone,
        "phone_country_code": COPENHAGEN.phone_country_code,
    }
    (asked,) = shops_of([{"id": "shop", "now": moment, **shop, "rules": named}], variables)
    answers = run_night(asked, folder, target, check=False)
    roll = Roll(shop, now, COPENHAGEN)
    found = []
    for name, rule in named.items():
        expected, actual = roll.select(rule), answers["shop", name]
        if expected != actual:
            found.append(Difference(seed, now, rule, expected, actual))
    return Compared(len(named) - len(found), found, refused)


def accepted(rules: list[Rule]) -> tuple[dict[str, Rule], list[str]]:
    """The rules that the product reads, by name, and what it says of the others."""
    known = replace(Terms.of(Project(PROJECT)), statuses=STATUSES)
    named, refused = {}, []
    for number, rule in enumerate(rules):
        try:
            rule_of(with_profile_fields(rule), known)
            named[str(number)] = rule
        except RuleError as error:
            refused.append(f"{error}: {json.dumps(rule, ensure_ascii=False)}")
    return named, refused


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--per-night", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=["duckdb", "spark"], default="duckdb")
    given = parser.parse_args()
    agreed = differed = refused = 0
    for seed in range(given.seed, given.seed + -(-given.rules // given.per_night)):
        with tempfile.TemporaryDirectory(prefix="rollcall-comparison-") as folder:
            compared = compare(seed, given.per_night, Path(folder) / "shop", given.target)
        for told in [*compared.differences, *compared.refused]:
            print(told, flush=True)
        agreed, differed = agreed + compared.agreed, differed + len(compared.differences)
        refused += len(compared.refused)
        print(f"seed {seed}: {compared.agreed} agree, {len(compared.differences)} differ", flush=True)
    print(f"{refused} refused\n{agreed} agree, {differed} differ")
    sys.exit(1 if differed or refused * 50 > agreed else 0)


if __name__ == "__main__":
    main()
