"""What several unit tests look at and takes long to make."""

import json
import os
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

import pytest

from tests.workspace import PROJECT


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """dbt's manifest of this project, for rules to look at and not to change."""
    # Most unit tests need no dbt, which takes long to import.
    from dbt.cli.main import dbtRunner

    target = tmp_path_factory.mktemp("manifest")
    arguments = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target", "lint"]
    arguments += ["--target-path", str(target), "--log-path", str(target)]
    with patch.dict(os.environ):
        parsed = dbtRunner().invoke(["--log-level", "none", "parse", *arguments])
    assert parsed.success, parsed.exception
    read: Mapping[str, Any] = json.loads((target / "manifest.json").read_text())
    return read
