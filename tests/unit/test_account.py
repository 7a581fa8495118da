"""The account of findings as people read it: short, worst first, the same facts as in JSON."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from orchestration.account import MOST_LINES, described, show
from orchestration.findings import Finding, FindingsDamaged, above, published, worst_first
from orchestration.shop_vars import UnusableVar, warn_above_share

DO = "do what has to be done"


def finding(kind: str, count: int = 1, out_of: int | None = None, **parts: str | bool | None) -> Finding:
    named = {"table_name": "orders", "example": None, "detail": None, "what_to_do": DO} | parts
    return Finding(kind=kind, count=count, out_of=out_of, **named)  # type: ignore[arg-type]


SHOP = above(
    0.05,
    [
        finding("orders_of_guests", 44, what_to_do="nothing, if guests may order"),
        finding("status_in_no_list", 9, 9, example="completed", what_to_do="add the status to a list"),
        finding("status_in_no_list", 1, 100_000, example="lost", what_to_do="add the status to a list"),
        finding("texts_of_nobody", 2, 1000, table_name="sms_messages", example="m7"),
        finding("rejected_rows", 40, 4000, example="orders/2.csv", detail="status is empty"),
        finding("rejected_rows", 3000, 4000, example="orders/1.csv", detail="ordered_at '...' is not a timestamp"),
        finding("held_group", table_name="customer_groups", example="vip", detail="vip.sql: line 3: no such column"),
        finding("refused_file", table_name="logins", example="logins/[1].csv", detail="is empty (0 bytes)"),
    ],
)


def shown(findings: list[Finding], width: int = 80, on_a_terminal: bool = False) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, force_terminal=on_a_terminal, no_color=True, _environ={}), findings)
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).splitlines()) + "\n"


def test_the_account_of_a_bad_night_reads_well(snapshot: SnapshotAssertion) -> None:
    assert shown(SHOP) == snapshot


def test_on_a_narrow_terminal_a_long_line_goes_on_below_its_beginning(snapshot: SnapshotAssertion) -> None:
    assert shown(SHOP, width=40, on_a_terminal=True) == snapshot


def test_a_good_night_has_one_line() -> None:
    assert shown([]) == "nothing to look at\n"


def test_a_hundred_bad_files_do_not_hide_the_rest() -> None:
    files = [finding("rejected_rows", number, 1000, example=f"orders/{number}.csv") for number in range(1, 101)]
    text = shown([*files, finding("orders_of_guests", 1)])
    assert text.count(".csv") == MOST_LINES
    assert f"and {100 - MOST_LINES} more" in text
    assert text.count(DO) == 2 and "orders of guests" in text
    assert text.index("orders/100.csv") < text.index("orders/99.csv")


def test_what_stops_something_is_first_then_what_is_above_the_limit_then_the_largest_share() -> None:
    assert [(each.kind, each.example) for each in worst_first(SHOP)] == [
        ("held_group", "vip"),
        ("refused_file", "logins/[1].csv"),
        ("status_in_no_list", "completed"),
        ("rejected_rows", "orders/1.csv"),
        ("rejected_rows", "orders/2.csv"),
        ("texts_of_nobody", "m7"),
        ("status_in_no_list", "lost"),
        ("orders_of_guests", None),
    ]


@pytest.mark.parametrize(
    ("count", "out_of", "warns"), [(5, 100, False), (6, 100, True), (1, 1, True), (99, None, False), (0, 0, False)]
)
def test_a_finding_is_a_warning_above_the_share_alone(count: int, out_of: int | None, warns: bool) -> None:
    (found,) = above(0.05, [finding("texts_of_nobody", count, out_of)])
    assert found.is_warning is warns


@pytest.mark.parametrize(
    ("count", "share"), [(9999, "100%"), (500, "5.0%"), (1, "below 0.1%"), (5, "0.1%"), (949, "9.5%"), (1200, "12%")]
)
def test_a_share_is_told_as_exactly_as_it_helps(count: int, share: str) -> None:
    assert described(finding("rejected_rows", count, 10_000)) == f"{count:,} of 10,000 ({share})"


@pytest.mark.parametrize("given", ["5 %", "0.05", -0.1, 1.5, None, True])
def test_a_limit_that_is_not_a_share_is_refused_by_its_name(given: object) -> None:
    assert warn_above_share({"warn_above_share": 1}) == 1
    with pytest.raises(UnusableVar, match=r"dbt_project.yml, vars: warn_above_share is .*0.05"):
        warn_above_share({"warn_above_share": given})


def test_an_earlier_generation_has_no_findings_and_a_damaged_one_says_so(tmp_path: Path) -> None:
    assert published(tmp_path) == []
    (tmp_path / "night_findings").mkdir()
    (tmp_path / "night_findings" / "night_findings.parquet").write_text("PAR1")
    with pytest.raises(FindingsDamaged, match="night_findings cannot be read; restore"):
        published(tmp_path)
