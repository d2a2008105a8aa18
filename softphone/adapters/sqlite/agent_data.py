"""What belongs to the people at this machine: picks, refused numbers and preferences.

Rule: a pick belongs to an agent on an account; agents do not see each other's.
"""

import json
from collections.abc import Mapping
from typing import Final

from softphone.adapters.sqlite.database import BUSY_FOR_SECONDS, URGENT_SECONDS, Database
from softphone.adapters.twilio.taskrouter.worker_text import as_text, read_back
from softphone.application.ports import KeptPick, Shelf
from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.refusals import Refusal

AGENT_DATA_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS pick (
    account_sid TEXT NOT NULL, agent TEXT NOT NULL, pick TEXT NOT NULL, PRIMARY KEY (account_sid, agent)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pick_set (
    account_sid TEXT NOT NULL, agent TEXT NOT NULL, assignment TEXT NOT NULL,
    PRIMARY KEY (account_sid, agent)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS picker (
    account_sid TEXT NOT NULL, agent TEXT NOT NULL, e164 TEXT NOT NULL, pinned INTEGER NOT NULL DEFAULT 0,
    used_at REAL NOT NULL DEFAULT 0, PRIMARY KEY (account_sid, agent, e164)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refused_caller_id (
    account_sid TEXT NOT NULL, e164 TEXT NOT NULL, kind TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (account_sid, e164)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class SqlitePicks:
    def __init__(self, database: Database, account_sid: str) -> None:
        self._database, self._account_sid = database, account_sid

    def pick(self, agent: str) -> KeptPick:
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT pick, assignment FROM pick LEFT JOIN pick_set USING (account_sid, agent)"
                " WHERE account_sid = ? AND agent = ?",
                (self._account_sid, agent),
            ).fetchone()
        if row is None:
            return KeptPick()
        pick, text = str(row[0]), row[1]
        found = read_back(text) if text else None
        is_newer = found is not None and found.caller_id != pick  # an earlier version has picked since
        return KeptPick(pick, None if is_newer else found, is_of_unknown_origin=is_newer or text is None)

    def keep(self, agent: str, pick: str, assignment: Assignment | None, *, is_urgent: bool = False) -> None:
        whose = (self._account_sid, agent)
        with self._database.writing(within=URGENT_SECONDS if is_urgent else BUSY_FOR_SECONDS) as connection:
            connection.execute("INSERT OR REPLACE INTO pick VALUES (?, ?, ?)", (*whose, pick))
            connection.execute(
                "INSERT OR REPLACE INTO pick_set VALUES (?, ?, ?)", (*whose, as_text(assignment))
            )

    def shelf(self, agent: str) -> Shelf:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT e164, pinned, used_at FROM picker WHERE account_sid = ? AND agent = ?"
                " ORDER BY used_at DESC",
                (self._account_sid, agent),
            ).fetchall()
        return Shelf(
            frozenset(e164 for e164, pinned, _ in rows if pinned),
            tuple(e164 for e164, _, used_at in rows if used_at),
        )

    def pin(self, agent: str, e164: str, *, pinned: bool) -> None:
        self._note(agent, e164, "pinned", pinned)

    def used(self, agent: str, e164: str, when: float) -> None:
        self._note(agent, e164, "used_at", when)

    def _note(self, agent: str, e164: str, column: str, value: float) -> None:
        with self._database.writing() as connection:
            connection.execute(
                f"INSERT INTO picker (account_sid, agent, e164, {column}) VALUES (?, ?, ?, ?)"
                f" ON CONFLICT DO UPDATE SET {column} = excluded.{column}",
                (self._account_sid, agent, e164, value),
            )


class SqliteRefusals:
    """Numbers that Twilio refused as caller IDs, of one account."""

    def __init__(self, database: Database, account_sid: str) -> None:
        self._database, self._account_sid = database, account_sid

    def all(self) -> Mapping[str, Refusal]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT e164, kind, at FROM refused_caller_id WHERE account_sid = ?", (self._account_sid,)
            ).fetchall()
        return {e164: Refusal(kind, at) for e164, kind, at in rows}

    def keep(self, e164: str, refusal: Refusal) -> None:
        with self._database.writing(within=URGENT_SECONDS) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO refused_caller_id VALUES (?, ?, ?, ?)",
                (self._account_sid, e164, refusal.kind, refusal.at),
            )


class SqlitePreferences:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Mapping[str, str | bool]:
        with self._database.reading() as connection:
            rows = connection.execute("SELECT key, value FROM preference").fetchall()
        return {key: json.loads(value) for key, value in rows}

    def keep(self, values: Mapping[str, str | bool | None]) -> None:
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM preference WHERE key = ?", [(key,) for key in values])
            connection.executemany(
                "INSERT INTO preference VALUES (?, ?)",
                [(key, json.dumps(value)) for key, value in values.items() if value is not None],
            )
