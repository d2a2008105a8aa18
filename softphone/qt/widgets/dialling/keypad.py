"""The keypad: 3 by 4, with the letters of ITU-T E.161; left to right in every language.

Rule: one tab stop; the arrow keys move inside. 0 held down gives +.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from softphone.qt.theme import theme, units
from softphone.qt.virtual import virtual

KEYS: Final = (
    ("1", ""),
    ("2", "ABC"),
    ("3", "DEF"),
    ("4", "GHI"),
    ("5", "JKL"),
    ("6", "MNO"),
    ("7", "PQRS"),
    ("8", "TUV"),
    ("9", "WXYZ"),
    ("*", ""),
    ("0", "+"),
    ("#", ""),
)
_HELD_MS: Final = 500
_COLUMNS: Final = 3
_STEPS: Final = {  # rows, columns
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Key(QAbstractButton):
    """One key; ``held`` is emitted in place of ``clicked`` after half a second."""

    held = Signal()

    def __init__(self, digit: str, letters: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit, self.letters = digit, letters
        spoken = {"*": self.tr("star"), "#": self.tr("hash")}.get(digit, digit)
        self.setAccessibleName(", ".join(filter(None, (spoken, " ".join(letters)))))
        self.setText(digit)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._timer = QTimer(self, singleShot=True, interval=_HELD_MS)
        self._timer.timeout.connect(self._hold)
        if letters == "+":
            self.setToolTip(self.tr("Hold for +"))
            self.pressed.connect(self._timer.start)
            self.released.connect(self._timer.stop)

    def _hold(self) -> None:
        self.setDown(False)
        self.held.emit()

    @virtual(QSize())
    def sizeHint(self) -> QSize:
        return QSize(max(44, units(4.6)), max(44, units(3.0)))

    @virtual(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(44, max(40, units(2.2)))

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys are the keypad's: by itself a button leaves for the next tab stop."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @virtual(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, unit = theme().colours, theme().unit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if focus else colours.key_line), 2 if focus else 1))
        lively = self.isDown() or self.underMouse()
        painter.setBrush(
            QColor(colours.selected if self.isDown() else colours.key_hover if lively else colours.key)
        )
        painter.drawRoundedRect(edge, unit * 0.6, unit * 0.6)
        self._write(painter, edge)

    def _write(self, painter: QPainter, edge: QRectF) -> None:
        colours, font = theme().colours, QFont(self.font())
        size = self.font().pointSizeF()
        centre = Qt.AlignmentFlag.AlignCenter
        font.setPointSizeF(size * 1.5)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        upper = QRectF(edge.x(), edge.y() + edge.height() * 0.08, edge.width(), edge.height() * 0.55)
        painter.drawText(upper if self.letters else edge, centre, self.digit)
        font.setPointSizeF(size * 0.78)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        painter.setFont(font)
        painter.setPen(QColor(colours.soft))
        lower = QRectF(edge.x(), edge.y() + edge.height() * 0.58, edge.width(), edge.height() * 0.32)
        painter.drawText(lower, centre, self.letters)


class Keypad(QWidget):
    """Signals:
    pressed: A digit, ``*``, ``#`` or ``+``.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(self.tr("Keypad"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(units(0.45))
        self.keys = [self._key(position, *key) for position, key in enumerate(KEYS)]
        for position, key in enumerate(self.keys):
            grid.addWidget(key, *divmod(position, _COLUMNS))

    def _key(self, position: int, digit: str, letters: str) -> Key:
        key = Key(digit, letters, self)
        policy = Qt.FocusPolicy.StrongFocus if position == 0 else Qt.FocusPolicy.ClickFocus
        key.setFocusPolicy(policy)
        key.setSizePolicy(key.sizePolicy().Policy.Expanding, key.sizePolicy().Policy.Maximum)
        key.clicked.connect(lambda: self.pressed.emit(digit))
        key.held.connect(lambda: self.pressed.emit(letters))
        return key

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        focused = next((position for position, key in enumerate(self.keys) if key.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        else:
            row, column = (here + by for here, by in zip(divmod(focused, _COLUMNS), step, strict=True))
            if 0 <= column < _COLUMNS and 0 <= row < len(self.keys) // _COLUMNS:
                self.keys[row * _COLUMNS + column].setFocus(Qt.FocusReason.TabFocusReason)
