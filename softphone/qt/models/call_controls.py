"""What the agent may do with the call just now, and what is being done.

Rule 1: a control shows what Twilio has confirmed; until then it says what is under way.
Rule 2: a control that does nothing now says why.
Rule 3: while tones sound the customer's line is out of the conference for that moment: keys
        pressed meanwhile, and all other controls, wait for their end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application import control_call
from softphone.application.calls import Step
from softphone.application.place_call import Exchange
from softphone.application.transfer_targets import Colleague, address_of, colleagues, suggested
from softphone.domain.calls import Call, Transfer
from softphone.domain.controls import Control, guest_in_hand, why_not
from softphone.domain.errors import SoftphoneError
from softphone.domain.narration import guest_words
from softphone.domain.numbers import PhoneNumber
from softphone.qt.language import error_words, spoken
from softphone.qt.models.call import CallModel
from softphone.qt.models.line import LineModel
from softphone.qt.models.session import SessionModel

_A_TONE_MS: Final = 400
_BACK_IN_CONFERENCE_MS: Final = 400
_SUGGESTED: Final = 6


@dataclass(frozen=True, slots=True)
class GuestLine:
    """Somebody asked into the call, as the panel tells of them.

    Attributes:
        can_end: Their leg may be ended now.
    """

    label: str
    words: str
    can_end: bool


class _Tones:
    """Keys on their way to the customer; ``were_sent`` once Twilio took them."""

    def __init__(self, digits: str) -> None:
        self.digits = digits
        self.were_sent = False

    def __call__(self, call: Call, exchange: Exchange) -> Call:
        call = control_call.send_tones(call, exchange, self.digits)
        self.were_sent = True
        return call


class CallControls(QObject):
    """Attributes:
    tones: The keys that the customer's line has heard in this call.
    elsewhere: Colleagues and their phones whom the settings do not name.
    people_like: Names and numbers (E.164) that fit what was typed.
    line: The agent's line in the app, which mutes and sends keys itself where it carries the call.

    Signals:
    changed: Anything below.
    """

    changed = Signal()

    def __init__(self, session: SessionModel, call: CallModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._model = session, call
        self._under_way: dict[str, Step] = {}
        self._waiting: list[Step] = []
        self._keys = ""
        self.tones = ""
        self.elsewhere: Callable[[], Mapping[str, str]] = dict
        self.people_like: Callable[[str], list[tuple[str, str]]] = lambda _text: []
        self.line: LineModel | None = None
        self._sounding = QTimer(self, singleShot=True)
        self._sounding.timeout.connect(self._after_tones)
        call.started.connect(self._forget)
        call.changed.connect(self._look)

    # What is true

    @property
    def call(self) -> Call | None:
        """The call, while something can be done with it."""
        return self._model.call if self._model.is_open else None

    @property
    def are_there(self) -> bool:
        """There is a call whose controls may be shown."""
        return self._model.call is not None and self._model.question is None

    def why_not(self, control: Control) -> str:
        """Why a control does nothing now; empty if it works."""
        call = self.call
        if call is None:
            return self.tr("There is no call.")
        if self._model.is_hanging_up:
            return self.tr("Hanging up…")
        return spoken(why_not(control, call) or "")

    def is_under_way(self, what: str) -> bool:
        """A control, or the end of a guest's leg (by label), was asked for and is not confirmed."""
        return what in self._under_way

    def is_on(self, control: Control) -> bool:
        """Hold or mute is on, as Twilio has confirmed."""
        call = self._model.call
        if call is None:
            return False
        muted = call.muted or self._is_muted_here(call)
        return {Control.HOLD: call.on_hold, Control.MUTE: muted}.get(control, False)

    @property
    def guests(self) -> list[GuestLine]:
        """Who is ringing or talking; and the last one, if they are gone and it was not the agent's wish."""
        call = self.call
        if call is None:
            return []
        shown = [guest for guest in call.guests if guest.leg.may_ring]
        if not shown and call.guests and not call.guests[-1].unwanted:
            shown = [call.guests[-1]]
        return [
            GuestLine(guest.label, spoken(guest_words(guest)), guest.leg.may_ring and not guest.unwanted)
            for guest in shown
        ]

    @property
    def is_aside(self) -> bool:
        """The agent has or wants a word with a guest, the customer waits."""
        return self.call is not None and self.call.transfer is Transfer.CONSULTING

    @property
    def has_company(self) -> bool:
        """Somebody else was asked in to stay: the call may be left to them."""
        call = self.call
        return call is not None and call.transfer is Transfer.NONE and guest_in_hand(call) is not None

    # What is done

    def toggle_hold(self) -> None:
        call = self.call
        if call is not None:
            self._do(Control.HOLD, partial(control_call.hold, on=not call.on_hold))

    def toggle_mute(self) -> None:
        """Here is decided who mutes: the line in the app, or else the conference."""
        call = self.call
        if call is not None and self._line_of(call) is not None and not call.muted:
            self._mute_here(call)
        elif call is not None:
            self._do(Control.MUTE, partial(control_call.mute, on=not call.muted))

    def press(self, key: str) -> None:
        """Press "0" to "9", "*" or "#" towards the customer.

        Here is decided who sounds them: the line in the app sends them; else Twilio plays them
        to the customer's line.
        """
        if self.why_not(Control.TONES):
            return
        line = self._line_of(self.call)
        if line is not None:
            line.send_tones(key)
            self.tones += key
            self.changed.emit()
            return
        self._keys += key
        self._send_keys()
        self.changed.emit()

    @property
    def keys_waiting(self) -> str:
        """Keys that were pressed and have not been heard yet."""
        step = self._under_way.get(Control.TONES)
        return (step.digits if isinstance(step, _Tones) else "") + self._keys

    def transfer(self, text: str, *, talk_first: bool) -> str:
        """Ring whoever ``text`` means; return why that is not possible, or nothing."""
        step = control_call.consult if talk_first else control_call.hand_over
        return self._ring(Control.TRANSFER, text, step)

    def add(self, text: str) -> str:
        """Ring somebody into the conversation; return why that is not possible, or nothing."""
        return self._ring(Control.ADD, text, control_call.invite)

    def swap(self) -> None:
        self._do(Control.SWAP, partial(control_call.swap))

    def join(self) -> None:
        self._do(Control.JOIN, partial(control_call.join))

    def complete(self) -> None:
        """Leave the customer with whoever else is there."""
        self._do(Control.COMPLETE, partial(control_call.complete))

    def end_guest(self, label: str) -> None:
        """End a guest's leg; after a word aside the customer is back."""
        if self.call is not None and label not in self._under_way:
            self._send(label, partial(control_call.drop, label=label))

    def suggestions(self, text: str) -> list[tuple[str, str]]:
        """What is shown for a part of a name or number, and what it stands for."""
        found = [(one.name, one.name) for one in suggested(text, self._colleagues(), limit=_SUGGESTED)]
        people = self.people_like(text) if text.strip() else []
        found += [(f"{name} {PhoneNumber(e164).display}", e164) for name, e164 in people]
        return found[:_SUGGESTED]

    def _line_of(self, call: Call | None) -> LineModel | None:
        """The line in the app, where the agent talks on it in this call."""
        if self.line is None or call is None or not call.agent_leg.sid:
            return None
        return self.line if self.line.open_sid == call.agent_leg.sid else None

    def _is_muted_here(self, call: Call) -> bool:
        line = self._line_of(call)
        return line is not None and line.is_muted

    def _mute_here(self, call: Call) -> None:
        line = self._line_of(call)
        if line is not None and not self.why_not(Control.MUTE):
            line.mute(muted=not line.is_muted)

    def _colleagues(self) -> tuple[Colleague, ...]:
        softphone = self._session.softphone
        if softphone is None:
            return ()
        return colleagues(softphone.company, softphone.identity.agent, self.elsewhere())

    def _ring(self, control: Control, text: str, step: Callable[..., Call]) -> str:
        call, softphone = self.call, self._session.softphone
        problem = self.why_not(control)
        if problem or call is None or softphone is None:
            return problem
        try:
            address = address_of(text, call, softphone, self._colleagues())
        except SoftphoneError as error:
            return error_words(error)
        self._do(control, partial(step, address=address))
        return ""

    def _do(self, control: Control, step: Step) -> None:
        if not self.why_not(control) and control not in self._under_way:
            self._send(control, step)

    def _send(self, what: str, step: Step) -> None:
        self._under_way[what] = step
        if self._sounding.isActive():
            self._waiting.append(step)
        else:
            self._model.control(step)
        self.changed.emit()

    def _send_keys(self) -> None:
        if self._keys and not self._sounding.isActive() and Control.TONES not in self._under_way:
            step, self._keys = _Tones(self._keys), ""
            self._under_way[Control.TONES] = step
            self._model.control(step)

    def _after_tones(self) -> None:
        waiting, self._waiting = self._waiting, []
        for step in waiting:
            self._model.control(step)
        self._send_keys()
        self.changed.emit()

    def _look(self) -> None:
        done = [
            (what, step)
            for what, step in self._under_way.items()
            if not self._model.is_under_way(step) and step not in self._waiting
        ]
        for what, step in done:
            del self._under_way[what]
            if isinstance(step, _Tones):
                self._heard(step)
        if self.call is None or self._model.is_hanging_up:
            self._keys = ""
            self._waiting.clear()
        self.changed.emit()

    def _heard(self, tones: _Tones) -> None:
        if tones.were_sent:
            self.tones += tones.digits
            self._sounding.start(len(tones.digits) * _A_TONE_MS + _BACK_IN_CONFERENCE_MS)
        else:
            self._keys = ""

    def _forget(self) -> None:
        self._under_way.clear()
        self._waiting.clear()
        self._keys = self.tones = ""
        self._sounding.stop()
