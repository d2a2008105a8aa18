"""Somebody calls the agent's line whom nobody here asked for: who, Answer, Refuse; then Hang up.

Keys: F6 answers, Shift+F6 refuses, Shift+F8 hangs up on who called; they stand in the Call menu.
Rule: it never takes the focus: what is being typed is not an answer.
"""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.line.line import LineModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, named


class IncomingBar(QFrame):
    """Attributes:
    actions_for_menu: Answer, Refuse and Hang up, with their keys.
    """

    def __init__(self, line: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Incoming call"))
        self._line = line
        self._words = label(look="callerId")
        self.answer = named(QPushButton(self.tr("Answer")), "call")
        self.refuse = named(QPushButton(self.tr("Refuse")), "hang")
        self.hang_up = named(QPushButton(self.tr("Hang up")), "hang")
        self.answer.setToolTip(self.tr("Answer (F6); a call in progress ends"))
        self.refuse.setToolTip(self.tr("Refuse (Shift+F6)"))
        self.hang_up.setToolTip(self.tr("Hang up on who called (Shift+F8)"))
        self._answer = self._action(self.tr("&Answer the incoming call"), "F6", self.answer, line.accept)
        self._refuse = self._action(
            self.tr("Re&fuse the incoming call"), "Shift+F6", self.refuse, line.reject
        )
        self._end = self._action(self.tr("Hang &up on who called"), "Shift+F8", self.hang_up, line.hang_up)
        self.actions_for_menu = [self._answer, self._refuse, self._end]
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.9), units(0.5), units(0.9), units(0.5))
        inside.setSpacing(units(0.55))
        inside.addWidget(self._words, 1)
        for button in (self.answer, self.refuse, self.hang_up):
            inside.addWidget(button)
        line.changed.connect(self._show)
        self._show()

    def _action(self, text: str, keys: str, button: QPushButton, do: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(do)
        button.clicked.connect(do)
        button.setAccessibleDescription(button.toolTip())
        return action

    def _show(self) -> None:
        incoming, visitor = self._line.incoming, self._line.visitor
        self.setVisible(incoming is not None or visitor is not None)
        asks, talks = incoming is not None, incoming is None and visitor is not None
        for action in (self._answer, self._refuse):
            action.setEnabled(asks)
        for button in (self.answer, self.refuse):
            button.setVisible(asks)
        self.hang_up.setVisible(talks)
        self._end.setEnabled(visitor is not None)
        for action in self.actions_for_menu:
            action.setToolTip("" if action.isEnabled() else self.tr("Nobody is calling you."))
        self._say(self._sentence())

    def _sentence(self) -> str:
        if self._line.incoming is not None:
            return self.tr("{caller} is calling you").format(caller=_shown(self._line.incoming.caller))
        if self._line.visitor is not None:
            return self.tr("You talk to {caller}").format(caller=_shown(self._line.visitor.caller))
        return ""

    def _say(self, words: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
            if words:
                announce(self, words, assertive=True)


def _shown(caller: str) -> str:
    """A number as people read it; other addresses as they are."""
    try:
        return PhoneNumber(caller).display
    except (SoftphoneError, ValueError):
        return caller
