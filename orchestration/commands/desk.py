"""`rollcall preview` and `rollcall explain`: a group before the night, and why somebody is in it."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from orchestration.commands.console import AsJson, closed_shop, current, err, out, plain, progress
from orchestration.errors import RollcallError, said
from orchestration.groups.files import group_file
from orchestration.moments import iso
from orchestration.progress import report
from orchestration.shop import Shop

if TYPE_CHECKING:
    from orchestration.desk.compiling import Draft
    from orchestration.desk.evidence import Evidence
    from orchestration.desk.explanation import Explanation, Verdict
    from orchestration.desk.funnel import Counts, Funnel
    from orchestration.desk.preview import Preview

# Seconds between two looks at a file that is watched.
GLANCE = 0.2
INDENT = "  "
SATISFIED = {True: "yes", False: "no", None: "unknown"}


def preview(
    key: Annotated[
        str | None, typer.Argument(help="A group; beside another definition, the group that it is compared with.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="A .sql file with a definition.")] = None,
    rule: Annotated[Path | None, typer.Option(help="A YAML or JSON file with a rule.")] = None,
    sql: Annotated[str | None, typer.Option(help="A definition, as a group's file has it.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Answer each save of the file, until Ctrl-C.")] = False,
    as_json: AsJson = False,
) -> None:
    """Whom a definition would select, what changes, and what each condition lets through. Nothing is written."""
    from orchestration.desk.preview import preview as previewed
    from orchestration.desk.rendering import Renderer

    given = [each for each in (file, rule, sql) if each is not None]
    if len(given) > 1 or not (given or key):
        raise typer.BadParameter("give the key of a group, or one of --file, --rule and --sql")
    if watch and sql is not None:
        raise typer.BadParameter("--watch answers each save of a file; leave out --sql")
    shop = closed_shop()
    current(shop)
    watched = file or rule or (group_file(shop.project, key) if key and sql is None else None)
    with Renderer(shop) as renderer:

        def answer() -> None:
            with progress():
                report("asking the current generation")
                found = previewed(renderer, shop, current(shop), _draft(shop, key, file, rule, sql))
            if as_json:
                print(json.dumps(_preview_facts(found), indent=None if watch else 2), flush=True)
            else:
                _show_preview(found)

        if not watch or watched is None:
            answer()
            return
        for _ in _saves(watched):
            try:
                answer()
            except (RollcallError, OSError) as error:
                # What was shown last stays on the screen above.
                err.print(said(error), markup=False, highlight=False)


def explain(
    key: Annotated[str, typer.Argument(help="A group.")],
    customer_id: Annotated[str, typer.Argument(metavar="CUSTOMER", help="A customer, by id.")],
    as_json: AsJson = False,
) -> None:
    """Why a customer is in a group, or is not: each condition with the value found and what is missing."""
    from orchestration.desk.explanation import explain as explained
    from orchestration.desk.rendering import Renderer

    shop = closed_shop()
    generation = current(shop)
    with Renderer(shop) as renderer, progress():
        report("asking the current generation")
        found = explained(renderer, shop, generation, key, customer_id)
    if as_json:
        print(json.dumps(asdict(found), indent=2, default=plain))
    else:
        _show_explanation(found)


def _draft(shop: Shop, key: str | None, file: Path | None, rule: Path | None, sql: str | None) -> "Draft":
    from orchestration.desk.compiling import Draft, in_file, saved

    if sql is not None:
        return Draft(sql, "--sql", key)
    if rule is not None:
        from orchestration.rules.fields import Terms
        from orchestration.rules.reading import read_rule
        from orchestration.rules.sql import group_sql

        terms = Terms.of(shop.project)
        return Draft(group_sql(read_rule(rule, terms), terms), str(rule), key)
    if file is not None:
        return in_file(file, key)
    assert key is not None
    return saved(shop.project, key)


def _saves(file: Path) -> Iterator[None]:
    """Once now, and once for every time that what is in the file has changed."""
    known: bytes | None = None
    while True:
        try:
            found = file.read_bytes()
        except FileNotFoundError:
            # An editor puts another in its place.
            found = known or b""
        if found != known:
            known = found
            yield
        time.sleep(GLANCE)


def _preview_facts(found: "Preview") -> dict[str, Any]:
    """For programs, `joins`, `leaves` and `conditions` on top."""
    facts: dict[str, Any] = {"key": found.key, "as_of": found.as_of, "size": found.size}
    facts |= {"before": None, "joins": None, "leaves": None, "is_recounted": None} | (
        asdict(found.change) if found.change else {}
    )
    for name in ("selected", "added_by_hand", "removed_by_hand", "unsplit", "behind", "held"):
        facts[name] = getattr(found, name)
    facts["customers"] = found.funnel.customers if found.funnel else None
    facts["conditions"] = [asdict(each) for each in found.funnel.conditions] if found.funnel else []
    facts["tree"] = asdict(found.funnel.tree) if found.funnel and found.funnel.tree else None
    facts["sample"] = asdict(found.sample)
    printed: dict[str, Any] = json.loads(json.dumps(facts, default=plain))
    return printed


def _show_preview(found: "Preview") -> None:
    by_hand = f", {found.added_by_hand:,} added and {found.removed_by_hand:,} removed by hand"
    is_by_hand = found.added_by_hand or found.removed_by_hand
    _say(f"{found.key or 'the definition'} as of {iso(found.as_of)}", style="bold")
    _say(f"{found.size:,} members" + (f": {found.selected:,} by the definition{by_hand}" if is_by_hand else ""))
    if found.change is not None:
        against = "the published definition on the same data" if found.change.is_recounted else "what is published"
        _say(f"{found.change.joins:,} join and {found.change.leaves:,} leave {found.change.before:,} of {against}")
    elif found.key is not None:
        _say("nothing to compare with: it is not published, or what is published cannot be run any more")
    if found.held is not None:
        _say(f"held, with the members of an earlier night: {found.held}", style="red")
    _say_behind(found.behind)
    if found.unsplit is not None:
        _say(f"this SQL cannot be split into conditions: {found.unsplit}")
    elif found.funnel is not None:
        out.print(_funnel_table(found.funnel))
    if found.sample.rows:
        table = Table(*(escape(name) for name in found.sample.columns), title="some of the members")
        for row in found.sample.rows:
            table.add_row(*(escape(_text(value)) for value in row))
        out.print(table)


def _funnel_table(funnel: "Funnel") -> Table:
    table = Table()
    table.add_column("condition", overflow="fold")
    for column in ("satisfied by", "kept out by it alone", "one condition away"):
        table.add_column(column, justify="right")

    def add(part: "Counts", depth: int) -> None:
        if part.condition is None:
            table.add_row(INDENT * depth + part.word, f"{part.satisfied_by:,}", "", "")
            for each in part.children:
                add(each, depth + 1)
            return
        of_it = funnel.conditions[part.condition]
        unknown = f" ({of_it.unknown:,} unknown)" if of_it.unknown else ""
        counts = (f"{of_it.kept_out_by_it_alone:,}", f"{of_it.one_away:,}")
        table.add_row(INDENT * depth + escape(_shown(of_it.condition)), f"{of_it.satisfied_by:,}{unknown}", *counts)

    if funnel.tree is None:
        table.add_row("everybody", f"{funnel.selected:,}", "0", "0")
    else:
        add(funnel.tree, 0)
    return table


def _show_explanation(found: "Explanation") -> None:
    someone, is_in = found.customer_id, "is in" if found.is_member else "is not in"
    _say(f"{someone} {is_in} {found.key}, as of {iso(found.as_of)}", style="bold")
    if found.survivor_of is not None:
        _say(f"{found.survivor_of} was absorbed by {someone}")
    if found.absorbed:
        _say(f"has absorbed {', '.join(map(str, found.absorbed))}, whose records count as theirs")
    if found.held is not None:
        as_of = f" of {iso(found.held_as_of)}" if found.held_as_of else ""
        _say(f"the group is held, with its members{as_of}: {found.held}", style="red")
    if found.has_changed:
        _say("the file has changed since; this is the definition that was published")
    _say_behind(found.behind)
    if found.by_hand is not None:
        entry = found.by_hand
        by = entry.entered_by or "somebody"
        why = f": {entry.reason}" if entry.reason else ""
        until = f", until {_text(entry.expires_at)}" if entry.expires_at else ""
        done = {"add": "added", "remove": "removed"}[entry.action]
        _say(f"{done} by hand by {by}, {_text(entry.entered_at)}{until}{why}; the definition does not count")
    if found.unsplit is not None:
        _say(f"the definition {'selects' if found.by_rule else 'does not select'} them")
        _say(f"this SQL cannot be split into conditions: {found.unsplit}")
    elif found.tree is not None:
        out.print(_verdict_table(found))
    for event in found.events:
        _say(f"{event.event} {_text(event.occurred_at)}, by {event.cause}")
    if not found.events:
        _say("has never joined or left")


def _verdict_table(found: "Explanation") -> Table:
    table = Table()
    for column in ("condition", "holds", "found", "needed", "missing"):
        table.add_column(column, overflow="fold")

    def add(part: "Verdict", depth: int) -> None:
        if part.condition is None:
            table.add_row(INDENT * depth + part.word, SATISFIED[part.verdict], "", "", "")
            for each in part.children:
                add(each, depth + 1)
            return
        judged = found.conditions[part.condition]
        lines = [_evidence_cells(each) for each in judged.evidence] or [("", "", "")]
        for number, cells in enumerate(lines):
            first = (INDENT * depth + escape(_shown(judged.condition)), SATISFIED[judged.verdict])
            table.add_row(*(first if number == 0 else ("", "")), *(escape(each) for each in cells))

    if found.tree is not None:
        add(found.tree, 0)
    return table


def _evidence_cells(evidence: "Evidence") -> tuple[str, str, str]:
    needed = f"{evidence.operator} {' and '.join(map(_text, evidence.needed))}"
    if evidence.operator.endswith("in"):
        needed = f"{evidence.operator} ({', '.join(map(_text, evidence.needed))})"
    return f"{evidence.looked_at}: {_text(evidence.found)}", needed.strip(), evidence.missing or ""


def _shown(condition: str) -> str:
    """Without the braces, in a line."""
    return (
        " ".join(condition.removeprefix("{{").removesuffix("}}").strip("- ").split())
        if condition[:2] == "{{"
        else condition
    )


def _say_behind(behind: datetime | None) -> None:
    if behind is not None:
        _say(f"a file has landed since then, at {_text(behind)}; records are read as they are now")


def _say(text: str, style: str | None = None) -> None:
    out.print(text, style=style, highlight=False, markup=False)


def _text(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
