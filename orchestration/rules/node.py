"""What all parts of a rule share: each is known by its key, and has no unknown keys, no empty ones and all it needs.

Not here: which parts there are. Nodes are in language.py, windows in windows.py.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from orchestration.rules.faults import all_wrong, shown, unknown, wrong


class Node(BaseModel):
    """A part of a rule. `known_by`: the keys that one of its sort is known by, with the names of the classes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: ClassVar[str]
    known_by: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _has_its_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise wrong(f"{shown(data)} stands where a mapping belongs", f"write {cls.example}")
        known = {field.alias or name: field for name, field in cls.model_fields.items()}
        faults = []
        for key, value in data.items():
            if key in known and value is None:
                faults.append(f"'{key}' is empty; write its value or leave the key out")
            elif key not in known and key in cls.known_by:
                faults.append(f"{shown(key)} cannot stand beside '{next(iter(known))}'; give each a node of its own")
            elif key not in known:
                faults.append(f"unknown key {shown(key)}; {unknown(key, list(known))}")
        faults += [
            f"'{key}' is missing; write {cls.example}"
            for key, field in known.items()
            if field.is_required() and key not in data
        ]
        if faults:
            raise all_wrong(faults)
        return data


def tag_of(data: Any, known_by: Mapping[str, str]) -> str | None:
    """The tag of the class that data are known to be of, which stands in the places that pydantic tells of faults."""
    return next((f"<{kind}>" for key, kind in known_by.items() if isinstance(data, dict) and key in data), None)
