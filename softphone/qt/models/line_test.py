"""A test of the agent's line: is the microphone heard, and how does a call to the line sound.

Rule 1: nobody else is rung, and nothing of it is in Recents or taken for a customer's call.
Rule 2: it gives way: a call that begins, or another one that is answered, ends the test.
Rule 3: whatever does not come has a time-out and a sentence.
"""

from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.line.test_call import (
    ARRIVES_WITHIN_SECONDS,
    MEASURED_WITHIN_SECONDS,
    SAMPLES_WANTED,
    LineTests,
    Phase,
)
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import CALL_PARAMETER, LineState
from softphone.domain.line.quality import FEWEST_SAMPLES, Sample, summed_up
from softphone.qt.background import Background, Lane
from softphone.qt.language import error_words
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.line_test_result import LineTestResult, made_now

_RUNNING: Final = frozenset({Phase.RINGING, Phase.MEASURING})


class LineTestModel(QObject):
    """Attributes:
    samples: What was measured so far.
    result: Of the last test; None: there is none.

    Signals:
    changed: Anything below.
    """

    changed = Signal()

    def __init__(
        self,
        session: SessionModel,
        line: LineModel,
        call: CallModel,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._line, self._call, self._background = session, line, call, background
        self.phase = Phase.IDLE
        self.samples: list[Sample] = []
        self.result: LineTestResult | None = None
        self._failure = ""
        self._id = self._sid = ""
        self._rung: LineTests | None = None
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._time_is_up)
        line.told.connect(self._hear)
        line.measured.connect(self._on_sample)
        line.changed.connect(self._on_call_or_line_changed)
        call.changed.connect(self._on_call_or_line_changed)

    # What is true

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The id of the test call that is on its way to the line."""
        return (self._id,) if self.phase is Phase.RINGING else ()

    @property
    def is_running(self) -> bool:
        return self.phase in _RUNNING

    @property
    def why_not(self) -> str:
        """Why the line cannot be tested now; empty if it can."""
        own = self._sid if self.is_running else ""
        if self._call.is_open or self._line.open_sid not in ("", own) or self._line.incoming:
            return self.tr("A call is in progress. Test your line when it is over.")
        if self._line.status.state is not LineState.READY:
            return f"{self._line.words} {self._line.remedy}".strip()
        return ""

    @property
    def progress(self) -> float:
        """Of the test call, 0 to 1."""
        return len(self.samples) / SAMPLES_WANTED

    @property
    def sentence(self) -> str:
        """Where the test is, or what it came to, and why."""
        if self.result is not None:
            return self.result.sentence
        return {
            Phase.IDLE: "",
            Phase.RINGING: self.tr("Your line is being called…"),
            Phase.MEASURING: self.tr("Say something, and listen: you should hear a voice."),
        }.get(self.phase, self._failure)

    # What is done

    def begin(self) -> None:
        """Ring the line and measure; nothing happens while that cannot be done."""
        access = self._session.line
        if self.is_running or self.why_not or access is None or access.tests is None:
            return
        self.samples, self.result, self._failure, self._sid = [], None, "", ""
        self._id = uuid4().hex
        self._go_to(Phase.RINGING, ARRIVES_WITHIN_SECONDS)
        make, identity, this = access.tests, access.identity, self._id

        def rung() -> tuple[LineTests, str]:
            tests = make()
            return tests, tests.ring(identity, this)

        self._background.run(
            Lane.LINE,
            rung,
            then=lambda rang: self._rang(this, *rang),
            failed=lambda error: self._fail_with(this, error),
        )

    def stop(self) -> None:
        """End the test call, if there is one; what was measured is forgotten."""
        if self.is_running:
            self._let_go()
        self.samples, self.result = [], None
        self._go_to(Phase.IDLE)

    # What happens

    def _rang(self, this: str, tests: LineTests, sid: str) -> None:
        self._rung = tests
        if this == self._id and self.is_running:
            self._sid = sid
        else:
            self._end(tests, sid)

    def _hear(self, what: str, rest: dict[str, Any]) -> None:
        if what != "call" or not self.is_running:
            return
        if rest["is"] == "ringing" and rest["parameters"].get(CALL_PARAMETER) == self._id:
            self._sid = rest["sid"]
        elif rest["sid"] == self._sid and rest["is"] == "answered":
            self._go_to(Phase.MEASURING, MEASURED_WITHIN_SECONDS)
        elif rest["sid"] == self._sid and rest["is"] == "over":
            self._conclude(self.tr("The test call ended too early. Try again."))

    def _on_sample(self, sample: Sample) -> None:
        if self.phase is Phase.MEASURING:
            self.samples.append(sample)
            self.changed.emit()
            if len(self.samples) >= SAMPLES_WANTED:
                self._conclude("")

    def _time_is_up(self) -> None:
        if self.phase is Phase.RINGING:
            self._conclude(self.tr("The test call did not reach your line. Check the network connection."))
        else:
            self._conclude(self.tr("Nothing could be measured in the test call. Try again."))

    def _on_call_or_line_changed(self) -> None:
        """A real call goes before."""
        if self.is_running and (self._call.is_open or self._line.open_sid not in ("", self._sid)):
            self.stop()
        self.changed.emit()

    def _conclude(self, otherwise: str) -> None:
        """With what was measured, or ``otherwise`` where that is too little."""
        self._let_go()
        if len(self.samples) >= FEWEST_SAMPLES:
            self.result = LineTestResult(summed_up(self.samples), made_now())
            self._go_to(Phase.DONE)
        else:
            self._failure = otherwise
            self._go_to(Phase.FAILED)

    def _fail_with(self, this: str, error: SoftphoneError) -> None:
        if this == self._id and self.phase is Phase.RINGING:
            self._conclude(error_words(error))

    def _let_go(self) -> None:
        sid, self._id = self._sid, ""
        self._deadline.stop()
        if sid and self._line.open_sid == sid:
            self._line.hang_up()
        if sid and self._rung is not None:
            self._end(self._rung, sid)

    def _end(self, tests: LineTests, sid: str) -> None:
        """It would end by itself: that it could not be ended needs no words."""
        self._background.run(Lane.LINE, lambda: tests.end(sid), then=lambda _: None, failed=lambda _: None)

    def _go_to(self, phase: Phase, within_seconds: float = 0.0) -> None:
        self.phase = phase
        if within_seconds:
            self._deadline.start(round(within_seconds * 1000))
        self.changed.emit()
