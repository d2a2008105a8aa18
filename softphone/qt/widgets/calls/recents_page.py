"""Recent calls beside the dialler: find, call again, copy, note, export.

Rule 1: one click fills the number field; a double click or Enter calls again.
Rule 2: every action is in the list's own menu and has a key.
"""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.calls.recents import RecentRole, RecentsModel
from softphone.qt.theme import units
from softphone.qt.widgets.calls.recent_rows import RecentRows
from softphone.qt.widgets.parts.pieces import label, show_text


class RecentsPage(QWidget):
    """Signals:
    wanted: A number to put into the field.
    again: A destination and the number it was shown, both E.164: call again.
    """

    wanted = Signal(str)
    again = Signal(str, str)

    def __init__(self, recents: RecentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recents = recents
        self.search = QLineEdit(placeholderText=self.tr("Find a name, a number, an outcome, a note"))
        self.list = QListView()
        self._nothing = label(look="soft")
        self.call_again = self._action(self.tr("Call &again"), "F12", self._call_again)
        self.copy = self._action(self.tr("&Copy the number"), QKeySequence.StandardKey.Copy, self._copy)
        self.note = self._action(self.tr("&Note…"), "Ctrl+N", self._edit_note)
        self.export = self._action(self.tr("&Export as CSV…"), "Ctrl+E", self._export)
        self._arrange()
        self._connect()
        self._show()

    @property
    def actions_for_menu(self) -> list[QAction]:
        """What the window's menu offers."""
        return [self.call_again, self.copy, self.note, self.export]

    def _action(self, text: str, keys: str | QKeySequence.StandardKey, work: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(work)
        return action

    def _arrange(self) -> None:
        self.search.setAccessibleName(self.tr("Find in recents"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Recent calls"))
        self.list.setAccessibleDescription(self.tr("Enter calls again; the menu key has more."))
        self.list.setMouseTracking(True)
        self.list.setModel(self._recents)
        self.list.setItemDelegate(RecentRows(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing.setWordWrap(True)
        # Copying belongs to the list alone: elsewhere Ctrl+C copies text.
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.addAction(self.copy)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.6))
        inside.addWidget(self.search)
        inside.addWidget(self._nothing)
        inside.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._recents.filter)
        self.list.clicked.connect(self._fill)
        self.list.doubleClicked.connect(self._call_again)
        self.list.customContextMenuRequested.connect(self._open_menu)
        enter = QAction(self)
        enter.setShortcuts([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        enter.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        enter.triggered.connect(self._call_again)
        self.list.addAction(enter)
        self._recents.modelReset.connect(self._show)
        self.list.selectionModel().currentChanged.connect(self._show_actions)

    def _show(self) -> None:
        words = ""
        if not self._recents.rowCount() and self._recents.is_searching:
            words = self.tr("No call matches “{text}”.").format(text=self.search.text().strip())
        elif not self._recents.rowCount():
            words = self.tr("Your calls will be listed here, with the number that you showed.")
        show_text(self._nothing, words)
        self._show_actions()

    def _show_actions(self) -> None:
        self.call_again.setEnabled(self._recents.rowCount() > 0)
        for action in (self.copy, self.note):
            action.setEnabled(self.list.currentIndex().isValid())
        self.export.setEnabled(self._recents.rowCount() > 0)

    def _call_again(self) -> None:
        """The call that is chosen in the list; else the last one."""
        row = self.list.currentIndex().row() if self.list.currentIndex().isValid() else 0
        if self._recents.rowCount():
            call = self._recents.call(row)
            self.again.emit(call.destination, call.caller_id)

    def _fill(self, index: QModelIndex) -> None:
        self.wanted.emit(PhoneNumber(self._recents.call(index.row()).destination).display)

    def _copy(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self._recents.call(index.row()).destination)

    def _edit_note(self) -> None:
        index: QModelIndex = self.list.currentIndex()
        if not index.isValid():
            return
        title = self.tr("Note on the call to {number}").format(number=index.data(RecentRole.NUMBER))
        note, agreed = QInputDialog.getMultiLineText(self, title, title, str(index.data(RecentRole.NOTE)))
        if agreed:
            self._recents.keep_note(index.row(), note)

    def _export(self) -> None:
        proposed = str(Path.home() / self.tr("calls.csv"))
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export your calls"), proposed, self.tr("CSV files (*.csv)")
        )
        if name:
            self._recents.export(Path(name))

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions_for_menu)
        menu.exec(self.list.mapToGlobal(where))
