"""Keys pressed towards the customer: one batch on its way, the next ones wait for its end.

Rule 1: what is said to be sent was taken by Twilio; keys of a batch that was refused are dropped.
Rule 2: keys that came with the number called wait for the agent: nobody sends them by themselves.
"""

from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.application.calls import control_call
from softphone.application.calls.place_call import CallPorts
from softphone.domain.calls.call import Call
from softphone.domain.calls.controls import Control
from softphone.domain.numbers.keys import heard, playable
from softphone.qt.models.calls.call_controls import CallControls

KEYS: Final = "123456789*0#"
_A_TONE_MS: Final = 400
_BACK_IN_CONFERENCE_MS: Final = 400


class _Batch:
    """Keys on their way; ``was_taken`` once Twilio has them."""

    def __init__(self, digits: str) -> None:
        self.digits = digits
        self.was_taken = False

    def __call__(self, call: Call, ports: CallPorts) -> Call:
        call = control_call.send_tones(call, ports, self.digits)
        self.was_taken = True
        return call


class CallTones(QObject):
    """Attributes:
    sent: The keys that the customer's line has heard in this call.

    Signals:
    changed: Keys were pressed, or sent.
    """

    changed = Signal()

    def __init__(self, controls: CallControls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controls = controls
        self._keys = ""
        self._batch: _Batch | None = None
        self._kept_for: tuple[str, str] = ("", "")
        self.sent = ""
        controls.changed.connect(self._on_controls_changed)
        controls.resumed.connect(self._send)
        controls.begun.connect(self._forget)

    @property
    def waiting(self) -> str:
        """Keys that were pressed and have not been sent yet."""
        return heard((self._batch.digits if self._batch else "") + self._keys)

    def keep_for(self, destination: str, keys: str) -> None:
        """Offer ``keys`` ("12,,34#") once ``destination`` (E.164) has answered."""
        self._kept_for = (destination, keys.strip(","))
        self.changed.emit()

    @property
    def offered(self) -> str:
        """Keys that came with the number, while they can be sent; a comma is a pause."""
        call, (destination, keys) = self._controls.call, self._kept_for
        if call is None or call.destination != destination or self._controls.why_not(Control.TONES):
            return ""
        return keys

    def send_offered(self) -> None:
        """Send the keys that came with the number, once."""
        keys = playable(self.offered)
        if not keys:
            return
        self._kept_for = ("", "")
        self._play(keys)

    def press(self, key: str) -> None:
        """Press "0" to "9", "*" or "#"; other keys do nothing.

        Here is decided who sounds them: the line in the app sends them; else Twilio plays them
        to the customer's line.
        """
        if key and key in KEYS and not self._controls.why_not(Control.TONES):
            self._play(key)

    def _play(self, keys: str) -> None:
        line = self._controls.line_in_use
        if line is not None:
            line.send_tones(keys)
            self.sent += heard(keys)
        else:
            self._keys += keys
            self._send()
        self.changed.emit()

    def _send(self) -> None:
        if self._keys and self._batch is None and not self._controls.is_paused:
            self._batch, self._keys = _Batch(self._keys), ""
            self._controls.send(Control.TONES, self._batch)

    def _on_controls_changed(self) -> None:
        batch = self._batch
        if batch is not None and not self._controls.is_under_way(Control.TONES):
            self._batch = None
            self._on_batch_done(batch)
        if self._keys and self._controls.why_not(Control.TONES):
            self._keys = ""
        self.changed.emit()

    def _on_batch_done(self, batch: _Batch) -> None:
        if batch.was_taken:
            self.sent += heard(batch.digits)
            self._controls.pause(len(batch.digits) * _A_TONE_MS + _BACK_IN_CONFERENCE_MS)
        else:
            self._keys = ""

    def _forget(self) -> None:
        self._keys, self._batch, self.sent = "", None, ""
