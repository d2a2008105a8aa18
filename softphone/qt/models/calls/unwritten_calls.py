"""Calls that are not on disk yet: told once, and written again until they are.

Rule: the call itself is not affected; nothing here waits for the disk on the GUI thread.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.softphone import Softphone
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel

WRITE_AGAIN_AFTER_MS: Final = 2000


class UnwrittenCalls(QObject):
    """Signals:
    failed: A SoftphoneError to show: the disk is behind.
    written: Everything is on disk again.
    """

    failed = Signal(object)
    written = Signal()

    def __init__(
        self, session: SessionModel, call: CallModel, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self._softphone: Softphone | None = None
        self._again = QTimer(self, singleShot=True, interval=WRITE_AGAIN_AFTER_MS)
        self._again.timeout.connect(self._catch_up)
        call.changed.connect(self._notice)

    def _notice(self) -> None:
        softphone = self._session.softphone
        problem = softphone.calls.unwritten if softphone is not None else None
        if problem is None or self._softphone is not None:
            return
        self._softphone = softphone
        self.failed.emit(
            SoftphoneError(
                say("The call is not written down yet. {problem}", problem=problem.what),
                remedy=say("The call itself goes on. It is written down as soon as that works."),
            )
        )
        self._again.start()

    def _catch_up(self) -> None:
        if self._softphone is not None:
            calls = self._softphone.calls
            self._background.run(
                Lane.KEEP, calls.catch_up, then=self._caught_up, failed=lambda _: self._again.start()
            )

    def _caught_up(self, is_done: bool) -> None:
        if not is_done:
            self._again.start()
            return
        self._softphone = None
        self.written.emit()
