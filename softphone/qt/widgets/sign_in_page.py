"""Signing in: the account, the key, the agent, and where their phone rings.

Rule: the secret is typed once, goes to the keyring and is never shown again.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.session import SessionModel, SignInForm
from softphone.qt.theme import units
from softphone.qt.widgets.announcer import announce
from softphone.qt.widgets.pieces import card, label, named, show_text, wrapped


class SignInPage(QWidget):
    """Signals:
    left: Go back to the dialler.
    """

    left = Signal()

    def __init__(self, session: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.account_sid = QLineEdit(placeholderText="AC…")
        self.api_key_sid = QLineEdit(placeholderText="SK…")
        self.api_key_secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.agent = QLineEdit(placeholderText="ana")
        self.endpoint = QLineEdit(placeholderText="sip:ana@acme.sip.twilio.com")
        self.sign_in = named(QPushButton(self.tr("Sign in")), "call")
        self.sandbox = QPushButton(self.tr("Try it in the sandbox"))
        self.back = QPushButton(self.tr("Back"))
        self._problem = wrapped("problem")
        self._arrange()
        self._connect()

    def show_form(self, problem: str) -> None:
        """Fill in what is known and say why signing in is needed."""
        form = self._session.form()
        for field, text in (
            (self.account_sid, form.account_sid),
            (self.api_key_sid, form.api_key_sid),
            (self.agent, form.agent),
            (self.endpoint, form.endpoint),
        ):
            if not field.text():
                field.setText(text)
        self.back.setVisible(self._session.agent != "")
        self._say(problem)
        next((field for field in self._fields() if not field.text()), self.api_key_secret).setFocus()

    def _arrange(self) -> None:
        frame, inside = card()
        title = label(self.tr("Sign in to your company's Twilio account"), "callerId")
        inside.addWidget(title)
        inside.addLayout(self._form())
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

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(units(0.35))
        for words, help_words, field in (
            (self.tr("Account SID"), self.tr("On the first page of the Twilio Console."), self.account_sid),
            (self.tr("API key SID"), self.tr("The key's SID starts with SK."), self.api_key_sid),
            (
                self.tr("API key secret"),
                self.tr("Kept in this computer's keyring, nowhere else."),
                self.api_key_secret,
            ),
            (self.tr("Your name"), self.tr("As your supervisor knows it."), self.agent),
            (
                self.tr("Where does your phone ring?"),
                self.tr("A SIP address, or a telephone number with +."),
                self.endpoint,
            ),
        ):
            title = named(QLabel(words), "label")
            title.setBuddy(field)
            field.setAccessibleName(words)
            field.setAccessibleDescription(help_words)
            field.setToolTip(help_words)
            form.addRow(title, field)
        return form

    def _connect(self) -> None:
        self.sign_in.clicked.connect(self._submit)
        self.sandbox.clicked.connect(self._session.try_sandbox)
        self.back.clicked.connect(self.left)
        for field in self._fields():
            field.returnPressed.connect(self._submit)
        self._session.changed.connect(self._show_busy)
        self._session.signed_in.connect(self.clear_secret)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.account_sid, self.api_key_sid, self.api_key_secret, self.agent, self.endpoint)

    def _submit(self) -> None:
        self._say("")
        self._session.sign_in(
            SignInForm(
                self.account_sid.text().strip(),
                self.api_key_sid.text().strip(),
                self.api_key_secret.text().strip(),
                self.agent.text().strip(),
                self.endpoint.text().strip(),
            )
        )

    def clear_secret(self) -> None:
        """After signing in: nothing of the secret stays in the window."""
        self.api_key_secret.clear()

    def _show_busy(self) -> None:
        self.sign_in.setEnabled(not self._session.is_busy)
        self.sign_in.setText(self.tr("Signing in…") if self._session.is_busy else self.tr("Sign in"))

    def _say(self, problem: str) -> None:
        show_text(self._problem, f"⚠ {problem}" if problem else "")
        if problem:
            announce(self, problem, assertive=True)
