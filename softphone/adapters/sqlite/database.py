"""One sqlite file: a connection a thread, a schema, and what to do with a file that is none.

Rule 1: what is written is on disk, whole or not at all; sqlite survives kill -9.
Rule 2: a file that is no database is set aside under another name, never deleted, and said so.
Rule 3: a full or read-only disk is one sentence; what was there before stays.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

BUSY_FOR_SECONDS: Final = 10.0
URGENT_SECONDS: Final = 0.3  # where a call waits, and it can be written later
# Said of files that hold something else, and of databases that were cut or overwritten.
_NO_DATABASE: Final = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})

Notice = Callable[[str], None]


class Database:
    """A sqlite file at ``path`` with ``schema`` (idempotent SQL).

    Args:
        tell: Told in words when a file had to be set aside.
    """

    def __init__(self, path: Path, schema: str, tell: Notice) -> None:
        self._path = path
        self._schema = schema
        self._tell = tell
        self._of_thread = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._is_checked = False

    @contextmanager
    def writing(self, *, within: float = BUSY_FOR_SECONDS) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing.

        Args:
            within: Seconds to wait for another process that is writing.

        Raises SoftphoneError: the disk is full, read-only or held by another process.
        """
        with self.reading() as connection:
            connection.execute(f"PRAGMA busy_timeout = {round(within * 1000)}")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                connection.execute(f"PRAGMA busy_timeout = {round(BUSY_FOR_SECONDS * 1000)}")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, with sqlite's errors said in words."""
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise SoftphoneError(
                say("{path} could not be read or written: {error}.", path=self._path, error=error),
                remedy=say("Make room on the disk, or check who may write there; then try again."),
            ) from error
        except OSError as error:
            raise SoftphoneError(
                say("{path} could not be made: {error}.", path=self._path, error=error.strerror),
                remedy=say("Check who may write there; then try again."),
            ) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._opening:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._of_thread = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            with self._opening:
                connection = self._opened_or_rebuilt()
                self._opened.append(connection)
            self._of_thread.connection = connection
        return connection

    def _opened_or_rebuilt(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _NO_DATABASE:
                raise
        aside = _set_aside(self._path)
        self._tell(
            say(
                "{path} was not a database any more. It was set aside as {aside}.",
                path=self._path,
                aside=aside.name,
            )
        )
        return self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_FOR_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            if not self._is_checked and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise _corrupt()
            self._is_checked = True
            with suppress(sqlite3.OperationalError):  # another run is just using the file as it was
                connection.execute("PRAGMA journal_mode = WAL")  # one fsync a transaction, not three
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(self._schema)
        except BaseException:
            connection.close()
            raise
        return connection


def _corrupt() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("the file is damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _set_aside(path: Path) -> Path:
    """Rename the file and what sqlite keeps beside it; the old name is free then."""
    taken = 1
    while (aside := path.with_name(f"{path.name}.damaged-{taken}")).exists():
        taken += 1
    path.rename(aside)
    for suffix in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return aside
