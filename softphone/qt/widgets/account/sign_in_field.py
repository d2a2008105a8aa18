"""One field of the sign-in page; with a padlock and whose it is where the company has set it."""

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.qt.language import spoken
from softphone.qt.theme import units
from softphone.qt.widgets.parts.icon_label import IconLabel
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped


class LockedBy(Protocol):
    """Who has set a value, and where."""

    @property
    def words(self) -> str: ...
    @property
    def where(self) -> str: ...


class SignInField(QWidget):
    """Attributes:
    line: Where it is typed.
    title: Its words, for the form.
    """

    def __init__(
        self,
        title: str,
        help_words: str,
        example: str,
        echo: QLineEdit.EchoMode = QLineEdit.EchoMode.Normal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = QLineEdit(placeholderText=example, echoMode=echo)
        self.title = label(title, "label")
        self.title.setBuddy(self.line)
        self.line.setAccessibleName(title)
        self._help = help_words
        self._padlock = IconLabel("padlock")
        self._origin = wrapped("soft")
        below = QHBoxLayout()
        below.setSpacing(units(0.4))
        below.addWidget(self._padlock)
        below.addWidget(self._origin, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.15))
        inside.addWidget(self.line)
        inside.addLayout(below)
        self.setFocusProxy(self.line)
        self.fill("", None)

    @property
    def is_locked(self) -> bool:
        return not self.line.isEnabled()

    def fill(self, text: str, locked_by: LockedBy | None) -> None:
        """Show ``text`` if nothing was typed yet; what is locked is shown whatever was typed."""
        if locked_by is not None or not self.line.text():
            self.line.setText(text)
        self.line.setEnabled(locked_by is None)
        self._padlock.setVisible(locked_by is not None)
        by = spoken(locked_by.words) if locked_by else ""
        show_text(self._origin, by)
        more = f"{by} – {locked_by.where}" if locked_by else self._help
        self._origin.setToolTip(more)
        self.line.setToolTip(more)
        self.line.setAccessibleDescription(more)
