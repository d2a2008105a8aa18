"""What the call and the line in the app owe each other while the call's agent talks on that line.

Rule 1: hanging up is heard at once, whatever Twilio's answer takes.
Rule 2: the line hears first that the agent has answered, or that the call has ended elsewhere:
        Twilio is asked then, and not only when the next look is due.
"""

from typing import Any, Final

from PySide6.QtCore import QObject

from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.line.line import LineModel

_WORTH_A_LOOK: Final = frozenset({"answered", "over"})


class CallLineBridge(QObject):
    def __init__(self, call: CallModel, line: LineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call, self._line = call, line
        call.changed.connect(self._let_go)
        line.told.connect(self._on_line_event)

    def _let_go(self) -> None:
        if self._call.is_hanging_up and self._is_own(self._line.open_sid):
            self._line.hang_up()

    def _on_line_event(self, what: str, rest: dict[str, Any]) -> None:
        if what == "call" and rest["is"] in _WORTH_A_LOOK and self._is_own(rest["sid"]):
            self._call.step()

    def _is_own(self, sid: str) -> bool:
        """Whether this is the agent's leg of the call that is open."""
        call = self._call.call
        return bool(sid) and call is not None and self._call.is_open and call.agent_leg.sid == sid
