"""Contacts beside the dialler: find, fill the number field, call, and keep them in order.

Rule 1: one click fills the field; a double click or Enter in the list calls, once.
Rule 2: Enter in the search field fills only: what was found is seen before it is called.
"""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from softphone.domain.contacts.contact import Contact
from softphone.qt.models.contacts.contact_import import ContactImportModel
from softphone.qt.models.contacts.contact_rows import ContactRole, ContactRowsModel
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.contacts.contact_actions import ContactActions
from softphone.qt.widgets.contacts.contact_rows import ContactRows
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped


class ContactList(QListView):
    """Signals:
    entered_on: Enter was pressed on a row.
    """

    entered_on = Signal(QModelIndex)

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and self.currentIndex().isValid():
            self.entered_on.emit(self.currentIndex())


class ContactsPage(QWidget):
    """Signals:
    wanted: A number to put into the field.
    call_wanted: A number to put into the field and to call.
    """

    wanted = Signal(str)
    call_wanted = Signal(str)

    def __init__(
        self, contacts: ContactsModel, importing: ContactImportModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._rows = ContactRowsModel(contacts, self)
        self.search = QLineEdit(placeholderText=self.tr("Find a name, a company, a number, a note"))
        self.list = ContactList()
        self._nothing = wrapped("soft")
        self.add_button = QPushButton(self.tr("Add a contact"))
        self.import_button = QPushButton(self.tr("Import a file…"))
        self._deleted = label(look="soft")
        self.undo_button = QPushButton(self.tr("Undo"))
        self._was_current: tuple[int, Contact] | None = None
        self.todo = ContactActions(contacts, importing, self.list)
        self._arrange()
        self._connect()
        self._show()

    @virtual(None)
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.search.setFocus(event.reason())
        self.search.selectAll()

    def _arrange(self) -> None:
        self.search.setAccessibleName(self.tr("Find in contacts"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Contacts"))
        self.list.setAccessibleDescription(self.tr("Enter calls. The menu key offers more."))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(ContactRows(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        first_steps, deleted = QHBoxLayout(), QHBoxLayout()
        for button in (self.add_button, self.import_button):
            first_steps.addWidget(button)
        first_steps.addStretch()
        deleted.addWidget(self._deleted, 1)
        deleted.addWidget(self.undo_button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.6))
        inside.addWidget(self.search)
        inside.addWidget(self._nothing)
        inside.addLayout(first_steps)
        inside.addWidget(self.list, 1)
        inside.addLayout(deleted)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._fill_with_current)
        self.list.clicked.connect(lambda index: self.wanted.emit(index.data(ContactRole.TO_DIAL)))
        for signal in (self.list.doubleClicked, self.list.entered_on):
            signal.connect(lambda index: self.call_wanted.emit(index.data(ContactRole.TO_DIAL)))
        self.list.customContextMenuRequested.connect(
            lambda place: self.todo.open_menu(self.list.viewport().mapToGlobal(place))
        )
        self.list.selectionModel().currentChanged.connect(self.todo.show)
        self._rows.modelAboutToBeReset.connect(self._remember_current)
        self._rows.modelReset.connect(self._show)
        self._contacts.changed.connect(self._tell_deleted)
        self.todo.wanted.connect(self.wanted)
        self.add_button.clicked.connect(self.todo.add.trigger)
        self.import_button.clicked.connect(self.todo.import_file.trigger)
        self.undo_button.clicked.connect(self._contacts.undo)

    @virtual(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.todo.show()

    @virtual(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.todo.show()

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up in the search field are the list's."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps or not self.search.hasFocus() or not self._rows.rowCount():
            super().keyPressEvent(event)
            return
        row = self.list.currentIndex().row() + steps[Qt.Key(event.key())]
        self._select(min(max(row, 0), self._rows.rowCount() - 1))

    def _filter(self, text: str) -> None:
        self._rows.filter(text)
        if text.strip() and self._rows.rowCount():
            self._select(0)

    def _fill_with_current(self) -> None:
        if self.list.currentIndex().isValid():
            self.wanted.emit(self.list.currentIndex().data(ContactRole.TO_DIAL))

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._rows.index(row, 0))

    def _remember_current(self) -> None:
        index = self.list.currentIndex()
        found = index.data(ContactRole.CONTACT)
        self._was_current = (index.row(), found) if isinstance(found, Contact) else None

    def _show(self) -> None:
        self._select_again()
        is_empty = not self._rows.total
        for button in (self.add_button, self.import_button):
            button.setVisible(is_empty)
        words = ""
        if is_empty:
            words = self.tr("Keep the people you call here, or import a CSV or vCard file.")
        elif not self._rows.rowCount():
            words = self.tr("No contact matches “{text}”.").format(text=self.search.text().strip())
        show_text(self._nothing, words)
        self._tell_deleted()
        self.todo.show()

    def _select_again(self) -> None:
        """The contact that was chosen, or who stands in the place of one that is gone."""
        if self._was_current is not None and self._rows.rowCount():
            row, contact = self._was_current
            known = self._rows.row_of(contact)
            self._select(known if known >= 0 else min(row, self._rows.rowCount() - 1))

    def _tell_deleted(self) -> None:
        gone = self._contacts.deleted
        words = self.tr("{name} was deleted.").format(name=gone.title) if gone else ""
        if words and words != self._deleted.text():
            announce(self, words)
        show_text(self._deleted, words)
        self.undo_button.setVisible(gone is not None)
