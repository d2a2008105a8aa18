"""A small picture of our own beside a line of text, in the text's colour and size.

Rule: a picture is never alone; the words beside it say the same.
"""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from softphone.qt.assets import asset
from softphone.qt.theme import theme, units


class IconLabel(QLabel):
    """Args:
    icon: The file's name without its ending, e.g. "padlock".
    """

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = asset(f"icons/{icon}.svg").read_text(encoding="utf-8")
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(drawn(self._drawing, theme().colours.soft, units(1.0), self.devicePixelRatioF()))


def drawn(drawing: str, colour: str, side: int, scale: float) -> QPixmap:
    """An SVG text as a square picture; what is drawn in currentColor gets ``colour``."""
    picture = QPixmap(round(side * scale), round(side * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    data = QByteArray(drawing.replace("currentColor", colour).encode())
    QSvgRenderer(data).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
