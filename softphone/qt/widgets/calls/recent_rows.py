"""Paints a recent call: two lines, a third for its note, under the day it was made."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.qt.models.calls.recents import RecentRole
from softphone.qt.theme import theme, units
from softphone.qt.virtual import virtual

_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_LINE, _HEADING = 1.2, 1.6  # heights in units


class RecentRows(QStyledItemDelegate):
    @virtual(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        heading = _HEADING if index.data(RecentRole.DAY) else 0
        lines = 3 if index.data(RecentRole.NOTE) else 2
        return QSize(units(14), units(0.6 + lines * _LINE + heading))

    @virtual(None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        area = self._heading(painter, option.rect, str(index.data(RecentRole.DAY)))
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().colours.selected))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), units(0.4), units(0.4))
        self._call(painter, area.adjusted(units(0.6), units(0.3), -units(0.6), -units(0.3)), index)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, day: str) -> QRect:
        if not day:
            return area
        top = QRect(area.left(), area.top(), area.width(), units(_HEADING))
        _write(painter, top, day, theme().colours.soft, strong=True)
        return area.adjusted(0, units(_HEADING), 0, 0)

    def _call(self, painter: QPainter, inside: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        colours = theme().colours
        reached = bool(index.data(RecentRole.WAS_REACHED))
        two_lines = QRect(inside.left(), inside.top(), units(1.1), units(2 * _LINE))
        two_lines = QStyle.visualRect(painter.layoutDirection(), inside, two_lines)
        _write(painter, two_lines, "↗" if reached else "×", colours.soft if reached else colours.hang)
        line = QRect(inside.left() + units(1.3), inside.top(), inside.width() - units(1.3), units(_LINE))
        line = QStyle.visualRect(painter.layoutDirection(), inside, line)
        name, number = str(index.data(RecentRole.NAME)), str(index.data(RecentRole.NUMBER))
        rows = (
            (name or number, str(index.data(RecentRole.WHEN)), True),
            (
                _joined(number if name else "", str(index.data(RecentRole.SHOWN_AS))),
                str(index.data(RecentRole.RESULT)),
                False,
            ),
            (str(index.data(RecentRole.NOTE)).replace("\n", " "), "", False),
        )
        for start, end, strong in rows:
            painter.setFont(_font(painter, strong=False))
            room = line.width() - painter.fontMetrics().horizontalAdvance(end) - units(0.8)
            _write(painter, line, end, colours.soft, alignment=_END)
            shown = QRect(line.left(), line.top(), room, line.height())
            if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                shown.moveRight(line.right())
            _write(painter, shown, start, colours.text if strong else colours.soft, strong=strong)
            line.translate(0, units(_LINE))


def _font(painter: QPainter, *, strong: bool) -> QFont:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _write(
    painter: QPainter,
    area: QRect,
    text: str,
    colour: str,
    *,
    strong: bool = False,
    alignment: Qt.AlignmentFlag = _START,
) -> None:
    painter.setFont(_font(painter, strong=strong))
    painter.setPen(QColor(colour))
    fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, alignment, fitted)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
