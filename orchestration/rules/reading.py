"""From a file, or from data made by a program, to the plain data that a rule is parsed from.

Plain data are mappings with text keys, lists, texts, whole numbers, Decimals, true, false and None. Numbers keep their
digits, and what YAML would turn into something else than was written (dates, `NO`, 12:30, 0650) stays a text.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from orchestration.rules.faults import RuleError, require_none, shown
from orchestration.rules.fields import Terms
from orchestration.rules.language import Rule
from orchestration.rules.meaning import faults
from orchestration.rules.parsing import parse

# Far more than a rule of 50 levels with long lists needs; aliases that multiply each other come to more.
MOST_VALUES = 500_000
MOST_DEPTH = 250


def read_rule(path: Path, terms: Terms) -> Rule:
    """The rule of a YAML or JSON file.

    Raises:
        RuleError: the file cannot be read, or holds no rule that can be asked of this shop; a line per fault.
    """
    return rule_of(_load(path), terms, str(path))


def rule_of(data: object, terms: Terms, file: str = "rule") -> Rule:
    """The rule that data spell: what yaml.safe_load or json.loads returns, or what a program made.

    Raises:
        RuleError: it is not a rule, or cannot be asked of this shop; a line per fault, each beginning with `file`.
    """
    rule = parse(_Plain(file).plain(data, "rule", 0), file)
    require_none(faults(rule, terms), file)
    return rule


def _load(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise RuleError(f"{path}: cannot be read ({error.strerror}); give the path of a YAML or JSON file") from None
    try:
        if path.suffix.lower() == ".json" or text.lstrip()[:1] == "{":
            try:
                return json.loads(
                    text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=lambda pairs: _Pairs(pairs)
                )
            except ValueError:
                if path.suffix.lower() == ".json":
                    raise
        return yaml.compose(text, _Loader)
    except RecursionError:
        raise RuleError(f"{path}: rule: nested far too deep; give an inner part a group of its own") from None
    except json.JSONDecodeError as error:
        raise RuleError(f"{path}: line {error.lineno}: {error.msg}; fix the JSON") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}: " if mark else ""
        raise RuleError(f"{path}: {line}{error.problem or error.context}; fix the YAML") from None
    except (ValueError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise RuleError(f"{path}: cannot be read as YAML or JSON ({reason}); fix it") from None


def _no_number(spelled: str) -> None:
    raise ValueError(f"{spelled} is not a number")


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with its keys as they stand, repeated ones included."""


class _Loader(yaml.SafeLoader):
    """YAML whose plain texts become numbers, true, false or null only where nobody could mean a text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  as in the base class


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


class _Plain:
    def __init__(self, file: str) -> None:
        self._file = file
        self._values = 0

    def plain(self, data: object, path: str, depth: int) -> Any:
        self._values += 1
        if self._values > MOST_VALUES:
            raise self._refused(path, f"more than {MOST_VALUES:,} values in one rule", "take some out")
        if depth > MOST_DEPTH:
            raise self._refused(path, "nested far too deep", "give an inner part a group of its own")
        match data:
            case yaml.MappingNode():
                return self._mapping(((self._key(key, path), value) for key, value in data.value), path, depth)
            case _Pairs():
                return self._mapping(iter(data), path, depth)
            case dict():
                return self._mapping(iter(data.items()), path, depth)
            case yaml.SequenceNode():
                return self._list(data.value, path, depth)
            case list() | tuple():
                return self._list(data, path, depth)
            case yaml.ScalarNode():
                return self._scalar(data, path)
            case float():
                return self._decimal(repr(data), path)
            case Decimal():
                return self._decimal(str(data), path)
            case datetime():
                return data.isoformat().replace("+00:00", "Z")
            case date():
                return data.isoformat()
            case None | bool() | int() | str():
                return data
        raise self._refused(path, f"{type(data).__name__} does not belong in a rule", "write a text or a number")

    def _mapping(self, items: Iterator[tuple[object, object]], path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if not isinstance(key, str):
                raise self._refused(path, f"a key is {shown(key)} and not a text", "write it in quotes")
            if key in found:
                raise self._refused(path, f"the key {shown(key)} appears twice", "keep one")
            found[key] = self.plain(value, f"{path}.{key}", depth + 1)
        return found

    def _list(self, items: Any, path: str, depth: int) -> list[Any]:
        return [self.plain(each, f"{path}[{position}]", depth + 1) for position, each in enumerate(items)]

    def _key(self, node: yaml.Node, path: str) -> object:
        return self._scalar(node, path) if isinstance(node, yaml.ScalarNode) else []

    def _scalar(self, node: yaml.ScalarNode, path: str) -> Any:
        spelled = str(node.value)
        match node.tag.removeprefix("tag:yaml.org,2002:"):
            case "str":
                return spelled
            case "null":
                return None
            case "bool":
                return spelled.lower() == "true"
            case "int" if re.fullmatch(r"[-+]?[0-9]{1,4000}", spelled):
                return int(spelled)
            case "float":
                return self._decimal(spelled, path)
        raise self._refused(path, f"the tag {shown(node.tag)} has no meaning in a rule", "write the value without it")

    def _decimal(self, spelled: str, path: str) -> Decimal:
        try:
            number = Decimal(spelled)
        except ArithmeticError:
            number = Decimal("nan")
        # Beyond this no exponent is worth writing out; values.py has the limits of a number.
        if not number.is_finite() or abs(number.adjusted()) >= 100:
            raise self._refused(
                path, f"{shown(spelled)} is not a number that can be compared with", "write a plain one"
            )
        return number

    def _refused(self, path: str, problem: str, fix: str) -> RuleError:
        return RuleError(f"{self._file}: {path}: {problem}; {fix}")
