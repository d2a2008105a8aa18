"""Which runs of the program are alive on this machine, so that nobody takes over their calls.

Rule: a run holds a lock as long as its process lives; the system lets go of it even after kill -9.
"""

from pathlib import Path
from typing import Final
from uuid import uuid4

from filelock import FileLock, Timeout


class RunningHere:
    """This run's mark in ``folder``, and a look at the others'."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.token: Final = uuid4().hex
        self._lock = self._lock_of(self.token)
        self._is_held = False

    def hold(self) -> str:
        """Mark this run as alive; return its token. Raises OSError: the folder cannot be written."""
        if not self._is_held:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire(timeout=0)
            self._is_held = True
        return self.token

    def is_alive(self, token: str) -> bool:
        """True for this run and for every other whose process lives."""
        if token == self.token:
            return True
        path = self._path(token)
        if not path.exists():
            return False
        lock = self._lock_of(token)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        path.unlink(missing_ok=True)
        return False

    def close(self) -> None:
        if self._is_held:
            self._lock.release()
            self._path(self.token).unlink(missing_ok=True)
            self._is_held = False

    def _path(self, token: str) -> Path:
        return self._folder / f"{token}.lock"

    def _lock_of(self, token: str) -> FileLock:
        # One object a token and process; acquired in whichever lane comes first.
        return FileLock(self._path(token), thread_local=False)
