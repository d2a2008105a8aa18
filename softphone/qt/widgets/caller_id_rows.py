"""Paints one row of the caller-ID list: label and number, place and tags, a tick on the pick."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.qt.models.caller_ids import CallerIdRole
from softphone.qt.theme import theme, units

Index = QModelIndex | QPersistentModelIndex


class CallerIdRows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(units(16), units(2.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme().colours
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selected))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), units(0.4), units(0.4))
        self._texts(painter, option, area, index)
        painter.restore()

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, index: Index) -> None:
        colours = theme().colours
        inside = area.adjusted(units(0.6), units(0.25), -units(0.6), -units(0.25))
        tick = QRect(inside.left(), inside.top(), units(1.1), inside.height())
        upper = QRect(
            inside.left() + units(1.2), inside.top(), inside.width() - units(1.2), inside.height() // 2
        )
        lower = upper.translated(0, upper.height())
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        strong, plain = QFont(option.font), QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setPen(QColor(colours.accent))
        if index.data(CallerIdRole.IS_PICKED):
            painter.drawText(tick, Qt.AlignmentFlag.AlignCenter, "✓")
        number = str(index.data(CallerIdRole.NUMBER))
        painter.setPen(QColor(colours.text))
        painter.setFont(plain)
        painter.drawText(upper, end, number)
        painter.setFont(strong)
        room = upper.width() - painter.fontMetrics().horizontalAdvance(number) - units(0.8)
        name = str(index.data(CallerIdRole.LABEL)) or number
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, start, name)
        painter.setFont(plain)
        painter.setPen(QColor(colours.soft))
        below = " · ".join(filter(None, (index.data(CallerIdRole.PLACE), index.data(CallerIdRole.TAGS))))
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, start, below)
