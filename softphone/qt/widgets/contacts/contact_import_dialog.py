"""What a file of contacts holds, before anything of it is kept.

Rule: Import is the only way in; closing the dialog any other way keeps nothing.
"""

from PySide6.QtCore import QLocale, QStringListModel, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.contacts.import_plan import Skipped
from softphone.qt.language import spoken
from softphone.qt.models.contacts.contact_import import ENCODINGS, ContactImportModel
from softphone.qt.models.contacts.contact_rows import isolated, kind_words
from softphone.qt.theme import units
from softphone.qt.widgets.contacts.contact_form import CalmComboBox
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, scrolled, show_text, wrapped

SHOWN_AT_MOST = 1000


class ContactImportDialog(QDialog):
    def __init__(self, importing: ContactImportModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import contacts"))
        self._importing = importing
        self._title = label(look="callerId")
        self._busy = QProgressBar(maximum=0, textVisible=False)
        self._problem = wrapped("problem")
        self._counts = wrapped()
        self.encoding = CalmComboBox()
        self._letters = wrapped("soft")
        self._columns_title = wrapped("soft")
        self._columns = QGridLayout()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns_area = scrolled(self._columns)
        self.columns: dict[str, CalmComboBox] = {}
        self._taken_title, self.taken = label(self.tr("Will be kept"), "label"), QListView()
        self._skipped_title, self.skipped = label(self.tr("Left out"), "label"), QListView()
        self._arrange()
        importing.changed.connect(self._show)
        importing.done.connect(self.accept)
        self.rejected.connect(importing.forget)
        self._show()

    def _arrange(self) -> None:
        self._busy.setAccessibleName(self.tr("Reading the file"))
        self.encoding.setAccessibleName(self.tr("Letters of the file"))
        for name, words in self._encodings():
            self.encoding.addItem(words, name)
        self.encoding.activated.connect(
            lambda _: self._importing.read_again(str(self.encoding.currentData()))
        )
        letters = QHBoxLayout()
        letters.addWidget(self._letters, 1)
        letters.addWidget(self.encoding)
        whole = QVBoxLayout(self)
        whole.setSpacing(units(0.5))
        for part in (self._title, self._busy, self._problem, self._counts):
            whole.addWidget(part)
        whole.addLayout(letters)
        whole.addWidget(self._columns_title)
        whole.addWidget(self._columns_area)
        for title, rows in ((self._taken_title, self.taken), (self._skipped_title, self.skipped)):
            title.setBuddy(rows)
            rows.setAccessibleName(title.text())
            rows.setModel(QStringListModel(rows))
            rows.setUniformItemSizes(True)
            rows.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            rows.setMinimumHeight(units(6))
            whole.addWidget(title)
            whole.addWidget(rows, 1)
        whole.addStretch()
        whole.addWidget(self._buttons())
        self.setMinimumWidth(units(36))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.confirm = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.confirm.setDefault(True)
        buttons.accepted.connect(self._importing.confirm)
        buttons.rejected.connect(self.reject)
        return buttons

    def _encodings(self) -> list[tuple[str, str]]:
        words = (
            self.tr("Western European"),
            self.tr("Unicode (UTF-8)"),
            self.tr("Central European"),
            self.tr("Cyrillic"),
            self.tr("Greek"),
            self.tr("Turkish"),
            self.tr("Arabic"),
            self.tr("Thai"),
            self.tr("Simplified Chinese"),
            self.tr("Traditional Chinese"),
            self.tr("Japanese"),
            self.tr("Korean"),
        )
        return list(zip(ENCODINGS, words, strict=True))

    def _show(self) -> None:
        importing = self._importing
        self._title.setText(importing.file_name)
        self._busy.setVisible(importing.is_busy)
        show_text(self._problem, f"⚠ {importing.problem}" if importing.problem else "")
        show_text(self._counts, "\n".join(importing.counts))
        doubt = importing.encoding_in_doubt
        show_text(self._letters, self.tr("Do names look wrong? Read the letters as:") if doubt else "")
        self.encoding.setVisible(bool(doubt))
        self.encoding.setCurrentIndex(max(self.encoding.findData(doubt), 0))
        self._show_columns()
        self._list(
            self._taken_title, self.taken, [_contact_words(each) for each in self._first(importing.contacts)]
        )
        self._list(
            self._skipped_title, self.skipped, [self._skipped_words(each) for each in importing.skipped]
        )
        self._show_button()
        if importing.problem or importing.counts:
            announce(self, importing.problem or ", ".join(importing.counts))

    def _show_columns(self) -> None:
        """A choice for each column that looks like telephone numbers and is called otherwise."""
        doubts = self._importing.columns_in_doubt
        if not self._importing.is_busy and {column.header for column, _ in doubts} != set(self.columns):
            self._replace_columns([column.header for column, _ in doubts])
        words = self.tr("These columns look like telephone numbers, though they are called otherwise:")
        show_text(self._columns_title, words if self.columns else "")
        self._columns_area.setVisible(bool(self.columns))
        self._columns_area.setFixedHeight(min(self._columns.sizeHint().height(), units(9)))
        for column, kind in doubts:
            position = 0 if kind is None else 1 + list(NumberKind).index(kind)
            self.columns[column.header].setCurrentIndex(position)

    def _replace_columns(self, headers: list[str]) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.columns = {header: self._column_choice(header) for header in headers}
        for row, (header, choice) in enumerate(self.columns.items()):
            name = label(header)
            name.setBuddy(choice)
            self._columns.addWidget(name, row, 0)
            self._columns.addWidget(choice, row, 1)

    def _column_choice(self, header: str) -> CalmComboBox:
        choice = CalmComboBox()
        choice.setAccessibleName(self.tr("Take the column {name} as").format(name=header))
        choice.addItem(self.tr("Leave out"))
        choice.addItems([kind_words(kind) or self.tr("telephone") for kind in NumberKind])
        kinds = (None, *NumberKind)
        choice.activated.connect(lambda position: self._importing.take_column(header, kinds[position]))
        return choice

    def _first(self, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        return contacts[:SHOWN_AT_MOST]

    def _show_button(self) -> None:
        count = len(self._importing.contacts)
        words = self.tr("Import")
        if count:
            words = self.tr("Import {count}").format(count=QLocale().toString(count))
        why_not = "" if count else self.tr("Nothing in the file is new.")
        if self._importing.is_busy:
            why_not = self.tr("The file is being read.")
        self.confirm.setText(words)
        if self.confirm.isEnabled() == bool(why_not):
            self.confirm.setEnabled(not why_not)
            self.confirm.setFocus()
        self.confirm.setToolTip(why_not)
        self.confirm.setAccessibleDescription(why_not)

    def _list(self, title: QWidget, rows: QListView, lines: list[str]) -> None:
        model = rows.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(lines)
        for part in (title, rows):
            part.setVisible(bool(lines))

    def _skipped_words(self, skipped: Skipped) -> str:
        why = spoken(skipped.why)
        whose = " · ".join(filter(None, (skipped.whose, skipped.number)))
        if whose:
            return self.tr("Line {line}, {whose}: {why}").format(line=skipped.line, whose=whose, why=why)
        return self.tr("Line {line}: {why}").format(line=skipped.line, why=why)


def _contact_words(contact: Contact) -> str:
    numbers = ", ".join(
        " ".join(filter(None, (isolated(number.display), contact.tones_of(number))))
        for number in contact.numbers
    )
    return " · ".join(filter(None, (contact.name, contact.company, numbers)))
