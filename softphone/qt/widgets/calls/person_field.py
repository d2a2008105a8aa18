"""One line for somebody to ring: a name, a number or a SIP address, and what to do with them.

Rule: Enter does what can be taken back: it talks first, or asks in; it never hands over.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.calls.call_guests import CallGuests, PeopleModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.dialling.suggestions_popup import SuggestionsPopup
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import show_text, wrapped

Ring = Callable[[str], str]


class NameField(QLineEdit):
    """A field whose suggestions take its arrow keys, Enter and Escape while they are open."""

    suggestions: SuggestionsPopup | None = None

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.suggestions is None or not self.suggestions.handle(event):
            super().keyPressEvent(event)

    @virtual(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.suggestions is not None:
            self.suggestions.hide()


class PersonField(QWidget):
    """Args:
    name: What a screen reader calls the field.
    choices: Each button's text and what it does; the last is what Enter does.

    Signals:
    done: Somebody is being rung, or Escape was pressed.
    """

    done = Signal()

    def __init__(
        self,
        guests: CallGuests,
        name: str,
        choices: list[tuple[str, Ring]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = NameField(placeholderText=self.tr("Name of a colleague, phone number or SIP address"))
        self.field.setAccessibleName(name)
        self._problem = wrapped("problem")
        self.buttons = [QPushButton(text) for text, _ring in choices]
        self._people = PeopleModel(guests, self)
        self.field.suggestions = SuggestionsPopup(self._people, self.field, above=True)
        self.field.suggestions.chosen.connect(self._put_into_field)
        self.field.textEdited.connect(self._on_text_edited)
        self._arrange()
        for button, (_text, ring) in zip(self.buttons, choices, strict=True):
            button.clicked.connect(lambda _checked, ring=ring: self._ring(ring))
        self.field.returnPressed.connect(lambda: self._ring(choices[-1][1]))
        self.buttons[-1].setToolTip(self.tr("Enter does this"))

    def begin(self) -> None:
        """Ready for typing."""
        self.field.clear()
        show_text(self._problem, "")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(units(0.4))
        row.addWidget(self.field, 1)
        for part in (self.field, *self.buttons):
            part.setMinimumHeight(max(40, units(2.1)))
        for button in self.buttons:
            button.setAutoDefault(True)  # Enter presses it
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(units(0.2))
        whole.addWidget(self._problem)
        whole.addLayout(row)

    def _on_text_edited(self, text: str) -> None:
        show_text(self._problem, "")
        self._people.look(text)

    def _put_into_field(self, text: str) -> None:
        self.field.setText(text)

    def _ring(self, ring: Ring) -> None:
        self._people.clear()
        problem = ring(self.field.text())
        if not problem:
            self.done.emit()
            return
        show_text(self._problem, f"⚠ {problem}")
        self.field.setAccessibleDescription(problem)
        announce(self.field, problem, assertive=True)
        self.field.setFocus()
