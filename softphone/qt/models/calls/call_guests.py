"""Who else is asked into the call: whom a text means, who rings or talks, what may be done with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.application.calls import control_call
from softphone.application.contacts.transfer_targets import Colleague, address_of, colleagues, suggested
from softphone.domain.calls.call import Call, Transfer
from softphone.domain.calls.controls import Control, guest_in_hand
from softphone.domain.calls.narration import guest_words
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.language import error_words, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.dialling.suggestions import Suggestion

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


class CallGuests(QObject):
    """Attributes:
    elsewhere: Colleagues and their phones whom the settings do not name.
    people_like: Names and numbers (E.164) that fit what was typed.
    """

    def __init__(self, session: SessionModel, controls: CallControls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._controls = session, controls
        self.elsewhere: Callable[[], Mapping[str, str]] = dict
        self.people_like: Callable[[str], list[tuple[str, str]]] = lambda _text: []

    @property
    def lines(self) -> list[GuestLine]:
        """Who is ringing or talking; else the last one, if they went and it was not the agent's wish."""
        call = self._controls.call
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
        call = self._controls.call
        return call is not None and call.transfer is Transfer.CONSULTING

    @property
    def is_company(self) -> bool:
        """Somebody was asked in to stay: the call may be left to them."""
        call = self._controls.call
        return call is not None and call.transfer is Transfer.NONE and guest_in_hand(call) is not None

    def transfer(self, text: str, *, talk_first: bool) -> str:
        """Ring whoever ``text`` means; return why that is not possible, or nothing."""
        step = control_call.consult if talk_first else control_call.hand_over
        return self._ring(Control.TRANSFER, text, step)

    def add(self, text: str) -> str:
        """Ring somebody into the conversation; return why that is not possible, or nothing."""
        return self._ring(Control.ADD, text, control_call.invite)

    def swap(self) -> None:
        self._controls.do(Control.SWAP, partial(control_call.swap))

    def join(self) -> None:
        self._controls.do(Control.JOIN, partial(control_call.join))

    def complete(self) -> None:
        """Leave the customer with whoever else is there."""
        self._controls.do(Control.COMPLETE, partial(control_call.complete))

    def end(self, label: str) -> None:
        """End a guest's leg; after a word aside the customer is back."""
        if self._controls.call is not None:
            self._controls.send(label, partial(control_call.drop, label=label))

    def suggestions(self, text: str) -> list[Suggestion]:
        """Colleagues, then contacts; none for what is a colleague's whole name already."""
        known, typed = self._colleagues(), text.strip().casefold()
        if not typed or any(one.name.casefold() == typed for one in known):
            return []
        found = [Suggestion(one.name, "", one.name) for one in suggested(text, known, limit=_SUGGESTED)]
        found += [Suggestion(e164, PhoneNumber(e164).display, name) for name, e164 in self.people_like(text)]
        return found[:_SUGGESTED]

    def _colleagues(self) -> tuple[Colleague, ...]:
        softphone = self._session.softphone
        if softphone is None:
            return ()
        return colleagues(softphone.company, softphone.identity.agent, self.elsewhere())

    def _ring(self, control: Control, text: str, step: Callable[..., Call]) -> str:
        call, softphone = self._controls.call, self._session.softphone
        problem = self._controls.why_not(control)
        if problem or call is None or softphone is None:
            return problem
        try:
            address = address_of(text, call, softphone, self._colleagues())
        except SoftphoneError as error:
            return error_words(error)
        self._controls.do(control, partial(step, address=address))
        return ""


class PeopleModel(QObject):
    """Whom the agent may mean while typing a name; for ``SuggestionsPopup``.

    Attributes:
        rows: Each with what it stands for in ``e164``.
    """

    changed = Signal()

    def __init__(self, guests: CallGuests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guests = guests
        self.rows: list[Suggestion] = []

    def look(self, text: str) -> None:
        """Suggest for what was typed."""
        rows = self._guests.suggestions(text)
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()

    def clear(self) -> None:
        """Suggest nothing."""
        self.look("")
