"""An agent's contacts on this machine.

Rule: a contact belongs to an agent on an account; agents do not see each other's.
"""

import json
from collections.abc import Collection, Sequence
from typing import Final

from softphone.adapters.sqlite.database import Database
from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind

CONTACTS_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS contact (
    account_sid TEXT NOT NULL, agent TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    company TEXT NOT NULL, numbers TEXT NOT NULL, is_favourite INTEGER NOT NULL,
    caller_id TEXT NOT NULL, tones TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (account_sid, agent, id)
) WITHOUT ROWID;
"""


class SqliteContacts:
    def __init__(self, database: Database, account_sid: str, agent: str) -> None:
        self._database, self._whose = database, (account_sid, agent)

    def all(self) -> Sequence[Contact]:
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, name, company, numbers, is_favourite, caller_id, tones, note"
                " FROM contact WHERE account_sid = ? AND agent = ?",
                self._whose,
            )
            return [_contact(*row) for row in rows]

    def keep(self, contacts: Sequence[Contact]) -> None:
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO contact VALUES (?,?,?,?,?,?,?,?,?,?)",
                ((*self._whose, *_row(contact)) for contact in contacts),
            )

    def remove(self, ids: Collection[str]) -> None:
        with self._database.writing() as connection:
            connection.executemany(
                "DELETE FROM contact WHERE account_sid = ? AND agent = ? AND id = ?",
                ((*self._whose, each) for each in ids),
            )


def _row(contact: Contact) -> tuple[object, ...]:
    return (
        contact.id,
        contact.name,
        contact.company,
        json.dumps([_kept(number) for number in contact.numbers]),
        contact.is_favourite,
        contact.caller_id,
        contact.tones,
        contact.note,
    )


def _kept(number: ContactNumber) -> tuple[str, ...]:
    """Without tones as it always was: files of older versions have two parts."""
    return (number.e164, number.kind, number.tones) if number.tones else (number.e164, number.kind)


def _contact(
    contact_id: str,
    name: str,
    company: str,
    numbers: str,
    favourite: int,
    caller_id: str,
    tones: str,
    note: str,
) -> Contact:
    return Contact(
        contact_id,
        name,
        tuple(ContactNumber(e164, NumberKind(kind), *tones) for e164, kind, *tones in json.loads(numbers)),
        company,
        bool(favourite),
        caller_id,
        tones,
        note,
    )
