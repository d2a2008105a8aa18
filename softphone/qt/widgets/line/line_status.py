"""The agent's line in the bottom line, in a few words; and over the page while something is wrong.

Rule 1: what is shown is the state that is true now: it goes when the state does.
Rule 2: a state is told by words and a sign, never by colour alone.
"""

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.domain.line.line_state import LineState
from softphone.qt.models.line.line import LineModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, wrapped

_PASSING: Final = frozenset({LineState.OFF, LineState.STARTING, LineState.READY, LineState.RECONNECTING})
_SIGNS: Final = {LineState.READY: "●", LineState.STARTING: "○", LineState.RECONNECTING: "◌"}


class LineStatusView(QWidget):
    """For the bottom line; hidden while the agent's calls ring at another phone."""

    def __init__(self, line: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._words = label(look="soft")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._words)
        line.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words = self._line.words
        self.setVisible(self._line.is_used)
        shown = f"{_SIGNS.get(self._line.status.state, '⚠')} {words}"
        if self._words.text() != shown:
            self._words.setText(shown)
            self._words.setAccessibleName(words)
            self._words.setToolTip(self._line.remedy)
            if self._line.is_used:
                announce(self, words)


class LineTrouble(QFrame):
    """What is wrong with the line and what to do, over the page, for as long as it is so."""

    def __init__(self, line: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._line = line
        self._words = wrapped()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.8), units(0.3), units(0.8), units(0.3))
        inside.addWidget(self._words, 1)
        line.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        is_wrong = self._line.is_used and self._line.status.state not in _PASSING
        words = f"⚠ {self._line.words} {self._line.remedy}".strip() if is_wrong else ""
        if words and words != self._words.text():
            announce(self, f"{self._line.words} {self._line.remedy}", assertive=True)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.setVisible(bool(words))
