"""Who may read what below ROLLCALL_HOME: nobody but its user, and a group what is published, if the settings name one.

The warehouse, the landing folders and the logs hold customers' names, addresses and numbers. What Rollcall makes is
made closed (`close_what_is_made`); what others put there, or an older version left open, is closed by the next night.
"""

import contextlib
import grp
import os
import stat
from pathlib import Path

from orchestration.errors import RollcallError
from orchestration.publishing.manifest import FILE_NAME
from orchestration.settings import Home

CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600
PASSABLE_FOLDER, SHARED_FOLDER, SHARED_FILE = 0o710, 0o750, 0o640


class CannotClose(RollcallError):
    """The home cannot be made private, or its publications cannot be shared as the settings say."""


def close_what_is_made(home: Home) -> None:
    """From now on, what this process and those that it starts make is closed to everybody else; makes the home."""
    os.umask(0o077)
    home.root.mkdir(mode=CLOSED_FOLDER, parents=True, exist_ok=True)


def close_home(home: Home, share_with: str | None) -> None:
    """Close everything below the home, except for what is published, which `share_with`, a group, may read.

    Links and what they lead to are left as they are: a landing folder elsewhere has rights of its own.

    Raises:
        CannotClose: the home is another user's, or no folder of Rollcall's alone; or there is no such group, or this
            user is not in it.
    """
    group = None if share_with is None else _group_id(share_with)
    _require_a_home_of_its_own(home.root)
    try:
        _set(home.root, CLOSED_FOLDER if group is None else PASSABLE_FOLDER, group)
        if group is not None:
            home.published.joinpath("generations").mkdir(parents=True, exist_ok=True)
            for folder in (home.published, home.published / "generations"):
                _set(folder, SHARED_FOLDER, group)
    except PermissionError:
        raise CannotClose(_fault(home.root, share_with)) from None
    for entry in home.root.iterdir():
        if entry != home.published or group is None:
            _close(entry, once=entry == home.archive)
    if group is not None:
        for entry in home.published.iterdir():
            if entry.name != "generations":
                _close(entry)
        for entry in home.published.joinpath("generations").iterdir():
            if (entry / FILE_NAME).is_file() and not entry.is_symlink():
                share_generation(entry, share_with)
            else:
                _close(entry)


def share_generation(generation: Path, share_with: str | None) -> None:
    """Let the group, if there is one, read a generation's BI file and its Parquet files, and nothing else of it.

    Raises:
        CannotClose: there is no such group, or this user is not in it.
    """
    if share_with is None:
        return
    group = _group_id(share_with)
    shared = [generation / "rollcall.duckdb", generation / "parquet", *generation.joinpath("parquet").rglob("*")]
    try:
        for path in filter(Path.exists, shared):
            _set(path, SHARED_FOLDER if path.is_dir() else SHARED_FILE, group)
        for path in generation.iterdir():
            if path not in shared:
                _close(path)
        # Last, so that nothing can be reached before it has its rights.
        _set(generation, SHARED_FOLDER, group)
    except PermissionError:
        raise CannotClose(_fault(generation, share_with)) from None


def _group_id(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise CannotClose(
            f"ROLLCALL_SHARE_WITH: this machine has no group '{name}'; name one of /etc/group, or unset it"
        ) from None


def _require_a_home_of_its_own(root: Path) -> None:
    """A folder that others use, too, must not be closed to them by a slip in a setting."""
    used = root.resolve()
    if used in (Path("/"), Path.home().resolve()) or used.stat().st_mode & stat.S_ISVTX:
        raise CannotClose(f"ROLLCALL_HOME: {root} is not for Rollcall alone; name a folder in it, {root / 'rollcall'}")
    if (used / "dbt_project.yml").exists():
        raise CannotClose(f"ROLLCALL_HOME: {root} is the project itself; name a folder in it, {root / 'var'}")


def _fault(path: Path, share_with: str | None) -> str:
    if share_with is None:
        return f"{path} belongs to another user, so it cannot be closed; run Rollcall as that user"
    return (
        f"{path} cannot be shared with the group '{share_with}': it belongs to another user, or this user is not in"
        " the group; run Rollcall as its user, add that user to the group, or unset ROLLCALL_SHARE_WITH"
    )


def _close(path: Path, once: bool = False) -> None:
    """Close a file, or a folder with what is in it; `once`, not what is in a folder that is closed already.

    What is not this user's stays: it lies in a folder that is closed.
    """
    with contextlib.suppress(PermissionError, FileNotFoundError):
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        if once and is_folder and not stat.S_IMODE(status.st_mode) & 0o077:
            return
        _set(path, CLOSED_FOLDER if is_folder else CLOSED_FILE, None)
        if is_folder:
            with os.scandir(path) as entries:
                for entry in entries:
                    _close(Path(entry.path), once)


def _set(path: Path, mode: int, group: int | None) -> None:
    status = path.stat()
    if group is not None and status.st_gid != group:
        os.chown(path, -1, group)
    if stat.S_IMODE(status.st_mode) != mode:
        path.chmod(mode)
