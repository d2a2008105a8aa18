"""Choosing the number that one contact sees whenever they are called."""

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListView, QVBoxLayout, QWidget

from softphone.domain.contacts.contact import Contact
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.parts.pieces import label

_SEARCHED = Qt.ItemDataRole.UserRole + 1
_E164 = Qt.ItemDataRole.UserRole + 2


class PinDialog(QDialog):
    """Type to filter, Up and Down to move, Enter to pin."""

    def __init__(self, contacts: ContactsModel, contact: Contact, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Pin a caller ID"))
        self._contacts, self._contact = contacts, contact
        self.search = QLineEdit(placeholderText=self.tr("Find a label or a number"))
        self.list = QListView()
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._choices())
        self._found.setFilterRole(_SEARCHED)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._arrange()
        self._filter("")

    def _choices(self) -> QStandardItemModel:
        choices = QStandardItemModel(self)
        first = QStandardItem(self.tr("No pin: as for everybody"))
        first.setData("", _E164)
        choices.appendRow(first)
        for e164, name, number in self._contacts.pinnable():
            choice = QStandardItem(self.tr("{number} · {name}").format(number=number, name=name or number))
            choice.setEditable(False)
            choice.setData(f"{name} {number} {e164}", _SEARCHED)
            choice.setData(e164, _E164)
            choices.appendRow(choice)
        return choices

    def _arrange(self) -> None:
        title = label(self.tr("What {name} sees when you call").format(name=self._contact.title), "label")
        title.setWordWrap(True)
        self.search.setAccessibleName(self.tr("Find a number to pin"))
        self.list.setAccessibleName(self.tr("Numbers you may show"))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setModel(self._found)
        self.list.setMinimumHeight(units(14))
        self.list.doubleClicked.connect(self._pin)
        self.search.textChanged.connect(self._filter)
        buttons = QDialogButtonBox()
        pin = buttons.addButton(self.tr("Pin"), QDialogButtonBox.ButtonRole.AcceptRole)
        pin.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._pin)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        for part in (title, self.search, self.list, buttons):
            whole.addWidget(part)
        self.setMinimumWidth(units(26))

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
        elif self._found.rowCount():
            row = self.list.currentIndex().row() + steps[Qt.Key(event.key())]
            self._select(min(max(row, 0), self._found.rowCount() - 1))

    def _filter(self, text: str) -> None:
        """By words as they stand, or by digits in any format."""
        is_number = bool(text.strip()) and not any(map(str.isalpha, text))
        digits = "".join(filter(str.isdecimal, text))
        self._found.setFilterFixedString(digits if is_number else text.strip())
        pinned = next(
            (row for row in range(self._found.rowCount()) if self._e164(row) == self._contact.caller_id), 0
        )
        self._select(pinned)

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._found.index(row, 0))

    def _e164(self, row: int) -> str:
        return str(self._found.index(row, 0).data(_E164))

    def _pin(self) -> None:
        if self.list.currentIndex().isValid():
            self._contacts.pin(self._contact, self._e164(self.list.currentIndex().row()))
            self.accept()
