"""A line as the models see it, without WebEngine: a test says what the page would report."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from softphone.application.line.line_access import LineAccess
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import STATUS, InvitedCall, LineState, LineStatus
from softphone.domain.line.quality import Sample

FINE = Sample(mos=4.4, round_trip=40, jitter=3, loss=0, level_in=0.2, level_out=0.2, arrived=50)


class LineStandIn(QObject):
    """What ``LineModel`` has of a line that is ready."""

    changed = Signal()
    opened = Signal()
    told = Signal(str, object)
    measured = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.status: LineStatus = STATUS[LineState.READY]
        self.open_sid = ""
        self.incoming: InvitedCall | None = None
        self.line = self
        self.hung_up: list[str] = []

    @property
    def words(self) -> str:
        return self.status.what

    @property
    def remedy(self) -> str:
        return self.status.remedy

    def hang_up(self) -> None:
        self.hung_up.append(self.open_sid)
        self.is_over(self.open_sid)

    def becomes(self, state: LineState) -> None:
        self.status = STATUS[state]
        self.changed.emit()

    def talks(self, sid: str, call_id: str = "") -> None:
        """A leg rings here and is answered."""
        self._tells(sid, "ringing", parameters={"call": call_id})
        self.open_sid = sid
        self.changed.emit()
        self._tells(sid, "answered")

    def is_over(self, sid: str) -> None:
        self.open_sid = ""
        self.changed.emit()
        self._tells(sid, "over", how="ended")

    def measures(self, *samples: Sample) -> None:
        for sample in samples:
            self.measured.emit(sample)

    def _tells(self, sid: str, what: str, **rest: Any) -> None:
        self.told.emit("call", {"sid": sid, "is": what, **rest})


class CallStandIn(QObject):
    """What ``CallModel`` and ``CallControls`` say of a call on that line."""

    changed = Signal()

    def __init__(self, line: LineStandIn) -> None:
        super().__init__()
        self._line = line
        self.is_open = False
        self.is_connected = True

    @property
    def call(self) -> "CallStandIn":
        return self

    @property
    def line_in_use(self) -> LineStandIn | None:
        return self._line if self._line.open_sid else None


class SoundStandIn(QObject):
    levels = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.is_listening = False

    def listen(self, *, listening: bool) -> None:
        self.is_listening = listening


@dataclass
class TestsOfLine:
    """Rings nobody; remembers what was asked for."""

    __test__ = False

    error: SoftphoneError | None = None
    rung: list[tuple[str, str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def ring(self, identity: str, call_id: str) -> str:
        self.rung.append((identity, call_id))
        if self.error is not None:
            raise self.error
        return "CA-test"

    def end(self, sid: str) -> None:
        self.ended.append(sid)


@dataclass
class SessionStandIn:
    line: LineAccess | None
