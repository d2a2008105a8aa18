"""Paints one row of the caller-ID list: label and number, place and tags, a tick on the pick.

What was typed is marked where it was found, by a ground and an underline.
"""

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.qt.models.caller_id.caller_ids import CallerIdRole
from softphone.qt.theme import theme, units
from softphone.qt.virtual import virtual

_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class CallerIdRows(QStyledItemDelegate):
    @virtual(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(units(16), units(2.7))

    @virtual(None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, area = theme().colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(CallerIdRole.IS_HEADING):
            self._heading(painter, area, QFont(option.font), str(index.data(CallerIdRole.LABEL)))
        else:
            enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
            lively = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
            if lively and enabled:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.selected))
                painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), units(0.4), units(0.4))
            self._number(painter, area, QFont(option.font), index, enabled)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, font: QFont, words: str) -> None:
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme().colours.soft))
        lower = area.adjusted(units(0.6), units(1.0), -units(0.6), 0)
        painter.drawText(lower, _START, words)

    def _number(
        self,
        painter: QPainter,
        area: QRect,
        font: QFont,
        index: QModelIndex | QPersistentModelIndex,
        enabled: bool,
    ) -> None:
        colours = theme().colours
        inside = area.adjusted(units(0.6), units(0.25), -units(0.6), -units(0.25))
        tick = QRect(inside.left(), inside.top(), units(1.1), inside.height())
        upper = QRect(
            inside.left() + units(1.2), inside.top(), inside.width() - units(1.2), inside.height() // 2
        )
        lower = upper.translated(0, upper.height())
        direction = painter.layoutDirection()
        tick, upper, lower = (QStyle.visualRect(direction, inside, each) for each in (tick, upper, lower))
        mark = (
            "✓" if index.data(CallerIdRole.IS_PICKED) else "★" if index.data(CallerIdRole.IS_PINNED) else ""
        )
        painter.setFont(font)
        painter.setPen(QColor(colours.accent))
        painter.drawText(tick, Qt.AlignmentFlag.AlignCenter, mark)
        text = colours.text if enabled else colours.off_text
        number = str(index.data(CallerIdRole.NUMBER))
        width = painter.fontMetrics().horizontalAdvance(number)
        at_end = QRect(upper.right() - width, upper.top(), width + 1, upper.height())
        at_end = QStyle.visualRect(direction, upper, at_end)
        _marked(painter, at_end, number, index.data(CallerIdRole.NUMBER_MATCH), text)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        room = upper.width() - width - units(0.8)
        name = str(index.data(CallerIdRole.LABEL)) or number
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        _marked(painter, upper, name, index.data(CallerIdRole.LABEL_MATCH), text)
        painter.setFont(font)
        painter.setPen(QColor(colours.soft if enabled else colours.off_text))
        below = str(index.data(CallerIdRole.BELOW))
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, _START, below)


def _marked(painter: QPainter, area: QRect, text: str, match: tuple[int, int], colour: str) -> None:
    """Draw ``text``; the part that was typed stands on a ground and is underlined."""
    start, length = match
    measure = painter.fontMetrics().horizontalAdvance
    if length and start + length <= len(text) and not _is_right_to_left(text):
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        begins = area.right() + 1 - measure(text) if is_mirrored else area.left()
        width = measure(text[start : start + length])
        ground = QRect(begins + measure(text[:start]), area.top() + 1, width, area.height() - 2)
        painter.fillRect(ground, QColor(theme().colours.tint))
        painter.setPen(QColor(theme().colours.accent))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
    painter.setPen(QColor(colour))
    painter.drawText(area, _START, text)


def _is_right_to_left(text: str) -> bool:
    """True for Arabic and Hebrew, whose parts do not stand one behind the other from the left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
