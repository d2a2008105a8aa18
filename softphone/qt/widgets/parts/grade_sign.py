"""A grade as a shape: up to three bars that rise; where one is missing there is a stub.

Rule: the shape alone tells the grade; its colour only repeats it.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.line.quality import Grade
from softphone.qt.theme import Colours, theme, units
from softphone.qt.virtual import virtual

_BARS: Final = 3
_STUB: Final = 0.14  # of the height: where a bar would stand
_OF_STEP: Final = 0.72


class GradeSign(QWidget):
    """None: not known yet; no bar stands."""

    def __init__(self, grade: Grade | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade = grade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_grade(self, grade: Grade | None) -> None:
        if grade is not self._grade:
            self._grade = grade
            self.update()

    @virtual(QSize())
    def sizeHint(self) -> QSize:
        return QSize(units(1.1), units(0.9))

    @virtual(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_colour(self._grade, theme().colours)))
        standing = 0 if self._grade is None else _BARS - self._grade
        step = self.width() / _BARS
        for at in range(_BARS):
            height = self.height() * ((at + 1) / _BARS if at < standing else _STUB)
            place = at if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else _BARS - 1 - at
            painter.drawRect(QRectF(place * step, self.height() - height, step * _OF_STEP, height))


def _colour(grade: Grade | None, colours: Colours) -> str:
    return {
        None: colours.soft,
        Grade.GOOD: colours.call,
        Grade.FAIR: colours.warn,
        Grade.BAD: colours.missed,
    }[grade]
