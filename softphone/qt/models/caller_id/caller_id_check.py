"""What is set for the agent, read for each call while their own phone rings; a change is asked about.

Rule 1: the customer's phone waits for this, and it waits for nobody longer than a few seconds.
Rule 2: what was read a while ago is read again when the agent has answered, before the customer is rung.
Rule 3: an answer to a question counts for the number it was asked about, and for no other.
Rule 4: an answer that comes too late, or to an earlier call, changes no call; its news is told.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.check_at_press import (
    FRESH_FOR_SECONDS,
    Checked,
    check_at_press,
    check_with_newer_list,
    kept,
    number_of,
    question_words,
    showing,
)
from softphone.domain.calls.call import Call
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import say
from softphone.qt.background import Background, Lane
from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel

WAITS_FOR_TASK_ROUTER_MS: Final = 4000
WAITS_FOR_NUMBERS_MS: Final = 12_000


class CallerIdCheck(QObject):
    """Signals:
    changed: There is something to ask, or nothing any more.
    news: What was set for this agent, in words.
    """

    changed = Signal()
    news = Signal(object)

    def __init__(
        self, session: SessionModel, call: CallModel, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._call, self._background = session, call, background
        self._forget()
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_too_late)
        call.started.connect(self._on_call_started)
        call.changed.connect(self._on_call_changed)

    @property
    def question(self) -> str:
        """What the agent is asked; empty: nothing."""
        call = self._call.call
        return spoken(question_words(call, self._asked)) if self._asked and call else ""

    @property
    def new_number(self) -> str:
        """What would be shown now, for a button; empty where there is none."""
        number = self._asked.decision.choice.caller_id if self._asked and self._asked.decision else None
        return number.number.display if number else ""

    @property
    def old_number(self) -> str:
        """What the agent saw when they pressed Call, for a button."""
        return PhoneNumber(self._call.call.caller_id).display if self._call.call else ""

    def take_new(self) -> None:
        """The customer sees what is set now."""
        if self._asked is not None:
            self._answer(partial(showing, decision=self._asked.decision))

    def keep_old(self) -> None:
        """The customer sees what the agent saw."""
        self._answer(kept)

    def on_agent_picked(self) -> None:
        """The agent picked another number while they were asked: they are asked about that one."""
        if self._asked is not None:
            self._read()

    def _forget(self) -> None:
        self._of = ""
        self._asked: Checked | None = None
        self._answered_for = ""  # the number (E.164) that the agent was asked about, and answered
        self._shown: Callable[[Call], Call] | None = None  # settled, until the customer may be rung
        self._reads, self._read_at, self._is_reading = 0, 0.0, False
        self._was_read_again = False
        self._if_late: Checked | None = None

    def _on_call_started(self) -> None:
        call, softphone = self._call.call, self._session.softphone
        self._forget()
        if call is not None and softphone is not None and call.waits_for_caller_id:
            self._of = call.id
            self._read()

    def _read(self) -> None:
        call, softphone = self._call.call, self._session.softphone
        if call is None or softphone is None or call.id != self._of:
            return
        once = self._call.is_for_this_call_only
        self._work(
            lambda: check_at_press(softphone, call, is_for_this_call_only=once), WAITS_FOR_TASK_ROUTER_MS
        )

    def _read_numbers(self, before: Checked) -> None:
        call, softphone = self._call.call, self._session.softphone
        if call is None or softphone is None:
            return
        once = self._call.is_for_this_call_only
        number = PhoneNumber(before.missing).display
        self.news.emit(
            say("{news} Reading the account's numbers again, for {number}…", news=before.news, number=number)
        )
        self._work(
            lambda: check_with_newer_list(softphone, call, before, is_for_this_call_only=once),
            WAITS_FOR_NUMBERS_MS,
            if_late=Checked(before.decision, before.news, is_question=True),
        )

    def _work(self, work: Callable[[], Checked], waits_ms: int, if_late: Checked | None = None) -> None:
        self._reads += 1
        self._is_reading, self._if_late, self._read_at = True, if_late, time.monotonic()
        self._patience.start(waits_ms)
        self._background.run(
            Lane.OWN,
            work,
            then=partial(self._on_checked, self._of, self._reads),
            failed=partial(self._on_failed, self._of, self._reads),
        )

    def _on_failed(self, call_id: str, read: int, error: SoftphoneError) -> None:
        self._on_checked(call_id, read, Checked(news=error.what, is_known=False))

    def _on_checked(self, call_id: str, read: int, checked: Checked) -> None:
        is_awaited = self._is_reading and (call_id, read) == (self._of, self._reads)
        if is_awaited:
            self._patience.stop()
            self._is_reading = False
        if is_awaited and checked.missing:
            self._read_numbers(checked)
            return
        if checked.news:
            self.news.emit(checked.news)
        if is_awaited:
            self._take(checked)

    def _take(self, checked: Checked) -> None:
        if not checked.is_known:
            if self._asked is None:
                self._settle(self._shown or partial(showing, decision=None))
        elif not checked.is_question:
            self._settle(partial(showing, decision=checked.decision))
        elif self._shown is not None and self._answered_for == number_of(checked):
            self._settle(self._shown)
        else:
            self._asked, self._answered_for, self._shown = checked, "", None
            self._was_read_again = False
            self.changed.emit()

    def _answer(self, shown: Callable[[Call], Call]) -> None:
        if self._asked is not None:
            self._answered_for = number_of(self._asked)
            self._read_at = -FRESH_FOR_SECONDS  # while a person thinks, others act
            self._settle(shown)

    def _settle(self, shown: Callable[[Call], Call]) -> None:
        self._shown, self._asked = shown, None
        self.changed.emit()
        self._go_on()

    def _go_on(self) -> None:
        """Once the agent has answered, and with what was read just now, the customer may be rung."""
        call = self._call.call
        if self._shown is None or self._is_reading or call is None or not call.agent_has_answered:
            return
        if time.monotonic() - self._read_at > FRESH_FOR_SECONDS and not self._was_read_again:
            self._was_read_again = True
            self._read()
            return
        shown, self._shown, self._of = self._shown, None, ""
        self._call.show(shown)

    def _on_too_late(self) -> None:
        self._is_reading = False
        if self._if_late is not None:
            self._take(self._if_late)
            return
        self.news.emit(say("TaskRouter has not answered. The caller ID that was known last is shown."))
        self._take(Checked(is_known=False))

    def _on_call_changed(self) -> None:
        if not self._of:
            return
        if self._call.is_open:
            self._go_on()
        else:
            self._forget()
            self._patience.stop()
            self.changed.emit()
