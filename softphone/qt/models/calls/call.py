"""The call in progress: steps it in the calls lane and tells what is known of it.

Rule 1: one call at a time; a second press does nothing while one is in progress, and the
        same number again within seconds is a question, unless the agent repeats a call.
Rule 2: at most one request is under way; the next step waits for its answer.
Rule 3: Hang up is a wish that is kept until every leg is over; it goes before all other wishes,
        and no request under way holds it up for long.
Rule 4: a step that failed may have learned something: the newest that is known is shown.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.calls import control_call
from softphone.application.calls.agent_calls import Step
from softphone.application.calls.place_call import ASK_WITHIN_SECONDS
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import Decision
from softphone.domain.calls.call import Call, Outcome
from softphone.domain.calls.legs import LegStatus
from softphone.domain.errors import CalledBefore, SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.background import Background, Lane
from softphone.qt.language import error_words, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call_words import legs_words, problem_words, shown_as_words, timer_words

LOOK_AGAIN_AFTER_FAILURE_MS = 3000
END_AGAIN_AFTER_FAILURE_MS = 1000
HANG_UP_WAITS_FOR_ANSWER_MS = 700
REQUEST_GOES_OUT_WITHIN_MS = 10


class CallModel(QObject):
    """Signals:
    changed: Anything below; after the press of Call once its request is on the way.
    started, ended: Call was pressed, at once; the call is over (the Call).
    ticked: A second of talking went by.
    failed: A SoftphoneError to show.
    put_aside: A call in doubt that the agent waits for no longer (the Call): somebody must go on looking.
    """

    changed = Signal()
    started = Signal()
    ended = Signal(object)
    ticked = Signal()
    failed = Signal(object)
    put_aside = Signal(object)

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._softphone: Softphone | None = None
        self._is_asking = False
        self._wants_hang_up = False
        self._is_ending = False
        self._steps: list[Step] = []
        self._doing: Step | None = None
        self.call: Call | None = None
        self._adopted_id = ""
        self.question: CalledBefore | None = None
        self.is_for_this_call_only = False
        self.trouble = ""
        self._next_step = QTimer(self, singleShot=True)
        self._next_step.timeout.connect(self.step)
        self._impatience = QTimer(self, interval=HANG_UP_WAITS_FOR_ANSWER_MS)
        self._impatience.timeout.connect(self._interrupt)
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
    def is_adopted(self) -> bool:
        """An earlier run of the program began it."""
        return self.call is not None and self.call.id == self._adopted_id

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
        now_shown = softphone.decide(decision.choice.destination).choice.caller_id
        self.is_for_this_call_only = now_shown != decision.choice.caller_id
        self._begin(call, asks_within=0.0 if repeats else ASK_WITHIN_SECONDS)

    def place_again(self) -> None:
        """Yes to the question whether the number is to be called again."""
        if self.question is not None and self.call is not None:
            self._begin(self.call, asks_within=None)

    def hang_up(self) -> None:
        """End every leg: now, or as soon as the answer under way is there or was waited for long enough."""
        if not self.is_open:
            return
        self._wants_hang_up = True
        self._steps.clear()
        self.changed.emit()
        if self._is_asking:
            self._impatience.start()
        else:
            self.step()

    def look_now(self) -> None:
        """Look at once: the agent has reason to think that something happened."""
        if self.is_open and not self._wants_hang_up:
            self.step()

    def dismiss(self) -> None:
        """Clear what is shown of a call that is over, or of one that was asked about or is in doubt."""
        if not self.is_open or self.may_ring_unknown:
            if self.call is not None and self.is_open:
                self.put_aside.emit(self.call)
            self._next_step.stop()
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
            self._is_ending = True
            self._ask(lambda: softphone.calls.hang_up(call), self._on_step_failed)
        elif self._steps:
            wanted = self._doing = self._steps.pop(0)
            self._ask(lambda: softphone.calls.control(call, wanted), self._on_control_refused)
        else:
            self._ask(lambda: softphone.calls.follow(call), self._on_step_failed)

    def _begin(self, call: Call, *, asks_within: float | None) -> None:
        softphone = self._softphone
        assert softphone is not None
        self.call, self.question, self.trouble = call, None, ""
        self._wants_hang_up = False
        self._steps.clear()
        if softphone.pick.at_task_router.has_directory:
            self.call = call = replace(call, waits_for_caller_id=True)
        self._ask(lambda: softphone.calls.begin(call, asks_within=asks_within), self._on_not_begun)
        self.started.emit()
        self._told_begun.start()

    def show(self, shown: Callable[[Call], Call]) -> None:
        """Say which number the customer is to see, who is rung then; a change if need be."""
        if self.call is not None and self.is_open and not self._wants_hang_up:
            self._steps.append(lambda call, ports: control_call.show(call, ports, shown))
            if not self._is_asking:
                self.step()

    def _ask(self, work: Callable[[], Call], failed: Callable[[SoftphoneError], None]) -> None:
        self._is_asking = True
        self._background.run(Lane.CALLS, work, then=self._on_step_done, failed=failed)

    def _interrupt(self) -> None:
        """Nobody who hangs up waits for an answer that does not come."""
        if not self._is_asking or self._is_ending or self._softphone is None:
            self._impatience.stop()
        else:
            self._softphone.calls.interrupt()

    def _on_answer(self) -> None:
        self._told_begun.stop()
        self._impatience.stop()
        self._is_asking = self._is_ending = False
        self._doing = None
        if self.call is not None and self._softphone is not None:
            self.call = self._softphone.calls.newest(self.call)

    def _on_not_begun(self, error: SoftphoneError) -> None:
        self._on_answer()
        if self.call is not None and self.call.agent_leg.status is not LegStatus.PLANNED:
            self._on_step_done(self.call)  # it was begun; what failed came after
            self.failed.emit(error)
            return
        if isinstance(error, CalledBefore) and not self._wants_hang_up:
            self.question = error
        else:
            self.call = None
        self.changed.emit()
        if self.question is None:
            self.failed.emit(error)

    def _on_step_done(self, call: Call) -> None:
        self._on_answer()
        self.call, self.trouble = call, ""
        if call.is_connected and not self._second.isActive():
            self._second.start()
        self.changed.emit()
        if call.is_over:
            self._on_call_over(call)
        elif self._steps or (self._wants_hang_up and not call.hanging_up):
            self.step()
        else:
            self._wait_for_next_step(call)

    def _wait_for_next_step(self, call: Call) -> None:
        pause = self._softphone.calls.pause_before_next_step(call) if self._softphone else None
        if pause is not None:
            self._next_step.start(round(pause * 1000))

    def _on_call_over(self, call: Call) -> None:
        self._second.stop()
        self._steps.clear()
        self.ended.emit(call)

    def _on_step_failed(self, error: SoftphoneError) -> None:
        self._on_answer()
        if self.call is not None and self.call.is_over:
            self._on_step_done(self.call)
            return
        self.trouble = spoken(error.what)  # its remedy is for a call that failed
        self.changed.emit()
        if self._wants_hang_up and self.call is not None and not self.call.hanging_up:
            self.step()
        else:
            self._next_step.start(
                END_AGAIN_AFTER_FAILURE_MS if self._wants_hang_up else LOOK_AGAIN_AFTER_FAILURE_MS
            )

    def _on_control_refused(self, error: SoftphoneError) -> None:
        """A control did not work; the call goes on as it was."""
        self._on_answer()
        self._steps.clear()
        self.changed.emit()
        self.failed.emit(error)
        self.step()

    def adopt(self, softphone: Softphone, call: Call) -> None:
        """Follow a call that an earlier run left open; it is hung up where nobody had been called yet."""
        self._softphone, self.call = softphone, call
        self._adopted_id = call.id
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
        account = self._softphone.inventory.account if self._softphone else None
        return shown_as_words(self.call, account)

    @property
    def legs(self) -> str:
        """Both legs in one line: "You answered › +1 212 555 0142 is ringing…"."""
        if self.question is not None:
            return error_words(self.question)
        is_about_to_end = self._wants_hang_up and self.call is not None and not self.call.hanging_up
        return legs_words(self.call, is_about_to_end=is_about_to_end)

    @property
    def problem(self) -> str:
        """What went wrong and what to do; empty if nothing."""
        return problem_words(self.call, self.trouble, is_asked_about=self.question is not None)

    @property
    def talked_for(self) -> str:
        """The timer: "00:07"; empty before the customer answered."""
        return timer_words(self.call, self._softphone.calls.now()) if self.call and self._softphone else ""
