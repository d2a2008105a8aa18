"""The account's numbers as last read from Twilio, with their facts.

Rule 1: a list is swapped in one transaction; readers see the old one or the new one.
Rule 2: a place is kept for speed only; one made from older tables is made anew when it is read.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from softphone.adapters.sqlite.database import Database
from softphone.application.ports import CachedNumbers
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.places import SOURCES, Place, place_of

NUMBER_CACHE_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS refresh (account_sid TEXT PRIMARY KEY, refreshed_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS places_made_from (account_sid TEXT PRIMARY KEY, sources TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS number (
    account_sid TEXT NOT NULL, e164 TEXT NOT NULL, sid TEXT NOT NULL, label TEXT NOT NULL,
    created_at REAL NOT NULL, verified INTEGER NOT NULL, voice INTEGER NOT NULL,
    receives_fax INTEGER NOT NULL, calling_code INTEGER NOT NULL, country TEXT NOT NULL,
    area_code TEXT NOT NULL, states TEXT NOT NULL, toll_free INTEGER NOT NULL,
    PRIMARY KEY (account_sid, e164)
) WITHOUT ROWID;
"""
_COLUMNS: Final = (
    "e164, sid, label, created_at, verified, voice, receives_fax, "
    "calling_code, country, area_code, states, toll_free"
)


class SqliteNumberCache:
    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, account_sid: str) -> CachedNumbers | None:
        with self._database.reading() as connection:
            # One transaction, so that list and age belong together.
            connection.execute("BEGIN")
            try:
                when = connection.execute(
                    "SELECT refreshed_at FROM refresh WHERE account_sid = ?", (account_sid,)
                ).fetchone()
                made_from = connection.execute(
                    "SELECT sources FROM places_made_from WHERE account_sid = ?", (account_sid,)
                ).fetchone()
                rows = connection.execute(
                    f"SELECT {_COLUMNS} FROM number WHERE account_sid = ?", (account_sid,)
                )
                numbers = tuple(_own_number(row) for row in rows)
            finally:
                connection.execute("COMMIT")
        if made_from != (SOURCES,):
            numbers = tuple(replace(own, place=place_of(own.number)) for own in numbers)
        return CachedNumbers(numbers, when[0]) if when else None

    def replace(self, account_sid: str, cached: CachedNumbers) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM number WHERE account_sid = ?", (account_sid,))
            connection.executemany(
                f"INSERT INTO number (account_sid, {_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                _rows(account_sid, cached),
            )
            connection.execute(
                "INSERT OR REPLACE INTO refresh VALUES (?, ?)", (account_sid, cached.refreshed_at)
            )
            connection.execute(
                "INSERT OR REPLACE INTO places_made_from VALUES (?, ?)", (account_sid, SOURCES)
            )


def _rows(account_sid: str, cached: CachedNumbers) -> Iterator[tuple[object, ...]]:
    for own in cached.numbers:
        place = own.place
        yield (
            account_sid,
            own.e164,
            own.sid,
            own.label,
            own.created_at,
            own.verified,
            own.voice,
            own.receives_fax,
            place.calling_code,
            place.country,
            place.area_code,
            " ".join(sorted(place.states)),
            place.toll_free,
        )


def _own_number(row: tuple[object, ...]) -> OwnNumber:
    (
        e164,
        sid,
        label,
        created_at,
        verified,
        voice,
        fax,
        calling_code,
        country,
        area_code,
        states,
        toll_free,
    ) = row
    place = Place(
        int(str(calling_code)), str(country), str(area_code), frozenset(str(states).split()), bool(toll_free)
    )
    return OwnNumber(
        PhoneNumber(str(e164)),
        place,
        str(label),
        str(sid),
        float(str(created_at)),
        bool(verified),
        bool(voice),
        bool(fax),
    )
