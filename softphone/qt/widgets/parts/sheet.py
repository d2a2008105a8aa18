"""A dialog with a table of words: find, select, copy, close. Its rows never change.

Keys: type to find, arrows to move, Ctrl+C copies the rows that are selected, or all, Esc closes.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.dialog_size import open_at_size
from softphone.qt.widgets.parts.pieces import label, named

Row = Sequence[str]
_WIDEST_COLUMN: Final = 16  # lines of text; the tooltip has the rest


class _Find(QLineEdit):
    """Enter leads to what was found; it is no answer to the dialog.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Sheet(QDialog):
    """Args:
    help_words: One or two sentences above the table.
    """

    def __init__(
        self, title: str, help_words: str, headings: Row, rows: Sequence[Row], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._headings = headings
        self.search = _Find(placeholderText=self.tr("Find"))
        self.table = named(QTableView(), "sheet")
        self.leave = QPushButton(self.tr("Close"))
        self.buttons = QHBoxLayout()
        self._found = QSortFilterProxyModel(self)
        self._fill(title, rows)
        self._arrange(help_words)
        self.search.entered.connect(self.table.setFocus)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        open_at_size(self, 62, 36)

    def copy(self) -> None:
        """Put the selected rows, or all that are found, on the clipboard, a tab between columns."""
        selected = [index.row() for index in self.table.selectionModel().selectedRows()]
        rows = sorted(selected) or list(range(self._found.rowCount()))
        lines = [self._headings, *(self._texts(row) for row in rows)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        announce(self.table, self.tr("Copied"))

    def _texts(self, row: int) -> list[str]:
        columns = range(self._found.columnCount())
        return [str(self._found.index(row, column).data()) for column in columns]

    def _fill(self, title: str, rows: Sequence[Row]) -> None:
        model = QStandardItemModel(0, len(self._headings), self)
        model.setHorizontalHeaderLabels(list(self._headings))
        for row in rows:
            items = [QStandardItem(text) for text in row]
            for item, text in zip(items, row, strict=True):
                item.setEditable(False)
                item.setToolTip(text)
            model.appendRow(items)
        self._found.setSourceModel(model)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table.setModel(self._found)
        self.table.setAccessibleName(title)

    def _arrange(self, help_words: str) -> None:
        said = label(help_words, "soft")
        self.setAccessibleDescription(help_words)
        said.setWordWrap(True)
        self.search.setAccessibleName(self.tr("Find in this table"))
        self.search.setClearButtonEnabled(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.table.resizeColumnsToContents()
        for column in range(len(self._headings)):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), units(_WIDEST_COLUMN)))
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        copy = QPushButton(self.tr("&Copy"))
        copy.clicked.connect(self.copy)
        self.leave.clicked.connect(self.close)
        self.leave.setDefault(True)
        self.buttons.addWidget(copy)
        self.buttons.addStretch()
        self.buttons.addWidget(self.leave)
        whole = QVBoxLayout(self)
        for part in (said, self.search, self.table):
            whole.addWidget(part)
        whole.addLayout(self.buttons)
