"""One softphone per person and data folder: a second one hands over what it was asked, and leaves.

Rule 1: who holds the lock is the first. The system lets go of it when that process ends,
        however it ends, so nothing stale is ever in the way.
Rule 2: the first writes the name of its socket, a new one each time, into the data folder:
        who can read and write there is the same person.
Rule 3: a message is one line of at most LONGEST bytes; who sends more, or nothing in time, is let go.
Rule 4: the first process needs only the lock before its first paint; all else is imported later, or
        by a second process, which paints nothing.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

    from softphone.domain.errors import SoftphoneError

LONGEST: Final = 4096
TAKEN: Final = b"taken\n"
_PATIENCE_S: Final = 5.0
_TRY_AGAIN_AFTER_S: Final = 0.05
_LONGEST_RUNTIME_FOLDER: Final = 60  # a socket's path has 107 bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asked the window for.

    Attributes:
        text: A link or a number; empty: only come to the front.
        sandbox, settings: Given with it; a softphone that runs cannot change to them.
        activation: The desktop's permission to come to the front (Wayland, X11).
    """

    text: str = ""
    hidden: bool = False
    hang_up: bool = False
    from_clipboard: bool = False
    sandbox: bool = False
    settings: bool = False
    activation: str = ""

    def as_line(self) -> bytes:
        import json

        return json.dumps(asdict(self)).encode() + b"\n"

    @staticmethod
    def of_line(line: bytes) -> Asked | None:
        """What a line from another process asks; None if it is no such line."""
        import json

        try:
            content = json.loads(line)
        except ValueError:
            return None
        if not isinstance(content, dict):
            return None
        fields = {name: content.get(name, empty) for name, empty in asdict(Asked()).items()}
        if any(type(fields[name]) is not type(empty) for name, empty in asdict(Asked()).items()):
            return None
        return Asked(**fields)


class Claim:
    """The first softphone's hold on a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self.note: Final = folder / "instance"
        self._lock = folder / "instance.lock"
        self._file = -1

    def take(self) -> bool:
        """True: this process is the first, or nobody can tell (a folder that cannot be written)."""
        try:
            self._lock.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            _lock(self._file)
        except OSError:
            os.close(self._file)
            self._file = -1
            return False
        return True

    def let_go(self) -> None:
        """Make room for another first one."""
        with suppress(OSError):
            self.note.unlink(missing_ok=True)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _lock(file: int) -> None:
    """Raises OSError: somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hand_over(claim: Claim, asked: Asked, *, patience_s: float = _PATIENCE_S) -> bool:
    """True: the softphone that has the claim has taken what was asked; False: it ended, the claim is ours.

    Raises SoftphoneError: it does not answer in time.
    """
    until = time.monotonic() + patience_s
    while not _handed_over(claim.note, asked, until):
        if time.monotonic() > until:
            raise _no_answer()
        time.sleep(_TRY_AGAIN_AFTER_S)
        if claim.take():
            return False
    return True


def _no_answer() -> SoftphoneError:
    from softphone.domain.errors import SoftphoneError
    from softphone.domain.words import say

    return SoftphoneError(
        say("Softphone is open already, but does not answer."),
        remedy=say("Wait a moment and try again, or end it and start it anew."),
    )


def _handed_over(note: Path, asked: Asked, until: float) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    try:
        name = note.read_text(encoding="utf-8")
    except OSError:
        return False  # the first one is still on its way
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_left_ms(until)):
        return False
    _may_come_to_the_front()
    socket.write(asked.as_line())
    return _answer(socket, until) == TAKEN


def _answer(socket: QLocalSocket, until: float) -> bytes:
    while not socket.canReadLine() and _left_ms(until) > 1:
        if not socket.waitForReadyRead(_left_ms(until)):
            break
    return bytes(socket.readLine(LONGEST).data())


def _left_ms(until: float) -> int:
    return max(1, round((until - time.monotonic()) * 1000))


def _may_come_to_the_front() -> None:
    """Windows lets only the program that was started last come to the front, unless that one permits it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def socket_name() -> str:
    """A new name: in the user's own runtime folder where there is one."""
    name = f"softphone-{os.urandom(8).hex()}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if 0 < len(runtime) <= _LONGEST_RUNTIME_FOLDER and Path(runtime).is_dir():
        return str(Path(runtime) / name)
    return name


def activation() -> str:
    """The permission to come to the front that the desktop gave this process; it counts once."""
    tokens = [os.environ.pop(name, "") for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")]
    return next(filter(None, tokens), "")
