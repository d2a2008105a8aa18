"""Does what the watch asks for: opens the page, fetches tokens, connects; and looks at the clocks.

Rule: tokens are fetched in their own lane, live in memory, and are forgotten once handed over.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.line.line_access import LOOK_EVERY_SECONDS, AccessToken, LineAccess
from softphone.application.line.registration_watch import Do, LineWatch, SleepWatch
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import MICROPHONE_STATES, LineState, LineStatus
from softphone.qt.background import Background, Lane
from softphone.qt.line.sdk_line import SdkLine


class Registration(QObject):
    """Args:
    clock: Seconds that only go forward, by which tokens grow old and time-outs end.

    Signals:
    changed: The status.
    told: What happened on the line besides, and what goes with it.
    broke: The page is gone, and every call on it.
    """

    changed = Signal()
    told = Signal(str, object)
    broke = Signal()

    def __init__(
        self,
        access: LineAccess,
        background: Background,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._access, self._background, self._clock = access, background, clock
        self._watch = LineWatch()
        self._sleep = SleepWatch(time.monotonic(), time.time())
        self._jwt = ""
        self.line: Final = SdkLine(access.gateway, self, edge=access.edge)
        self._doings: Final[dict[Do, Callable[[], None]]] = {
            Do.OPEN: self.line.open,
            Do.FETCH_TOKEN: self._fetch,
            Do.CONNECT: lambda: self._hand_over(self.line.connect_with),
            Do.RENEW: lambda: self._hand_over(self.line.renew),
            Do.DISCONNECT: self.line.disconnect_from_twilio,
        }
        self._happenings: Final[dict[str, Callable[[float], list[Do] | None]]] = {
            "opened": self._watch.opened,
            "registered": lambda _now: self._watch.registered(),
            "unregistered": self._watch.unregistered,
            "online": self._watch.woke_or_moved,
        }
        self.line.told.connect(self._hear)
        self.line.broke.connect(self._broke)
        self._look = QTimer(self, interval=round(LOOK_EVERY_SECONDS * 1000))
        self._look.timeout.connect(self._on_clock)

    @property
    def status(self) -> LineStatus:
        return self._watch.status

    def start(self) -> None:
        self._look.start()
        self._after(self._watch.start(self._clock()))

    def close(self) -> None:
        self._look.stop()
        self.line.close()

    def call_is_open(self, is_open: bool) -> None:
        """While it is, the line is not connected anew."""
        if self._watch.has_call and not is_open:
            self._watch.call_over(self._clock())
        self._watch.has_call = is_open

    def lost(self) -> None:
        """A call on the line is gone without a word."""
        self._after(self._watch.lost(self._clock()))

    def _hear(self, what: str, rest: dict[str, Any]) -> None:
        if what == "devices":
            self._after(self._watch.microphone(rest["has_microphone"], self._clock()))
        if what == "error" and not rest["sid"]:
            trouble = self._access.trouble_of(rest["code"], rest["cause"])
            if trouble.state not in MICROPHONE_STATES:
                self._after(self._watch.reported(trouble, rest["code"], self._clock()))
        happened = self._happenings.get(what)
        if happened is not None:
            self._after(happened(self._clock()) or [])
        self.told.emit(what, rest)

    def _on_clock(self) -> None:
        now = self._clock()
        if self._sleep.slept(time.monotonic(), time.time()):
            self._after(self._watch.woke_or_moved(now))
        self._after(self._watch.looked(now))

    def _broke(self) -> None:
        self._after(self._watch.broke(self._clock()))
        self.broke.emit()

    def _fetch(self) -> None:
        access = self._access
        self._background.run(
            Lane.LINE, lambda: access.tokens.token(access.identity), then=self._came, failed=self._failed
        )

    def _came(self, token: AccessToken) -> None:
        self._jwt = token.jwt
        self._after(self._watch.token_came(self._clock(), token.lives_for))

    def _failed(self, error: SoftphoneError) -> None:
        self._after(self._watch.token_failed(self._clock(), error))

    def _hand_over(self, use: Callable[[str], None]) -> None:
        use(self._jwt)
        self._jwt = ""

    def _after(self, wanted: list[Do]) -> None:
        for each in wanted:
            self._doings[each]()
        if self.status is not self._shown:
            self._shown = self.status
            self.changed.emit()

    _shown: LineStatus = LineStatus(LineState.OFF, "")
