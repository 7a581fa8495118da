"""The account of findings that people read after a night or a landing: short, what is worst first.

It says per kind what was found, with an example each, and once what to do. The facts themselves are in
orchestration.findings; programs read them with --json or in the table night_findings.
"""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from orchestration.findings import STOPPING, Finding, worst_first

# Lines of one kind, before the rest is only counted.
MOST_LINES = 10
NOTHING = "nothing to look at"


def show(out: Console, findings: Sequence[Finding]) -> None:
    """Print the account; what stops something or is above the limit has a mark.

    On a terminal a long line goes on below its own beginning; elsewhere a line is a line, for programs.
    """
    if not findings:
        out.print(NOTHING)
        return
    out.print("to look at:", style="bold")
    for line in lines(findings):
        if out.is_terminal:
            indent = len(line.plain) - len(line.plain.lstrip())
            out.print(Padding(line[indent:], (0, 0, 0, indent)), highlight=False)
        else:
            out.print(line, highlight=False, soft_wrap=True)


def lines(findings: Sequence[Finding]) -> list[Text]:
    """The account as lines: a heading for each kind, then its findings, then what to do about them."""
    shown: list[Text] = []
    for kind in _kinds(findings):
        marked = any(each.is_warning or each.kind in STOPPING for each in kind)
        mark = Text("! ", style="bold red") if marked else Text("  ")
        tables = ", ".join(dict.fromkeys(each.table_name for each in kind))
        shown.append(mark + Text(kind[0].kind.replace("_", " "), style="bold") + Text(f" ({tables})", style="dim"))
        width = max(len(_many(each)) for each in kind[:MOST_LINES])
        shown += [Text("    " + f"{_many(each):<{width}}  {_about(each)}".strip()) for each in kind[:MOST_LINES]]
        if len(kind) > MOST_LINES:
            shown.append(Text(f"    and {len(kind) - MOST_LINES:,} more"))
        to_do = dict.fromkeys(each.what_to_do for each in kind)
        shown += [Text(f"    > {each}", style="dim") for each in to_do]
    return shown


def described(finding: Finding) -> str:
    """One finding in a line: how many of how many, what it is about, and what more there is to say."""
    return ", ".join(part for part in (_many(finding), _about(finding)) if part)


def _many(finding: Finding) -> str:
    if finding.kind in STOPPING:
        return ""
    if finding.out_of:
        return f"{finding.count:,} of {finding.out_of:,} ({_percent(finding.share)})"
    return f"{finding.count:,}"


def _about(finding: Finding) -> str:
    return ": ".join(part for part in (finding.example, finding.detail) if part)


def _kinds(findings: Sequence[Finding]) -> list[list[Finding]]:
    ordered = worst_first(findings)
    place = {kind: number for number, kind in enumerate(dict.fromkeys(each.kind for each in ordered))}
    together = sorted(ordered, key=lambda each: place[each.kind])
    return [list(kind) for _, kind in groupby(together, key=lambda each: each.kind)]


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.095 else f"{share:.1%}" if share >= 0.0005 else "below 0.1%"
