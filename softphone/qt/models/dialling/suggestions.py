"""Whom the agent may mean while typing: contacts and numbers called before, by name or digits.

Rule 1: in memory, on every keystroke; contacts first, then the numbers called last.
Rule 2: nothing is suggested for a number that is complete already.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.domain.numbers.keys import with_keys
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.models.dialling.dial import DialModel

SHOWN_AT_MOST: Final = 6
_FEWEST_CHARACTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Attributes:
    number: As people read it.
    name: The contact's name; empty for a number without one.
    tones: The keys kept for the contact.
    """

    e164: str
    number: str
    name: str
    tones: str = ""

    @property
    def to_dial(self) -> str:
        """What to put into the field for it."""
        return with_keys(self.e164, self.tones)


class SuggestionsModel(QObject):
    changed = Signal()

    def __init__(
        self, session: SessionModel, dial: DialModel, contacts: ContactsModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dial = dial
        self._contacts = contacts
        self.rows: list[Suggestion] = []

    def look(self, text: str) -> None:
        """Suggest for what was typed."""
        rows = self._found(text.strip()) if len(text.strip()) >= _FEWEST_CHARACTERS else []
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()

    def clear(self) -> None:
        """Suggest nothing."""
        self.look("")

    def _found(self, text: str) -> list[Suggestion]:
        if self._dial.destination is not None:
            return []
        found = [
            Suggestion(e164, PhoneNumber(e164).display, contact.title, contact.tones)
            for contact in self._contacts.directory.matching(text)[:SHOWN_AT_MOST]
            for e164 in [contact.number_for(text).e164]
        ]
        there = {each.e164 for each in found}
        digits = "".join(filter(str.isdecimal, text))
        softphone = self._session.softphone
        if softphone is not None and len(digits) >= _FEWEST_CHARACTERS:
            for e164 in softphone.calls.called_before:
                if len(found) >= SHOWN_AT_MOST:
                    break
                if digits in e164 and e164 not in there:
                    name = self._contacts.name_of(e164) or ""
                    found.append(Suggestion(e164, PhoneNumber(e164).display, name))
        return found
