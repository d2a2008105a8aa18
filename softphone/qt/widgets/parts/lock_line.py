"""A padlock, who has set what is locked, and on which line of which file.

Rule: it can be reached by keyboard and read aloud: who meets a lock wants to know whom to ask.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.qt.theme import units
from softphone.qt.widgets.parts.icon_label import IconLabel
from softphone.qt.widgets.parts.pieces import label


class LockLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label(look="soft")
        self._words.setWordWrap(True)
        by = Qt.TextInteractionFlag
        self._words.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # after the flags: they set one of their own
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.4))
        inside.addWidget(IconLabel("padlock"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._words, 1)
        self.setVisible(False)

    def show_lock(self, words: str, where: str, *, of: str) -> None:
        """Show who has locked ``of``; empty words hide the line."""
        self._words.setText(words)
        self._words.setToolTip(where)
        self._words.setAccessibleName(self.tr("{setting}: {words}").format(setting=of, words=words))
        self._words.setAccessibleDescription(where)
        self.setVisible(bool(words))
