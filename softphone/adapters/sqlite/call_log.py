"""The agents' calls: written before Twilio hears of them and after every answer.

Rule 1: a call is one row; its note belongs to the agent and is never overwritten by an answer.
Rule 2: a call that is not over has a row in ``call_in_progress`` with the run that follows it;
        whoever claims it or begins another does so in one transaction.
Rule 3: searching reads the newest first and stops when a page is full: 100,000 calls stay instant.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, Protocol

from softphone.adapters.sqlite.database import BUSY_FOR_SECONDS, Database
from softphone.application.ports import RecentCall, SearchedFor
from softphone.domain.caller_id.selector import LastTime, RuleId, Spoke
from softphone.domain.calls.call import Call, Guest, Transfer
from softphone.domain.calls.legs import ALIVE, Leg, LegStatus
from softphone.domain.words import Words, say

CALL_LOG_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS call (
    id TEXT PRIMARY KEY, account_sid TEXT NOT NULL, agent TEXT NOT NULL, placed_at REAL NOT NULL,
    destination TEXT NOT NULL, caller_id TEXT NOT NULL, connected_at REAL NOT NULL,
    agent_leg_sid TEXT NOT NULL, customer_leg_sid TEXT NOT NULL, outcome TEXT NOT NULL,
    details TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS call_of_agent ON call (account_sid, agent, placed_at DESC);
CREATE TABLE IF NOT EXISTS call_in_progress (id TEXT PRIMARY KEY, run TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS call_connected ON call (account_sid, destination, connected_at);
"""
_A_SID: Final = re.compile(r"CA[0-9a-fA-F]{32}")
_COLUMNS: Final = (
    "id, account_sid, agent, placed_at, destination, caller_id, connected_at, "
    "agent_leg_sid, customer_leg_sid, outcome, details"
)
_SAID: Final = ("reason", "problem", "remedy", "trouble")
_UPDATES: Final = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])


class Runs(Protocol):
    """Which runs of the program are alive."""

    def hold(self) -> str:
        """This run's token, marked as alive."""

    def is_alive(self, token: str) -> bool:
        """True if the run with that token is alive."""


class SqliteCallLog:
    def __init__(self, database: Database, account_sid: str, runs: Runs) -> None:
        self._database, self._account_sid, self._runs = database, account_sid, runs

    def begin(
        self, call: Call, *, unless_called_since: float | None, within: float = BUSY_FOR_SECONDS
    ) -> Call | None:
        with self._database.writing(within=within) as connection:
            run = self._runs.hold()
            if unless_called_since is not None:
                earlier = self._called_since(connection, call, unless_called_since)
                if earlier is not None:
                    return earlier
            self._write(connection, call, run)
        return None

    def save(self, call: Call, *, within: float = BUSY_FOR_SECONDS) -> None:
        with self._database.writing(within=within) as connection:
            run = self._runs.hold()
            self._write(connection, call, run)

    def claim_left_open(self, agent: str, *, within: float = BUSY_FOR_SECONDS) -> Sequence[Call]:
        with self._database.writing(within=within) as connection:
            run = self._runs.hold()
            rows = connection.execute(
                "SELECT details, run FROM call JOIN call_in_progress USING (id)"
                " WHERE account_sid = ? AND agent = ? ORDER BY placed_at DESC",
                (self._account_sid, agent),
            ).fetchall()
            left = [_call(json.loads(details)) for details, of in rows if not self._runs.is_alive(of)]
            connection.executemany(
                "UPDATE call_in_progress SET run = ? WHERE id = ?", [(run, call.id) for call in left]
            )
        return left

    def _called_since(self, connection: sqlite3.Connection, call: Call, since: float) -> Call | None:
        rows = connection.execute(
            "SELECT details FROM call LEFT JOIN call_in_progress USING (id) WHERE account_sid = ?"
            " AND agent = ? AND destination = ? AND id <> ? AND (placed_at > ? OR run IS NOT NULL)"
            " ORDER BY placed_at DESC",
            (self._account_sid, call.agent, call.destination, call.id, since),
        ).fetchall()
        calls = (_call(json.loads(details)) for (details,) in rows)
        return next((one for one in calls if not one.is_over or one.customer_leg.sid), None)

    def _write(self, connection: sqlite3.Connection, call: Call, run: str) -> None:
        row = (
            call.id,
            self._account_sid,
            call.agent,
            call.placed_at,
            call.destination,
            call.caller_id,
            call.connected_at,
            call.agent_leg.sid,
            call.customer_leg.sid,
            call.outcome.value,
            json.dumps(asdict(call) | {name: _kept(getattr(call, name)) for name in _SAID}),
        )
        connection.execute(
            f"INSERT INTO call ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
            f" ON CONFLICT (id) DO UPDATE SET {_UPDATES}",
            row,
        )
        if call.is_over:
            connection.execute("DELETE FROM call_in_progress WHERE id = ?", (call.id,))
        else:
            connection.execute("INSERT OR REPLACE INTO call_in_progress VALUES (?, ?)", (call.id, run))

    def keep_note(self, call_id: str, note: str) -> None:
        with self._database.writing() as connection:
            connection.execute("UPDATE call SET note = ? WHERE id = ?", (note, call_id))

    def recent(self, agent: str, *, limit: int = 100) -> Sequence[Call]:
        return [found.call for found in self.find(agent, SearchedFor(), limit=limit)]

    def find(
        self, agent: str, wanted: SearchedFor, *, limit: int, before: float | None = None
    ) -> Sequence[RecentCall]:
        where, values = _conditions(wanted)
        if before is not None:
            where, values = [*where, "placed_at < ?"], [*values, before]
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT details, note FROM call WHERE account_sid = ? AND agent = ?"
                + "".join(f" AND {condition}" for condition in where)
                + " ORDER BY placed_at DESC LIMIT ?",
                (self._account_sid, agent, *values, limit),
            ).fetchall()
        return [RecentCall(_call(json.loads(details)), note) for details, note in rows]

    def destinations(self, agent: str, *, limit: int) -> Sequence[str]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT destination, max(placed_at) AS latest FROM call WHERE account_sid = ? AND agent = ?"
                " GROUP BY destination ORDER BY latest DESC LIMIT ?",
                (self._account_sid, agent, limit),
            ).fetchall()
        return [destination for destination, _ in rows]

    def sids_of_others(self, call: Call) -> Collection[str]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT details FROM call WHERE id <> ? AND placed_at > ?",
                (call.id, call.placed_at - 24 * 3600),
            ).fetchall()
        calls = (_call(json.loads(details)) for (details,) in rows)
        return {leg.sid for other in calls for leg in other.legs.values() if leg.sid}

    def last_connected(self, agent: str) -> Mapping[str, LastTime]:
        found: dict[str, tuple[str, str, float]] = {}
        by_hand: dict[str, tuple[str, float]] = {}
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT destination, json_extract(details, '$.rule') IS ?, caller_id, agent,"
                " max(connected_at) FROM call WHERE account_sid = ? AND connected_at > 0 GROUP BY 1, 2",
                (RuleId.PICKED.value, self._account_sid),
            ).fetchall()
        for destination, was_picked, caller_id, who, at in rows:
            if was_picked:
                by_hand[destination] = caller_id, at
            else:
                found[destination] = caller_id, who, at
        return {
            destination: LastTime(caller_id, _spoke(by_hand.get(destination), caller_id, at, who == agent))
            for destination, (caller_id, who, at) in found.items()
        }


def _spoke(by_hand: tuple[str, float] | None, caller_id: str, at: float, is_own: bool) -> Spoke:
    if by_hand is not None and by_hand[1] > at and by_hand[0] != caller_id:
        return Spoke.BEFORE
    return Spoke.YOU_LAST if is_own else Spoke.COLLEAGUE_LAST


def _conditions(wanted: SearchedFor) -> tuple[list[str], list[object]]:
    """SQL for "any of these": part of a number, of the note, an outcome, certain numbers."""
    if not wanted:
        return [], []
    conditions, values = ["note LIKE ? ESCAPE '!'"], [_holding(wanted.text)]
    if wanted.digits:
        conditions += ["destination LIKE ?", "caller_id LIKE ?"]
        values += [f"%{wanted.digits}%"] * 2
    for column, listed in (("outcome", wanted.outcomes), ("destination", wanted.numbers)):
        if listed:
            conditions.append(f"{column} IN ({', '.join('?' * len(listed))})")
            values += listed
    return [f"({' OR '.join(conditions)})"], list(values)


def _holding(text: str) -> str:
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def _kept(words: str) -> object:
    """A sentence with its parts, so that it can be said in another language later."""
    if not isinstance(words, Words):
        return words
    values = {name: _kept(value) if isinstance(value, str) else value for name, value in words.values.items()}
    return {"template": words.template, "values": values}


def _said(kept: Any) -> Any:
    if not isinstance(kept, dict):
        return kept
    return say(kept["template"], **{name: _said(value) for name, value in kept["values"].items()})


def _call(details: dict[str, Any]) -> Call:
    details |= {name: _said(details[name]) for name in _SAID}
    details |= {name: _leg(details[name]) for name in ("agent_leg", "customer_leg")}
    guests = tuple(Guest(**{**guest, "leg": _leg(guest["leg"])}) for guest in details.pop("guests", ()))
    transfer = Transfer(details.pop("transfer", Transfer.NONE))
    left_sids = tuple(details.pop("left_sids", ()))
    return Call(**details, guests=guests, transfer=transfer, left_sids=left_sids)


def _leg(details: dict[str, Any]) -> Leg:
    """A leg as it was kept; what stands in a SID's place and is none was no answer, so there is doubt."""
    status, sid = LegStatus(details.pop("status")), str(details.pop("sid", ""))
    if sid and not _A_SID.fullmatch(sid):
        return Leg(LegStatus.UNKNOWN if status in ALIVE else status, **details)
    return Leg(status, sid, **details)
