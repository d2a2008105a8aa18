"""A call to the agent's own line, to measure it: nobody else is rung, nothing is kept of it.

Rule 1: it is the same kind of call as a real one: Twilio rings the client, the line answers it.
        So what is measured is the way that customers' voices take.
Rule 2: it ends by itself, also where the app is gone; it is in no list of calls.
Rule 3: the SDK's own ``Device.runPreflight`` is not used. It calls out, through a TwiML app of the
        account, with a token that may place calls; this app's tokens may only receive them. With
        ``fakeMicInput`` it fetches a sound from Twilio's web site, which the line's page may not.
        The figures are the same: the SDK's samples of a call.
        https://github.com/twilio/twilio-voice.js/blob/master/PREFLIGHT.md
"""

from enum import StrEnum
from typing import Final, Protocol

ARRIVES_WITHIN_SECONDS: Final = 15.0
SAMPLES_WANTED: Final = 10  # one a second
MEASURED_WITHIN_SECONDS: Final = 20.0
ENDS_BY_ITSELF_AFTER_SECONDS: Final = 30
CALLER: Final = "client:line_test"


class Phase(StrEnum):
    """Where a test of the line is."""

    IDLE = "idle"
    RINGING = "ringing"
    MEASURING = "measuring"
    DONE = "done"
    FAILED = "failed"


class LineTests(Protocol):
    def ring(self, identity: str, call_id: str) -> str:
        """Ring the line of this name; the SID of the leg. ``call_id`` arrives with the call.

        Raises SoftphoneError: the test call could not be placed.
        """

    def end(self, sid: str) -> None:
        """End it; fine if it is over already."""
