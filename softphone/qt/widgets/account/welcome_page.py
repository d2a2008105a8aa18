"""The first run on a machine where nothing is known: try it, or sign in.

Rule: no dead end; whichever is chosen, the other one stays a step away.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.account.session import SessionModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.pieces import card, label, named


class WelcomePage(QWidget):
    """Signals:
    sign_in_wanted: Show the sign-in page.
    """

    sign_in_wanted = Signal()

    def __init__(self, session: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.sandbox = named(QPushButton(self.tr("&Try it in the sandbox")), "call")
        self.sign_in = QPushButton(self.tr("&Sign in…"))
        self._arrange()
        self.sandbox.clicked.connect(session.try_sandbox)
        self.sign_in.clicked.connect(self.sign_in_wanted)
        session.changed.connect(self._show_busy)

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        self.sandbox.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        frame, inside = card()
        inside.setContentsMargins(units(1.6), units(1.4), units(1.6), units(1.6))
        inside.addWidget(label(self.tr("Welcome to Softphone"), "callerId"))
        inside.addSpacing(units(0.8))
        for button, words in (
            (
                self.sandbox,
                self.tr(
                    "A company of its own on this computer: call and look around, no real telephone rings."
                ),
            ),
            (
                self.sign_in,
                self.tr("Use your company's Twilio account; your supervisor has what it asks for."),
            ),
        ):
            inside.addLayout(_choice(button, words))
            inside.addSpacing(units(0.8))
        frame.setMaximumWidth(units(42))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 8)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(2)

    def _show_busy(self) -> None:
        for button in (self.sandbox, self.sign_in):
            button.setEnabled(not self._session.is_busy)


def _choice(button: QPushButton, words: str) -> QVBoxLayout:
    """A button with its sentence below."""
    button.setAccessibleDescription(words)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    button.setMinimumHeight(max(44, units(2.4)))
    said = label(words, "soft")
    said.setWordWrap(True)
    inside = QVBoxLayout()
    inside.setSpacing(units(0.3))
    inside.addWidget(button)
    inside.addWidget(said)
    return inside
