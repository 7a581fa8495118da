"""A group's card, the .yml beside it, read before dbt does: what would stop the project or mean something else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from orchestration.gate.jinja import config_fault
from orchestration.gate.rules import line_of

# What a card may say under config.meta as a text; other names are free, and shown by those who know them.
TEXTS = ("name", "icon", "owner", "message")
CALLS = re.compile(r"\{\{-?\s*(\w+)\s*\(|\{%-?\s*(\w+)|(\{\{)")
NAMED = re.compile(r"^\s*-?\s*name:\s*['\"]?(\w+)['\"]?\s*$", re.MULTILINE)


def faults(file: Path) -> list[str]:
    """What is wrong with a card, each as `line N: problem; fix`."""
    text = file.read_text(encoding="utf-8")
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        return [f"{place}it is not YAML; look for a bracket, a quote or an indentation that does not fit"]
    found = []
    for word, fault in _faults(document):
        line = line_of(text, word)
        found.append(f"{f'line {line}: ' if line else ''}{fault}")
    return found


def described(file: Path) -> frozenset[str]:
    """The names that stand in a card, as far as it can be read."""
    return frozenset(NAMED.findall(file.read_text(encoding="utf-8", errors="replace")))


def _faults(document: Any) -> Iterator[tuple[str, str]]:
    if document is None:
        return
    if not isinstance(document, dict):
        yield "", "it does not begin with names such as models:; see another group's card"
        return
    models = document.get("models", [])
    if "models" in document and not isinstance(models, list):
        yield "models", "models is not a list; write `- name: ...` below it"
        return
    for model in models:
        if not isinstance(model, dict) or not isinstance(model.get("name"), str):
            yield "models", "a model has no name; write `- name: ...` with the group's key"
            continue
        yield from _faults_of_model(model)


def _faults_of_model(model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("description", "meta", "config", "columns"):
        if key not in model:
            continue
        kind = {"description": str, "columns": list}.get(key, dict)
        if not isinstance(model[key], kind):
            what = {str: "a text", list: "a list", dict: "a list of names with values"}[kind]
            yield key, f"{key} is not {what}; write one, or leave {key} out"
    config = model.get("config")
    for key, value in config.items() if isinstance(config, dict) else ():
        fault = config_fault(str(key), value)
        if fault:
            yield str(key), str(fault)
    for meta in (model.get("meta"), config.get("meta") if isinstance(config, dict) else None):
        yield from _faults_of_meta(meta) if isinstance(meta, dict) else ()
    for value in (model.get("description"), config, model.get("meta")):
        yield from _faults_of_jinja(value)


def _faults_of_meta(meta: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in meta.items():
        if not isinstance(key, str):
            yield str(key), f"meta has the name {key}, which is not a text; write it in quotes"
        elif key in TEXTS and value is not None and not isinstance(value, str):
            yield key, f"{key} is not a text; put it in quotes"
        elif key == "dagster":
            yield key, "meta may not say dagster; leave it out"


def _faults_of_jinja(value: Any) -> Iterator[tuple[str, str]]:
    """What stands in braces in a card, which dbt would run."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _faults_of_jinja(each)
    elif isinstance(value, list):
        for each in value:
            yield from _faults_of_jinja(each)
    elif isinstance(value, str):
        for call, tag, _ in CALLS.findall(value):
            if call not in ("var", "doc"):
                word = call or tag or "{{"
                yield word, f"the card says {word} in braces, which dbt would run; write the text itself"
