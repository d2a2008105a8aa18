"""Suggestions at a field for a number or a person; the field keeps the focus, and the shortcuts work.

Rule: Down and Up choose, Enter fills the field with the chosen one and does not call, Esc closes.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from softphone.qt.language import in_order
from softphone.qt.models.calls.call_guests import PeopleModel
from softphone.qt.models.dialling.suggestions import SuggestionsModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce


class SuggestionsPopup(QFrame):
    """Signals:
    chosen: What to put into the field: a number (E.164), or a colleague's name.
    """

    chosen = Signal(str)

    def __init__(
        self, suggestions: SuggestionsModel | PeopleModel, field: QWidget, *, above: bool = False
    ) -> None:
        """Args:
        above: Over the field, where it stands low in the window; else under it.
        """
        super().__init__(field, Qt.WindowType.ToolTip)
        self._above = above
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._suggestions = suggestions
        self._field = field
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Suggestions"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(units(0.3), units(0.3), units(0.3), units(0.3))
        inside.addWidget(self.list)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        suggestions.changed.connect(self._show)

    def handle(self, event: QKeyEvent) -> bool:
        """A key of the field; True when it was for the suggestions."""
        if not self.isVisible():
            return False
        row, key = self.list.currentRow(), event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(-1, min(self.list.count() - 1, row + step)))
            if self.list.currentItem() is not None:
                announce(self._field, self.list.currentItem().text())
        elif key == Qt.Key.Key_Escape:
            self._suggestions.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._choose(row)
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        chosen = self._suggestions.rows[row].to_dial
        self._suggestions.clear()
        self.chosen.emit(chosen)

    def _show(self) -> None:
        rows = self._suggestions.rows
        self.list.clear()
        if not rows or not self._field.hasFocus():
            self.hide()
            return
        self.list.addItems([" ".join(filter(None, (row.name, in_order(row.number)))) for row in rows])
        height = self.list.sizeHintForRow(0) * len(rows) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)
        self.setFixedSize(max(self._field.width(), units(20)), height + 2 * units(0.3) + 2)
        top = -self.height() if self._above else self._field.height()
        self.move(self._field.mapToGlobal(QPoint(0, top)))
        self.show()
