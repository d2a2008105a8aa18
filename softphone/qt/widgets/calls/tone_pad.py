"""Keypad tones for the customer's line: twelve keys in a row, and what was heard.

Rule: while it is open, digits go to the call, never into the number field; other fields keep theirs.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.qt.models.calls.call_tones import KEYS, CallTones
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.dialling.keypad import Key
from softphone.qt.widgets.parts.pieces import label

_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TonePad(QWidget):
    """Signals:
    closed: Escape was pressed.
    """

    closed = Signal()

    def __init__(self, tones: CallTones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones = tones
        self._heard = label(look="soft")
        self.keys = [Key(digit, "") for digit in KEYS]
        self._arrange()
        self._shortcuts = [QShortcut(QKeySequence(digit), self) for digit in KEYS]
        for shortcut, digit in zip(self._shortcuts, KEYS, strict=True):
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda digit=digit: tones.press(digit))
        tones.changed.connect(self._show)
        self._show()

    def take_keys_of(self, field: QWidget) -> None:
        """While this is open, the digits typed into ``field`` are for the call."""
        field.installEventFilter(self)

    def begin(self) -> None:
        """Ready for typing."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, key: str) -> None:
        """A key of another keypad."""
        self._tones.press(key)

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Keypad tones"))
        self.setAccessibleDescription(self.tr("Digits that you type now go to the call."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(units(0.25))
        for key in self.keys:
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setMaximumWidth(max(52, units(3.0)))
            key.clicked.connect(lambda _checked, digit=key.digit: self._tones.press(digit))
            row.addWidget(key)
        row.addStretch()
        keys = QWidget()
        keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row.setContentsMargins(0, 0, 0, 0)
        keys.setLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(units(0.2))
        whole.addWidget(self._heard)
        whole.addWidget(keys)

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @virtual(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The number field would take the digits before any shortcut."""
        if self.isVisible() and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text() and event.text() in KEYS and not event.modifiers() & _HELD:
                if not event.isAutoRepeat():
                    self._tones.press(event.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return False

    def _show(self) -> None:
        heard, waiting = " ".join(self._tones.sent), " ".join(self._tones.waiting)
        if waiting:
            words = self.tr("Tones sent: {heard}. Sending {waiting}…")
        elif heard:
            words = self.tr("Tones sent: {heard}")
        else:
            words = self.tr("Type the digits, or press the keys: they go to the call.")
        self._heard.setText(words.format(heard=heard or "–", waiting=waiting))
