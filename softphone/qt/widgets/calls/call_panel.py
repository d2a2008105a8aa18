"""The call in progress, inside the window: who, as whom, every leg, the timer, what can be done.

Rule 1: it pushes nothing away; recents stay usable.
Rule 2: its lowest row is always there, and Hang up in its corner never moves or turns into
        another button; whatever else opens, opens above it.
Rule 3: nothing here takes the focus by itself: Enter meant for the number confirms nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from softphone.domain.calls.controls import Control
from softphone.qt.language import in_order
from softphone.qt.models.caller_id.caller_id_check import CallerIdCheck
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.calls.call_guests import CallGuests
from softphone.qt.models.calls.call_note import CallNote
from softphone.qt.models.calls.call_tones import CallTones
from softphone.qt.theme import units
from softphone.qt.widgets.calls.call_buttons import CallButtons, Drawer
from softphone.qt.widgets.calls.guest_lines import GuestLines
from softphone.qt.widgets.calls.note_field import NoteField
from softphone.qt.widgets.calls.person_field import PersonField, Ring
from softphone.qt.widgets.calls.tone_pad import TonePad
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label, named, show_text, wrapped


class CallPanel(QFrame):
    def __init__(
        self,
        call: CallModel,
        controls: CallControls,
        tones: CallTones,
        guests: CallGuests,
        note: CallNote,
        check: CallerIdCheck,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._call, self._controls, self._check = call, controls, check
        self._who = label(look="callerId")
        self._as = label(look="soft")
        self._legs = label(look="soft")
        self._problem = wrapped("problem")
        self._timer = label(look="callerId")
        self.look_again = QPushButton(self.tr("Look again"))
        self.rejoin = QPushButton(self.tr("Ring me back in"))
        self.take_new, self.keep_old = QPushButton(), QPushButton()
        self.call_again = QPushButton(self.tr("Call again"))
        self.close_button = named(QPushButton(self.tr("Close")), "flat")
        self.hang_up = named(QPushButton(self.tr("Hang up")), "hang")
        self.buttons = CallButtons(controls, note)
        self.guests = GuestLines(controls, guests)
        self.tones = TonePad(tones)
        self._keys = tones
        self.send_keys = QPushButton()
        self.note = NoteField(note)
        self.transfer = PersonField(guests, self.tr("Transfer to"), self._ways_to_transfer(guests))
        self.add = PersonField(guests, self.tr("Add to the call"), [(self.tr("Call them in"), guests.add)])
        self._drawers: dict[Drawer, TonePad | PersonField | NoteField] = {
            Drawer.TONES: self.tones,
            Drawer.TRANSFER: self.transfer,
            Drawer.ADD: self.add,
            Drawer.NOTE: self.note,
        }
        self._focus_before: QWidget | None = None
        self._announced = ""
        self._arrange()
        self._connect()
        self._show()

    def _ways_to_transfer(self, guests: CallGuests) -> list[tuple[str, Ring]]:
        transfer = guests.transfer
        return [
            (self.tr("Hand over when they answer"), lambda text: transfer(text, talk_first=False)),
            (self.tr("Talk first"), lambda text: transfer(text, talk_first=True)),
        ]

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Call in progress"))
        self.hang_up.setToolTip(self.tr("End the call (F8)"))
        for button in (
            self.take_new,
            self.keep_old,
            self.hang_up,
            self.rejoin,
            self.call_again,
            self.look_again,
            self.close_button,
            self.send_keys,
        ):
            button.setMinimumHeight(max(44, units(2.2)))
            button.setAutoDefault(True)  # Enter presses it, once it has the focus
        whole = QVBoxLayout(self)
        whole.setContentsMargins(units(1.2), units(0.7), units(1.2), units(0.7))
        whole.setSpacing(units(0.45))
        for part in (self._problem, self._question_row(), self.guests, *self._drawers.values()):
            whole.addWidget(part)
        whole.addWidget(self.send_keys, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.buttons)
        for drawer in self._drawers.values():
            drawer.hide()
        self._lowest = self._lowest_row()
        whole.addLayout(self._lowest)

    def _question_row(self) -> QWidget:
        """Two long buttons, below what they answer: beside Hang up they would widen the window."""
        self._question = QWidget()
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(units(0.4))
        row.addWidget(self.take_new)
        row.addWidget(self.keep_old)
        row.addStretch()
        return self._question

    def _lowest_row(self) -> QHBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(units(0.6))
        first.addWidget(self._who)
        first.addWidget(self._as, 1, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(units(0.15))
        words.addLayout(first)
        words.addWidget(self._legs)
        row = QHBoxLayout()
        row.setSpacing(units(0.55))
        row.addLayout(words, 1)
        buttons = (self.rejoin, self.look_again, self.call_again, self.close_button, self.hang_up)
        for part in (self._timer, *buttons):
            row.addWidget(part)
        return row

    def put_meter(self, meter: QWidget, reason: QWidget) -> None:
        """A meter of the sound beside the timer; why it is bad stands above the controls."""
        self._lowest.insertWidget(self._lowest.indexOf(self._timer), meter)
        above = self.layout()
        assert isinstance(above, QVBoxLayout)
        above.insertWidget(above.indexOf(self._problem) + 1, reason)

    def _connect(self) -> None:
        call = self._call
        self.hang_up.clicked.connect(call.hang_up)
        self.look_again.clicked.connect(call.step)
        self.rejoin.clicked.connect(self._controls.rejoin)
        self.take_new.clicked.connect(self._check.take_new)
        self.keep_old.clicked.connect(self._check.keep_old)
        self._check.changed.connect(self._show)
        self._controls.changed.connect(self._show_problem)
        self.send_keys.clicked.connect(self._keys.send_offered)
        self._keys.changed.connect(self._show_keys)
        self.call_again.clicked.connect(call.place_again)
        self.close_button.clicked.connect(call.dismiss)
        self.buttons.opened.connect(self._open)
        for field in (self.transfer, self.add):
            field.done.connect(self._close)
        for drawer in (self.tones, self.note):
            drawer.closed.connect(self._close)
        call.changed.connect(self._show)
        call.ticked.connect(self._tick)

    def _open(self, wanted: str) -> None:
        focused = QApplication.focusWidget()
        inside = any(
            drawer is focused or (focused is not None and drawer.isAncestorOf(focused))
            for drawer in self._drawers.values()
        )
        if wanted and not inside:
            self._focus_before = focused
        for name, drawer in self._drawers.items():
            drawer.setVisible(name == wanted)
        if wanted:
            self._drawers[Drawer(wanted)].begin()
        elif self._focus_before is not None and inside and isValid(self._focus_before):
            self._focus_before.setFocus()

    def _close(self) -> None:
        self.buttons.open(Drawer.NONE)

    def _show(self) -> None:
        call = self._call
        self.setVisible(call.is_open or call.call is not None)
        self._who.setText(call.who)
        self._as.setText(self.tr("as {number}").format(number=call.shown_as) if call.shown_as else "")
        self._legs.setText(call.legs)
        self._show_problem()
        self._show_keys()
        self.buttons.setVisible(self._controls.are_there)
        self.hang_up.setEnabled(call.is_open)
        self.look_again.setVisible(call.is_unknown)
        self.call_again.setVisible(call.question is not None)
        self.close_button.setVisible(call.call is not None and (not call.is_open or call.may_ring_unknown))
        self._tick()
        self._announce()

    def _show_problem(self) -> None:
        show_text(self._problem, f"⚠ {self._trouble}" if self._trouble else "")
        self._show_question()
        self.rejoin.setVisible(self._controls.is_unheard)
        self.rejoin.setEnabled(not self._controls.is_under_way(Control.REJOIN))

    def _show_keys(self) -> None:
        """Keys that came with the number wait here once the customer is there."""
        self.send_keys.setText(self.tr("Send {keys}").format(keys=in_order(self._keys.offered)))
        self.send_keys.setVisible(bool(self._keys.offered))

    def _show_question(self) -> None:
        is_asked = bool(self._check.question)
        self.take_new.setText(self.tr("&Show {number}").format(number=self._check.new_number))
        self.keep_old.setText(self.tr("&Keep {number}").format(number=self._check.old_number))
        self.take_new.setVisible(is_asked and bool(self._check.new_number))
        self._question.setVisible(is_asked)

    @property
    def _trouble(self) -> str:
        """What is asked, or what went wrong and what to do; empty if nothing."""
        if self._check.question:
            return self._check.question
        if self._call.problem or not self._controls.is_unheard:
            return self._call.problem
        return self.tr("They cannot hear you: the app that carried your sound was closed.")

    def _tick(self) -> None:
        text = self._call.talked_for
        self._timer.setText(text)
        self._timer.setVisible(bool(text))

    def _announce(self) -> None:
        words = self._trouble or self._call.legs
        if self.isVisible() and words != self._announced:
            self._announced = words
            announce(self, words, assertive=bool(self._trouble))
