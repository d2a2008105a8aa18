"""Calls that nobody looks at: of an earlier run, or in doubt and put aside; followed to their end.

Rule 1: nobody is rung for them; what is alive is shown as the call in progress, what is over goes
        to Recents with its true outcome.
Rule 2: they have a lane of their own, so that no press of Call waits for them.
Rule 3: a disk that cannot be read or written now is asked again: nobody is forgotten.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.calls.agent_calls import Calls
from softphone.application.softphone import Softphone
from softphone.domain.calls.call import Call
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel

LOOK_AGAIN_AFTER_MS = 3000


class ResumedCalls(QObject):
    """Signals:
    closed: Some were over; Recents know how they ended.
    """

    closed = Signal()

    def __init__(
        self, session: SessionModel, call: CallModel, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._call, self._background = session, call, background
        self._softphone: Softphone | None = None
        self._told = ""
        self._left: list[Call] = []  # to be shown, one after the other
        self._aside: list[Call] = []  # to be followed, and not shown
        self._next_look = QTimer(self, singleShot=True, interval=LOOK_AGAIN_AFTER_MS)
        self._next_look.timeout.connect(self._follow_aside)
        self._ask_again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_AFTER_MS)
        self._ask_again.timeout.connect(self._find_them)
        session.signed_in.connect(self._find_them)
        call.ended.connect(self._take_next)
        call.put_aside.connect(self._on_put_aside)

    def _find_them(self) -> None:
        softphone = self._session.softphone
        if softphone is None:
            return
        self._background.run(
            Lane.PUT_ASIDE,
            lambda: _as_they_are_now(softphone.calls),
            then=lambda left: self._on_found(softphone, left),
            failed=self._unreadable,
        )

    def _unreadable(self, error: SoftphoneError) -> None:
        if error.what != self._told:
            self._told = error.what
            self._call.failed.emit(error)
        self._ask_again.start()

    def _on_found(self, softphone: Softphone, left: Sequence[Call]) -> None:
        self._softphone, self._told = softphone, ""
        self._left += [call for call in left if not call.is_over]
        if any(call.is_over for call in left):
            self.closed.emit()
        self._take_next()

    def _take_next(self) -> None:
        if self._left and self._softphone is not None and not self._call.is_open:
            self._call.adopt(self._softphone, self._left.pop(0))

    def _on_put_aside(self, call: Call) -> None:
        self._softphone = self._session.softphone
        self._aside.append(call)
        self._next_look.start()
        self._take_next()

    def _follow_aside(self) -> None:
        softphone, aside = self._softphone, self._aside
        if softphone is None or not aside:
            return
        self._background.run(
            Lane.PUT_ASIDE,
            lambda: [_looked_at(softphone.calls, call) for call in aside],
            then=self._on_followed,
            failed=lambda _: self._next_look.start(),
        )

    def _on_followed(self, calls: Sequence[Call]) -> None:
        known = {call.id for call in calls}
        later = [call for call in self._aside if call.id not in known]
        self._aside = [call for call in calls if not call.is_over] + later
        if len(self._aside) < len(calls) + len(later):
            self.closed.emit()
        if self._aside:
            self._next_look.start()


def _as_they_are_now(calls: Calls) -> list[Call]:
    """In the lane: one look at each, so that what is over is never shown as a call in progress."""
    return [_looked_at(calls, call) for call in calls.left_open()]


def _looked_at(calls: Calls, call: Call) -> Call:
    try:
        return calls.follow(call)
    except SoftphoneError:
        return calls.newest(call)  # to be asked for again, as a call in progress
