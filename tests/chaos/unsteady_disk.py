"""The disk of a machine: now and then another process holds the file, and nothing can be written.

Rule 1: the lock is a real one, on the real file; only the waiting for it is virtual.
Rule 2: reading goes on, as sqlite lets it.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.adapters.sqlite.call_log import SqliteCallLog
from softphone.domain.errors import SoftphoneError

_HOLDERS: dict[Path, sqlite3.Connection] = {}  # of a machine's file, whichever window asks


class UnsteadyDisk(SqliteCallLog):
    """Args:
    path: The file of the log.
    is_held: Whether another process holds the file now.
    passes: Lets virtual time go by.
    """

    def __init__(
        self, *of_log: Any, path: Path, is_held: Callable[[], bool], passes: Callable[[float], None]
    ) -> None:
        super().__init__(*of_log)
        self._path, self._is_held, self._passes = path, is_held, passes

    def begin(self, call, *, unless_called_since, within):
        return self._written(
            lambda: super(UnsteadyDisk, self).begin(
                call, unless_called_since=unless_called_since, within=0.0
            ),
            within,
        )

    def save(self, call, *, within):
        return self._written(lambda: super(UnsteadyDisk, self).save(call, within=0.0), within)

    def claim_left_open(self, agent, *, within):
        return self._written(lambda: super(UnsteadyDisk, self).claim_left_open(agent, within=0.0), within)

    def let_go(self) -> None:
        """The other process ends."""
        if (holder := _HOLDERS.pop(self._path, None)) is not None:
            holder.close()

    def _written(self, work: Callable[[], Any], within: float) -> Any:
        self._hold_or_let_go()
        try:
            return work()
        except SoftphoneError:
            self._passes(within)
            raise

    def _hold_or_let_go(self) -> None:
        if not self._is_held():
            self.let_go()
        elif self._path not in _HOLDERS:
            _HOLDERS[self._path] = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            _HOLDERS[self._path].execute("BEGIN EXCLUSIVE")
