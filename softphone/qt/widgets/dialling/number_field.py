"""The field for the number to call.

Rule 1: no validator: a paste is never rejected whole; what was left out of it is told. However it comes
        (keys, menu, middle button, dropped), a number takes the place of the one that stands there.
Rule 2: digits are grouped while they are typed at the end, and left alone elsewhere; so is what has a
        blank that was typed, which may be a name.
Rule 3: Enter calls, once however long it is held; Esc clears the field and never hangs up.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.virtual import virtual
from softphone.qt.widgets.dialling.suggestions_popup import SuggestionsPopup

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIZES: Final = (2.0, 1.6, 1.3, 1.0)  # times the application's font


class NumberField(QLineEdit):
    def __init__(self, dial: DialModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("number")
        self._dial = dial
        self._was = ""
        self._has_own_blanks = False  # typed, and not put there by grouping
        self.suggestions: SuggestionsPopup | None = None
        self.setPlaceholderText(self.tr("Type or paste a number"))
        self.setFrame(False)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as numbers are written everywhere
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._fit)

    def insert_digit(self, digit: str) -> None:
        """As if ``digit`` had been typed."""
        self.insert(digit)
        self._edited(self.text())

    def show_number(self, text: str) -> None:
        """Put a whole text in: a pasted one, or a recent call's number."""
        self.setText(self._dial.take(text))

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.suggestions is not None and self.suggestions.handle(event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.show_number("")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._take_in(QGuiApplication.clipboard().text())
        elif event.isAutoRepeat() and event.key() in _ENTER:
            event.accept()
        else:
            super().keyPressEvent(event)

    @virtual(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.text())

    @virtual(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.suggestions is not None:
            self.suggestions.hide()

    @virtual(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self._take_in(QGuiApplication.clipboard().text()))
        menu.popup(event.globalPos())

    @virtual(None)
    def dropEvent(self, event: QDropEvent) -> None:
        self._take_in(event.mimeData().text())
        event.acceptProposedAction()

    @virtual(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what is selected elsewhere, where the system has that."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self._take_in(clipboard.text(QClipboard.Mode.Selection))
        else:
            super().mouseReleaseEvent(event)

    def _take_in(self, text: str) -> None:
        """Put in what was copied: in the place of all that stands here, or where the cursor is."""
        there, start = self.text(), self.selectionStart()
        start, end = (start, self.selectionEnd()) if start >= 0 else (self.cursorPosition(),) * 2
        replaces_all = end - start == len(there)
        if replaces_all or self._dial.takes_instead(text, there[:start] + text + there[end:]):
            self.show_number(text)
        else:
            self.insert(" ".join(text.split()))
            self.textEdited.emit(self.text())

    def _edited(self, text: str) -> None:
        if text.endswith(" ") and len(text) > len(self._was):
            self._has_own_blanks = True
        self._has_own_blanks = self._has_own_blanks and " " in text
        if self.cursorPosition() == len(text) and not self._has_own_blanks:
            grouped = self._dial.grouped(text.rstrip())
            if grouped != self.text():
                self.setText(grouped)
        self._was = self.text()
        self._dial.set_text(self.text())

    def _fit(self, text: str) -> None:
        """A long text is shown smaller, so that the whole number is seen."""
        shown = text or self.placeholderText()
        room = self.width() - 12
        for times in _SIZES:
            font = QFont(QGuiApplication.font())
            font.setPointSizeF(font.pointSizeF() * times)
            if times == _SIZES[-1] or QFontMetricsF(font).horizontalAdvance(shown) <= room:
                break
        if font != self.font():
            self.setFont(font)

    def minimum_height(self) -> int:
        """The height of the largest size, so that the card never jumps."""
        font = QFont(QGuiApplication.font())
        font.setPointSizeF(font.pointSizeF() * _SIZES[0])
        return round(QFontMetricsF(font).height() * 1.15)
