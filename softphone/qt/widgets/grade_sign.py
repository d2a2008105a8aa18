"""A grade as a shape: three bars that rise, as many of them full as the grade has.

Rule: the shape alone tells the grade; its colour only repeats it.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.line_quality import Grade
from softphone.qt.theme import Colours, theme, units

_BARS: Final = 3


class GradeSign(QWidget):
    """None: not known yet; all bars are empty."""

    def __init__(self, grade: Grade | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade = grade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_grade(self, grade: Grade | None) -> None:
        if grade is not self._grade:
            self._grade = grade
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(units(1.1), units(0.9))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(_colour(self._grade, theme().colours))
        line = max(1.0, units(0.06))
        painter.setPen(QPen(colour, line))
        full = 0 if self._grade is None else _BARS - self._grade
        step = self.width() / _BARS
        for at in range(_BARS):
            height = (self.height() - line) * (at + 1) / _BARS
            place = at if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else _BARS - 1 - at
            bar = QRectF(
                place * step + line, self.height() - height - line / 2, step - 2 * line - step * 0.15, height
            )
            painter.setBrush(colour if at < full else Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)


def _colour(grade: Grade | None, colours: Colours) -> str:
    return {
        None: colours.soft,
        Grade.GOOD: colours.call,
        Grade.FAIR: colours.warn,
        Grade.BAD: colours.missed,
    }[grade]
