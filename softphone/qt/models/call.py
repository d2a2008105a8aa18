"""The call in progress: steps it in the calls lane and tells what is known of it.

Rule 1: one call at a time; a second press does nothing while one is in progress, and the
        same number again within seconds is a question, unless the agent repeats a call.
Rule 2: at most one request is under way; the next step waits for its answer.
Rule 3: Hang up is a wish that is kept until every leg is over; it goes before all other wishes.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.calls import Step
from softphone.application.place_call import ASK_WITHIN_SECONDS
from softphone.application.softphone import Softphone
from softphone.domain.calls import Call, Outcome
from softphone.domain.errors import CalledBefore, SoftphoneError
from softphone.domain.legs import LegStatus
from softphone.domain.narration import agent_leg_words, customer_leg_words
from softphone.domain.numbers import PhoneNumber
from softphone.domain.policy import Decision
from softphone.qt.background import Background, Lane
from softphone.qt.language import error_words, spoken
from softphone.qt.models.call_words import end_words, timer_words
from softphone.qt.models.session import SessionModel

LOOK_AGAIN_AFTER_FAILURE_MS = 3000
REQUEST_GOES_OUT_WITHIN_MS = 10


class CallModel(QObject):
    """Signals:
    changed: Anything below; after the press of Call once its request is on the way.
    started, ended: Call was pressed, at once; the call is over (the Call).
    ticked: A second of talking went by.
    failed: A SoftphoneError to show.
    news: What was set for the agent, found just before the call.
    """

    changed = Signal()
    started = Signal()
    ended = Signal(object)
    ticked = Signal()
    failed = Signal(object)
    news = Signal(object)

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._softphone: Softphone | None = None
        self._is_asking = False
        self._wants_hang_up = False
        self._steps: list[Step] = []
        self._doing: Step | None = None
        self.call: Call | None = None
        self.question: CalledBefore | None = None
        self.trouble = ""
        self._next_step = QTimer(self, singleShot=True)
        self._next_step.timeout.connect(self.step)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.ticked)
        # Painting takes the interpreter for longer than the request needs to go out.
        self._told_begun = QTimer(self, singleShot=True, interval=REQUEST_GOES_OUT_WITHIN_MS)
        self._told_begun.timeout.connect(self.changed)

    @property
    def is_open(self) -> bool:
        """True from the press of Call until the call is over."""
        return self._is_asking or (self.call is not None and self.question is None and not self.call.is_over)

    @property
    def is_hanging_up(self) -> bool:
        """Hang up was pressed, and a leg is not over yet."""
        return self._wants_hang_up and self.is_open

    @property
    def is_unknown(self) -> bool:
        """A leg's answer was lost; it is being looked for, or was not found."""
        return self.call is not None and self.call.outcome is Outcome.UNKNOWN

    @property
    def may_ring_unknown(self) -> bool:
        """Nobody knows whether a phone rings, and looking has been given up."""
        if self.call is None or self._softphone is None:
            return False
        return self._softphone.calls.has_given_up(self.call)

    def place(self, decision: Decision, repeats: bool = False) -> None:
        """Place the call that was shown; ``repeats`` an earlier one on purpose."""
        softphone = self._session.softphone
        if self.is_open or softphone is None:
            return
        try:
            call = softphone.new_call(decision)
        except SoftphoneError as error:
            self.failed.emit(error)
            return
        self._softphone = softphone
        self._begin(call, asks_within=0.0 if repeats else ASK_WITHIN_SECONDS)

    def place_again(self) -> None:
        """Yes to the question whether the number is to be called again."""
        if self.question is not None and self.call is not None:
            self._begin(self.call, asks_within=None)

    def hang_up(self) -> None:
        """End every leg, now or as soon as the answer under way is there."""
        if not self.is_open:
            return
        self._wants_hang_up = True
        self._steps.clear()
        self.changed.emit()
        if not self._is_asking:
            self.step()

    def dismiss(self) -> None:
        """Clear what is shown of a call that is over, or of one that was asked about."""
        if not self.is_open or self.may_ring_unknown:
            self.call, self.question = None, None
            self.changed.emit()

    def control(self, step: Step) -> None:
        """Hold, mute, transfer …, as soon as the answer under way is there."""
        if self.call is None or not self.is_open or self._wants_hang_up:
            return
        self._steps.append(step)
        if not self._is_asking:
            self.step()

    def is_under_way(self, step: Step) -> bool:
        """A control was asked for and has not been answered yet."""
        return step is self._doing or step in self._steps

    def step(self) -> None:
        """The next request this call needs; also *Look again*."""
        call, softphone = self.call, self._softphone
        if call is None or softphone is None or self._is_asking or call.is_over:
            return
        self._next_step.stop()
        if self._wants_hang_up:
            self._ask(lambda: softphone.calls.hang_up(call), self._unanswered)
        elif self._steps:
            wanted = self._doing = self._steps.pop(0)
            self._ask(lambda: softphone.calls.control(call, wanted), self._refused)
        else:
            self._ask(lambda: softphone.calls.follow(call), self._unanswered)

    def _begin(self, call: Call, *, asks_within: float | None) -> None:
        softphone = self._softphone
        assert softphone is not None
        self.call, self.question, self.trouble = call, None, ""
        self._wants_hang_up = False
        self._steps.clear()
        self._ask(lambda: self._begun(softphone, call, asks_within), self._not_begun)
        self.started.emit()
        self._told_begun.start()

    def _begun(self, softphone: Softphone, call: Call, asks_within: float | None) -> Call:
        """In the lane: what a supervisor has set meanwhile is known before anything rings."""
        if news := softphone.look_before_call(call):
            self.news.emit(news)
        return softphone.calls.begin(call, asks_within=asks_within)

    def _ask(self, work: Callable[[], Call], failed: Callable[[SoftphoneError], None]) -> None:
        self._is_asking = True
        self._background.run(Lane.CALLS, work, then=self._stepped, failed=failed)

    def _not_begun(self, error: SoftphoneError) -> None:
        self._told_begun.stop()
        self._is_asking, self._doing = False, None
        if isinstance(error, CalledBefore) and not self._wants_hang_up:
            self.question = error
        else:
            self.call = None
        self.changed.emit()
        if self.question is None:
            self.failed.emit(error)

    def _stepped(self, call: Call) -> None:
        self._told_begun.stop()
        self._is_asking, self._doing = False, None
        self.call, self.trouble = call, ""
        if call.is_connected and not self._second.isActive():
            self._second.start()
        self.changed.emit()
        if call.is_over:
            self._over(call)
        elif self._steps or (self._wants_hang_up and not call.hanging_up):
            self.step()
        else:
            self._wait_for_next_step(call)

    def _wait_for_next_step(self, call: Call) -> None:
        pause = self._softphone.calls.pause_before_next_step(call) if self._softphone else None
        if pause is not None:
            self._next_step.start(round(pause * 1000))

    def _over(self, call: Call) -> None:
        self._second.stop()
        self._steps.clear()
        self.ended.emit(call)

    def _unanswered(self, error: SoftphoneError) -> None:
        self._is_asking, self._doing = False, None
        self.trouble = spoken(error.what)  # its remedy is for a call that failed
        self.changed.emit()
        self._next_step.start(LOOK_AGAIN_AFTER_FAILURE_MS)

    def _refused(self, error: SoftphoneError) -> None:
        """A control did not work; the call goes on as it was."""
        self._is_asking, self._doing = False, None
        self._steps.clear()
        self.changed.emit()
        self.failed.emit(error)
        self.step()

    def adopt(self, softphone: Softphone, call: Call) -> None:
        """Follow a call that an earlier run left open; it is hung up where nobody had been called yet."""
        self._softphone, self.call = softphone, call
        self._wants_hang_up = call.hanging_up
        self.question, self.trouble = None, ""
        self.changed.emit()
        self.step()

    # What the panel says

    @property
    def who(self) -> str:
        return PhoneNumber(self.call.destination).display if self.call else ""

    @property
    def shown_as(self) -> str:
        """ "+1 212 555 0101 · Sales New York"."""
        if self.call is None:
            return ""
        number = PhoneNumber(self.call.caller_id).display
        own = self._softphone.inventory.account.find(self.call.caller_id) if self._softphone else None
        return f"{number} · {own.label}" if own and own.label else number

    @property
    def legs(self) -> str:
        """Both legs in one line: "You answered › +1 212 555 0142 is ringing…"."""
        call = self.call
        if call is None:
            return ""
        if self.question is not None:
            return error_words(self.question)
        if call.is_over and not call.problem:
            return end_words(call)
        if self._wants_hang_up and not call.hanging_up:
            return self.tr("Hanging up…")
        if call.agent_leg.status is LegStatus.IN_PROGRESS or call.customer_leg.may_ring:
            return f"{spoken(agent_leg_words(call))}  ›  {spoken(customer_leg_words(call))}"
        return spoken(agent_leg_words(call))

    @property
    def problem(self) -> str:
        """What went wrong and what to do; empty if nothing."""
        if self.call and self.call.trouble and not self.trouble:
            return self.tr("{trouble} Trying again.").format(trouble=spoken(self.call.trouble))
        if self.trouble:
            return self.tr("{trouble} The call goes on; looking again.").format(trouble=self.trouble)
        if self.call is None or self.question is not None:
            return ""
        return f"{spoken(self.call.problem)} {spoken(self.call.remedy)}".strip()

    def talked_for(self, now: float) -> str:
        """The timer: "00:07"; empty before the customer answered."""
        return timer_words(self.call, now) if self.call else ""
