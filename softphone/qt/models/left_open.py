"""Calls that an earlier run of the program left open: followed to their end, one after the other.

Rule: nobody is rung for them; what is alive is shown as the call in progress, what is over goes
        to Recents with its true outcome.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from softphone.application.calls import Calls
from softphone.application.softphone import Softphone
from softphone.domain.calls import Call
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.models.call import CallModel
from softphone.qt.models.session import SessionModel


class LeftOpen(QObject):
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
        self._left: list[Call] = []
        session.signed_in.connect(self._look)
        call.ended.connect(self._take_next)

    def _look(self) -> None:
        softphone = self._session.softphone
        if softphone is None or self._call.is_open:
            return
        self._background.run(
            Lane.CALLS,
            lambda: _as_they_are_now(softphone.calls),
            then=lambda left: self._found(softphone, left),
            failed=self._call.failed.emit,
        )

    def _found(self, softphone: Softphone, left: Sequence[Call]) -> None:
        self._softphone, self._left = softphone, [call for call in left if not call.is_over]
        if len(self._left) < len(left):
            self.closed.emit()
        self._take_next()

    def _take_next(self) -> None:
        if self._left and self._softphone is not None and not self._call.is_open:
            self._call.adopt(self._softphone, self._left.pop(0))


def _as_they_are_now(calls: Calls) -> list[Call]:
    """In the lane: one look at each, so that what is over is never shown as a call in progress."""
    return [_looked_at(calls, call) for call in calls.left_open()]


def _looked_at(calls: Calls, call: Call) -> Call:
    try:
        return calls.follow(call)
    except SoftphoneError:
        return call  # to be asked for again, as a call in progress
