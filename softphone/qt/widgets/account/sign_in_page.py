"""Signing in: the account, the key, the agent, and where their phone rings.

Rule 1: the secret is typed once, goes to the keyring and is never shown again.
Rule 2: what the company has set is shown with who set it, and is not asked for.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.account.sign_in_form import SignInForm
from softphone.qt.theme import units
from softphone.qt.widgets.account.in_this_app import InThisApp
from softphone.qt.widgets.account.sign_in_field import SignInField
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import card, label, named, show_text, wrapped


class SignInPage(QWidget):
    """Signals:
    left: Go back to where the person came from.
    """

    left = Signal()

    def __init__(self, session: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._fields = self._made_fields()
        self.in_this_app = InThisApp(self._fields["agent"].line, self._fields["endpoint"].line)
        self.sign_in = named(QPushButton(self.tr("Sign in")), "call")
        self.sandbox = QPushButton(self.tr("Try it in the sandbox"))
        self.back = QPushButton(self.tr("Back"))
        self._problem = wrapped("problem")
        self._arrange()
        self._connect()

    def show_form(self, problem: str) -> None:
        """Fill in what is known and say why signing in is needed."""
        form = self._session.form()
        for name, field in self._fields.items():
            field.fill(str(getattr(form, name)), form.locked.get(name))
        self.in_this_app.show_form()
        self.sandbox.setVisible(not self._session.is_sandbox)
        self._say(problem)
        open_fields = [field.line for field in self._fields.values() if not field.is_locked]
        empty = (line for line in open_fields if not line.text())
        next(empty, self._fields["api_key_secret"].line).setFocus()

    def _made_fields(self) -> dict[str, SignInField]:
        """By their names in the form."""
        return {
            "account_sid": SignInField(
                self.tr("Account SID"), self.tr("On the first page of the Twilio Console."), "AC…"
            ),
            "api_key_sid": SignInField(
                self.tr("API key SID"), self.tr("The key's SID starts with SK."), "SK…"
            ),
            "api_key_secret": SignInField(
                self.tr("API key secret"),
                self.tr("Kept in this computer's keyring, nowhere else."),
                "",
                QLineEdit.EchoMode.Password,
            ),
            "agent": SignInField(self.tr("Your name"), self.tr("As your supervisor knows it."), "ana"),
            "endpoint": SignInField(
                self.tr("Where does your phone ring?"),
                self.tr("A SIP address, or a telephone number with +."),
                "sip:ana@acme.sip.twilio.com",
            ),
        }

    def _arrange(self) -> None:
        frame, inside = card()
        title = label(self.tr("Sign in to your company's Twilio account"), "callerId")
        inside.addWidget(title)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(units(0.35))
        for field in self._fields.values():
            form.addRow(field.title, field)
        form.insertRow(form.rowCount() - 1, "", self.in_this_app)
        inside.addLayout(form)
        inside.addWidget(self._problem)
        buttons = QHBoxLayout()
        for button in (self.sandbox, self.back):
            buttons.addWidget(button)
        buttons.addStretch()
        self.sign_in.setMinimumWidth(units(9))
        buttons.addWidget(self.sign_in)
        inside.addSpacing(units(0.5))
        inside.addLayout(buttons)
        frame.setMaximumWidth(units(42))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 8)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(2)

    def _connect(self) -> None:
        self.sign_in.clicked.connect(self._submit)
        self.sandbox.clicked.connect(self._session.try_sandbox)
        self.back.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        for field in self._fields.values():
            field.line.returnPressed.connect(self._submit)
        self._session.changed.connect(self._show_busy)
        self._session.signed_in.connect(self.clear_secret)

    def _submit(self) -> None:
        self._say("")
        self._session.sign_in(
            SignInForm(
                account_sid=self._typed("account_sid"),
                api_key_sid=self._typed("api_key_sid"),
                api_key_secret=self._typed("api_key_secret"),
                agent=self._typed("agent"),
                endpoint=self.in_this_app.where(),
            )
        )

    def _typed(self, name: str) -> str:
        return self._fields[name].line.text().strip()

    def clear_secret(self) -> None:
        """After signing in: nothing of the secret stays in the window."""
        self._fields["api_key_secret"].line.clear()

    def _show_busy(self) -> None:
        self.sign_in.setEnabled(not self._session.is_busy)
        self.sign_in.setText(self.tr("Signing in…") if self._session.is_busy else self.tr("Sign in"))

    def _say(self, problem: str) -> None:
        show_text(self._problem, f"⚠ {problem}" if problem else "")
        if problem:
            announce(self, problem, assertive=True)
