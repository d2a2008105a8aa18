"""Whom I call: the number field, what was understood of it, and what will be dialled."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from softphone.domain.numbers.keys import with_keys
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.language import in_order
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.dialling.suggestions import SuggestionsModel
from softphone.qt.theme import units
from softphone.qt.widgets.dialling.number_field import NumberField
from softphone.qt.widgets.dialling.suggestions_popup import SuggestionsPopup
from softphone.qt.widgets.parts.pieces import card, flat_button, label, show_text, wrapped

_CLOCK_MS = 20_000
_CHOICES_SHOWN, _CHOICES_IN_A_ROW = 4, 2


class NumberCard(QWidget):
    def __init__(self, dial: DialModel, suggestions: SuggestionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dial = dial
        self.field = NumberField(dial)
        self.field.suggestions = SuggestionsPopup(suggestions, self.field)
        self.field.suggestions.chosen.connect(self._take)
        self.field.textEdited.connect(suggestions.look)
        dial.changed.connect(lambda: suggestions.clear() if dial.destination else None)
        self._place = label(look="soft")
        self._place.setWordWrap(True)
        self._exact = label(look="soft")
        self._notes = wrapped("soft")
        self._problem = wrapped("problem")
        self._quiet = wrapped("problem")
        self._choices = QWidget()
        self._offered: dict[str, str] = {}
        self._arrange()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._show_place)
        self._clock.start()
        dial.changed.connect(self._show)
        dial.refilled.connect(self.field.setText)
        self._show()

    def _arrange(self) -> None:
        frame, inside = card()
        title = label("", "label")
        title.setTextFormat(title.textFormat().AutoText)
        title.setText(self.tr("&Number to call"))
        title.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Number to call"))
        self.field.setMinimumHeight(self.field.minimum_height())
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(units(0.2))
        for part in (title, self.field, self._place, self._exact, self._notes):
            inside.addWidget(part)
        inside.addWidget(self._quiet)
        inside.addWidget(self._problem)
        inside.addWidget(self._choices)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _show(self) -> None:
        destination = self._dial.destination
        if self._dial.text == "" and self.field.text():
            self.field.clear()
        problem = self._dial.problem if self._dial.shows_problem_while_typing else ""
        show_text(self._problem, f"⚠ {problem}" if problem else "")
        self._exact.setText(
            self.tr("Will dial {number}").format(number=destination.number.e164) if destination else ""
        )
        for line in (self._place, self._exact):  # they keep their room while nothing is wrong
            line.setVisible(not problem)
        show_text(self._notes, self._dial.notes)
        self._show_place()
        self._offer(dict(list(self._dial.choices.items())[:_CHOICES_SHOWN]))
        self.field.setAccessibleDescription(problem or self._dial.place)

    def _show_place(self) -> None:
        self._place.setText(self._dial.place)
        quiet = self._dial.quiet
        show_text(self._quiet, f"⚠ {quiet}" if quiet else "")

    def _offer(self, numbers: dict[str, str]) -> None:
        """A button for each number that stands in the text, or that the one there has become."""
        self._choices.setVisible(bool(numbers))
        if numbers == self._offered:
            return
        self._offered = numbers
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for position, (e164, keys) in enumerate(numbers.items()):
            shown = PhoneNumber(e164).display
            button = flat_button(in_order(shown), self.tr("Call {number}").format(number=shown))
            button.clicked.connect(partial(self._take, with_keys(e164, keys)))
            self._grid.addWidget(button, *divmod(position, _CHOICES_IN_A_ROW))

    def _take(self, text: str, _checked: bool = False) -> None:
        self.field.show_number(text)
        self.field.setFocus()
