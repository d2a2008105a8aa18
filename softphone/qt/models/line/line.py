"""The agent's line in the app, as widgets paint it: its state, its call, who else rings.

Rule 1: what is shown is true now: the registration first, then the microphone.
Rule 2: a leg of a call that this app asked for is answered by itself, once; any other call
        rings and asks.
Rule 3: WebEngine is loaded when a line in the app is wanted, and not before.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.line.line_access import LineAccess
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import (
    MICROPHONE_STATES,
    STATUS,
    InvitedCall,
    LineState,
    LineStatus,
    is_own_leg,
    status_of,
)
from softphone.qt.background import Background
from softphone.qt.language import error_words, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.line.line_calls import LineCalls

if TYPE_CHECKING:
    from softphone.domain.line.quality import Sample
    from softphone.qt.line.registration import Registration
    from softphone.qt.line.sdk_line import SdkLine

_TROUBLE_TOLD_ONCE_IN_MS: Final = 5000  # the SDK reports in pairs


def why_no_line() -> str:
    """Why this installation has no audio, and what to do; empty where it has. Nothing is loaded."""
    from softphone.qt.line import engine

    missing = engine.what_is_missing()
    if missing is None:
        return ""
    return error_words(SoftphoneError(STATUS[missing].what, remedy=STATUS[missing].remedy))


class LineModel(QObject):
    """Args:
    is_wanted: False: no line is opened, whatever the account says.

    Attributes:
        asked_for: The ids of the calls whose agent's leg is on its way here.

    Signals:
        changed: Anything below.
        opened: There is another line, or none any more.
        told: What happened on the line, and what goes with it, for whoever cares.
        measured: A Sample: the last second of a call.
        failed: A SoftphoneError to show.
    """

    changed = Signal()
    opened = Signal()
    told = Signal(str, object)
    measured = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: SessionModel,
        background: Background,
        parent: QObject | None = None,
        *,
        is_wanted: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session, self._background, self._is_wanted = session, background, is_wanted
        self.asked_for: Callable[[], Collection[str]] = tuple
        self._access: LineAccess | None = None
        self._registration: Registration | None = None
        self._missing = LineState.OFF
        self._microphone: LineStatus | None = None
        self._has_microphone = True
        self._answered: set[str] = set()
        self._told_lately = QTimer(self, singleShot=True, interval=_TROUBLE_TOLD_ONCE_IN_MS)
        self._calls = LineCalls()
        self._hearing: Final[dict[str, Callable[[dict[str, Any]], None]]] = {
            "call": self._hear_of_call,
            "devices": self._hear_of_devices,
            "error": self._hear_error,
            "quality": lambda rest: self.measured.emit(self._sample(rest)),
        }
        session.changed.connect(self._follow_session)

    # What is true

    @property
    def status(self) -> LineStatus:
        if self._registration is None:
            return STATUS[self._missing]
        status = self._registration.status
        if status.state is LineState.READY:
            return self._microphone or status
        return status

    @property
    def words(self) -> str:
        """The state, in one sentence."""
        if self._calls.is_reconnecting:
            return self.tr("The sound is interrupted; reconnecting…")
        return spoken(self.status.what)

    @property
    def remedy(self) -> str:
        """What to do; empty if nothing is needed."""
        return spoken(self.status.remedy)

    @property
    def is_used(self) -> bool:
        """Whether this agent's calls ring here."""
        return self._session.line is not None and self._is_wanted

    @property
    def line(self) -> "SdkLine | None":
        return self._registration.line if self._registration else None

    @property
    def open_sid(self) -> str:
        """The SID of the leg that the agent talks on; empty if there is none."""
        return self._calls.open_sid

    @property
    def is_muted(self) -> bool:
        return self._calls.is_muted

    @property
    def incoming(self) -> InvitedCall | None:
        """Who rings and asks; None if nobody does."""
        return next(iter(self._calls.asking.values()), None)

    @property
    def visitor(self) -> InvitedCall | None:
        """Who called by themselves and is talked to now; None if nobody is."""
        return self._calls.visitor

    # What the agent does

    def accept(self) -> None:
        """Answer who rings; a call that is open ends."""
        if self.incoming is not None and self.line is not None:
            self.line.answer(self.incoming.sid)

    def reject(self) -> None:
        if self.incoming is not None and self.line is not None:
            self.line.reject(self.incoming.sid)

    def hang_up(self) -> None:
        """End the leg here; the call's other legs are the call's."""
        if self.line is not None and self.open_sid:
            self.line.hang_up(self.open_sid)

    def mute(self, *, muted: bool) -> None:
        if self.line is not None and self.open_sid:
            self.line.mute(self.open_sid, muted=muted)

    def send_tones(self, digits: str) -> None:
        """0 to 9, * and #, to whoever is on the line."""
        if self.line is not None and self.open_sid:
            self.line.send_tones(self.open_sid, digits)

    def close(self) -> None:
        """Let go of the page; calls on it end."""
        if self._registration is not None:
            self._registration.close()
            self._registration.deleteLater()
            self._registration = None
            self._calls = LineCalls()
            self.opened.emit()

    # What happens

    def _follow_session(self) -> None:
        wanted = self._session.line if self._is_wanted else None
        if wanted == self._access:
            return
        self._access = wanted
        self.close()
        if wanted is None:
            self._missing = LineState.OFF
        else:
            QTimer.singleShot(0, self._open)  # what is on the screen is painted first
        self.changed.emit()

    def _open(self) -> None:
        from softphone.qt.line import engine

        if self._access is None or self._registration is not None:
            return
        self._missing = engine.what_is_missing() or engine.begin() or LineState.OFF
        if self._missing is LineState.OFF:
            from softphone.qt.line.registration import Registration

            self._registration = Registration(self._access, self._background, self)
            self._registration.changed.connect(self.changed)
            self._registration.told.connect(self._hear)
            self._registration.broke.connect(self._forget_calls)
            self._registration.start()
            self.opened.emit()
        self.changed.emit()

    def _hear(self, what: str, rest: dict[str, Any]) -> None:
        if what in self._hearing:
            self._hearing[what](rest)
        self.told.emit(what, rest)

    def _hear_of_call(self, rest: dict[str, Any]) -> None:
        sid, happened = rest["sid"], rest["is"]
        if happened == "ringing":
            self._ring(InvitedCall(sid, rest["caller"], rest["parameters"]))
        else:
            self._calls.follow(sid, happened, rest)
        assert self._registration is not None
        self._registration.call_is_open(self._calls.any)
        if happened == "answered":
            self._microphone = None
        elif happened == "over" and rest["how"] == "lost":
            self._lose_call()
        self.changed.emit()

    def _ring(self, invited: InvitedCall) -> None:
        if is_own_leg(invited, self.asked_for()) and invited.call_id not in self._answered:
            self._answered.add(invited.call_id)
            self._calls.own.add(invited.sid)
            assert self.line is not None
            self.line.answer(invited.sid)
        else:
            self._calls.asking[invited.sid] = invited

    def _lose_call(self) -> None:
        assert self._registration is not None
        lost = STATUS[LineState.LOST]
        self.failed.emit(SoftphoneError(lost.what, remedy=lost.remedy))
        self._registration.lost()

    def _forget_calls(self) -> None:
        had_one, self._calls = bool(self._calls.open_sid), LineCalls()
        if had_one:
            lost = STATUS[LineState.LOST]
            self.failed.emit(SoftphoneError(lost.what, remedy=lost.remedy))
        self.changed.emit()

    def _sample(self, rest: dict[str, Any]) -> "Sample":
        from softphone.domain.line.quality import Sample

        return Sample(**(rest | {"level_in": None} if self.is_muted else rest))

    def _hear_of_devices(self, rest: dict[str, Any]) -> None:
        self._has_microphone = rest["has_microphone"]
        self._microphone = None
        self.changed.emit()

    def _hear_error(self, rest: dict[str, Any]) -> None:
        code = rest["code"]
        assert self._access is not None  # something of it has spoken
        trouble = self._access.trouble_of(code, rest["cause"], has_microphone=self._has_microphone)
        if trouble.state in MICROPHONE_STATES:
            self._microphone = status_of(trouble, code)
        elif not rest["sid"]:
            return  # of the line, not of a call: its status says it
        if not self._told_lately.isActive():
            self._told_lately.start()
            self.failed.emit(SoftphoneError(trouble.what, remedy=trouble.remedy, code=code))
        self.changed.emit()
