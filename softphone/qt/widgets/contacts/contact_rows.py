"""Paints one contact: a star on favourites, name and number, company and the caller ID pinned for them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.qt.models.contacts.contact_rows import ContactRole
from softphone.qt.theme import theme, units
from softphone.qt.virtual import virtual

_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class ContactRows(QStyledItemDelegate):
    @virtual(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(units(14), units(3.0))

    @virtual(None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, area = theme().colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selected))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), units(0.4), units(0.4))
        inside = area.adjusted(units(0.6), units(0.3), -units(0.6), -units(0.3))
        if index.data(ContactRole.IS_FAVOURITE):
            star = QStyle.alignedRect(
                option.direction, _START, QSize(units(1.2), inside.height() // 2), _upper(inside)
            )
            painter.setPen(QColor(colours.accent))
            painter.drawText(star, _START, "★")
        texts = _after(option.direction, inside, units(1.3))
        self._line(painter, _upper(texts), QFont(option.font), index, ContactRole.NAME, ContactRole.NUMBER)
        lower = _upper(texts).translated(0, texts.height() // 2)
        self._line(painter, lower, QFont(option.font), index, ContactRole.BELOW, ContactRole.SHOWS)
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        area: QRect,
        font: QFont,
        index: QModelIndex | QPersistentModelIndex,
        start: ContactRole,
        end: ContactRole,
    ) -> None:
        """One text from the start of the line, shortened to leave room for one at its end."""
        colours, is_name = theme().colours, start == ContactRole.NAME
        painter.setFont(font)
        text = str(index.data(end))
        in_force = is_name or bool(index.data(ContactRole.IS_SHOWN))
        painter.setPen(QColor(colours.soft if in_force else colours.warn))
        painter.drawText(area, _END, text)
        room = area.width() - painter.fontMetrics().horizontalAdvance(text) - units(0.8)
        if is_name:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        painter.setPen(QColor(colours.text if is_name else colours.soft))
        shown = painter.fontMetrics().elidedText(str(index.data(start)), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _START, shown)


def _upper(area: QRect) -> QRect:
    return QRect(area.left(), area.top(), area.width(), area.height() // 2)


def _after(direction: Qt.LayoutDirection, area: QRect, width: int) -> QRect:
    """What is left of ``area`` behind its first ``width`` pixels in reading direction."""
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    return area.adjusted(0, 0, -width, 0) if is_mirrored else area.adjusted(width, 0, 0, 0)
