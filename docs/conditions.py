"""Makes docs/conditions.md, the reference of conditions: `make docs`, or `python -m docs.conditions`.

The prose is docs/conditions.in.md. What the page says of a condition is what its macro says of itself: description,
arguments and examples in macros/conditions/_conditions.yml, defaults in the macro's file. Lines of the prose that stand
for a list:

    <!-- contents -->              links to every condition, by section
    <!-- arguments: windows -->    arguments that several conditions share, `anchors` in the YAML
    <!-- conditions: Orders -->    the conditions whose `config.meta.section` it is
    <!-- operators -->             the operators of a field, from the vocabulary
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import jinja2
import yaml

from orchestration.vocabulary import FieldOperator, field_operators

DOCS = Path(__file__).parent
MACROS = DOCS.parent / "macros" / "conditions"
PROSE, PAGE = DOCS / "conditions.in.md", DOCS / "conditions.md"
# Shared arguments that have a heading of their own name on the page; a condition only names those that it takes.
SHOWN_ONCE = ("windows", "records")
PLACE = re.compile(r"<!-- (contents|arguments|conditions|operators)(?:: (.+))? -->")
CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
CALL = re.compile(r"(?:not )?(\w+)\(.*\)")


class FaultyReference(ValueError):
    """The prose and the conditions do not fit together; says which part."""


@dataclass(frozen=True)
class Argument:
    """As documented; `default` as an analyst would write it, empty for an argument that has to be given."""

    name: str
    type: str
    description: str
    default: str = ""


@dataclass(frozen=True)
class Condition:
    """One macro. `examples` are calls as in the YAML: without braces, maybe after `not `."""

    name: str
    section: str
    description: str
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Reference:
    """All conditions in the order of the YAML, and the shared arguments by the names of their lists."""

    conditions: tuple[Condition, ...]
    shared: Mapping[str, tuple[Argument, ...]]

    def of_section(self, section: str) -> list[Condition]:
        return [condition for condition in self.conditions if condition.section == section]


def read_reference(macros: Path) -> Reference:
    """Read `_conditions.yml` in the folder of macros, and the defaults from the macros' own files."""
    documented = yaml.safe_load((macros / "_conditions.yml").read_text())
    conditions = []
    for macro in documented["macros"]:
        file = next(macros.rglob(f"{macro['name']}.sql"))
        signature = read_defaults(file.read_text(), macro["name"])
        arguments = (
            Argument(each["name"], each["type"], each["description"].strip(), signature.get(each["name"], ""))
            for each in macro.get("arguments", [])
        )
        meta = macro["config"]["meta"]
        conditions.append(
            Condition(
                macro["name"],
                meta["section"],
                macro["description"].strip(),
                tuple(meta["examples"]),
                tuple(arguments),
            )
        )
    # The default is that of the conditions that take the argument; none goes without saying.
    defaults = {
        (each.name, each.description): each.default
        for condition in conditions
        for each in condition.arguments
        if each.default != "none"
    }
    shared = {
        anchor["name"]: tuple(
            Argument(
                each["name"], each["type"], text := each["description"].strip(), defaults.get((each["name"], text), "")
            )
            for each in anchor["arguments"]
        )
        for anchor in documented["anchors"]
    }
    return Reference(tuple(conditions), shared)


def read_defaults(sql: str, macro: str) -> dict[str, str]:
    """The defaults in a macro's signature, as Jinja spells them."""
    parsed = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=True).parse(sql)
    found = next(node for node in parsed.find_all(jinja2.nodes.Macro) if node.name == macro)
    with_default = found.args[len(found.args) - len(found.defaults) :]
    return {
        argument.name: shown(default.as_const()) for argument, default in zip(with_default, found.defaults, strict=True)
    }


def shown(value: object) -> str:
    """A value as Jinja writes it: none, true, 'text', [1, 2]."""
    return repr(value).lower() if value is None or isinstance(value, bool) else repr(value)


def operators(known: Sequence[FieldOperator]) -> str:
    """A table of operators; those that take the same and hold alike share a row."""
    lines = ["| operator | value | on | holds if |", "|---|---|---|---|"]
    for (value, of, holds_if), alike in groupby(known, lambda each: (each.value, each.of, each.holds_if)):
        words = ", ".join(f"`'{each.word}'`" for each in alike)
        lines.append(f"| {words} | {value} | {of} | {holds_if} |")
    return "\n".join(lines)


def as_sql(example: str) -> str:
    """An example as it stands in a where clause: `not {{ no_orders() }}`."""
    call = example.removeprefix("not ")
    return f"{'not ' if call != example else ''}{{{{ {call} }}}}"


def render(prose: str, reference: Reference) -> str:
    """The page: the prose with its lists filled in.

    Raises:
        FaultyReference: the prose asks for a list that does not exist, or leaves a section out.
    """
    asked = {name for kind, name in PLACE.findall(prose) if kind == "conditions"}
    sections = {condition.section for condition in reference.conditions}
    if left_out := sections - asked:
        raise FaultyReference(
            f"no place for the conditions of {', '.join(sorted(left_out))}; add <!-- conditions: ... -->"
        )

    def fill(place: re.Match[str]) -> str:
        kind, name = place.groups()
        if kind == "contents":
            return contents(prose, reference)
        if kind == "operators":
            return operators(field_operators())
        if kind == "arguments" and name in reference.shared:
            return table(reference.shared[name])
        if kind == "conditions" and name in sections:
            return "\n\n".join(entry(condition, reference) for condition in reference.of_section(name))
        raise FaultyReference(f"{place[0]}: there is none of that name; see macros/conditions/_conditions.yml")

    made = "<!-- Made by `make docs` from docs/conditions.in.md and macros/conditions/; change those. -->\n\n"
    return made + PLACE.sub(fill, prose)


def contents(prose: str, reference: Reference) -> str:
    """A line of links per section, in the order of the prose."""
    lines = []
    for kind, section in PLACE.findall(prose):
        if kind == "conditions":
            links = ", ".join(f"[{each.name}](#{each.name})" for each in reference.of_section(section))
            lines.append(f"- **{section}**: {links}")
    return "\n".join(lines)


def entry(condition: Condition, reference: Reference) -> str:
    """What the page says of one condition."""
    examples = "\n".join(as_sql(example) for example in condition.examples)
    parts = [f"### {condition.name}", condition.description, f"```sql\n{examples}\n```"]
    once = {each.name: (name, each) for name in SHOWN_ONCE for each in reference.shared.get(name, ())}

    def is_shared(argument: Argument) -> bool:
        return argument.name in once and argument.description == once[argument.name][1].description

    own = [argument for argument in condition.arguments if not is_shared(argument)]
    if own:
        parts.append(table(own))
    taken = []
    for heading in SHOWN_ONCE:
        names = [each.name for each in condition.arguments if is_shared(each) and once[each.name][0] == heading]
        if names:
            taken.append(f"[{heading}](#{heading}): {', '.join(f'`{name}`' for name in names)}")
    if taken:
        parts.append(f"{'Also' if own else 'Takes'} {'; '.join(taken)}.")
    return "\n\n".join(parts)


def table(arguments: Sequence[Argument]) -> str:
    """Arguments as a Markdown table."""
    rows = ["| argument | type | meaning |", "|---|---|---|"]
    for each in arguments:
        name = f"{each.name}={each.default}" if each.default else each.name
        kind = re.sub(r"^optional\[(.*)\]$", r"\1", each.type)
        rows.append(f"| `{name}` | {kind} | {each.description} |".replace("\n", " "))
    return "\n".join(rows)


def calls(prose: str, names: Sequence[str]) -> list[str]:
    """Calls of these conditions in the code of the prose, for a test to run; one with ... in it is only a mention."""
    found = []
    for block, code in CODE.findall(prose):
        call = CALL.fullmatch(code)
        if not block and call and call[1] in names and "..." not in code:
            found.append(code)
    return found


def samples(prose: str) -> list[str]:
    """The prose's code blocks that are whole groups, for a test to run."""
    return [block for block, _ in CODE.findall(prose) if block.startswith("select ")]


if __name__ == "__main__":
    PAGE.write_text(render(PROSE.read_text(), read_reference(MACROS)))
