"""The Jinja of a group's file, read before anything is rendered: what it may call, and what it may not.

A group writes SQL with conditions; it looks nothing up and knows nothing of the run. What is not on the list is refused
by its name and line, with the nearest condition for one that is misspelled.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import jinja2
from jinja2 import meta, nodes

from orchestration.gate.rules import AS_OF, SAME_TWICE, Fault, names_in
from orchestration.settings import Project

# Besides the conditions and the project's other macros.
OF_DBT = names_in("ref var config execute")
OF_JINJA = names_in("range dict namespace loop zip true false none True False None")
# What a template knows of itself.
OF_TEMPLATES = frozenset({"self", "super", "caller", "varargs", "kwargs"})
# dbt's macros that write an expression for either engine.
EXPRESSIONS = names_in(
    "cast concat date dateadd datediff date_trunc escape_single_quotes hash last_day length listagg position replace"
    " right safe_cast split_part string_literal type_bigint type_boolean type_float type_int type_numeric type_string"
    " type_timestamp"
)
# What config() and a card may say; the rest would decide where and how the group is written.
CONFIG = names_in("enabled tags meta docs")
FILTERS = names_in(
    "abs batch capitalize default d e escape first float forceescape format groupby indent int items join last length"
    " list lower map max min reject rejectattr replace reverse round select selectattr slice sort string sum title"
    " tojson trim truncate unique upper wordcount as_text as_bool as_native as_number"
)
# What a moment or a day gives when asked for it: as_of_moment().now() is the computer's own.
CLOCK_ATTRIBUTES = names_in("now today utcnow")
DICE_ATTRIBUTES = names_in("random randint choice shuffle uuid1 uuid4")
# Filters whose first argument is an attribute.
BY_ATTRIBUTE = names_in("groupby rejectattr selectattr sum")
PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.NSRef, nodes.Const, nodes.List, nodes.Tuple,
    nodes.Dict, nodes.Pair, nodes.Call, nodes.Keyword, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.CondExpr, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.If,
    nodes.For, nodes.Assign, nodes.AssignBlock, nodes.ExprStmt, nodes.Break, nodes.Continue,
)  # fmt: skip
REFUSED: Mapping[str, tuple[str, str]] = {
    "source": ("reads a landed table as the shop sent it", "read its model by ref()"),
    "run_query": ("asks the warehouse while the group is compiled", "write the query into the SQL, as in (select ...)"),
    "statement": ("asks the warehouse while the group is compiled", "write the query into the SQL, as in (select ...)"),
    "load_result": ("asks the warehouse while the group is compiled", "write the query into the SQL"),
    "adapter": ("reaches into the warehouse", "read models by ref()"),
    "graph": ("knows of the other models", "name what is meant"),
    "env_var": ("depends on where the group is built", "write the value, or a var of dbt_project.yml"),
    "modules": ("can ask the clock", "write {{ as_of() }} for the moment of the night"),
    "run_started_at": ("asks the clock", "write {{ as_of() }}, the moment of the night"),
    "invocation_id": ("is another one every time", "leave it out: the same night has to select the same customers"),
    "target": ("depends on where the group is built", "leave it out: a group means the same everywhere"),
    "this": ("is the group's own table of the night before", "write in_group() for another group"),
    "night": ("knows of the night before", "leave it out: a group says who belongs tonight"),
    "previous_table": ("reads the night before", "leave it out: a group says who belongs tonight"),
}
# The folders of models/ that are made of the groups, remember the night before, or tell people what to look at.
NOT_FOR_GROUPS: Mapping[str, str] = {
    "findings": "is told to people, and does not say who belongs",
    "memberships": "is made of the groups",
    "publish": "is made of the groups",
    "remembered": "is last night's",
}
MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\s*\(")


@dataclass(frozen=True)
class Known:
    """What a group's file may name: conditions, all macros that it may call, and models and seeds by name.

    `closed` are the models that it may not, each with why.
    """

    conditions: frozenset[str]
    macros: frozenset[str]
    models: frozenset[str]
    closed: Mapping[str, str]

    @classmethod
    def of(cls, project: Project) -> "Known":
        """What stands in the project's folders; reads the macros' files."""
        folder = project.directory / "macros"
        macros: set[str] = set()
        conditions: set[str] = set()
        for file in folder.rglob("*.sql"):
            place = file.relative_to(folder).parts[0]
            # Those of the memberships know the night before, and run what they like.
            if place in ("memberships", "overrides") or file.name == "landed_tables.sql":
                continue
            found = MACRO.findall(file.read_text(encoding="utf-8", errors="replace"))
            macros.update(found)
            if place == "conditions":
                conditions.update(name for name in found if name == file.stem)
        models = {
            file.stem
            for kind in ("models", "seeds")
            for suffix in ("sql", "py", "csv")
            for file in (project.directory / kind).rglob(f"*.{suffix}")
        }
        closed = {
            file.stem: why
            for part, why in NOT_FOR_GROUPS.items()
            for file in (project.directory / "models" / part).rglob("*.sql")
        }
        return cls(frozenset(conditions), frozenset(macros), frozenset(models - closed.keys()), closed)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=False)  # noqa: S701 - SQL
    # Its own names are looked at like any other.
    environment.globals.clear()
    return environment


def faults(text: str, known: Known) -> list[str]:
    """What a group's file does in Jinja that it may not, each as `line N: problem; fix`, by line."""
    try:
        tree = _environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        return [f"line {error.lineno}: {_syntax(error)}"]
    found = sorted(_faults(tree, known), key=lambda each: each[0])
    lines = text.splitlines()
    return list(dict.fromkeys(f"line {line}: {fault}{_behind_a_comment(lines, line, fault)}" for line, fault in found))


def _faults(tree: nodes.Template, known: Known) -> Iterator[tuple[int, Fault]]:
    # A package is named before a dot only: dbt.type_string().
    packages = [
        each.node
        for each in tree.find_all(nodes.Getattr)
        if isinstance(each.node, nodes.Name) and each.node.name in ("dbt", "rollcall")
    ]
    free = meta.find_undeclared_variables(tree)
    allowed = OF_DBT | OF_JINJA | EXPRESSIONS | known.macros
    for node in _all(tree):
        if not isinstance(node, PLAIN):
            yield node.lineno, _statement(node)
        elif isinstance(node, nodes.Name) and node.ctx == "store" and node.name in allowed | REFUSED.keys():
            yield node.lineno, Fault(node.name, f"{node.name} has a meaning of its own", "set another name")
        elif (
            isinstance(node, nodes.Name)
            and (node.name in free or node.name in OF_TEMPLATES)
            and node.name not in allowed
            and node not in packages
        ):
            yield node.lineno, _name(node.name, known)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield node.lineno, Fault(node.name, f"the filter {node.name} is not for groups", "leave it out")
        elif isinstance(node, nodes.Filter):
            yield from _filter(node)
        elif isinstance(node, nodes.Getattr):
            yield from _attribute(node, known)
        elif isinstance(node, nodes.Getitem):
            if _root(node) not in REFUSED:
                yield from _reached(node, _text(node.arg))
        elif isinstance(node, nodes.Const) and _text(node) in known.closed:
            # Wherever it stands: a name that is set first is refed all the same.
            yield node.lineno, _closed(_text(node), known)
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            yield from _call(node, node.node.name, known)
            is_written_out = not (node.dyn_args or node.dyn_kwargs) and all(
                _is_written_out(each, tree) for each in node.args
            )
            if node.node.name in ("ref", "in_group") and not is_written_out:
                problem = f"the name in {node.node.name}() is put together"
                yield node.lineno, Fault(node.node.name, problem, "write it out, for those who review it")


def _is_written_out(name: nodes.Node, tree: nodes.Template) -> bool:
    """Whether a text stands in the file as it is: here, or where a variable is set or goes through a list."""
    if not isinstance(name, nodes.Name):
        return isinstance(name, nodes.Const)
    given: list[nodes.Node] = []
    given += [each.node for each in tree.find_all(nodes.Assign) if _is_name(each.target, name.name)]
    places = len(given)
    for loop in tree.find_all(nodes.For):
        if _is_name(loop.target, name.name):
            places += 1
            given.extend(
                loop.iter.iter_child_nodes() if isinstance(loop.iter, nodes.List | nodes.Tuple) else [loop.iter]
            )
    # A block of text, or one of several names in a loop, sets it too.
    stored = [each for each in tree.find_all(nodes.Name) if each.ctx == "store" and each.name == name.name]
    return len(stored) == places > 0 and all(isinstance(each, nodes.Const) for each in given)


def _is_name(target: nodes.Node, name: str) -> bool:
    return isinstance(target, nodes.Name) and target.name == name


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        # dbt's own blocks have no further meaning once they are refused.
        if isinstance(node, PLAIN):
            waiting.extend(node.iter_child_nodes())


def _name(name: str, known: Known) -> Fault:
    if name in REFUSED:
        problem, fix = REFUSED[name]
        return Fault(name, f"{name} {problem}", fix)
    near = difflib.get_close_matches(name, known.conditions, 1) or difflib.get_close_matches(name, known.macros, 1)
    fix = f"did you mean {near[0]}?" if near else "docs/conditions.md lists the conditions"
    return Fault(name, f"there is no condition {name}", fix)


def _attribute(node: nodes.Getattr, known: Known) -> Iterator[tuple[int, Fault]]:
    if _root(node) not in REFUSED:
        yield from _reached(node, node.attr)
    if isinstance(node.node, nodes.Name):
        if node.node.name == "dbt" and node.attr not in EXPRESSIONS:
            yield node.lineno, Fault(node.attr, f"dbt.{node.attr} is not for groups", "leave it out")
        elif node.node.name == "rollcall" and node.attr not in known.macros:
            yield node.lineno, _name(node.attr, known)
        elif node.node.name == "config" and node.attr not in ("get", "meta_get"):
            yield node.lineno, Fault(node.attr, f"config.{node.attr} is not for groups", "leave it out")


def _filter(node: nodes.Filter) -> Iterator[tuple[int, Fault]]:
    """map('random') calls a filter, and map(attribute='x.y') reaches behind dots."""
    first = _text(node.args[0]) if node.args else ""
    if node.name == "map" and first and first not in FILTERS:
        yield node.lineno, Fault(first, f"the filter {first} is not for groups", "leave it out")
    named = [_text(each.value) for each in node.kwargs if each.key == "attribute"]
    for path in [*named, first] if node.name in BY_ATTRIBUTE else named:
        for part in path.split("."):
            yield from _reached(node, part)


def _reached(node: nodes.Node, attribute: str) -> Iterator[tuple[int, Fault]]:
    if attribute.startswith("_"):
        yield node.lineno, Fault(attribute, f"{attribute} is not for groups", "leave it out")
    elif attribute in CLOCK_ATTRIBUTES:
        yield node.lineno, Fault(attribute, f"{attribute} asks the clock", AS_OF)
    elif attribute in DICE_ATTRIBUTES:
        yield node.lineno, Fault(attribute, f"{attribute} throws dice", SAME_TWICE)


def _root(node: nodes.Node) -> str:
    """The name before the first dot, if there is one; what is refused by it needs no second word."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Call):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _call(node: nodes.Call, name: str, known: Known) -> Iterator[tuple[int, Fault]]:
    first = _text(node.args[0]) if node.args else ""
    if name == "config":
        given = {each.key: each.value for each in node.kwargs}
        if node.args and isinstance(node.args[0], nodes.Dict):
            given |= {_text(pair.key): pair.value for pair in node.args[0].items}
        for key, value in given.items():
            fault = _config(key, value)
            if fault:
                yield node.lineno, fault
    elif name == "ref" and len(node.args) == 1 and first and first not in known.models | known.closed.keys():
        near = difflib.get_close_matches(first, known.models, 1)
        fix = f"did you mean {near[0]}?" if near else "name one that exists, or remove the reference"
        yield node.lineno, Fault(first, f"there is no group or model '{first}'", fix)


def _closed(model: str, known: Known) -> Fault:
    return Fault(
        model, f"{model} {known.closed[model]}", "read customers or orders by ref(), and another group by in_group()"
    )


def _config(key: str, value: nodes.Node) -> Fault | None:
    if key not in CONFIG:
        return Fault(key, f"a group may not set {key}", "remove it from config()")
    try:
        given = value.as_const() if isinstance(value, nodes.Expr) else None
    except nodes.Impossible:
        return None
    return config_fault(key, given)


def config_fault(key: str, given: object) -> Fault | None:
    """What is wrong with a config of a group, in its file or on its card."""
    if key not in CONFIG:
        return Fault(key, f"a group may not set {key}", "remove it")
    if key == "enabled" and not isinstance(given, bool):
        return Fault(key, "enabled is neither true nor false", "write one of them")
    if key == "tags" and not (isinstance(given, str) or _is_texts(given)):
        return Fault(key, "tags are neither a text nor a list of texts", "write them in quotes")
    if key == "meta" and not isinstance(given, dict):
        return Fault(key, "meta is not a list of names with values", "write name: value below it, or leave it out")
    return None


def _is_texts(given: object) -> bool:
    return (
        isinstance(given, Collection) and not isinstance(given, dict) and all(isinstance(each, str) for each in given)
    )


def _statement(node: nodes.Node) -> Fault:
    word = {"CallBlock": "call", "FromImport": "from", "ScopedEvalContextModifier": "autoescape"}.get(
        type(node).__name__, type(node).__name__.lower()
    )
    called = str(getattr(getattr(getattr(node, "call", None), "node", None), "name", ""))
    if called in REFUSED:
        return Fault(called, f"{called} {REFUSED[called][0]}", REFUSED[called][1])
    return Fault(word, f"the tag {word} is not for groups", "use set, if and for; macros belong in macros/")


def _syntax(error: jinja2.TemplateSyntaxError) -> str:
    tag = re.match(r"Encountered unknown tag '(\w+)'", error.message or "")
    if tag:
        return f"the tag {tag[1]} is not for groups; use set, if and for"
    return "the Jinja cannot be read; look for a brace, a bracket or a quote that is not closed"


def _behind_a_comment(lines: list[str], line: int, fault: Fault) -> str:
    """Jinja is read wherever it stands; somebody who has put it behind -- wonders."""
    text = lines[line - 1] if line <= len(lines) else ""
    if re.search(rf"--.*\b{re.escape(fault.word)}\b", text):
        return " (Jinja behind -- is read all the same: put it between {# and #})"
    return ""


def _text(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def references(text: str) -> frozenset[str]:
    """The models and groups that a group's file names in ref() and in_group()."""
    try:
        tree = _environment().parse(text)
    except jinja2.TemplateSyntaxError:
        return frozenset()
    return frozenset(
        _text(call.args[-1])
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("ref", "in_group") and call.args
    )
