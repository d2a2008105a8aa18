"""Who else is in the call or being called, and what may be done with them.

Rule: the buttons stand in one row that stays where it is while somebody rings, answers or waits.
"""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.domain.calls.controls import Control
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.calls.call_guests import CallGuests, GuestLine
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label


class GuestLines(QWidget):
    def __init__(self, controls: CallControls, guests: CallGuests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls, self._guests = controls, guests
        self._lines = QVBoxLayout()
        self._lines.setSpacing(units(0.2))
        self._shown: list[GuestLine] | None = None
        self.swap = self._button(self.tr("Swap"), guests.swap)
        self.join = self._button(self.tr("Join all"), guests.join)
        self.complete = self._button(self.tr("Complete transfer"), guests.complete)
        self.back = self._button(self.tr("Back to the customer"), self._end_last)
        self._arrange()
        controls.changed.connect(self._show)
        self._show()

    def _button(self, text: str, work: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)  # Enter presses it
        button.setMinimumHeight(max(40, units(2.1)))
        button.clicked.connect(work)
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(units(0.4))
        for button in (self.swap, self.join, self.complete, self.back):
            row.addWidget(button)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(units(0.3))
        whole.addLayout(self._lines)
        whole.addLayout(row)

    def _end_last(self) -> None:
        guests = self._guests.lines
        if guests:
            self._guests.end(guests[-1].label)

    def _show(self) -> None:
        controls = self._controls
        guests = self._guests.lines
        self.setVisible(bool(guests))
        if guests != self._shown:
            self._tell(guests)
            self._shown = guests
            self._rebuild(guests)
        aside, company = self._guests.is_aside, self._guests.is_company
        complete = self.tr("Complete transfer") if aside else self.tr("Leave the call to them")
        under_way = self.tr("Handing over…")
        for button, control, text, doing, is_shown in (
            (self.swap, Control.SWAP, self.tr("Swap"), self.tr("Swapping…"), aside),
            (self.join, Control.JOIN, self.tr("Join all"), self.tr("Joining…"), aside),
            (self.complete, Control.COMPLETE, complete, under_way, aside or company),
        ):
            why_not = controls.why_not(control)
            button.setText(doing if controls.is_under_way(control) else text)
            button.setEnabled(not why_not)
            button.setToolTip(why_not or text)
            button.setAccessibleDescription(why_not)
            button.setVisible(is_shown)
        self.back.setVisible(aside)
        self.back.setEnabled(bool(guests) and guests[-1].can_end)

    def _rebuild(self, guests: list[GuestLine]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for guest in guests:
            self._lines.addWidget(self._line(guest))

    def _line(self, guest: GuestLine) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(guest.words))
        end = QPushButton(self.tr("End"))
        end.setAccessibleName(self.tr("End: {guest}").format(guest=guest.words))
        end.setMinimumHeight(max(40, units(2.1)))
        end.clicked.connect(lambda _checked, who=guest.label: self._guests.end(who))
        end.setVisible(guest.can_end and not self._guests.is_aside)
        row.addWidget(end)
        row.addStretch()
        return line

    def _tell(self, guests: list[GuestLine]) -> None:
        before = {guest.words for guest in self._shown or ()}
        news = [guest.words for guest in guests if guest.words not in before]
        if news and self._controls.call is not None:
            announce(self, ". ".join(news))
