"""Adding or changing one contact.

Rule: what cannot be kept yet is said in the form, and nothing typed is lost.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.errors import SoftphoneError
from softphone.qt.language import error_words
from softphone.qt.models.contacts.contact_rows import kind_words
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped

_EMPTY_ROWS = 1


class CalmComboBox(QComboBox):
    """Does not change under the wheel."""

    @virtual(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ContactForm(QDialog):
    """Args:
    contact: The one to change; None: a new one.
    """

    def __init__(self, contacts: ContactsModel, contact: Contact | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Edit contact") if contact else self.tr("Add a contact"))
        self._contacts, self._contact = contacts, contact
        self.name = QLineEdit(contact.name if contact else "")
        self.company = QLineEdit(contact.company if contact else "")
        self.tones = QLineEdit(contact.tones if contact else "", placeholderText="1,,4#")
        self.note = QPlainTextEdit(contact.note if contact else "")
        self.numbers: list[tuple[QLineEdit, QComboBox]] = []
        self._number_rows = QVBoxLayout()
        self._problem = wrapped("problem")
        self._arrange()
        for number in contact.numbers if contact else ():
            self._add_number(number.display, number.kind)
        for _ in range(_EMPTY_ROWS):
            self._add_number()

    def _arrange(self) -> None:
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(units(4))
        self._number_rows.setSpacing(units(0.3))
        numbers, more = QWidget(), QPushButton(self.tr("Add a number"))
        more.setAutoDefault(False)
        more.clicked.connect(lambda: self._add_number().setFocus())
        inside = QVBoxLayout(numbers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._number_rows)
        inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(units(0.35))
        for words, help_words, field in (
            (self.tr("Name"), "", self.name),
            (self.tr("Company"), "", self.company),
            (self.tr("Numbers"), self.tr("The first is called."), numbers),
            (
                self.tr("Tones after they answer"),
                self.tr("Digits, * and #; a comma is a short pause."),
                self.tones,
            ),
            (self.tr("Note"), "", self.note),
        ):
            title = label(words, "label")
            title.setBuddy(field)
            field.setAccessibleName(words)
            field.setAccessibleDescription(help_words)
            field.setToolTip(help_words)
            form.addRow(title, field)
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self._problem)
        whole.addWidget(self._buttons())
        self.setMinimumWidth(units(26))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save.setDefault(True)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        return buttons

    def _add_number(self, text: str = "", kind: NumberKind = NumberKind.OTHER) -> QLineEdit:
        field, kinds = QLineEdit(text, placeholderText=self.tr("Type or paste a number")), CalmComboBox()
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        position = len(self.numbers) + 1
        field.setAccessibleName(self.tr("Number {position}").format(position=position))
        kinds.setAccessibleName(self.tr("Kind of number {position}").format(position=position))
        for each in NumberKind:
            kinds.addItem(kind_words(each) or self.tr("telephone"), each)
        kinds.setCurrentIndex(list(NumberKind).index(kind))
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(kinds)
        self._number_rows.addLayout(row)
        self.numbers.append((field, kinds))
        return field

    def _save(self) -> None:
        numbers = [(field.text(), NumberKind(kinds.currentData())) for field, kinds in self.numbers]
        try:
            self._contacts.save(
                self._contact,
                self.name.text(),
                self.company.text(),
                numbers,
                self.tones.text(),
                self.note.toPlainText(),
            )
        except SoftphoneError as error:
            words = error_words(error)
            show_text(self._problem, f"⚠ {words}")
            announce(self, words, assertive=True)
        else:
            self.accept()
