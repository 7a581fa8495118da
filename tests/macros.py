"""Macros of the project called without dbt, for those that need nothing but vars and each other."""

import datetime
import re
from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import jinja2

from tests.workspace import PROJECT

OWN = "_as_written"


class _Returned(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


def macro(name: str, *arguments: Any, variables: Mapping[str, Any] | None = None) -> Any:
    """What a macro of macros/engine/ or macros/staging/ returns, or its text, on DuckDB."""
    environment = jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=False)
    found: dict[str, Any] = {}

    def call(called: str, *given: Any, **named: Any) -> Any:
        try:
            return str(found[called](*given, **named))
        except _Returned as returned:
            return returned.value

    def give_back(value: Any) -> None:
        raise _Returned(value)

    def dispatch(called: str, _: str) -> Any:
        own = f"duckdb__{called}"
        return lambda *given: call(own if own in found else f"default__{called}", *given)

    known: dict[str, Any] = {
        "return": give_back,
        "var": lambda name: (variables or {})[name],
        "adapter": SimpleNamespace(dispatch=dispatch),
        "modules": SimpleNamespace(re=re, datetime=datetime),
    }
    environment.globals.update(known)
    # Under another name each, so that they call one another by way of the environment, where `return` ends them.
    texts = [
        re.sub(r"{%-? *macro (\w+)", rf"{{% macro \1{OWN}", file.read_text())
        for folder in ("engine", "staging")
        for file in sorted((PROJECT / "macros" / folder).glob("*.sql"))
    ]
    for each in re.findall(rf"{{% macro (\w+){OWN}", "".join(texts)):
        environment.globals[each] = partial(call, each)
    for text in texts:
        for each, value in vars(environment.from_string(text).module).items():
            if each.endswith(OWN):
                found[each.removesuffix(OWN)] = value
    return call(name, *arguments)
