"""What is set for the agent, read for each call while their own phone rings; a change is asked about.

Rule 1: the customer's phone waits for this, and it waits for nobody longer than a few seconds.
Rule 2: an answer that comes too late, or to an earlier call, counts for nothing.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.check_at_press import Checked, check_at_press, question_words, showing
from softphone.domain.caller_id.policy import Decision
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import say
from softphone.qt.background import Background, Lane
from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel

WAITS_FOR_TASK_ROUTER_MS: Final = 4000


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
        self._asked: Checked | None = None
        self._of = ""
        self._patience = QTimer(self, singleShot=True, interval=WAITS_FOR_TASK_ROUTER_MS)
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
        self._answer(self._asked.decision if self._asked else None)

    def keep_old(self) -> None:
        """The customer sees what the agent saw."""
        self._answer(None)

    def _on_call_started(self) -> None:
        call, softphone = self._call.call, self._session.softphone
        if call is None or softphone is None or not call.waits_for_caller_id:
            return
        self._of, self._asked = call.id, None
        self._patience.start()
        once = self._call.is_for_this_call_only
        self._background.run(
            Lane.OWN,
            lambda: check_at_press(softphone, call, is_for_this_call_only=once),
            then=partial(self._on_checked, call.id),
            failed=lambda error: self._on_checked(call.id, Checked(news=error.what)),
        )

    def _on_checked(self, call_id: str, checked: Checked) -> None:
        if call_id != self._of or not self._patience.isActive():
            return
        self._patience.stop()
        if checked.news:
            self.news.emit(checked.news)
        if checked.is_question:
            self._asked = checked
            self.changed.emit()
        else:
            self._answer(checked.decision)

    def _on_too_late(self) -> None:
        self.news.emit(say("TaskRouter has not answered. The caller ID that was known last is shown."))
        self._answer(None)

    def _answer(self, decision: Decision | None) -> None:
        self._asked = None
        self._call.show(partial(showing, decision=decision))
        self.changed.emit()

    def _on_call_changed(self) -> None:
        if self._of and not self._call.is_open:
            self._of, self._asked = "", None
            self._patience.stop()
            self.changed.emit()
