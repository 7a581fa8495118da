"""Random shops full of edges, and random rules about them, for comparing the product with the referee.

`shops(now)` draws a shop in the shape of a case, `rules_about(now, shop)` a rule whose values are mostly taken from
that shop's own data, `nights(now)` a shop and a few rules about it. Everything is plain JSON. What the edges are is in
edges.py, which fields a condition may name in rule_maker.py, how a shop is made in shop_maker.py.

    python -m tests.conformance.strategies --seed 1 --rules 5

prints one shop and five rules with the customers that they select, as JSON lines.
"""

import argparse
import json
from datetime import UTC, datetime
from typing import TypeVar

import hypothesis
from hypothesis import strategies as st

from tests.conformance import edges
from tests.conformance.maker import COPENHAGEN, Rule, ShopData
from tests.conformance.moments import Settings
from tests.conformance.referee import Roll
from tests.conformance.rule_maker import RuleMaker
from tests.conformance.shop_maker import ShopMaker

T = TypeVar("T")


@st.composite
def shops(draw: st.DrawFn, now: datetime, settings: Settings = COPENHAGEN) -> ShopData:
    """A shop of 8 to 20 customers as of `now`, in the shape of a case: JSON without a rule."""
    return ShopMaker(draw, now, settings).shop()


@st.composite
def rules_about(draw: st.DrawFn, now: datetime, shop: ShopData, settings: Settings = COPENHAGEN) -> Rule:
    """A rule about `shop`, up to four nodes deep, as JSON."""
    maker = RuleMaker(draw, now, settings, shop)
    return maker.rule(maker.pick([0, 1, 1, 2, 2, 3, 4]))


@st.composite
def nights(
    draw: st.DrawFn, now: datetime, least: int = 1, most: int = 20, settings: Settings = COPENHAGEN
) -> tuple[ShopData, list[Rule]]:
    """A shop and `least` to `most` rules about it."""
    shop = draw(shops(now, settings))
    return shop, draw(st.lists(rules_about(now, shop, settings), min_size=least, max_size=most))


def generate(seed: int, rules: int, now: datetime, settings: Settings = COPENHAGEN) -> tuple[ShopData, list[Rule]]:
    """A random night with that many rules, the same for the same seed.

    The shop and each rule are a run of hypothesis each: one run can make only so many choices, and of a night that
    needs more it returns the simplest there is, one rule many times over.
    """
    shop = _drawn(shops(now, settings), seed)
    return shop, [_drawn(rules_about(now, shop, settings), seed * 10_000 + number) for number in range(rules)]


def _drawn(strategy: st.SearchStrategy[T], seed: int) -> T:
    """One random example; the first of a run is the simplest, the second is random."""
    found: list[T] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=2,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def collect(example: T) -> None:
        found.append(example)

    collect()
    return found[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Print a random shop, and rules about it, as JSON lines.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rules", type=int, default=10)
    parser.add_argument("--now", type=datetime.fromisoformat, default=datetime(2024, 5, 15, 12, tzinfo=UTC))
    asked = parser.parse_args()
    shop, about = generate(asked.seed, asked.rules, asked.now)
    print(json.dumps({"now": edges.write(asked.now), **shop}, ensure_ascii=False))
    for rule in about:
        members = Roll(shop, asked.now, COPENHAGEN).select(rule)
        print(json.dumps({"rule": rule, "expected": sorted(members)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
