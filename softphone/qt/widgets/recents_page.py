"""Recent calls beside the dialler: find, and put a number back into the field."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from softphone.qt.models.recents import RecentRole, RecentsModel
from softphone.qt.theme import theme, units
from softphone.qt.widgets.pieces import label, show_text

Index = QModelIndex | QPersistentModelIndex


class RecentsPage(QWidget):
    """Signals:
    wanted: A number to put into the field.
    """

    wanted = Signal(str)

    def __init__(self, recents: RecentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recents = recents
        self.search = QLineEdit(placeholderText=self.tr("Find a number or an outcome"))
        self.list = QListView()
        self._nothing = label(look="soft")
        self._arrange()
        self.search.textChanged.connect(recents.filter)
        self.list.clicked.connect(self._chosen)
        self.list.activated.connect(self._chosen)
        recents.modelReset.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        title = label("", "label")
        title.setTextFormat(Qt.TextFormat.AutoText)
        title.setText(self.tr("&Recents"))
        title.setBuddy(self.list)
        self.search.setAccessibleName(self.tr("Find in recents"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Recent calls"))
        self.list.setMouseTracking(True)
        self.list.setModel(self._recents)
        self.list.setItemDelegate(RecentRows(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing.setWordWrap(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.6))
        inside.addWidget(title)
        inside.addWidget(self.search)
        inside.addWidget(self._nothing)
        inside.addWidget(self.list, 1)

    def _show(self) -> None:
        empty = not self._recents.rowCount()
        words = ""
        if empty and self._recents.has_any:
            words = self.tr("No call matches “{text}”.").format(text=self.search.text())
        elif empty:
            words = self.tr("Your calls will be listed here, with the number that you showed.")
        show_text(self._nothing, words)

    def _chosen(self, index: QModelIndex) -> None:
        self.wanted.emit(str(index.data(RecentRole.NUMBER)))


class RecentRows(QStyledItemDelegate):
    """Two lines a call, under the day it was made."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = units(1.6) if index.data(RecentRole.DAY) else 0
        return QSize(units(14), units(3.0) + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        font = QFont(option.font)
        area = self._heading(painter, area, font, str(index.data(RecentRole.DAY)))
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().colours.selected))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), units(0.4), units(0.4))
        self._call(painter, area, font, index)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, font: QFont, day: str) -> QRect:
        if not day:
            return area
        font = QFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme().colours.soft))
        top = QRect(area.left(), area.top(), area.width(), units(1.6))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, day)
        return area.adjusted(0, units(1.6), 0, 0)

    def _call(self, painter: QPainter, area: QRect, font: QFont, index: Index) -> None:
        colours = theme().colours
        inside = area.adjusted(units(0.6), units(0.3), -units(0.6), -units(0.3))
        mark = QRect(inside.left(), inside.top(), units(1.1), inside.height())
        upper = inside.adjusted(units(1.3), 0, 0, -inside.height() // 2)
        lower = upper.translated(0, inside.height() // 2)
        start = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        reached = bool(index.data(RecentRole.WAS_REACHED))
        painter.setFont(font)
        painter.setPen(QColor(colours.soft if reached else colours.missed))
        painter.drawText(
            mark, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, "↗" if reached else "×"
        )
        painter.setPen(QColor(colours.soft))
        result = str(index.data(RecentRole.RESULT))
        painter.drawText(upper, end, str(index.data(RecentRole.WHEN)))
        painter.drawText(lower, end, result)
        room = lower.width() - painter.fontMetrics().horizontalAdvance(result) - units(0.8)
        shown_as = str(index.data(RecentRole.SHOWN_AS))
        painter.drawText(
            lower, start, painter.fontMetrics().elidedText(shown_as, Qt.TextElideMode.ElideRight, room)
        )
        font = QFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(upper, start, str(index.data(RecentRole.NUMBER)))
