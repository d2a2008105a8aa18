"""What can be done with contacts, declared once: for the menu, the list's own menu and the keys.

Rule: an action that cannot be done now says why in its tool tip.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QListView, QMenu

from softphone.domain.contacts.contact import Contact
from softphone.domain.numbers.keys import with_keys
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.contacts.contact_import import ContactImportModel
from softphone.qt.models.contacts.contact_rows import ContactRole, isolated, kind_words
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.widgets.parts.announcer import announce


class ContactActions(QObject):
    """Args:
    rows: The list whose current contact is meant.

    Signals:
    wanted: A number to put into the field.
    """

    wanted = Signal(str)

    def __init__(self, contacts: ContactsModel, importing: ContactImportModel, rows: QListView) -> None:
        super().__init__(rows)
        self._contacts, self._importing, self._rows = contacts, importing, rows
        standard = QKeySequence.StandardKey
        self.add = self._action(self.tr("&Add a contact…"), "Ctrl+Shift+N", self._add)
        self.edit = self._action(self.tr("&Edit…"), "F2", self._edit)
        self.favour = self._action(self.tr("&Favourite"), "Ctrl+D", self._favour)
        self.favour.setCheckable(True)
        self.pin = self._action(self.tr("&Pin a caller ID…"), "Ctrl+Shift+P", self._pin)
        self.copy = self._action(self.tr("&Copy the number"), standard.Copy, self._copy)
        self.delete = self._action(self.tr("&Delete"), "Del", self._delete)
        self.undo = self._action(self.tr("&Undo deleting"), standard.Undo, contacts.undo)
        self.import_file = self._action(self.tr("&Import a file…"), "Ctrl+Shift+O", self._choose_file)
        for action in (self.copy, self.delete):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # text fields have these keys, too
            rows.addAction(action)
        contacts.changed.connect(self.show)

    @property
    def all(self) -> tuple[QAction, ...]:
        """In the order of the menu."""
        of_contact = (self.edit, self.favour, self.pin, self.copy, self.delete)
        return (self.add, *of_contact, self.undo, self.import_file)

    @property
    def current(self) -> Contact | None:
        """The contact that is chosen in the list; None while the list is not seen."""
        found = self._rows.currentIndex().data(ContactRole.CONTACT)
        return found if isinstance(found, Contact) and self._rows.isVisible() else None

    def show(self) -> None:
        """Enable what can be done now."""
        contact = self.current
        nobody = "" if contact else self.tr("Choose a contact first.")
        for action in (self.edit, self.favour, self.copy, self.delete):
            _enable(action, nobody)
        _enable(self.pin, nobody or self._contacts.why_no_pin)
        _enable(self.undo, "" if self._contacts.deleted else self.tr("Nothing was deleted."))
        self.favour.setChecked(bool(contact and contact.is_favourite))

    def open_menu(self, place: QPoint) -> None:
        """The menu of the current contact, with each of their numbers."""
        contact = self.current
        if contact is None:
            return
        menu = QMenu(self._rows)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in contact.numbers:
            words = self.tr("Use {number} {kind}").format(
                number=isolated(number.display), kind=kind_words(number.kind)
            )
            menu.addAction(words.strip(), partial(self.wanted.emit, with_keys(number.e164, contact.tones)))
        menu.addSeparator()
        menu.addActions([self.edit, self.favour, self.pin, self.copy, self.delete])
        menu.popup(place)

    def take_file(self, path: str) -> None:
        """Show what a file holds; it is kept when that is confirmed."""
        from softphone.qt.widgets.contacts.contact_import_dialog import ContactImportDialog

        ContactImportDialog(self._importing, self._rows.window()).open()
        self._importing.read(path)

    def _action(self, text: str, keys: str | QKeySequence.StandardKey, work: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: work())
        return action

    def _add(self) -> None:
        self._open_form(None)

    def _edit(self) -> None:
        if self.current is not None:
            self._open_form(self.current)

    def _open_form(self, contact: Contact | None) -> None:
        from softphone.qt.widgets.contacts.contact_form import ContactForm

        ContactForm(self._contacts, contact, self._rows.window()).open()

    def _favour(self) -> None:
        if self.current is not None:
            self._contacts.favour(self.current, not self.current.is_favourite)

    def _pin(self) -> None:
        if self.current is not None:
            from softphone.qt.widgets.contacts.pin_dialog import PinDialog

            PinDialog(self._contacts, self.current, self._rows.window()).open()

    def _copy(self) -> None:
        e164 = str(self._rows.currentIndex().data(ContactRole.E164))
        QGuiApplication.clipboard().setText(e164)
        announce(self._rows, self.tr("{number} copied.").format(number=PhoneNumber(e164).display))

    def _delete(self) -> None:
        if self.current is not None:
            self._contacts.delete(self.current)

    def _choose_file(self) -> None:
        chooser = QFileDialog(
            self._rows.window(),
            self.tr("Import contacts"),
            filter=self.tr("Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)"),
        )
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.take_file)
        chooser.open()


def _enable(action: QAction, why_not: str) -> None:
    action.setEnabled(not why_not)
    action.setToolTip(why_not)
