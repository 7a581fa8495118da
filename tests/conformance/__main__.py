"""Runs a file of conformance cases the real way in and compares what was published with what each case expects.

    python -m tests.conformance CASES.yaml [--target duckdb|spark]

Prints each case that differs, and last `N agree, M differ`. Exits 1 if a case differs that is not waived in
waived.yaml, which gives the reason for each.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from tests.conformance.nights import Answers, NightFailed, run_night
from tests.conformance.shops import shops_of

WAIVED = Path(__file__).parent / "waived.yaml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--unchecked", action="store_true", help="write the groups without compiling each")
    parser.add_argument("--target", choices=["duckdb", "spark"], default="duckdb")
    given = parser.parse_args()
    cases = yaml.safe_load(given.cases.read_text())
    waived = yaml.safe_load(WAIVED.read_text()) or {}
    answers: Answers = {}
    failures = []
    with tempfile.TemporaryDirectory(prefix="rollcall-conformance-") as folder:
        shops = list(shops_of(cases))
        # A night is mostly one thread of Python, so there is one for each processor at a time.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            nights = [
                pool.submit(run_night, shop, Path(folder) / str(number), given.target, check=not given.unchecked)
                for number, shop in enumerate(shops)
            ]
            for shop, night in zip(shops, nights, strict=True):
                print(f"{shop.now}: {len(shop.groups)} groups", flush=True)
                try:
                    answers |= night.result()
                except NightFailed as failure:
                    failures.append(str(failure))
                    print(failure)
    differing = [case for case in cases if not agrees(case, answers)]
    for case in differing:
        print(describe(case, answers, waived.get(case["id"])))
    print(f"{len(cases) - len(differing)} agree, {len(differing)} differ")
    sys.exit(1 if failures or any(case["id"] not in waived for case in differing) else 0)


def agrees(case: dict[str, Any], answers: Answers) -> bool:
    """Whether the published members are exactly those expected."""
    return answers.get((case["id"], "")) == frozenset(case["expected"])


def describe(case: dict[str, Any], answers: Answers, waived: str | None) -> str:
    """A case that differs: rule, expected, actual."""
    actual = answers.get((case["id"], ""))
    lines = [
        f"{case['id']} differs{f' (waived: {waived})' if waived else ''}: {case['note']}",
        f"  rule      {case['rule']}",
        f"  expected  {', '.join(sorted(case['expected'])) or 'nobody'}",
        f"  actual    {'no answer' if actual is None else ', '.join(sorted(actual)) or 'nobody'}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
