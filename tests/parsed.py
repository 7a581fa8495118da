"""What dbt has read of the project without its groups, for homes of tests to begin with; reading it takes half a night.

dbt compares every file with the one that it has read, and reads what differs. The profile it compares as a whole, and
with it the home's place, so a copy says the new one's.
"""

import hashlib
import json
import os
import pprint
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.config.profile import Profile
from dbt.config.renderer import ProfileRenderer
from dbt_common.context import set_invocation_context

from orchestration.building.dbt import Dbt
from orchestration.settings import NIGHT_TARGET, Home, Settings
from orchestration.shop import Shop

NAME = "partial_parse.msgpack"
DAY = 86_400
# Where it is kept for other homes and processes, while pytest runs: a benchmark's first night reads all, as a shop's.
kept: Path | None = None


def begin(
    project: Path, home: Path, environment: Mapping[str, str], variables: Mapping[str, Any] | None = None
) -> None:
    """Have a home begin with what dbt has read of a project, with these vars on the command line."""
    if kept is None:
        return
    first = kept / _digest(project, variables or {})
    read = first / "dbt" / NAME
    with patch.dict(os.environ, environment):
        if not read.exists():
            _forget_old(kept)
            with tempfile.TemporaryDirectory(dir=kept) as folder:
                Dbt(Shop(Settings(home=Path(folder)), project), variables=variables or {}).parse()
                content = Path(folder, "dbt", NAME).read_bytes()
                here = _profile_in(project, Path(folder))
                assert content.count(here) == 1
                whole = Path(folder, NAME)
                whole.write_bytes(content.replace(here, _profile_in(project, first)))
                read.parent.mkdir(parents=True, exist_ok=True)
                whole.replace(read)
        os.utime(first)
        mine = Home(home).dbt_target / NAME
        mine.parent.mkdir(exist_ok=True)
        mine.write_bytes(read.read_bytes().replace(_profile_in(project, first), _profile_in(project, home)))


def _forget_old(folder: Path) -> None:
    """Remove what was read of versions of the project that nobody tests any more."""
    for each in folder.iterdir():
        if time.time() - each.stat().st_mtime > DAY:
            shutil.rmtree(each, ignore_errors=True)


def _digest(project: Path, variables: Mapping[str, Any]) -> str:
    found = hashlib.sha256(json.dumps(variables).encode())
    for folder in ("models", "macros", "seeds", "tests/dbt"):
        for file in sorted((project / folder).rglob("*.*")):
            found.update(f"{file.relative_to(project)}\n".encode() + file.read_bytes())
    for name in ("dbt_project.yml", "profiles.yml", "selectors.yml", "uv.lock"):
        found.update((project / name).read_bytes())
    return found.hexdigest()[:16]


def _profile_in(project: Path, home: Path) -> bytes:
    """dbt's checksum of the profile of a night in this home (ManifestLoader.build_manifest_state_check)."""
    settings = Settings()
    os.environ |= {
        "ROLLCALL_HOME": str(home.resolve()),
        "ROLLCALL_MEMORY_LIMIT": settings.memory_limit,
        "ROLLCALL_TEMP_LIMIT": settings.temp_limit,
        "ROLLCALL_THREADS": str(settings.threads),
    }
    set_invocation_context(os.environ)
    profiles = yaml.safe_load((project / "profiles.yml").read_text())
    _, rendered = Profile.render_profile(profiles["rollcall"], "rollcall", NIGHT_TARGET, ProfileRenderer({}))
    given = {name: value for name, value in rendered.items() if name not in ("type", "threads")}
    keys = sorted(DuckDBCredentials.from_dict(DuckDBCredentials.translate_aliases(given)).connection_info())
    return hashlib.sha256(pprint.pformat(keys).encode()).hexdigest().encode()
