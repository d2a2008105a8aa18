"""Somebody calls the agent's line whom nobody here asked for: who, Answer, Refuse.

Keys: F6 answers, Shift+F6 refuses, in the whole window; both stand in the Call menu.
Rule: it never takes the focus: what is being typed is not an answer.
"""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers import PhoneNumber
from softphone.qt.models.line import LineModel
from softphone.qt.theme import units
from softphone.qt.widgets.announcer import announce
from softphone.qt.widgets.pieces import label, named


class IncomingBar(QFrame):
    """Attributes:
    actions_for_menu: Answer and Refuse, with their keys.
    """

    def __init__(self, line: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Incoming call"))
        self._line = line
        self._words = label(look="callerId")
        self.answer = named(QPushButton(self.tr("Answer")), "call")
        self.refuse = named(QPushButton(self.tr("Refuse")), "hang")
        self.answer.setToolTip(self.tr("Answer (F6); a call in progress ends"))
        self.refuse.setToolTip(self.tr("Refuse (Shift+F6)"))
        answer = QAction(self.tr("&Answer the incoming call"), self)
        refuse = QAction(self.tr("Re&fuse the incoming call"), self)
        for action, keys, button, do in (
            (answer, "F6", self.answer, line.accept),
            (refuse, "Shift+F6", self.refuse, line.reject),
        ):
            action.setShortcut(keys)
            action.triggered.connect(do)
            button.clicked.connect(do)
            button.setAccessibleDescription(button.toolTip())
        self.actions_for_menu = [answer, refuse]
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.9), units(0.5), units(0.9), units(0.5))
        inside.setSpacing(units(0.55))
        inside.addWidget(self._words, 1)
        inside.addWidget(self.answer)
        inside.addWidget(self.refuse)
        line.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        incoming = self._line.incoming
        was_hidden = self.isHidden()
        self.setVisible(incoming is not None)
        for action in self.actions_for_menu:
            action.setEnabled(incoming is not None)
            action.setToolTip("" if incoming is not None else self.tr("Nobody is calling you."))
        if incoming is not None:
            words = self.tr("{caller} is calling you").format(caller=_shown(incoming.caller))
            self._words.setText(words)
            if was_hidden:
                announce(self, words, assertive=True)


def _shown(caller: str) -> str:
    """A number as people read it; other addresses as they are."""
    try:
        return PhoneNumber(caller).display
    except (SoftphoneError, ValueError):
        return caller
