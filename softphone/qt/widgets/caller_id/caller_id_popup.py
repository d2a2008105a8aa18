"""The list of numbers the agent may show: a filter field above a list.

Keys: type to filter, Up and Down to move, Enter to choose, Alt+Enter for this call only,
Ctrl+P to pin, F5 to refresh, Esc to close. The line under the list says so.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from softphone.qt.models.caller_id.caller_ids import CallerIdRole, CallerIdsModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.caller_id.caller_id_rows import CallerIdRows
from softphone.qt.widgets.parts.pieces import label, show_text

_ROWS_SHOWN: Final = 8
_LIST_KEYS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class CallerIdPopup(QFrame):
    """Args:
        name: What a screen reader calls the list; unless given, the agent's own.
        keys: What the line under the list says of the keys.

    Signals:
    picked: An E.164, or "default".
    picked_once: The same, for this call only.
    refresh_wanted: F5 was pressed.
    closed: The list is gone, with or without a choice.
    """

    picked = Signal(str)
    picked_once = Signal(str)
    refresh_wanted = Signal()
    closed = Signal()

    def __init__(
        self, caller_ids: CallerIdsModel, parent: QWidget, *, name: str = "", keys: str = ""
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._caller_ids = caller_ids
        self._name = name or self.tr("Numbers you may show")
        self._keys = keys or self.tr("Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh")
        self.search = QLineEdit(placeholderText=self.tr("Find a name, a number, a place"))
        self.list = QListView(uniformItemSizes=True)
        self._nothing = label(look="soft")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.setAccessibleName(self._name)
        self.search.setAccessibleName(self.tr("Find a number to show"))
        self.list.setAccessibleName(self._name)
        self.list.setMouseTracking(True)
        # Thousands of rows are laid out in portions; the first one is on the screen at once.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(100)
        self.list.setModel(self._caller_ids)
        self.list.setItemDelegate(CallerIdRows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing.setWordWrap(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(units(0.5), units(0.5), units(0.5), units(0.5))
        inside.setSpacing(units(0.4))
        inside.addWidget(self.search)
        inside.addWidget(self._nothing)
        inside.addWidget(self.list)
        keys = label(self._keys, "soft")
        keys.setWordWrap(True)
        inside.addWidget(keys)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_current)
        self.list.clicked.connect(lambda index: self._choose(index.row(), self.picked))
        self._caller_ids.modelReset.connect(self._after_reset)

    def open_at(self, place: QPoint, width: int) -> None:
        """Open under ``place``, unfiltered, on the number that is picked."""
        self.search.clear()
        self._caller_ids.open()
        self.setFixedWidth(max(width, units(29)))
        self.list.setFixedHeight(self._height_of_rows())
        self.adjustSize()
        screen = self.screen().availableGeometry()
        place.setY(min(place.y(), screen.bottom() - self.height()))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self._select(self._caller_ids.row_to_select())
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @virtual(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; the keys that move belong to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _LIST_KEYS:
                self.list.keyPressEvent(event)
                return True
            if (work := self._work_of(event)) is not None:
                work()
                return True
        return super().eventFilter(watched, event)

    def _work_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here that the field would not do; None: it is the field's."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_F5:
            return self.refresh_wanted.emit
        if key == Qt.Key.Key_P and modifiers & Qt.KeyboardModifier.ControlModifier:
            return lambda: self._caller_ids.toggle_pin(self.list.currentIndex().row())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers & Qt.KeyboardModifier.AltModifier:
            return lambda: self._choose(self.list.currentIndex().row(), self.picked_once)
        return None

    @virtual(None)
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _height_of_rows(self) -> int:
        rows = max(1, min(_ROWS_SHOWN, self._caller_ids.rowCount()))
        return rows * max(1, self.list.sizeHintForRow(0)) + 2 * self.list.frameWidth()

    def _filter(self, text: str) -> None:
        self._caller_ids.filter(text)

    def _after_reset(self) -> None:
        empty = not self._caller_ids.rowCount()
        self.list.setVisible(not empty)
        show_text(self._nothing, self._nothing_words() if empty else "")
        self._select(self._caller_ids.row_to_select())

    def _nothing_words(self) -> str:
        if self._caller_ids.filter_text:
            return self.tr("No number matches “{text}”.").format(text=self._caller_ids.filter_text)
        return self._caller_ids.why_empty or self.tr(
            "There is no number that you may show. F5 reads the numbers again."
        )

    def _select(self, row: int) -> None:
        index = self._caller_ids.index(row)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _choose_current(self) -> None:
        self._choose(self.list.currentIndex().row(), self.picked)

    def _choose(self, row: int, how: SignalInstance) -> None:
        index = self._caller_ids.index(row)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            pick = str(index.data(CallerIdRole.PICK))
            self.hide()
            how.emit(pick)
