"""Keeps the way to Twilio open while a number is typed: Call need not wait for a connection.

Rule 1: only as the agent begins to type, and only after the connection was idle for a while.
Rule 2: in the calls' lane, whose connection it is; that it failed is told by the call, if there is one.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.dialling.dial import DialModel

IDLE_SECONDS: Final = 50.0  # Twilio, or what is between, closes a connection that is idle for a minute


class ConnectionWarmer(QObject):
    """Args:
    now: Seconds of a clock that is never put back.
    """

    def __init__(
        self,
        session: SessionModel,
        dial: DialModel,
        call: CallModel,
        background: Background,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._call, self._background, self._now = session, call, background, now
        self._used_at: float | None = None
        session.signed_in.connect(self._on_cooled)
        call.ended.connect(lambda _: self._on_used())
        dial.begun.connect(self._open_if_idle)

    def _open_if_idle(self) -> None:
        softphone = self._session.softphone
        is_warm = self._used_at is not None and self._now() - self._used_at < IDLE_SECONDS
        if softphone is None or is_warm or self._call.is_open:
            return
        self._on_used()
        self._background.run(
            Lane.CALLS, softphone.calls.warm_up, then=lambda _: None, failed=lambda _: self._on_cooled()
        )

    def _on_used(self) -> None:
        self._used_at = self._now()

    def _on_cooled(self) -> None:
        self._used_at = None
