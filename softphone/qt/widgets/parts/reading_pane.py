"""A list of names, and the text of the one that is chosen beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QWidget

from softphone.qt.theme import units
from softphone.qt.widgets.parts.pieces import named


class ReadingPane(QWidget):
    """Args:
    list_name: What the list is, to a screen reader.
    """

    def __init__(self, list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = named(QListWidget(), "sheet")
        self.text = QPlainTextEdit(readOnly=True)
        self._texts: list[str] = []
        self.names.setAccessibleName(list_name)
        self.names.setMinimumWidth(units(12))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.6))
        inside.addWidget(self.names, 1)
        inside.addWidget(self.text, 4)
        self.names.currentRowChanged.connect(self._show)

    def fill(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show these names and their texts, the first one open."""
        self._texts = [text for _, text in entries]
        self.names.clear()
        self.names.addItems([name for name, _ in entries])
        self.names.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._texts):
            self.text.setPlainText(self._texts[row])
            self.text.setAccessibleName(self.names.item(row).text())
