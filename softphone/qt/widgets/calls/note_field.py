"""The note on the call: open while talking and after it, kept while it is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from softphone.qt.models.calls.call_note import CallNote
from softphone.qt.theme import units
from softphone.qt.virtual import virtual


class NoteField(QPlainTextEdit):
    """Signals:
    closed: Escape was pressed; what was typed is kept.
    """

    closed = Signal()

    def __init__(self, note: CallNote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = note
        self.setAccessibleName(self.tr("Note on this call"))
        self.setPlaceholderText(
            self.tr("Note on this call. It is kept while you type, and shown in Recents.")
        )
        self.setTabChangesFocus(True)
        self.setFixedHeight(units(4.2))
        self.textChanged.connect(lambda: note.write(self.toPlainText()))
        note.changed.connect(self._show)
        self._show()

    def begin(self) -> None:
        """Ready for typing."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._note.keep()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        if self.toPlainText() != self._note.text:
            self.setPlainText(self._note.text)
