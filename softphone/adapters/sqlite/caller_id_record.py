"""Every change of a caller ID that this machine has seen.

Rule: a change is read from a worker many times and kept once.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from softphone.adapters.sqlite.database import URGENT_SECONDS, Database
from softphone.application.caller_id.record import RecordedChange
from softphone.domain.caller_id.assignment import Change

CALLER_ID_RECORD_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS caller_id_change (
    account_sid TEXT NOT NULL, agent TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
    old TEXT NOT NULL, new TEXT NOT NULL, until INTEGER NOT NULL, pinned INTEGER NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (account_sid, at, agent, by, old, new)
) WITHOUT ROWID;
"""


class SqliteCallerIdRecord:
    def __init__(self, database: Database, account_sid: str) -> None:
        self._database, self._account_sid = database, account_sid

    def keep(self, changes: Iterable[RecordedChange]) -> None:
        rows = [(self._account_sid, each.agent, *_row(each.change)) for each in changes]
        if rows:
            with self._database.writing(within=URGENT_SECONDS) as connection:
                connection.executemany(
                    "INSERT OR IGNORE INTO caller_id_change VALUES (?,?,?,?,?,?,?,?,?)", rows
                )

    def changes(self, agent: str = "", *, limit: int = 10_000) -> Sequence[RecordedChange]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT agent, at, by, old, new, until, pinned, why FROM caller_id_change"
                " WHERE account_sid = ? AND (? = '' OR agent = ?) ORDER BY at DESC, agent LIMIT ?",
                (self._account_sid, agent, agent, limit),
            ).fetchall()
        return [
            RecordedChange(name, Change(at, by, old, new, until, bool(pinned), why))
            for name, at, by, old, new, until, pinned, why in rows
        ]


def _row(change: Change) -> tuple[object, ...]:
    return (change.at, change.by, change.old, change.new, change.until, change.pinned, change.why)
