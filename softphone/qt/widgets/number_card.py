"""Whom I call: the number field, what was understood of it, and what will be dialled."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.qt.models.dial import DialModel
from softphone.qt.widgets.number_field import NumberField
from softphone.qt.widgets.pieces import card, label, show_text, wrapped


class NumberCard(QWidget):
    def __init__(self, dial: DialModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dial = dial
        self.field = NumberField(dial)
        self._place = label(look="soft")
        self._exact = label(look="soft")
        self._notes = wrapped("soft")
        self._problem = wrapped("problem")
        self._arrange()
        dial.changed.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        frame, inside = card()
        title = label("", "label")
        title.setTextFormat(title.textFormat().AutoText)
        title.setText(self.tr("&Number to call"))
        title.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Number to call"))
        self.field.setMinimumHeight(self.field.minimum_height())
        for part in (title, self.field, self._place, self._exact, self._notes, self._problem):
            inside.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)

    def _show(self) -> None:
        destination = self._dial.destination
        if self._dial.text == "" and self.field.text():
            self.field.clear()
        problem = self._dial.problem if self._dial.shows_problem_while_typing else ""
        show_text(self._problem, f"⚠ {problem}" if problem else "")
        self._place.setText(self._dial.place)
        self._exact.setText(
            self.tr("Will dial {number}").format(number=destination.number.e164) if destination else ""
        )
        show_text(self._notes, " ".join(destination.notes) if destination else "")
        self.field.setAccessibleDescription(problem or self._dial.place)
