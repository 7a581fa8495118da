"""What random rules come to: how many select nobody, everybody or some, and which leaves and operators occur.

python -m tests.conformance.survey --pairs 2000
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.conformance.edges import NOWS
from tests.conformance.maker import COPENHAGEN, Rule
from tests.conformance.referee import Roll
from tests.conformance.strategies import generate

NODES = ("all", "any", "not")
RULES_PER_SHOP = 20


@dataclass
class Survey:
    """Counts: results by nobody, some and everybody; leaves by kind; operators; depths of rules."""

    results: Counter[str] = field(default_factory=Counter)
    leaves: Counter[str] = field(default_factory=Counter)
    operators: Counter[str] = field(default_factory=Counter)
    depths: Counter[int] = field(default_factory=Counter)

    def add(self, rule: Rule, selected: int, customers: int) -> None:
        self.results["nobody" if not selected else "everybody" if selected == customers else "some"] += 1
        self.leaves.update(map(kind, leaves_of(rule)))
        self.operators.update(operators_of(rule))
        self.depths[depth(rule)] += 1

    @property
    def share_of_some(self) -> float:
        return self.results["some"] / self.results.total()


def survey(pairs: int, seed: int = 0) -> Survey:
    """Of so many pairs of a shop and a rule, by turns at each moment of NOWS."""
    found = Survey()
    for number in range(-(-pairs // RULES_PER_SHOP)):
        now = datetime.fromisoformat(NOWS[number % len(NOWS)])
        shop, rules = generate(seed + number, min(RULES_PER_SHOP, pairs - number * RULES_PER_SHOP), now)
        roll = Roll(shop, now, COPENHAGEN)
        for rule in rules:
            found.add(rule, len(roll.select(rule)), len(roll.customers))
    return found


def children(rule: Rule) -> list[Rule] | None:
    """The children of a node; None for a leaf."""
    return next((rule[node] for node in NODES if isinstance(rule.get(node), list)), None)


def depth(rule: Rule) -> int:
    return 1 + max(map(depth, inner), default=0) if (inner := children(rule)) is not None else 0


def leaves_of(rule: Rule) -> Iterator[Rule]:
    inner = children(rule)
    if inner is None:
        yield rule
    else:
        for child in inner:
            yield from leaves_of(child)


def kind(leaf: Rule) -> str:
    """`measure: count`, `sequence`, `customer.score`, ..."""
    if "measure" in leaf:
        return f"measure: {leaf['measure']}"
    if "field" in leaf:
        return str(leaf["field"])
    return next(iter(leaf), "nothing")


def operators_of(part: Any) -> Iterator[str]:
    """Every operator in a rule, those of its conditions on records and periods included."""
    if isinstance(part, dict):
        if "op" in part:
            yield part["op"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from operators_of(each)


def main() -> None:
    parser = argparse.ArgumentParser(description="Tell what random rules come to.")
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    found = survey(asked.pairs, asked.seed)
    total = found.results.total()
    print("results   ", ", ".join(f"{name} {count / total:.1%}" for name, count in found.results.most_common()))
    print("depths    ", ", ".join(f"{name}: {count}" for name, count in sorted(found.depths.items())))
    print("leaves    ", ", ".join(f"{name} {count}" for name, count in found.leaves.most_common()))
    print("operators ", ", ".join(f"{name} {count}" for name, count in found.operators.most_common()))


if __name__ == "__main__":
    main()
