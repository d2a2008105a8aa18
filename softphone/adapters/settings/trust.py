"""May a file be taken for the administrator's: its owner, its mode, and every folder above it.

Rule 1: whoever can write a folder can swap what is in it: the whole way from the root counts.
Rule 2: a symbolic link has no mode of its own; where it leads is checked as well.
Rule 3: what is found is said with the command that mends it.
"""

import os
import shlex
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from softphone.application.settings.company import Problem

ROOT: Final = 0
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Stated:
    """What the system says of one file or folder on the way."""

    path: str
    owner: int
    mode: int

    @property
    def others_may_write(self) -> bool:
        return not stat.S_ISLNK(self.mode) and bool(self.mode & _OTHERS_MAY_WRITE)


def distrust(way: Sequence[Stated], file: str, owner: int = ROOT) -> Problem | None:
    """Why ``file`` may not be the administrator's; None if it can only be theirs.

    Args:
        way: The file and the folders above it.
        owner: The user id that all of it must belong to.
    """
    of_others = [each.path for each in way if each.owner != owner]
    open_to_others = [each.path for each in way if each.others_may_write]
    if not of_others and not open_to_others:
        return None
    what = [f"{path} does not belong to {_name(owner)}" for path in of_others]
    what += [f"{path} can be written by others" for path in open_to_others]
    mend = [f"sudo chown {_name(owner)} {_quoted(of_others)}"] if of_others else []
    mend += [f"sudo chmod go-w {_quoted(open_to_others)}"] if open_to_others else []
    return Problem(file, 1, "file", ", ".join(what), " && ".join(mend), is_about_trust=True)


def way_to(path: Path, top: Path = Path("/")) -> tuple[Stated, ...]:
    """``path`` and every folder above it up to ``top``; where links lead, too.

    Raises OSError: something on the way cannot be looked at.
    """
    found: dict[Path, Stated] = {}
    for end in (path.absolute(), path.resolve(strict=True)):
        for step in (end, *end.parents):
            if step not in found:
                found[step] = stated(step, step.lstat())
            if step == top:
                break
    return tuple(found.values())


def stated(path: Path, said: os.stat_result) -> Stated:
    return Stated(str(path), said.st_uid, said.st_mode)


def why_distrusted(path: Path, owner: int = ROOT, top: Path = Path("/")) -> Problem | None:
    """Look at ``path`` now: why it may not be the administrator's; None if it is."""
    if sys.platform == "win32":
        from softphone.adapters.settings.windows_trust import why_distrusted as on_windows

        return on_windows(path)
    try:
        return distrust(way_to(path, top), str(path), owner)
    except OSError as error:
        return Problem(str(path), 1, "file", f"cannot be looked at ({error.strerror})", "a readable file")


def _name(owner: int) -> str:
    return "root" if owner == ROOT else str(owner)


def _quoted(paths: Sequence[str]) -> str:
    return " ".join(map(shlex.quote, paths))
