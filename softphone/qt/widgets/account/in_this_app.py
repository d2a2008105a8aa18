"""The first choice of where the agent's phone rings: in this app.

Rule 1: where audio in the app is possible it is chosen while nothing else is known; where it is not,
        it says why, and what to install.
Rule 2: what is typed as the endpoint goes before it.
"""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from softphone.domain.line.line_state import client_endpoint, rings_in_the_app
from softphone.qt.models.line.line import why_no_line


class InThisApp(QCheckBox):
    """Args:
    name: Where the agent's name is typed.
    endpoint: Where it is typed where their phone rings.
    """

    def __init__(self, name: QLineEdit, endpoint: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("In this app, with your headset"))
        self._name, self._endpoint = name, endpoint
        self._example = endpoint.placeholderText()
        name.textChanged.connect(self._show_where)
        endpoint.textEdited.connect(self._follow_endpoint)
        self.clicked.connect(self._choose)

    def show_form(self) -> None:
        """After the fields were filled in."""
        self.setVisible(self._endpoint.isEnabled())
        why_not = why_no_line()
        self.setEnabled(not why_not)
        self.setToolTip(why_not)
        self.setAccessibleDescription(why_not)
        typed = self._endpoint.text()
        is_offered = self.isEnabled() and not self.isHidden()
        self.setChecked(is_offered and (not typed or rings_in_the_app(typed)))
        self._show_where()

    def where(self) -> str:
        """The endpoint: what is typed, or else the agent's line in the app."""
        typed = self._endpoint.text().strip()
        return typed or (client_endpoint(self._name.text().strip()) if self.isChecked() else "")

    def _show_where(self) -> None:
        here = client_endpoint(self._name.text().strip()) if self.isChecked() else ""
        self._endpoint.setPlaceholderText(here or self._example)

    def _follow_endpoint(self, typed: str) -> None:
        self.setChecked(self.isEnabled() and rings_in_the_app(typed.strip()))
        self._show_where()

    def _choose(self, is_chosen: bool) -> None:
        self._endpoint.clear()
        self._show_where()
        if not is_chosen:
            self._endpoint.setFocus()
