"""Where the company's settings come from on this machine, and which of them count now.

Rule 1: the machine-wide file counts where there is one, or was one; a file named on the command
        line is a draft: never checked for its owner, never kept. A policy is stronger than both.
Rule 2: a good file is kept as a copy in the user's data folder. That copy holds honest users only:
        they can change it. A copy that only the administrator can write is placed by
        ``softphone settings check``, run by them, and is stronger.
Rule 3: what was good while this process ran is remembered, whatever happens on the disk.
"""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from softphone.adapters.settings.settings_file import machine_wide_path, read_settings
from softphone.adapters.settings.system_policy import Tables, policy_company, policy_tables
from softphone.adapters.settings.trust import ROOT, why_distrusted
from softphone.application.settings.company import Company, Problem
from softphone.application.settings.last_good import Copy, Found, in_force, is_good
from softphone.application.settings.overlay import over, says_nothing
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

Stamp = tuple[object, ...]
COPY_NAME: Final = "settings.last-good.toml"


@dataclass(frozen=True, slots=True)
class MachineWide:
    """Where the machine-wide settings and their copies are.

    Attributes:
        protected_copy: Only the administrator can write it.
        own_copy: In the user's data folder; None: keep none.
        owner: The user id that the file and all above it must belong to.
        top: How far up that is checked; the root, but for tests.
        policy: What the system's management sets.
    """

    file: Path
    protected_copy: Path
    own_copy: Path | None
    owner: int = ROOT
    top: Path = Path("/")
    policy: Callable[[], tuple[Tables, str]] = policy_tables


def this_machine(folder: Path | None) -> MachineWide:
    """The fixed places of this platform.

    Args:
        folder: The user's data folder.
    """
    file = machine_wide_path()
    protected = file.with_name(COPY_NAME)
    if sys.platform == "linux":
        protected = Path("/var/lib/softphone") / COPY_NAME
    return MachineWide(file, protected, folder / COPY_NAME if folder else None)


class CompanySource:
    """The settings that count, read again when something has changed.

    Args:
        draft: The file named on the command line, if any.
        always: Take ``draft`` even beside a machine-wide file.
    """

    def __init__(self, place: MachineWide, draft: Path | None = None, *, always: bool = False) -> None:
        self.place: Final = place
        self._draft = draft
        self._always = always
        self._good: Copy | None = None
        self._good_draft: Copy | None = None
        self._stamp: Stamp | None = None
        self._company = Company()
        self._reading = Lock()

    @property
    def has_draft(self) -> bool:
        """A file was named on the command line, whether it counts or not."""
        return self._draft is not None

    @property
    def file(self) -> Path:
        """The file that is looked at: the draft where that counts, else the machine-wide one."""
        return self._draft if self._draft is not None and self._takes_draft() else self.place.file

    def company(self) -> Company:
        """What counts now; the same object as long as nothing has changed."""
        with self._reading:
            stamp = self._stamp_now()
            if stamp != self._stamp:
                self._company = self._read()
                self._stamp = stamp
            return self._company

    def place_protected_copy(self) -> Path | None:
        """Keep a good machine-wide file where only the administrator can write; None: it is not good.

        Raises SoftphoneError: this person may not write there.
        """
        found = self._found()
        if not is_good(found, self._copies()):
            return None
        copy = self.place.protected_copy
        try:
            copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            _write(copy, found.text, mode=0o644)
        except OSError as error:
            raise SoftphoneError(
                say("{file} cannot be written ({why}).", file=copy, why=error.strerror),
                remedy=say("Only an administrator may place it: run the command as one."),
            ) from error
        return copy

    def protects(self) -> bool:
        """True when the protected copy says what the file says."""
        copy = self._copy(self.place.protected_copy, checked=True)
        return copy is not None and copy.text == self._found().text

    def _read(self) -> Company:
        """What counts of the file, under what the system's management sets."""
        takes_draft = self._draft is not None and self._takes_draft()
        company = self._read_draft(self._draft) if takes_draft and self._draft else self._read_machine_wide()
        policy = policy_company(self.place.policy)
        return over(policy, company) if policy != Company() else company

    def _read_machine_wide(self) -> Company:
        found, copies = self._found(), self._copies()
        if is_good(found, copies):
            self._good = Copy(found.company, found.text)
            self._keep(found.text)
        return in_force(found, copies)

    def _read_draft(self, draft: Path) -> Company:
        """What is right in a draft counts; while the window is open, what it said when it was good."""
        company, text = read_settings(draft)
        if not company.problems:
            self._good_draft = Copy(company, text)
        copies = (self._good_draft,) if self._good_draft else ()
        return in_force(Found(str(draft), company, text, is_there=_is_there(draft) or not copies), copies)

    def _found(self) -> Found:
        file = self.place.file
        if not _is_there(file):
            return Found(str(file), Company(), is_there=False)
        company, text = read_settings(file)
        distrust = self._distrust(file)
        if distrust is None or distrust.is_about_trust:
            return Found(str(file), company, text, distrust=distrust)
        return Found(str(file), replace(company, problems=company.problems or (distrust,)), text)

    def _copies(self) -> tuple[Copy, ...]:
        if self._good is not None:
            return (self._good,)
        own = self.place.own_copy
        kept = (
            self._copy(self.place.protected_copy, checked=True),
            self._copy(own, checked=False) if own else None,
        )
        return tuple(copy for copy in kept if copy is not None)

    def _copy(self, path: Path, *, checked: bool) -> Copy | None:
        if not _is_there(path) or (checked and self._distrust(path)):
            return None
        company, text = read_settings(path)
        return None if company.problems else Copy(company, text)

    def _keep(self, text: str) -> None:
        copy = self.place.own_copy
        with suppress(OSError):  # no copy then; what is in memory counts until the window is closed
            if copy is not None and not (_is_there(copy) and copy.read_bytes() == text.encode()):
                copy.parent.mkdir(parents=True, exist_ok=True)
                _write(copy, text, mode=0o600)

    def _distrust(self, path: Path) -> Problem | None:
        return why_distrusted(path, self.place.owner, self.place.top)

    def _takes_draft(self) -> bool:
        """Only while there is no machine-wide file, and none that is only gone for the moment."""
        if self._always or _is_there(self.place.file):
            return self._always
        return all(says_nothing(copy.company) for copy in self._copies())

    def _stamp_now(self) -> Stamp:
        """Changes whenever the file, its owner, its mode, a folder above it or the policy does."""
        file = self.file
        return (file, *map(_looks_of, (file, *file.parents)), repr(self.place.policy()[0]))


def _is_there(path: Path) -> bool:
    """False only where there certainly is nothing: what may not be looked at has not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _looks_of(path: Path) -> object:
    try:
        said = path.stat()
    except OSError as error:
        return error.errno
    who = (said.st_ino, said.st_uid, said.st_mode)
    return who if stat.S_ISDIR(said.st_mode) else (*who, said.st_size, said.st_mtime_ns, said.st_ctime_ns)


def _write(path: Path, text: str, *, mode: int) -> None:
    """The whole text or nothing: never half a copy."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.chmod(mode)
    beside.replace(path)
