"""What a setting is changed with: a tick, a list, a field; one for each kind of setting.

Rule 1: a change counts at once; there is no OK to press.
Rule 2: the wheel scrolls the page and never changes a value.
Rule 3: Esc in a field that was changed brings the old text back; nothing was kept yet.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from softphone.qt.models.settings.preferences import SettingRow, ValueKind
from softphone.qt.theme import units
from softphone.qt.virtual import virtual


class YesNo(QCheckBox):
    """Signals:
    chosen: True or False.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(lambda: self.chosen.emit(self.isChecked()))

    def show_row(self, row: SettingRow) -> None:
        self.setText(row.label.replace("&", "&&"))
        self.setChecked(row.value is True)


class OneOfSome(QComboBox):
    """Signals:
    chosen: The value whose words were chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(units(12))
        self.activated.connect(lambda at: self.chosen.emit(self.itemData(at)))

    def show_row(self, row: SettingRow) -> None:
        for value, words in row.choices if not self.count() else ():
            self.addItem(words, value)
        self.setCurrentIndex(self.findData(row.value))

    @virtual(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Rule 2."""
        event.ignore()


class TextEditor(QLineEdit):
    """Signals:
    chosen: The text, when Enter is pressed or the field is left.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setMaximumWidth(units(20))
        self.editingFinished.connect(self._finished)

    def show_row(self, row: SettingRow) -> None:
        """Show the value; what is being typed is not typed over."""
        was_typed = self.isModified() and self.text() != self._kept
        if not was_typed or self._kept != row.value:
            self.take_back(str(row.value))

    def take_back(self, text: str) -> None:
        """Show ``text`` in place of whatever was typed."""
        self._kept = text
        self.setText(text)

    @virtual(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_undone_by(event):
            event.accept()
            return True
        return super().event(event)

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_undone_by(event):
            self.take_back(self._kept)
        else:
            super().keyPressEvent(event)

    def _is_undone_by(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return is_escape and self.text() != self._kept

    def _finished(self) -> None:
        if self.text() != self._kept:
            self.chosen.emit(self.text().strip())


Editor = YesNo | OneOfSome | TextEditor

_EDITORS: Final[dict[ValueKind, Callable[[], Editor]]] = {
    ValueKind.YES_NO: YesNo,
    ValueKind.ONE_OF: OneOfSome,
    ValueKind.TEXT: TextEditor,
}


def editor_of(row: SettingRow) -> Editor:
    """The editor that fits this kind of setting."""
    return _EDITORS[row.kind]()
