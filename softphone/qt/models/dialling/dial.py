"""What is being dialled: the text, the number in it, and the choice that would be shown.

Rule 1: one keystroke, one decision, on this thread, without I/O.
Rule 2: the decision on the screen is the very object that Call hands on.
Rule 3: what cannot be called says why; nothing is dialled that was not shown.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.application.contacts.address_book import decide_for_contact
from softphone.application.settings.declarations import QUIET
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import Decision
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber, grouped_while_typing
from softphone.domain.numbers.reading import Destination, with_tones
from softphone.qt.background import Background, Lane
from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.dialling.caller_id_view import CallerIdView, caller_id_view
from softphone.qt.models.dialling.dial_reading import People, note_words, read_field, reading_of, replaces
from softphone.qt.models.numbers.place_words import place_and_time, quiet_words

_WAITS_FOR_MORE_DIGITS = 7
PRESS_WAITS_FOR_NUMBERS_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of Call that waits for the account's numbers; ``caller_id``: what it is to show (E.164)."""

    caller_id: str
    repeats: bool
    at: float


class DialModel(QObject):
    """Signals:
    changed: Anything below.
    called: The Decision that Call was pressed on; whether it repeats an earlier call on purpose.
    refused: Call was pressed on something that cannot be called; the reason.
    told: Why a key or a click does nothing.
    failed: A pick could not be kept; the SoftphoneError.
    refilled: The text changed, and not by typing: what the field shows now.
    asks: Something to read before Call is pressed.
    begun: A number begins to be typed, or was put into the empty field.
    picked: The agent picked another number for all calls.
    """

    changed = Signal()
    called = Signal(object, bool)
    refused = Signal(str)
    told = Signal(str)
    failed = Signal(object)
    refilled = Signal(str)
    asks = Signal(str)
    begun = Signal()
    picked = Signal()

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._busy_words = ""
        self.pin_of: Callable[[str], str | None] = lambda _: None  # a contact's own caller ID, E.164
        self.keys_of: Callable[[str], str] = lambda _: ""  # the keys kept for a contact's number
        self.people_like: People = lambda _: []
        self._taken: Destination | None = None  # what a paste was read as, with its notes
        self._as_read: Destination | None = None
        self.text = self.problem = self._pick_once = self._caller_id_news = ""
        self.destination: Destination | None = None
        self.decision: Decision | None = None
        self.is_emergency = self._was_refused = self.is_exact = False
        self.choices: Mapping[str, str] = {}  # numbers (E.164) to choose among, each with its keys
        self._pressed: Pressed | None = None
        self._seen_pick: object = None
        session.changed.connect(self._on_session_changed)

    @property
    def _softphone(self) -> Softphone | None:
        return self._session.softphone

    @property
    def _pick_as_it_is(self) -> object:
        """What is picked and by whom, which a lane may have read from TaskRouter a moment ago."""
        here = self._softphone
        return (here.pick.as_made, here.pick.at_task_router.assignment) if here else None

    def set_text(self, text: str) -> None:
        """React to one keystroke or a paste."""
        begins = bool(text) and not self.text
        self._taken = None
        self.text = text
        self._was_refused, self._pressed = False, None
        if not text:
            self._pick_once, self.is_exact = "", False
        self.look_again()
        if begins:
            self.begun.emit()

    def set_exact(self, exact: bool) -> None:
        """Dial the digits exactly as typed, until the field is empty again."""
        self.is_exact = exact
        self._taken = None
        self.look_again()

    def take(self, text: str) -> str:
        """Take a whole text over, such as a paste; return what the field shows for it.

        A text with one number in it becomes that number; the notes say what was left out.
        """
        self.set_text(text)
        if self.destination is None:
            self.text = " ".join(text.split())
            return self.text
        self._taken = self._as_read
        self.text = self.destination.number.display
        return self.text

    def takes_instead(self, pasted: str, together: str) -> bool:
        """True when a paste takes the place of what stands here; ``together``: with it put in."""
        there, softphone = self.destination, self._softphone
        is_whole = there is not None and (self._taken is not None or there.number.is_valid)
        return softphone is not None and replaces(softphone, there if is_whole else None, pasted, together)

    def look_again(self) -> None:
        """Read and decide anew: the text, the pick or the numbers changed."""
        self._look()
        self.changed.emit()

    def refuse(self, words: str) -> None:
        """Say why a key or a click does nothing just now."""
        self.told.emit(words)

    def _look(self) -> None:
        self._seen_pick = self._pick_as_it_is
        self.destination = self.decision = None
        self.problem, self.is_emergency, self.choices = "", False, {}
        softphone = self._softphone
        if softphone is not None and not softphone.pick.is_the_agents:
            self._pick_once = ""  # pinned by a supervisor since
        if softphone is not None and self.text.strip():
            self._read(softphone)

    def _read(self, softphone: Softphone) -> None:
        read = softphone.read_exactly if self.is_exact else softphone.read
        taken = self._taken
        found = reading_of(taken) if taken else read_field(self.text, read, self.people_like)
        self._as_read = found.destination
        self.problem, self.is_emergency, self.choices = found.problem, found.is_emergency, found.choices
        if found.destination is not None:
            keys = self.keys_of(found.destination.number.e164)
            self._decide(softphone, with_tones(found.destination, keys))
            self.problem = spoken(softphone.inventory.no_calls)

    def _decide(self, softphone: Softphone, destination: Destination) -> None:
        self.destination = destination
        if self._pick_once:
            self.decision = softphone.decide(destination, pick=self._pick_once)
            return
        pinned = self.pin_of(destination.number.e164) or ""
        self.destination, self.decision = decide_for_contact(softphone, destination, pinned)

    def grouped(self, text: str) -> str:
        """``text`` grouped for reading while it is typed."""
        home = self._softphone.inventory.home_country if self._softphone else ""
        return grouped_while_typing(text, home)

    @property
    def shows_problem_while_typing(self) -> bool:
        """A number that is only not finished is no mistake yet."""
        unfinished = len(self.text) < _WAITS_FOR_MORE_DIGITS and not self.is_emergency
        return bool(self.problem) and not (
            not self._was_refused and unfinished and self.text.strip("+ ").replace(" ", "").isdecimal()
        )

    @property
    def can_call(self) -> bool:
        return not self.why_not

    @property
    def why_not(self) -> str:
        """Why Call does nothing now; empty if it would call."""
        if self._softphone is None:
            return self.tr("The numbers are not there yet.")
        if self._busy_words:
            return self._busy_words
        if self.decision is None:
            return self.problem or self.tr("Type or paste a number.")
        if self._softphone.inventory.no_calls:
            return spoken(self._softphone.inventory.no_calls)
        if self._softphone.numbers.may_have(self.decision.missing):
            return ""  # a press reads the numbers first
        return "" if self.decision.can_call else spoken(self.decision.words)

    def set_busy(self, words: str) -> None:
        """Call does nothing while a call is in progress; ``words`` say so."""
        self._busy_words = words
        self.changed.emit()

    def call(self, *, repeats: bool = False) -> None:
        """Hand on the very decision that is shown; ``repeats`` an earlier call on purpose."""
        if self._reads_numbers_first(repeats=repeats):
            return
        if self.why_not or self.decision is None:
            self._was_refused = True
            self.changed.emit()
            self.refused.emit(self.why_not)
            return
        decision = self.decision
        self._pick_once = ""
        self.called.emit(decision, repeats)

    def _reads_numbers_first(self, *, repeats: bool) -> bool:
        """A number that the list lacks may be newer than the list: read it, then go on with the press."""
        softphone, missing = self._softphone, self.decision.missing if self.decision else ""
        if softphone is None or self._busy_words or not softphone.numbers.may_have(missing):
            return False
        if softphone.inventory.no_calls:
            return False
        self._pressed = Pressed(missing, repeats, time.monotonic())
        number = PhoneNumber(missing).display
        self.refused.emit(self.tr("Reading the account's numbers again, for {number}…").format(number=number))
        self._session.refresh(missing)
        return True

    def _on_session_changed(self) -> None:
        self.look_again()
        pressed = self._pressed
        if pressed is None or self._session.is_busy:
            return
        self._pressed = None
        shown = self.decision.choice.caller_id if self.decision else None
        is_in_time = time.monotonic() - pressed.at < PRESS_WAITS_FOR_NUMBERS_SECONDS
        if shown is None:
            self._was_refused = True
            self.changed.emit()
            self.refused.emit(self.why_not)
        elif is_in_time and shown.e164 == pressed.caller_id:
            self.call(repeats=pressed.repeats)

    def call_again(self, destination: str, caller_id: str) -> None:
        """Call as before, showing the same number; where that is not to be had, ask.

        Args:
            destination, caller_id: E.164.
        """
        self.take(destination)
        self.pick_once(caller_id if self.caller_id.may_pick else "")
        self.refilled.emit(self.text)
        shown = self.decision.choice.caller_id if self.decision else None
        if shown is None or shown.e164 != caller_id:
            before = PhoneNumber(caller_id).display
            self._pick_once = ""
            self.look_again()
            self.asks.emit(
                self.tr("Last time {number} was shown. Look at the number shown now, then call.").format(
                    number=before
                )
            )
        else:
            self.call(repeats=True)

    def pick(self, pick: str) -> None:
        """Keep what the agent picked, E.164 or "default", and decide with it."""
        softphone = self._softphone
        if softphone is None:
            return
        self._pick_once = self._caller_id_news = ""
        try:
            softphone.pick.choose(pick)
        except SoftphoneError as error:
            self.failed.emit(error)
            return
        self.look_again()
        self._background.run(Lane.KEEP, softphone.pick.keep, then=lambda _: None, failed=self.failed.emit)
        self.picked.emit()

    def pick_once(self, pick: str) -> None:
        """Show this number on the next call only; the agent's pick stays as it is."""
        self._pick_once = pick
        self.look_again()

    @property
    def place(self) -> str:
        """ "California, United States · 10:04 there"; empty without a number."""
        return place_and_time(self.destination, time.time()) if self.destination else ""

    @property
    def notes(self) -> str:
        """What was assumed or left out while reading; empty if nothing."""
        return note_words(self.destination)

    @property
    def quiet(self) -> str:
        """A warning while it is quiet hours where the number lives; else empty."""
        if self.destination is None or self._softphone is None:
            return ""
        hours = self._softphone.settings.text(QUIET, self._softphone.identity.agent)
        return quiet_words(self.destination, time.time(), hours)

    @property
    def caller_id(self) -> CallerIdView:
        """What the caller-ID card says now: number, reason and padlock of one and the same moment."""
        if self._pick_as_it_is != self._seen_pick:
            self._look()
        view = caller_id_view(self._softphone, self.decision, once=self._pick_once)
        return replace(view, news=self._caller_id_news)

    def show_caller_id_news(self, words: str) -> None:
        """Say on the card what somebody else has just set; empty words take it away."""
        self._caller_id_news = spoken(words)
        self.look_again()
