"""The rows of the contacts list: favourites first, found by any part of name, company, note or number.

Rule: the list is given its rows as it is scrolled, for laying out 50,000 would take a tenth of a second.
"""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.numbers.keys import with_keys
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.virtual import virtual

_ROWS_AT_A_TIME = 200


class ContactRole(IntEnum):
    """What a row offers to its painter."""

    CONTACT = Qt.ItemDataRole.UserRole + 1
    NAME = Qt.ItemDataRole.UserRole + 2
    NUMBER = Qt.ItemDataRole.UserRole + 3
    BELOW = Qt.ItemDataRole.UserRole + 4
    SHOWS = Qt.ItemDataRole.UserRole + 5
    IS_FAVOURITE = Qt.ItemDataRole.UserRole + 6
    IS_SHOWN = Qt.ItemDataRole.UserRole + 7
    E164 = Qt.ItemDataRole.UserRole + 8
    TO_DIAL = Qt.ItemDataRole.UserRole + 9


class ContactRowsModel(QAbstractListModel):
    def __init__(self, contacts: ContactsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._text = ""
        self._found: list[Contact] = []
        self._count = 0
        contacts.changed.connect(lambda: self.filter(self._text))
        self.filter("")

    def filter(self, text: str) -> None:
        """Show the contacts that hold ``text``."""
        self._text = text
        self.beginResetModel()
        self._found = self._contacts.directory.matching(text)
        self._count = min(len(self._found), _ROWS_AT_A_TIME)
        self.endResetModel()

    @property
    def total(self) -> int:
        """Contacts there are, shown or not."""
        return len(self._contacts.directory)

    def row_of(self, contact: Contact) -> int:
        """Where a contact stands, as it is now; -1 if it is not found."""
        row = next((row for row, each in enumerate(self._found) if each.id == contact.id), -1)
        self._give(row + 1)
        return row

    @virtual(0)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    @virtual(False)
    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return self._count < len(self._found)

    @virtual(None)
    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        self._give(self._count + _ROWS_AT_A_TIME)

    def _give(self, count: int) -> None:
        """Let the list have at least ``count`` rows, as far as there are any."""
        count = min(count, len(self._found))
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()

    @virtual(None)
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        contact = self._found[index.row()]
        if role == ContactRole.CONTACT:
            return contact
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(contact)
        return self._part(contact, role)

    def _part(self, contact: Contact, role: int) -> object:
        number = contact.number_for(self._text)
        parts: dict[int, object] = {
            ContactRole.NAME: contact.title,
            ContactRole.NUMBER: isolated(number.display),
            ContactRole.E164: number.e164,
            ContactRole.TO_DIAL: with_keys(number.e164, contact.tones),
            ContactRole.BELOW: self._below(contact),
            ContactRole.SHOWS: self._shows(contact, isolated),
            ContactRole.IS_FAVOURITE: contact.is_favourite,
            ContactRole.IS_SHOWN: not contact.caller_id
            or not self._contacts.why_not_shown(contact.caller_id),
        }
        return parts.get(role)

    def _spoken(self, contact: Contact) -> str:
        favourite = self.tr("favourite") if contact.is_favourite else ""
        number = contact.number_for(self._text).display
        title = contact.title if contact.title != number else ""
        return ", ".join(filter(None, (title, favourite, number, self._below(contact), self._shows(contact))))

    def _below(self, contact: Contact) -> str:
        company = contact.company if contact.company != contact.title else ""
        kind = kind_words(contact.number_for(self._text).kind)
        more = len(contact.numbers) - 1
        others = self.tr("{count} more").format(count=more) if more else ""
        return " · ".join(filter(None, (company, kind, others)))

    def _shows(self, contact: Contact, written: Callable[[str], str] = str) -> str:
        """ "as +1 415 555 0100": the caller ID pinned for them."""
        if not contact.caller_id:
            return ""
        number = written(PhoneNumber(contact.caller_id).display)
        if self._contacts.why_not_shown(contact.caller_id):
            return self.tr("as {number} · not available").format(number=number)
        return self.tr("as {number}").format(number=number)


def isolated(number: str) -> str:
    """A number in marks that keep its groups in order where text runs from right to left."""
    return f"\u2066{number}\u2069"


def kind_words(kind: NumberKind) -> str:
    """What a kind of telephone is called; empty for one that nobody named."""
    return {
        NumberKind.MOBILE: QCoreApplication.translate("ContactRowsModel", "mobile"),
        NumberKind.WORK: QCoreApplication.translate("ContactRowsModel", "work"),
        NumberKind.HOME: QCoreApplication.translate("ContactRowsModel", "home"),
        NumberKind.MAIN: QCoreApplication.translate("ContactRowsModel", "main number"),
        NumberKind.FAX: QCoreApplication.translate("ContactRowsModel", "fax"),
    }.get(kind, "")
