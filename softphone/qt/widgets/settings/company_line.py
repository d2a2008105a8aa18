"""A lasting line: the company's settings file is broken, gone, or not the administrator's alone.

Rule: it cannot be dismissed; it goes when the file is mended.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import named, wrapped


class CompanyLine(QFrame):
    def __init__(self, session: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "notice")
        self._session = session
        self._said = ""
        self._words = wrapped()
        by = Qt.TextInteractionFlag
        self._words.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.8), units(0.3), units(0.8), units(0.3))
        inside.addWidget(self._words, 1)
        self.setVisible(False)
        session.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words = spoken(self._session.rulebook.company.warning)
        if words == self._said:
            return
        self._said = words
        self._words.setText(f"⚠ {words}")
        self._words.setVisible(bool(words))
        self._words.setAccessibleName(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words, assertive=True)
