"""What the agent may do with the call just now, and what is being done.

Rule 1: a control shows what Twilio has confirmed; until then it says what is under way.
Rule 2: a control that does nothing now says why.
Rule 3: while tones sound the customer's line is out of the conference for that moment: all other
        controls wait for its return.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.calls import control_call
from softphone.application.calls.agent_calls import Step
from softphone.domain.calls.call import Call
from softphone.domain.calls.controls import Control, why_not
from softphone.domain.line.line_state import rings_in_the_app
from softphone.qt.language import spoken
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.line.line import LineModel


class CallControls(QObject):
    """Attributes:
    line: The agent's line in the app, which mutes and sends keys itself where it carries the call.

    Signals:
    changed: Anything below.
    begun: Another call was begun; what was asked for before is forgotten.
    resumed: A pause is over.
    """

    changed = Signal()
    begun = Signal()
    resumed = Signal()

    def __init__(self, call: CallModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = call
        self.line: LineModel | None = None
        self._under_way: dict[str, Step] = {}
        self._waiting: list[Step] = []
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._resume)
        call.started.connect(self._forget)
        call.changed.connect(self._on_call_changed)

    @property
    def call(self) -> Call | None:
        """The call, while something can be done with it."""
        return self._model.call if self._model.is_open else None

    @property
    def are_there(self) -> bool:
        """There is a call whose controls may be shown."""
        return self._model.call is not None and self._model.question is None

    def why_not(self, control: Control) -> str:
        """Why a control does nothing now; empty if it works."""
        call = self.call
        if call is None:
            return self.tr("There is no call.")
        if self._model.is_hanging_up:
            return self.tr("Hanging up…")
        return spoken(why_not(control, call) or "")

    def is_under_way(self, what: str) -> bool:
        """A control, or the end of a guest's leg (by label), was asked for and is not confirmed."""
        return what in self._under_way

    def is_on(self, control: Control) -> bool:
        """Hold or mute is on, as Twilio has confirmed."""
        call, line = self._model.call, self.line_in_use
        if call is None:
            return False
        muted = call.muted or (line is not None and line.is_muted)
        return {Control.HOLD: call.on_hold, Control.MUTE: muted}.get(control, False)

    @property
    def line_in_use(self) -> LineModel | None:
        """The line in the app, where the agent talks on it in this call."""
        sid = self.call.agent_leg.sid if self.call is not None else ""
        return self.line if self.line is not None and sid and self.line.open_sid == sid else None

    @property
    def is_unheard(self) -> bool:
        """The agent's sound ended with the app that began the call; it can be brought back."""
        call = self.call
        has_line = self.line is not None and self.line.line is not None
        if call is None or not has_line or not self._model.is_adopted or not call.is_connected:
            return False
        return rings_in_the_app(call.endpoint) and self.line_in_use is None

    def rejoin(self) -> None:
        """Ring the agent back into their call."""
        self.do(Control.REJOIN, control_call.rejoin)

    def toggle_hold(self) -> None:
        call = self.call
        if call is not None:
            self.do(Control.HOLD, partial(control_call.hold, on=not call.on_hold))

    def toggle_mute(self) -> None:
        """Here is decided who mutes: the line in the app, or else the conference."""
        call, line = self.call, self.line_in_use
        if call is None:
            return
        if line is not None and not call.muted:
            if not self.why_not(Control.MUTE):
                line.mute(muted=not line.is_muted)
        else:
            self.do(Control.MUTE, partial(control_call.mute, on=not call.muted))

    def do(self, control: Control, step: Step) -> None:
        """Ask Twilio, unless the control does nothing now or is under way already."""
        if not self.why_not(control):
            self.send(control, step)

    def send(self, what: str, step: Step) -> None:
        """Ask Twilio, after a pause where there is one; the same thing once at a time."""
        if what in self._under_way:
            return
        self._under_way[what] = step
        if self.is_paused:
            self._waiting.append(step)
        else:
            self._model.control(step)
        self.changed.emit()

    @property
    def is_paused(self) -> bool:
        return self._pause.isActive()

    def pause(self, milliseconds: int) -> None:
        """Let what is asked for from now on wait for so long."""
        self._pause.start(milliseconds)

    def _resume(self) -> None:
        waiting, self._waiting = self._waiting, []
        for step in waiting:
            self._model.control(step)
        self.resumed.emit()
        self.changed.emit()

    def _on_call_changed(self) -> None:
        if self.call is None or self._model.is_hanging_up:
            self._waiting.clear()
        self._under_way = {
            what: step
            for what, step in self._under_way.items()
            if self._model.is_under_way(step) or step in self._waiting
        }
        self.changed.emit()

    def _forget(self) -> None:
        self._under_way.clear()
        self._waiting.clear()
        self._pause.stop()
        self.begun.emit()
